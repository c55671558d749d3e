"""Letters in the words of the page: those of the mail, in the language of whoever looks, without its links."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import render_template
from flask_babel import gettext as _
from flask_babel import ngettext
from wtforms import SelectChoice

from ..foundation.web.language import moment
from ..journal.vocabulary import Topic
from .queries import InboxLine

LINK = "\u2060"
LEADS_ON = (":", "：")
"""How a line ends that stands before a link."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a letter says: its headline, its lines, and why one gets it."""

    headline: str
    lines: tuple[str, ...]
    why: str


def told(template: str, params: Mapping[str, Any]) -> Told:
    """The letter's own text; the way to its thing is its headline."""
    text = render_template(f"mail/{template}.txt", base_url=LINK, site_name="", **params)
    headline, *rest = (line.strip() for line in text.splitlines() if line.strip())
    lines = [
        line
        for line, following in zip(rest, [*rest[1:], ""], strict=True)
        if LINK not in line and not (following.startswith(LINK) and line.endswith(LEADS_ON))
    ]
    return Told(headline, tuple(lines[:-1]), lines[-1] if lines else "")


def items(lines: Iterable[InboxLine]) -> list[dict[str, Any]]:
    return [_item(line, told(line.template, line.params)) for line in lines]


def _item(line: InboxLine, words: Told) -> dict[str, Any]:
    return {
        "url": line.params["path"],
        "headline": words.headline,
        "lines": words.lines,
        "why": words.why,
        "topic": _(line.topic.label),
        "at": moment(line.written_at),
        "unread": line.unread,
        "earlier": _earlier(line.letters - 1),
        "path": line.path,
        "until": line.written_at.isoformat(),
    }


def _earlier(count: int) -> str:
    said = ngettext("%(num)d earlier letter about it", "%(num)d earlier letters about it", count)
    return said if count else ""


def topics() -> list[SelectChoice]:
    return [SelectChoice("", _("All topics")), *(SelectChoice(topic.value, _(topic.label)) for topic in Topic)]
