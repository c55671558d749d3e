"""What one changed last stands on the desk: one's own, the newest first, and only what one may read now."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

import pytest
from sqlalchemy import select

from alliance.actions import drafting
from alliance.cases.visibility import audiences_reached
from alliance.foundation.kernel.actor import Role
from alliance.home import recent
from alliance.journal.model import InboxLetter
from alliance.journal.record import record
from alliance.journal.vocabulary import Topic
from alliance.models import Base
from alliance.organisations import commands as organisations
from alliance.organisations.model import Organisation
from tests.actions import doing as acting
from tests.home.busy import busy


@dataclass(frozen=True)
class Touched:
    """Something happened to a thing, whatever it is."""

    thing_id: UUID
    about: ClassVar[str]


def touch(make, someone, subject, *ids):
    """As if the person had changed these things, one after the other."""
    event = type("Touched", (Touched,), {"about": subject})
    with make.work(someone.actor) as work:
        for id_ in ids:
            record(work, event(id_))


def latest(make, someone, most=recent.SHOWN_MOST):
    with make.work(someone.actor) as work:
        return [(one.endpoint, one.id) for one in recent.recent(work, audiences_reached(work), most)]


@pytest.fixture
def ground(portal, make):
    return acting.ground_of(make)


def test_the_last_change_stands_first_each_thing_once_and_no_more_than_a_few(make, ground):
    actions = [ground.draft(ground.text(title=f"行动{n}")) for n in range(9)]
    touch(make, ground.officer, "joint_action", actions[3])
    found = [id_ for _endpoint, id_ in latest(make, ground.officer)]
    assert found == [actions[3], *reversed(actions[4:]), actions[2]]
    assert latest(make, ground.second) == [], "what others did is theirs"


def test_what_one_may_no_longer_read_is_gone_and_comes_back_with_the_right(make, ground, browser):
    action_id = ground.launch()
    ground.receive(action_id)
    liaison, bank = ground.liaisons[0], ground.banks[0]
    [(endpoint, assignment_id)] = latest(make, liaison)
    assert endpoint == "actions.assignment"
    elsewhere = make.person(Role.LIAISON, organisation=ground.banks[1])
    touch(make, elsewhere, "assignment", assignment_id)
    assert latest(make, elsewhere) == []
    page = browser(liaison).get("home.desk")
    assert f"/actions/assignments/{assignment_id}" in " ".join(page.links)
    assert bank.name in page.text


def test_a_thing_that_is_gone_is_left_out(make, ground):
    action_id = ground.draft()
    with ground.action(action_id) as (work, action):
        drafting.drop(work, action)
    assert latest(make, ground.officer) == []


def test_a_page_that_is_listed_opens_and_what_does_not_open_is_not_listed(make, browser):
    """For every role, and every thing of every kind on a busy scene, as if each had changed each: the filter of the
    statement and the door of the page say the same."""
    scene, suspended = busy(make), make.organisation("庚银行（测试）").id
    tables = {mapper.local_table.name: mapper.class_ for mapper in Base.registry.mappers}
    every = {}
    with make.work() as work:
        for subject in KINDS:
            every[subject] = work.session.scalars(select(tables[subject].id)).all()
    with make.work(scene.desk.admin.actor) as work:
        organisations.suspend(work, work.session.get_one(Organisation, suspended), "材料不实")
    for role, someone in scene.readers.items():
        visitor = browser(someone)
        for subject, ids in every.items():
            touch(make, someone, subject, *ids)
            listed = {id_ for endpoint, id_ in latest(make, someone, 1000) if endpoint == KINDS[subject][0]}
            for id_ in ids[-12:]:
                opens = visitor.client.get(
                    visitor.address(KINDS[subject][0], **{KINDS[subject][1]: id_}), headers={"Host": "localhost"}
                )
                assert (opens.status_code in {200, 303}) == (id_ in listed), (role, subject, opens.status_code)


KINDS = {
    "typical_case": ("cases.case", "case_id"),
    "joint_action": ("actions.action", "action_id"),
    "assignment": ("actions.assignment", "assignment_id"),
    "initiative": ("initiatives.initiative", "initiative_id"),
    "operation": ("operations.operation", "operation_id"),
    "publicity_event": ("publicity.event", "event_id"),
    "measure": ("supervision.measure", "measure_id"),
    "problem": ("supervision.problem", "problem_id"),
    "organisation": ("directory.member", "organisation_id"),
}


def test_every_account_finds_the_way_back_from_every_page(make, browser):
    for role in (Role.CENTER_OFFICER, Role.VOLUNTEER):
        page = browser(make.person(role)).get("directory.members")
        assert "/desk#recent" in page.links
        assert 'id="recent"' in browser(make.person(role)).get("home.desk").html


def test_the_desk_says_how_much_is_unread(make, ground, browser):
    reader = ground.liaisons[0]
    with make.work() as work:
        letter = InboxLetter(person_id=reader.id, topic=Topic.ACTIONS, template="assignment_told", params={}, path="/x")
        letter.written_at = work.now
        work.session.add(letter)
    page = browser(reader).get("home.desk")
    assert "收件箱有 1 封未读" in page.text
