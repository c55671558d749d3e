"""What the tests of reminding share: of each kind of duty one, whose day can be set, and which can be done."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor, wait
from contextlib import AbstractContextManager, suppress
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from threading import Barrier, Event
from typing import Any
from uuid import UUID

from sqlalchemy import select, update

from alliance.actions import answering, reporting
from alliance.actions.model import Assignment
from alliance.console.reminding import remind_all
from alliance.foundation.kernel.clock import LOCAL_ZONE
from alliance.foundation.web.portal import Portal
from alliance.initiatives import answering as replying
from alliance.initiatives import fulfilling
from alliance.initiatives.fulfilling import DoneText
from alliance.initiatives.model import Ask, Response
from alliance.journal.model import Entry, Letter
from alliance.organisations.model import Organisation
from alliance.reminding import stepping
from alliance.reminding.model import Reminder
from alliance.reminding.vocabulary import Duty
from alliance.supervision import measuring, problems
from alliance.supervision.model import Measure
from alliance.supervision.problem_model import Problem
from tests.actions import doing as acting
from tests.factories import Make, Someone
from tests.initiatives import doing as calling
from tests.supervision.doing import desk_of

NOON = time(12)
LONG_AGO = datetime(2024, 1, 2, 4, tzinfo=LOCAL_ZONE)
FAR = date(2099, 1, 1)
NEW = (Duty.ANSWER, Duty.MEND, Duty.REPLY, Duty.KEEP)
EVERY = (Duty.SIGN, Duty.REPORT, *NEW)


def while_it_is_done(case: "Case", look: Callable[[], Any], *, fails: bool) -> Any:
    """What a worker finds by `look` while somebody does the duty, and keeps it only then, or fails."""
    looking = Event()

    def looks() -> Any:
        looking.set()
        return look()

    with ThreadPoolExecutor(1) as pool:
        with suppress(ZeroDivisionError), case.doing() as work:
            case.act(work)
            work.session.flush()
            looked = pool.submit(looks)
            looking.wait()
            wait([looked], timeout=1)
            if fails:
                raise ZeroDivisionError
        return looked.result()


def reminded_by_four(portal: Portal, moment: datetime) -> int:
    """How many steps are taken by four workers at once."""
    ready = Barrier(4)

    def work_on(_number: int) -> int:
        ready.wait()
        return remind_all(portal.database, lambda: moment)

    with ThreadPoolExecutor(4) as pool:
        return sum(pool.map(work_on, range(4)))


def at(day: date, hour: time = NOON) -> datetime:
    return datetime.combine(day, hour, LOCAL_ZONE)


@dataclass
class Case:
    """Something that a bank has to do. `set_day`: let it be due on a day; `act`: do it, as a part of `doing`."""

    make: Make
    duty: Duty
    thing: Any
    thing_id: UUID
    bank: Organisation
    liaison: Someone
    officer: Someone
    set_day: Callable[[date], None]
    act: Callable[[Any], None]
    ground: Any

    def doing(self) -> AbstractContextManager[Any]:
        return self.make.work(self.liaison.actor)

    def do(self) -> None:
        with self.doing() as work:
            self.act(work)

    def remind(self, *moments: datetime) -> list[list[str]]:
        """What is taken at these moments, one after the other: the steps of each."""
        found = []
        for moment in moments:
            before = self.taken()
            with self.make.work(now=moment) as work:
                stepping.remind(work)
            found.append(sorted(self.taken() - before))
        return found

    def taken(self) -> set[str]:
        with self.make.work() as work:
            return {str(one.nudge) for one in work.session.scalars(select(Reminder))}

    def letters(self) -> list[Letter]:
        """The reminders, in the order in which they were written."""
        with self.make.work() as work:
            found = work.session.scalars(select(Letter).order_by(Letter.written_at, Letter.id))
            return [one for one in found if one.params.get("reminds")]

    def noted(self) -> list[Entry]:
        with self.make.work() as work:
            asked = select(Entry).where(Entry.event.startswith("Reminded")).order_by(Entry.number)
            return list(work.session.scalars(asked))


def case_of(duty: Duty, make: Make) -> Case:
    if duty in {Duty.SIGN, Duty.REPORT}:
        return _assignment(duty, make)
    return _supervised(duty, make) if duty in {Duty.ANSWER, Duty.MEND} else _initiative(duty, make)


def _change(make: Make, model: type[Any], thing_id: UUID, **values: Any) -> None:
    with make.work() as work:
        work.session.execute(update(model).where(model.id == thing_id).values(**values))


def _assignment(duty: Duty, make: Make) -> Case:
    ground = acting.ground_of(make)
    action_id = ground.launch()
    if duty is Duty.REPORT:
        ground.receive(action_id)
    held = ground.held(action_id)
    for one in held.values():
        _change(make, Assignment, one.id, receipt_due_on=FAR, due_on=FAR, assigned_at=LONG_AGO)
    own = held[ground.banks[0].id]
    column = "receipt_due_on" if duty is Duty.SIGN else "due_on"

    def act(work: Any) -> None:
        assignment = work.session.get_one(Assignment, own.id)
        if duty is Duty.SIGN:
            answering.receive(work, assignment)
        else:
            reporting.report(work, assignment, acting.DONE)

    def set_day(day: date) -> None:
        _change(make, Assignment, own.id, **{column: day})

    whose = (ground.banks[0], ground.liaisons[0], ground.officer)
    return Case(make, duty, Assignment, own.id, *whose, set_day, act, ground)


def _supervised(duty: Duty, make: Make) -> Case:
    desk = desk_of(make)
    model: Any = Measure if duty is Duty.ANSWER else Problem
    thing_id = desk.letter() if duty is Duty.ANSWER else desk.list_problem()
    if duty is Duty.MEND:
        desk.plan(thing_id)
    column = "answer_due_on" if duty is Duty.ANSWER else "due_on"

    def act(work: Any) -> None:
        thing = work.session.get_one(model, thing_id)
        if duty is Duty.ANSWER:
            measuring.answer(work, thing, "已整改完毕。")
        else:
            problems.rectify(work, thing, "已全部张贴。")

    def set_day(day: date) -> None:
        _change(make, model, thing_id, **{column: day}, state_since=LONG_AGO)

    officer = desk.admin if duty is Duty.ANSWER else desk.officer
    return Case(make, duty, model, thing_id, desk.bank, desk.liaison, officer, set_day, act, desk)


def _initiative(duty: Duty, make: Make) -> Case:
    """The two other banks have declined. The second ask has a day that is far away."""
    ground = calling.ground_of(make)
    asks = (replace(calling.CONTACT, due_on=FAR), replace(calling.TRAINING, due_on=FAR))
    initiative_id = ground.issue(asks=asks)
    for number in (1, 2):
        ground.decline(initiative_id, number)
    if duty is Duty.KEEP:
        ground.pledge(initiative_id)
    response, ask_id = ground.response(initiative_id), ground.asks(initiative_id)[0]

    def act(work: Any) -> None:
        initiative = calling.reading.reading(work, initiative_id)
        if duty is Duty.REPLY:
            replying.decline(work, initiative, "人手不足")
        else:
            fulfilling.tell(work, replying.own_response(work, initiative), ask_id, DoneText("已经完成"))

    def set_day(day: date) -> None:
        _change(make, Ask, ask_id, due_on=day)
        _change(make, Response, response.id, state_since=LONG_AGO)

    whose = (ground.banks[0], ground.liaisons[0], ground.officer)
    return Case(make, duty, Response, response.id, *whose, set_day, act, ground)
