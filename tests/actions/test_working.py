"""What an organisation answers and reports, and what an officer says to it."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from alliance.actions import answering, extending, reporting, reviewing, splitting
from alliance.actions.model import BLOCK_LENGTH
from alliance.actions.reporting import Told
from alliance.actions.vocabulary import AssignmentRole, AssignmentState, EvidenceKind, TurnKind
from alliance.actions.work_model import ActionReport, Evidence, Extension, Turn
from alliance.foundation.kernel.errors import Conflict, Invalid, MoveNotOpen, NotAllowed
from alliance.people.addresses import GONE
from alliance.people.model import Appointment
from tests.actions.standing import assignment_in
from tests.days import in_days

S = AssignmentState


def evidence_of(ground, revision):
    with ground.make.work() as work:
        rows = work.session.scalars(select(Evidence).where(Evidence.revision == revision))
        return [(one.kind, one.link) for one in rows]


def test_an_assignment_is_signed_for_accepted_and_reported_in_time(ground):
    action_id = ground.launch()
    with ground.assignment(action_id) as (work, assignment):
        answering.receive(work, assignment)
        answering.accept(work, assignment)
        reporting.progress(work, assignment, Told("完成一半", 15))
        reporting.report(work, assignment, Told("全部完成", 30))
    assert ground.stands(action_id) is S.REPORTED
    with ground.assignment(action_id, 0, ground.officer) as (work, assignment):
        reviewing.verify(work, assignment, 1, "很好")
    assert ground.stands(action_id) is S.VERIFIED
    with ground.make.work() as work:
        said = [turn.kind for turn in work.session.scalars(select(Turn).order_by(Turn.at, Turn.id))]
        report = work.session.scalars(select(ActionReport)).one()
    assert set(said) == {TurnKind.RECEIVED, TurnKind.ACCEPTED, TurnKind.PROGRESS, TurnKind.REPORTED, TurnKind.VERIFIED}
    assert (report.verified, report.review, report.figure) == (True, "很好", 30)


def test_who_reports_at_once_has_signed_for_it(ground):
    action_id = ground.launch()
    ground.receive(action_id)
    ground.report(action_id)
    assert ground.held(action_id)[ground.banks[0].id].received_at is not None


def test_who_is_only_informed_signs_and_nothing_more_is_asked(ground):
    action_id = ground.launch(ground.text(default_role=AssignmentRole.INFORM))
    ground.receive(action_id)
    assert ground.stands(action_id) is S.NOTED
    with ground.assignment(action_id, 1) as (work, assignment), pytest.raises(MoveNotOpen):
        reporting.report(work, assignment, Told("完成"))


@pytest.mark.parametrize("act", [answering.ask_back, answering.decline])
def test_to_ask_back_or_to_decline_takes_words(ground, act):
    action_id = ground.launch()
    ground.receive(action_id)
    with ground.assignment(action_id) as (work, assignment):
        with pytest.raises(Invalid):
            act(work, assignment, "  ")
        act(work, assignment, "宣传片在哪里领取？")
    assert ground.stands(action_id) in {S.QUERIED, S.DECLINED}


def test_the_center_answers_a_question_and_stands_by_what_was_declined(ground):
    action_id = ground.launch()
    for number, act, reply in ((0, answering.ask_back, answering.answer), (1, answering.decline, answering.insist)):
        ground.receive(action_id, number)
        with ground.assignment(action_id, number) as (work, assignment):
            act(work, assignment, "为什么？")
        with ground.assignment(action_id, number, ground.officer) as (work, assignment):
            reply(work, assignment, "因为需要")
        assert ground.stands(action_id, number) is S.RECEIVED


def test_what_was_declined_may_be_waived_with_a_reason(ground):
    action_id = ground.launch()
    ground.receive(action_id)
    with ground.assignment(action_id) as (work, assignment):
        answering.decline(work, assignment, "没有网点")
    with ground.assignment(action_id, 0, ground.officer) as (work, assignment):
        with pytest.raises(Invalid):
            reviewing.waive(work, assignment, "")
        reviewing.waive(work, assignment, "情况属实")
    assert ground.stands(action_id) is S.WAIVED


def test_a_report_that_is_given_back_keeps_its_review_and_is_sent_again_with_its_evidence(ground):
    action_id = ground.launch(ground.text(evidence_asked="照片"))
    ground.receive(action_id)
    with ground.assignment(action_id) as (work, assignment):
        with pytest.raises(Invalid):
            reporting.report(work, assignment, Told("完成"))
        reporting.add_link(work, assignment, "https://example.org/a")
        reporting.report(work, assignment, Told("完成"))
    with ground.assignment(action_id, 0, ground.officer) as (work, assignment):
        reviewing.give_back(work, assignment, 1, "缺少日期")
    with ground.assignment(action_id) as (work, assignment):
        reporting.add_link(work, assignment, "https://example.org/b")
        reporting.report(work, assignment, Told("补充完成"))
    first, second = evidence_of(ground, 1), evidence_of(ground, 2)
    assert first == [(EvidenceKind.LINK, "https://example.org/a")]
    assert {link for _kind, link in second} == {"https://example.org/a", "https://example.org/b"}
    with ground.make.work() as work:
        reports = list(work.session.scalars(select(ActionReport).order_by(ActionReport.revision)))
    assert [(one.verified, one.review) for one in reports] == [(False, "缺少日期"), (None, "")]


def test_evidence_of_a_sent_report_is_not_taken_away(ground):
    action_id = ground.launch()
    ground.receive(action_id)
    with ground.assignment(action_id) as (work, assignment):
        reporting.add_link(work, assignment, "https://example.org/a")
        reporting.report(work, assignment, Told("完成"))
        sent = work.session.scalars(select(Evidence)).one()
        with pytest.raises(MoveNotOpen):
            reporting.remove(work, assignment, sent.id)
        reporting.take_back(work, assignment)
        with pytest.raises(Conflict):
            reporting.remove(work, assignment, sent.id)
    assert len(evidence_of(ground, 1)) == len(evidence_of(ground, 2)) == 1


def test_an_officer_who_looked_at_an_older_report_is_refused(ground):
    action_id = ground.launch()
    ground.receive(action_id)
    ground.report(action_id)
    with ground.assignment(action_id) as (work, assignment):
        reporting.take_back(work, assignment)
        reporting.report(work, assignment, Told("换了证据"))
    with ground.assignment(action_id, 0, ground.officer) as (work, assignment), pytest.raises(Conflict):
        reviewing.verify(work, assignment, 1)
    assert ground.stands(action_id) is S.REPORTED


def test_nobody_verifies_what_they_reported_themselves_under_whatever_role(ground):
    action_id = ground.launch()
    ground.receive(action_id)
    ground.report(action_id)
    with ground.assignment(action_id, 0, ground.liaisons[0]) as (work, assignment), pytest.raises(NotAllowed):
        reviewing.verify(work, assignment, 1)


@pytest.mark.parametrize(
    "link",
    [
        *("javascript:alert(1)", "ftp://example.org", "https://", "没有", "http://[", "http://℀.com/"),
        *("https://www.gov.cn@example.org/", "https://@example.org/"),
    ],
)
def test_a_link_leads_to_a_site(ground, link):
    action_id = ground.launch()
    ground.receive(action_id)
    with ground.assignment(action_id) as (work, assignment), pytest.raises(Invalid):
        reporting.add_link(work, assignment, link)


def test_the_day_moves_only_when_more_time_is_granted(ground):
    action_id = ground.launch()
    ground.receive(action_id)
    with ground.assignment(action_id) as (work, assignment):
        due = assignment.due_on
        with pytest.raises(Invalid):
            extending.ask(work, assignment, due, "来不及")
        extending.ask(work, assignment, in_days(40), "设备未到")
        with pytest.raises(Conflict):
            extending.ask(work, assignment, in_days(50), "设备未到")
        assert assignment.due_on == due
    with ground.assignment(action_id, 0, ground.officer) as (work, assignment):
        extending.grant(work, assignment)
        assert assignment.due_on == in_days(40)
        with pytest.raises(MoveNotOpen):
            extending.refuse(work, assignment, "不同意")


def test_whoever_spoke_for_the_organisation_decides_nothing_for_the_center(ground):
    action_id = ground.launch()
    ground.receive(action_id)
    with ground.assignment(action_id) as (work, assignment):
        extending.ask(work, assignment, in_days(40), "设备未到")
    both = replace(ground.officer, actor=replace(ground.officer.actor, person_id=ground.liaisons[0].id))
    with ground.assignment(action_id, 0, both) as (work, assignment):
        for act in (
            lambda: extending.grant(work, assignment),
            lambda: extending.prolong(work, assignment, in_days(50)),
            lambda: reviewing.waive(work, assignment, "不必了"),
        ):
            with pytest.raises(NotAllowed):
                act()
        assert assignment.due_on == in_days(20)


def test_more_time_that_is_refused_leaves_the_day(ground):
    action_id = ground.launch()
    ground.receive(action_id)
    with ground.assignment(action_id) as (work, assignment):
        extending.ask(work, assignment, in_days(40), "设备未到")
    with ground.assignment(action_id, 0, ground.officer) as (work, assignment):
        with pytest.raises(Invalid):
            extending.refuse(work, assignment, "")
        extending.refuse(work, assignment, "时间足够")
        assert assignment.due_on == in_days(20)


def test_parts_of_the_work_go_to_own_people_and_are_done_once(ground):
    action_id = ground.launch()
    with ground.assignment(action_id) as (work, assignment):
        with pytest.raises(Invalid):
            splitting.add(work, assignment, splitting.SubTaskText("城东支行", ground.liaisons[1].id))
        part = splitting.add(work, assignment, splitting.SubTaskText("城东支行", ground.liaisons[0].id))
        splitting.finish(work, assignment, part.id)
        with pytest.raises(Conflict):
            splitting.finish(work, assignment, part.id)
        with pytest.raises(Conflict):
            splitting.drop(work, assignment, part.id)


def test_only_who_still_has_something_to_do_is_reminded(ground):
    action_id = ground.launch()
    with ground.assignment(action_id, 0, ground.officer) as (work, assignment):
        answering.remind(work, assignment)
        reviewing.waive(work, assignment, "不再需要")
        with pytest.raises(MoveNotOpen):
            answering.remind(work, assignment)


def test_an_officer_who_is_of_the_center_no_longer_is_told_no_more_and_the_others_are(ground):
    action_id = ground.launch()
    ground.receive(action_id)
    with ground.make.work() as work:
        work.session.get_one(Appointment, ground.officer.appointment_id).ended_at = work.now
    ground.report(action_id)
    told = {(letter.address, letter.params["why"]) for letter in ground.letters("assignment_told")}
    assert told == {(ground.second.email, GONE)}


def test_every_turn_is_told_to_the_other_side_with_the_reason_why(ground):
    action_id = ground.launch()
    ground.receive(action_id)
    ground.report(action_id)
    with ground.assignment(action_id, 0, ground.officer) as (work, assignment):
        reviewing.give_back(work, assignment, 1, "缺少日期")
    told = ground.letters("assignment_told")
    assert {letter.address for letter in told} > {ground.officer.email}
    assert all(letter.params["why"].startswith("You get this letter because") for letter in told)
    assert not any("缺少日期" in str(letter.params) for letter in told)


PRIVATE, MASKED = "已联系客户，电话13800138000", "已联系客户，电话138****8000"


@pytest.mark.parametrize(
    ("state", "act"),
    [
        (S.RECEIVED, lambda work, one: answering.ask_back(work, one, PRIVATE)),
        (S.RECEIVED, lambda work, one: answering.decline(work, one, PRIVATE)),
        (S.RECEIVED, lambda work, one: reporting.progress(work, one, Told(PRIVATE))),
        (S.RECEIVED, lambda work, one: reporting.report(work, one, Told(PRIVATE))),
        (S.RECEIVED, lambda work, one: extending.ask(work, one, in_days(40), PRIVATE)),
    ],
)
def test_what_is_personal_in_an_organisations_words_is_masked(ground, state, act):
    action_id = assignment_in(ground, state)
    with ground.assignment(action_id) as (work, assignment):
        act(work, assignment)
    with ground.make.work() as work:
        kept = [
            one
            for words in (Turn.words, ActionReport.words, Extension.words)
            for one in work.session.scalars(select(words))
        ]
    assert MASKED in kept
    assert PRIVATE not in kept


def test_what_is_personal_in_the_title_of_a_link_is_masked_too(ground):
    action_id = assignment_in(ground, S.RECEIVED)
    with ground.assignment(action_id) as (work, assignment):
        reporting.add_link(work, assignment, "https://example.org/a", PRIVATE)
        assert work.session.scalars(select(Evidence.title)).one() == MASKED


def test_words_that_their_masks_make_too_long_are_refused_at_their_field(ground):
    action_id = assignment_in(ground, S.RECEIVED)
    words = "卡号6222021234560128 " * (BLOCK_LENGTH // 19)
    assert len(words) <= BLOCK_LENGTH
    with ground.assignment(action_id) as (work, assignment), pytest.raises(Invalid) as refusal:
        reporting.report(work, assignment, Told(words))
    assert refusal.value.field == "words"
    assert ground.stands(action_id) is S.RECEIVED
