"""Invented cases in any number, each told in its own words: for the demonstration, for measuring and for tests.

What they are made of stands in `stories.txt`. No person is in them, no number of a telephone, card or account. The same
number tells the same story, in every process and release.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from random import Random
from typing import TypeVar

PARTS_FILE = Path(__file__).with_name("stories.txt")
PLACES = {
    "140105": "小店区",
    "140106": "迎泽区",
    "140107": "杏花岭区",
    "140108": "尖草坪区",
    "140109": "万柏林区",
    "140110": "晋源区",
    "140121": "清徐县",
    "140122": "阳曲县",
    "140123": "娄烦县",
    "140181": "古交市",
}
TOOLS = ("微信", "QQ", "企业微信", "钉钉", "Telegram", "WhatsApp", "快手", "抖音", "微博", "AnyDesk", "Zoom", "ToDesk")
FIRST_DAY = date(2022, 7, 4)
DAYS = 1_400
LEAST_YUAN = 2_000
TIMES_YUAN = 1_000
OPEN = re.compile(r"(\{\w+\}|\([^()]+\))")
ALL = "all"
STEPS = ("lure", "contact", "first", "second", "third")

Piece = str | tuple[str, ...]
"""Of a way to say something: words, the name of a part in braces, or words of which one is chosen."""
Parts = dict[str, list[list[Piece]]]
Chosen = TypeVar("Chosen")


@dataclass(frozen=True, slots=True)
class Story:
    """A case of the kind `kind` (a fraud type's code). `steps`: how it was done, sentence by sentence; money in 元."""

    kind: str
    title: str
    text: str
    steps: tuple[str, ...]
    advice: str
    happened_on: date
    district_code: str
    tool: str
    lost_yuan: int
    recovered_yuan: int


def kinds() -> tuple[str, ...]:
    """The codes of the fraud types of which stories are told."""
    return tuple(kind for kind in _parts() if kind != ALL)


def story(number: int, kind: str | None = None, day: date | None = None) -> Story:
    """The story of this number, of the kind `kind` or of the kinds in turn, on its own day or on `day`."""
    chance = Random(number)  # noqa: S311 - nothing is kept secret by it
    kind = kind or kinds()[number % len(kinds())]
    district_code, place = _one_of(chance, list(PLACES.items()))
    tool, on = _one_of(chance, TOOLS), FIRST_DAY + timedelta(days=int(chance.random() * DAYS))
    on = day or on
    lost = round(LEAST_YUAN * TIMES_YUAN ** chance.random(), -2)
    recovered = max(100, round(lost * chance.random(), -2))
    facts = {
        "place": place,
        "tool": tool,
        "day": f"{on.month}月{on.day}日",
        "yuan": _money(chance, lost),
        "small": _money(chance, recovered),
    }
    told = _Telling(chance, _parts()[ALL] | _parts()[kind], facts)
    title, text, advice = told.part("title"), told.part("text"), told.part("advice")
    steps = tuple(told.said[step] for step in STEPS)
    return Story(kind, title, text, steps, advice, on, district_code, tool, int(lost), int(recovered))


def retold(text: str, share: float, number: int) -> str:
    """`text` as somebody else would type it: this share of its signs replaced, left out or followed by another one."""
    chance = Random(number)  # noqa: S311 - nothing is kept secret by it
    signs = list(text)
    for _ in range(round(len(text) * share)):
        at = int(chance.random() * len(signs))
        sign = chr(0x4E00 + int(chance.random() * 5_000))
        signs[at] = _one_of(chance, (sign, "", signs[at] + sign))
    return "".join(signs)


class _Telling:
    """One story while it is told: a part that comes twice is said in another way the second time."""

    def __init__(self, chance: Random, parts: Parts, facts: dict[str, str]) -> None:
        self._chance, self._parts, self._facts = chance, parts, facts
        self._turns: dict[str, int] = {}
        self.said: dict[str, str] = {}

    def part(self, name: str) -> str:
        if name in self._facts:
            return self._facts[name]
        ways = self._parts[name]
        turn = self._turns.get(name, int(self._chance.random() * len(ways)))
        self._turns[name] = turn + 1
        self.said[name] = "".join(map(self._say, ways[turn % len(ways)]))
        return self.said[name]

    def _say(self, piece: Piece) -> str:
        if isinstance(piece, tuple):
            return _one_of(self._chance, piece)
        return self.part(piece[1:-1]) if piece.startswith("{") else piece


def _one_of(chance: Random, choice: Sequence[Chosen]) -> Chosen:
    return choice[int(chance.random() * len(choice))]


def _money(chance: Random, yuan: float) -> str:
    return f"{yuan / 10_000:g}万元" if yuan >= 10_000 and chance.random() < 0.5 else f"{yuan:.0f}元"


@cache
def _parts() -> dict[str, Parts]:
    """Fraud type → part → the ways to say it; under `all` what is said of every kind."""
    parts: dict[str, Parts] = {}
    for line in _lines():
        if line.startswith("["):
            kind = parts.setdefault(line.strip("[]"), {})
        else:
            name, _, words = line.partition(": ")
            kind.setdefault(name, []).append([_piece(piece) for piece in OPEN.split(words) if piece])
    return parts


def _lines() -> Iterable[str]:
    lines = PARTS_FILE.read_text(encoding="utf-8").splitlines()
    return (line for line in lines if line and not line.startswith("#"))


def _piece(piece: str) -> Piece:
    return tuple(piece[1:-1].split("/")) if piece.startswith("(") else piece
