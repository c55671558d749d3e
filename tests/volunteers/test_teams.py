"""Teams: who founds them, how one joins and leaves, who coordinates; two who answer at once; letters."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import select

from alliance.foundation.kernel.errors import Conflict, Invalid, MoveNotOpen, NotThere
from alliance.foundation.kernel.ids import new_id
from alliance.journal.model import Letter
from alliance.organisations import commands as organisations
from alliance.organisations.model import Organisation
from alliance.volunteers import joining, teams
from alliance.volunteers.model import TeamMembership, VolunteerTeam
from alliance.volunteers.teams import TeamText
from alliance.volunteers.vocabulary import MembershipState, TeamKind
from alliance.volunteers.workflow import MEMBERSHIP_WORKFLOW


def place(ground, team_id, someone):
    with ground.make.work() as work:
        return work.session.get(TeamMembership, (team_id, ground.id_of(someone)))


def test_an_organisation_and_the_center_found_teams_of_their_kinds(ground):
    ours, blue = ground.team(), ground.team(ground.officer, "蓝马甲一队")
    with ground.make.work() as work:
        assert work.session.get_one(VolunteerTeam, ours).organisation_id == ground.bank.id
        assert work.session.get_one(VolunteerTeam, blue).organisation_id is None
    assert ground.events("volunteer_team") == ["TeamFounded", "TeamFounded"]


@pytest.mark.parametrize(
    ("who", "wrong", "field"),
    [
        ("liaison", TeamText("队", TeamKind.BLUE_VESTS), "kind"),
        ("officer", TeamText("队", TeamKind.ORGANISATION), "kind"),
        ("liaison", TeamText("队", TeamKind.SCHOOL_CLASS, "999999"), "district_code"),
    ],
)
def test_what_fits_nobody_is_refused(ground, who, wrong, field):
    with pytest.raises(Invalid) as refused, ground.make.work(getattr(ground, who).actor) as work:
        teams.found(work, wrong)
    assert refused.value.field == field


def test_a_team_is_changed_by_whoever_saw_its_newest_version(ground):
    team_id = ground.team()
    with ground.make.work(ground.liaison.actor) as work:
        teams.change(work, team_id, TeamText("新名", TeamKind.SCHOOL_CLASS, "140106", 1))
    with pytest.raises(Conflict), ground.make.work(ground.liaison.actor) as work:
        teams.change(work, team_id, TeamText("旧名", TeamKind.ORGANISATION, version=1))
    with ground.make.work() as work:
        assert work.session.get_one(VolunteerTeam, team_id).title == "新名"


def test_a_volunteer_asks_is_taken_in_and_leaves(ground):
    team_id, someone = ground.team(), ground.volunteer()
    ground.ask(someone, team_id)
    assert place(ground, team_id, someone).state is MembershipState.ASKED
    assert ground.told(ground.liaison.email) == ["A volunteer asks to join your team"]
    with ground.make.work(ground.liaison.actor) as work:
        joining.take_in(work, team_id, ground.id_of(someone))
    assert ground.told(someone.email) == ["You now belong to a volunteer team"]
    with ground.make.work(someone.actor) as work:
        joining.quit_team(work, team_id)
    assert place(ground, team_id, someone).state is MembershipState.OUT
    ground.ask(someone, team_id)
    assert place(ground, team_id, someone).state is MembershipState.ASKED


def test_whoever_answers_gets_one_letter_for_many_who_wait(ground):
    team_id = ground.team()
    for _ in range(3):
        ground.ask(ground.volunteer(), team_id)
    assert len(ground.told(ground.liaison.email)) == 1


def test_a_coordinator_is_written_to_and_a_team_of_the_center_without_one_is_the_centers(ground):
    blue = ground.team(ground.officer, "蓝马甲")
    ground.ask(ground.volunteer(), blue)
    assert ground.told(ground.officer.email) == ["A volunteer asks to join your team"]
    ours = ground.team()
    leader = ground.member(ours, leads=True)
    ground.ask(ground.volunteer(), ours)
    assert "A volunteer asks to join your team" in ground.told(leader.email)


def test_letters_name_nobody(ground):
    team_id = ground.team()
    someone = ground.volunteer(name="欧阳不可见")
    ground.ask(someone, team_id)
    with ground.make.work() as work:
        written = work.session.scalars(select(Letter).where(Letter.template == "volunteer_told")).all()
    assert written
    assert "欧阳" not in str([one.params for one in written])


def test_who_asks_twice_or_belongs_is_told(ground):
    team_id, someone = ground.team(), ground.volunteer()
    ground.ask(someone, team_id)
    with pytest.raises(MoveNotOpen, match="asked already"):
        ground.ask(someone, team_id)


def test_turned_down_and_put_out_and_relieved_are_told(ground):
    team_id = ground.team()
    leader, asking = ground.member(team_id, leads=True), ground.volunteer()
    ground.ask(asking, team_id)
    with ground.make.work(leader.actor) as work:
        joining.turn_down(work, team_id, ground.id_of(asking))
    with ground.make.work(ground.liaison.actor) as work:
        teams.relieve_coordinator(work, team_id, ground.id_of(leader))
        joining.put_out(work, team_id, ground.id_of(leader))
    assert ground.told(asking.email) == ["A volunteer team cannot take you in at present"]
    assert set(ground.told(leader.email)) >= {
        "You now coordinate a volunteer team",
        "You no longer coordinate a volunteer team",
        "You no longer belong to a volunteer team",
    }


def test_a_coordinator_who_leaves_the_team_coordinates_no_more(ground):
    team_id = ground.team()
    leader = ground.member(team_id, leads=True)
    with ground.make.work(leader.actor) as work:
        joining.quit_team(work, team_id)
    assert not place(ground, team_id, leader).coordinates


def test_a_coordinator_is_named_among_the_members_only(ground):
    team_id, asking = ground.team(), ground.volunteer()
    ground.ask(asking, team_id)
    member = ground.member(team_id, leads=True)
    for someone, name in ((asking, "name"), (member, "name"), (asking, "relieve")):
        act = teams.name_coordinator if name == "name" else teams.relieve_coordinator
        with pytest.raises(MoveNotOpen), ground.make.work(ground.liaison.actor) as work:
            act(work, team_id, ground.id_of(someone))


def test_a_closed_team_has_nobody_and_takes_nobody(ground):
    team_id = ground.team()
    member, asking = ground.member(team_id, leads=True), ground.volunteer()
    ground.ask(asking, team_id)
    with ground.make.work(ground.liaison.actor) as work:
        teams.close(work, team_id)
    for someone in (member, asking):
        assert place(ground, team_id, someone).state is MembershipState.OUT
        assert "A volunteer team was closed" in ground.told(someone.email)
    with pytest.raises(MoveNotOpen):
        ground.ask(asking, team_id)
    with pytest.raises(MoveNotOpen), ground.make.work(ground.liaison.actor) as work:
        teams.close(work, team_id)


def test_a_team_that_is_not_there_and_a_place_that_is_not_there(ground):
    someone, team_id = ground.volunteer(), ground.team()
    with pytest.raises(NotThere):
        ground.ask(someone, new_id())
    with pytest.raises(MoveNotOpen), ground.make.work(ground.officer.actor) as work:
        joining.take_in(work, team_id, ground.id_of(someone))


def test_who_has_said_nothing_of_herself_joins_no_team(ground):
    team_id = ground.team()
    with pytest.raises(MoveNotOpen, match="own page"), ground.make.work(ground.officer.actor) as work:
        joining.ask(work, team_id)


def test_an_organisation_that_leaves_has_no_teams(ground):
    team_id = ground.team()
    member = ground.member(team_id)
    with ground.make.work(ground.officer.actor) as work:
        organisations.release(work, work.session.get_one(Organisation, ground.bank.id), "退出")
    assert place(ground, team_id, member).state is MembershipState.OUT
    with ground.make.work() as work:
        assert work.session.get_one(VolunteerTeam, team_id).closed_at is not None


@pytest.mark.parametrize("state", list(MembershipState))
@pytest.mark.parametrize("name", list(MEMBERSHIP_WORKFLOW.moves))
def test_each_move_starts_where_the_table_says(ground, state, name):
    row = TeamMembership(state=state)
    with ground.make.work() as work:
        if state in MEMBERSHIP_WORKFLOW.moves[name].frm:
            MEMBERSHIP_WORKFLOW.apply(row, name, work.now)
            assert row.state is MEMBERSHIP_WORKFLOW.moves[name].to
        else:
            with pytest.raises(MoveNotOpen):
                MEMBERSHIP_WORKFLOW.apply(row, name, work.now)


def at_once(*acts):
    start = Barrier(len(acts))

    def run(act):
        start.wait()
        try:
            act()
        except Conflict as refusal:
            return type(refusal)
        return None

    with ThreadPoolExecutor(len(acts)) as threads:
        return list(threads.map(run, acts))


def test_two_who_answer_the_same_request_at_once_answer_it_once(ground):
    team_id, someone = ground.team(), ground.volunteer()
    leader = ground.member(team_id, leads=True)
    ground.ask(someone, team_id)
    who = ground.id_of(someone)

    def answer(actor, act):
        def run():
            with ground.make.work(actor) as work:
                act(work, team_id, who)

        return run

    told = at_once(answer(leader.actor, joining.take_in), answer(ground.liaison.actor, joining.turn_down))
    assert sorted(map(str, told)) == sorted(map(str, [None, MoveNotOpen]))
    assert len(ground.told(someone.email)) == 1


def test_whoever_asks_twice_at_once_asks_once(ground):
    team_id, someone = ground.team(), ground.volunteer()
    told = at_once(*(lambda: ground.ask(someone, team_id) for _ in range(2)))
    assert told.count(MoveNotOpen) == 1


def test_asking_and_closing_at_once_leaves_nobody_in_a_closed_team(ground):
    team_id, someone = ground.team(), ground.volunteer()

    def close():
        with ground.make.work(ground.liaison.actor) as work:
            teams.close(work, team_id)

    at_once(lambda: ground.ask(someone, team_id), close)
    held = place(ground, team_id, someone)
    assert held is None or held.state is MembershipState.OUT
