"""What the center does with a case that was handed in: give it back, set it aside, prepare an edition of it."""

from dataclasses import dataclass, field
from uuid import UUID

from sqlalchemy import func, select

from ..audiences.commands import audience_of
from ..audiences.queries import organisations_in
from ..audiences.terms import Term, Terms
from ..foundation.kernel.errors import Conflict, Invalid, MoveNotOpen
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..journal.record import record
from ..masking.door import masked_within
from ..organisations.model import MEDIA
from . import events, indexing, unnamed
from .attaching import give
from .model import REASON_LENGTH, WORDS_LENGTH, Edition, TypicalCase
from .telling import TOLD_TO_READERS, CaseText, put, told
from .vocabulary import AT_THE_CENTER, CaseState, EditionKind, EditionState, Tlp
from .workflow import CASE_WORKFLOW, EDITION_WORKFLOW

OF_THE_MEDIA = Term(sector=MEDIA)
"""Media read public editions only, so no members' edition is ever addressed to them."""

EVERYBODY = Term()
NAMED_ONLY = frozenset({Tlp.RED, Tlp.AMBER_STRICT})


@dataclass(frozen=True, slots=True)
class EditionText:
    """What an edition says, to whom (`terms`; nobody for a public one) and how far it may be passed on. `version`: of
    the edition as its page showed it, 0 for a new one. `change_note`: what is new since the version before. `files`: of
    the case, which its readers get."""

    text: CaseText
    tlp: Tlp
    terms: Terms = field(default_factory=Terms)
    change_note: str = ""
    version: int = 0
    files: frozenset[UUID] = frozenset()


def give_back(work: Work, case: TypicalCase, words: str) -> None:
    """Its writer is asked to change it."""
    CASE_WORKFLOW.apply(case, "give_back", work.now)
    case.words = masked_within("words", words, WORDS_LENGTH)
    indexing.put_aside(work, case)
    _drop_prepared(work, case)
    record(work, events.CaseReturned(case.id))


def set_aside(work: Work, case: TypicalCase, words: str) -> None:
    """It is not taken up, with a reason that its writer reads."""
    CASE_WORKFLOW.apply(case, "set_aside", work.now)
    case.words = masked_within("words", words, WORDS_LENGTH)
    indexing.put_aside(work, case)
    _drop_prepared(work, case)
    record(work, events.CaseSetAside(case.id))


def prepare(work: Work, case: TypicalCase, kind: EditionKind, said: EditionText) -> Edition:
    """Prepare the next edition of this kind, or rewrite the one that is being prepared.

    The case is locked first: whoever gives it back at the same moment drops the prepared edition, or comes too late.
    """
    work.hold(case)
    if case.state not in AT_THE_CENTER:
        raise MoveNotOpen()
    check_told(said.text)
    terms = addressed(kind, said)
    if said.version != version_being_prepared(work, case, kind):
        raise Conflict()
    edition = _prepared(work, case, kind)
    before = told(edition) if edition else None
    if edition is None:
        edition = _new(work, case, kind)
    else:
        EDITION_WORKFLOW.apply(edition, "rewrite", work.now)
    put(work, edition, case, said.text)
    _address(work, edition, said, terms)
    _sign(work, case, edition, before)
    work.session.add(edition)
    work.session.flush()
    give(work, edition, said.files)
    unnamed.check(work, edition)
    if case.state is CaseState.SUBMITTED:
        CASE_WORKFLOW.apply(case, "review", work.now)
        record(work, events.CaseReviewed(case.id))
    count = len(edition.prepared_for)
    prepared = (edition.id, case.id, kind, edition.number, said.tlp, edition.audience_id, count)
    record(work, events.EditionPrepared(*prepared))
    return edition


def _sign(work: Work, case: TypicalCase, edition: Edition, before: CaseText | None) -> None:
    """Whose words they are, who so does not release them: of what was handed in its writer's, else of who changed the
    text last. Other readers or another mark make nobody its writer."""
    now = told(edition)
    if now == told(case):
        edition.written_by_id = case.written_by_id
    elif now != before:
        edition.written_by_id = work.person_id
    edition.written_at = work.now


def check_told(text: CaseText) -> None:
    """Raise Invalid for what every reader needs and the text lacks."""
    for name in TOLD_TO_READERS:
        if getattr(text, name) in (None, ""):
            raise Invalid(name, N_("Fill this in."))


def addressed(kind: EditionKind, said: EditionText) -> Terms:
    """The terms under which the edition is addressed, media left out; raises Invalid where mark and readers clash."""
    if kind is EditionKind.PUBLIC:
        return Terms()
    if said.tlp is Tlp.CLEAR:
        raise Invalid("tlp", N_("TLP:CLEAR is for the public edition. Choose another mark for members."))
    terms = without_media(said.terms)
    if EVERYBODY in terms.added and said.tlp is not Tlp.GREEN:
        raise Invalid("terms", N_("Only a case marked TLP:GREEN goes to every member. Choose who must know."))
    if said.tlp in NAMED_ONLY and any(not term.organisation for term in terms.added):
        raise Invalid("terms", N_("This mark is for organisations chosen by name, not for groups."))
    return terms


def without_media(terms: Terms) -> Terms:
    """The same readers but for media; nobody at all where nobody was chosen."""
    return Terms.of(terms.added, {*terms.taken, OF_THE_MEDIA}).canonical()


def _address(work: Work, edition: Edition, said: EditionText, terms: Terms) -> None:
    edition.tlp = Tlp.CLEAR if edition.kind is EditionKind.PUBLIC else said.tlp
    edition.change_note = masked_within("change_note", said.change_note, REASON_LENGTH)
    if edition.kind is EditionKind.MEMBERS:
        edition.audience_id = audience_of(work, terms).id
        edition.prepared_for = sorted(str(one) for one in organisations_in(work, terms))


def version_being_prepared(work: Work, case: TypicalCase, kind: EditionKind) -> int:
    """Of the edition of this kind that is being prepared; 0 where there is none."""
    edition = _prepared(work, case, kind)
    return edition.version if edition else 0


def _prepared(work: Work, case: TypicalCase, kind: EditionKind) -> Edition | None:
    asked = select(Edition).where(
        Edition.case_id == case.id, Edition.kind == kind, Edition.state == EditionState.PREPARED
    )
    return work.session.scalar(asked)


def _new(work: Work, case: TypicalCase, kind: EditionKind) -> Edition:
    last = select(func.max(Edition.number)).where(Edition.case_id == case.id, Edition.kind == kind)
    return Edition(
        case_id=case.id,
        kind=kind,
        number=(work.session.scalar(last) or 0) + 1,
        organisation_id=None if case.in_center_name else case.organisation_id,
        source_id=case.organisation_id,
        author_id=case.written_by_id,
        prepared_for=[],
        indicators=case.indicators if kind is EditionKind.MEMBERS else [],
        state=EditionState.PREPARED,
        state_since=work.now,
    )


def _drop_prepared(work: Work, case: TypicalCase) -> None:
    asked = select(Edition).where(Edition.case_id == case.id, Edition.state == EditionState.PREPARED)
    for edition in work.session.scalars(asked):
        drop(work, edition)


def check_seen(edition: Edition, seen: int | None) -> None:
    """Refuse an act on an edition that is no longer as the page showed it; `seen`: its version there."""
    if seen is not None and seen != edition.version:
        raise Conflict()


def drop(work: Work, edition: Edition, seen: int | None = None) -> None:
    """A prepared edition that nobody has read goes."""
    check_seen(edition, seen)
    if edition.state is not EditionState.PREPARED:
        raise MoveNotOpen()
    give(work, edition, ())
    work.session.delete(edition)
    work.session.flush()
    record(work, events.EditionDropped(edition.id, edition.case_id))
