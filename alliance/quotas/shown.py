"""Places kept for organisations in the words of their pages."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from ..foundation.web.language import moment
from ..masking import masks
from ..publicity.shown import hours
from ..sheets.verdicts import Fault
from ..shifts.shown import State, sign_up_state
from ..shifts.shown import state as shift_state
from ..shifts.vocabulary import ShiftState
from ..volunteers.numbers import masked_name
from .naming import STRIKEABLE, Named
from .queries import NamedLine, QuotaReading


def state(quota: QuotaReading, now: datetime) -> State:
    if quota.shift_state is ShiftState.CANCELLED:
        return shift_state(quota.shift_state)
    if not quota.open(now):
        return _("returned to everybody"), "grey"
    if quota.left:
        return _("%(left)d to fill", left=quota.left), "amber"
    return _("filled"), "green"


def shift_columns() -> Sequence[tuple[str, str]]:
    return (
        *((_("Organisation"), ""), (_("Places"), "number"), (_("Named or confirmed"), "number")),
        *((_("Confirmed"), "number"), (_("Wait"), "number"), (_("Kept until"), "date"), (_("State"), "status")),
    )


def shift_rows(quotas: Sequence[QuotaReading], now: datetime) -> list[tuple[Any, ...]]:
    """Before whoever keeps the event: an open one leads to its page."""
    return [
        (
            url_for("quotas.edit", shift_id=one.shift_id, quota_id=one.id) if one.open(now) else None,
            one.organisation,
            *(one.places, one.held, one.confirmed, one.waiting),
            moment(one.returns_at),
            state(one, now),
        )
        for one in quotas
    ]


def own_columns() -> Sequence[tuple[str, str]]:
    return (
        *((_("Task and event"), "pair"), (_("When"), ""), (_("Confirmed"), "number")),
        *((_("Kept until"), "date"), (_("State"), "status")),
    )


def own_rows(quotas: Sequence[QuotaReading], now: datetime) -> list[tuple[Any, ...]]:
    return [
        (
            url_for("quotas.quota", quota_id=one.id),
            (one.task, one.title),
            hours(one.starts_at, one.ends_at),
            _("%(confirmed)d of %(places)d", confirmed=one.confirmed, places=one.places),
            moment(one.returns_at),
            state(one, now),
        )
        for one in quotas
    ]


def facts(quota: QuotaReading) -> list[dict[str, str]]:
    told = [
        (_("When"), hours(quota.starts_at, quota.ends_at)),
        (_("Where"), f"{quota.venue}, {quota.point}" if quota.point else quota.venue),
        (_("Kept for us until"), moment(quota.returns_at)),
    ]
    return [{"key": key, "value": value} for key, value in told]


def people_columns() -> Sequence[tuple[str, str]]:
    return ((_("Who"), "pair"), (_("Number"), "number"), (_("State"), "status"), (_("Like this since"), "date"))


def people_rows(quota: QuotaReading, lines: Sequence[NamedLine], *, may_strike: bool) -> list[tuple[Any, ...]]:
    """Masked, as everywhere; the beginning of the address tells people of one surname apart."""
    return [
        (
            url_for("quotas.striking", quota_id=quota.id, sign_up_id=one.sign_up_id)
            if may_strike and one.state in STRIKEABLE
            else None,
            (masked_name(one.name) or _("erased"), masked_address(one.email)),
            one.number,
            sign_up_state(one.state),
            moment(one.state_since),
        )
        for one in lines
    ]


def masked_address(email: str) -> str:
    local, _at, domain = email.rpartition("@")
    return masks.email(local, domain) if local else ""


def fault_rows(faults: Sequence[Fault]) -> list[tuple[Any, ...]]:
    return [
        (None, _("Row %(row)d", row=one.row), one.column, one.says or None, str(_(one.words, **one.params)))
        for one in faults
    ]


def checked_rows(people: Sequence[Named], left: int) -> list[tuple[Any, ...]]:
    """Before whoever has just typed it, once: as it was typed."""
    return [
        (
            None,
            (one.name, one.email),
            place,
            (_("gets a place"), "green") if place <= left else (_("waits"), "amber"),
        )
        for place, one in enumerate(people, start=1)
    ]
