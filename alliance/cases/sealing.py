"""What was masked stays readable to the center alone: sealed under a key that the database does not hold."""

import base64
import hashlib
import hmac
from collections import Counter
from collections.abc import Mapping, Set
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import exists, select

from ..foundation.kernel.errors import Conflict
from ..foundation.kernel.words import N_, fold
from ..foundation.store.work import Work
from ..journal.record import record
from ..masking.door import masked_within
from ..masking.finding import findings, masked
from ..masking.pasted import as_kept
from . import events
from .indicators import COMPARED_AS, NotThatKind, normal
from .model import OPEN_MINUTES, REASON_LENGTH, CaseFile, Opening, SealedOriginal, TypicalCase
from .vocabulary import IndicatorKind

OCCURRENCE, COMMENT = "occurrence", "comment"
"""The fields of what others sealed with a case: when they met the same, and (with a mark behind it) in a comment."""

if TYPE_CHECKING:
    from cryptography.fernet import Fernet


INDICATOR = "indicator"
"""The field under which the original of an indicator is sealed."""


class Keys:
    """Derived from the portal's secret, one per process: to seal originals, and to compare indicators unseen."""

    seal: bytes = b""
    compare: bytes = b""


def set_up(secret_key: str) -> None:
    Keys.seal = base64.urlsafe_b64encode(hashlib.sha256(b"seal:" + secret_key.encode()).digest())
    Keys.compare = hashlib.sha256(b"compare:" + secret_key.encode()).digest()


def fernet() -> "Fernet":
    """The cipher of whatever the portal keeps and the database alone shall not tell: see `bots` too."""
    from cryptography.fernet import Fernet

    return Fernet(Keys.seal)


def seal(work: Work, case: TypicalCase, typed: Mapping[str, str]) -> tuple[dict[str, str], int]:
    """The masked form of the texts (field → text), without the tags with which they were pasted, and how many held
    something personal. Where something was found, the original of that field is sealed."""
    texts, personal = {field: as_kept(text) for field, text in typed.items()}, 0
    for field, text in texts.items():
        found = findings(text)
        if found:
            personal += 1
            _forget_contained(work, case, field, text)
            keep_sealed(work, case, field, text, Counter(str(one.kind) for one in found))
    return {field: masked(text) for field, text in texts.items()}, personal


def _forget_contained(work: Work, case: TypicalCase, field: str, text: str) -> None:
    """Earlier originals of the field go where `text` holds every personal value of theirs: it was written further."""
    earlier = select(SealedOriginal).where(SealedOriginal.case_id == case.id, SealedOriginal.field == field)
    for sealed in work.session.scalars(earlier):
        before = fernet().decrypt(sealed.cipher).decode()
        if all(before[one.start : one.end] in text for one in findings(before)):
            work.session.delete(sealed)


def forget_beginnings(work: Work, case: TypicalCase, marks: Set[str]) -> None:
    """A sealed indicator goes that a longer one begins with, unless the case has it (its mark is in `marks`): what was
    saved while somebody typed."""
    asked = select(SealedOriginal).where(SealedOriginal.case_id == case.id, SealedOriginal.field == INDICATOR)
    every = [(one, fernet().decrypt(one.cipher).decode()) for one in work.session.scalars(asked)]
    for sealed, value in every:
        longer = any(other != value and other.startswith(value) for _sealed, other in every)
        if longer and not marks & {_mark(kind, value) for kind in map(IndicatorKind, sealed.kinds)}:
            work.session.delete(sealed)


def _mark(kind: IndicatorKind, value: str) -> str:
    """Of an original that was sealed; none where it would be refused by now."""
    try:
        return digest(kind, normal(kind, value))
    except NotThatKind:
        return ""


def keep_sealed(work: Work, case: TypicalCase, field: str, text: str, kinds: Mapping[str, int]) -> None:
    """Seal the original of a field, with what was found in it (kind → how many)."""
    cipher = fernet().encrypt(text.encode())
    work.session.add(SealedOriginal(case_id=case.id, field=field, sealed_at=work.now, kinds=dict(kinds), cipher=cipher))


def digest(kind: IndicatorKind, value: str) -> str:
    """What two cases with the same indicator have in common; it cannot be turned back without the key."""
    told = value if kind is IndicatorKind.WALLET else fold(value)
    return hmac.new(Keys.compare, f"{COMPARED_AS.get(kind, kind)}:{told}".encode(), hashlib.sha256).hexdigest()


def open_original(work: Work, case: TypicalCase, reason: str) -> Opening:
    """Let the person who acts read the original for OPEN_MINUTES; who, when and why goes into the journal."""
    sealed = exists().where(SealedOriginal.case_id == case.id) | exists().where(CaseFile.case_id == case.id)
    if not work.session.scalar(select(sealed)):
        raise Conflict(N_("Nothing is sealed in this case: nothing personal was found in it."))
    opening = Opening(
        case_id=case.id,
        person_id=work.person_id,
        reason=masked_within("reason", reason, REASON_LENGTH),
        opened_at=work.now,
        until=work.now + timedelta(minutes=OPEN_MINUTES),
    )
    work.session.add(opening)
    record(work, events.OriginalOpened(case.id, opening.reason, opening.until))
    return opening


def originals(work: Work, case_id: UUID) -> list[tuple[str, str]]:
    """What was sealed, newest first: (field, text). Ask only behind a live opening: see `opening_of`."""
    rows = work.session.execute(
        select(SealedOriginal.field, SealedOriginal.cipher)
        .where(SealedOriginal.case_id == case_id)
        .order_by(SealedOriginal.sealed_at.desc(), SealedOriginal.field)
    )
    cipher = fernet()
    return [(row.field, cipher.decrypt(row.cipher).decode()) for row in rows]


def opening_of(work: Work, case_id: UUID) -> Opening | None:
    """The opening under which this very person may read now."""
    live = select(Opening).where(
        Opening.case_id == case_id, Opening.person_id == work.actor.person_id, Opening.until > work.now
    )
    return work.session.scalar(live.order_by(Opening.until.desc()).limit(1))
