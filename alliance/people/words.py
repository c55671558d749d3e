"""How people's things are put into words on a page: an office with its place, the colour of a state."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Protocol
from uuid import UUID

from flask import url_for
from flask_babel import gettext

from ..foundation.kernel.actor import Role
from ..foundation.store.work import Work
from ..foundation.web.language import in_chinese
from ..policy.can import Can
from ..policy.table import may
from .model import InvitationState, JoinRequestState, Standing

TONES: Mapping[StrEnum, str] = {
    InvitationState.OPEN: "blue",
    InvitationState.USED: "green",
    InvitationState.REVOKED: "grey",
    InvitationState.EXPIRED: "amber",
    JoinRequestState.WAITING: "amber",
    JoinRequestState.ACCEPTED: "green",
    JoinRequestState.DECLINED: "grey",
    Standing.ACTIVE: "green",
    Standing.WITHOUT_ROLE: "amber",
    Standing.DISABLED: "grey",
}


NO_ID = UUID(int=0)
"""Stands in an address that is built once and filled for every row."""


class Placed(Protocol):
    """A role that may be bound to a place: an organisation or a district."""

    @property
    def role(self) -> Role: ...

    @property
    def place_zh(self) -> str: ...

    @property
    def place_en(self) -> str: ...


def place(thing: Placed) -> str:
    return thing.place_zh if in_chinese() else thing.place_en


def office(thing: Placed) -> str:
    """The role in words, behind the place that it is bound to."""
    role = gettext(thing.role.label)
    return f"{place(thing)} · {role}" if place(thing) else role


def trail(work: Work, organisation_id: UUID | None, here: str) -> list[dict[str, str | None]]:
    """The way to a page about somebody: through the organisation's people, or through everybody's list."""
    steps: list[dict[str, str | None]] = [{"label": here, "url": None}]
    if organisation_id is not None:
        url = url_for("people.staff", organisation_id=organisation_id)
        steps.insert(0, {"label": gettext("Our people"), "url": url})
    elif may(work.actor, Can.READ_PEOPLE):
        steps.insert(0, {"label": gettext("People"), "url": url_for("people.accounts")})
    return steps
