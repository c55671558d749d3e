"""The way of a roster as a truth table."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from alliance.foundation.kernel.errors import MoveNotOpen
from alliance.rosters.model import RosterState as S
from alliance.rosters.workflow import ROSTER_WORKFLOW

NOW = datetime(2022, 7, 4, tzinfo=UTC)
OPEN = {
    ("redraw", S.DRAFT): S.DRAFT,
    ("approve", S.DRAFT): S.APPROVED,
    ("give_back", S.APPROVED): S.DRAFT,
    ("publish", S.APPROVED): S.PUBLISHED,
}


@pytest.mark.parametrize("state", S)
@pytest.mark.parametrize("name", ROSTER_WORKFLOW.moves)
def test_a_move_is_open_exactly_where_the_table_says(name, state):
    roster = SimpleNamespace(state=state, state_since=None)
    if (name, state) in OPEN:
        ROSTER_WORKFLOW.apply(roster, name, NOW)
        assert (roster.state, roster.state_since) == (OPEN[name, state], NOW)
    else:
        with pytest.raises(MoveNotOpen):
            ROSTER_WORKFLOW.apply(roster, name, NOW)
        assert roster.state is state


def test_nothing_leads_out_of_a_published_roster():
    assert not ROSTER_WORKFLOW.open_to(S.PUBLISHED, lambda _can: True)
