"""The steps as they hold on a day, and how one is changed from a day on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, or_, select

from ..foundation.kernel.clock import local_day
from ..foundation.kernel.errors import Invalid
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..journal.record import record
from . import events
from .model import ReminderStep
from .vocabulary import AHEAD, DUTY_OF, LADDERS, Duty, Nudge, Reached

PAST = N_("This day has passed. Choose today or a later day.")
CHANGED = N_("The step was changed from this day on already. Choose a later day.")
ORDER = N_("A step is not taken before the step below it, nor after the one above.")


@dataclass(frozen=True, slots=True)
class Step:
    """See ReminderStep."""

    id: UUID
    nudge: Nudge
    days: int
    reaches: Reached
    taken: bool
    from_on: date
    to_on: date | None

    @property
    def duty(self) -> Duty:
        return DUTY_OF[self.nudge]

    @property
    def ahead(self) -> bool:
        return self.nudge in AHEAD.values()


@dataclass(frozen=True, slots=True)
class StepText:
    days: int
    reaches: Reached
    taken: bool
    from_on: date


def taken_today(work: Work) -> Sequence[Step]:
    """Those that the worker takes on this day, in their order."""
    today = local_day(work.now)
    s = ReminderStep
    return _steps(work, (s.from_on <= today) & or_(s.to_on.is_(None), s.to_on > today) & s.taken)


def standing(work: Work) -> Sequence[Step]:
    """What holds today and what will, each step from its first day on."""
    return _steps(work, or_(ReminderStep.to_on.is_(None), ReminderStep.to_on > local_day(work.now)))


def _steps(work: Work, which: ColumnElement[bool]) -> Sequence[Step]:
    columns = [getattr(ReminderStep, name) for name in Step.__dataclass_fields__]
    found = [Step(*row) for row in work.session.execute(select(*columns).where(which))]
    order = list(Nudge)
    return sorted(found, key=lambda step: (order.index(step.nudge), step.from_on))


def reading(work: Work, nudge: str) -> Step | None:
    """The newest validity of a step."""
    return _newest(work).get(Nudge(nudge)) if nudge in list(Nudge) else None


def find(work: Work, nudge: str) -> ReminderStep | None:
    """The same, to be changed; whether the actor may is asked at the door."""
    if nudge not in list(Nudge):
        return None
    return work.session.scalar(
        select(ReminderStep).where(ReminderStep.nudge == Nudge(nudge), ReminderStep.to_on.is_(None))
    )


def change(work: Work, step: ReminderStep, text: StepText) -> ReminderStep:
    """Let the step be another from a day on. What was taken before is not taken again."""
    if text.from_on < local_day(work.now):
        raise Invalid("from_on", PAST)
    if text.from_on <= step.from_on:
        raise Invalid("from_on", CHANGED)
    _check_order(work, step.nudge, text)
    step.to_on = text.from_on
    work.session.flush()
    plain = {name: getattr(text, name) for name in StepText.__dataclass_fields__}
    changed = ReminderStep(nudge=step.nudge, **plain)
    work.session.add(changed)
    work.session.flush()
    said = (text.from_on, text.days, str(text.reaches), text.taken)
    record(work, events.ReminderStepChanged(changed.id, str(step.nudge), *said))
    return changed


def _newest(work: Work) -> Mapping[Nudge, Step]:
    """Each step as it was last changed, even where the change lies ahead."""
    return {step.nudge: step for step in _steps(work, ReminderStep.to_on.is_(None))}


def _check_order(work: Work, nudge: Nudge, text: StepText) -> None:
    """Of a ladder, what is left out aside, a higher step is never taken before a lower one."""
    ladder = LADDERS[DUTY_OF[nudge]]
    if nudge not in ladder or not text.taken:
        return
    held = {one: step.days for one, step in _newest(work).items() if step.taken}
    place = ladder.index(nudge)
    below = max((held[one] for one in ladder[:place] if one in held), default=0)
    above = min((held[one] for one in ladder[place + 1 :] if one in held), default=text.days)
    if not below <= text.days <= above:
        raise Invalid("days", ORDER)
