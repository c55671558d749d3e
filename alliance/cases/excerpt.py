"""What of a long text is shown where it was found: the place that holds the words, with the words marked."""

from collections.abc import Iterator

from ..foundation.kernel.bigrams import fold, phrases

LENGTH = 80
BEFORE = 20
MORE = ("…", False)


def excerpt(text: str, query: str, length: int = LENGTH) -> tuple[tuple[str, bool], ...]:
    """At most `length` signs of `text` around the first hit, in pieces; True: this piece is what `query` asks for."""
    hits = _hits(text, query)
    first = max(0, hits.find(1) - min(BEFORE, length // 4))
    start = max(0, min(first, len(text) - length))
    end = min(len(text), start + length)
    return (*[MORE] * (start > 0), *_pieces(text, hits, start, end), *[MORE] * (end < len(text)))


def _pieces(text: str, hits: bytearray, start: int, end: int) -> Iterator[tuple[str, bool]]:
    while start < end:
        behind = hits.find(1 - hits[start], start, end)
        behind = end if behind < 0 else behind
        yield text[start:behind], bool(hits[start])
        start = behind


def _hits(text: str, query: str) -> bytearray:
    """For each sign of `text` 1 where it belongs to a word of `query`, otherwise 0."""
    folded = list(map(fold, text))
    whole, hits = "".join(folded), bytearray(len(text))
    sign_by_sign = len(whole) == len(text) and "" not in folded
    origin = range(len(text)) if sign_by_sign else [at for at, signs in enumerate(folded) for _ in signs]
    for phrase in phrases(query):
        at = whole.find(phrase)
        while at >= 0:
            begin, end = origin[at], origin[at + len(phrase) - 1] + 1
            hits[begin:end] = b"\1" * (end - begin)
            at = whole.find(phrase, at + 1)
    return hits
