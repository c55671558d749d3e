"""Supervision in the world of the tests: of one member a letter that it has answered, of another one that waits."""

from collections.abc import Mapping
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from alliance.files.checking import check
from alliance.foundation.kernel.clock import local_day
from alliance.policy.can import Can
from alliance.supervision import attaching, measuring, problem_queries, problems, queries
from alliance.supervision.measuring import MeasureText
from alliance.supervision.model import Measure
from alliance.supervision.problem_model import Problem
from alliance.supervision.problems import PlanText, ProblemText, RemedyText
from alliance.supervision.vocabulary import StepCode
from alliance.worktime.model import CalendarDay
from tests.factories import Make
from tests.files.sound import png

Given = Mapping[str, Any]
MISSING = UUID(int=7)


def build(world: Any, make: Make) -> None:
    _answered(world, make, _letter(world, make, "a"))
    _letter(world, make, "b", approve=False)
    _mended(world, make, _problem(world, make, "a"))
    _problem(world, make, "b")
    _day_that_is_changed(world, make)


def _day_that_is_changed(world: Any, make: Make) -> None:
    """It has passed, so that nobody takes it back."""
    keeper = world.people["administrator"].id
    with make.work() as work:
        day = CalendarDay(day=date(2020, 1, 1), works=True, reason="演示", set_by_id=keeper, set_at=work.now)
        work.session.add(day)


def _letter(world: Any, make: Make, label: str, *, approve: bool = True) -> Any:
    """Proposed by the administrator, who may leave steps out."""
    of, proposer, approver = world.things[label], world.people["administrator"], world.people["officer"]
    thing = SimpleNamespace(organisation_id=of.organisation_id, district_code=of.district_code)
    thing.issued_at, thing.proposed_by_id = (object() if approve else None), proposer.id
    basis, words, reason = (
        world.mark(f"{part}-{label}", (Can.READ_MEASURE, thing)) for part in ("basis", "measure", "skip")
    )
    with make.work(proposer.actor) as work:
        matter = measuring.about_subject(work, of.organisation_id, "督办事项")
        thing.id = measuring.propose(work, matter, MeasureText(StepCode.LETTER, basis, words, reason)).id
    if approve:
        with make.work(approver.actor) as work:
            measuring.approve(work, work.session.get_one(Measure, thing.id))
    thing.file_id = MISSING
    world.things[f"measure {label}"] = thing
    return thing


def _answered(world: Any, make: Make, thing: Any) -> None:
    with make.work(world.people["liaison"].actor) as work:
        measure = work.session.get_one(Measure, thing.id)
        attaching.attach(work, measure, [check(png(), "picture.png")])
        measuring.answer(work, measure, world.mark("answer", (Can.READ_MEASURE, thing)))
        thing.file_id = work.session.scalars(queries.files_of(thing.id)).one()


def _problem(world: Any, make: Make, label: str) -> Any:
    of = world.things[label]
    thing = SimpleNamespace(organisation_id=of.organisation_id, district_code=of.district_code, file_id=MISSING)
    thing.rectified_by_id = thing.rechecked_by_id = None
    with make.work(world.people["officer"].actor) as work:
        today = local_day(work.now)
        text = ProblemText(world.mark(f"problem-{label}", (Can.READ_PROBLEM, thing)), today, today + timedelta(days=9))
        thing.id = problems.list_problem(work, of.organisation_id, text).id
    world.things[f"problem {label}"] = thing
    return thing


def _mended(world: Any, make: Make, thing: Any) -> None:
    liaison = world.people["liaison"]
    office, leader, what, how = (
        world.mark(part, (Can.READ_PROBLEM, thing)) for part in ("office", "post", "remedy", "mended")
    )
    with make.work(liaison.actor) as work:
        problem = work.session.get_one(Problem, thing.id)
        problems.plan(work, problem, PlanText(office, leader, [RemedyText(what, local_day(work.now))]))
        attaching.attach(work, problem, [check(png(), "picture.png")])
        problems.rectify(work, problem, how)
        thing.rectified_by_id = liaison.id
        thing.file_id = work.session.scalars(problem_queries.files_of(thing.id)).one()


def addresses(things: Mapping[str, Any]) -> dict[tuple[str, ...], list[tuple[Given, Any]]]:
    """What the addresses of supervision can name."""
    found: dict[tuple[str, ...], list[tuple[Given, Any]]] = {}
    for kind in ("measure", "problem"):
        known = [one for name, one in things.items() if name.startswith(f"{kind} ")]
        key = f"{kind}_id"
        found[(key,)] = [*(({key: one.id}, one) for one in known), ({key: MISSING}, None)]
        files = [({key: one.id, "file_id": one.file_id}, one) for one in known]
        found["file_id", key] = [*files, ({key: MISSING, "file_id": MISSING}, None)]
    return found
