"""Under which keys a released edition is looked up, and which of them a reader may try.

A key is made of what two texts share, a band of their signatures or an indicator, and of for whom the edition is. A
reader's keys lead to nothing that this reader may not read: a hidden edition is never even touched, so that neither an
answer nor its time can tell of it. It says what `visibility.readable` says of rows; a test holds the two together.
"""

from collections.abc import Iterable, Sequence, Set
from hashlib import blake2b
from uuid import UUID

from ..foundation.store.work import Work
from ..policy.can import Can
from ..policy.table import may
from .model import Edition
from .vocabulary import OPEN_AMONG_MEMBERS, EditionKind

EVERYBODY = "everybody"
OPEN = "open among members"
CLOSED = "closed"
KEY = 32


def readers_of(edition: Edition) -> tuple[str, ...]:
    """The kinds of readers that a released edition is for."""
    if edition.kind is EditionKind.PUBLIC:
        return (EVERYBODY,)
    source = (f"source {edition.source_id}",) if edition.source_id else ()
    if edition.tlp in OPEN_AMONG_MEMBERS:
        return (f"audience {edition.audience_id}", *source, OPEN)
    return (f"audience {edition.audience_id}", *source, CLOSED, f"district {edition.district_code}")


def readers_meant(work: Work, audiences: Set[UUID]) -> tuple[str, ...]:
    """The kinds of readers that the actor belongs to; `audiences`: see `visibility.audiences_reached`."""
    actor = work.actor
    if may(actor, Can.READ_EVERY_EDITION):
        return (EVERYBODY, OPEN, CLOSED)
    if may(actor, Can.OVERSEE_DISTRICT_CASES):
        return (EVERYBODY, OPEN, *([f"district {actor.district_code}"] if actor.district_code else ()))
    if actor.organisation_id is None or actor.of_the_media or not may(actor, Can.SEE_OWN_CASES):
        return (EVERYBODY,)
    return (EVERYBODY, f"source {actor.organisation_id}", *(f"audience {one}" for one in sorted(audiences)))


def keys(readers: Iterable[str], shared: Sequence[int | str]) -> list[int]:
    """64 bits, signed, for each kind of readers and each of `shared`: bands as numbers, indicators by their marks."""
    marks = [str(one).encode() for one in shared]
    return [_key(blake2b(kind.encode(), digest_size=KEY).digest(), mark) for kind in readers for mark in marks]


def _key(readers: bytes, mark: bytes) -> int:
    return int.from_bytes(blake2b(mark, digest_size=8, key=readers).digest(), signed=True)
