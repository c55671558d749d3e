"""Closed lists to choose from, in the reader's language: looked up once for each language."""

from collections.abc import Sequence
from functools import cache

from babel import Locale
from flask_babel import get_locale, gettext

from ..foundation.kernel.words import Labelled


def labels(words: type[Labelled], nothing: str = "") -> Sequence[tuple[str, str]]:
    """(value, label) of each. `nothing`: the msgid of the empty choice before the others, where there is one."""
    return _labels(words, nothing, get_locale())


@cache
def _labels(words: type[Labelled], nothing: str, _locale: Locale | None) -> Sequence[tuple[str, str]]:
    empty = [("", gettext(nothing))] if nothing else []
    return (*empty, *((one.value, gettext(one.label)) for one in words))
