"""The life of a plaque as a truth table."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from alliance.foundation.kernel.errors import MoveNotOpen
from alliance.plaques.model import PlaqueState as S
from alliance.plaques.workflow import PLAQUE_WORKFLOW

NOW = datetime(2022, 7, 4, tzinfo=UTC)
OPEN = {
    ("issue", S.PREPARED): S.ISSUED,
    ("replace", S.PREPARED): S.REPLACED,
    ("replace", S.ISSUED): S.REPLACED,
    ("revoke", S.PREPARED): S.REVOKED,
    ("revoke", S.ISSUED): S.REVOKED,
}


@pytest.mark.parametrize("state", S)
@pytest.mark.parametrize("name", PLAQUE_WORKFLOW.moves)
def test_a_move_is_open_exactly_where_the_table_says(name, state):
    plaque = SimpleNamespace(state=state, state_since=None)
    if (name, state) in OPEN:
        PLAQUE_WORKFLOW.apply(plaque, name, NOW)
        assert (plaque.state, plaque.state_since) == (OPEN[name, state], NOW)
    else:
        with pytest.raises(MoveNotOpen):
            PLAQUE_WORKFLOW.apply(plaque, name, NOW)
        assert plaque.state is state
