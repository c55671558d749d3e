"""The way of an application, as a truth table."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from alliance.applications.model import ApplicationState as S
from alliance.applications.workflow import APPLICATION_WORKFLOW
from alliance.foundation.kernel.errors import MoveNotOpen
from alliance.policy.can import Can

OPEN = {
    (S.DRAFT, "submit"): S.SUBMITTED,
    (S.RETURNED, "submit"): S.SUBMITTED,
    (S.SUBMITTED, "withdraw"): S.WITHDRAWN,
    (S.RETURNED, "withdraw"): S.WITHDRAWN,
    (S.SUBMITTED, "give_back"): S.RETURNED,
    (S.SUBMITTED, "admit"): S.ADMITTED,
    (S.SUBMITTED, "refuse"): S.REFUSED,
    (S.RETURNED, "refuse"): S.REFUSED,
}
NOW = datetime(2026, 11, 22, tzinfo=UTC)


@pytest.mark.parametrize("state", S)
@pytest.mark.parametrize("name", APPLICATION_WORKFLOW.moves)
def test_a_move_is_open_in_its_states_and_in_no_other(state, name):
    thing = SimpleNamespace(state=state, state_since=None)
    if (state, name) not in OPEN:
        with pytest.raises(MoveNotOpen):
            APPLICATION_WORKFLOW.apply(thing, name, NOW)
        assert thing.state is state
        return
    APPLICATION_WORKFLOW.apply(thing, name, NOW)
    assert thing.state is OPEN[state, name]
    assert thing.state_since == NOW


def test_the_applicant_submits_and_withdraws_and_the_officers_decide():
    moves = APPLICATION_WORKFLOW.moves
    assert {name for name, move in moves.items() if move.can is Can.APPLY} == {"submit", "withdraw"}
    assert {name for name, move in moves.items() if move.can is Can.REVIEW_APPLICATION} == {
        "admit",
        "give_back",
        "refuse",
    }


def test_the_diagram_shows_every_move():
    drawn = APPLICATION_WORKFLOW.mermaid()
    assert drawn.startswith("stateDiagram-v2")
    assert "    returned --> submitted: submit" in drawn
    assert drawn.count("-->") == len(OPEN)
