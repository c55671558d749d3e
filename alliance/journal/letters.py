"""Writing a letter: it lies in the outbox until `deliver` sends it."""

from typing import Any

from ..foundation.store.work import Work
from .model import Letter


def write(work: Work, address: str, template: str, *, language: str = "zh_Hans_CN", **params: Any) -> None:
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
