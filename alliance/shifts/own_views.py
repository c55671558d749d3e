"""A volunteer's own sign-ups: taking a place, waiting for one, answering an offer, withdrawing."""

from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ..foundation.store.work import Work
from ..foundation.web.answers import go, page
from ..foundation.web.guard import limiter
from ..policy.can import Can
from ..policy.gate import permit
from . import named, offers, people, queries, shown, signing_up
from .blueprint import OFFER, ONE, OWN, bp
from .forms import WithdrawForm
from .people import OwnLine
from .queries import ShiftReading
from .vocabulary import SignUpState
from .workflow import STANDING


@bp.get("/mine")
@permit(Can.SEE_OWN_VOLUNTEERING)
def mine(work: Work) -> Response:
    return page("shifts/mine.html", columns=shown.own_columns(), rows=shown.own_rows(people.own_ahead(work)))


@bp.get(f"{ONE}/sign-up")
@permit(Can.SIGN_UP_FOR_SHIFT, subject=queries.reading, sees=Can.READ_SHIFT)
def signing(work: Work, shift: ShiftReading) -> Response:
    """What one agrees to, before one agrees."""
    me = queries.me(work)
    if me is None:
        return go("volunteers.begin")
    why = queries.obstacles(work, me.id, [shift])[shift.id]
    return page(
        "shifts/signing.html",
        shift=shift,
        facts=shown.facts(shift),
        why=shown.obstacle(why),
        open_now=shift.takes_sign_ups(work.now),
    )


@bp.post(f"{ONE}/sign-up")
@limiter.limit("60 per minute")
@permit(Can.SIGN_UP_FOR_SHIFT, subject=queries.reading, sees=Can.READ_SHIFT)
def sign_up(work: Work, shift: ShiftReading) -> Response:
    made = signing_up.sign_up(work, shift.id)
    waits = made.state is SignUpState.WAITING
    said = (
        _("You are on the waiting list. As soon as it is your turn, a letter offers you the place.")
        if waits
        else _("You have the place. Thank you for coming.")
    )
    return go("shifts.own", sign_up_id=made.id, said=said)


@bp.get(OWN)
@permit(Can.ANSWER_OWN_SIGN_UP, subject=people.own_line)
def own(work: Work, line: OwnLine) -> Response:
    return page(
        "shifts/own.html",
        line=line,
        facts=shown.own_facts(line),
        state=shown.own_state(line),
        asks=shown.asks(line),
        may_withdraw=line.state in STANDING and line.starts_at > work.now,
        coming=line.state is SignUpState.CONFIRMED,
    )


@bp.post(f"{OWN}/accept")
@permit(Can.ANSWER_OWN_SIGN_UP, subject=people.own_line)
def accept(work: Work, line: OwnLine) -> Response:
    offers.accept_own(work, line.sign_up_id)
    return go("shifts.own", sign_up_id=line.sign_up_id, said=_("You have the place. Thank you for coming."))


@bp.post(f"{OWN}/decline")
@permit(Can.ANSWER_OWN_SIGN_UP, subject=people.own_line)
def decline(work: Work, line: OwnLine) -> Response:
    offers.decline_own(work, line.sign_up_id)
    return go("shifts.mine", said=_("The place goes to the next. Thank you for saying so."))


@bp.get(f"{OWN}/withdrawal")
@permit(Can.ANSWER_OWN_SIGN_UP, subject=people.own_line)
def withdrawing(work: Work, line: OwnLine) -> Response:
    return _withdrawing_page(work, line, WithdrawForm(formdata=None))


@bp.post(f"{OWN}/withdrawal")
@permit(Can.ANSWER_OWN_SIGN_UP, subject=people.own_line)
def withdraw(work: Work, line: OwnLine) -> Response:
    form = WithdrawForm()
    if form.settle(work, lambda: signing_up.withdraw(work, line.sign_up_id, form.reason.data)):
        return go("shifts.mine", said=_("You have withdrawn. Thank you for saying so."))
    return _withdrawing_page(work, line, form, form.status)


def _withdrawing_page(work: Work, line: OwnLine, form: WithdrawForm, status: int = 200) -> Response:
    return page("shifts/withdrawing.html", status, line=line, form=form, late=line.late(work.now))


@bp.get(OFFER)
@limiter.limit("60 per minute")
@permit(Can.ANSWER_OFFER)
def offer(work: Work, token: str) -> Response:
    """Behind the link of a letter; it asks for no account, so that it opens on any phone."""
    sign_up = offers.offered(work, token)
    line = people.own_line(work, sign_up.id)
    return page(
        "shifts/offer.html",
        line=line,
        facts=shown.own_facts(line) if line else [],
        token=token,
        asks=shown.asks(line) if line else "",
        unknown=named.is_unknown(work, sign_up),
    )


@bp.post(f"{OFFER}/accept")
@limiter.limit("60 per minute")
@permit(Can.ANSWER_OFFER)
def accept_offer(work: Work, token: str) -> Response:
    offers.accept_by_link(work, token)
    return go("shifts.shifts", said=_("You have the place. Thank you for coming."))


@bp.post(f"{OFFER}/decline")
@limiter.limit("60 per minute")
@permit(Can.ANSWER_OFFER)
def decline_offer(work: Work, token: str) -> Response:
    offers.decline_by_link(work, token)
    return go("shifts.shifts", said=_("The place goes to the next. Thank you for saying so."))
