"""How Chinese, which has no spaces, is searched: every sign counts with the one after it, digits and Latin too."""

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

QUERY_LONGEST = 200
UNSEEN = {"Mn", "Me", "Cf"}


@lru_cache(maxsize=16_384)
def fold(sign: str) -> str:
    """One sign as it is compared, without case, width and accent; a space for what is neither letter nor digit."""
    seen = [s for s in unicodedata.normalize("NFKD", sign).casefold() if unicodedata.category(s) not in UNSEEN]
    return "".join(s if s.isalnum() else " " for s in unicodedata.normalize("NFC", "".join(seen)))


def words(text: str) -> list[str]:
    """The runs of letters and digits in `text`, folded, in their order."""
    return "".join(map(fold, text)).split()


def phrases(query: str) -> tuple[str, ...]:
    """What must stand in a text, all of it, that `query` finds. Nothing beyond its first 200 signs is asked for."""
    return tuple(dict.fromkeys(words(query[:QUERY_LONGEST])))


def bigrams(text: Iterable[str]) -> list[str]:
    """Each sign with the one after it, and the last of each word alone: so every sign is the beginning of one."""
    return sorted({word[at : at + 2] for word in text for at in range(len(word))})
