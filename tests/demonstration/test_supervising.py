"""The supervision of the demonstration: every step of the way is to be seen, by each of its accounts."""

from collections import Counter

from sqlalchemy import select
from sqlalchemy.orm import Session

from alliance.demonstration import story
from alliance.foundation.kernel import clock
from alliance.supervision.model import Measure
from alliance.supervision.problem_model import Problem
from alliance.supervision.vocabulary import MeasureState, ProblemState, StepCode


def test_one_is_reminded_one_noticed_one_has_a_letter_to_answer_and_one_problem_is_written_off(portal):
    with Session(portal.database) as session:
        story.tell(session, clock.now())
        measures = session.scalars(select(Measure)).all()
        letter = next(one for one in measures if one.step is StepCode.LETTER)
        assert (letter.letter_number, letter.state) == (1, MeasureState.ISSUED)
        assert letter.answer_due_on is not None
        highest = {one.organisation_id: one.step for one in sorted(measures, key=lambda one: one.proposed_at)}
        assert Counter(highest.values()) == {StepCode.REMIND: 1, StepCode.NOTICE: 1, StepCode.LETTER: 1}
        states = Counter(session.scalars(select(Problem.state)))
        assert states == {ProblemState.WRITTEN_OFF: 1, ProblemState.RECHECKED: 1, ProblemState.LISTED: 1}
