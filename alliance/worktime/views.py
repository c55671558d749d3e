"""The pages of the working calendar: a year with its days, and the office hours."""

from flask import Blueprint, request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ..foundation.kernel.clock import local_day
from ..foundation.kernel.errors import NotThere
from ..foundation.store.work import Work
from ..foundation.web.answers import go, page
from ..foundation.web.language import in_chinese
from ..policy.can import Can
from ..policy.gate import permit
from ..policy.table import may
from . import keeping, queries, shown
from .forms import DayForm, HoursForm, known
from .model import CalendarDay, OfficeHours
from .published import year_of

bp = Blueprint("worktime", "alliance.worktime.views", url_prefix="/worktime")
FIRST_YEAR = 2020


@bp.get("/")
@permit(Can.SEE_WORKTIME)
def year(work: Work) -> Response:
    return _year_page(work, _year(work), DayForm(None))


def _year(work: Work) -> int:
    """The one that the address names, this one where it names none."""
    this = local_day(work.now).year
    asked = request.args.get("year", str(this))
    if not (asked.isascii() and asked.isdecimal() and FIRST_YEAR <= int(asked) <= this + keeping.YEARS_AHEAD):
        raise NotThere()
    return int(asked)


def _year_page(work: Work, wanted: int, form: DayForm, status: int = 200) -> Response:
    today, keeps = local_day(work.now), may(work.actor, Can.KEEP_WORKTIME)
    found = queries.special_days(queries.changes(work, wanted), wanted, chinese=in_chinese())
    return page(
        "worktime/year.html",
        status,
        year=wanted,
        tabs=shown.year_tabs(wanted, today.year, today.year + keeping.YEARS_AHEAD),
        published=year_of(wanted).published,
        sheets=shown.sheets(wanted, found, today),
        weekdays=shown.weekdays(),
        rows=shown.day_rows(found, keeps=keeps),
        moves=shown.day_moves(found, today) if keeps else [],
        form=form if keeps else None,
    )


@bp.post("/")
@permit(Can.KEEP_WORKTIME)
def set_day(work: Work) -> Response:
    form = DayForm()
    if form.settle(work, lambda: keeping.set_day(work, form.text())):
        return go("worktime.year", year=form.day.data.year, said=_("The calendar is changed on this day."))
    return _year_page(work, _year(work), form, 422)


@bp.post("/<day>/take-back")
@permit(Can.KEEP_WORKTIME, subject=queries.find_day, sees=Can.SEE_WORKTIME)
def take_back_day(work: Work, held: CalendarDay) -> Response:
    keeping.take_back_day(work, held)
    return go("worktime.year", year=held.day.year, said=_("The day is again as the state has published it."))


@bp.get("/hours")
@permit(Can.SEE_WORKTIME)
def hours(work: Work) -> Response:
    return _hours_page(work)


def _hours_page(work: Work, form: HoursForm | None = None, status: int = 200) -> Response:
    today, keeps = local_day(work.now), may(work.actor, Can.KEEP_WORKTIME)
    found = queries.hours(work)
    return page(
        "worktime/hours.html",
        status,
        rows=shown.hours_rows(found, today),
        moves=shown.hours_moves(found, today) if keeps else [],
        form=(form or HoursForm(None, **known(found[-1]))) if keeps else None,
    )


@bp.post("/hours")
@permit(Can.KEEP_WORKTIME)
def set_hours(work: Work) -> Response:
    form = HoursForm()
    if form.settle(work, lambda: keeping.set_hours(work, form.hours())):
        return go("worktime.hours", said=_("The office hours hold from that day on."))
    return _hours_page(work, form, 422)


@bp.post("/hours/<day>/take-back")
@permit(Can.KEEP_WORKTIME, subject=queries.find_hours, sees=Can.SEE_WORKTIME)
def take_back_hours(work: Work, held: OfficeHours) -> Response:
    keeping.take_back_hours(work, held)
    return go("worktime.hours", said=_("The hours are taken back; those before them go on."))
