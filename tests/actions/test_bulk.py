"""One act on many assignments: each is judged by itself, and whoever was not served is named with the reason."""

import pytest
from sqlalchemy import select

from alliance.actions import answering, bulk, extending, reporting, reviewing
from alliance.actions.board_model import BulkAct
from alliance.actions.bulk import BulkText
from alliance.actions.vocabulary import AssignmentState, BulkKind
from alliance.foundation.kernel.actor import Role
from alliance.foundation.kernel.errors import Invalid, MoveNotOpen
from tests.days import in_days

S = AssignmentState


def chosen(ground, action_id):
    return {one.id: one.revision for one in ground.held(action_id).values()}


def act(ground, kind, chosen, who=None, **more):
    with ground.make.work((who or ground.officer).actor) as work:
        done = bulk.act(work, BulkText(kind, chosen, **more))
        return bulk.reading(work, done.id)


def test_everyone_is_reminded_but_who_is_done(ground):
    action_id = ground.launch()
    with ground.assignment(action_id, 0, ground.officer) as (work, assignment):
        reviewing.waive(work, assignment, "不再需要")
    done = act(ground, BulkKind.REMIND, chosen(ground, action_id), words="请尽快")
    assert done.done == 2
    assert [line.organisation for line in done.refused] == [ground.banks[0].name]
    told = [letter for letter in ground.letters("assignment_told") if letter.params["what"].startswith("Reminder")]
    assert len(told) == 2


def test_who_waits_for_the_center_is_left_out_by_name_and_the_others_are_reminded(ground):
    action_id = ground.launch()
    signed(ground, action_id, 0)
    ground.receive(action_id, 1)
    with ground.assignment(action_id, 1) as (work, assignment):
        answering.ask_back(work, assignment, "宣传片在哪里领取？")
    done = act(ground, BulkKind.REMIND, chosen(ground, action_id))
    assert done.done == 1
    assert {line.organisation: line.words for line in done.refused} == {
        ground.banks[0].name: answering.NOT_REMINDED[S.REPORTED],
        ground.banks[1].name: answering.NOT_REMINDED[S.QUERIED],
    }
    told = [letter for letter in ground.letters("assignment_told") if letter.params["what"].startswith("Reminder")]
    assert [letter.params["organisation"] for letter in told] == [ground.banks[2].name]


def test_the_bar_says_whom_it_left_out_and_why(ground, browser):
    action_id = ground.launch()
    signed(ground, action_id, 0)
    sent = {"chosen": [f"{one}:0" for one in chosen(ground, action_id)], "kind": "remind"}
    officer = browser(ground.officer)
    page = officer.follow(officer.post("actions.bulk_act", sent))
    assert "已处理2项" in page.text
    assert ground.banks[0].name in page.text
    assert "等待核验" in page.text


def test_more_time_is_given_where_the_day_is_later_and_told_by_letter(ground):
    action_id = ground.launch()
    with ground.assignment(action_id, 0, ground.officer) as (work, assignment):
        extending.prolong(work, assignment, in_days(50))
    done = act(ground, BulkKind.PROLONG, chosen(ground, action_id), until_on=in_days(40))
    assert (done.done, len(done.refused)) == (2, 1)
    days = [ground.held(action_id)[bank.id].due_on for bank in ground.banks]
    assert days == [in_days(50), in_days(40), in_days(40)]
    assert any("more time" in letter.params["what"] for letter in ground.letters("assignment_told"))


def test_more_time_is_not_given_to_who_has_ended(ground):
    action_id = ground.launch()
    with ground.assignment(action_id, 0, ground.officer) as (work, assignment):
        reviewing.waive(work, assignment, "不再需要")
        with pytest.raises(MoveNotOpen):
            extending.prolong(work, assignment, in_days(50))


@pytest.mark.parametrize("until", [None, 0, -3])
def test_more_time_takes_a_day_to_come(ground, until):
    action_id = ground.launch()
    day = None if until is None else in_days(until)
    with pytest.raises(Invalid):
        act(ground, BulkKind.PROLONG, chosen(ground, action_id), until_on=day)


def test_what_the_page_showed_is_verified_and_nothing_newer(ground):
    action_id = ground.launch()
    for number in (0, 1):
        ground.report(action_id, number) if ground.stands(action_id, number) is not S.ASSIGNED else signed(
            ground, action_id, number
        )
    seen = chosen(ground, action_id)
    with ground.assignment(action_id, 0) as (work, assignment):
        reporting.take_back(work, assignment)
        reporting.report(work, assignment, reporting.Told("改过"))
    done = act(ground, BulkKind.VERIFY, seen)
    assert done.done == 1
    assert len(done.refused) == 2
    assert [ground.stands(action_id, number) for number in (0, 1, 2)] == [S.REPORTED, S.VERIFIED, S.ASSIGNED]


def signed(ground, action_id, number):
    ground.receive(action_id, number)
    ground.report(action_id, number)


def test_nobody_verifies_an_own_report_nor_one_of_another_district(ground, make):
    action_id = ground.launch()
    signed(ground, action_id, 0)
    with ground.assignment(action_id, 0, ground.officer) as (work, assignment):
        assignment.reported_by_id = work.person_id
    seen = {one: revision for one, revision in chosen(ground, action_id).items() if revision}
    assert act(ground, BulkKind.VERIFY, seen).done == 0
    district = make.person(Role.DISTRICT_OFFICER, district="140105")
    (line,) = act(ground, BulkKind.VERIFY, seen, district).refused
    assert (line.assignment_id, line.organisation, line.words) == (None, "", bulk.GONE)
    here = make.person(Role.DISTRICT_OFFICER, district="140106")
    assert act(ground, BulkKind.REMIND, seen, here).done == 0
    assert act(ground, BulkKind.VERIFY, seen, here).done == 1


def test_the_bar_acts_once_on_what_is_ticked_and_shows_what_came_of_it(ground, browser):
    action_id = ground.launch()
    officer = browser(ground.officer)
    page = officer.get("actions.board", show="list")
    form = page.form("/board/bulk").values
    sent = form | {"chosen": [f"{one}:0" for one in chosen(ground, action_id)], "kind": "remind"}
    first = officer.post("actions.bulk_act", sent)
    again = officer.post("actions.bulk_act", sent)
    assert first.headers["Location"] == again.headers["Location"]
    assert "已处理3项" in officer.follow(first).text
    with ground.make.work() as work:
        assert len(work.session.scalars(select(BulkAct)).all()) == 1
    bulk_id = first.headers["Location"].split("?")[0].rpartition("/")[2]
    browser(ground.second).get("actions.bulk_done", status=404, bulk_id=bulk_id)


@pytest.mark.parametrize(("sent", "status"), [({}, 422), ({"chosen": ["x"]}, 400), ({"chosen": ["one"]}, 422)])
def test_a_bar_without_a_choice_or_without_a_day_keeps_what_was_sent(ground, browser, sent, status):
    action_id = ground.launch()
    ticked = f"{next(iter(chosen(ground, action_id)))}:0"
    sent = {name: [ticked if one == "one" else one for one in value] for name, value in sent.items()}
    page = browser(ground.officer).post("actions.bulk_act", sent | {"kind": "prolong"}, status=status)
    if sent and status == 422:
        assert ticked in page.html


def test_an_inspector_sees_no_bar_and_a_member_no_board(ground, make, browser):
    action_id = ground.launch()
    inspector = browser(make.person(Role.INSPECTOR))
    assert "bulk-fields" not in inspector.get("actions.board").html
    sent = {"chosen": [f"{one}:0" for one in chosen(ground, action_id)], "kind": "remind"}
    inspector.post("actions.bulk_act", sent, status=403)
    browser(ground.liaisons[0]).post("actions.bulk_act", sent, status=404)
