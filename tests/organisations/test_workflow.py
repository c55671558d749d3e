"""The life of an organisation, as a truth table: from which state which move leads where, and whose it is."""

from types import SimpleNamespace

import pytest

from alliance.foundation.kernel.actor import NOBODY, Actor, Role
from alliance.foundation.kernel.errors import MoveNotOpen
from alliance.foundation.kernel.ids import new_id
from alliance.organisations.model import OrganisationState as S
from alliance.organisations.workflow import GONE, ORGANISATION_WORKFLOW
from alliance.policy.table import may
from tests.factories import LAUNCH

OPEN = {
    (S.MEMBER, "suspend"): S.SUSPENDED,
    (S.MEMBER, "release"): S.LEFT,
    (S.MEMBER, "merge"): S.MERGED,
    (S.SUSPENDED, "resume"): S.MEMBER,
    (S.SUSPENDED, "release"): S.LEFT,
    (S.SUSPENDED, "merge"): S.MERGED,
}
MOVES = ("suspend", "resume", "release", "merge")


@pytest.mark.parametrize("state", S)
@pytest.mark.parametrize("name", MOVES)
def test_a_move_leads_where_the_table_says_or_is_refused(state, name):
    organisation = SimpleNamespace(state=state, state_since=None)
    if (state, name) in OPEN:
        ORGANISATION_WORKFLOW.apply(organisation, name, LAUNCH)
        assert (organisation.state, organisation.state_since) == (OPEN[state, name], LAUNCH)
    else:
        with pytest.raises(MoveNotOpen):
            ORGANISATION_WORKFLOW.apply(organisation, name, LAUNCH)
        assert organisation.state is state


def test_who_is_gone_has_no_move_left():
    assert {state for state in S if not ORGANISATION_WORKFLOW.open_to(state, lambda can: True)} == GONE


@pytest.mark.parametrize(
    ("role", "moves"),
    [
        (Role.CENTER_ADMIN, ["suspend", "release", "merge"]),
        (Role.CENTER_OFFICER, ["suspend", "release"]),
        (Role.DISTRICT_OFFICER, []),
        (Role.LIAISON, []),
        (Role.STAFF, []),
        (Role.INSPECTOR, []),
        (Role.VOLUNTEER, []),
        (None, []),
    ],
)
def test_the_moves_of_a_member_by_role(role, moves):
    organisation_id = new_id()
    thing = SimpleNamespace(organisation_id=organisation_id, district_code="140106", state=S.MEMBER)
    actor = Actor(new_id(), "x", role, organisation_id=organisation_id, district_code="140106") if role else NOBODY
    found = ORGANISATION_WORKFLOW.open_to(S.MEMBER, lambda can: may(actor, can, thing))
    assert [move.name for move in found] == moves
