"""One act gives every organisation of the audience its assignment, and the action its number."""

from dataclasses import replace

import pytest
from sqlalchemy import delete, update

from alliance.actions import drafting, launching, preparing, queries, reviewing
from alliance.actions.model import Assignment, JointAction
from alliance.actions.vocabulary import ActionState, AssignmentRole, AssignmentState, RollUpRule
from alliance.audiences.terms import Term, Terms
from alliance.demonstration import many_members
from alliance.foundation.kernel.errors import Conflict, Invalid, MoveNotOpen
from alliance.organisations import commands as organisations
from alliance.organisations.model import Contact, Organisation, Post
from tests.days import in_days
from tests.jobs.doing import do_all
from tests.screenless import Counted


def test_a_launch_gives_each_of_the_audience_an_assignment_and_nobody_else(ground):
    action_id = ground.launch()
    held = ground.held(action_id)
    assert set(held) == {bank.id for bank in ground.banks}
    assert {one.state for one in held.values()} == {AssignmentState.ASSIGNED}
    with ground.action(action_id) as (_work, action):
        assert (action.number, action.state) == (1, ActionState.RUNNING)


def test_a_launch_writes_a_letter_to_everyone_who_got_an_assignment_with_the_reason(ground):
    ground.launch()
    letters = ground.letters("action_assigned")
    assert len(letters) == 3
    assert all("you speak for it" in letter.params["why"] for letter in letters)


def test_an_organisation_without_an_address_does_not_hold_up_the_launch(ground):
    with ground.make.work() as work:
        work.session.execute(update(Contact).where(Contact.organisation_id == ground.banks[0].id).values(email=""))
    action_id = ground.launch()
    assert len(ground.held(action_id)) == 3
    assert len(ground.letters("action_assigned")) == 2


MANY = 5_000
LEFT = {Post.LIAISON: "liaison.example.org", Post.DEPUTY_LIAISON: "deputy@example.org"}


@pytest.fixture
def crowd(ground):
    """MANY members: one has named nobody, and the liaison of one has left a damaged address; the names of the two."""
    with ground.make.work() as work:
        members = many_members.make(work, MANY - len(ground.banks) - 1)
        silent, damaged = (organisation_id for organisation_id, _name in members[:2])
        work.session.execute(delete(Contact).where(Contact.organisation_id == silent))
        broken = update(Contact).where(Contact.organisation_id == damaged, Contact.post == Post.LIAISON)
        work.session.execute(broken.values(email="liaison1.many.example"))
    return [name for _id, name in members[:2]]


def test_of_five_thousand_one_broken_row_is_named_and_holds_up_nobody(ground, crowd, browser, portal):
    action_id = ground.draft(ground.text(terms=Terms.of([Term()])))
    officer = browser(ground.officer)
    before = officer.get("actions.launching", action_id=action_id)
    with ground.make.work(ground.officer.actor) as work:
        reach = preparing.reach(work, queries.reading(work, action_id))
    assert (reach.preview.organisations, list(reach.unreached)) == (MANY, crowd)
    assert all(name in before.text for name in crowd)
    sent = before.form("/launch").values
    assert officer.post("actions.launch", sent, action_id=action_id).location
    officer.post("actions.launch", sent, action_id=action_id)
    do_all(portal)
    assert ground.count(Assignment) == MANY
    addresses = [letter.address for letter in ground.letters("action_assigned")]
    assert len(addresses) == len(set(addresses)) == MANY - 2
    assert all("@" in address for address in addresses)


@pytest.mark.parametrize(
    "address", ["", " ", "@", "a@b", "a@.cn", "@b.cn", "a.b.cn", "a@b.", "a@b.cn;c@d.cn", "a b@c.cn", "a@b.cn "]
)
def test_what_has_not_the_shape_of_an_address_gets_no_letter(ground, address):
    with ground.make.work() as work:
        own = (Contact.organisation_id == ground.banks[0].id, Contact.post == Post.LIAISON)
        work.session.execute(update(Contact).where(*own).values(email=address))
    assert len(ground.held(ground.launch())) == 3
    assert len(ground.letters("action_assigned")) == 2


def test_a_deputy_with_a_sound_address_is_reached_in_place_of_a_damaged_one(ground):
    with ground.make.work() as work:
        bank = work.session.get_one(Organisation, ground.banks[0].id)
        work.session.execute(delete(Contact).where(Contact.organisation_id == bank.id))
        named = {"organisation_id": bank.id, "name": "联络员", "phone": "0351-5550000"}
        work.session.add_all(Contact(post=post, email=address, **named) for post, address in LEFT.items())
    ground.launch()
    addresses = [letter.address for letter in ground.letters("action_assigned")]
    assert LEFT[Post.DEPUTY_LIAISON] in addresses
    assert LEFT[Post.LIAISON] not in addresses


def test_roles_and_weights_of_single_organisations_reach_their_assignments(ground):
    action_id = ground.draft(ground.text(rule=RollUpRule.LEAD))
    with ground.action(action_id) as (work, action):
        drafting.give_role(work, action, ground.banks[0].id, AssignmentRole.LEAD, 3)
        drafting.give_role(work, action, ground.banks[1].id, AssignmentRole.INFORM)
        drafting.give_role(work, action, ground.banks[2].id, AssignmentRole.LEAD)
        drafting.take_role(work, action, ground.banks[2].id)
        launching.launch(work, action)
    held = ground.held(action_id)
    assert [held[bank.id].role for bank in ground.banks] == ["lead", "inform", "assist"]
    assert held[ground.banks[0].id].weight == 3


def test_a_role_is_for_an_organisation_of_the_audience_alone(ground):
    action_id = ground.draft()
    with ground.action(action_id) as (work, action), pytest.raises(Invalid):
        drafting.give_role(work, action, ground.carrier.id, AssignmentRole.LEAD)


def test_an_audience_that_became_empty_is_refused_and_nothing_is_left(ground):
    action_id = ground.draft()
    for bank in ground.banks:
        with ground.make.work(ground.officer.actor) as work:
            organisations.suspend(work, work.session.get_one(Organisation, bank.id), "资料不实")
    with pytest.raises(Conflict), ground.action(action_id) as (work, action):
        launching.launch(work, action)
    assert ground.count(Assignment) == 0
    with ground.action(action_id) as (_work, action):
        assert (action.state, action.number) == (ActionState.DRAFT, None)


@pytest.mark.parametrize(
    ("field", "other"),
    [
        ("due_on", {"due_on": in_days(-1), "receipt_due_on": in_days(1)}),
        ("receipt_due_on", {"receipt_due_on": in_days(-1)}),
        ("receipt_due_on", {"receipt_due_on": in_days(22)}),
        ("rule_number", {"rule": RollUpRule.COUNT}),
        ("rule_number", {"rule": RollUpRule.COUNT, "rule_number": 10**12}),
        ("rule_number", {"rule": RollUpRule.ALL, "rule_number": 2**31}),
        ("rule_number", {"rule": RollUpRule.WEIGHTED, "rule_number": 101}),
        ("indicator", {"target": 30}),
    ],
)
def test_a_draft_with_a_day_that_has_passed_or_half_a_rule_is_refused(ground, field, other):
    with pytest.raises(Invalid) as refused:
        ground.draft(replace(ground.text(), **other))
    assert refused.value.field == field
    assert ground.count(JointAction) == 0


def test_what_was_launched_is_neither_changed_nor_dropped_nor_launched_again(ground):
    action_id = ground.launch()
    with ground.action(action_id) as (work, action):
        for act in (
            lambda: drafting.rewrite(work, action, ground.text(), action.version),
            lambda: drafting.drop(work, action),
            lambda: launching.launch(work, action),
        ):
            with pytest.raises(MoveNotOpen):
                act()


def test_a_page_that_is_older_than_the_draft_is_refused(ground):
    action_id = ground.draft()
    with ground.action(action_id) as (work, action):
        version = action.version
        drafting.rewrite(work, action, ground.text(title="改过的标题"), version)
        with pytest.raises(Conflict):
            drafting.rewrite(work, action, ground.text(title="旧页面"), version)


def test_a_draft_is_dropped_with_its_roles(ground):
    action_id = ground.draft()
    with ground.action(action_id) as (work, action):
        drafting.give_role(work, action, ground.banks[0].id, AssignmentRole.LEAD)
        drafting.drop(work, action)
    assert ground.count(JointAction) == 0


def test_an_action_that_is_not_done_is_closed_with_a_reason_and_what_is_open_is_waived(ground):
    action_id = ground.launch()
    with ground.action(action_id) as (work, action):
        with pytest.raises(Invalid):
            launching.close(work, action)
        launching.close(work, action, "改由专项行动完成")
    assert {one.state for one in ground.held(action_id).values()} == {AssignmentState.WAIVED}
    with ground.action(action_id) as (_work, action):
        assert (action.state, action.done_count, action.asked_count) == (ActionState.CLOSED, 0, 3)


def test_stopping_recalls_what_is_open_and_takes_a_reason(ground):
    action_id = ground.launch()
    with ground.action(action_id) as (work, action):
        with pytest.raises(Invalid):
            launching.stop(work, action, " ")
        launching.stop(work, action, "任务取消")
    assert {one.state for one in ground.held(action_id).values()} == {AssignmentState.RECALLED}


@pytest.mark.parametrize(
    ("end", "said"),
    [(launching.close, "This is not asked of you any longer"), (launching.stop, "This assignment is recalled")],
)
def test_whoever_is_left_at_the_end_is_told_once_and_nobody_else(ground, end, said):
    action_id, other = ground.launch(), ground.launch()
    with ground.assignment(action_id, 0, ground.officer) as (work, assignment):
        reviewing.waive(work, assignment, "不再需要")
    before = {letter.id for letter in ground.letters("assignment_told")}
    with ground.action(action_id) as (work, action):
        end(work, action, "到此为止")
    told = [letter for letter in ground.letters("assignment_told") if letter.id not in before]
    left = [ground.banks[number] for number in (1, 2)]
    assert [letter.params["what"] for letter in told] == [said] * len(told)
    assert sorted(letter.params["organisation"] for letter in told) == sorted(bank.name for bank in left)
    assert {letter.params["path"] for letter in told} == {
        f"/actions/assignments/{ground.held(action_id)[bank.id].id}" for bank in left
    }
    assert all(one.finished_at is None for one in ground.held(other).values())


def test_the_letters_of_an_end_take_as_many_statements_however_many_they_are(ground, portal):
    taken = []
    for more in (0, 6):
        for number in range(more):
            ground.make.seat(ground.make.organisation(f"{number}号银行（测试）"), "police_bank", "governance_matrix")
        action_id = ground.launch()
        with ground.action(action_id) as (work, action), Counted(portal) as counted:
            launching.stop(work, action, "取消")
        taken.append(sum("contact" in text and text.startswith("SELECT") for text in counted.texts))
    assert taken[0] == taken[1] > 0
