"""Releasing an edition to its readers, and withdrawing it: what a second person does."""

from sqlalchemy import exists, select

from ..audiences.model import Audience
from ..audiences.queries import organisations_in
from ..audiences.terms import Terms
from ..foundation.kernel.errors import Conflict, NotAllowed
from ..foundation.kernel.words import N_
from ..foundation.store.numbering import next_number
from ..foundation.store.work import Work
from ..journal.queries import did
from ..journal.record import record
from ..masking.door import masked_within
from . import attaching, events, indexing, unnamed
from .model import REASON_LENGTH, Edition, TypicalCase
from .reviewing import EditionText, addressed, check_seen
from .telling import TOLD_TO_READERS, told
from .vocabulary import CaseState, EditionKind, EditionState
from .workflow import CASE_WORKFLOW, EDITION_WORKFLOW

UNTOLD = N_("Headline, fraud type or story is missing. Fill them in before it is released.")
WROTE_IT = N_("An edition is released by an officer who wrote neither the case nor this text.")
NOBODY_LEFT = N_("Nobody belongs to its audience any more. Choose the readers anew before it is released.")


def release(work: Work, edition: Edition, seen: int | None = None) -> None:
    """Let its readers read it, in place of the version before. The door and the database refuse whoever began the case
    or wrote this text; here whoever wrote in the case of a colleague is refused, under whatever role that was.
    `seen`: the edition's `version` on the page; one whose text or readers were changed since is looked at once more.

    The number is taken last, after the row was written: of two officers who release at once, one wins.
    """
    case = work.session.get_one(TypicalCase, edition.case_id, with_for_update=True)
    check_seen(edition, seen)
    if did(work, events.CaseWritten, case.id):
        raise NotAllowed(WROTE_IT)
    if any(getattr(edition, name) in (None, "") for name in TOLD_TO_READERS):
        raise Conflict(UNTOLD)
    tells = attaching.tells_whose(work, edition)
    if tells:
        raise Conflict(attaching.NAMES_SOMEBODY, name=tells)
    unnamed.check_released(work, edition)
    reached = _reached(work, edition)
    _supersede(work, edition)
    EDITION_WORKFLOW.apply(edition, "release", work.now)
    edition.released_by_id, edition.released_at = work.person_id, work.now
    work.session.flush()
    edition.release_number = next_number(work.session, "edition")
    indexing.shelve(work, edition)
    indexing.put_aside(work, case)
    if case.state is not CaseState.PUBLISHED:
        CASE_WORKFLOW.apply(case, "publish", work.now)
    said = (edition.id, case.id, edition.kind, edition.number, edition.tlp, edition.audience_id, reached)
    record(work, events.EditionReleased(*said))


def _reached(work: Work, edition: Edition) -> int | None:
    """How many organisations it reaches now; refused where there is none left, or the mark no longer fits."""
    if edition.kind is EditionKind.PUBLIC:
        return None
    terms = Terms.from_json(work.session.get_one(Audience, edition.audience_id).terms)
    addressed(edition.kind, EditionText(told(edition), edition.tlp, terms))
    reached = len(organisations_in(work, terms))
    if not reached:
        raise Conflict(NOBODY_LEFT)
    return reached


def _supersede(work: Work, edition: Edition) -> None:
    before = select(Edition).where(
        Edition.case_id == edition.case_id, Edition.kind == edition.kind, Edition.state == EditionState.RELEASED
    )
    for older in work.session.scalars(before):
        EDITION_WORKFLOW.apply(older, "supersede", work.now)
        indexing.take_down(work, older)
    work.session.flush()


def withdraw(work: Work, edition: Edition, reason: str) -> None:
    """Nobody reads it any more; whoever read it is told why. A case without a released edition is withdrawn."""
    case = work.session.get_one(TypicalCase, edition.case_id, with_for_update=True)
    EDITION_WORKFLOW.apply(edition, "withdraw", work.now)
    indexing.take_down(work, edition)
    edition.reason = masked_within("reason", reason, REASON_LENGTH)
    unnamed.check_words(work, edition, [("reason", edition.reason)])
    work.session.flush()
    left = exists().where(Edition.case_id == case.id, Edition.state == EditionState.RELEASED)
    if not work.session.scalar(select(left)):
        CASE_WORKFLOW.apply(case, "withdraw", work.now)
    record(work, events.EditionWithdrawn(edition.id, case.id, edition.kind))
