"""The volunteer's own pages: what stands behind the scanned code, one's shifts of today, one's hours."""

from flask import current_app, redirect, request, url_for
from werkzeug.wrappers import Response

from ..foundation.kernel.errors import Invalid
from ..foundation.store.work import Work
from ..foundation.web import listing as lists
from ..foundation.web.answers import go as onward
from ..foundation.web.answers import page
from ..foundation.web.guard import limiter
from ..plaques.pdf import code as picture_of
from ..policy.can import Can
from ..policy.gate import permit
from ..shifts.vocabulary import SignUpState
from . import arriving, codes, filling, finding, hours_queries, hours_shown, queries, shown
from .arriving import Answer, Try
from .blueprint import OWN, bp
from .codes import Judged
from .filling import Read
from .forms import DigitsForm, PressForm
from .places import Place
from .queries import OwnLine
from .vocabulary import Act, Fault, Outcome


@bp.get("/go/<token>")
@limiter.limit("120 per minute")
@permit(Can.VISIT)
def go(work: Work, token: str) -> Response:
    """Behind the code on the wall. Whoever must sign in first carries on what they have scanned, for some minutes."""
    read = filling.read(work, token)
    if read.place is None:
        return _not_good(read)
    carried = codes.written(codes.carried(read.place.id, work.now))
    return redirect(url_for("attendance.here", token=carried), 303)


def _not_good(read: Read) -> Response:
    stale = read.judged is Judged.STALE
    return page("attendance/not_good.html", 409 if stale else 422, stale=stale)


@bp.get("/here/<token>")
@permit(Can.SEE_OWN_HOURS)
def here(work: Work, token: str) -> Response:
    read = filling.read(work, token)
    if read.place is None:
        return _not_good(read)
    return _here_page(work, read.place, token)


def _here_page(work: Work, place: Place, token: str, answer: Answer | None = None) -> Response:
    every = finding.candidates(work, place.event_id)
    coming = finding.choose(place, every, Act.COME, work.now)
    failed = answer is not None and answer.noted.outcome is Outcome.FAILED
    said = shown.here(place, coming, answer if failed else None)
    return page("attendance/here.html", 409 if failed else 200, place=place, token=token, **said)


@bp.post("/here/<token>/come")
@limiter.limit("60 per minute")
@permit(Can.SEE_OWN_HOURS)
def come(work: Work, token: str) -> Response:
    return _arrived(work, token, Act.COME)


@bp.post("/here/<token>/leave")
@limiter.limit("60 per minute")
@permit(Can.SEE_OWN_HOURS)
def leave(work: Work, token: str) -> Response:
    return _arrived(work, token, Act.LEAVE)


def _arrived(work: Work, token: str, act: Act) -> Response:
    read = filling.read(work, token)
    how = Try(act, at=filling.pressed_at(work, read, PressForm()))
    if read.place is None:
        if read.was:
            arriving.keep_old(work, read.was, how)
        return _not_good(read)
    answer = arriving.arrive(work, read.place, how)
    if answer.noted.outcome is Outcome.FAILED:
        return _here_page(work, read.place, token, answer)
    return _noted(answer)


def _noted(answer: Answer) -> Response:
    return onward("attendance.own_shift", sign_up_id=answer.sign_up_id, said=shown.said(answer.noted))


@bp.get("/mine")
@permit(Can.SEE_OWN_HOURS)
def mine(work: Work) -> Response:
    found = queries.own_hours(work, lists.read_key(shown.key_of), lists.PAGE_ROWS)
    return page(
        "attendance/mine.html",
        today=shown.today_rows(queries.own_today(work)),
        rows=shown.own_rows(found.lines),
        pager=lists.pager(found.next_key, len(found.lines)),
    )


@bp.get(OWN)
@permit(Can.KEEP_OWN_HOURS, subject=queries.own_line)
def own_shift(work: Work, line: OwnLine) -> Response:
    return _own_page(work, line, DigitsForm(formdata=None))


def _own_page(work: Work, line: OwnLine, form: DigitsForm, status: int = 200, trouble: str = "") -> Response:
    said = shown.own_shift(line, work.now)
    figures = hours_shown.figure_rows(hours_queries.figures(work, line.sign_up_id))
    code = picture_of(_line_address(line)) if said["near"] and line.state is SignUpState.CONFIRMED else None
    values = {"line": line, "form": form, "trouble": trouble, "figures": figures, "code": code}
    return page("attendance/own_shift.html", status, **values, **said)


def _line_address(line: OwnLine) -> str:
    """Her line on the list of whoever keeps the event; to everybody else there is no such page."""
    base: str = current_app.config["SETTINGS"].base_url
    return f"{base}{url_for('attendance.roll', shift_id=line.shift_id)}#line-{line.sign_up_id}"


@bp.post(f"{OWN}/<any(come, leave):act>")
@limiter.limit("20 per minute")
@permit(Can.KEEP_OWN_HOURS, subject=queries.own_line)
def type_digits(work: Work, line: OwnLine) -> Response:
    form, act = DigitsForm(), Act((request.view_args or {})["act"])
    if not form.settle(work, lambda: arriving.arrive_by_digits(work, line, form.code.data, act)):
        return _own_page(work, line, form, 422)
    answer: Answer = form.result
    if answer.noted.fault is Fault.OTHER_DIGITS:
        form.refuse(Invalid("code", arriving.NOT_SHOWN_HERE))
        return _own_page(work, line, form, 422)
    if answer.noted.outcome is Outcome.FAILED:
        return _own_page(work, line, form, 409, shown.failure(answer))
    return _noted(answer)
