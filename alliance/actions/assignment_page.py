"""The page of one assignment: how it stands, what is asked, the reports, the parts of the work, the conversation."""

from uuid import UUID

from werkzeug.wrappers import Response

from ..foundation.kernel.clock import local_day
from ..foundation.kernel.errors import NotThere
from ..foundation.store.work import Work
from ..foundation.web.answers import page
from ..policy.can import Can
from ..policy.table import may
from . import assignment_parts as parts
from . import assignment_queries as queries
from . import assignment_shown, moving, shown
from .assignment_queries import AssignmentReading
from .forms import FewWordsForm, ReviewForm, SubTaskForm
from .vocabulary import DIVISIBLE, AssignmentState


def assignment_page(
    work: Work,
    assignment: AssignmentReading,
    *,
    review: ReviewForm | None = None,
    parting: SubTaskForm | None = None,
    status: int = 200,
) -> Response:
    """The page, with the form of the review or of a part of the work as it was sent, where that was refused."""
    today, proofs = local_day(work.now), parts.evidence(work, assignment)
    judged = assignment.state is AssignmentState.REPORTED and may(work.actor, Can.REVIEW_ASSIGNMENT, assignment)
    return page(
        "actions/assignment.html",
        status,
        assignment=assignment,
        number=shown.number(assignment.number),
        standing=assignment_shown.standing_of(assignment, today),
        marks=shown.marks(assignment.words),
        facts=shown.facts(assignment.words),
        days=assignment_shown.days_of(assignment),
        turns=assignment_shown.turns(parts.turns(work, assignment), assignment.words),
        reports=assignment_shown.reports(parts.reports(work, assignment), proofs, assignment),
        wish=parts.wish(work, assignment),
        moves=moving.assignment_moves(work, assignment),
        review=(review or ReviewForm(formdata=None, data={"revision": assignment.revision})) if judged else None,
        may_steer=may(work.actor, Can.STEER_ASSIGNMENT, assignment),
        decision=FewWordsForm(formdata=None),
        refused=(review or parting) if status != 200 else None,
        **_inside(work, assignment, parting),
    )


def _inside(work: Work, assignment: AssignmentReading, given: SubTaskForm | None) -> dict[str, object]:
    """What only the organisation itself sees: the parts of the work."""
    if work.actor.organisation_id != assignment.organisation_id:
        return {"inside": False, "part_rows": (), "parting": None}
    rows = assignment_shown.sub_tasks(parts.sub_tasks(work, assignment), assignment, local_day(work.now))
    open_still = assignment.state in DIVISIBLE and may(work.actor, Can.ANSWER_ASSIGNMENT, assignment)
    form = (given or SubTaskForm(formdata=None)) if open_still else None
    if form and not given:
        form.offer(parts.own_people(work, assignment))
    return {"inside": True, "part_rows": rows, "parting": form}


def again(work: Work, assignment_id: UUID) -> AssignmentReading:
    """The assignment as it stands now, for a page that is shown again."""
    found = queries.reading(work, assignment_id)
    if found is None:
        raise NotThere()
    return found
