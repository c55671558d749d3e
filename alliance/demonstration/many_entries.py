"""The journal of many things: what their rows say happened, in the order of time, chained as if it had been recorded.

Each `_…` reads one kind of row in the order of its moments, so that no more than one batch is held at a time.
"""

from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, replace
from datetime import datetime
from heapq import merge
from itertools import islice
from random import Random
from typing import Any
from uuid import UUID

from sqlalchemy import func, null, select

from ..actions.assignment_events import AssignmentReceived, AssignmentVerified
from ..actions.events import ActionClosed, ActionLaunched
from ..actions.model import Assignment, JointAction
from ..actions.vocabulary import AssignmentState
from ..cases.events import CaseSubmitted, EditionReleased
from ..cases.model import Edition, TypicalCase
from ..foundation.kernel.actor import Actor, Role
from ..foundation.store.work import Work
from ..journal.model import Entry
from ..journal.record import Event, append, entry_of
from ..people.events import SignedIn
from ..people.model import Appointment
from ..publicity.events import EventApproved, EventDrafted, EventSummarised
from ..publicity.model import PublicityEvent
from ..publicity.vocabulary import EventState
from ..shifts.events import SignedUp
from ..shifts.model import SignUp
from ..volunteers.events import VolunteerConfirmed
from ..volunteers.model import Volunteer
from .years import Years

AT_ONCE = 10_000


@dataclass(frozen=True, slots=True)
class Happened:
    """`actor`: who did it, where that is not the portal."""

    at: datetime
    actor: Actor
    event: Event


@dataclass(frozen=True, slots=True)
class Teller:
    """Reads rows of (moment, subject, …), ordered by the moment, and says what happened to each."""

    rows: Any
    said: Callable[[Any], tuple[Actor, Event]]


def make(work: Work, chance: Random, most: int, years: Years) -> None:
    """Until the journal holds `most` entries: first what the rows tell, then that people signed in. What has an entry
    already, of the demonstration itself, is not told again. The caller commits."""
    known = frozenset(work.session.scalars(select(Entry.subject_id).distinct()))
    left = most - (work.session.scalar(select(func.count()).select_from(Entry)) or 0)
    tellers = _tellers(Center.of(work))
    told = sum(_count(work, one, known) for one in tellers)
    with ExitStack() as opened:
        streams = [opened.enter_context(closing(_stream(work, one, known))) for one in tellers]
        signed_in = _signed_in(work, chance, years, max(0, left - told))
        happened = islice(merge(*streams, signed_in, key=lambda one: one.at), left)
        while batch := list(islice(happened, AT_ONCE)):
            append(work.session, [entry_of(replace(work, actor=one.actor, now=one.at), one.event) for one in batch])


@dataclass(frozen=True, slots=True)
class Center:
    """The two of the center, as who acts."""

    officer: Actor
    admin: Actor

    @classmethod
    def of(cls, work: Work) -> "Center":
        a = Appointment
        held = {
            role: who for who, role in work.session.execute(select(a.person_id, a.role).where(a.ended_at.is_(None)))
        }
        officer, admin = (Actor(held[role], role=role) for role in (Role.CENTER_OFFICER, Role.CENTER_ADMIN))
        return cls(officer, admin)


def _count(work: Work, teller: Teller, known: frozenset[UUID]) -> int:
    subject = teller.rows.selected_columns[1]
    found = work.session.scalars(
        teller.rows.with_only_columns(subject).order_by(None).execution_options(yield_per=AT_ONCE)
    )
    return sum(one not in known for one in found)


def _stream(work: Work, teller: Teller, known: frozenset[UUID]) -> Generator[Happened, None, None]:
    with work.session.execute(teller.rows.execution_options(yield_per=AT_ONCE)) as found:
        for row in found:
            if row[1] not in known:
                yield Happened(row[0], *teller.said(row))


def _signed_in(work: Work, chance: Random, years: Years, count: int) -> Iterator[Happened]:
    a = Appointment
    asked = select(a.person_id, a.role, a.organisation_id).where(a.ended_at.is_(None), a.organisation_id.is_not(None))
    people = work.session.execute(asked.order_by(a.person_id)).all()
    for at in years.moments(chance, count):
        who = people[chance.randrange(len(people))]
        yield Happened(at, Actor(who[0], role=who[1], organisation_id=who[2]), SignedIn(who[0]))


def _member(person_id: UUID, organisation_id: UUID | None) -> Actor:
    return Actor(person_id, role=Role.LIAISON, organisation_id=organisation_id)


def _tellers(center: Center) -> Sequence[Teller]:
    return (*_of_cases(center), *_of_actions(center), *_of_events(center), *_of_volunteers())


def _of_cases(center: Center) -> Sequence[Teller]:
    c, e = TypicalCase, Edition
    submitted = select(c.submitted_at, c.id, c.organisation_id, c.written_by_id).where(c.submitted_at.is_not(None))
    released = select(e.released_at, e.id, e.case_id, e.kind, e.number, e.tlp, e.audience_id, null().label("reached"))
    return (
        Teller(
            submitted.order_by(c.submitted_at, c.id),
            lambda row: (_member(row.written_by_id, row.organisation_id), CaseSubmitted(row.id, row.organisation_id)),
        ),
        Teller(
            released.where(e.released_at.is_not(None)).order_by(e.released_at, e.id),
            lambda row: (center.admin, EditionReleased(*row[1:])),
        ),
    )


def _of_actions(center: Center) -> Sequence[Teller]:
    j, s = JointAction, Assignment
    launched = select(j.launched_at, j.id, j.number).where(j.launched_at.is_not(None))
    closed = select(j.closed_at, j.id, j.done_count, j.asked_count).where(j.closed_at.is_not(None))
    received = select(s.received_at, s.id, s.received_by_id, s.organisation_id).where(s.received_by_id.is_not(None))
    verified = select(s.finished_at, s.id, s.revision).where(s.state == AssignmentState.VERIFIED, s.revision > 0)
    return (
        Teller(
            launched.order_by(j.launched_at, j.id),
            lambda row: (center.officer, ActionLaunched(row.id, row.number, 0)),
        ),
        Teller(
            closed.order_by(j.closed_at, j.id),
            lambda row: (center.officer, ActionClosed(row.id, row.done_count, row.asked_count, 0)),
        ),
        Teller(
            received.order_by(s.received_at, s.id),
            lambda row: (_member(row.received_by_id, row.organisation_id), AssignmentReceived(row.id)),
        ),
        Teller(
            verified.order_by(s.finished_at, s.id),
            lambda row: (center.officer, AssignmentVerified(row.id, row.revision)),
        ),
    )


def _of_events(center: Center) -> Sequence[Teller]:
    p = PublicityEvent
    drafted = select(p.drafted_at, p.id, p.proposed_by_id, p.organisation_id, p.title, p.starts_at)
    approved = select(p.approved_at, p.id).where(p.approved_at.is_not(None))
    summed = select(p.state_since, p.id, p.attendance).where(p.state == EventState.SUMMARISED)
    return (
        Teller(
            drafted.order_by(p.drafted_at, p.id),
            lambda row: (
                _member(row.proposed_by_id, row.organisation_id) if row.organisation_id else center.officer,
                EventDrafted(row.id, row.organisation_id, row.title, row.starts_at),
            ),
        ),
        Teller(
            approved.order_by(p.approved_at, p.id),
            lambda row: (center.admin, EventApproved(row.id, 0, leading=True)),
        ),
        Teller(
            summed.order_by(p.state_since, p.id),
            lambda row: (center.officer, EventSummarised(row.id, row.attendance)),
        ),
    )


def _of_volunteers() -> Sequence[Teller]:
    v, u = Volunteer, SignUp
    joined = select(v.agreed_at, v.id, v.person_id).where(v.person_id.is_not(None))
    signed_up = select(u.signed_up_at, u.shift_id, u.id, u.number, v.person_id).join(v, v.id == u.volunteer_id)
    return (
        Teller(
            joined.order_by(v.agreed_at, v.id),
            lambda row: (Actor(row.person_id, role=Role.VOLUNTEER), VolunteerConfirmed(row.id)),
        ),
        Teller(
            signed_up.order_by(u.signed_up_at, u.id),
            lambda row: (
                Actor(row.person_id, role=Role.VOLUNTEER),
                SignedUp(row.shift_id, row.id, row.number, waits=False),
            ),
        ),
    )
