"""Who sees whom: SQL, rule and plain Python say the same of every volunteer and team, for every kind of reader."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from alliance.foundation.kernel.actor import NOBODY, Role
from alliance.policy.can import Can
from alliance.policy.table import may
from alliance.volunteers import queries, team_queries, visibility
from alliance.volunteers.model import Volunteer, VolunteerTeam
from alliance.volunteers.queries import VolunteerFilter
from alliance.volunteers.vocabulary import MembershipState
from tests.volunteers.doing import HERE

NAMES = {"bank": "金丝雀甲", "carrier": "百灵鸟乙", "blue": "画眉鸟丙", "alone": "布谷鸟丁"}
PHONES = {name: f"1371234000{number}" for number, name in enumerate(NAMES)}


@pytest.fixture
def scene(ground):
    """Somebody in a team of the bank, of the carrier, of the center, in none; one leads the bank's, one only asks."""
    teams = {"bank": ground.team(), "carrier": ground.team(ground.outsider, "通信队")}
    teams["blue"] = ground.team(ground.officer, "蓝马甲")
    people = {}
    for name, shown in NAMES.items():
        people[name] = ground.volunteer(name=shown, phone=PHONES[name])
        if name in teams:
            ground.join(people[name], teams[name])
    people["lead"] = ground.member(teams["bank"], leads=True)
    people["asking"] = ground.volunteer()
    ground.ask(people["asking"], teams["bank"])
    ground.sign_up(name="未确认者")
    return teams, people


def readers(ground, people):
    """Label → (person or None, actor, whom they see, which teams they see, whose members)."""
    make, everybody = ground.make, set(people)
    in_bank, every = {"bank", "lead", "asking"}, {"bank", "carrier", "blue"}
    found = [
        ("administrator", make.person(Role.CENTER_ADMIN), everybody, every, every),
        ("officer", ground.officer, everybody, every, every),
        ("liaison", ground.liaison, in_bank, {"bank"}, {"bank"}),
        ("outsider", ground.outsider, {"carrier"}, {"carrier"}, {"carrier"}),
        ("staff", make.person(Role.STAFF, organisation=ground.bank), set(), set(), set()),
        ("district", make.person(Role.DISTRICT_OFFICER, district=HERE), set(), set(), set()),
        ("inspector", make.person(Role.INSPECTOR), set(), set(), set()),
        ("coordinator", people["lead"], in_bank, every, {"bank"}),
        ("member", people["bank"], set(), every, set()),
        ("volunteer", people["alone"], set(), every, set()),
        ("without a role", make.person(None), set(), set(), set()),
    ]
    listed = [(label, person, person.actor, *rest) for label, person, *rest in found]
    suspended = replace(ground.liaison.actor, organisation_stands=False)
    listed.append(("suspended", None, suspended, in_bank, {"bank"}, {"bank"}))
    listed.append(("nobody", None, NOBODY, set(), set(), set()))
    return listed


def test_sql_and_rule_and_lists_say_the_same_of_volunteers_to_everybody(ground, scene):
    _teams, people = scene
    ids = {name: ground.id_of(someone) for name, someone in people.items()}
    for label, _person, actor, sees, *_rest in readers(ground, people):
        with ground.make.work(actor) as work:
            by_sql = set(work.session.scalars(select(Volunteer.id).where(visibility.readable(work))))
            listed = {line.id for line in queries.listed(work, VolunteerFilter()).lines}
            read = {name: queries.reading(work, one) for name, one in ids.items()}
        assert by_sql == listed == {ids[name] for name in sees}, label
        assert {name for name, found in read.items() if found} == sees, label
        assert {name for name, found in read.items() if found and may(actor, Can.READ_VOLUNTEER, found)} == sees, label


def test_sql_and_rule_and_lists_say_the_same_of_teams_to_everybody(ground, scene):
    teams, people = scene
    for label, _person, actor, _sees, shown, inside in readers(ground, people):
        with ground.make.work(actor) as work:
            by_sql = set(work.session.scalars(select(VolunteerTeam.id).where(visibility.teams(work))))
            read = {name: team_queries.reading(work, one) for name, one in teams.items()}
            seen = {n for n, one in teams.items() if team_queries.members(work, one, MembershipState.IN).lines}
        assert by_sql == {teams[name] for name in shown}, label
        assert {name for name, found in read.items() if found and may(actor, Can.READ_TEAM, found)} == shown, label
        members = {name for name, found in read.items() if found and may(actor, Can.READ_TEAM_MEMBERS, found)}
        assert members == inside == seen, label


def test_a_closed_team_is_seen_by_its_keepers_alone(ground, scene, browser):
    teams, people = scene
    browser(ground.liaison).post("volunteers.close_team", team_id=teams["bank"])
    for person, status in ((ground.officer, 200), (ground.liaison, 200), (people["lead"], 404), (people["alone"], 404)):
        browser(person).get("volunteers.team", team_id=teams["bank"], status=status)
    with ground.make.work(people["lead"].actor) as work:
        assert queries.listed(work, VolunteerFilter()).lines == []


def shows(page, reader):
    """The names and numbers that a page shows, but for the reader's own name in the frame."""
    told = {one for one in (*NAMES.values(), *PHONES.values()) if one in page.html}
    return told - {reader.actor.name}


def test_every_page_keeps_to_it_and_names_are_masked_in_lists(ground, scene, browser):
    teams, people = scene
    for label, person, actor, sees, shown, _inside in readers(ground, people):
        if person is None:
            continue
        visitor = browser(person)
        for name, someone in people.items():
            page = visitor.get(
                "volunteers.volunteer", volunteer_id=ground.id_of(someone), status=200 if name in sees else 404
            )
            assert shows(page, person) == set(), label
        for name, team_id in teams.items():
            page = visitor.get("volunteers.team", team_id=team_id, status=200 if name in shown else 404)
            opens = label in {"administrator", "officer"} or (label == "coordinator" and name == "bank")
            assert shows(page, person) == ({NAMES[name]} if opens else set()), (label, name)
        assert may(actor, Can.OVERSEE_VOLUNTEERS) is (label in {"administrator", "officer"})
    page = browser(ground.officer).get("volunteers.volunteers")
    assert "金*" in page.text
    assert "137****0000" in page.text
    assert shows(page, ground.officer) == set()
    assert "未" not in page.text


def test_opening_name_and_phone_is_on_record(ground, scene, browser):
    _teams, people = scene
    bank, blue = ground.id_of(people["bank"]), ground.id_of(people["blue"])
    for person in (ground.officer, people["lead"]):
        page = browser(person).post("volunteers.open_contact", volunteer_id=bank, status=200)
        assert NAMES["bank"] in page.text
        assert PHONES["bank"] in page.text
    assert ground.events("volunteer").count("VolunteerContactOpened") == 2
    browser(ground.liaison).post("volunteers.open_contact", volunteer_id=bank, status=403)
    browser(people["lead"]).post("volunteers.open_contact", volunteer_id=blue, status=404)


@pytest.mark.parametrize(
    ("asked", "found"),
    [("金丝", {"bank"}), ("0001", {"carrier"}), ("001", set()), ("%", set()), ("_丝雀甲", set()), ("未确认", set())],
)
def test_the_center_finds_by_name_or_the_last_four_digits(ground, scene, asked, found):
    _teams, people = scene
    with ground.make.work(ground.officer.actor) as work:
        lines = queries.listed(work, VolunteerFilter(asked)).lines
    assert {line.id for line in lines if line.name in NAMES.values()} == {ground.id_of(people[name]) for name in found}


def test_figures_are_for_the_center_districts_and_inspectors_and_say_of_nobody(ground, scene, browser):
    _teams, people = scene
    for label, person, *_rest in readers(ground, people):
        if person is None:
            continue
        allowed = label in {"administrator", "officer", "district", "inspector"}
        page = browser(person).get("volunteers.figures", status=200 if allowed else 403)
        assert shows(page, person) == set(), label
    with ground.make.work(ground.officer.actor) as work:
        counted = queries.figures(work)
    assert (counted.volunteers, counted.unconfirmed) == (len(people), 1)
    browser().get("volunteers.figures", status=303)
