"""What the tracking board is asked for, and which actions and assignments fit, of those that the reader may read."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, exists, select

from ..foundation.kernel.clock import local_day
from ..foundation.kernel.words import N_, Labelled
from ..foundation.store.work import Work
from ..matrix.model import Seat, SeatDuty
from ..matrix.queries import open_on
from ..organisations.model import Organisation
from ..organisations.queries import called
from ..policy.can import Can
from ..policy.table import may
from .lights import light
from .model import ActionLink, Assignment, JointAction
from .visibility import actions_of, assignments_of
from .vocabulary import ActionState, Light, OriginKind


class Order(Labelled):
    NEWEST = "", N_("Newest first")
    DUE = "due", N_("By due day")


class Drills(Labelled):
    """A drill is in no statistics, so the board leaves it out unless it is asked for."""

    WITHOUT = "", N_("Without drills")
    WITH = "with", N_("With drills")
    ONLY = "only", N_("Drills only")


@dataclass(frozen=True, slots=True)
class BoardFilter:
    """What is empty asks for nothing. `q`: words of the title; `organisation`: words, see `called`; `alliance` and
    `matrix`: where the organisation sits; `stage`: see OriginKind."""

    q: str = ""
    organisation: str = ""
    alliance: str = ""
    matrix: str = ""
    district: str = ""
    stage: UUID | None = None
    officer: UUID | None = None
    lights: tuple[Light, ...] = ()
    state: ActionState = ActionState.RUNNING
    drills: Drills = Drills.WITHOUT
    order: Order = Order.NEWEST

    @property
    def narrows(self) -> bool:
        """Whether it asks for some assignments of an action and not for others."""
        return bool(self.organisation or self.alliance or self.matrix or self.district or self.lights)


def actions_asked(work: Work, wanted: BoardFilter) -> list[ColumnElement[bool]]:
    """The actions that fit by what is theirs; see `with_any` for their assignments."""
    x, conditions = JointAction, [actions_of(work.actor), JointAction.state == wanted.state]
    if wanted.q:
        conditions.append(x.title.contains(wanted.q, autoescape=True))
    if wanted.officer:
        conditions.append(x.officer_id == wanted.officer)
    if wanted.stage:
        of_stage = (ActionLink.kind == OriginKind.STAGE, ActionLink.thing_id == wanted.stage)
        conditions.append(exists().where(ActionLink.action_id == x.id, *of_stage))
    if wanted.drills is not Drills.WITH:
        conditions.append(x.drill.is_(wanted.drills is Drills.ONLY))
    return conditions


def with_any(work: Work, wanted: BoardFilter) -> list[ColumnElement[bool]]:
    """Where only some assignments fit, the actions that have any of these."""
    if sees_whole(work, wanted):
        return []
    return [exists().where(Assignment.action_id == JointAction.id, *assignments_asked(work, wanted))]


def sees_whole(work: Work, wanted: BoardFilter) -> bool:
    """Whether every assignment of an action fits."""
    return may(work.actor, Can.SEE_LEADERS_PAGE) and not wanted.narrows


def assignments_asked(work: Work, wanted: BoardFilter) -> list[ColumnElement[bool]]:
    """The assignments that fit, of whatever action."""
    a, conditions = Assignment, [assignments_of(work.actor)]
    if wanted.organisation:
        conditions.append(a.organisation_id.in_(select(Organisation.id).where(called(wanted.organisation))))
    if wanted.district:
        conditions.append(a.district_code == wanted.district)
    if wanted.alliance or wanted.matrix:
        conditions.append(a.organisation_id.in_(_seated(work, wanted)))
    if wanted.lights:
        conditions.append(light(local_day(work.now)).in_([str(one) for one in wanted.lights]))
    return conditions


def _seated(work: Work, wanted: BoardFilter) -> Select[Any]:
    """The organisations that sit in the alliance, and there serve the matrix, as far as these are asked for."""
    today = local_day(work.now)
    seated: Select[Any] = select(Seat.organisation_id).where(open_on(Seat, today))
    if wanted.alliance:
        seated = seated.where(Seat.alliance_code == wanted.alliance)
    if wanted.matrix:
        served = (SeatDuty.seat_id == Seat.id, SeatDuty.matrix_code == wanted.matrix, open_on(SeatDuty, today))
        seated = seated.where(exists().where(*served))
    return seated
