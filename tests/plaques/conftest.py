"""What the tests of plaques share: a member, an officer, and its plaque in each state."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import select

from alliance.foundation.kernel.actor import Role
from alliance.organisations.model import Organisation
from alliance.plaques import commands
from alliance.plaques.model import Plaque
from tests.factories import Make, Someone

LAUNCH_DAY = date(2022, 7, 4)
AT_LAUNCH = commands.IssueText("启动仪式", LAUNCH_DAY)


@pytest.fixture
def officer(make: Make) -> Someone:
    return make.person(Role.CENTER_OFFICER)


@pytest.fixture
def member(make: Make) -> Organisation:
    return make.organisation("甲银行太原分行")


@pytest.fixture
def plaques_of(make: Make) -> Callable[[Organisation], list[Plaque]]:
    """The plaques of an organisation as they stand in the database, in the order of their serials."""

    def plaques_of(organisation: Organisation) -> list[Plaque]:
        with make.work() as work:
            chosen = select(Plaque).where(Plaque.organisation_id == organisation.id).order_by(Plaque.serial)
            return list(work.session.scalars(chosen))

    return plaques_of


@pytest.fixture
def prepared(member: Organisation, plaques_of: Callable[[Organisation], list[Plaque]]) -> Plaque:
    """Admission has prepared it."""
    return plaques_of(member)[0]


@pytest.fixture
def issued(make: Make, officer: Someone, prepared: Plaque) -> Plaque:
    with make.work(officer.actor) as work:
        plaque = work.session.merge(prepared)
        commands.issue(work, plaque, AT_LAUNCH)
        return plaque


@pytest.fixture
def revoked(make: Make, officer: Someone, issued: Plaque) -> Plaque:
    with make.work(officer.actor) as work:
        plaque = work.session.merge(issued)
        commands.revoke(work, plaque, "遗失")
        return plaque
