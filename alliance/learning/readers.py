"""Who is told of an edition: asked of the policy itself, for each person under each office that the person holds.

`Can.READ_EDITION` decides here as it does at the door, so no letter reaches somebody whom the page would refuse.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from sqlalchemy import CompoundSelect, Select, or_, select

from ..audiences.queries import organisations_in
from ..cases.model import Edition
from ..cases.queries import those_to_tell
from ..cases.reading import EditionReading, terms_of
from ..cases.vocabulary import Tlp
from ..foundation.kernel.actor import Actor, Role
from ..foundation.kernel.clock import local_day
from ..foundation.store.work import Work
from ..fraudtypes.model import FraudTypeCovers
from ..organisations.model import MEDIA, Organisation, OrganisationState
from ..people.model import Appointment, Person
from ..people.queries import holds_on
from ..policy.can import Can
from ..policy.table import may
from .model import FollowedGroup, FollowedType, Receipt


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody with an account, under one of the person's offices."""

    email: str
    actor: Actor


def followers(work: Work, edition: EditionReading) -> Sequence[str]:
    """The addresses of those who follow what the edition is about and may read it now. Two statements.

    Left out: who released it, and who wrote the case; both know.
    """
    asked = _offices(work).add_columns(Person.email).where(Person.id.in_(_following(edition)))
    known = {work.actor.person_id, edition.author_id}
    found = [Reader(row.email, _actor(row)) for row in work.session.execute(asked)]
    wanted = [one for one in found if may(one.actor, Can.FOLLOW_CASES) and one.actor.person_id not in known]
    return sorted({one.email for one in those_who_may(work, edition, wanted)})


def spoken_to(work: Work, edition: EditionReading) -> Sequence[str]:
    """The addresses of those for whom a comment is that no other reader sees: who wrote the case (once gone, the
    liaisons there) and who released the edition, as far as they may read it. Left out: who speaks. Three statements."""
    wrote = [one.email for one in those_to_tell(work, edition.case_id)]
    released = select(Edition.released_by_id).where(Edition.id == edition.id).scalar_subquery()
    asked = _offices(work).add_columns(Person.email).where(or_(Person.email.in_(wrote), Person.id == released))
    found = [Reader(row.email, _actor(row)) for row in work.session.execute(asked)]
    others = [one for one in found if one.actor.person_id != work.actor.person_id]
    return sorted({one.email for one in those_who_may(work, edition, others)})


def _following(edition: EditionReading) -> CompoundSelect[Any]:
    by_type = (
        select(FollowedType.person_id)
        .join(FraudTypeCovers, FraudTypeCovers.concept_code == FollowedType.concept_code)
        .where(FraudTypeCovers.fraud_type_id == edition.text.fraud_type_id)
    )
    by_group = select(FollowedGroup.person_id).where(FollowedGroup.victim_group == edition.text.victim_group)
    return by_type.union(by_group)


def those_who_may(work: Work, edition: EditionReading, readers: Iterable[Reader]) -> Sequence[Reader]:
    """Those of `readers` who may read the edition now. One statement, none for a public edition."""
    waiting = list(readers)
    within = organisations_in(work, terms_of(work, edition)) if waiting and edition.audience_id else frozenset[UUID]()
    ways = {addressed: replace(edition, addressed=addressed) for addressed in (True, False)}
    return [one for one in waiting if may(one.actor, Can.READ_EDITION, ways[one.actor.organisation_id in within])]


@dataclass(frozen=True, slots=True)
class Former:
    """Somebody whose organisation has read a version before: its title and its mark."""

    reader: Reader
    title: str
    tlp: Tlp


def former_readers(work: Work, edition: EditionReading, *, itself: bool) -> Sequence[Former]:
    """Whoever is to know that the edition has changed: liaisons of the organisations that read a version before it
    (`itself`: this one too), and whoever signed for one. Each address once, with the newest version read there.

    An organisation without an account of a liaison is told by nobody's letter. One statement.
    """
    until = Edition.number <= edition.number if itself else Edition.number < edition.number
    told = or_(Appointment.role == Role.LIAISON, Receipt.received_by_id == Person.id)
    asked = (
        _offices(work)
        .add_columns(Person.email, Edition.title, Edition.tlp)
        .join(Receipt, Receipt.organisation_id == Appointment.organisation_id)
        .join(Edition, Edition.id == Receipt.edition_id)
        .where(Edition.case_id == edition.case_id, Edition.kind == edition.kind, until, told)
        .order_by(Edition.number)
    )
    rows = work.session.execute(asked)
    newest = {row.email: Former(Reader(row.email, _actor(row)), row.title, row.tlp) for row in rows}
    return [newest[email] for email in sorted(newest)]


def _offices(work: Work) -> Select[*tuple[Any, ...]]:
    """The offices that hold today, of accounts that are not disabled."""
    a = Appointment
    return (
        select(a.id, a.person_id, a.role, a.organisation_id, a.district_code, Organisation.state)
        .add_columns(Organisation.sector_code)
        .join(Person, Person.id == a.person_id)
        .outerjoin(Organisation, Organisation.id == a.organisation_id)
        .where(holds_on(local_day(work.now)), Person.disabled_at.is_(None), Person.email != "")
    )


def _actor(row: Any) -> Actor:
    return Actor(
        person_id=row.person_id,
        role=row.role,
        organisation_id=row.organisation_id,
        organisation_stands=row.state in (None, OrganisationState.MEMBER),
        of_the_media=row.sector_code == MEDIA,
        district_code=row.district_code,
        appointment_id=row.id,
    )
