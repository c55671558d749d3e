"""What waits in supervision: for the center and its districts counted, for a member one by one."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, func, select

from ..foundation.kernel.errand import Errand
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..policy.can import Can
from ..policy.table import may
from ..questions import Found, Question, columns, listed, single
from . import due
from .model import LadderStep, Matter, Measure
from .problem_model import Problem
from .problem_queries import shortened
from .visibility import measures_for, problems_for
from .vocabulary import UNMENDED, MeasureState, ProblemState

OWN_MOST = 20
TO_APPROVE = (N_("Measures of supervision to approve"), N_("Somebody else has proposed them; a second person decides."))
ANSWERED = (N_("Answers to measures of supervision"), N_("Organisations have answered. Lift the measure, or go on."))
TO_RECHECK = (N_("Problems to check again"), N_("Organisations have reported them as mended."))
TO_WRITE_OFF = (N_("Problems to write off"), N_("Another officer has checked them again; a second person decides."))
SOMEBODY_DUE = (
    N_("Organisations that are due for the next step"),
    N_("So many working days have passed since their work was due."),
)
ANSWER = (N_("Answer: %(step)s, %(subject)s"), N_("The center asks your organisation for an answer by this day."))
PLAN = (
    N_("Say who is responsible, and what you will do: %(words)s"),
    N_("The center has listed a problem of your organisation."),
)
MEND = (N_("Mend it and report: %(words)s"), N_("The problem stands on the list until two officers have checked it."))


def facts(work: Work) -> tuple[due.Came, ...]:
    """What the questions hang on besides, for whom they are asked: two statements, or none."""
    return due.steps_that_came(work) if may(work.actor, Can.PROPOSE_MEASURE) else ()


def questions(work: Work, came: Sequence[due.Came]) -> list[Question]:
    """`came`: of `facts`."""
    if may(work.actor, Can.PROPOSE_MEASURE):
        return _of_the_center(work, came)
    if may(work.actor, Can.SEE_LADDER):
        return [] if may(work.actor, Can.READ_MEASURE) else [_mended(work)]
    if not may(work.actor, Can.SEE_SUPERVISION):
        return []
    to_answer, to_mend = _asked().where(measures_for(work.actor)), _listed().where(problems_for(work.actor))
    return [
        listed(to_answer, _answer, [Measure.answer_due_on, Measure.id], OWN_MOST),
        listed(to_mend, _mend, [Problem.due_on, Problem.id], OWN_MOST),
    ]


def _of_the_center(work: Work, came: Sequence[due.Came]) -> list[Question]:
    me, m, p = work.actor.person_id, Measure, Problem
    by_another = (m.needs_approver, m.proposed_by_id != me)
    by_others = (p.rechecked_by_id != me, p.rectified_by_id != me)
    somebody = select(*columns()).where(due.anybody_due(work, came))
    return [
        _counted(work, m, MeasureState.PROPOSED, TO_APPROVE, *by_another),
        _counted(work, m, MeasureState.ANSWERED, ANSWERED),
        _mended(work),
        _counted(work, p, ProblemState.RECHECKED, TO_WRITE_OFF, *by_others),
        single(somebody, lambda _found: Errand(*SOMEBODY_DUE, "supervision.due_for", tone="amber")),
    ]


def _mended(work: Work) -> Question:
    by_another = Problem.rectified_by_id != work.actor.person_id
    return _counted(work, Problem, ProblemState.RECTIFIED, TO_RECHECK, by_another)


def _counted(
    work: Work, kind: type[Measure | Problem], state: MeasureState | ProblemState, said: tuple[str, str], *which: Any
) -> Question:
    """How many in this state the actor may read, of those behind one list."""
    measures = kind is Measure
    seen, endpoint = (measures_for, "supervision.measures") if measures else (problems_for, "supervision.problem_lists")
    asked = select(*columns(count=func.count())).where(seen(work.actor), kind.state == state, *which)
    return single(asked, lambda found: Errand(*said, endpoint, {"state": str(state)}, count=found.count))


def _asked() -> Select[Any]:
    """Measures that ask for an answer."""
    m = Measure
    return (
        select(*columns(id=m.id, title=Matter.subject, more=LadderStep.zh, day=m.answer_due_on))
        .join(LadderStep, LadderStep.id == m.step_id)
        .join(Matter, Matter.id == m.matter_id)
        .where(m.state == MeasureState.ISSUED, m.answer_due_on.is_not(None))
    )


def _answer(found: Found) -> Errand:
    params = {"step": found.more, "subject": found.title}
    return Errand(*ANSWER, "supervision.answering", {"measure_id": found.id}, params, due=found.day, tone="amber")


def _listed() -> Select[Any]:
    """Problems to plan or to mend."""
    p = Problem
    return select(*columns(id=p.id, title=p.words, more=p.state, day=p.due_on)).where(p.state.in_(UNMENDED))


def _mend(found: Found) -> Errand:
    said, params = PLAN if found.more == ProblemState.LISTED else MEND, {"words": shortened(found.title)}
    return Errand(*said, "supervision.problem", {"problem_id": found.id}, params, due=found.day, tone="amber")
