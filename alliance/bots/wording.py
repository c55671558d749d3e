"""Messages in words, for people in a group and for a machine, in Chinese: that is what groups read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from flask_babel import gettext as _
from flask_babel import ngettext

from ..foundation.kernel.words import N_
from ..journal.letters import INBOX
from ..journal.vocabulary import TOPIC_OF
from .plain import cut, plain

DRILL = "〔演练〕"
TRIAL = "trial"
TRIAL_WORDS = N_("This is a test message. The group is told here what comes in for the organisation.")
BYTES_MOST = 2048
"""What 企业微信 takes; short enough for all."""
SENTENCE_BYTES = 400
TITLE_BYTES = 120


@dataclass(frozen=True, slots=True)
class Waiting:
    """A message as it is handed over."""

    id: UUID
    template: str
    words: str
    params: Mapping[str, Any]
    path: str
    written_at: datetime


def told(words: str, params: Mapping[str, Any]) -> str:
    """The sentence as it was meant, with the title behind it where the words have no place for one."""
    said, title = _(words, **params), params.get("title")
    said += _(": ") + title if title and "%(title)s" not in words else ""
    return f"{DRILL}{said}" if params.get("drill") else said


def headline(messages: Sequence[Waiting]) -> str:
    """The first line, with the portal's name in it: a bot that wants a keyword may have 反诈."""
    name = _("Anti-Fraud Alliance Portal")
    counted = ngettext("%(num)d message", "%(num)d messages", len(messages)) if len(messages) > 1 else ""
    return f"【{name}】{counted}"


def title(messages: Sequence[Waiting]) -> str:
    """What a list of chats shows of a message."""
    first = plain(told(messages[0].words, messages[0].params))
    return cut(first, TITLE_BYTES) if len(messages) == 1 else headline(messages)


def lines(messages: Sequence[Waiting], base_url: str) -> list[tuple[str, str]]:
    """(sentence, address) of each message."""
    numbered = len(messages) > 1
    return [
        (
            cut(f"{place}. " * numbered + plain(told(one.words, one.params)), SENTENCE_BYTES),
            base_url + one.path,
        )
        for place, one in enumerate(messages, start=1)
    ]


def text(messages: Sequence[Waiting], base_url: str, *, linked: bool = False) -> str:
    """All of them in at most BYTES_MOST: what has no room is counted, and stands in the portal. `linked`: in Markdown,
    which shows words in the place of an address."""
    said, left = headline(messages), len(messages)
    for sentence, address in lines(messages, base_url):
        longer = f"{said}\n\n{sentence}{_way(address, linked)}"
        if len(f"{longer}{_rest(left - 1, base_url, linked)}".encode()) > BYTES_MOST:
            break
        said, left = longer, left - 1
    return said + _rest(left, base_url, linked)


def _way(address: str, linked: bool) -> str:
    read_on = _("Read on")  # by itself: words within an f-string are not found for the catalogue
    return f"  \n[{read_on}]({address})" if linked else f"\n{address}"


def _rest(left: int, base_url: str, linked: bool) -> str:
    more = ngettext("%(num)d more message:", "%(num)d more messages:", left)
    return f"\n\n{more}{_way(base_url + INBOX, linked)}" if left else ""


def data(message: Waiting, base_url: str) -> dict[str, Any]:
    """What a machine is told."""
    topic = TOPIC_OF.get(message.template)
    return {
        "type": "portal.trial" if message.template == TRIAL else "portal.message",
        "timestamp": message.written_at.isoformat(),
        "data": {
            "id": str(message.id),
            "topic": str(topic or ""),
            "kind": message.template,
            "text": told(message.words, message.params),
            "url": base_url + message.path,
        },
    }
