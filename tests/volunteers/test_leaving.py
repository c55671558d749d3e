"""Leaving: no table says anything of her any more, whatever she did before; who acts for others keeps that account."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError

from alliance.consequences import CONSEQUENCES
from alliance.foundation.kernel.actor import NOBODY, Role
from alliance.foundation.kernel.errors import Conflict, MoveNotOpen
from alliance.models import Base
from alliance.people import password_changes, signing_in
from alliance.people.account_queries import AccountFilter, account, accounts, find
from alliance.people.appointments import end
from alliance.people.model import Appointment, Person
from alliance.people.signing_in import Credentials
from alliance.volunteers import events, joining, keeping, qualifying
from alliance.volunteers.model import TeamMembership, Volunteer
from alliance.volunteers.qualifying import ConfirmText
from alliance.volunteers.vocabulary import VolunteerState

NAME, PHONE, EMAIL, GUARDIAN = "欧阳金丝雀", "13912348888", "canary.bird@example.org", "欧阳监护人"
BORN = date(2015, 3, 3)
CANARIES = (NAME, PHONE, EMAIL, GUARDIAN, BORN.isoformat())


def traces(ground):
    """(table, canary) of every cell of the database that says something of her."""
    found = set()
    with ground.make.work() as work:
        for table in Base.metadata.sorted_tables:
            try:
                rows = work.session.execute(select(table)).all()
            except SQLAlchemyError as trouble:
                raise AssertionError(table.name) from trouble
            said = str([tuple(map(str, row)) for row in rows])
            found |= {(table.name, canary) for canary in CANARIES if canary in said}
    return found


def lived(ground):
    """A child who did all that there is to do: signed up twice, joined, led, was confirmed, failed to sign in."""
    ground.sign_up(name="别名", phone=PHONE, email=EMAIL, born_on=BORN, guardian=GUARDIAN)
    someone = ground.someone_after_link(EMAIL, NAME)
    ground.sign_up(name=NAME, phone=PHONE, email=EMAIL)
    team_id = ground.team()
    ground.join(someone, team_id, leads=True)
    ground.ask(ground.volunteer(), team_id)
    volunteer_id = ground.id_of(someone)
    with ground.make.work(ground.officer.actor) as work:
        qualifying.confirm(work, volunteer_id, ConfirmText("first_aid"))
    with ground.make.work(NOBODY) as work:
        password_changes.ask_reset(work, EMAIL)
        signing_in.sign_in(work, Credentials(EMAIL, "not the password at all"), "Test")
    with ground.make.work(someone.actor) as work:
        row = work.session.scalars(select(Volunteer).where(Volunteer.person_id == someone.id)).one()
        keeping.correct(work, keeping.OwnText(NAME, PHONE, BORN, GUARDIAN, "140106", row.version))
    return someone, team_id, volunteer_id


def test_the_search_for_traces_finds_them_before(ground):
    lived(ground)
    assert {"volunteer", "person", "invitation", "letter"} <= {table for table, _canary in traces(ground)}


def test_who_leaves_is_nowhere_any_more(ground):
    someone, _team_id, volunteer_id = lived(ground)
    with ground.make.work(someone.actor) as work:
        assert keeping.leave(work) is True
    assert traces(ground) == set()
    with ground.make.work() as work:
        row = work.session.get_one(Volunteer, volunteer_id)
        assert (row.state, row.person_id, row.district_code) == (VolunteerState.LEFT, None, None)
        assert work.session.scalars(select(Appointment.ended_at).where(Appointment.person_id == someone.id)).one()
    assert ground.events("volunteer")[-1] == "VolunteerLeft"


def test_an_erased_account_opens_to_nobody_and_stands_in_no_list(ground):
    someone, *_rest = lived(ground)
    with ground.make.work(someone.actor) as work:
        keeping.leave(work)
    with ground.make.work(ground.officer.actor) as work:
        assert find(work, someone.id) is None
        assert account(work, someone.id) is None
        assert someone.id not in {line.id for line in accounts(work, AccountFilter()).lines}
    with ground.make.work(NOBODY) as work:
        before = work.session.get_one(Person, someone.id)
        assert isinstance(signing_in.sign_in(work, Credentials(before.email, ""), "Test"), Exception)


def test_she_may_come_again(ground):
    someone, *_rest = lived(ground)
    with ground.make.work(someone.actor) as work:
        keeping.leave(work)
    again = ground.volunteer(email=EMAIL)
    assert again.id != someone.id
    assert ground.row(again).state is VolunteerState.ACTIVE


def test_who_acts_for_a_bank_as_well_keeps_that_account(ground):
    someone = ground.volunteer(email=ground.liaison.email, name=NAME, phone=PHONE)
    volunteer_id = ground.id_of(someone)
    with ground.make.work(someone.actor) as work:
        assert keeping.leave(work) is False
    with ground.make.work() as work:
        assert work.session.get_one(Person, someone.id).email == ground.liaison.email
        assert work.session.get_one(Volunteer, volunteer_id).email == ""
        held = work.session.scalars(
            select(Appointment.role).where(Appointment.person_id == someone.id, Appointment.ended_at.is_(None))
        )
        assert held.all() == [Role.LIAISON]
    assert {one for one in traces(ground) if one[1] in (NAME, PHONE)} == set()
    assert ground.letters(ground.liaison.email, "volunteer_") == []


def test_whose_role_is_ended_by_the_center_is_erased_as_a_volunteer(ground):
    someone, _team_id, volunteer_id = lived(ground)
    with ground.make.work(ground.make.person(Role.CENTER_ADMIN).actor) as work:
        held = select(Appointment).where(Appointment.person_id == someone.id)
        end(work, work.session.scalars(held).one())
    with ground.make.work() as work:
        row = work.session.get_one(Volunteer, volunteer_id)
        assert (row.state, row.name, row.phone) == (VolunteerState.LEFT, "", "")


def test_the_rest_of_the_team_stays(ground):
    someone, team_id, _volunteer_id = lived(ground)
    other = ground.member(team_id)
    with ground.make.work(someone.actor) as work:
        keeping.leave(work)
    with ground.make.work(other.actor) as work:
        joining.quit_team(work, team_id)


def test_who_leaves_and_asks_a_team_at_once_asks_nobody(ground):
    someone, team_id, start = ground.volunteer(), ground.team(), Barrier(2)

    def run(act):
        start.wait()
        try:
            with ground.make.work(someone.actor) as work:
                act(work)
        except Conflict as refusal:
            return type(refusal)
        return None

    with ThreadPoolExecutor(2) as threads:
        told = list(threads.map(run, (keeping.leave, lambda work: joining.ask(work, team_id))))
    assert told[0] is None
    with ground.make.work() as work:
        assert work.session.scalars(select(TeamMembership)).all() == []


def test_who_is_no_volunteer_cannot_leave(ground):
    with pytest.raises(MoveNotOpen), ground.make.work(ground.officer.actor) as work:
        keeping.leave(work)


def test_rooms_that_follow_are_told_once(ground):
    heard, before = [], CONSEQUENCES.get(events.VolunteerLeft, ())
    CONSEQUENCES[events.VolunteerLeft] = (*before, lambda _work, event: heard.append(event.volunteer_id))
    try:
        someone, _team_id, volunteer_id = lived(ground)
        with ground.make.work(someone.actor) as work:
            keeping.leave(work)
    finally:
        CONSEQUENCES[events.VolunteerLeft] = before
    assert heard == [volunteer_id]
