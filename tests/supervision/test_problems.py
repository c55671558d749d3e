"""What is done with problems: planned, mended, checked by two who did not mend it, and sent back with words."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import ClassVar
from uuid import UUID

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.exc import IntegrityError

from alliance.foundation.kernel.errors import Conflict, Invalid, MoveNotOpen
from alliance.foundation.store import migrate
from alliance.journal.model import Entry, Letter
from alliance.journal.record import record
from alliance.organisations import commands as organisations
from alliance.organisations.model import Organisation
from alliance.supervision import measuring, problem_queries, problems
from alliance.supervision.problem_model import Problem, SendingBack
from alliance.supervision.problems import PlanText, ProblemText, RemedyText
from alliance.supervision.vocabulary import ProblemState, StepCode
from tests.days import in_days, today


def test_a_problem_goes_from_the_first_list_to_the_last_signature(desk):
    problem_id = desk.problem_in(ProblemState.WRITTEN_OFF)
    problem = desk.stored_problem(problem_id)
    assert problem.rectified_by_id == desk.liaison.id
    assert (problem.rechecked_by_id, problem.written_off_by_id) == (desk.officer.id, desk.admin.id)
    with desk.make.work(desk.officer.actor) as work:
        read = problem_queries.reading(work, problem_id)
    assert [one.what for one in read.remedies] == ["补贴提示"]
    assert (read.office, read.leader) == ("运营管理部", "分管副行长")


@pytest.mark.parametrize(
    ("wrong", "field"), [({"found_on": in_days(2)}, "found_on"), ({"due_on": in_days(-1)}, "due_on")]
)
def test_days_that_cannot_be_are_refused(desk, wrong, field):
    with pytest.raises(Invalid) as refusal:
        desk.list_problem(**wrong)
    assert refusal.value.field == field


@pytest.mark.parametrize("remedies", [[], [RemedyText("整改", today() - timedelta(days=1))]])
def test_a_plan_names_what_is_done_and_by_a_day_to_come(desk, remedies):
    problem_id = desk.list_problem()
    with desk.problem(problem_id, desk.liaison) as (work, problem), pytest.raises(Invalid), work.session.begin_nested():
        problems.plan(work, problem, PlanText("合规部", "副行长", remedies))
    assert desk.stored_problem(problem_id).state is ProblemState.LISTED


@pytest.mark.parametrize(("state", "act"), [(ProblemState.RECTIFIED, "send_back"), (ProblemState.RECHECKED, "reopen")])
def test_what_is_sent_back_says_why_and_is_checked_anew(desk, state, act):
    problem_id = desk.problem_in(state)
    with desk.problem(problem_id, desk.third) as (work, problem):
        getattr(problems, act)(work, problem, "三个网点仍未张贴")
    back = desk.stored_problem(problem_id)
    assert (back.state, back.rechecked_by_id) == (ProblemState.PLANNED, None)
    assert sent_back(desk) == [(problem_id, "三个网点仍未张贴", desk.third.id)]
    desk.rectify(problem_id)
    desk.recheck(problem_id)
    desk.write_off(problem_id)
    assert desk.stored_problem(problem_id).state is ProblemState.WRITTEN_OFF


def sent_back(desk):
    """Each time that a problem was sent back, in its order: which, with which words, by whom."""
    with desk.make.work() as work:
        s = SendingBack
        asked = select(s.problem_id, s.words, s.sent_back_by_id).order_by(s.sent_back_at)
        return [tuple(row) for row in work.session.execute(asked)]


def test_every_reason_for_sending_it_back_stays_on_the_page(desk, browser):
    problem_id = desk.problem_in(ProblemState.RECTIFIED)
    address, member = {"problem_id": problem_id}, browser(desk.liaison)
    for words in ("三个网点仍未张贴", "照片看不清"):
        with desk.problem(problem_id, desk.third) as (work, problem):
            problems.send_back(work, problem, words)
        assert words in member.get("supervision.mending", **address).text
        desk.rectify(problem_id)
    page = member.get("supervision.problem", **address)
    assert "三个网点仍未张贴" in page.text
    assert "照片看不清" in page.text


@dataclass(frozen=True)
class ProblemSentBack:
    """The event as the journal kept it before."""

    problem_id: UUID
    organisation_id: UUID
    reason: str
    about: ClassVar[str] = "problem"
    words: ClassVar[str] = "Problem sent back"


def test_words_that_the_journal_has_kept_are_found_at_their_problem(desk, portal):
    first, second = desk.problem_in(ProblemState.PLANNED), desk.problem_in(ProblemState.RECTIFIED)
    with desk.problem(second, desk.third) as (work, problem):
        problems.send_back(work, problem, "照片看不清")
    migrate.downgrade(portal.database, "0022")
    with portal.database.connect() as connection:
        before = connection.execute(text("SELECT returned FROM problem WHERE returned <> ''")).scalars().all()
    with desk.make.work(desk.third.actor) as work:
        for words in ("三个网点仍未张贴", "两个网点仍未张贴"):
            record(work, ProblemSentBack(first, desk.bank.id, words))
    migrate.upgrade(portal.database)
    assert before == ["照片看不清"]
    assert {row[:2] for row in sent_back(desk)} == {(first, "三个网点仍未张贴"), (first, "两个网点仍未张贴")}
    assert {row[2] for row in sent_back(desk)} == {desk.third.id}


PRIVATE = "张三13800138000私下说"


def test_no_words_of_a_problem_or_a_measure_stand_in_the_journal_and_none_of_a_problem_in_its_letters(desk):
    problem_id = desk.list_problem(words=PRIVATE)
    desk.plan(problem_id)
    turns = [("rectify", desk.liaison), ("send_back", desk.third), ("rectify", desk.liaison), ("recheck", desk.third)]
    turns += [("reopen", desk.officer), ("rectify", desk.liaison), ("recheck", desk.third), ("write_off", desk.officer)]
    for act, who in turns:
        with desk.problem(problem_id, who) as (work, problem):
            getattr(problems, act)(work, problem, PRIVATE)
    issued, waiting = desk.take_free(StepCode.REMIND), desk.letter(approved=False)
    for measure_id, act, who in (
        (issued, measuring.answer, desk.liaison),
        (issued, measuring.lift, desk.officer),
        (waiting, measuring.withdraw, desk.officer),
    ):
        with desk.measure(measure_id, who) as (work, measure):
            act(work, measure, PRIVATE)
    with desk.make.work() as work:
        payloads = str(list(work.session.scalars(select(Entry.payload))))
        told = str(list(work.session.scalars(select(Letter.params))))
    assert PRIVATE[:2] not in payloads + told


@pytest.mark.parametrize(
    ("column", "whose"),
    [("rechecked_by_id", "liaison"), ("written_off_by_id", "liaison"), ("written_off_by_id", "officer")],
)
def test_the_database_too_asks_for_two_who_did_not_mend_it(desk, column, whose):
    problem_id = desk.problem_in(ProblemState.RECHECKED)
    who = {column: getattr(desk, whose).id}
    with pytest.raises(IntegrityError), desk.make.work() as work:
        work.session.execute(update(Problem).where(Problem.id == problem_id).values(**who))


def test_the_database_knows_no_problem_that_was_written_off_by_nobody(desk):
    problem_id = desk.problem_in(ProblemState.RECHECKED)
    gone = {"state": ProblemState.WRITTEN_OFF}
    with pytest.raises(IntegrityError), desk.make.work() as work:
        work.session.execute(update(Problem).where(Problem.id == problem_id).values(**gone))


def test_a_problem_found_in_a_measure_keeps_its_subject(desk):
    measure_id = desk.take_free(StepCode.REMIND)
    with desk.measure(measure_id, desk.officer) as (work, measure):
        text = ProblemText("客户经理不了解止付流程", today(), in_days(10))
        problem_id = problems.list_problem(work, measure.organisation_id, text, measure).id
    with desk.make.work(desk.liaison.actor) as work:
        read = problem_queries.reading(work, problem_id)
        assert [one.id for one in problem_queries.of_measure(work, measure_id)] == [problem_id]
    assert (read.measure_id, read.subject) == (measure_id, "开户审核不严")


def test_no_problem_is_listed_of_who_has_left(desk):
    with desk.make.work(desk.officer.actor) as work:
        organisations.release(work, work.session.get_one(Organisation, desk.bank.id), "退出")
    with pytest.raises(Conflict, match="no longer takes part"):
        desk.list_problem()


def test_the_list_goes_on_from_the_last_row_of_a_page(desk, monkeypatch):
    monkeypatch.setattr(problem_queries, "PAGE_ROWS", 2)
    ids = [desk.list_problem(number % 3, words=f"问题{number}") for number in range(5)]
    seen, after = [], None
    with desk.make.work(desk.officer.actor) as work:
        for _page in range(3):
            found = problem_queries.problems(work, problem_queries.ProblemFilter(), after)
            seen += [one.id for one in found.problems]
            after = found.next_key
    assert seen == ids[::-1]
    assert after is None


@pytest.mark.parametrize(
    ("wanted", "count"),
    [({"state": "listed"}, 2), ({"state": "planned"}, 1), ({"district": "140105"}, 0), ({"q": "甲银行"}, 2), ({}, 3)],
)
def test_the_list_is_narrowed(desk, wanted, count):
    desk.problem_in(ProblemState.PLANNED)
    desk.list_problem()
    desk.list_problem(1)
    with desk.make.work(desk.officer.actor) as work:
        assert len(problem_queries.problems(work, problem_queries.ProblemFilter(**wanted)).problems) == count


@pytest.mark.parametrize(("words", "short"), [("一\n二", "一 二"), ("字" * 41, "字" * 40 + "…")])
def test_a_problem_is_named_by_its_first_words(words, short):
    assert problem_queries.shortened(words) == short


def test_a_day_is_the_alliances_own(desk):
    """A problem found today in Taiyuan is not refused because it is still yesterday elsewhere."""
    late_at_night = datetime(2026, 3, 5, 16, 30, tzinfo=UTC)
    with desk.make.work(desk.officer.actor, late_at_night) as work:
        day = date(2026, 3, 6)
        assert problems.list_problem(work, desk.bank.id, ProblemText("问题", day, day)).found_on == day


def test_a_problem_is_not_listed_under_a_measure_that_the_organisation_may_not_read(desk):
    measure_id, text = desk.letter(approved=False), ProblemText("未张贴提示", today(), in_days(5))
    with desk.measure(measure_id, desk.officer) as (work, measure), pytest.raises(MoveNotOpen):
        problems.list_problem(work, measure.organisation_id, text, measure)
