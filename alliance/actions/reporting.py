"""What an organisation tells: its progress, as often as it likes, and its report, with evidence."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit
from uuid import UUID

from sqlalchemy import delete, func, insert, select

from ..files.checking import Checked
from ..files.commands import discard, keep
from ..files.model import StoredFile
from ..foundation.kernel.errors import Conflict, Invalid, MoveNotOpen
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..journal.record import record
from ..masking.door import masked_within
from . import assignment_events as events
from .model import BLOCK_LENGTH, FIGURE_MOST, LINE_LENGTH, Assignment, JointAction
from .turning import move, needed, say
from .vocabulary import AT_WORK, FINISHED, AssignmentRole, AssignmentState, EvidenceKind, TurnKind
from .work_model import EVIDENCE_MOST, ActionReport, Evidence

TOO_MANY = N_("A report has at most %(most)d pieces of evidence. Take one away first.")
NEWER = N_("Your organisation has sent another report since you opened this page. Read it first, then send yours.")
NOT_TOLD = {
    AssignmentState.REPORTED: N_(
        "A report of your organisation is with the center already: take it back to change it."
    ),
    **dict.fromkeys(FINISHED, N_("This assignment has ended: nothing is reported on it any more.")),
}
NOT_A_LINK = N_("A link begins with http:// or https:// and names a site.")


@dataclass(frozen=True, slots=True)
class Told:
    """`figure`: of the action's indicator, so far and in all."""

    words: str
    figure: int | None = None


def progress(work: Work, assignment: Assignment, told: Told) -> None:
    """Tell how far it is; no evidence is needed. What is personal in the words is masked."""
    _check(work, assignment, told)
    words = masked_within("words", told.words, BLOCK_LENGTH)
    move(work, assignment, "progress")
    assignment.figure = told.figure if told.figure is not None else assignment.figure
    _sign(work, assignment)
    say(work, assignment, TurnKind.PROGRESS, words, figure=told.figure)
    record(work, events.ProgressTold(assignment.id, told.figure))


def report(work: Work, assignment: Assignment, told: Told, seen: int | None = None) -> None:
    """Say that it is done, with what was gathered as evidence since the last report. It never changes after. What is
    personal in the words is masked.

    `seen`: the revision of the newest report as the page showed it; one that was sent since is read first.
    """
    action = _check(work, assignment, told)
    if seen is not None and seen != assignment.revision:
        raise Conflict(NEWER)
    if action.target is not None and told.figure is None:
        raise Invalid("figure", N_("Give the figure that the action asks for."))
    if action.evidence_asked and not _gathered(work, assignment):
        raise Invalid("evidence", N_("The action asks for evidence. Add a file or a link first."))
    words = masked_within("words", told.words, BLOCK_LENGTH)
    move(work, assignment, "report")
    assignment.revision += 1
    assignment.figure = told.figure if told.figure is not None else assignment.figure
    assignment.reported_at, assignment.reported_by_id = work.now, work.person_id
    _sign(work, assignment)
    sent = ActionReport(
        assignment_id=assignment.id,
        revision=assignment.revision,
        figure=told.figure,
        words=words,
        reported_by_id=work.person_id,
        reported_at=work.now,
    )
    work.session.add(sent)
    say(work, assignment, TurnKind.REPORTED, words, figure=told.figure)
    record(work, events.AssignmentReported(assignment.id, assignment.revision, told.figure))


def take_back(work: Work, assignment: Assignment) -> None:
    """Take back a report that was not judged yet: whoever reviews it is told that it has changed."""
    move(work, assignment, "take_back")
    carry_on(work, assignment)
    say(work, assignment, TurnKind.TAKEN_BACK)
    record(work, events.ReportTakenBack(assignment.id, assignment.revision))


def carry_on(work: Work, assignment: Assignment) -> None:
    """The next report begins with the evidence of the one before, so that only what is wanting is added."""
    e = Evidence
    kept = select(e.kind, e.file_id, e.link, e.title, e.added_by_id, e.added_at).where(
        e.assignment_id == assignment.id, e.revision == assignment.revision
    )
    rows = [
        {**row._mapping, "assignment_id": assignment.id, "revision": assignment.revision + 1}
        for row in work.session.execute(kept)
    ]
    if rows:
        work.session.execute(insert(Evidence), rows)


def add_files(work: Work, assignment: Assignment, checked: Sequence[Checked]) -> None:
    """Add files to the report that is being prepared."""
    _check_room(work, assignment, len(checked), "files")
    files = [keep(work, one) for one in checked]
    rows = [_evidence(work, assignment, EvidenceKind.FILE, file_id=file.id, title=file.name) for file in files]
    work.session.add_all(rows)
    _gathering(work, assignment)
    digests = tuple(file.original_sha256 for file in files)
    record(work, events.EvidenceAdded(assignment.id, assignment.revision + 1, digests, 0))


def add_link(work: Work, assignment: Assignment, link: str, title: str = "") -> None:
    """Add a link to a page that shows it."""
    site = site_of(link)
    _check_room(work, assignment, 1, "link")
    called = masked_within("title", title, LINE_LENGTH) or site
    work.session.add(_evidence(work, assignment, EvidenceKind.LINK, link=link, title=called))
    _gathering(work, assignment)
    record(work, events.EvidenceAdded(assignment.id, assignment.revision + 1, (), 1))


def site_of(link: str) -> str:
    """The site that a link leads to. A link that names a user is refused: it seems to lead where it does not."""
    try:
        parts = urlsplit(link)
    except ValueError as damaged:
        raise Invalid("link", NOT_A_LINK) from damaged
    if parts.scheme not in {"http", "https"} or not parts.hostname or "@" in parts.netloc:
        raise Invalid("link", NOT_A_LINK)
    return parts.hostname


def remove(work: Work, assignment: Assignment, evidence_id: UUID) -> None:
    """Take one away from the report that is being prepared. A file that an earlier report names stays."""
    _check_at_work(assignment)
    own = (Evidence.assignment_id == assignment.id, Evidence.revision == assignment.revision + 1)
    gone = work.session.execute(
        delete(Evidence).where(Evidence.id == evidence_id, *own).returning(Evidence.file_id)
    ).first()
    if gone is None:
        raise Conflict(N_("This piece of evidence is not there any more."))
    _gathering(work, assignment)
    named = select(Evidence.id).where(Evidence.file_id == gone.file_id).limit(1)
    if gone.file_id is not None and work.session.scalar(named) is None:
        discard(work, work.session.get_one(StoredFile, gone.file_id))
    record(work, events.EvidenceRemoved(assignment.id, assignment.revision + 1))


def _check(work: Work, assignment: Assignment, told: Told) -> JointAction:
    _check_at_work(assignment)
    needed(told.words)
    if told.figure is not None and not 0 <= told.figure <= FIGURE_MOST:
        raise Invalid("figure", N_("The figure lies between 0 and a million millions."))
    return work.session.get_one(JointAction, assignment.action_id)


def _check_at_work(assignment: Assignment) -> None:
    if assignment.state not in AT_WORK or assignment.role is AssignmentRole.INFORM:
        raise MoveNotOpen(NOT_TOLD.get(assignment.state))


def _check_room(work: Work, assignment: Assignment, more: int, field: str) -> None:
    _check_at_work(assignment)
    if _gathered(work, assignment) + more > EVIDENCE_MOST:
        raise Invalid(field, TOO_MANY, most=EVIDENCE_MOST)


def _gathered(work: Work, assignment: Assignment) -> int:
    """How many pieces of evidence the next report has so far."""
    own = (Evidence.assignment_id == assignment.id, Evidence.revision == assignment.revision + 1)
    return work.session.scalar(select(func.count()).select_from(Evidence).where(*own)) or 0


def _gathering(work: Work, assignment: Assignment) -> None:
    """Mark the assignment as changed, so that a report that is sent at the same moment is refused, or this is."""
    assignment.state_since = work.now
    work.session.flush()


def _sign(work: Work, assignment: Assignment) -> None:
    """Who tells of it has got it."""
    if assignment.received_at is None:
        assignment.received_at, assignment.received_by_id = work.now, work.person_id


def _evidence(work: Work, assignment: Assignment, kind: EvidenceKind, **what: object) -> Evidence:
    return Evidence(
        assignment_id=assignment.id,
        revision=assignment.revision + 1,
        kind=kind,
        added_by_id=work.person_id,
        added_at=work.now,
        **what,
    )
