"""What is done with initiatives: written, issued, answered, fulfilled; and what is refused with which words."""

from dataclasses import replace
from uuid import uuid4

import pytest
from sqlalchemy import delete, func, select, update

from alliance.actions import queries as actions
from alliance.actions.model import JointAction
from alliance.actions.vocabulary import OriginKind
from alliance.audiences.model import Audience
from alliance.audiences.queries import organisations_in
from alliance.audiences.terms import Term, Terms
from alliance.foundation.kernel.clock import local_day
from alliance.foundation.kernel.errors import Conflict, Invalid, MoveNotOpen
from alliance.initiatives import answering, answers, drafting, fulfilling, issuing, reading, spawning, tallies
from alliance.initiatives.answering import ClauseText, PledgeText
from alliance.initiatives.drafting import AskText
from alliance.initiatives.fulfilling import DoneText
from alliance.initiatives.model import Ask, Clause, Initiative, Pledge, Response
from alliance.initiatives.vocabulary import InitiativeState, ResponseState
from alliance.journal.queries import timeline
from alliance.matrix import commands as matrix
from alliance.matrix.model import Advantage, SeatRole
from alliance.organisations import commands as organisations
from alliance.organisations.model import Organisation
from tests.days import in_days
from tests.initiatives.doing import BANKS, CONTACT, TEXT, TRAINING
from tests.screenless import Counted


def events_of(make, subject_id):
    with make.work() as work:
        return [one.what for one in reversed(timeline(work, subject_id))]


def test_issuing_sends_it_to_everybody_of_the_audience_and_to_nobody_else(ground):
    initiative_id = ground.issue()
    assert ground.responses(initiative_id) == {bank.id: ResponseState.SENT for bank in ground.banks}
    stored = ground.stored(initiative_id)
    assert (stored.number, stored.state, stored.issued_by_id) == (1, InitiativeState.ISSUED, ground.officer.id)
    accounts = {liaison.email for liaison in ground.liaisons}
    told = ground.letters("initiative_issued")
    assert accounts <= set(told)
    assert len(told) == 2 * len(ground.banks), "each by the account and by the address that it has left"
    assert events_of(ground.make, initiative_id) == ["Initiative drafted", "Initiative issued"]


def test_issuing_takes_as_many_statements_for_three_as_for_ten(ground, portal):
    counts = []
    for more in (0, 7):
        for _ in range(more):
            ground.make.seat(ground.make.organisation())
        initiative_id = ground.draft()
        with ground.center(initiative_id) as (work, initiative), Counted(portal) as counted:
            issuing.issue(work, initiative)
        counts.append(counted.statements)
    assert counts[0] == counts[1]


@pytest.mark.parametrize(
    ("asks", "field"),
    [
        ((), "ask_0_words"),
        ((replace(CONTACT, due_on=in_days(-1)),), "ask_0_due_on"),
        ((CONTACT, replace(TRAINING, unit="")), "ask_1_unit"),
        ((CONTACT, replace(TRAINING, target=None)), "ask_1_target"),
    ],
)
def test_an_ask_that_says_too_little_or_comes_too_late_is_refused_at_its_field(ground, asks, field):
    with ground.make.work(ground.officer.actor) as work, pytest.raises(Invalid) as refused:
        drafting.draft(work, replace(TEXT, asks=asks))
    assert refused.value.field == field


def test_an_audience_of_nobody_is_refused_while_writing_and_when_it_is_issued(ground):
    with ground.make.work(ground.officer.actor) as work, pytest.raises(Invalid) as refused:
        drafting.draft(work, replace(TEXT, terms=Terms.of([Term(alliance="police_media")])))
    assert refused.value.field == "terms"
    initiative_id = ground.draft(terms=Terms.each([ground.carrier.id]))
    with ground.make.work() as work:
        organisations.suspend(work, work.session.get_one(Organisation, ground.carrier.id), "测试")
    with ground.center(initiative_id) as (work, initiative), pytest.raises(Conflict, match="Nobody belongs"):
        issuing.issue(work, initiative)


def test_what_was_due_before_it_is_issued_is_refused(ground):
    initiative_id = ground.draft(asks=(replace(CONTACT, due_on=in_days(0)),))
    with ground.center(initiative_id) as (work, initiative):
        work.session.execute(update(Ask).values(due_on=in_days(-1)))
        with pytest.raises(Conflict, match="due before today"):
            issuing.issue(work, initiative)


def test_a_draft_that_somebody_else_has_changed_is_not_written_over(ground):
    initiative_id = ground.draft()
    version = ground.stored(initiative_id).version
    for title, refused in (("第一稿", False), ("第二稿", True)):
        with ground.center(initiative_id) as (work, initiative):
            text = replace(TEXT, title=title, version=version, asks=(CONTACT,))
            if refused:
                with pytest.raises(Conflict):
                    drafting.change(work, initiative, text)
            else:
                drafting.change(work, initiative, text)
    assert ground.stored(initiative_id).title == "第一稿"
    assert len(ground.asks(initiative_id)) == 1


def test_a_pledge_holds_what_is_taken_with_own_words_and_who_signed(ground):
    initiative_id = ground.issue()
    ground.pledge(initiative_id, 0, 2)
    with ground.member(initiative_id) as (work, initiative):
        own = answers.own(work, initiative)
    [clause] = own.pledge.clauses
    assert (own.state, own.revision, own.pledge.signer, own.pledge.signer_office) == (
        *(ResponseState.PLEDGED, 1),
        *("王行长", "分管领导"),
    )
    assert (clause.position, clause.target, clause.words) == (2, 50, "我们这样做")
    assert own.read_at is not None, "whoever answers has read"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        (lambda asks: {}, "take_1"),
        (lambda asks: {uuid4(): ClauseText()}, "take_1"),
        (lambda asks: {asks[1]: ClauseText(None, "尽力")}, "target_2"),
    ],
)
def test_a_pledge_to_nothing_or_without_its_figure_is_refused_at_its_field(ground, change, field):
    initiative_id = ground.issue()
    text = ground.text_of_pledge(initiative_id, 1, taken=change(ground.asks(initiative_id)))
    with ground.member(initiative_id) as (work, initiative), pytest.raises(Invalid) as refused:
        answering.pledge(work, initiative, text)
    assert refused.value.field == field


def test_an_ask_of_another_initiative_is_not_taken(ground):
    first, other = ground.issue(), ground.issue()
    text = ground.text_of_pledge(first, 1)
    strange = ground.text_of_pledge(other, 1).taken
    with ground.member(first) as (work, initiative):
        answering.pledge(work, initiative, replace(text, taken={**text.taken, **strange}))
        assert len(answers.own(work, initiative).pledge.clauses) == 1


def test_a_changed_pledge_keeps_the_versions_before_and_what_was_told_of_what_stays(ground):
    initiative_id = ground.issue()
    ground.pledge(initiative_id, 0, 1, 2)
    ground.tell(initiative_id, 0, 1)
    ground.pledge(initiative_id, 0, 1, revision=1, signer="李行长")
    with ground.member(initiative_id) as (work, initiative):
        own = answers.own(work, initiative)
    assert [one.revision for one in own.pledges] == [2, 1]
    assert [one.signer for one in own.pledges] == ["李行长", "王行长"]
    assert [clause.position for clause in own.pledge.clauses] == [1]
    assert own.pledge.clauses[0].told_at is not None
    assert events_of(ground.make, own.response_id)[-1] == "Pledged"


def test_a_pledge_over_a_page_that_is_no_longer_true_is_refused(ground):
    initiative_id = ground.issue()
    ground.pledge(initiative_id)
    with pytest.raises(Conflict):
        ground.pledge(initiative_id, 0, 1, revision=0)


def test_whoever_declined_may_pledge_after_all_and_the_reason_goes(ground):
    initiative_id = ground.issue()
    ground.decline(initiative_id)
    assert ground.response(initiative_id).reason == "人手不足"
    ground.pledge(initiative_id)
    assert ground.response(initiative_id).reason == ""


def test_a_pledge_is_fulfilled_once_all_that_it_takes_on_is_told_and_confirmed(ground):
    initiative_id = ground.issue()
    ground.pledge(initiative_id, 0, 1, 2)
    for position, state in ((1, ResponseState.PLEDGED), (2, ResponseState.FULFILLED)):
        ground.tell(initiative_id, 0, position)
        ground.confirm(initiative_id, 0, position)
        assert ground.response(initiative_id).state is state
    assert ground.liaisons[0].email in ground.letters("initiative_fulfilled")


def test_what_was_pledged_is_told_after_the_initiative_is_closed_not_after_it_is_withdrawn(ground):
    initiative_id = ground.issue()
    ground.pledge(initiative_id, 0, 1, 2)
    ground.end(initiative_id)
    ground.tell(initiative_id, 0, 1)
    ground.end(initiative_id, "withdraw")
    with pytest.raises(MoveNotOpen):
        ground.tell(initiative_id, 0, 2)


def test_a_figure_is_told_where_one_was_pledged(ground):
    initiative_id = ground.issue()
    ground.pledge(initiative_id, 0, 2)
    ask_id = ground.asks(initiative_id)[1]
    with ground.member(initiative_id) as (work, initiative), pytest.raises(Invalid) as refused:
        fulfilling.tell(work, answering.own_response(work, initiative), ask_id, DoneText("做完了"))
    assert refused.value.field == "figure"


def test_what_was_not_taken_on_is_not_told(ground):
    initiative_id = ground.issue()
    ground.pledge(initiative_id, 0, 1)
    with pytest.raises(MoveNotOpen):
        ground.tell(initiative_id, 0, 2)


def test_only_what_was_shown_is_confirmed_and_only_once(ground):
    initiative_id = ground.issue()
    ground.pledge(initiative_id, 0, 1, 2)
    ask_id = ground.asks(initiative_id)[0]
    for shown in ("", "2022-07-04T00:00:00+00:00"):
        with ground.make.work(ground.second.actor) as work:
            clause = fulfilling.clause(work, initiative_id, ground.banks[0].id, ask_id)
            with pytest.raises(Conflict):
                fulfilling.confirm(work, clause, shown)
    ground.tell(initiative_id)
    ground.confirm(initiative_id)
    with pytest.raises(Conflict, match="confirmed already"):
        ground.confirm(initiative_id)
    with pytest.raises(Conflict, match="confirmed already"):
        ground.tell(initiative_id)


def test_those_who_have_not_answered_are_reminded_once_a_day(ground):
    initiative_id = ground.issue()
    ground.read(initiative_id, 0)
    ground.decline(initiative_id, 1)
    with ground.center(initiative_id) as (work, initiative):
        assert issuing.remind(work, initiative) == 2
    told = ground.letters("initiative_reminded")
    assert ground.liaisons[0].email in told
    assert ground.liaisons[1].email not in told
    with ground.center(initiative_id) as (work, initiative), pytest.raises(Conflict, match="today already"):
        issuing.remind(work, initiative)
    with ground.center(initiative_id) as (work, initiative):
        initiative.reminded_on = in_days(-1)
        work.session.flush()
        assert issuing.remind(work, initiative) == 2


def test_nobody_is_reminded_when_all_have_answered_or_it_has_ended(ground):
    initiative_id = ground.issue()
    for number in range(3):
        ground.decline(initiative_id, number)
    with ground.center(initiative_id) as (work, initiative), pytest.raises(Conflict, match="nobody to remind"):
        issuing.remind(work, initiative)
    ground.end(initiative_id)
    with ground.center(initiative_id) as (work, initiative), pytest.raises(Conflict, match="while an initiative"):
        issuing.remind(work, initiative)


def test_whoever_comes_into_the_audience_later_gets_it_and_whoever_leaves_keeps_the_answer(ground):
    initiative_id = ground.issue()
    ground.pledge(initiative_id, 0)
    late = ground.make.organisation("戊银行太原分行（测试）")
    with ground.make.work(ground.officer.actor) as work:
        seat_in_banks(work, late)
    assert ground.responses(initiative_id)[late.id] is ResponseState.SENT
    with ground.make.work() as work:
        organisations.suspend(work, work.session.get_one(Organisation, ground.banks[0].id), "测试")
    assert ground.responses(initiative_id)[ground.banks[0].id] is ResponseState.PLEDGED
    with ground.make.work(ground.officer.actor) as work:
        whole = reading.reading(work, initiative_id)
        lines = {line.organisation_id: line.belongs for line in answers.everybody(work, whole)}
        assert lines == {late.id: True, **{bank.id: bank is not ground.banks[0] for bank in ground.banks}}
        assert tallies.tally(work, whole).sent == 3
        assert tallies.wall(work, whole, None).named == 0


def seat_in_banks(work, organisation):
    duties = {"governance_matrix": Advantage.FUNCTIONAL}
    matrix.seat(work, matrix.SeatText(organisation.id, "police_bank", SeatRole.MEMBER, duties))


def test_nothing_follows_for_what_has_ended_and_nobody_gets_it_twice(ground):
    ended, running = ground.issue(), ground.issue()
    ground.end(ended)
    late = ground.make.organisation("戊银行太原分行（测试）")
    with ground.make.work(ground.officer.actor) as work:
        seat_in_banks(work, late)
        organisations.suspend(work, work.session.get_one(Organisation, late.id), "测试")
        organisations.resume(work, work.session.get_one(Organisation, late.id))
    assert late.id not in ground.responses(ended)
    assert list(ground.responses(running)).count(late.id) == 1


def test_whoever_no_event_has_told_of_still_answers(ground):
    """An alliance may open or close by a date: no event tells of it."""
    initiative_id = ground.issue()
    with ground.make.work() as work:
        work.session.execute(delete(Response).where(Response.organisation_id == ground.banks[2].id))
    ground.pledge(initiative_id, 2)
    assert ground.response(initiative_id, 2).state is ResponseState.PLEDGED


def test_an_ask_becomes_an_action_of_those_who_pledged_it(ground):
    initiative_id = ground.issue()
    ground.pledge(initiative_id, 0, 1, 2)
    ground.pledge(initiative_id, 1, 2)
    ground.pledge(initiative_id, 2, 1)
    ask_id = ground.asks(initiative_id)[1]
    with ground.make.work(ground.officer.actor) as work:
        action_id = spawning.make_action(work, reading.ask(work, ask_id)).id
    with ground.make.work(ground.officer.actor) as work:
        action = work.session.get_one(JointAction, action_id)
        terms = Terms.from_json(work.session.get_one(Audience, action.audience_id).terms)
        assert organisations_in(work, terms) == {ground.banks[0].id, ground.banks[1].id}
        assert (action.target, action.unit, action.why) == (TRAINING.target, TRAINING.unit, TEXT.title)
        [linked] = actions.of_origins(work, OriginKind.ASK, [ask_id])
        assert (linked.action_id, linked.thing_id) == (action_id, ask_id)
    assert events_of(ground.make, initiative_id)[-1] == "A joint action drafted from an ask"


def test_an_ask_that_nobody_pledged_becomes_no_action(ground):
    ask_id = ground.asks(ground.issue())[0]
    with ground.make.work(ground.officer.actor) as work, pytest.raises(Conflict):
        spawning.make_action(work, reading.ask(work, ask_id))


def test_a_dropped_draft_leaves_nothing(ground):
    initiative_id = ground.draft(terms=BANKS, asks=(AskText("一"), AskText("二")))
    with ground.center(initiative_id) as (work, initiative):
        drafting.drop(work, initiative)
    with ground.make.work() as work:
        for model in (Initiative, Ask, Response, Pledge, Clause):
            assert work.session.scalar(select(func.count()).select_from(model)) == 0


def test_the_day_of_a_reminder_is_the_local_one(ground):
    initiative_id = ground.issue()
    with ground.center(initiative_id) as (work, initiative):
        issuing.remind(work, initiative)
        assert initiative.reminded_on == local_day(work.now)


def test_nothing_is_confirmed_of_an_initiative_that_was_withdrawn(ground):
    initiative_id = ground.issue()
    ground.pledge(initiative_id, 0, 1)
    ground.tell(initiative_id)
    with ground.center(initiative_id) as (work, initiative):
        issuing.withdraw(work, initiative, "内容有误")
    with pytest.raises(MoveNotOpen):
        ground.confirm(initiative_id)


PRIVATE, MASKED = "已联系客户，电话13800138000", "已联系客户，电话138****8000"


def test_what_is_personal_in_an_organisations_answer_is_masked_and_who_signs_is_named(ground):
    initiative_id = ground.issue()
    ask_id = ground.asks(initiative_id)[0]
    with ground.member(initiative_id) as (work, initiative):
        text = PledgeText({ask_id: ClauseText(words=PRIVATE)}, "王行长", "分管领导")
        answering.pledge(work, initiative, text)
        response = answering.own_response(work, initiative)
        fulfilling.tell(work, response, ask_id, DoneText(PRIVATE))
        [clause] = work.session.scalars(select(Clause)).all()
        [pledge] = work.session.scalars(select(Pledge)).all()
        assert (clause.words, clause.account, pledge.signer) == (MASKED, MASKED, "王行长")
        answering.decline(work, initiative, PRIVATE)
        assert response.reason == MASKED
