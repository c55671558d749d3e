"""The lists of initiatives, always through `visibility.readable`; what waits for whom; and whom letters go to."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, func, null, or_, select

from ..audiences.queries import members_of
from ..cases.visibility import audiences_reached
from ..foundation.kernel.actor import Role
from ..foundation.kernel.clock import local_day
from ..foundation.kernel.errand import Errand
from ..foundation.kernel.words import N_
from ..foundation.store.kinds import REACHED
from ..foundation.store.work import Work
from ..foundation.web.listing import PAGE_ROWS
from ..organisations.model import Contact, Organisation
from ..organisations.queries import takes_letters
from ..people.model import Appointment, Person
from ..people.queries import holds_on
from ..policy.can import Can
from ..policy.table import may
from ..questions import Found, Question, columns, listed
from .answers import current
from .model import Ask, Clause, Initiative, Pledge, Response
from .reading import InitiativeReading, terms_of
from .tallies import Tally
from .visibility import addressed_to, readable
from .vocabulary import UNANSWERED, InitiativeState, ResponseState

ERRANDS_MOST = 20


@dataclass(frozen=True, slots=True)
class InitiativeLine:
    """`own`: how the actor's organisation has answered, None where it is not asked."""

    id: UUID
    number: int | None
    title: str
    office: str
    dated_on: date
    public: bool
    state: InitiativeState
    own: ResponseState | None
    addressed: bool


@dataclass(frozen=True, slots=True)
class InitiativePage:
    lines: Sequence[InitiativeLine]
    next_key: tuple[int] | None


def issued(work: Work, after: int | None) -> InitiativePage:
    """Those that were issued, the newest first, as far as the actor may read them."""
    asked = _lines(work, Initiative.number.is_not(None)).order_by(Initiative.number.desc())
    if after is not None:
        asked = asked.where(Initiative.number < after)
    rows = [InitiativeLine(*row) for row in work.session.execute(asked.limit(PAGE_ROWS + 1))]
    last = rows[PAGE_ROWS - 1].number if len(rows) > PAGE_ROWS else None
    return InitiativePage(rows[:PAGE_ROWS], (last,) if last else None)


def drafts(work: Work) -> Sequence[InitiativeLine]:
    """What the center is writing, the newest first."""
    asked = _lines(work, Initiative.state == InitiativeState.DRAFT).order_by(Initiative.drafted_at.desc())
    return [InitiativeLine(*row) for row in work.session.execute(asked.limit(PAGE_ROWS))]


def _lines(work: Work, which: ColumnElement[bool]) -> Any:
    i, audiences = Initiative, audiences_reached(work)
    own = and_(Response.initiative_id == i.id, Response.organisation_id == work.actor.organisation_id)
    answer = select(Response.state).where(own).scalar_subquery() if work.actor.organisation_id else null()
    asked = select(i.id, i.number, i.title, i.office, i.dated_on, i.public, i.state, answer.label("answer"))
    return asked.add_columns(addressed_to(audiences).label("addressed")).where(which, readable(work, audiences))


def tallies(work: Work, lines: Sequence[InitiativeLine]) -> Mapping[UUID, Tally]:
    """How the answers to each of these stand, of all that were ever sent: one statement."""
    asked = (
        select(Response.initiative_id, Response.state, func.count())
        .where(Response.initiative_id.in_([line.id for line in lines]))
        .group_by(Response.initiative_id, Response.state)
    )
    found: dict[UUID, dict[ResponseState, int]] = {}
    for initiative_id, state, count in work.session.execute(asked) if lines else ():
        found.setdefault(initiative_id, {})[state] = count
    return {initiative_id: Tally(counted) for initiative_id, counted in found.items()}


def questions(work: Work) -> list[Question]:
    """What an organisation has to answer and to tell, and what the center has to confirm."""
    if may(work.actor, Can.SEE_OWN_INITIATIVES) and work.actor.organisation_stands:
        return [_to_answer(work), _to_tell(work)]
    return [_to_confirm()] if may(work.actor, Can.ISSUE_INITIATIVE) else []


def _to_answer(work: Work) -> Question:
    """What the own organisation has not answered, as long as it is addressed."""
    return listed(_unanswered(work).where(addressed_to(REACHED)), _answer, [Initiative.number.desc()], ERRANDS_MOST)


def _unanswered(work: Work) -> Select[Any]:
    i = Initiative
    asked = select(*columns(id=i.id, title=i.title)).join(Response, Response.initiative_id == i.id)
    own = (Response.organisation_id == work.actor.organisation_id, Response.state.in_(UNANSWERED))
    return asked.where(i.state == InitiativeState.ISSUED, *own)


def _answer(found: Found) -> Errand:
    return Errand(
        N_("Answer the initiative: %(title)s"),
        N_("The center asks your organisation to pledge what it can, clause by clause."),
        "initiatives.initiative",
        {"initiative_id": found.id},
        {"title": found.title},
        tone="amber",
    )


def _to_tell(work: Work) -> Question:
    """What the own organisation has taken on by a day and has not told as done, each initiative once."""
    asked = _untold(work).where(or_(Initiative.public, addressed_to(REACHED)))
    return listed(asked, _tell, [func.min(Ask.due_on), Initiative.id], ERRANDS_MOST)


def _untold(work: Work) -> Select[Any]:
    asked = _clauses(day=func.min(Ask.due_on)).join(Ask, Ask.id == Clause.ask_id)
    return asked.where(
        Response.organisation_id == work.actor.organisation_id, Clause.told_at.is_(None), Ask.due_on.is_not(None)
    )


def _tell(found: Found) -> Errand:
    return Errand(
        N_("Tell what is done: %(title)s"),
        N_("Your organisation has pledged it by a day."),
        "initiatives.initiative",
        {"initiative_id": found.id},
        {"title": found.title},
        due=found.day,
        count=found.count,
    )


def _to_confirm() -> Question:
    """What organisations have told as done, each initiative once."""
    asked = _clauses().where(Clause.told_at.is_not(None), Clause.confirmed_at.is_(None))
    return listed(asked, _confirm, [func.min(Clause.told_at), Initiative.id], ERRANDS_MOST)


def _confirm(found: Found) -> Errand:
    return Errand(
        N_("Confirm what is fulfilled: %(title)s"),
        N_("Organisations have told that what they pledged is done."),
        "initiatives.responses",
        {"initiative_id": found.id, "stand": "to_confirm"},
        {"title": found.title},
        count=found.count,
    )


def _clauses(**more: Any) -> Select[Any]:
    """The clauses of the pledges that hold, counted by initiative."""
    i = Initiative
    return (
        select(*columns(id=i.id, title=i.title, count=func.count(), **more))
        .join(Response, Response.initiative_id == i.id)
        .join(Pledge, current())
        .join(Clause, Clause.pledge_id == Pledge.id)
        .where(Response.state == ResponseState.PLEDGED, i.state != InitiativeState.WITHDRAWN)
        .group_by(i.id, i.title)
    )


def addresses(
    work: Work, initiative: InitiativeReading, only: Collection[UUID] | None = None
) -> Mapping[str, Sequence[UUID]]:
    """Where letters about an initiative go: to the liaisons of the organisations that are addressed now (`only` these),
    by their accounts, and by the address that the organisation has left; each with the answers that its organisations
    have to give. One statement."""
    today = local_day(work.now)
    belong = members_of(terms_of(work, initiative.audience_id), today)
    answers = and_(Response.organisation_id == Organisation.id, Response.initiative_id == initiative.id)
    if only is not None:
        belong = and_(belong, Organisation.id.in_(sorted(only)))
    by_account = (
        select(Person.email, Response.id)
        .join(Appointment, Appointment.person_id == Person.id)
        .join(Organisation, Organisation.id == Appointment.organisation_id)
        .outerjoin(Response, answers)
        .where(belong, holds_on(today), Appointment.role == Role.LIAISON, Person.disabled_at.is_(None))
    )
    by_contact = (
        select(Contact.email, Response.id)
        .join(Organisation, Organisation.id == Contact.organisation_id)
        .outerjoin(Response, answers)
        .where(belong, takes_letters())
    )
    found: dict[str, list[UUID]] = {}
    rows: Sequence[Any] = work.session.execute(by_account.union(by_contact).order_by("email")).all()
    for address, response_id in rows:
        found.setdefault(address, []).extend([response_id] if response_id else [])
    return found


@dataclass(frozen=True, slots=True)
class About:
    """What a letter says of an initiative to one organisation, and who answers for it at the center."""

    initiative_id: UUID
    title: str
    office: str
    organisation: str
    officer_id: UUID


def about(work: Work, response_id: UUID) -> About:
    """By the answer that the organisation has to give."""
    i = Initiative
    asked = select(i.id, i.title, i.office, Organisation.name, i.officer_id).join(
        Response, Response.initiative_id == i.id
    )
    asked = asked.join(Organisation, Organisation.id == Response.organisation_id)
    return About(*work.session.execute(asked.where(Response.id == response_id)).one())
