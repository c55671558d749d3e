"""What the board is filtered by: every word to choose from, and the views that the reader keeps, in one statement."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Select, String, cast, literal, null, select, union_all

from ..cases.found_model import SavedSearch
from ..foundation.kernel.clock import local_day
from ..foundation.store.work import Work
from ..matrix.model import Alliance, Matrix
from ..matrix.queries import open_on
from ..organisations.model import District
from ..organisations.queries import Term
from ..people.model import Person
from ..policy.can import Can
from ..policy.table import may
from .model import ActionLink, JointAction
from .visibility import actions_of
from .vocabulary import ActionState, OriginKind

PLACE = "board"
BY_ID = ("stage", "officer", "kept")
Part = Select[str, str, str, str, int]
"""Words of one kind: the facet, code, both names, and the place in the order."""


@dataclass(frozen=True, slots=True)
class BoardWords:
    """Stages and officers are those of running actions; officers are named to the center alone.
    Of a kept view `code` is the id and `en` the address."""

    alliance: Sequence[Term]
    matrix: Sequence[Term]
    district: Sequence[Term]
    stage: Sequence[Term]
    officer: Sequence[Term]
    kept: Sequence[Term]


def words(work: Work) -> BoardWords:
    found: dict[str, list[Term]] = {name: [] for name in BoardWords.__slots__}
    parts = [_reference(Alliance, work), _reference(Matrix, work), _districts(), *_of_actions(work), _kept(work)]
    every = union_all(*parts).subquery().c
    asked: Select[Any] = select(every.facet, every.code, every.zh, every.en)
    for facet, code, zh, en in work.session.execute(asked.order_by(every.position, every.zh)):
        found[facet].append(Term(str(UUID(code)) if facet in BY_ID else code, zh, en))
    return BoardWords(**found)


def _reference(kind: type[Alliance] | type[Matrix], work: Work) -> Part:
    asked = select(literal(kind.__tablename__).label("facet"), kind.code, kind.zh, kind.en, kind.position)
    return asked.where(open_on(kind, local_day(work.now)))


def _districts() -> Part:
    return select(literal("district"), District.code, District.zh, District.en, District.position)


def _of_actions(work: Work) -> Sequence[Part]:
    x, link = JointAction, ActionLink
    running = (x.state == ActionState.RUNNING, actions_of(work.actor))
    stages = select(literal("stage"), cast(link.thing_id, String), link.title, link.title, literal(0))
    officers = select(literal("officer"), cast(Person.id, String), Person.name, Person.name, literal(0))
    parts = [stages.join(x, x.id == link.action_id).where(link.kind == OriginKind.STAGE, *running).distinct()]
    if may(work.actor, Can.WRITE_ACTION):
        parts.append(officers.where(Person.id.in_(select(x.officer_id).where(*running))))
    return parts


def _kept(work: Work) -> Part:
    s = SavedSearch
    own = select(literal("kept"), cast(s.id, String), s.title, s.address, literal(0))
    if work.actor.person_id is None:
        return own.where(s.id == null())
    return own.where(s.person_id == work.actor.person_id, s.place == PLACE)
