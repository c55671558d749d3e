"""Putting letters into mails: one letter, or several to one reader, as text and as HTML."""

from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import unquote, urlsplit
from uuid import UUID

from flask import Flask
from flask_babel import force_locale, gettext
from flask_mail import Mail, Message

from ..config import Settings
from .model import Letter
from .vocabulary import INFORMATION, TITLE_BY_MAIL, TOPIC_OF, Manner, Topic
from .wording import paragraphs, split, told, written


class WaysOut:
    """How a reader does without letters on some topics: a path of the portal, set up as the journal's reactions are."""

    stop_path: Callable[[UUID, Sequence[Topic]], str]


def address_mail(portal: Flask, smtp_url: str, settings: Settings) -> None:
    """Let letters go to the server that `smtp_url` names: smtp://user:password@host:port, or smtps."""
    parts = urlsplit(smtp_url)
    secure = parts.scheme == "smtps"
    portal.config.update(
        MAIL_SERVER=parts.hostname,
        MAIL_PORT=parts.port or (465 if secure else 25),
        MAIL_USE_SSL=secure,
        MAIL_USE_TLS=not secure and parts.port == 587,
        MAIL_USERNAME=unquote(parts.username) if parts.username else None,
        MAIL_PASSWORD=unquote(parts.password) if parts.password else None,
        MAIL_DEFAULT_SENDER=settings.mail_from,
        MAIL_SUPPRESS_SEND=False,
    )
    Mail(portal)


def compose(portal: Flask, first: Letter, settings: Settings, more: Sequence[Letter] = ()) -> Message:
    """The letter in words, in its reader's language, or several to one reader: each in its own words, with its reason
    and the way to its thing. The first line of the text is the subject."""
    with portal.test_request_context(base_url=settings.base_url), force_locale(first.language):
        site = {"base_url": settings.base_url, "site_name": gettext("Anti-Fraud Alliance Portal")}
        if more:
            items = [(told(one.template, _params(one)), _path(one)) for one in (first, *more)]
            words = written("parts/bundle.txt", items=items, **site)
        else:
            words = written(f"{first.template}.txt", **site, **_params(first))
        return _message(words, (first, *more), settings)


def _params(letter: Letter) -> dict[str, Any]:
    """What waited for a morning names no title that may have ceased to be for its reader."""
    waited = letter.manner is Manner.BUNDLED and letter.template in TITLE_BY_MAIL
    return letter.params | ({"title": ""} if waited else {})


def _path(letter: Letter) -> str:
    """Where it leads: to the thing's page, not by what was signed for one letter alone."""
    return str(letter.params.get("page") or letter.params.get("path") or "/inbox/")


def _message(words: str, letters: Sequence[Letter], settings: Settings) -> Message:
    subject, body = split(words)
    stop = _stop_url(letters, settings)
    if stop:
        body += "\n" + gettext("You do not want such letters any longer? Stop them here:") + f"\n{stop}\n"
    tag, lines = letters[0].language.replace("_", "-"), paragraphs(body, settings.base_url)
    html = written("parts/letter.html", subject=subject, paragraphs=lines, tag=tag)
    message = Message(subject=subject, recipients=[letters[0].address], body=body, html=html)
    if stop:
        message.extra_headers = {"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    message.msgId = f"<{letters[0].bundle_id or letters[0].id}@{settings.mail_from.rpartition('@')[2]}>"
    return message


def _stop_url(letters: Sequence[Letter], settings: Settings) -> str:
    """Where whoever has an account does without what is no duty (RFC 8058); nothing, where all of it is."""
    person_id = letters[0].person_id
    topics = sorted({TOPIC_OF[letter.template] for letter in letters if letter.template in INFORMATION})
    return settings.base_url + WaysOut.stop_path(person_id, topics) if person_id and topics else ""
