"""Who reads which action and which assignment: the filter of the lists says what the rules say, and the pages agree."""

from types import SimpleNamespace

import pytest
from sqlalchemy import select

from alliance.actions import launching, reporting, splitting
from alliance.actions.model import Assignment, JointAction
from alliance.actions.visibility import actions_of, assignments_of
from alliance.actions.work_model import Evidence
from alliance.files.checking import check
from alliance.foundation.kernel.actor import NOBODY, Role
from alliance.organisations import commands as organisations
from alliance.organisations.model import Organisation
from alliance.policy.can import Can
from alliance.policy.table import may
from tests.files.sound import png


@pytest.fixture
def everybody(ground, make):
    """An actor of every kind, near and far."""
    carrier = make.person(Role.STAFF, organisation=ground.carrier)
    others = [make.person(Role.DISTRICT_OFFICER, district=district) for district in ("140106", "140105")]
    plain = [make.person(role) for role in (Role.INSPECTOR, Role.VOLUNTEER, None)]
    people = [ground.officer, ground.second, *ground.liaisons, carrier, *others, *plain]
    return [NOBODY, *(person.actor for person in people)]


@pytest.fixture
def actions(ground):
    """One of each standing; a bank is suspended after the launches, so its assignments are recalled."""
    drafted, running, stopped, closed = ground.draft(), ground.launch(), ground.launch(), ground.launch()
    with ground.action(stopped) as (work, action):
        launching.stop(work, action, "取消")
    with ground.action(closed) as (work, action):
        launching.close(work, action, "到期")
    with ground.make.work(ground.officer.actor) as work:
        organisations.suspend(work, work.session.get_one(Organisation, ground.banks[2].id), "整改")
    return [drafted, running, stopped, closed]


def test_the_filter_of_actions_says_what_the_rule_says(ground, everybody, actions):
    with ground.make.work() as work:
        for actor in everybody:
            listed = set(work.session.scalars(select(JointAction.id).where(actions_of(actor))))
            for action in work.session.scalars(select(JointAction)).all():
                own = (Assignment.action_id == action.id, Assignment.organisation_id == actor.organisation_id)
                assigned = work.session.scalar(select(Assignment.id).where(*own)) is not None
                thing = SimpleNamespace(launched_at=action.launched_at, assigned=assigned)
                assert (action.id in listed) == may(actor, Can.READ_ACTION, thing), (actor.role, action.state)


def test_the_filter_of_assignments_says_what_the_rule_says(ground, everybody, actions):
    with ground.make.work() as work:
        every = work.session.scalars(select(Assignment)).all()
        for actor in everybody:
            listed = set(work.session.scalars(select(Assignment.id).where(assignments_of(actor))))
            assert listed == {one.id for one in every if may(actor, Can.READ_ASSIGNMENT, one)}, actor.role


@pytest.fixture
def gathered(ground):
    """The first bank has signed, gathered a picture and a link, and shared the work; nothing is sent yet."""
    action_id = ground.launch()
    ground.receive(action_id)
    with ground.assignment(action_id) as (work, assignment):
        reporting.add_files(work, assignment, [check(png(), "现场.png")])
        reporting.add_link(work, assignment, "https://example.org/proof", "报道")
        splitting.add(work, assignment, splitting.SubTaskText("城东支行先行"))
        proof = work.session.scalars(select(Evidence.file_id).where(Evidence.file_id.is_not(None))).one()
        return {"assignment_id": assignment.id, "file_id": proof, "action_id": action_id}


def test_what_is_prepared_and_how_the_work_is_shared_is_seen_inside_alone(ground, browser, gathered):
    page = {"assignment_id": gathered["assignment_id"]}
    inside, officer = browser(ground.liaisons[0]), browser(ground.officer)
    assert "城东支行先行" in inside.get("actions.assignment", **page).text
    assert "报道" in inside.get("actions.reporting", **page).text
    seen = officer.get("actions.assignment", **page).text
    assert "城东支行先行" not in seen
    assert "报道" not in seen
    file = page | {"file_id": gathered["file_id"]}
    assert inside.get("actions.evidence_file", **file).status_code == 200
    officer.get("actions.evidence_file", **file, status=404)
    officer.get("actions.original_evidence", **file, status=404)


def test_what_was_sent_is_seen_by_the_center_and_its_original_by_nobody_else(ground, browser, gathered):
    page = {"assignment_id": gathered["assignment_id"]}
    ground.report(gathered["action_id"])
    officer, inside, other = (browser(who) for who in (ground.officer, *ground.liaisons[:2]))
    assert "报道" in officer.get("actions.assignment", **page).text
    file = page | {"file_id": gathered["file_id"]}
    assert officer.get("actions.evidence_file", **file).status_code == 200
    assert officer.get("actions.original_evidence", **file).status_code == 200
    inside.get("actions.original_evidence", **file, status=403)
    other.get("actions.assignment", **page, status=404)
    other.get("actions.evidence_file", **file, status=404)


def test_a_district_judges_its_own_and_finds_no_other(ground, browser, make):
    action_id = ground.launch()
    ground.report(action_id)
    page = {"assignment_id": ground.held(action_id)[ground.banks[0].id].id}
    elsewhere = browser(make.person(Role.DISTRICT_OFFICER, district="140105"))
    elsewhere.get("actions.assignment", **page, status=404)
    elsewhere.post("actions.judge", {"revision": 1}, **page, act="verify", status=404)
    here = browser(make.person(Role.DISTRICT_OFFICER, district="140106"))
    here.post("actions.judge", {"revision": 1}, **page, act="verify")
    assert ground.stands(action_id) == "verified"
