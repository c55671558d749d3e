"""What is done with a filled-in sheet of reports: check, and take over what was seen, in whole."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, false, select

from ..foundation.kernel.actor import Actor
from ..foundation.kernel.errors import Conflict, Refusal
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..journal.record import record
from ..sheets.commands import FAULTY, SheetUpload, fit_name
from ..sheets.model import SheetState
from ..sheets.verdicts import Fault, Line, Outcome, Verdict
from . import answering, events, reporting
from .board_model import ReportSheet
from .model import Assignment
from .own_tasks import open_tasks
from .report_sheet import Answer, judge
from .workflow import REPORT_SHEET_WORKFLOW

CHECK_AGAIN = N_("Your assignments have changed since this sheet was checked. Upload it again and look before you act.")


@dataclass(frozen=True, slots=True)
class OwnPlace:
    """The reader's own organisation, as the thing that the rules ask about."""

    organisation_id: UUID


def own_place(work: Work) -> OwnPlace | None:
    return OwnPlace(work.actor.organisation_id) if work.actor.organisation_id else None


def visible_to(actor: Actor) -> ColumnElement[bool]:
    """The sheets of one's own organisation."""
    return ReportSheet.organisation_id == actor.organisation_id if actor.organisation_id else false()


def find(work: Work, report_sheet_id: UUID) -> ReportSheet | None:
    return work.session.scalar(select(ReportSheet).where(ReportSheet.id == report_sheet_id, visible_to(work.actor)))


@dataclass(frozen=True, slots=True)
class SheetReading:
    id: UUID
    organisation_id: UUID
    file_name: str
    uploaded_at: datetime
    state: SheetState
    state_since: datetime
    digest: str
    counts: Mapping[Verdict, int]
    lines: Sequence[Line]
    faults: Sequence[Fault]


def reading(work: Work, report_sheet_id: UUID) -> SheetReading | None:
    sheet = find(work, report_sheet_id)
    if sheet is None:
        return None
    outcome, since = Outcome.from_json(sheet.outcome), sheet.state_since
    its = (sheet.id, sheet.organisation_id, sheet.file_name, sheet.uploaded_at, sheet.state, since)
    return SheetReading(*its, sheet.outcome["digest"], outcome.count(), outcome.lines, outcome.faults)


def faults_of(sheet: ReportSheet) -> Sequence[Fault]:
    return Outcome.from_json(sheet.outcome).faults


def check(work: Work, place: OwnPlace, upload: SheetUpload) -> ReportSheet:
    """Keep the sheet with the verdict on every row. Nothing of it is told."""
    outcome = judge(upload.content, open_tasks(work)).outcome
    sheet = ReportSheet(
        organisation_id=place.organisation_id,
        file_name=fit_name(upload.file_name),
        content=upload.content,
        uploaded_by_id=work.person_id,
        uploaded_at=work.now,
        state=SheetState.CHECKED,
        state_since=work.now,
        outcome=outcome.as_json(),
    )
    work.session.add(sheet)
    work.session.flush()
    faulty = outcome.count()[Verdict.FAULTY]
    record(work, events.ReportSheetChecked(sheet.id, place.organisation_id, len(outcome.lines), faulty))
    return sheet


def take_over(work: Work, sheet: ReportSheet, seen: str) -> None:
    """Tell what the sheet says, row by row, or nothing of it. `seen`: the digest of the outcome that was looked at. A
    second press changes nothing."""
    work.hold(sheet)
    if sheet.state is SheetState.TAKEN_OVER:
        return
    judged = judge(sheet.content, open_tasks(work))
    if judged.outcome.faults and judged.outcome.digest == sheet.outcome["digest"]:
        raise Conflict(FAULTY)
    if not judged.outcome.digest == sheet.outcome["digest"] == seen:
        raise Conflict(CHECK_AGAIN)
    REPORT_SHEET_WORKFLOW.apply(sheet, "take_over", work.now)
    try:
        for answer in sorted(judged.answers, key=lambda one: one.assignment_id):
            _tell(work, answer)
    except Refusal as changed:
        raise Conflict(CHECK_AGAIN) from changed
    record(work, events.ReportSheetTaken(sheet.id, len(judged.answers)))


def _tell(work: Work, answer: Answer) -> None:
    """The same commands as the pages use; who tells of it signs for it where that was not done."""
    held = select(Assignment).where(Assignment.id == answer.assignment_id).with_for_update(of=Assignment)
    assignment = work.session.scalars(held).one()
    tell = reporting.report if answer.done else reporting.progress
    tell(work, answering.signed(work, assignment), answer.told)
