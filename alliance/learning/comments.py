"""The comments on an edition, as far as the reader may see them.

A comment to all readers speaks to those of the version that it was written on. It is shown under a later version only
where that one has the same audience and the same mark, so that it never reaches whom its writer did not mean.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, or_, select, true, tuple_

from ..cases.model import Edition
from ..cases.reading import EditionReading
from ..foundation.kernel.actor import Role
from ..foundation.store.work import Work
from ..foundation.web.listing import PAGE_ROWS
from ..organisations.model import Organisation
from ..policy.can import Can
from ..policy.table import may
from .model import Comment
from .vocabulary import ReadBy


@dataclass(frozen=True, slots=True)
class CommentLine:
    """A comment. `organisation`: for whom it speaks; empty for the center and a district, and where it is not said.

    `number`: the version that it speaks of. `own`: written for the asker's organisation; `withdrawable`: the asker
    may withdraw it. `text` is empty once it is withdrawn, `reason` before.
    """

    id: UUID
    organisation_id: UUID | None
    organisation: str
    role: Role
    read_by: ReadBy
    number: int
    text: str
    written_at: datetime
    withdrawn_at: datetime | None
    reason: str
    own: bool
    withdrawable: bool


@dataclass(frozen=True, slots=True)
class Comments:
    """A page of comments, newest first. `named`: the asker may know who speaks; `roles`: and in which role."""

    lines: Sequence[CommentLine]
    next_key: tuple[datetime, UUID] | None
    named: bool
    roles: bool


def comments(work: Work, edition: EditionReading, after: tuple[datetime, UUID] | None = None) -> Comments:
    """What the actor may see of the comments on this edition; one statement. Ask only for one that they may read.

    Where the center speaks in its own name no comment bears another one: else the writer of the case, who comments
    too, would stand out as the one who is named and not addressed, or as the one who is not named.
    """
    c, oversees = Comment, may(work.actor, Can.READ_RECEIPTS)
    named = oversees or edition.organisation_id is not None
    asked = (
        select(c, func.coalesce(Organisation.short_name, "").label("organisation"), Edition.number)
        .join(Edition, Edition.id == c.edition_id)
        .outerjoin(Organisation, Organisation.id == c.organisation_id)
        .where(Edition.case_id == edition.case_id, Edition.kind == edition.kind)
        .where(true() if oversees else _seen_by(work, edition))
        .order_by(c.written_at.desc(), c.id.desc())
        .limit(PAGE_ROWS + 1)
    )
    if after is not None:
        asked = asked.where(tuple_(c.written_at, c.id) < tuple_(*after))
    lines = [_line(work, row, named=named) for row in work.session.execute(asked)]
    last = lines[PAGE_ROWS - 1] if len(lines) > PAGE_ROWS else None
    return Comments(lines[:PAGE_ROWS], (last.written_at, last.id) if last else None, named, oversees)


def _seen_by(work: Work, edition: EditionReading) -> ColumnElement[bool]:
    """One's own and one's organisation's always; what stands, by those to whom it speaks."""
    c, actor = Comment, work.actor
    own = c.person_id == actor.person_id
    if actor.organisation_id is not None:
        own = or_(own, c.organisation_id == actor.organisation_id)
    meant = and_(
        c.read_by == ReadBy.READERS,
        Edition.audience_id.is_not_distinct_from(edition.audience_id),
        Edition.tlp == edition.tlp,
    )
    wrote_the_case = actor.organisation_id is not None and actor.organisation_id == edition.source_id
    return or_(own, and_(c.withdrawn_at.is_(None), true() if wrote_the_case else meant))


def _line(work: Work, row: Any, *, named: bool) -> CommentLine:
    one, actor = row.Comment, work.actor
    own = actor.organisation_id is not None and one.organisation_id == actor.organisation_id
    return CommentLine(
        id=one.id,
        organisation_id=one.organisation_id if named or own else None,
        organisation=row.organisation if named or own else "",
        role=one.role,
        read_by=one.read_by,
        number=row.number,
        text="" if one.withdrawn_at else one.text,
        written_at=one.written_at,
        withdrawn_at=one.withdrawn_at,
        reason=one.reason,
        own=own,
        withdrawable=one.withdrawn_at is None and may(actor, Can.WITHDRAW_COMMENT, one),
    )
