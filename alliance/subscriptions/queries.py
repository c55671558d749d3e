"""What was chosen, and who reads at an address under which terms."""

from collections.abc import Iterable, Mapping, Sequence
from uuid import UUID

from sqlalchemy import ColumnElement, and_, select
from sqlalchemy.orm import aliased

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
    return _terms(*row) if row else Terms()


def _terms(paces: Mapping[str, str] | None, quiet_from: int, quiet_until: int) -> Terms:
    """A row's, or what holds where there is none."""
    if paces is None:
        return Terms()
    return Terms({Topic(topic): Pace(pace) for topic, pace in paces.items()}, quiet_from, quiet_until)


def readers(work: Work, addresses: Sequence[str]) -> Mapping[str, Reader]:
    """Who reads at which of these addresses: whoever has an account there, else an office of an organisation. The own
    choice counts before that of the organisation; who is of several gets what the most prompt of them wants, and one
    that has not chosen wants everything at once."""
    wanted = sorted(set(addresses))
    found: dict[str, Reader] = {}
    for at in range(0, len(wanted), AT_ONCE):
        some = wanted[at : at + AT_ONCE]
        found |= _offices(work, some) | _accounts(work, Person.email.in_(some))
    return found


def holding_for(work: Work, person_id: UUID) -> Terms:
    """What holds for a person now, chosen or not."""
    return next((reader.terms for reader in _accounts(work, Person.id == person_id).values()), Terms())


def _accounts(work: Work, who: ColumnElement[bool]) -> dict[str, Reader]:
    own, its, a = aliased(LetterTerms), aliased(LetterTerms), Appointment
    held = and_(a.person_id == Person.id, a.organisation_id.is_not(None), holds_on(local_day(work.now)))
    columns = (Person.email, Person.id, own.paces, own.quiet_from, own.quiet_until)
    asked = select(*columns, its.paces, its.quiet_from, its.quiet_until).where(who)
    asked = asked.outerjoin(own, own.person_id == Person.id).outerjoin(a, held)
    rows = work.session.execute(asked.outerjoin(its, its.organisation_id == a.organisation_id)).all()
    chosen = [(row[0], _terms(*row[2:5]) if row[2] is not None else _terms(*row[5:8])) for row in rows]
    people = {row[0]: row[1] for row in rows}
    return {email: Reader(people[email], terms) for email, terms in _gathered(chosen).items()}


def _offices(work: Work, addresses: Sequence[str]) -> dict[str, Reader]:
    x, email = LetterTerms, Contact.email
    asked = select(email, x.paces, x.quiet_from, x.quiet_until).where(email.in_(addresses))
    rows = work.session.execute(asked.outerjoin(x, x.organisation_id == Contact.organisation_id))
    return {one: Reader(None, terms) for one, terms in _gathered((row[0], _terms(*row[1:])) for row in rows).items()}


def _gathered(rows: Iterable[tuple[str, Terms]]) -> dict[str, Terms]:
    by_address: dict[str, list[Terms]] = {}
    for address, terms in rows:
        by_address.setdefault(address, []).append(terms)
    return {address: _most_prompt(its) for address, its in by_address.items()}


def _most_prompt(its: Sequence[Terms]) -> Terms:
    """Where they differ in their quiet hours, those that hold without a choice."""
    if len(set(map(repr, its))) == 1:
        return its[0]
    paces = {topic: min((one.pace(topic) for one in its), key=PROMPT.index) for topic in Topic}
    hours = {(one.quiet_from, one.quiet_until) for one in its}
    return Terms(paces, *hours.pop()) if len(hours) == 1 else Terms(paces)


def has_account(work: Work, person_id: UUID) -> bool:
    """Whether there is still somebody whose letters a link stops."""
    asked = select(Person.id).where(Person.id == person_id, Person.erased_at.is_(None))
    return work.session.scalar(asked) is not None
