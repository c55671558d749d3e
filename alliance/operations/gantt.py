"""The Gantt of an operation, laid out in whole units: which day stands where. It draws nothing; a template does.

Every line has its words above its bar, beginning where the bar begins, so that both are seen together however far one
has scrolled. A bar whose days are not known yet lies hatched over the whole operation.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

WIDTH = 820
EDGE = 12
HEAD = 44
LINE = 46
BAR = 16
WORDS_ABOVE = 6
FOOT = 14
HATCH = 10
WEEKS_UNTIL = 63
MONTHS_UNTIL = 550
SIGN = 14
"""How wide one Chinese sign of the words is, at most."""


class BarKind(StrEnum):
    OPERATION = "operation"
    STAGE = "stage"
    ACTION = "action"


@dataclass(frozen=True, slots=True)
class Line:
    """One thing to draw. A day that is not known is None; `tone`: blue, green, amber, red, grey; `done`: 0 to 100."""

    kind: BarKind
    words: str
    from_on: date | None
    to_on: date | None
    tone: str
    done: int = 0


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar with its words: all in units of the picture. `hatch`: the path of its hatching, or nothing.

    `anchor`: `start` or `end`, at `words_x`; `done_width`: of the part that is done.
    """

    kind: BarKind
    words: str
    tone: str
    x: int
    y: int
    width: int
    height: int
    done_width: int
    words_x: int
    words_y: int
    anchor: str
    hatch: str


@dataclass(frozen=True, slots=True)
class Tick:
    x: int
    label: str


@dataclass(frozen=True, slots=True)
class Gantt:
    """`today_x` is None where today lies outside."""

    width: int
    height: int
    head: int
    ticks: Sequence[Tick]
    bars: Sequence[Bar]
    today_x: int | None


def lay_out(first: date, last: date, lines: Sequence[Line], today: date) -> Gantt:
    """Everything between `first` and `last`, both included; what reaches beyond is cut off there."""
    scale = Scale(first, last)
    bars = [_bar(scale, line, number) for number, line in enumerate(lines)]
    height = HEAD + LINE * len(lines) + FOOT
    today_x = scale.middle(today) if first <= today <= last else None
    return Gantt(WIDTH, height, HEAD, scale.ticks(), bars, today_x)


@dataclass(frozen=True, slots=True)
class Scale:
    first: date
    last: date

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    def begins(self, day: date) -> int:
        """Where a day begins, from the left."""
        past = min(max((day - self.first).days, 0), self.days)
        return EDGE + (WIDTH - 2 * EDGE) * past // self.days

    def middle(self, day: date) -> int:
        return (self.begins(day) + self.begins(day + timedelta(days=1))) // 2

    def ticks(self) -> Sequence[Tick]:
        """Mondays, the first of each month, or of each quarter, by how long it all lasts."""
        return [Tick(self.begins(day), label) for day, label in self._marks()]

    def _marks(self) -> Iterator[tuple[date, str]]:
        day = self.first
        while day <= self.last:
            if self.days <= WEEKS_UNTIL:
                fits, label = day.weekday() == 0, f"{day:%m-%d}"
            elif self.days <= MONTHS_UNTIL:
                fits, label = day.day == 1, f"{day:%Y-%m}" if day.month == 1 else f"{day:%m}"
            else:
                fits, label = day.day == 1 and day.month in {1, 7}, f"{day:%Y-%m}"
            if fits:
                yield day, label
            day += timedelta(days=1)


def _bar(scale: Scale, line: Line, number: int) -> Bar:
    known = line.from_on is not None and line.to_on is not None
    first, last = line.from_on or scale.first, line.to_on or scale.last
    x, end = scale.begins(first), scale.begins(last + timedelta(days=1))
    width = max(end - x, 2)
    y = HEAD + LINE * number + LINE - BAR - WORDS_ABOVE
    fits = x + len(line.words) * SIGN <= WIDTH - EDGE
    return Bar(
        kind=line.kind,
        words=line.words,
        tone=line.tone,
        x=x,
        y=y,
        width=width,
        height=BAR,
        done_width=width * line.done // 100 if known else 0,
        words_x=x if fits else WIDTH - EDGE,
        words_y=y - WORDS_ABOVE,
        anchor="start" if fits else "end",
        hatch="" if known else _hatching(x, y, width, BAR),
    )


def _hatching(x: int, y: int, width: int, height: int) -> str:
    """Slanting strokes over a bar, as the data of an SVG path; none leaves the bar."""
    strokes = []
    for start in range(x - height + HATCH, x + width, HATCH):
        left, right = max(start, x), min(start + height, x + width)
        if left < right:
            strokes.append(f"M{left} {y + height - (left - start)}L{right} {y + height - (right - start)}")
    return "".join(strokes)
