"""Two at once: one wins, the other is told; no number is lost, nothing is doubled, no proof changes behind a back."""

from threading import Thread

import pytest
from sqlalchemy import select

from alliance.actions import launching, reporting
from alliance.actions.board_model import BulkAct
from alliance.actions.model import Assignment, JointAction
from alliance.actions.vocabulary import AssignmentState
from alliance.actions.work_model import ActionReport, Evidence, Extension, Turn
from alliance.foundation.kernel.actor import Role
from alliance.foundation.store.numbering import Numbering
from alliance.matrix import commands as matrix
from alliance.matrix.commands import SeatText
from alliance.matrix.model import Advantage, SeatRole
from tests.actions.standing import assignment_in
from tests.applications.test_races import at_once
from tests.days import in_days
from tests.screenless import Browser

S = AssignmentState
ONCE = {"idempotency_key": "a" * 32}
SEEN = {"version": "1"}
VERDICT = {"revision": "1", "words": "缺少日期"}


@pytest.fixture
def officers(portal, ground):
    return [Browser(portal, one) for one in (ground.officer, ground.second)]


@pytest.fixture
def colleagues(portal, ground):
    """Two who speak for the first bank."""
    staff = ground.make.person(Role.STAFF, organisation=ground.banks[0])
    return [Browser(portal, one) for one in (ground.liaisons[0], staff)]


def twin_of(portal, visitor):
    """The same person in a second window."""
    twin = Browser(portal)
    twin.client.set_cookie("portal", visitor.client.get_cookie("portal").value)
    return twin


def of_bank(ground, action_id, **more):
    return {"assignment_id": ground.held(action_id)[ground.banks[0].id].id, **more}


def numbers(ground):
    """The numbers that actions have, and the last that was given out."""
    with ground.make.work() as work:
        taken = work.session.scalars(select(JointAction.number).where(JointAction.number.is_not(None)))
        last = work.session.scalar(select(Numbering.last).where(Numbering.series == "joint_action"))
        return sorted(taken), last


def test_an_action_launched_twice_at_once_is_launched_once_and_takes_one_number(ground, officers):
    action_id = ground.draft()
    posts = [(one, "actions.launch", SEEN, {"action_id": action_id}) for one in officers]
    assert at_once(*posts) == [303, 409]
    assert numbers(ground) == ([1], 1)
    assert ground.count(Assignment) == len(ground.letters("action_assigned")) == len(ground.banks)


def test_two_actions_launched_at_once_are_numbered_without_a_gap(ground, officers):
    ids = [ground.draft(), ground.draft(ground.text(title="走访商户"))]
    posts = [
        (one, "actions.launch", SEEN, {"action_id": action_id}) for one, action_id in zip(officers, ids, strict=True)
    ]
    assert at_once(*posts) == [303, 303]
    assert numbers(ground) == ([1, 2], 2)


def test_who_is_seated_while_an_action_is_launched_gets_one_assignment(ground, officers):
    action_id = ground.draft()
    seat = {"alliance_code": "police_bank", "seated_as": "member", "duties-governance_matrix": "functional"}
    statuses = at_once(
        (officers[0], "actions.launch", SEEN, {"action_id": action_id}),
        (officers[1], "matrix.seat", seat, {"organisation_id": ground.carrier.id}),
    )
    assert statuses == [303, 303]
    assert set(ground.held(action_id)) == {one.id for one in (*ground.banks, ground.carrier)}
    assert ground.count(Assignment) == len(ground.letters("action_assigned")) == 4


def test_who_is_seated_while_the_very_first_launch_is_under_way_waits_for_it(ground):
    action_id = ground.draft()
    seat = SeatText(ground.carrier.id, "police_bank", SeatRole.MEMBER, {"governance_matrix": Advantage.FUNCTIONAL})

    def seat_it():
        with ground.make.work(ground.second.actor) as work:
            matrix.seat(work, seat)

    seating = Thread(target=seat_it)
    with ground.action(action_id) as (work, action):
        launching.launch(work, action)
        seating.start()
        seating.join(0.3)
    seating.join()
    assert ground.carrier.id in ground.held(action_id)


def test_of_an_action_that_is_launched_while_it_is_changed_one_officer_is_told(ground, officers):
    action_id = ground.draft()
    fields = officers[0].get("actions.edit", action_id=action_id).form("/edit").values | {"title": "改过的标题"}
    del fields["csrf_token"]
    statuses = at_once(
        (officers[0], "actions.rewrite", fields, {"action_id": action_id}),
        (officers[1], "actions.launch", SEEN, {"action_id": action_id}),
    )
    assert statuses == [303, 409]
    assert numbers(ground) in (([1], 1), ([], 0))


def test_a_report_verified_by_two_officers_at_once_is_verified_once(ground, officers):
    action_id = assignment_in(ground, S.REPORTED)
    address = of_bank(ground, action_id, act="verify")
    assert at_once(*((one, "actions.judge", VERDICT, address) for one in officers)) == [303, 409]
    with ground.make.work() as work:
        said = list(work.session.scalars(select(Turn.kind)))
    assert said.count("verified") == 1


def test_reports_that_two_officers_verify_at_once_by_the_bar_have_one_verdict_each_and_the_other_is_told(
    ground, officers
):
    action_id = ground.launch()
    for number in range(len(ground.banks)):
        ground.report(action_id, number)
    ticked = [f"{one.id}:{one.revision}" for one in ground.held(action_id).values()]
    posts = [
        (one, "actions.bulk_act", {"kind": "verify", "chosen": chosen}, {})
        for one, chosen in zip(officers, (ticked, ticked[::-1]), strict=True)
    ]
    assert at_once(*posts) == [303, 303]
    with ground.make.work() as work:
        first, other = sorted(work.session.scalars(select(BulkAct)), key=lambda act: len(act.outcome["refused"]))
        verdicts = list(work.session.scalars(select(Turn.assignment_id).where(Turn.kind == "verified")))
        judged = set(work.session.scalars(select(ActionReport.reviewed_by_id)))
    assert (first.outcome["done"], other.outcome["done"]) == (len(ground.banks), 0)
    assert sorted(verdicts) == sorted(one.id for one in ground.held(action_id).values())
    assert judged == {first.person_id}
    told = [letter.params["what"] for letter in ground.letters("assignment_told")]
    assert sum(what.startswith("Your report is verified") for what in told) == len(ground.banks)
    refused = officers[other.person_id != ground.officer.id].get("actions.bulk_done", bulk_id=other.id)
    assert all(bank.name in refused.text for bank in ground.banks)


def test_of_a_verdict_and_its_opposite_at_once_one_stands(ground, officers):
    action_id = assignment_in(ground, S.REPORTED)
    statuses = at_once(
        (officers[0], "actions.judge", VERDICT, of_bank(ground, action_id, act="verify")),
        (officers[1], "actions.judge", VERDICT, of_bank(ground, action_id, act="give-back")),
    )
    assert statuses == [303, 409]
    with ground.make.work() as work:
        verified = work.session.scalars(select(ActionReport.verified)).one()
    assert ground.stands(action_id) is (S.VERIFIED if verified else S.RETURNED)


def test_a_report_taken_back_while_it_is_verified_is_one_or_the_other(ground, officers, colleagues):
    action_id = assignment_in(ground, S.REPORTED)
    statuses = at_once(
        (officers[0], "actions.judge", VERDICT, of_bank(ground, action_id, act="verify")),
        (colleagues[0], "actions.move", {}, of_bank(ground, action_id, act="take-back")),
    )
    assert statuses == [303, 409]
    with ground.make.work() as work:
        verified = work.session.scalars(select(ActionReport.verified)).one()
    assert ground.stands(action_id) is (S.VERIFIED if verified else S.IN_PROGRESS)


def test_a_report_sent_twice_at_once_with_one_key_is_one_report(ground, portal, colleagues):
    action_id = assignment_in(ground, S.RECEIVED)
    visitors = (colleagues[0], twin_of(portal, colleagues[0]))
    told = ONCE | {"words": "全部完成"}
    assert at_once(*((one, "actions.report", told, of_bank(ground, action_id)) for one in visitors)) == [303, 303]
    assert ground.count(ActionReport) == 1


def test_two_colleagues_who_report_at_once_send_one_report(ground, colleagues):
    action_id = assignment_in(ground, S.RECEIVED)
    posts = [
        (one, "actions.report", {"words": f"完成{n}"}, of_bank(ground, action_id)) for n, one in enumerate(colleagues)
    ]
    assert at_once(*posts) == [303, 409]
    assert ground.count(ActionReport) == 1


def test_an_assignment_signed_for_twice_at_once_is_signed_for_once(ground, colleagues):
    action_id = assignment_in(ground, S.ASSIGNED)
    address = of_bank(ground, action_id, act="receive")
    assert at_once(*((one, "actions.move", {}, address) for one in colleagues)) == [303, 409]
    assert ground.count(Turn) == 1


def test_two_wishes_for_more_time_at_once_are_one(ground, colleagues):
    action_id = assignment_in(ground, S.RECEIVED)
    wish = {"until_on": in_days(40).isoformat(), "words": "设备未到"}
    posts = [(one, "actions.ask_time", wish, of_bank(ground, action_id)) for one in colleagues]
    assert at_once(*posts) == [303, 409]
    assert ground.count(Extension) == 1


def test_more_time_granted_while_it_is_refused_is_one_or_the_other(ground, officers):
    action_id = assignment_in(ground, S.RECEIVED)
    with ground.assignment(action_id) as (work, assignment):
        work.session.add(
            Extension(
                assignment_id=assignment.id,
                until_on=in_days(40),
                words="设备未到",
                asked_by_id=work.person_id,
                asked_at=work.now,
                state="open",
                state_since=work.now,
            )
        )
    posts = [
        (one, "actions.decide_time", {"words": "说明"}, of_bank(ground, action_id, act=act))
        for one, act in zip(officers, ("grant", "refuse"), strict=True)
    ]
    assert at_once(*posts) == [303, 409]
    with ground.make.work() as work:
        state = work.session.scalars(select(Extension.state)).one()
    assert ground.held(action_id)[ground.banks[0].id].due_on == in_days(40 if state == "granted" else 20)


def test_evidence_taken_away_while_the_report_is_sent_is_either_in_it_or_the_report_waits(ground, colleagues):
    action_id = ground.launch(ground.text(evidence_asked="播放照片"))
    ground.receive(action_id)
    with ground.assignment(action_id) as (work, assignment):
        reporting.add_link(work, assignment, "https://example.org/a")
    with ground.make.work() as work:
        evidence_id = work.session.scalars(select(Evidence.id)).one()
    statuses = at_once(
        (colleagues[0], "actions.report", {"words": "全部完成"}, of_bank(ground, action_id)),
        (colleagues[1], "actions.remove_evidence", {}, of_bank(ground, action_id, evidence_id=evidence_id)),
    )
    assert statuses in ([303, 409], [303, 422])
    sent = ground.stands(action_id) is S.REPORTED
    assert ground.count(Evidence) == ground.count(ActionReport) == int(sent)


def test_a_report_sent_while_the_action_is_stopped_stays_and_is_recalled_or_is_refused(ground, officers, colleagues):
    action_id = assignment_in(ground, S.RECEIVED)
    statuses = at_once(
        (colleagues[0], "actions.report", {"words": "全部完成"}, of_bank(ground, action_id)),
        (officers[0], "actions.end", {"reason": "任务取消"}, {"action_id": action_id, "act": "stop"}),
    )
    assert statuses in ([303, 303], [303, 409])
    stopped = {one.state for one in ground.held(action_id).values()} == {S.RECALLED}
    assert stopped or ground.stands(action_id) is S.REPORTED
