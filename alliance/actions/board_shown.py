"""The board in the words of its pages: rows with their lights, what the phone shows of them, the rows of the sheet."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from flask import url_for
from flask_babel import gettext as _

from ..foundation.kernel.words import N_
from ..foundation.web.language import day, in_chinese, moment, named
from ..organisations.queries import Term
from .board import BoardCell, BoardColumn, BoardRow, Far, Lights
from .board_list import ListLine
from .drills import called
from .notices import PAGE
from .shown import number
from .vocabulary import RED, TONES, AssignmentState, Light, Priority

ON_THE_PHONE = 6
SHEET = (
    N_("Number"),
    N_("Action"),
    N_("Organisation"),
    N_("District"),
    N_("Role"),
    N_("Light"),
    N_("State"),
    N_("Due"),
    N_("Signed for"),
    N_("Figure"),
    N_("Target"),
    N_("Unit"),
    N_("Reported"),
    N_("Finished at"),
)
Shown = dict[str, Any]
Mark = tuple[str, str]
"""A light in words, and its tone."""


def marks() -> Mapping[Light, Mark]:
    """Every light in the reader's words, looked up once for a page."""
    return {light: (_(light.label), TONES[light]) for light in Light}


def legend() -> Sequence[Mark]:
    return list(marks().values())


def picture(
    rows: Iterable[BoardRow],
    columns: Sequence[BoardColumn],
    cells: Iterable[BoardCell],
    far: Mapping[UUID, Far],
    *,
    pick: frozenset[AssignmentState],
) -> list[Shown]:
    """The rows of the picture. `pick`: the states of the assignments that this reader may choose to act on."""
    words, at = marks(), {(cell.action_id, cell.organisation_id): cell for cell in cells}
    names = {column.id: column.short_name for column in columns}
    found = []
    for row in rows:
        its = [at.get((row.id, column.id)) for column in columns]
        shown = [_cell(cell, words, names, pick) if cell else None for cell in its]
        first = sorted((one for one in shown if one), key=lambda one: one["order"])[:ON_THE_PHONE]
        found.append(_row(row, far[row.id], words) | {"cells": shown, "first": first})
    return found


def _cell(
    cell: BoardCell, words: Mapping[Light, Mark], names: Mapping[UUID, str], pick: frozenset[AssignmentState]
) -> Shown:
    word, tone = words[cell.light]
    return {
        "url": PAGE.format(cell.id),
        "word": word,
        "tone": tone,
        "organisation": names[cell.organisation_id],
        "due": day(cell.due_on),
        "pick": chosen(cell.id, cell.revision) if cell.state in pick else None,
        "order": list(Light).index(cell.light),
    }


def chosen(assignment_id: UUID, revision: int) -> str:
    """An assignment as a box to tick names it, with the report that the page showed."""
    return f"{assignment_id}:{revision}"


def _row(row: BoardRow, far: Far, words: Mapping[Light, Mark]) -> Shown:
    rolled = far.roll_up
    return {
        "url": url_for("actions.action", action_id=row.id),
        "title": called(row.title, row.drill),
        "number": number(row.number),
        "due": day(row.due_on),
        "urgent": row.priority is Priority.URGENT,
        "percent": rolled.percent,
        "done": rolled.done,
        "verified": _("%(verified)d of %(asked)d", verified=rolled.verified, asked=rolled.asked),
        "late": sum(far.lights.get(light, 0) for light in RED),
        "counts": counts(far.lights, words),
    }


def names(terms: Iterable[Term]) -> list[str]:
    return [named(term) for term in terms]


def counts(lights: Lights, words: Mapping[Light, Mark]) -> list[tuple[str, str, int]]:
    """How many look how, the pressing ones first: word, tone, count."""
    return [(*words[light], lights[light]) for light in Light if lights.get(light)]


def alliances(
    rows: Iterable[BoardRow],
    terms: Sequence[Term],
    found: Mapping[tuple[UUID, str], Lights],
    far: Mapping[UUID, Far],
) -> list[Shown]:
    """The rows of the picture by alliance: in each cell how many look how."""
    words = marks()
    return [
        _row(row, far[row.id], words)
        | {"cells": [counts(found.get((row.id, term.code), {}), words) for term in terms], "first": []}
        for row in rows
    ]


def lines(found: Iterable[ListLine], pick: frozenset[AssignmentState]) -> list[Shown]:
    """The rows of the list."""
    words = marks()
    return [
        {
            "url": PAGE.format(line.id),
            "title": called(line.title, line.drill),
            "number": number(line.number),
            "organisation": line.organisation,
            "district": line.district_zh if in_chinese() else line.district_en,
            "part": _(line.role.label),
            "due": day(line.due_on),
            "figure": figure(line),
            "mark": words[line.light],
            "pick": chosen(line.id, line.revision) if line.state in pick else None,
        }
        for line in found
    ]


def figure(line: ListLine) -> str:
    """What was told so far, beside the target where there is one."""
    if line.figure is None:
        return ""
    told = f"{line.figure}/{line.target}" if line.target else f"{line.figure}"
    return f"{told} {line.unit}".strip()


def sheet(found: Iterable[ListLine]) -> list[Sequence[Any]]:
    words = marks()
    return [
        (
            line.number,
            called(line.title, line.drill),
            line.organisation,
            line.district_zh if in_chinese() else line.district_en,
            _(line.role.label),
            words[line.light][0],
            _(line.state.label),
            day(line.due_on),
            moment(line.received_at),
            line.figure,
            line.target,
            line.unit,
            moment(line.reported_at),
            moment(line.finished_at),
        )
        for line in found
    ]
