"""What is done to plaques: prepare, issue, replace, revoke."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select

from ..foundation.kernel.clock import local_day
from ..foundation.kernel.errors import Conflict, Invalid
from ..foundation.kernel.words import N_
from ..foundation.store.numbering import next_number
from ..foundation.store.work import Work
from ..journal.record import record
from ..masking.door import masked_within
from ..organisations.model import REASON_LENGTH, Organisation, OrganisationState
from ..rosters.model import Roster, RosterLine
from . import events
from .model import Plaque, PlaqueState
from .queries import STANDING, without_plaque
from .serial import serial
from .workflow import PLAQUE_WORKFLOW


@dataclass(frozen=True, slots=True)
class IssueText:
    """At which event and on which day plaques are handed over, and the version of the roster that they rest on."""

    event: str
    issued_on: date
    roster_id: UUID | None = None


def prepare(work: Work, organisation_id: UUID) -> Plaque:
    """A plaque with a new serial in the organisation's name of today; the one that already waits, where there is one.

    A waiting plaque that shows an old name is replaced at once. An issued one stays valid until the new one is issued.
    """
    organisation = work.session.get(Organisation, organisation_id)
    if organisation is None or organisation.state is not OrganisationState.MEMBER:
        raise Conflict(N_("Only a member in good standing is given a plaque."))
    waiting = work.session.scalar(
        select(Plaque).where(Plaque.organisation_id == organisation_id, Plaque.state == PlaqueState.PREPARED)
    )
    if waiting and waiting.name == organisation.name:
        return waiting
    if waiting:
        _step_aside(work, [waiting])
    plaque = _new(work, organisation_id, organisation.name)
    if waiting:
        _replaced(work, waiting, plaque)
    return plaque


def prepare_all(work: Work) -> int:
    """A plaque for each member that has none; how many were prepared."""
    found = select(Organisation.id, Organisation.name).where(without_plaque()).order_by(Organisation.pinyin)
    members = work.session.execute(found).all()
    for organisation_id, name in members:
        _new(work, organisation_id, name)
    return len(members)


def issue(work: Work, plaque: Plaque, text: IssueText) -> None:
    issue_all(work, [plaque], text)


def issue_all(work: Work, plaques: Sequence[Plaque], text: IssueText) -> None:
    """Hand over all of `plaques` in one act; what an organisation held before is replaced. All are issued, or none."""
    if not plaques:
        raise Invalid("serials", N_("Choose at least one plaque."))
    if text.issued_on > local_day(work.now):
        raise Invalid("issued_on", N_("The day of issue cannot lie ahead."))
    owners = {plaque.organisation_id: plaque.name for plaque in plaques}
    _check_owners(work, owners)
    _check_roster(work, text.roster_id, owners)
    held = select(Plaque).where(Plaque.organisation_id.in_(owners), Plaque.state == PlaqueState.ISSUED)
    before = {old.organisation_id: old for old in work.session.scalars(held)}
    _step_aside(work, list(before.values()))
    for plaque in plaques:
        PLAQUE_WORKFLOW.apply(plaque, "issue", work.now)
        plaque.event, plaque.issued_on, plaque.roster_id = text.event, text.issued_on, text.roster_id
        if plaque.organisation_id in before:
            _replaced(work, before[plaque.organisation_id], plaque)
        record(
            work,
            events.PlaqueIssued(plaque.id, plaque.serial, plaque.organisation_id, plaque.event, text.issued_on),
        )


def revoke(work: Work, plaque: Plaque, reason: str) -> None:
    PLAQUE_WORKFLOW.apply(plaque, "revoke", work.now)
    plaque.state_reason = masked_within("reason", reason, REASON_LENGTH)
    record(work, events.PlaqueRevoked(plaque.id, plaque.serial, plaque.state_reason))


def revoke_all_of(work: Work, organisation_id: UUID, reason: str) -> None:
    """None of its plaques, prepared or issued, stands any longer."""
    held = select(Plaque).where(Plaque.organisation_id == organisation_id, Plaque.state.in_(STANDING))
    for plaque in work.session.scalars(held).all():
        revoke(work, plaque, reason)


def _new(work: Work, organisation_id: UUID, name: str) -> Plaque:
    year = local_day(work.now).year
    plaque = Plaque(
        serial=serial(year, next_number(work.session, f"plaque-{year}")),
        organisation_id=organisation_id,
        name=name,
        state=PlaqueState.PREPARED,
        state_since=work.now,
    )
    work.session.add(plaque)
    work.session.flush()
    record(work, events.PlaquePrepared(plaque.id, plaque.serial, organisation_id, name))
    return plaque


def _step_aside(work: Work, plaques: Sequence[Plaque]) -> None:
    """Before the next plaque takes their place: an organisation has one in each state at most."""
    for plaque in plaques:
        PLAQUE_WORKFLOW.apply(plaque, "replace", work.now)
    work.session.flush()


def _replaced(work: Work, old: Plaque, new: Plaque) -> None:
    old.replaced_by_id = new.id
    record(work, events.PlaqueReplaced(old.id, old.serial, new.serial))


def _check_owners(work: Work, owners: Mapping[UUID, str]) -> None:
    rows = work.session.execute(
        select(Organisation.id, Organisation.name, Organisation.state).where(Organisation.id.in_(owners))
    )
    for organisation_id, name, state in rows:
        if state is not OrganisationState.MEMBER:
            raise Conflict(N_("%(name)s is not a member in good standing, so it is given no plaque."), name=name)
        if name != owners[organisation_id]:
            raise Conflict(N_("%(name)s has been renamed since; prepare a new plaque for it first."), name=name)


def _check_roster(work: Work, roster_id: UUID | None, owners: Mapping[UUID, str]) -> None:
    """A plaque may cite a published roster only where its organisation stands in it."""
    if roster_id is None:
        return
    listed = set(
        work.session.scalars(
            select(RosterLine.organisation_id)
            .join(Roster, Roster.id == RosterLine.roster_id)
            .where(Roster.id == roster_id, Roster.published_at.is_not(None))
        )
    )
    missing = next((name for owner, name in owners.items() if owner not in listed), None)
    if missing:
        raise Invalid("roster_id", N_("%(name)s does not stand in that version of the roster."), name=missing)
