"""`Work`: the one object that every domain function takes first."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy.exc import IntegrityError, InvalidRequestError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from ..kernel.actor import PORTAL, Actor
from ..kernel.errors import Conflict


@dataclass(frozen=True, slots=True)
class Work:
    """Who acts, at what moment, on which session."""

    actor: Actor
    now: datetime
    session: Session

    def as_portal(self) -> "Work":
        """The same work done by the portal itself: for what follows from an act by rule, not by a person's will."""
        return replace(self, actor=PORTAL)

    def hold(self, row: object) -> None:
        """Lock a row until the transaction ends and read it anew; Conflict where it is gone."""
        try:
            self.session.refresh(row, with_for_update=True)
        except InvalidRequestError as gone:
            raise Conflict() from gone

    @property
    def person_id(self) -> UUID:
        """The id of the person who acts; asked only behind a door that needs a known person."""
        if self.actor.person_id is None:
            raise PermissionError("nobody is signed in")
        return self.actor.person_id

    @contextmanager
    def attempt(self) -> Iterator[None]:
        """A part of the transaction that leaves nothing where it fails. What the database refuses because somebody else
        was first is a Conflict."""
        try:
            with self.session.begin_nested():
                yield
        except (StaleDataError, IntegrityError) as meanwhile:
            raise Conflict() from meanwhile
