"""What is read of applications: one's own by its holder, the others always through `visible_to`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from uuid import UUID

from sqlalchemy import ColumnElement, and_, false, func, literal, or_, select, union_all

from ..foundation.kernel.actor import Actor, Role
from ..foundation.kernel.clock import local_day
from ..foundation.kernel.errand import Errand
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..journal.queries import Happening, timeline
from ..matrix.model import Alliance
from ..organisations.model import CapabilityKind, District, Organisation, Sector
from ..organisations.queries import Unit
from ..organisations.queries import visible_to as organisations_visible_to
from ..questions import Found, Question, columns, single
from . import events
from .answers import Answers
from .findings import Mark
from .model import Application, ApplicationState, Grade, Point

SEES_ALL = frozenset({Role.CENTER_ADMIN, Role.CENTER_OFFICER, Role.INSPECTOR})
REVIEWS = frozenset({Role.CENTER_ADMIN, Role.CENTER_OFFICER, Role.DISTRICT_OFFICER})
DAYS_BEFORE_LATE = 10


def visible_to(actor: Actor) -> ColumnElement[bool]:
    """The applications that `actor` may read; the same as Can.READ_APPLICATION says one by one. Drafts are nobody's."""
    handed_in = Application.state != ApplicationState.DRAFT
    if actor.role in SEES_ALL:
        return handed_in
    if actor.role is Role.DISTRICT_OFFICER:
        return and_(handed_in, Application.district_code == actor.district_code)
    return false()


def find(work: Work, application_id: UUID) -> Application | None:
    """The application, to be changed; whether the actor may is asked at the door."""
    return work.session.get(Application, application_id)


@dataclass(frozen=True, slots=True)
class ApplicationReading:
    """An application as its pages show it."""

    id: UUID
    number: str | None
    state: ApplicationState
    state_since: datetime
    name: str
    uscc: str
    district_code: str | None
    words: str
    begun_at: datetime
    submitted_at: datetime | None
    organisation_id: UUID | None
    version: int
    answers: Answers
    marks: Sequence[Mark]


def own(work: Work, application_id: UUID) -> ApplicationReading | None:
    """For who holds it: the browser in which it was begun, or who has opened it with a code."""
    return _reading(work, Application.id == application_id)


def reading(work: Work, application_id: UUID) -> ApplicationReading | None:
    """For an officer, or None where the actor may not read it."""
    return _reading(work, and_(Application.id == application_id, visible_to(work.actor)))


def _reading(work: Work, which: ColumnElement[bool]) -> ApplicationReading | None:
    a = Application
    row = work.session.execute(
        select(
            a.id,
            a.number,
            a.state,
            a.state_since,
            a.name,
            a.uscc,
            a.district_code,
            a.words,
            a.begun_at,
            a.submitted_at,
            a.organisation_id,
            a.version,
            a.answers,
            a.checks,
        ).where(which)
    ).first()
    if row is None:
        return None
    plain = dict(row._mapping)
    answers, checks = plain.pop("answers"), plain.pop("checks")
    marks = [Mark(point, Grade(checks[point]["grade"]), checks[point]["note"]) for point in Point if point in checks]
    return ApplicationReading(**plain, answers=Answers.read(answers), marks=marks)


Vocabulary = Mapping[str, Mapping[str, Unit]]


def vocabulary(work: Work) -> Vocabulary:
    """The terms that answers name, past ones too, in one statement: facet → code → term with unit, in order."""
    plain = ((District, "district"), (Sector, "sector"), (Alliance, "alliance"))
    parts = [
        select(
            literal(facet).label("facet"),
            kind.code,
            kind.zh,
            kind.en,
            literal("").label("unit_zh"),
            literal("").label("unit_en"),
            kind.position,
        )
        for kind, facet in plain
    ]
    c = CapabilityKind
    parts.append(select(literal("capability"), c.code, c.zh, c.en, c.unit_zh, c.unit_en, c.position))
    every = union_all(*parts).subquery()
    found: dict[str, dict[str, Unit]] = {"district": {}, "sector": {}, "alliance": {}, "capability": {}}
    for facet, code, *names, _position in work.session.execute(select(every).order_by(every.c.position, every.c.code)):
        found[facet][code] = Unit(code, *names)
    return found


@dataclass(frozen=True, slots=True)
class Twin:
    """Something of the same code or name: a member, or another application."""

    kind: str
    id: UUID
    name: str
    mark: str


def twins(work: Work, found: ApplicationReading) -> Sequence[Twin]:
    """What looks like the same organisation, as far as the actor may read it."""
    a, o = Application, Organisation
    others = select(
        literal("application").label("kind"), a.id, a.name, func.coalesce(a.number, "").label("mark")
    ).where(visible_to(work.actor), a.id != found.id, or_(a.uscc == found.uscc, a.name == found.name))
    short = found.answers.organisation.short_name if found.answers.organisation else ""
    members = select(literal("organisation"), o.id, o.name, o.uscc).where(
        organisations_visible_to(work.actor),
        or_(o.uscc == found.uscc, o.name == found.name, o.short_name == short),
    )
    both = union_all(others, members).subquery()
    rows = work.session.execute(select(both).order_by(both.c.kind, both.c.mark).limit(20))
    return [Twin(*row) for row in rows if row.id != found.organisation_id]


TOLD = frozenset(
    event.words
    for event in (
        events.ApplicationSubmitted,
        events.ApplicationWithdrawn,
        events.ApplicationReturned,
        events.ApplicationRefused,
        events.ApplicationAdmitted,
    )
)


def steps_taken(work: Work, application_id: UUID) -> Sequence[Happening]:
    """What happened to it as its applicant is told it: the moves, not the center's inner work."""
    return [one for one in timeline(work, application_id) if one.what in TOLD]


def happenings(work: Work, application_id: UUID) -> Sequence[Happening]:
    """What happened to it as officers read it: all but each saving of an answer."""
    return [one for one in timeline(work, application_id) if one.what != events.ApplicationAnswered.words]


@dataclass(frozen=True, slots=True)
class Addressee:
    """Whom a letter about an application goes to, and what it says."""

    email: str
    number: str | None
    name: str
    words: str


def addressee(work: Work, application_id: UUID) -> Addressee:
    a = Application
    row = work.session.execute(select(a.email, a.number, a.name, a.words).where(a.id == application_id)).one()
    return Addressee(*row)


def questions(work: Work) -> list[Question]:
    """The applications that this officer could review now, behind one link."""
    if work.actor.role not in REVIEWS:
        return []
    a = Application
    asked = select(*columns(count=func.count(), since=func.min(a.state_since)))
    waiting = asked.where(visible_to(work.actor), a.state == ApplicationState.SUBMITTED)
    return [single(waiting, partial(_to_review, local_day(work.now)))]


def _to_review(today: date, found: Found) -> Errand:
    days = (today - local_day(found.since)).days if found.since else 0
    return Errand(
        N_("Applications to review"),
        N_("The oldest has waited for %(days)d days."),
        "applications.queue",
        params={"days": days},
        count=found.count,
        tone="amber" if days >= DAYS_BEFORE_LATE else "blue",
    )
