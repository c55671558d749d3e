"""Writing a letter: it lies in the outbox until `deliver` sends it, and in the inbox of whoever has an account at its
address until that person has read it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import insert

from ..foundation.kernel.ids import new_id
from ..foundation.store.work import Work
from . import waking
from .groups import Groups
from .model import PATH_LENGTH, InboxLetter, Letter
from .terms import Reader, Terms, posting
from .vocabulary import TITLE_BY_MAIL, TOPIC_OF, Topic

LANGUAGE = "zh_Hans_CN"
INBOX = "/inbox/"
"""Where a letter leads in the inbox that leads nowhere else."""


class Readers:
    """Who reads at which address, and how; set up before the first act, as the journal's reactions are."""

    by_address: Callable[[Work, Sequence[str]], Mapping[str, Reader]] = staticmethod(lambda work, addresses: {})


UNKNOWN = Reader(None, Terms())


def write(work: Work, address: str, template: str, **params: Any) -> None:
    """Put a letter into the outbox. `template`: a file of templates/mail; `params`: plain text that fills it, where
    `path` leads to its thing, and `page`, if given, is where the inbox leads instead: what a signed link needs."""
    write_all(work, template, [(address, params)])


def write_all(work: Work, template: str, letters: Sequence[tuple[str, Mapping[str, Any]]]) -> None:
    """Put one letter for each (address, params) into the outbox: a few statements, however many there are. A letter
    whose `params` say that it is `urgent` waits for no morning. What a reader does without by mail lies in the inbox
    only."""
    if not letters:
        return
    topic = TOPIC_OF.get(template)
    readers = Readers.by_address(work, [address for address, _params in letters]) if topic else {}
    same = {"template": template, "language": LANGUAGE, "written_at": work.now}
    rows = [
        {"address": address, "person_id": reader.person_id, **asdict(when), "params": dict(params), **same}
        for address, params in letters
        for reader in (readers.get(address, UNKNOWN),)
        if (when := posting(work.now, template, bool(params.get("urgent")), reader.terms))
    ]
    if rows:
        work.session.execute(insert(Letter), rows)
        waking.note(work.session)
    if topic:
        _into_inboxes(work, template, topic, [(readers.get(address, UNKNOWN), params) for address, params in letters])
    Groups.tell(work, template, letters)


def _into_inboxes(work: Work, template: str, topic: Topic, letters: Sequence[tuple[Reader, Mapping[str, Any]]]) -> None:
    same = {"topic": topic, "template": template, "written_at": work.now, "read_at": None}
    rows = [
        {"id": new_id(), "person_id": reader.person_id, **_kept(template, params), **same}
        for reader, params in letters
        if reader.person_id
    ]
    if rows:
        work.session.execute(insert(InboxLetter), rows)


def _kept(template: str, params: Mapping[str, Any]) -> dict[str, Any]:
    """What the inbox keeps: no link that is signed for its reader, nor the title of what may cease to be for them."""
    its = dict(params) | ({"title": ""} if template in TITLE_BY_MAIL else {})
    path = its.pop("page", None) or its.get("path") or INBOX
    return {"params": its | {"path": path}, "path": path.partition("#")[0][:PATH_LENGTH]}
