"""What was chosen, and who reads at an address under which terms."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select

from ..foundation.kernel.clock import local_day
from ..foundation.store.work import Work
from ..journal.terms import Reader, Terms
from ..journal.vocabulary import Pace, Topic
from ..organisations.model import Contact
from ..people.model import Appointment, Person
from ..people.queries import holds_on
from .model import LetterTerms

AT_ONCE = 1_000
"""So many addresses are asked for in one statement."""
PROMPT = (Pace.AT_ONCE, Pace.DAILY, Pace.WEEKLY, Pace.NEVER)


def terms_of(work: Work, person_id: UUID | None) -> Terms:
    """What a person has chosen; what holds where there is no choice."""
    return _kept(work, LetterTerms.person_id == person_id)


def terms_of_member(work: Work, organisation_id: UUID | None) -> Terms:
    return _kept(work, LetterTerms.organisation_id == organisation_id)


def _kept(work: Work, whose: ColumnElement[bool]) -> Terms:
    x = LetterTerms
    row = work.session.execute(select(x.paces, x.quiet_from, x.quiet_until).where(whose)).first()
    return _terms(row) if row else Terms()


def _terms(row: Any) -> Terms:
    return Terms({Topic(topic): Pace(pace) for topic, pace in row.paces.items()}, row.quiet_from, row.quiet_until)


def readers(work: Work, addresses: Sequence[str]) -> Mapping[str, Reader]:
    """Who reads at which of these addresses: whoever has an account there, else an office of an organisation. The own
    choice counts before that of the organisation; who is of several gets what the most prompt of them wants."""
    wanted = sorted(set(addresses))
    found: dict[str, Reader] = {}
    for at in range(0, len(wanted), AT_ONCE):
        some = wanted[at : at + AT_ONCE]
        found |= _offices(work, some) | _accounts(work, some)
    return found


def _accounts(work: Work, addresses: Sequence[str]) -> dict[str, Reader]:
    x, held = LetterTerms, holds_on(local_day(work.now))
    organisations = select(Appointment.organisation_id).where(Appointment.person_id == Person.id, held)
    whose = or_(x.person_id == Person.id, x.organisation_id.in_(organisations.correlate(Person)))
    columns = (Person.id, Person.email, x.person_id.label("own"), x.paces, x.quiet_from, x.quiet_until)
    asked = select(*columns).outerjoin(x, whose).where(Person.email.in_(addresses))
    return {row.email: Reader(row.id, terms) for row, terms in _gathered(work.session.execute(asked))}


def _offices(work: Work, addresses: Sequence[str]) -> dict[str, Reader]:
    x, email = LetterTerms, Contact.email
    columns = (email, x.person_id.label("own"), x.paces, x.quiet_from, x.quiet_until)
    asked = select(*columns).join(x, x.organisation_id == Contact.organisation_id).where(email.in_(addresses))
    return {row.email: Reader(None, terms) for row, terms in _gathered(work.session.execute(asked))}


def _gathered(rows: Iterable[Any]) -> list[tuple[Any, Terms]]:
    """One row of each address, with what holds for it."""
    by_address: dict[str, list[Any]] = {}
    for row in rows:
        by_address.setdefault(row.email, []).append(row)
    return [(those[0], _holding(those)) for those in by_address.values()]


def _holding(rows: Sequence[Any]) -> Terms:
    chosen = [row for row in rows if row.paces is not None]
    own = [row for row in chosen if row.own is not None]
    terms = [_terms(row) for row in own or chosen]
    if len(terms) < 2:
        return terms[0] if terms else Terms()
    paces = {topic: min((one.pace(topic) for one in terms), key=PROMPT.index) for topic in Topic}
    return Terms(paces, terms[0].quiet_from, terms[0].quiet_until)


def has_account(work: Work, person_id: UUID) -> bool:
    """Whether there is still somebody whose letters a link stops."""
    asked = select(Person.id).where(Person.id == person_id, Person.erased_at.is_(None))
    return work.session.scalar(asked) is not None
