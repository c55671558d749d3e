"""Marking words for translation where no translation can happen yet, and telling fit text from unfit."""

import unicodedata
from enum import StrEnum
from typing import Self


def N_(text: str) -> str:
    """Mark `text` (an English msgid) for the catalogue; it is translated where it is shown."""
    return text


_LINE_BREAKS = "\n\r\t"
_BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f")


def unfit_character(text: str) -> str | None:
    """The first character that no honest text holds (NUL, control, surrogate, bidi override, U+FFFD), as `U+XXXX`.

    Such characters hide what a name really says (U+202E turns it round) or cannot be stored (NUL, on PostgreSQL).
    """
    for character in text:
        category = unicodedata.category(character)
        hidden = category in {"Cc", "Cs", "Co", "Cn"} and character not in _LINE_BREAKS
        if hidden or character in _BIDI or character == "\ufffd":
            return f"U+{ord(character):04X}"
    return None


def tidy(text: str) -> str:
    """`text` in NFC, without white space at its ends."""
    return unicodedata.normalize("NFC", text).strip()


def fold(text: str) -> str:
    """The form in which two spellings of one account or name are equal: NFKC, casefolded, trimmed."""
    return unicodedata.normalize("NFKC", text).casefold().strip()


class Labelled(StrEnum):
    """An enum whose label (an English msgid) sits with the member: `LEFT = "left", N_("Left")`."""

    label: str

    def __new__(cls, value: str, label: str = "") -> Self:
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        return member
