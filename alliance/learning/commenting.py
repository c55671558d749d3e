"""Commenting on an edition, and withdrawing a comment."""

from dataclasses import dataclass
from typing import Any, cast
from uuid import UUID

from sqlalchemy import select, update

from ..cases.model import REASON_LENGTH, Edition, TypicalCase
from ..cases.reading import EditionReading
from ..cases.sealing import COMMENT, seal
from ..cases.vocabulary import EditionKind
from ..foundation.kernel.actor import Role
from ..foundation.kernel.errors import Conflict, Invalid
from ..foundation.kernel.ids import new_id
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..journal.record import record
from ..masking.door import masked_within
from . import events
from .marking import hold
from .model import COMMENT_LENGTH, Comment
from .vocabulary import ReadBy

MARK_LENGTH = 8
NEWER = N_("A newer version was released meanwhile, perhaps to other readers. Look at it, and send again.")


@dataclass(frozen=True, slots=True)
class CommentText:
    """`edition_id`: of the version that the page showed; the comment speaks to that version's readers, no others."""

    text: str
    read_by: ReadBy
    edition_id: UUID | None


def comment(work: Work, edition: EditionReading, said: CommentText) -> Comment:
    """Say something of the edition. What is personal in it is masked, and its original sealed with the case."""
    hold(work, edition)
    if said.edition_id != edition.id:
        raise Invalid("text", NEWER)
    comment_id = new_id()
    case = work.session.get_one(TypicalCase, edition.case_id)
    field = f"{COMMENT} {comment_id.hex[:MARK_LENGTH]}"
    text = seal(work, case, {field: said.text})[0][field]
    if len(text) > COMMENT_LENGTH:
        raise Invalid("text", N_("At most %(max)d characters, please."), max=COMMENT_LENGTH)
    written = Comment(
        id=comment_id,
        edition_id=edition.id,
        organisation_id=work.actor.organisation_id,
        person_id=work.person_id,
        role=cast(Role, work.actor.role),
        read_by=said.read_by,
        text=text,
        written_at=work.now,
    )
    work.session.add(written)
    record(work, events.CommentWritten(comment_id, edition.id, written.organisation_id, said.read_by, case.id))
    return written


def find(work: Work, case_id: UUID, kind: str, comment_id: UUID, **_address: Any) -> Comment | None:
    """A comment on an edition of this very case and kind, to be withdrawn."""
    return work.session.scalar(
        select(Comment)
        .join(Edition, Edition.id == Comment.edition_id)
        .where(Comment.id == comment_id, Edition.case_id == case_id, Edition.kind == EditionKind(kind))
    )


def withdraw(work: Work, comment: Comment, reason: str) -> None:
    """Nobody reads it any more. Of two at once, one does; the other is told so."""
    said = masked_within("reason", reason, REASON_LENGTH)
    done = work.session.scalar(
        update(Comment)
        .where(Comment.id == comment.id, Comment.withdrawn_at.is_(None))
        .values(withdrawn_at=work.now, reason=said)
        .returning(Comment.id)
    )
    if done is None:
        raise Conflict()
    by_writer = comment.person_id == work.actor.person_id
    record(work, events.CommentWithdrawn(comment.id, comment.edition_id, by_writer, said))
