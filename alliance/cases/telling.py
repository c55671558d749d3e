"""What a case says as plain data, and putting it into a row: masked, with what was personal sealed."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import delete, insert

from ..foundation.kernel.clock import local_day
from ..foundation.kernel.errors import Invalid
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..fraudtypes.vocabulary import AgeBand, Channel, ContactTool, VictimGroup
from ..masking.door import TOO_LONG
from . import indicators
from .model import (
    BLOCK_LENGTH,
    INDICATORS_MOST,
    LINE_LENGTH,
    STEP_LENGTH,
    STORY_LENGTH,
    TITLE_LENGTH,
    CaseIndicator,
    Edition,
    Told,
    TypicalCase,
)
from .sealing import INDICATOR, digest, forget_beginnings, keep_sealed, seal
from .vocabulary import HowFound, IndicatorKind, Phase

ASKED = ("title", "fraud_type_id", "story", "lost_fen")
"""Without these four no case can be handed in; the rest is welcome and optional."""

TOLD_TO_READERS = ("title", "fraud_type_id", "story")
"""Nor an edition without these; a text for the public may leave the amount out."""

LONGEST = {
    "title": TITLE_LENGTH,
    "story": STORY_LENGTH,
    "payment_path": LINE_LENGTH,
    "loopholes": BLOCK_LENGTH,
    "advice": BLOCK_LENGTH,
}
TEXTS = tuple(LONGEST)


@dataclass(frozen=True, slots=True)
class Step:
    """A step of the script, in the order of time."""

    phase: Phase
    words: str


@dataclass(frozen=True, slots=True)
class Indicator:
    """`value` as it was written; it is checked, sealed and shown cut short."""

    kind: IndicatorKind
    value: str


@dataclass(frozen=True, slots=True)
class CaseText:
    """What a case says. Amounts are in fen. A draft may lack anything."""

    title: str = ""
    story: str = ""
    happened_on: date | None = None
    district_code: str | None = None
    fraud_type_id: UUID | None = None
    victim_group: VictimGroup | None = None
    age_band: AgeBand | None = None
    channel: Channel | None = None
    contact_tool: ContactTool | None = None
    lost_fen: int | None = None
    stopped_fen: int | None = None
    recovered_fen: int | None = None
    payment_path: str = ""
    how_found: HowFound | None = None
    loopholes: str = ""
    advice: str = ""
    steps: tuple[Step, ...] = ()


PLAIN = tuple(one.name for one in fields(CaseText) if one.name not in {*TEXTS, "steps"})


def put(work: Work, row: Told, case: TypicalCase, text: CaseText) -> int:
    """Let `row` say what `text` says, masked. Returns how many fields held something personal."""
    check(work, text)
    texts = {name: getattr(text, name) for name in TEXTS}
    texts |= {f"step {number}": step.words for number, step in enumerate(text.steps, 1)}
    safe, personal = seal(work, case, texts)
    _fit(safe)
    for name in TEXTS:
        setattr(row, name, safe[name])
    for name in PLAIN:
        setattr(row, name, getattr(text, name))
    row.steps = [
        {"phase": str(step.phase), "words": safe[f"step {number}"]} for number, step in enumerate(text.steps, 1)
    ]
    return personal


def _fit(safe: Mapping[str, str]) -> None:
    """Refuse a text that its masks have made longer than its field."""
    for name, words in safe.items():
        longest = LONGEST.get(name, STEP_LENGTH)
        if len(words) > longest:
            _step, _space, number = name.partition(" ")
            raise Invalid(f"step_{int(number) - 1}_words" if number else name, TOO_LONG, most=longest)


def check(work: Work, text: CaseText) -> None:
    """Refuse what cannot be: a day to come, more recovered than was lost."""
    if text.happened_on and text.happened_on > local_day(work.now):
        raise Invalid("happened_on", N_("This day has not come yet."))
    if text.recovered_fen and text.lost_fen is not None and text.recovered_fen > text.lost_fen:
        raise Invalid("recovered_fen", N_("More was recovered than was lost. Check both amounts."))


def put_indicators(work: Work, case: TypicalCase, kept: frozenset[str], given: tuple[Indicator, ...]) -> None:
    """Let the case have those of its indicators whose marks are `kept`, and those `given` now: each is checked, sealed
    and shown cut short. What is taken away stays with the sealed original."""
    shown = [one for one in case.indicators if one["mark"] in kept]
    for number, one in enumerate(given):
        entry = _entry(one, number)
        if all(entry["mark"] != other["mark"] for other in shown):
            shown.append(entry)
        if all(entry["mark"] != other["mark"] for other in case.indicators):
            keep_sealed(work, case, INDICATOR, one.value, {str(one.kind): 1})
    if len(shown) > INDICATORS_MOST:
        raise Invalid("indicator_0_value", N_("At most %(most)d indicators, please."), most=INDICATORS_MOST)
    case.indicators = shown
    work.session.flush()
    forget_beginnings(work, case, {one["mark"] for one in shown})
    work.session.execute(delete(CaseIndicator).where(CaseIndicator.case_id == case.id))
    if shown:
        rows = [{"case_id": case.id, "digest": one["mark"]} for one in shown]
        work.session.execute(insert(CaseIndicator), rows)


def _entry(one: Indicator, number: int) -> dict[str, Any]:
    try:
        value = indicators.normal(one.kind, one.value)
    except indicators.NotThatKind as odd:
        raise Invalid(f"indicator_{number}_value", str(odd)) from odd
    return {
        "kind": str(indicators.class_of(one.kind, value)),
        "shown": indicators.shown(one.kind, value),
        "doubtful": not indicators.checks_out(one.kind, value),
        "mark": digest(one.kind, value),
    }


def told(row: Told) -> CaseText:
    """What a row says."""
    plain: dict[str, Any] = {name: getattr(row, name) for name in (*TEXTS, *PLAIN)}
    steps = tuple(Step(Phase(one["phase"]), one["words"]) for one in row.steps)
    return CaseText(**plain, steps=steps)


def copy(row: Told, to: Edition) -> None:
    """Let the edition say what the row says."""
    for name in (*TEXTS, *PLAIN, "steps", "indicators"):
        setattr(to, name, getattr(row, name))
