"""A request to join moves only as its table says."""

import pytest

from alliance.foundation.kernel.clock import now
from alliance.foundation.kernel.errors import MoveNotOpen
from alliance.people.model import JoinRequest, JoinRequestState
from alliance.people.workflow import JOIN_WORKFLOW

OPEN = {(JoinRequestState.WAITING, "accept"), (JoinRequestState.WAITING, "decline")}


@pytest.mark.parametrize("state", list(JoinRequestState))
@pytest.mark.parametrize("name", list(JOIN_WORKFLOW.moves))
def test_a_request_moves_only_while_it_waits(state, name):
    request = JoinRequest(state=state)
    if (state, name) in OPEN:
        JOIN_WORKFLOW.apply(request, name, now())
        assert request.state is JOIN_WORKFLOW.moves[name].to
    else:
        with pytest.raises(MoveNotOpen):
            JOIN_WORKFLOW.apply(request, name, now())
