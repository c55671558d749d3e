"""What an officer sees before a launch: who will get the action, in which part, and whom no letter reaches."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import exists, select

from ..audiences.queries import Preview, members_of, preview
from ..foundation.kernel.clock import local_day
from ..foundation.store.work import Work
from ..organisations.model import Contact, Organisation
from ..organisations.queries import Term, takes_letters
from .model import ActionRole, FocusArea
from .queries import ActionReading
from .vocabulary import AssignmentRole

NAMES_MOST = 50


@dataclass(frozen=True, slots=True)
class RoleLine:
    """An organisation with a part of its own; `belongs`: it is still in the audience."""

    organisation_id: UUID
    name: str
    role: AssignmentRole
    weight: int
    belongs: bool


def roles(work: Work, action: ActionReading) -> Sequence[RoleLine]:
    """By name; one statement."""
    x, o = ActionRole, Organisation
    belongs = members_of(action.terms, local_day(work.now))
    rows = work.session.execute(
        select(x.organisation_id, o.name, x.role, x.weight, belongs)
        .join(o, o.id == x.organisation_id)
        .where(x.action_id == action.id)
        .order_by(o.pinyin, o.id)
    )
    return [RoleLine(*row) for row in rows]


@dataclass(frozen=True, slots=True)
class Reach:
    """Who will get the action, and the first of those to whom no letter goes, for nobody left a sound address."""

    preview: Preview
    unreached: Sequence[str]


def reach(work: Work, action: ActionReading) -> Reach:
    """Three statements."""
    o = Organisation
    has_address = exists().where(Contact.organisation_id == o.id, takes_letters())
    without = select(o.name).where(members_of(action.terms, local_day(work.now)), ~has_address)
    names = work.session.scalars(without.order_by(o.pinyin, o.id).limit(NAMES_MOST)).all()
    return Reach(preview(work, action.terms), names)


def focus_areas(work: Work) -> Sequence[Term]:
    """The focus areas of today, in their order."""
    area, today = FocusArea, local_day(work.now)
    holds = (area.from_on <= today) & (area.to_on.is_(None) | (area.to_on > today))
    rows = work.session.execute(select(area.code, area.zh, area.en).where(holds).order_by(area.position, area.code))
    return [Term(*row) for row in rows]
