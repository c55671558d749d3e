"""What the center tells in its own name does not say whose case it was: not in its words, nor by the name of a file.

A member is known by the names that it has borne; who else could be told by the text, the officer has to see.
"""

from collections.abc import Iterable, Iterator

from sqlalchemy import select

from ..files.model import StoredFile
from ..foundation.kernel.errors import Conflict, Invalid
from ..foundation.kernel.words import N_, fold
from ..foundation.store.work import Work
from ..organisations.model import Organisation, OrganisationName
from .attaching import of_edition
from .model import Edition
from .telling import TEXTS

NAMED = N_(
    "“%(name)s” stands here. It goes out in the center's own name, and no reader is to learn whose case it was:"
    " write it without that name."
)
NAMED_WITHIN = N_(
    "“%(name)s” stands in it. It goes out in the center's own name, and no reader is to learn whose case it was:"
    " change its text or its files first."
)
SHORTEST = 2
"""A single sign would be found in every text."""


def check(work: Work, edition: Edition) -> None:
    """Raise Invalid, at its field, for what names the member whose case the center tells as its own."""
    check_words(work, edition, _told(work, edition))


def check_words(work: Work, edition: Edition, told: Iterable[tuple[str, str]]) -> None:
    """The same for other words that readers of the edition get; `told`: pairs of a field and its words."""
    found = _found(_names(work, edition), told)
    if found:
        field, name = found
        raise Invalid(field, NAMED, name=name)


def check_released(work: Work, edition: Edition) -> None:
    """The same before a release: the member may have been renamed, or the text be older than the rule."""
    found = _found(_names(work, edition), _told(work, edition))
    if found:
        raise Conflict(NAMED_WITHIN, name=found[1])


def _found(names: list[str], told: Iterable[tuple[str, str]]) -> tuple[str, str] | None:
    bare = [(field, _bare(words)) for field, words in told] if names else []
    return next(((field, name) for field, words in bare for name in names if _bare(name) in words), None)


def _names(work: Work, edition: Edition) -> list[str]:
    """All that the member has been called, the longest first; none where the edition bears its name, or there is no
    member."""
    if edition.organisation_id is not None or edition.source_id is None:
        return []
    o, n = Organisation, OrganisationName
    borne = select(o.name, o.short_name).where(o.id == edition.source_id)
    once = select(n.name, n.short_name).where(n.organisation_id == edition.source_id)
    names = {name for row in work.session.execute(borne.union(once)) for name in row}
    return sorted((name for name in names if len(_bare(name)) >= SHORTEST), key=lambda name: (-len(name), name))


def _told(work: Work, edition: Edition) -> Iterator[tuple[str, str]]:
    """What readers get of the edition, by the fields of its form."""
    yield from ((name, getattr(edition, name)) for name in TEXTS)
    yield from ((f"step_{number}_words", step["words"]) for number, step in enumerate(edition.steps))
    yield "change_note", edition.change_note
    names = select(StoredFile.name).where(StoredFile.id.in_(of_edition(edition.id))).order_by(StoredFile.name)
    yield from (("files", name) for name in work.session.scalars(names))


def _bare(text: str) -> str:
    """Spaces and the width of signs make no other name."""
    return "".join(fold(text).split())
