"""Chains of digits: groups with at most a separator between them, as people write and paste numbers."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, pairwise

GROUP = re.compile(r"\d+(?:[xX](?![0-9A-Za-z*]))?")
SEPARATOR = re.compile(r" {0,3}[-·._/)]? {0,2}")
DIGITS_LEAST, DIGITS_MOST = 7, 25
PARTS_MOST = 6
"""So many groups a number has at the most, unless each is a single digit."""


@dataclass(frozen=True, slots=True)
class Number:
    """Neighbouring groups taken as one number, at `start` to `end` of the text."""

    start: int
    end: int
    groups: tuple[str, ...]

    @property
    def digits(self) -> str:
        return "".join(self.groups)

    @property
    def shape(self) -> tuple[int, ...]:
        return tuple(map(len, self.groups))


def numbers_from(text: str) -> Iterator[tuple[Number, ...]]:
    """For every group of digits in turn: the numbers that begin with it, the longest first."""
    groups = list(GROUP.finditer(text))
    joined = [_joined(text, one.end(), other.start()) for one, other in pairwise(groups)]
    for place, first in enumerate(groups):
        words, size, last = [], 0, place
        while last < len(groups) and size + len(groups[last].group()) <= DIGITS_MOST:
            words.append(groups[last].group())
            size += len(words[-1])
            last += 1
            if last > len(joined) or not joined[last - 1]:
                break
        sizes = list(accumulate(map(len, words)))
        yield tuple(
            Number(first.start(), groups[place + count - 1].end(), tuple(words[:count]))
            for count in range(len(words), 0, -1)
            if sizes[count - 1] >= DIGITS_LEAST and (count <= PARTS_MOST or sizes[count - 1] == count)
        )


def _joined(text: str, end: int, start: int) -> bool:
    return start - end <= 6 and SEPARATOR.fullmatch(text, end, start) is not None
