"""`Work`: the one object that every domain function takes first."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from ..kernel.actor import PORTAL, Actor


@dataclass(frozen=True, slots=True)
class Work:
    """Who acts, at what moment, on which session."""

    actor: Actor
    now: datetime
    session: Session

    def as_portal(self) -> "Work":
        """The same work done by the portal itself: for what follows from an act by rule, not by a person's will."""
        return replace(self, actor=PORTAL)

    @property
    def person_id(self) -> UUID:
        """The id of the person who acts; asked only behind a door that needs a known person."""
        if self.actor.person_id is None:
            raise PermissionError("nobody is signed in")
        return self.actor.person_id
