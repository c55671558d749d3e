"""What of a long text is shown where it was found: the place that holds the words, with the words marked."""

from itertools import groupby

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
    runs = ((hit, list(run)) for hit, run in groupby(range(start, end), hits.__getitem__))
    pieces = [(text[run[0] : run[-1] + 1], bool(hit)) for hit, run in runs]
    return (*[MORE] * (start > 0), *pieces, *[MORE] * (end < len(text)))


def _hits(text: str, query: str) -> bytearray:
    """For each sign of `text` 1 where it belongs to a word of `query`, otherwise 0."""
    folded = [fold(sign) for sign in text]
    origin = [at for at, signs in enumerate(folded) for _ in signs]
    whole, hits = "".join(folded), bytearray(len(text))
    for phrase in phrases(query):
        at = whole.find(phrase)
        while at >= 0:
            begin, end = origin[at], origin[at + len(phrase) - 1] + 1
            hits[begin:end] = b"\1" * (end - begin)
            at = whole.find(phrase, at + 1)
    return hits
