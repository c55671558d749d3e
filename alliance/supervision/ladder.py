"""The ladder: its steps as they hold on a day, and how a step is changed without touching what was done before."""

from collections.abc import Sequence
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
from .model import LadderStep
from .vocabulary import StepCode


@dataclass(frozen=True, slots=True)
class Step:
    """A step as it holds, or will hold, from `from_on` on; see LadderStep."""

    id: UUID
    code: StepCode
    zh: str
    en: str
    position: int
    after_working_days: int
    needs_approver: bool
    answer_within: int | None
    from_on: date
    to_on: date | None


@dataclass(frozen=True, slots=True)
class StepText:
    """`answer_within` is None where no answer is asked."""

    zh: str
    en: str
    after_working_days: int
    needs_approver: bool
    answer_within: int | None
    from_on: date


def steps(work: Work, day: date | None = None) -> Sequence[Step]:
    """The ladder on `day`, today where none is given, from its lowest step up."""
    return _steps(work, _holds_on(day or local_day(work.now)))


def standing(work: Work) -> Sequence[Step]:
    """What holds today and what will, each step from its first day on."""
    return _steps(work, or_(LadderStep.to_on.is_(None), LadderStep.to_on > local_day(work.now)))


def newest(work: Work) -> Sequence[Step]:
    """Each step as it was last changed, even where the change lies ahead."""
    return _steps(work, LadderStep.to_on.is_(None))


def _steps(work: Work, which: ColumnElement[bool]) -> Sequence[Step]:
    columns = [getattr(LadderStep, name) for name in Step.__dataclass_fields__]
    return [
        Step(*row)
        for row in work.session.execute(select(*columns).where(which).order_by(LadderStep.position, LadderStep.from_on))
    ]


def _holds_on(day: date) -> ColumnElement[bool]:
    return (LadderStep.from_on <= day) & or_(LadderStep.to_on.is_(None), LadderStep.to_on > day)


def reading(work: Work, code: str) -> Step | None:
    """The newest validity of a step."""
    return next((one for one in newest(work) if one.code == code), None)


def find(work: Work, code: str) -> LadderStep | None:
    """The same, to be changed; whether the actor may is asked at the door."""
    known = next((one for one in StepCode if one == code), None)
    asked = select(LadderStep).where(LadderStep.code == known, LadderStep.to_on.is_(None))
    return work.session.scalar(asked) if known else None


def change(work: Work, step: LadderStep, text: StepText) -> LadderStep:
    """Let the step be another from a day on. Measures that were taken keep the step as it was."""
    if text.from_on < local_day(work.now):
        raise Invalid("from_on", N_("This day has passed. Choose today or a later day."))
    if text.from_on <= step.from_on:
        raise Invalid("from_on", N_("The step was changed from this day on already. Choose a later day."))
    _check_order(work, step, text)
    step.to_on = text.from_on
    work.session.flush()
    plain = {name: getattr(text, name) for name in StepText.__dataclass_fields__}
    changed = LadderStep(code=step.code, position=step.position, **plain)
    work.session.add(changed)
    work.session.flush()
    said = (text.from_on, text.after_working_days, text.needs_approver, text.answer_within)
    record(work, events.StepChanged(changed.id, str(step.code), *said))
    return changed


def _check_order(work: Work, step: LadderStep, text: StepText) -> None:
    """A higher step is never due before a lower one."""
    others = [one for one in newest(work) if one.code is not step.code]
    below = max((one.after_working_days for one in others if one.position < step.position), default=0)
    above = min((one.after_working_days for one in others if one.position > step.position), default=None)
    if text.after_working_days < below or (above is not None and text.after_working_days > above):
        raise Invalid("after_working_days", N_("A step is not due before the step below it, nor after the one above."))
