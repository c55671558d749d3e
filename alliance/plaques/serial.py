"""The serial of a plaque: how it is written, and what a passer-by means who types it."""

import re
import unicodedata

PREFIX = "FZLM"
TYPED_LONGEST = 40
PLAIN = re.compile(r"FZLM(\d{4})(\d{4,8})")
BETWEEN = re.compile(r"[\s\-_.·‐‑‒–—―−]+")


def serial(year: int, number: int) -> str:
    """FZLM-2026-0001: the alliance, the year, the number within the year."""
    return f"{PREFIX}-{year}-{number:04d}"


def understood(typed: str) -> str | None:
    """The serial that is meant by `typed`, or None; case, spaces, dashes and full-width signs may differ."""
    plain = BETWEEN.sub("", unicodedata.normalize("NFKC", typed[:TYPED_LONGEST])).upper()
    found = PLAIN.fullmatch(plain)
    if found is None or not plain.isascii():
        return None
    return f"{PREFIX}-{found[1]}-{found[2]}"
