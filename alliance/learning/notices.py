"""Letters about an edition: to those who follow what it is about, who read what it replaces or was, and who are spoken
to."""

from collections.abc import Iterable, Sequence
from typing import Any

from ..cases import reading
from ..cases.events import EditionReleased, EditionWithdrawn
from ..cases.reading import EditionReading
from ..cases.vocabulary import KEPT_IN_THE_PORTAL, Tlp
from ..foundation.store.work import Work
from ..journal import letters
from . import readers
from .events import CommentWritten
from .readers import Former
from .vocabulary import ReadBy

PAGE = "/cases/{}/{}"
COMMENTS = "/learning/{}/{}"
FOLLOWS = "/learning/follows"


def tell_released(work: Work, event: EditionReleased) -> None:
    """Whoever read a version before hears that it is replaced; whoever follows such cases, that there is a new one.
    Nobody hears both. The number of statements does not hang on the number of letters."""
    edition = reading.edition(work, event.case_id, event.edition_id)
    if edition is None:
        return
    before = readers.former_readers(work, edition, itself=False) if edition.number > 1 else ()
    still = {one.email for one in readers.those_who_may(work, edition, [one.reader for one in before])}
    letters.write_all(work, "edition_replaced", _to_former(edition, before, still))
    told = {one.reader.email for one in before}
    words = _about(edition, _told(edition.text.title, edition.tlp))
    new = [(email, words) for email in readers.followers(work, edition) if email not in told]
    letters.write_all(work, "case_followed", new)


def tell_withdrawn(work: Work, event: EditionWithdrawn) -> None:
    """Whoever read any of its versions is told; the reason stands on the page, for those who may still open it."""
    edition = reading.edition(work, event.case_id, event.edition_id)
    if edition is None:
        return
    before = readers.former_readers(work, edition, itself=True)
    still = {one.email for one in readers.those_who_may(work, edition, [one.reader for one in before])}
    letters.write_all(work, "edition_withdrawn", _to_former(edition, before, still))


def tell_commented(work: Work, event: CommentWritten) -> None:
    """Of a comment that only whoever wrote the case and the center read, they hear; what it says stays on its page."""
    edition = reading.edition(work, event.case_id, event.edition_id) if event.read_by == ReadBy.CENTER else None
    if edition is None:
        return
    path = COMMENTS.format(edition.case_id, edition.kind)
    words = _about(edition, _told(edition.text.title, edition.tlp)) | {"path": path}
    letters.write_all(work, "case_commented", [(email, words) for email in readers.spoken_to(work, edition)])


def _to_former(
    edition: EditionReading, before: Iterable[Former], still: set[str]
) -> Sequence[tuple[str, dict[str, Any]]]:
    """Under the title that they have read; the way to the page only for those whom it lets in."""
    told = []
    for one in before:
        words = _about(edition, _told(one.title, one.tlp))
        told.append((one.reader.email, words if one.reader.email in still else words | {"path": ""}))
    return told


def _about(edition: EditionReading, title: str) -> dict[str, Any]:
    return {"title": title, "path": PAGE.format(edition.case_id, edition.kind), "follows_path": FOLLOWS}


def _told(title: str, tlp: Tlp) -> str:
    """The title, which was masked as it was written; nothing of what does not leave the portal."""
    return "" if tlp in KEPT_IN_THE_PORTAL else title
