"""Keeping up what lets cases be found: released editions for their readers, what waits at the center for the center.

Only what stands in their rows goes in, and that is masked.
"""

from collections.abc import Iterable

from sqlalchemy import delete, insert

from ..foundation.store.work import Work
from . import fulltext
from .found_model import CASE_SEARCH, CaseBand, CaseSignature, EditionKey, EditionSignature
from .keys import keys, readers_of
from .likeness import bands, signature
from .marks import marks_of
from .model import Edition, TypicalCase


def searched(edition: Edition) -> str:
    """The words by which an edition is found, its title first."""
    steps = [one["words"] for one in edition.steps]
    shown = [one["shown"] for one in edition.indicators]
    blocks = (edition.title, edition.story, *steps, edition.advice, edition.loopholes, edition.payment_path, *shown)
    return "\n".join(block for block in blocks if block)


def keys_of(edition: Edition, signed: bytes) -> list[int]:
    """The keys under which an edition with this signature stands."""
    marks = [one["mark"] for one in edition.indicators]
    return sorted(set(keys(readers_of(edition), [*(bands(signed) if signed else ()), *marks])))


def shelve(work: Work, edition: Edition) -> None:
    """Let a released edition be found by its readers."""
    work.session.flush()
    number = _number(edition)
    fulltext.put(work.session, CASE_SEARCH, {number: searched(edition)}, {number: marks_of(edition)})
    signed = signature(edition.story)
    work.session.execute(insert(EditionSignature).values(release_number=number, signature=signed))
    rows = [{"key": key, "release_number": number} for key in keys_of(edition, signed)]
    if rows:
        work.session.execute(insert(EditionKey), rows)


def take_down(work: Work, edition: Edition) -> None:
    """It is no longer found."""
    number = _number(edition)
    fulltext.remove(work.session, CASE_SEARCH, number)
    work.session.execute(delete(EditionSignature).where(EditionSignature.release_number == number))
    stands = keys_of(edition, signature(edition.story))
    work.session.execute(delete(EditionKey).where(EditionKey.key.in_(stands), EditionKey.release_number == number))


def take_in(work: Work, case: TypicalCase) -> None:
    """Let the center meet a case that was handed in as the twin of others."""
    put_aside(work, case)
    signed = signature(case.story)
    if signed:
        work.session.execute(insert(CaseSignature).values(case_id=case.id, signature=signed))
        work.session.execute(insert(CaseBand), band_rows(case.id, bands(signed)))


def put_aside(work: Work, case: TypicalCase) -> None:
    """It no longer waits at the center."""
    for part in (CaseBand, CaseSignature):
        work.session.execute(delete(part).where(part.case_id == case.id))


def band_rows(case_id: object, its: Iterable[int]) -> list[dict[str, object]]:
    return [{"band": band, "case_id": case_id} for band in dict.fromkeys(its)]


def _number(edition: Edition) -> int:
    if edition.release_number is None:
        raise ValueError("only what was released is found")
    return edition.release_number
