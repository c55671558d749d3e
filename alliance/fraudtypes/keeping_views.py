"""The pages on which an administrator keeps the headings of fraud types."""

from datetime import timedelta
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ..foundation.kernel.clock import local_day
from ..foundation.store.work import Work
from ..foundation.web.answers import go, page
from ..foundation.web.language import day, in_chinese, named
from ..policy.can import Can
from ..policy.gate import permit
from ..policy.table import may
from . import keeping
from .blueprint import bp
from .forms import HeadingForm, NewHeadingForm
from .keeping import HeadingLine, HeadingText, KeptList, NewHeading


@bp.get("/headings")
@permit(Can.SEE_ADMINISTRATION)
def headings(work: Work) -> Response:
    keeps, today, lists = may(work.actor, Can.KEEP_LISTS), local_day(work.now), dict[str, dict[str, Any]]()
    opened = keeping.open_lists(work) if keeps else ()
    for line in keeping.headings(work):
        listed = lists.setdefault(line.list_code, _list(line, line.list_code in opened))
        listed["rows"].append(_row(line, stands=line.stands_on(today), keeps=keeps))
    return page("fraudtypes/headings.html", lists=list(lists.values()))


def _list(line: HeadingLine, is_open: bool) -> dict[str, Any]:
    url = url_for("fraudtypes.new_heading", list_code=line.list_code) if is_open else None
    return {"name": line.list_zh if in_chinese() else line.list_en, "add_url": url, "rows": []}


def _row(line: HeadingLine, *, stands: bool, keeps: bool) -> tuple[Any, ...]:
    ended = line.to_on or line.list_to_on
    otherwise = (_("Not yet"), "blue") if ended is None else (_("Retired"), "grey")
    return (
        url_for("fraudtypes.heading", heading_id=line.id) if keeps else None,
        (named(line), line.code),
        day(line.from_on),
        day(ended) or None,
        (_("To choose from"), "green") if stands else otherwise,
    )


@bp.get("/<list_code>/headings/new")
@permit(Can.KEEP_LISTS, subject=keeping.open_list)
def new_heading(work: Work, listed: KeptList) -> Response:
    tomorrow = local_day(work.now) + timedelta(days=1)
    return _adding(work, listed, NewHeadingForm(None, data={"position": 99, "from_on": tomorrow}))


@bp.post("/<list_code>/headings/new")
@permit(Can.KEEP_LISTS, subject=keeping.open_list)
def add_heading(work: Work, listed: KeptList) -> Response:
    form = NewHeadingForm()
    form.concepts.choices = _concepts(work)
    if form.settle(work, lambda: keeping.add(work, listed.code, _new(form))):
        return go("fraudtypes.headings", said=_("It is added, and chosen from the day that you gave."))
    return _adding(work, listed, form, 422)


def _new(form: NewHeadingForm) -> NewHeading:
    return NewHeading(form.code.data, form.as_(HeadingText), form.from_on.data, form.concepts.data)


def _adding(work: Work, listed: KeptList, form: NewHeadingForm, status: int = 200) -> Response:
    form.concepts.choices = _concepts(work)
    return page("fraudtypes/new_heading.html", status, form=form, name=named(listed), list_code=listed.code)


def _concepts(work: Work) -> list[tuple[str, str]]:
    return [(code, zh if in_chinese() else en) for code, zh, en in keeping.concepts(work)]


@bp.get("/headings/<uuid:heading_id>")
@permit(Can.KEEP_LISTS, subject=keeping.heading)
def heading(work: Work, line: HeadingLine) -> Response:
    return page("fraudtypes/heading.html", line=line, name=named(line), form=HeadingForm(None, obj=line))


@bp.post("/headings/<uuid:heading_id>")
@permit(Can.KEEP_LISTS, subject=keeping.heading)
def keep_heading(work: Work, line: HeadingLine) -> Response:
    form = HeadingForm()
    if form.settle(work, lambda: keeping.keep(work, line.id, form.as_(HeadingText))):
        return go("fraudtypes.headings", said=_("The changes are kept. They show everywhere by tomorrow."))
    return page("fraudtypes/heading.html", 422, line=line, name=named(line), form=form)
