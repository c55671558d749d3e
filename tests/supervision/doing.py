"""What the tests of supervision do: the center takes steps about three banks, which answer and mend."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from alliance.actions.model import Assignment
from alliance.foundation.kernel.actor import Role
from alliance.foundation.store.work import Work
from alliance.journal.model import Letter
from alliance.supervision import measuring, problems
from alliance.supervision.measuring import MeasureText
from alliance.supervision.model import LadderStep, Matter, Measure
from alliance.supervision.problem_model import Problem
from alliance.supervision.problems import PlanText, ProblemText, RemedyText
from alliance.supervision.vocabulary import MeasureState, ProblemState, StepCode
from tests.actions.doing import Ground, ground_of
from tests.days import in_days, today
from tests.factories import Make, Someone

BASIS = "《反诈联盟工作规则》第十二条"
WORDS = "请抓紧办理。"
ORDER = list(StepCode)


@dataclass
class Desk:
    """`officer` proposes, `admin` approves, `third` is one more officer; `district`: of the banks' district."""

    make: Make
    ground: Ground
    officer: Someone
    admin: Someone
    third: Someone
    district: Someone
    inspector: Someone

    @property
    def bank(self) -> Any:
        return self.ground.banks[0]

    @property
    def liaison(self) -> Someone:
        return self.ground.liaisons[0]

    def late_assignment(self, number: int = 0, days: int = 20) -> UUID:
        """The assignment of a bank whose days have long passed."""
        action_id = self.ground.launch()
        self.ground.late(action_id, number, days)
        return self.ground.held(action_id)[self.ground.banks[number].id].id

    def take(self, step: StepCode, assignment_id: UUID, who: Someone | None = None, **other: Any) -> UUID:
        with self.make.work((who or self.officer).actor) as work:
            matter = measuring.about_assignment(work, assignment_id)
            return measuring.propose(work, matter, MeasureText(step, BASIS, WORDS, **other)).id

    def take_free(self, step: StepCode, number: int = 0, who: Someone | None = None, **other: Any) -> UUID:
        """The same about a subject that is not an assignment."""
        with self.make.work((who or self.officer).actor) as work:
            matter = measuring.about_subject(work, self.ground.banks[number].id, "开户审核不严")
            return measuring.propose(work, matter, MeasureText(step, BASIS, WORDS, **other)).id

    def approve(self, measure_id: UUID, who: Someone | None = None) -> None:
        with self.measure(measure_id, who or self.admin) as (work, measure):
            measuring.approve(work, measure)

    def letter(self, number: int = 0, *, approved: bool = True) -> UUID:
        """A letter that skips the steps before it, about a subject of its own."""
        measure_id = self.take_free(StepCode.LETTER, number, self.admin, skip_reason="情况紧急")
        if approved:
            self.approve(measure_id, self.officer)
        return measure_id

    def climb(self, assignment_id: UUID, top: StepCode) -> UUID:
        """Every step up to `top`, issued; the id of the last."""
        measure_id = None
        for step in ORDER[: ORDER.index(top) + 1]:
            measure_id = self.take(step, assignment_id)
            if self.stored(measure_id).state is MeasureState.PROPOSED:
                self.approve(measure_id)
        assert measure_id is not None
        return measure_id

    @contextmanager
    def measure(self, measure_id: UUID, who: Someone) -> Iterator[tuple[Work, Measure]]:
        with self.make.work(who.actor) as work:
            yield work, work.session.get_one(Measure, measure_id)

    @contextmanager
    def problem(self, problem_id: UUID, who: Someone) -> Iterator[tuple[Work, Problem]]:
        with self.make.work(who.actor) as work:
            yield work, work.session.get_one(Problem, problem_id)

    def answer(self, measure_id: UUID) -> None:
        with self.measure(measure_id, self.liaison) as (work, measure):
            measuring.answer(work, measure, "已整改完毕。")

    def stored(self, measure_id: UUID) -> Measure:
        with self.make.work() as work:
            return work.session.get_one(Measure, measure_id)

    def stored_problem(self, problem_id: UUID) -> Problem:
        with self.make.work() as work:
            return work.session.get_one(Problem, problem_id)

    def matter(self, measure_id: UUID) -> Matter:
        with self.make.work() as work:
            return work.session.get_one(Matter, self.stored(measure_id).matter_id)

    def assignment(self, assignment_id: UUID) -> Assignment:
        with self.make.work() as work:
            return work.session.get_one(Assignment, assignment_id)

    def step(self, code: StepCode) -> LadderStep:
        with self.make.work() as work:
            newest = select(LadderStep).where(LadderStep.code == code, LadderStep.to_on.is_(None))
            return work.session.scalars(newest).one()

    def list_problem(self, number: int = 0, **other: Any) -> UUID:
        said = {"words": "网点未张贴反诈提示", "found_on": today(), "due_on": in_days(20)} | other
        with self.make.work(self.officer.actor) as work:
            return problems.list_problem(work, self.ground.banks[number].id, ProblemText(**said)).id

    def problem_in(self, state: ProblemState) -> UUID:
        """A problem that has come as far as `state`; the officer checked it, the admin wrote it off."""
        problem_id = self.list_problem()
        for act in (self.plan, self.rectify, self.recheck, self.write_off)[: list(ProblemState).index(state)]:
            act(problem_id)
        return problem_id

    def plan(self, problem_id: UUID) -> None:
        with self.problem(problem_id, self.liaison) as (work, problem):
            remedy = RemedyText("补贴提示", today() + timedelta(days=5))
            problems.plan(work, problem, PlanText("运营管理部", "分管副行长", [remedy]))

    def rectify(self, problem_id: UUID) -> None:
        with self.problem(problem_id, self.liaison) as (work, problem):
            problems.rectify(work, problem, "已全部张贴。")

    def recheck(self, problem_id: UUID, who: Someone | None = None) -> None:
        with self.problem(problem_id, who or self.officer) as (work, problem):
            problems.recheck(work, problem, "现场查看属实。")

    def write_off(self, problem_id: UUID, who: Someone | None = None) -> None:
        with self.problem(problem_id, who or self.admin) as (work, problem):
            problems.write_off(work, problem, "同意销号。")

    def letters(self) -> list[tuple[str, str, str]]:
        """The letters of supervision: to whom, about what, and why."""
        with self.make.work() as work:
            found = work.session.scalars(select(Letter).where(Letter.template.startswith("supervision"))).all()
            return [(one.address, one.params["headline"], one.params["why"]) for one in found]


def desk_of(make: Make) -> Desk:
    ground = ground_of(make)
    return Desk(
        make,
        ground,
        ground.officer,
        ground.second,
        make.person(),
        make.person(Role.DISTRICT_OFFICER, district="140106"),
        make.person(Role.INSPECTOR),
    )
