"""Words, days and moments as the reader wants them: Chinese by default, English on request, in local time."""

from datetime import date, datetime
from typing import Protocol

from babel import Locale
from flask import Flask, request
from flask_babel import Babel, get_locale

from ..kernel.clock import LOCAL_ZONE

LANGUAGES = ("zh_Hans_CN", "en")


class Named(Protocol):
    @property
    def zh(self) -> str: ...

    @property
    def en(self) -> str: ...


def chosen_language() -> str:
    wanted = request.cookies.get("language", "")
    return wanted if wanted in LANGUAGES else LANGUAGES[0]


def in_chinese() -> bool:
    return bool(get_locale().language == "zh")


def named(term: Named | None) -> str:
    """The name of a row of reference data in the reader's language."""
    if term is None:
        return ""
    return term.zh if in_chinese() else term.en


def day(value: date | None) -> str:
    """A day as tables show it: 2022-07-04."""
    return value.isoformat()[:10] if value else ""


def long_day(value: date | None) -> str:
    """A day in running text: 2022年7月4日, or 4 July 2022."""
    if value is None:
        return ""
    if in_chinese():
        return f"{value.year}年{value.month}月{value.day}日"
    return f"{value.day} {value:%B %Y}"


def moment(value: datetime | None) -> str:
    """A moment in the alliance's own zone, to the minute."""
    return f"{value.astimezone(LOCAL_ZONE):%Y-%m-%d %H:%M}" if value else ""


def iso(value: datetime) -> str:
    """A moment for machines, in the alliance's own zone."""
    return value.astimezone(LOCAL_ZONE).isoformat(timespec="seconds")


def speak(portal: Flask) -> None:
    locales = {language: Locale.parse(language) for language in LANGUAGES}
    Babel(portal, LANGUAGES[0], locale_selector=lambda: locales[chosen_language()])
    portal.jinja_env.filters |= {"named": named, "day": day, "long_day": long_day, "moment": moment, "iso": iso}
