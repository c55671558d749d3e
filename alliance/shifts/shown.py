"""Shifts and sign-ups in the words of their pages."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from ..foundation.kernel.clock import LOCAL_ZONE
from ..foundation.store.work import Work
from ..foundation.web.language import moment, named
from ..policy.can import Can
from ..policy.table import may
from ..publicity.shown import hours
from ..volunteers.numbers import masked_name, tail_of
from .fitting import WORDS
from .people import OwnLine, PersonLine
from .queries import ShiftReading
from .signing_up import TAKES_PLACE
from .vocabulary import SHIFT_TONES, SIGN_UP_TONES, ShiftState, SignUpState
from .workflow import SHIFT_WORKFLOW, STANDING

State = tuple[str, str]


def state(of: ShiftState) -> State:
    return str(_(of.label)), SHIFT_TONES[of]


def sign_up_state(of: SignUpState) -> State:
    return str(_(of.label)), SIGN_UP_TONES[of]


def places(shift: ShiftReading) -> State:
    """How many anybody may still take, or how many wait."""
    if shift.free:
        return ngettext("%(num)d place free", "%(num)d places free", shift.free), "green"
    if shift.waiting:
        return ngettext("full, %(num)d waits", "full, %(num)d wait", shift.waiting), "amber"
    return _("full: one can wait"), "amber"


def where(shift: ShiftReading) -> str:
    if shift.number is None:
        return shift.venue
    told = _("%(venue)s, point %(number)s, %(title)s", venue=shift.venue, number=shift.number, title=shift.point)
    return str(told)


def ahead_columns(*, known: bool) -> Sequence[tuple[str, str]]:
    last = (_("For me"), "status") if known else (_("Asks for"), "")
    return [(_("Task and event"), "pair"), (_("When"), ""), (_("Where"), "pair"), (_("Places"), "status"), last]


def ahead_rows(
    shifts: Sequence[ShiftReading],
    why: Mapping[UUID, str | None] | None = None,
    own: Mapping[UUID, tuple[UUID, SignUpState]] | None = None,
) -> list[tuple[Any, ...]]:
    """`why`, `own`: of the volunteer who looks; None for everybody else."""
    rows = []
    for one in shifts:
        last = needs(one) if why is None else _for_me(one, why, own or {})
        at = (named(one.district), where(one))
        rows.append((_url(one), (one.task, one.title), hours(one.starts_at, one.ends_at), at, places(one), last))
    return rows


def needs(shift: ShiftReading) -> str:
    """What it asks of whoever takes it, for those of whom the portal knows nothing."""
    age = _("%(age)d years or more", age=shift.least_age) if shift.least_age else ""
    training = named(shift.qualification) if shift.qualification else ""
    return " · ".join(filter(None, (age, training))) or _("nothing special")


def _url(shift: ShiftReading) -> str:
    return url_for("shifts.shift", shift_id=shift.id)


def _for_me(shift: ShiftReading, why: Mapping[UUID, str | None], own: Mapping[UUID, tuple[UUID, SignUpState]]) -> State:
    if shift.id in own:
        return sign_up_state(own[shift.id][1])
    if why.get(shift.id):
        return _("not for me"), "grey"
    return (_("I may take it"), "green") if shift.free else (_("I may wait for it"), "amber")


def event_columns() -> Sequence[tuple[str, str]]:
    return (
        (_("Task"), "pair"),
        (_("When"), ""),
        (_("Places"), "status"),
        (_("Taken"), "number"),
        (_("State"), "status"),
    )


def event_rows(shifts: Sequence[ShiftReading]) -> list[tuple[Any, ...]]:
    return [
        (
            _url(one),
            (one.task, where(one)),
            hours(one.starts_at, one.ends_at),
            places(one),
            _("%(taken)d of %(places)d", taken=one.taken, places=one.places),
            state(one.state),
        )
        for one in shifts
    ]


def facts(shift: ShiftReading) -> list[dict[str, Any]]:
    told: list[tuple[str, Any]] = [
        (_("When"), hours(shift.starts_at, shift.ends_at)),
        (_("Where"), where(shift)),
        (_("Places"), _("%(taken)d of %(places)d are taken", taken=shift.taken + shift.reserved, places=shift.places)),
        (_("Sign-up closes"), moment(shift.sign_up_until)),
        (_("Free to withdraw until"), moment(shift.withdraw_until)),
    ]
    if shift.least_age:
        told.append((_("Minimum age"), _("%(age)d years on that day", age=shift.least_age)))
    if shift.qualification:
        told.append((_("Training or qualification needed"), named(shift.qualification)))
    if shift.needs_identity:
        told.append((_("Identity"), _("An identity document is looked at on the spot; nothing of it is kept")))
    if shift.words:
        told.append((_("What one should know"), shift.words))
    return [{"key": key, "value": value} for key, value in told]


def obstacle(why: str | None) -> str:
    return str(_(WORDS[why])) if why else ""


def moves(work: Work, shift: ShiftReading) -> dict[str, list[dict[str, str]]]:
    """What whoever keeps the event may do with the shift: `links` lead to a page, `buttons` act at once."""
    if not may(work.actor, Can.KEEP_EVENT, shift):
        return {"links": [], "buttons": []}
    stands = shift.event_state in TAKES_PLACE and shift.starts_at > work.now
    open_now = SHIFT_WORKFLOW.open_to(shift.state, lambda can: may(work.actor, Can(can), shift))
    names = {one.name: str(_(one.label)) for one in open_now if stands or one.name == "close"}
    buttons = [_way(names[name], f"shifts.{name}", shift, "primary") for name in ("open", "close") if name in names]
    links = [_way(_("Who has signed up"), "shifts.people_in", shift, "secondary")] if shift.announced else []
    links.append(_way(_("Check-in list"), "attendance.roll", shift, "secondary"))
    if stands and shift.state is not ShiftState.CANCELLED:
        links.append(_way(_("Change the shift"), "shifts.edit", shift, "secondary"))
        links.append(_way(_("Set the places"), "shifts.setting_places", shift, "secondary"))
        links.append(_way(_("Places kept for organisations"), "quotas.of_shift", shift, "secondary"))
    if "call_off" in names:
        links.append(_way(names["call_off"], "shifts.calling_off", shift, "quiet"))
    return {"links": links, "buttons": buttons}


def _way(label: str, endpoint: str, shift: ShiftReading, kind: str) -> dict[str, str]:
    return {"label": label, "url": url_for(endpoint, shift_id=shift.id), "kind": kind}


def people_columns() -> Sequence[tuple[str, str]]:
    return (
        *((_("Who"), "pair"), (_("Number"), "number"), (_("State"), "status")),
        *((_("Like this since"), "date"), (_("Reason"), "")),
    )


def people_rows(shift: ShiftReading, lines: Sequence[PersonLine], *, may_release: bool) -> list[tuple[Any, ...]]:
    """The name masked, with the end of the phone number: enough to know each other at the table."""
    rows = []
    for one in lines:
        open_now = may_release and one.state in STANDING
        url = url_for("shifts.releasing", shift_id=shift.id, sign_up_id=one.sign_up_id) if open_now else None
        tail = _("phone …%(tail)s", tail=tail_of(one.phone)) if one.phone else ""
        late = _("late") + " · " if one.late else ""
        until = _("until %(moment)s", moment=moment(one.offered_until)) if one.offered_until else ""
        rows.append(
            (
                url,
                (masked_name(one.name) or _("Has left"), tail),
                one.number,
                sign_up_state(one.state),
                moment(one.state_since),
                (late + one.reason) or until or None,
            )
        )
    return rows


def release_choices(lines: Sequence[PersonLine]) -> list[tuple[UUID, str]]:
    return [
        (one.sign_up_id, _("No. %(number)s, %(name)s", number=one.number, name=masked_name(one.name)))
        for one in lines
        if one.holds
    ]


def own_rows(lines: Sequence[OwnLine]) -> list[tuple[Any, ...]]:
    """The volunteer's own, with her place in the waiting list."""
    return [
        (
            url_for("shifts.own", sign_up_id=one.sign_up_id),
            (one.task, one.title),
            hours(one.starts_at, one.ends_at),
            one.point or one.venue,
            own_state(one),
        )
        for one in lines
    ]


def own_columns() -> Sequence[tuple[str, str]]:
    return ((_("Task and event"), "pair"), (_("When"), ""), (_("Where"), ""), (_("State"), "status"))


def own_state(one: OwnLine) -> State:
    if one.state is SignUpState.WAITING:
        return _("waiting, place %(place)d in the list", place=one.ahead_of_me + 1), "amber"
    return sign_up_state(one.state)


def asks(one: OwnLine) -> str:
    """What waits for her answer; empty where nothing does."""
    if one.state is SignUpState.NAMED:
        return str(_("%(name)s has named you. Do you come?", name=one.organisation))
    return str(_("A place has become free. Do you come?")) if one.state is SignUpState.OFFERED else ""


def own_facts(one: OwnLine) -> list[dict[str, Any]]:
    told: list[tuple[str, Any]] = [
        (_("When"), hours(one.starts_at, one.ends_at)),
        (_("Where"), f"{one.venue}, {one.point}" if one.point else one.venue),
        (_("State"), own_state(one)[0]),
        (_("Free to withdraw until"), moment(one.withdraw_until)),
    ]
    if one.offered_until:
        told.append((_("Offered to me until"), moment(one.offered_until)))
    return [{"key": key, "value": value} for key, value in told]


def local(value: datetime) -> datetime:
    return value.astimezone(LOCAL_ZONE)
