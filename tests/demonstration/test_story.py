"""The demonstration: whole, told once, and never into a database that holds anything."""

import json
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from alliance.demonstration import accounts, story
from alliance.foundation.kernel import clock
from alliance.initiatives.model import Ask, Initiative
from alliance.initiatives.vocabulary import InitiativeState
from alliance.journal.queries import verify
from alliance.matrix.model import Seat
from alliance.operations.model import Operation, Stage
from alliance.organisations.model import Organisation
from alliance.plaques.model import Plaque, PlaqueState
from alliance.rosters.model import Roster

SEATS = {
    "police_bank": 34,
    "general_alliance": 32,
    "gov_alliance": 20,
    "police_enterprise": 18,
    "police_association": 18,
    "police_media": 12,
    "police_telecom": 8,
}


def told(portal):
    with Session(portal.database) as session:
        assert story.is_empty(session)
        story.tell(session, clock.now())
        session.commit()


def test_it_tells_of_the_launch(portal):
    told(portal)
    with Session(portal.database) as session:
        assert session.scalar(select(func.count(Organisation.id))) == 138
        seats = select(Seat.alliance_code, func.count()).where(Seat.to_on.is_(None)).group_by(Seat.alliance_code)
        assert dict(session.execute(seats).all()) == SEATS
        assert session.scalars(select(Roster.number)).all() == [1]
        issued = select(func.count(Plaque.id)).where(Plaque.state == PlaqueState.ISSUED)
        assert session.scalar(issued) == 138
        assert verify(session).altered is None
        asks = select(func.count(Ask.id)).join(Initiative).where(Initiative.state == InitiativeState.ISSUED)
        assert 4 in session.scalars(asks.group_by(Initiative.id)).all(), "the launch's four"
        tianmen = session.scalars(select(Operation).where(Operation.title.startswith("天门市"))).one()
        assert (tianmen.from_on, tianmen.to_on) == (date(2019, 12, 25), date(2020, 3, 25))
        stages = select(Stage.title).where(Stage.operation_id == tianmen.id).order_by(Stage.position)
        assert session.scalars(stages).all() == ["宣传", "打击", "建立长效机制"]
        assert session.scalar(select(func.count(Operation.id)).where(Operation.drill)) == 1


def test_it_is_not_told_where_anything_is(portal, make):
    make.person()
    with Session(portal.database) as session:
        assert not story.is_empty(session)


def test_its_accounts_are_listed_with_role_and_organisation_and_can_sign_in(portal, browser):
    told(portal)
    listed = json.loads(portal.test_cli_runner().invoke(args=["accounts", "--json"]).output)
    assert [one["email"] for one in listed] == [planned.email for planned in accounts.PLAN]
    assert next(one for one in listed if one["email"] == "bank@demo.example")["organisation"] == "甲银行"
    for one in listed:
        visitor = browser()
        visitor.post("people.sign_in", {"email": one["email"], "password": one["password"]})
        visitor.get("home.desk")


def test_its_own_roster_file_finds_nothing_to_change(portal):
    told(portal)
    done = portal.test_cli_runner().invoke(args=["import-roster", str(story.ROSTER_FILE)])
    assert "138 same, 0 faults" in done.output
