"""The formations of an event: who stands in which, and in which order they stand."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import delete, select

from ..foundation.kernel.errors import Conflict, Invalid
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..journal.record import record
from . import programme_events as events
from .arranging import check_reads, check_room, part_of
from .holding import ARRANGEABLE, held
from .programme_model import FORMATIONS_MOST, Formation, FormationMember


@dataclass(frozen=True, slots=True)
class FormationText:
    """`leader`: an office, no person."""

    title: str
    heads: int
    leader: str = ""


def add(work: Work, event_id: UUID, text: FormationText) -> Formation:
    """The new one is the last."""
    event = held(work, event_id, *ARRANGEABLE)
    check_room(work, Formation, event.id, FORMATIONS_MOST)
    last = _ordered(work, event.id)
    position = last[-1].position + 1 if last else 1
    formation = Formation(event_id=event.id, position=position, title=text.title, heads=text.heads, leader=text.leader)
    work.session.add(formation)
    work.session.flush()
    record(work, events.FormationAdded(event.id, formation.id, formation.title))
    return formation


def change(work: Work, event_id: UUID, formation_id: UUID, text: FormationText) -> None:
    event = held(work, event_id, *ARRANGEABLE)
    formation = part_of(work, Formation, event.id, formation_id)
    formation.title, formation.heads, formation.leader = text.title, text.heads, text.leader
    record(work, events.FormationChanged(event.id, formation.id, formation.title))


def shift(work: Work, event_id: UUID, formation_id: UUID, by: int) -> None:
    """Change places with the one before (`by` -1) or behind (+1)."""
    event = held(work, event_id, *ARRANGEABLE)
    formation = part_of(work, Formation, event.id, formation_id)
    every = _ordered(work, event.id)
    place = every.index(formation) + by
    if not 0 <= place < len(every):
        raise Conflict()
    other = every[place]
    was, will = formation.position, other.position
    for row, position in ((formation, 0), (other, was), (formation, will)):
        row.position = position
        work.session.flush()
    record(work, events.FormationShifted(event.id, formation.id, formation.title))


def remove(work: Work, event_id: UUID, formation_id: UUID) -> None:
    event = held(work, event_id, *ARRANGEABLE)
    formation = part_of(work, Formation, event.id, formation_id)
    work.session.execute(delete(FormationMember).where(FormationMember.formation_id == formation.id))
    work.session.delete(formation)
    record(work, events.FormationRemoved(event.id, formation.id, formation.title))


def put_into(work: Work, event_id: UUID, formation_id: UUID, organisation_id: UUID) -> None:
    """An organisation may stand in more than one; in one and the same, once."""
    event = held(work, event_id, *ARRANGEABLE)
    formation = part_of(work, Formation, event.id, formation_id)
    check_reads(work, event, organisation_id)
    if work.session.get(FormationMember, (formation.id, organisation_id)) is not None:
        raise Invalid("organisation_id", N_("It stands in this formation already."))
    work.session.add(FormationMember(formation_id=formation.id, organisation_id=organisation_id))
    record(work, events.FormationJoined(event.id, formation.id, organisation_id, formation.title))


def take_out(work: Work, event_id: UUID, formation_id: UUID, organisation_id: UUID) -> None:
    event = held(work, event_id, *ARRANGEABLE)
    formation = part_of(work, Formation, event.id, formation_id)
    member = work.session.get(FormationMember, (formation.id, organisation_id))
    if member is None:
        raise Conflict()
    work.session.delete(member)
    record(work, events.FormationLeft(event.id, formation.id, organisation_id, formation.title))


def _ordered(work: Work, event_id: UUID) -> list[Formation]:
    asked = select(Formation).where(Formation.event_id == event_id).order_by(Formation.position)
    return list(work.session.scalars(asked))
