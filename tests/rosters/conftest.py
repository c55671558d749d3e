"""What the tests of the roster share: seated organisations, two officers, a draft, and a way to publish."""

from collections.abc import Callable

import pytest

from alliance.foundation.kernel.actor import Role
from alliance.matrix.model import SeatRole
from alliance.organisations.model import Organisation
from alliance.rosters import commands
from alliance.rosters.model import Roster
from tests.factories import Make, Someone

TITLE = "反诈联盟矩阵名单"


@pytest.fixture
def seated(make: Make) -> tuple[Organisation, Organisation, Organisation]:
    """Three organisations in four seats of three alliances."""
    first, second, third = (make.organisation(name) for name in ("甲银行太原分行", "乙银行", "丙电信公司"))
    make.seat(second, "police_bank", "governance_matrix", "publicity_matrix")
    make.seat(first, "police_bank", role=SeatRole.LEAD)
    make.seat(third, "police_telecom")
    make.seat(first, "general_alliance")
    return first, second, third


@pytest.fixture
def officer(make: Make) -> Someone:
    return make.person(Role.CENTER_OFFICER)


@pytest.fixture
def second_officer(make: Make) -> Someone:
    return make.person(Role.CENTER_ADMIN)


@pytest.fixture
def draw_up(make: Make, officer: Someone) -> Callable[[], Roster]:
    def draw_up() -> Roster:
        with make.work(officer.actor) as work:
            return commands.draft(work, commands.RosterText(TITLE, work.now.date()))

    return draw_up


@pytest.fixture
def draft(seated: object, draw_up: Callable[[], Roster]) -> Roster:
    return draw_up()


@pytest.fixture
def approved(make: Make, draft: Roster, second_officer: Someone) -> Roster:
    with make.work(second_officer.actor) as work:
        roster = work.session.merge(draft)
        commands.approve(work, roster)
        return roster


@pytest.fixture
def publish(make: Make, draw_up: Callable[[], Roster], second_officer: Someone) -> Callable[[], Roster]:
    """Draws up, approves and publishes the next version."""

    def publish() -> Roster:
        drawn = draw_up()
        with make.work(second_officer.actor) as work:
            roster = work.session.merge(drawn)
            commands.approve(work, roster)
            commands.publish(work, roster)
            return roster

    return publish
