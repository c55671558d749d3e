"""Writing a letter: it lies in the outbox until `deliver` sends it."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import insert

from ..foundation.store.work import Work
from .model import Letter

LANGUAGE = "zh_Hans_CN"


def write(work: Work, address: str, template: str, *, language: str = LANGUAGE, **params: Any) -> None:
    """Put a letter into the outbox. `template`: a file of templates/mail; `params`: plain text that fills it."""
    letter = Letter(
        address=address,
        template=template,
        params=params,
        language=language,
        written_at=work.now,
        due_at=work.now,
    )
    work.session.add(letter)


def write_all(work: Work, template: str, letters: Sequence[tuple[str, Mapping[str, Any]]]) -> None:
    """Put one letter for each (address, params) into the outbox: one statement, however many there are."""
    if letters:
        same = {"template": template, "language": LANGUAGE, "written_at": work.now, "due_at": work.now}
        rows = [{"address": address, "params": dict(params), **same} for address, params in letters]
        work.session.execute(insert(Letter), rows)
