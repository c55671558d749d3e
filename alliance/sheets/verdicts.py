"""What a check finds: one verdict for each row, and for each fault its row, its column and the reason."""

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Self

from ..foundation.kernel.words import N_, Labelled


class Verdict(Labelled):
    FAULTY = "faulty", N_("Faulty")
    NEW = "new", N_("New")
    CHANGED = "changed", N_("Changed")
    SAME = "same", N_("Same")


@dataclass(frozen=True, slots=True)
class Fault:
    """`column`: the head of the column. `says`: what stands in the cell. `words` is a msgid, filled by `params`."""

    row: int
    column: str
    says: str
    words: str
    params: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Line:
    """A row and its verdict. `mark`: what tells its thing from others, such as the code of the organisation; `changed`:
    the heads of the columns that differ from what the portal holds."""

    row: int
    name: str
    mark: str
    verdict: Verdict
    changed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """Every row once, and every fault once, in the order of the sheet."""

    lines: Sequence[Line]
    faults: Sequence[Fault]

    def count(self) -> dict[Verdict, int]:
        found = Counter(line.verdict for line in self.lines)
        return {verdict: found[verdict] for verdict in Verdict}

    @property
    def digest(self) -> str:
        """Equal for equal outcomes: what a person has seen is what is taken over, or nothing is."""
        text = json.dumps(self._plain(), ensure_ascii=True, sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()

    def as_json(self) -> dict[str, Any]:
        counts = {str(verdict): number for verdict, number in self.count().items()}
        return {"counts": counts, "digest": self.digest, **self._plain()}

    def _plain(self) -> dict[str, Any]:
        lines = [[line.row, line.name, line.mark, str(line.verdict), list(line.changed)] for line in self.lines]
        return {"lines": lines, "faults": [asdict(fault) for fault in self.faults]}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> Self:
        verdicts = {str(verdict): verdict for verdict in Verdict}
        lines = [
            Line(row, name, mark, verdicts[said], tuple(changed)) for row, name, mark, said, changed in kept["lines"]
        ]
        return cls(lines, [Fault(**fault) for fault in kept["faults"]])
