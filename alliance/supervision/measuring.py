"""What is done with measures: propose, approve, withdraw, answer, lift. Every act checks the matter it stands on."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from ..actions.model import Assignment, JointAction
from ..foundation.kernel.clock import local_day
from ..foundation.kernel.errors import Conflict, Invalid, NotAllowed
from ..foundation.kernel.words import N_
from ..foundation.store.numbering import next_number
from ..foundation.store.work import Work
from ..journal.record import record
from ..masking.door import masked_within
from ..organisations.model import Organisation, OrganisationState
from ..policy.can import Can
from ..policy.table import may
from ..worktime.queries import calendar
from . import events, ladder
from .ladder import Step
from .model import REASON_LENGTH, WORDS_LENGTH, LadderStep, Matter, Measure
from .vocabulary import OPEN, LiftCause, MeasureState, StepCode
from .workflow import MEASURE_WORKFLOW

SUPERVISED = frozenset({OrganisationState.MEMBER, OrganisationState.SUSPENDED})
NOT_HERE = N_("This organisation no longer takes part, so nothing is done about it.")
FINISHED_WORK = N_("This work is finished or was recalled. No measure is taken about it any more.")
DRILL = N_("This work belongs to a drill. No measure is taken about it.")


@dataclass(frozen=True, slots=True)
class MeasureText:
    """`basis`: the rule or document it rests on. `skip_reason`: why steps before it are left out, if they are."""

    step: StepCode
    basis: str
    words: str
    skip_reason: str = ""


def about_assignment(work: Work, assignment_id: UUID) -> Matter:
    """What supervision has of an assignment so far; begun with the first measure."""
    held = select(Matter).where(Matter.assignment_id == assignment_id, Matter.closed_at.is_(None))
    matter, assignment = work.session.scalar(held), work.session.get(Assignment, assignment_id)
    if assignment is None:
        raise Conflict()
    if matter is not None:
        return matter
    action = work.session.get_one(JointAction, assignment.action_id)
    return _open(work, assignment.organisation_id, action.title, assignment_id)


def about_subject(work: Work, organisation_id: UUID, subject: str) -> Matter:
    """Supervision of an organisation about something that is not an assignment."""
    return _open(work, organisation_id, subject, None)


def _open(work: Work, organisation_id: UUID, subject: str, assignment_id: UUID | None) -> Matter:
    organisation = work.session.get_one(Organisation, organisation_id)
    matter = Matter(
        organisation_id=organisation_id,
        district_code=organisation.district_code,
        assignment_id=assignment_id,
        subject=subject,
        opened_at=work.now,
    )
    work.session.add(matter)
    work.session.flush()
    return matter


def propose(work: Work, matter: Matter, text: MeasureText) -> Measure:
    """Take the next step in a matter; one that needs no second person is issued at once."""
    _check_matter(work, matter)
    step = _step_of(work, matter, text)
    measure = Measure(
        matter_id=matter.id,
        organisation_id=matter.organisation_id,
        district_code=matter.district_code,
        step=step.code,
        step_id=step.id,
        needs_approver=step.needs_approver,
        basis=text.basis,
        words=text.words,
        skip_reason=masked_within("skip_reason", text.skip_reason, REASON_LENGTH),
        proposed_by_id=work.person_id,
        proposed_at=work.now,
        state=MeasureState.PROPOSED,
        state_since=work.now,
    )
    work.session.add(measure)
    work.session.flush()
    if step.needs_approver:
        record(work, events.MeasureProposed(measure.id, measure.organisation_id, str(measure.step)))
    else:
        MEASURE_WORKFLOW.apply(measure, "issue", work.now)
        _issue(work, measure, matter)
    return measure


def approve(work: Work, measure: Measure) -> None:
    """A second person stands for it, and it goes out; the door and the database both refuse its proposer."""
    matter = work.session.get_one(Matter, measure.matter_id)
    MEASURE_WORKFLOW.apply(measure, "approve", work.now)
    _check_matter(work, matter)
    measure.approver_id = work.person_id
    _issue(work, measure, matter)


def withdraw(work: Work, measure: Measure, reason: str) -> None:
    """Before it is issued, by its proposer or by whoever would not approve it."""
    MEASURE_WORKFLOW.apply(measure, "withdraw", work.now)
    measure.reason = masked_within("reason", reason, REASON_LENGTH)
    record(work, events.MeasureWithdrawn(measure.id))


def answer(work: Work, measure: Measure, words: str) -> None:
    """The organisation answers, once, whether an answer was asked or not. What is personal in its words is masked."""
    MEASURE_WORKFLOW.apply(measure, "answer", work.now)
    measure.answer, measure.answered_by_id = masked_within("words", words, WORDS_LENGTH), work.person_id
    measure.answered_at = work.now
    record(work, events.MeasureAnswered(measure.id))


def lift(work: Work, measure: Measure, reason: str) -> None:
    _lift(work, measure, LiftCause.OFFICER, masked_within("reason", reason, REASON_LENGTH))


def lift_all_about(work: Work, assignment_id: UUID, cause: LiftCause) -> None:
    """Nothing is left to supervise in an assignment: what stands is lifted, what waits for approval withdrawn."""
    held = select(Matter).where(Matter.assignment_id == assignment_id, Matter.closed_at.is_(None))
    for matter in work.session.scalars(held).all():
        matter.closed_at = work.now
        for measure in work.session.scalars(select(Measure).where(Measure.matter_id == matter.id)).all():
            if measure.state in OPEN:
                _lift(work, measure, cause, "")
            elif measure.state is MeasureState.PROPOSED:
                withdraw(work, measure, "")


def _lift(work: Work, measure: Measure, cause: LiftCause, reason: str) -> None:
    MEASURE_WORKFLOW.apply(measure, "lift", work.now)
    measure.lift_cause, measure.reason = cause, reason
    measure.lifted_at, measure.lifted_by_id = work.now, work.actor.person_id
    record(work, events.MeasureLifted(measure.id, measure.organisation_id, str(cause)))


def _issue(work: Work, measure: Measure, matter: Matter) -> None:
    """Tell the organisation. The rows are written before the number is taken: of two at once one wins, and none is
    lost to the other."""
    step = work.session.get_one(LadderStep, measure.step_id)
    today = local_day(work.now)
    measure.issued_at, matter.reached = work.now, step.position
    if step.answer_within is not None:
        measure.answer_due_on = calendar(work).day_after(today, step.answer_within)
    work.session.flush()
    if measure.step is StepCode.LETTER:
        number = next_number(work.session, f"supervision-letter-{today.year}")
        measure.letter_year, measure.letter_number = today.year, number
    issued = (measure.id, measure.organisation_id, str(measure.step), measure.letter_number)
    record(work, events.MeasureIssued(*issued))


def _check_matter(work: Work, matter: Matter) -> None:
    """The organisation still takes part, and the work is neither finished nor an exercise."""
    organisation = work.session.get_one(Organisation, matter.organisation_id)
    if organisation.state not in SUPERVISED:
        raise Conflict(NOT_HERE)
    if matter.closed_at is not None:
        raise Conflict(FINISHED_WORK)
    if matter.assignment_id is None:
        return
    asked = select(Assignment.finished_at, JointAction.drill).join(JointAction, JointAction.id == Assignment.action_id)
    finished_at, drill = work.session.execute(asked.where(Assignment.id == matter.assignment_id)).one()
    if finished_at is not None:
        raise Conflict(FINISHED_WORK)
    if drill:
        raise Conflict(DRILL)


def _step_of(work: Work, matter: Matter, text: MeasureText) -> Step:
    """The step that is asked for, as it holds today: above what was done, and not over a step that was left out."""
    held = {one.code: one for one in ladder.steps(work)}
    step = held[text.step]
    waiting = select(Measure.id).where(Measure.matter_id == matter.id, Measure.state == MeasureState.PROPOSED)
    if work.session.scalar(waiting.limit(1)):
        raise Conflict(N_("A measure in this matter waits for approval. It is approved or withdrawn first."))
    if step.position <= matter.reached:
        raise Invalid("step", N_("This step was already taken in this matter. Choose a higher one."))
    if any(matter.reached < one.position < step.position for one in held.values()):
        if not text.skip_reason:
            raise Invalid(
                "step", N_("No step is left out. Take the one before first; only an administrator may skip it.")
            )
        if not may(work.actor, Can.SKIP_STEP):
            raise NotAllowed(N_("Only an administrator of the center may leave out a step."))
    return step
