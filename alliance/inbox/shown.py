"""Letters in the words of the page: those of the mail, in the language of whoever looks, without its links."""

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext
from wtforms import SelectChoice

from ..foundation.web.language import moment
from ..journal.vocabulary import Topic
from ..journal.wording import Told, told
from .queries import InboxLine


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
