"""A workflow is a table of moves: from which states, to which state, and which permission it takes."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol

from .errors import MoveNotOpen


class Moving(Protocol):
    """A row with a workflow: `state` is an enum of its own, `state_since` the moment of its last move."""

    state: Any
    state_since: Any


@dataclass(frozen=True, slots=True)
class Move:
    name: str
    frm: tuple[StrEnum, ...]
    to: StrEnum
    can: StrEnum
    label: str


def move(name: str, *, frm: Iterable[StrEnum], to: StrEnum, can: StrEnum, label: str) -> Move:
    return Move(name, tuple(frm), to, can, label)


class Workflow:
    def __init__(self, moves: Iterable[Move]) -> None:
        self.moves = {m.name: m for m in moves}

    def apply(self, thing: Moving, name: str, now: datetime) -> None:
        """Make the move, or raise MoveNotOpen (409). The only line of the portal that writes `state`."""
        chosen = self.moves[name]
        if thing.state not in chosen.frm:
            raise MoveNotOpen()
        thing.state = chosen.to
        thing.state_since = now

    def open_to(self, state: StrEnum, may: Callable[[StrEnum], bool]) -> tuple[Move, ...]:
        """The moves that are open in `state` to somebody of whom `may(permission)` is asked."""
        return tuple(m for m in self.moves.values() if state in m.frm and may(m.can))

    def mermaid(self) -> str:
        lines = [f"    {frm} --> {m.to}: {m.name}" for m in self.moves.values() for frm in m.frm]
        return "\n".join(["stateDiagram-v2", *lines])
