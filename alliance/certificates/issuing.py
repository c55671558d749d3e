"""Asking for a certificate: given at once where the hours suffice, and free."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import literal, select

from ..foundation.kernel.clock import local_day
from ..foundation.kernel.errors import Invalid
from ..foundation.kernel.words import N_
from ..foundation.store.numbering import next_number
from ..foundation.store.upsert import insert_or
from ..foundation.store.work import Work
from ..journal.record import record
from ..volunteers.model import Volunteer
from ..volunteers.vocabulary import VolunteerState
from . import events, queries, ruling
from .model import CODE_LENGTH, Certificate, CertificateHours, CertificateLook
from .vocabulary import CertificateState
from .workflow import CERTIFICATE_WORKFLOW

SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""None that is taken for another one when it is typed from paper. Sixteen of them are 79 bits: not to be guessed."""
PREFIX = "ZYFW"
OTHER_WAY_ROUND = N_("The last day lies before the first.")
AHEAD = N_("This day has not come yet.")
NO_VOLUNTEER = N_("Only whoever is signed up as a volunteer has hours to prove.")
TOO_FEW = N_(
    "From %(first)s to %(last)s %(minutes)s minutes are confirmed by both sides; a certificate takes %(least)s. Confirm"
    " your hours, or choose a longer period."
)


@dataclass(frozen=True, slots=True)
class Period:
    from_on: date
    to_on: date


def ask(work: Work, period: Period) -> UUID:
    """The id of a certificate of the period: of the one that stands, where it says the same; else of a new one, which
    takes the place of an earlier one."""
    if period.to_on < period.from_on:
        raise Invalid("to_on", OTHER_WAY_ROUND)
    if period.to_on > local_day(work.now):
        raise Invalid("to_on", AHEAD)
    volunteer_id = _volunteer(work)
    counted = queries.counted(work, volunteer_id, period.from_on, period.to_on)
    minutes, standing = sum(one.minutes for one in counted), _standing(work, volunteer_id, period)
    if standing and standing.minutes == minutes:
        return standing.id
    least = ruling.least_on(work, local_day(work.now))
    if minutes < least:
        days = {"first": period.from_on, "last": period.to_on}
        raise Invalid("from_on", TOO_FEW, minutes=minutes, least=least, **days)
    if standing:
        CERTIFICATE_WORKFLOW.apply(standing, "replace", work.now)
        work.session.flush()
        record(work, events.CertificateReplaced(standing.id, standing.number))
    return _issue(work, (volunteer_id, period), counted, least)


def _volunteer(work: Work) -> UUID:
    """One's own row, locked: who asks twice at once gets one certificate."""
    own = (Volunteer.person_id == work.person_id, Volunteer.state == VolunteerState.ACTIVE)
    found = work.session.scalar(select(Volunteer.id).where(*own).with_for_update())
    if found is None:
        raise Invalid("from_on", NO_VOLUNTEER)
    return found


def _standing(work: Work, volunteer_id: UUID, period: Period) -> Certificate | None:
    c = Certificate
    same = (c.volunteer_id == volunteer_id, c.from_on == period.from_on, c.to_on == period.to_on)
    return work.session.scalar(select(c).where(*same, c.state == CertificateState.VALID))


def _issue(work: Work, of: tuple[UUID, Period], counted: Sequence[queries.Counted], least: int) -> UUID:
    (volunteer_id, period), year = of, local_day(work.now).year
    certificate = Certificate(
        number=f"{PREFIX}-{year}-{next_number(work.session, f'certificate-{year}'):05d}",
        code="".join(secrets.choice(SIGNS) for _ in range(CODE_LENGTH)),
        volunteer_id=volunteer_id,
        from_on=period.from_on,
        to_on=period.to_on,
        minutes=sum(one.minutes for one in counted),
        least_minutes=least,
        issued_at=work.now,
        state=CertificateState.VALID,
        state_since=work.now,
    )
    work.session.add(certificate)
    work.session.flush()
    hours = (
        CertificateHours(certificate_id=certificate.id, sign_up_id=o.sign_up_id, minutes=o.minutes) for o in counted
    )
    work.session.add_all(hours)
    work.session.flush()
    said = (certificate.number, period.from_on, period.to_on, certificate.minutes)
    record(work, events.CertificateIssued(certificate.id, *said))
    return certificate.id


def count_look(work: Work, proof: str) -> None:
    """One more look, today: one statement, so that none is lost where many look at once."""
    look: Any = CertificateLook
    found = select(Certificate.code, literal(local_day(work.now), look.looked_on.type), literal(1))
    first = insert_or(work.session, look).from_select(
        ["code", "looked_on", "looks"], found.where(Certificate.code == proof)
    )
    again = {"looks": look.looks + 1}
    work.session.execute(first.on_conflict_do_update(index_elements=["code", "looked_on"], set_=again))
