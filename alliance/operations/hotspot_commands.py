"""What is done with hotspots: listed, staffed, noted day by day, and taken off the list by two officers."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from ..audiences.queries import members_of
from ..foundation.kernel.clock import local_day
from ..foundation.kernel.errors import Conflict, Invalid, MoveNotOpen
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..journal.record import record
from ..masking.door import masked_within
from ..organisations.model import Organisation
from . import events
from .holding import held, held_hotspot
from .hotspot_model import POSTINGS_MOST, WHY_LENGTH, WORDS_LENGTH, Hotspot, LogEntry, Posting
from .model import Operation
from .queries import terms_of
from .vocabulary import HotspotState, OperationState
from .workflow import HOTSPOT_WORKFLOW


@dataclass(frozen=True, slots=True)
class HotspotText:
    district_code: str
    place: str
    why: str
    listed_on: date


@dataclass(frozen=True, slots=True)
class PostingText:
    """`organisation_id` is None for the center and its sub-centers; `to_on` is None until it is known."""

    office: str
    from_on: date
    to_on: date | None = None
    organisation_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class LogText:
    """What happened today, and the figures of today alone."""

    words: str
    visits: int = 0
    persons: int = 0
    cases: int = 0


def list_hotspot(work: Work, operation_id: UUID, text: HotspotText) -> Hotspot:
    """A place is listed once in an operation."""
    operation = held(work, operation_id, OperationState.RUNNING)
    if not operation.from_on <= text.listed_on <= local_day(work.now):
        raise Invalid("listed_on", N_("It is listed on a day of the operation, and not ahead of today."))
    hotspot = Hotspot(
        operation_id=operation.id,
        district_code=text.district_code,
        place=text.place,
        why=masked_within("why", text.why, WHY_LENGTH),
        listed_on=text.listed_on,
        state=HotspotState.LISTED,
        state_since=work.now,
    )
    try:
        with work.session.begin_nested():
            work.session.add(hotspot)
    except IntegrityError as twice:
        raise Invalid("place", N_("This place stands on the list of the operation already.")) from twice
    record(work, events.HotspotListed(hotspot.id, operation.id, text.district_code, text.listed_on))
    return hotspot


def station(work: Work, hotspot_id: UUID, text: PostingText) -> Posting:
    """Only organisations to which the operation is addressed: who is stationed must be able to read it."""
    hotspot = _listed(work, hotspot_id)
    if text.to_on and text.to_on < text.from_on:
        raise Invalid("to_on", N_("The last day stands before the first one."))
    _check_addressed(work, hotspot, text.organisation_id)
    of_it = select(func.count()).select_from(Posting).where(Posting.hotspot_id == hotspot.id)
    if (work.session.scalar(of_it) or 0) >= POSTINGS_MOST:
        raise Invalid("office", N_("At most %(most)d lines, please."), most=POSTINGS_MOST)
    posting = Posting(
        hotspot_id=hotspot.id,
        organisation_id=text.organisation_id,
        office=text.office,
        from_on=text.from_on,
        to_on=text.to_on,
    )
    work.session.add(posting)
    work.session.flush()
    record(work, events.Stationed(hotspot.id, posting.id, text.organisation_id))
    return posting


def _check_addressed(work: Work, hotspot: Hotspot, organisation_id: UUID | None) -> None:
    if organisation_id is None:
        return
    audience_id = work.session.get_one(Operation, hotspot.operation_id).audience_id
    belongs = members_of(terms_of(work, audience_id), local_day(work.now))
    if not work.session.scalar(select(Organisation.id).where(Organisation.id == organisation_id, belongs)):
        raise Invalid("organisation_id", N_("The operation is not addressed to this organisation."))


def end_posting(work: Work, hotspot_id: UUID, posting_id: UUID) -> None:
    """Today is its last day, or its only one where it has not begun."""
    hotspot = held_hotspot(work, hotspot_id)
    posting, today = work.session.get(Posting, posting_id), local_day(work.now)
    if posting is None or posting.hotspot_id != hotspot.id or (posting.to_on and posting.to_on <= today):
        raise Conflict(N_("This is over already."))
    posting.to_on = max(today, posting.from_on)
    record(work, events.PostingEnded(hotspot.id, posting.id, posting.organisation_id))


def write_log(work: Work, hotspot_id: UUID, text: LogText) -> LogEntry:
    """The author's entry of today: the first time it is written, then it is corrected, and tomorrow it stands."""
    hotspot, today = _listed(work, hotspot_id), local_day(work.now)
    own = (LogEntry.hotspot_id == hotspot.id, LogEntry.day == today, LogEntry.author_id == work.person_id)
    entry = work.session.scalar(select(LogEntry).where(*own))
    happened = events.LogCorrected if entry else events.LogWritten
    if entry is None:
        entry = LogEntry(hotspot_id=hotspot.id, day=today, author_id=work.person_id)
        work.session.add(entry)
    entry.organisation_id, entry.written_at = work.actor.organisation_id, work.now
    entry.words = masked_within("words", text.words, WORDS_LENGTH)
    entry.visits, entry.persons, entry.cases = text.visits, text.persons, text.cases
    record(work, happened(hotspot.id, today))
    return entry


def _listed(work: Work, hotspot_id: UUID) -> Hotspot:
    """The hotspot, held, if it still is one."""
    hotspot = held_hotspot(work, hotspot_id)
    if hotspot.state is HotspotState.DELISTED:
        raise MoveNotOpen()
    return hotspot


def propose(work: Work, hotspot_id: UUID, words: str) -> None:
    """The first of two officers says why it need not be listed any longer."""
    hotspot = held_hotspot(work, hotspot_id)
    HOTSPOT_WORKFLOW.apply(hotspot, "propose", work.now)
    hotspot.proposal = masked_within("words", words, WHY_LENGTH)
    hotspot.proposed_by_id, hotspot.proposed_at = work.person_id, work.now
    record(work, events.DelistingProposed(hotspot.id))


def keep(work: Work, hotspot_id: UUID) -> None:
    """The proposal is void; the place stays listed."""
    hotspot = held_hotspot(work, hotspot_id)
    HOTSPOT_WORKFLOW.apply(hotspot, "keep", work.now)
    hotspot.proposed_by_id = hotspot.proposed_at = None
    hotspot.proposal = ""
    record(work, events.HotspotKept(hotspot.id))


def delist(work: Work, hotspot_id: UUID) -> None:
    """The second officer confirms: the door and the database both refuse the one who proposed it."""
    hotspot = held_hotspot(work, hotspot_id)
    HOTSPOT_WORKFLOW.apply(hotspot, "delist", work.now)
    hotspot.confirmed_by_id, hotspot.delisted_on = work.person_id, local_day(work.now)
    record(work, events.HotspotDelisted(hotspot.id))
