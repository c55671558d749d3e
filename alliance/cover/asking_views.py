"""Passing one's place on: naming somebody, asking others, coming after all; and asking for a place that is free."""

from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from ..foundation.store.work import Work
from ..foundation.web.answers import go, page
from ..foundation.web.guard import limiter
from ..policy.can import Can
from ..policy.gate import permit
from ..shifts import people
from ..shifts import queries as shifts
from ..shifts.people import OwnLine
from ..shifts.queries import ShiftReading
from ..shifts.vocabulary import SignUpState
from . import asking, queries, shown
from .blueprint import OWN, SHIFT, bp
from .forms import NamingForm
from .model import ASKED_AT_ONCE


@bp.get(OWN)
@permit(Can.FIND_COVER, subject=people.own_line)
def passing_on(work: Work, line: OwnLine) -> Response:
    return _own_page(work, line, NamingForm(formdata=None))


def _own_page(work: Work, line: OwnLine, form: NamingForm, status: int = 200) -> Response:
    rounds = queries.rounds_of(work, line.sign_up_id)
    return page(
        "cover/passing_on.html",
        status,
        line=line,
        form=form,
        may_ask=line.state is SignUpState.CONFIRMED and line.starts_at > work.now,
        waits=any(one.still for one in rounds),
        columns=shown.round_columns(),
        rows=shown.round_rows(rounds),
        at_once=ASKED_AT_ONCE,
    )


@bp.post(f"{OWN}/named")
@limiter.limit("10 per hour")
@permit(Can.FIND_COVER, subject=people.own_line)
def name(work: Work, line: OwnLine) -> Response:
    form = NamingForm()
    if form.settle(work, lambda: asking.name(work, line.sign_up_id, form.as_(asking.Naming))):
        said = _("If this address belongs to a volunteer, a letter is on its way. Until they say yes, you still come.")
        return go("cover.passing_on", sign_up_id=line.sign_up_id, said=said)
    return _own_page(work, line, form, form.status)


@bp.post(f"{OWN}/others")
@limiter.limit("20 per hour")
@permit(Can.FIND_COVER, subject=people.own_line)
def seek(work: Work, line: OwnLine) -> Response:
    count = asking.seek(work, line.sign_up_id)
    said = _asked(count, _("Until one says yes, you still come."))
    return go("cover.passing_on", sign_up_id=line.sign_up_id, said=said)


def _asked(count: int, more: str) -> str:
    told = ngettext("%(num)d volunteer is asked. %(more)s", "%(num)d volunteers are asked. %(more)s", count, more=more)
    return str(told)


@bp.post(f"{OWN}/back")
@permit(Can.FIND_COVER, subject=people.own_line)
def take_back(work: Work, line: OwnLine) -> Response:
    asking.take_back(work, line.sign_up_id)
    said = _("Nobody is asked any more, and you keep your place. Thank you for coming.")
    return go("shifts.own", sign_up_id=line.sign_up_id, said=said)


@bp.get(SHIFT)
@permit(Can.KEEP_EVENT, subject=shifts.reading)
def calling(work: Work, shift: ShiftReading) -> Response:
    return page(
        "cover/calling.html",
        shift=shift,
        may_ask=shift.lacks_people(work.now),
        columns=shown.round_columns(),
        rows=shown.round_rows(queries.calls_of(work, shift.id)),
        at_once=ASKED_AT_ONCE,
    )


@bp.post(SHIFT)
@limiter.limit("20 per hour")
@permit(Can.KEEP_EVENT, subject=shifts.reading)
def call(work: Work, shift: ShiftReading) -> Response:
    count = asking.call(work, shift.event_id, shift.id)
    return go("cover.calling", shift_id=shift.id, said=_asked(count, _("Whoever says yes first has the place.")))
