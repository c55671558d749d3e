"""Whom of the center a letter reaches: by the offices of today, so that nobody is written to who has left."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from ..foundation.kernel.actor import Role
from ..foundation.kernel.clock import local_day
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from .model import Appointment, Person
from .queries import holds_on

CENTER = (Role.CENTER_ADMIN, Role.CENTER_OFFICER)
GONE = N_("You get this letter because you are of the center, and the officer whom it concerns is there no longer.")


def of_the_center(work: Work, but: UUID | None = None) -> Sequence[str]:
    """Everybody of the center, `but` for one."""
    return sorted(email for person_id, email in _center(work).items() if person_id != but)


def of_officer(work: Work, person_id: UUID, why: str) -> tuple[Sequence[str], str]:
    """The officer who answers for something, and `why` that person is written to; where the officer is of the center no
    longer, everybody who is, with that reason."""
    center = _center(work)
    return ([center[person_id]], why) if person_id in center else (sorted(center.values()), GONE)


def _center(work: Work) -> dict[UUID, str]:
    asked = (
        select(Person.id, Person.email)
        .join(Appointment, Appointment.person_id == Person.id)
        .where(Appointment.role.in_(CENTER), holds_on(local_day(work.now)), Person.disabled_at.is_(None))
    )
    return {row.id: row.email for row in work.session.execute(asked)}
