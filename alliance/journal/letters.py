"""Writing a letter: it lies in the outbox until `deliver` sends it, and in the inbox of whoever has an account at its
address until that person has read it."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import insert

from ..foundation.kernel.ids import new_id
from ..foundation.store.work import Work
from . import waking
from .model import PATH_LENGTH, InboxLetter, Letter
from .vocabulary import TITLE_BY_MAIL, TOPIC_OF

LANGUAGE = "zh_Hans_CN"
INBOX = "/inbox/"
"""Where a letter leads in the inbox that leads nowhere else."""


class Accounts:
    """Who has an account at which address; set up before the first act, as the journal's reactions are."""

    by_address: Callable[[Work, Sequence[str]], Mapping[str, UUID]] = staticmethod(lambda work, addresses: {})


def write(work: Work, address: str, template: str, **params: Any) -> None:
    """Put a letter into the outbox. `template`: a file of templates/mail; `params`: plain text that fills it, where
    `path` leads to its thing, and `page`, if given, is where the inbox leads instead: what a signed link needs."""
    write_all(work, template, [(address, params)])


def write_all(work: Work, template: str, letters: Sequence[tuple[str, Mapping[str, Any]]]) -> None:
    """Put one letter for each (address, params) into the outbox: a few statements, however many there are."""
    if letters:
        same = {"template": template, "language": LANGUAGE, "written_at": work.now, "due_at": work.now}
        rows = [{"address": address, "params": dict(params), **same} for address, params in letters]
        work.session.execute(insert(Letter), rows)
        waking.note(work.session)
        _into_inboxes(work, template, letters)


def _into_inboxes(work: Work, template: str, letters: Sequence[tuple[str, Mapping[str, Any]]]) -> None:
    topic = TOPIC_OF.get(template)
    if topic is None:
        return
    known = Accounts.by_address(work, [address for address, _params in letters])
    same = {"topic": topic, "template": template, "written_at": work.now, "read_at": None}
    rows = [
        {"id": new_id(), "person_id": known[address], **_kept(template, params), **same}
        for address, params in letters
        if address in known
    ]
    if rows:
        work.session.execute(insert(InboxLetter), rows)


def _kept(template: str, params: Mapping[str, Any]) -> dict[str, Any]:
    """What the inbox keeps: no link that is signed for its reader, nor the title of what may cease to be for them."""
    its = dict(params) | ({"title": ""} if template in TITLE_BY_MAIL else {})
    path = its.pop("page", None) or its.get("path") or INBOX
    return {"params": its | {"path": path}, "path": path.partition("#")[0][:PATH_LENGTH]}
