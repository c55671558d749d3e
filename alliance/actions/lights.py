"""How an assignment looks on a day: one rule, in Python for what is at hand and in SQL for what is counted."""

from datetime import date, timedelta

from sqlalchemy import ColumnElement, and_, case, literal

from .model import Assignment
from .vocabulary import OPEN, AssignmentState, Light

SOON_DAYS = 3
FIXED = {
    AssignmentState.VERIFIED: Light.DONE,
    AssignmentState.NOTED: Light.NOTED,
    AssignmentState.WAIVED: Light.WAIVED,
    AssignmentState.RECALLED: Light.RECALLED,
    AssignmentState.REPORTED: Light.REPORTED,
}
"""States whose look does not hang on the day: what was reported in time waits for the center."""
WITH_THE_CENTER = (AssignmentState.QUERIED, AssignmentState.DECLINED)

CHASED = tuple(state for state in OPEN if state not in (*WITH_THE_CENTER, AssignmentState.REPORTED))


def light_of(state: AssignmentState, receipt_due_on: date, due_on: date, today: date) -> Light:
    """The light of one assignment on the day `today`, of the alliance's own zone."""
    if state in FIXED:
        return FIXED[state]
    if state in WITH_THE_CENTER:
        return Light.ASKED
    if due_on < today:
        return Light.LATE
    if state is AssignmentState.ASSIGNED:
        return Light.UNSIGNED if receipt_due_on < today else Light.WAITING
    if state is AssignmentState.RETURNED:
        return Light.RETURNED
    return Light.SOON if due_on <= today + timedelta(days=SOON_DAYS) else Light.RUNNING


def light(today: date) -> ColumnElement[str]:
    """The same as a column."""
    a = Assignment
    fixed = [(a.state == state, literal(str(shown))) for state, shown in FIXED.items()]
    assigned = a.state == AssignmentState.ASSIGNED
    return case(
        *fixed,
        (a.state.in_(WITH_THE_CENTER), literal(str(Light.ASKED))),
        (a.due_on < today, literal(str(Light.LATE))),
        (and_(assigned, a.receipt_due_on < today), literal(str(Light.UNSIGNED))),
        (assigned, literal(str(Light.WAITING))),
        (a.state == AssignmentState.RETURNED, literal(str(Light.RETURNED))),
        (a.due_on <= today + timedelta(days=SOON_DAYS), literal(str(Light.SOON))),
        else_=literal(str(Light.RUNNING)),
    )


def behind_on(today: date) -> ColumnElement[bool]:
    """The assignments that are late, to sign or to report, on that day: what an organisation is chased for. Told from
    the columns of one index, so that counting looks at no row."""
    a = Assignment
    late_to_sign = and_(a.state == AssignmentState.ASSIGNED, a.receipt_due_on < today)
    return and_(a.state.in_(CHASED), (a.due_on < today) | late_to_sign)


def missed_on(today: date) -> ColumnElement[date]:
    """The day that an assignment which is late has missed first: to sign, where that was not done, else to report."""
    a = Assignment
    unsigned = and_(a.state == AssignmentState.ASSIGNED, a.receipt_due_on < today)
    return case((unsigned, a.receipt_due_on), else_=a.due_on)


def red_on(today: date) -> ColumnElement[bool]:
    """The same, found in the index of what is open."""
    return and_(Assignment.finished_at.is_(None), behind_on(today))
