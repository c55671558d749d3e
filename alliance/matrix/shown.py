"""How the board, the alliances and the matrices are put into names, tones and ways on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from flask import url_for
from flask_babel import gettext as _

from ..foundation.web.language import in_chinese, named
from .board import Board, Side
from .groups import ALLIANCES, MATRICES, GroupReading
from .model import SeatRole

ROLE_TONES = {SeatRole.LEAD: "amber", SeatRole.MEMBER: "blue"}
MATRIX_TONES = ("blue", "red", "green", "purple", "amber")
ENDPOINTS = {ALLIANCES: "matrix.alliance", MATRICES: "matrix.matrix"}


def tone_of(place: int) -> str:
    """The colour of the matrix at this place of the order: the same wherever it is shown."""
    return MATRIX_TONES[place % len(MATRIX_TONES)]


def title(kind: str, group: Any) -> str:
    """警银 → 警银联盟: the short name with what it is, unless the name says so already."""
    return _title(kind, named(group), in_chinese())


@lru_cache(maxsize=256)
def _title(kind: str, name: str, _chinese: bool) -> str:
    words = _("%(name)s alliance", name="") if kind == ALLIANCES else _("%(name)s matrix", name="")
    if name.casefold().endswith(words.strip().casefold()):
        return name
    return str(_("%(name)s alliance", name=name) if kind == ALLIANCES else _("%(name)s matrix", name=name))


def mark(role: SeatRole | None) -> tuple[str, str] | None:
    """A role as a status: its words and its tone."""
    return (_(role.label), ROLE_TONES[role]) if role else None


def charter(group: Any) -> str:
    return str(group.charter_zh if in_chinese() else group.charter_en)


def page_of(kind: str, code: str) -> str:
    return url_for(ENDPOINTS[kind], code=code)


def stands(group: GroupReading, today: date) -> bool:
    return group.from_on <= today and (group.to_on is None or group.to_on > today)


@dataclass(frozen=True, slots=True)
class Painter:
    """What the cells of a board have in common, looked up once: titles, the words of a cell, the way to members."""

    board: Board
    alliances: Mapping[str, str]
    matrices: Mapping[str, str]
    words: str
    to_members: str

    def row(self, alliance: Side) -> dict[str, Any]:
        return {
            "code": alliance.code,
            "name": self.alliances[alliance.code],
            "organisations": alliance.organisations,
            "lead": alliance.lead,
            "url": page_of(ALLIANCES, alliance.code),
            "cells": [self._cell(alliance.code, matrix.code) for matrix in self.board.matrices],
        }

    def _cell(self, alliance_code: str, matrix_code: str) -> dict[str, Any]:
        cell = self.board.cell(alliance_code, matrix_code)
        names = {"alliance": self.alliances[alliance_code], "matrix": self.matrices[matrix_code]}
        return {
            "count": cell.organisations,
            "leads": cell.leads,
            "level": self.board.heat(alliance_code, matrix_code),
            "url": f"{self.to_members}?{urlencode({'alliance': alliance_code, 'matrix': matrix_code})}",
            "label": self.words % {**names, "count": cell.organisations, "leads": cell.leads},
        }


def picture(board: Board) -> dict[str, Any]:
    """The board as its component draws it."""
    painter = Painter(
        board,
        {side.code: title(ALLIANCES, side) for side in board.alliances},
        {side.code: title(MATRICES, side) for side in board.matrices},
        _("%(alliance)s, %(matrix)s: %(count)d organisations, %(leads)d of them leading"),
        url_for("directory.members"),
    )
    return {
        "columns": [
            {
                "code": matrix.code,
                "name": painter.matrices[matrix.code],
                "meaning": charter(matrix),
                "organisations": matrix.organisations,
                "url": page_of(MATRICES, matrix.code),
                "tone": tone_of(place),
            }
            for place, matrix in enumerate(board.matrices)
        ],
        "rows": [painter.row(alliance) for alliance in board.alliances],
        "organisations": board.organisations,
        "seats": board.seats,
    }


def sides(board: Board, kind: str) -> Sequence[Side]:
    return board.alliances if kind == ALLIANCES else board.matrices


def parts(board: Board, kind: str, code: str) -> list[dict[str, Any]]:
    """What an alliance gives to each matrix, or a matrix has from each alliance: count, tone and the way there."""
    found = []
    for place, side in enumerate(sides(board, MATRICES if kind == ALLIANCES else ALLIANCES)):
        alliance_code, matrix_code = (code, side.code) if kind == ALLIANCES else (side.code, code)
        found.append(
            {
                "name": title(MATRICES, side) if kind == ALLIANCES else title(ALLIANCES, side),
                "count": board.cell(alliance_code, matrix_code).organisations,
                "tone": tone_of(place) if kind == ALLIANCES else tone_in(board, code),
                "url": url_for("directory.members", alliance=alliance_code, matrix=matrix_code),
            }
        )
    return found


def tone_in(board: Board, matrix_code: str) -> str:
    codes = [matrix.code for matrix in board.matrices]
    return tone_of(codes.index(matrix_code)) if matrix_code in codes else "grey"


def card(board: Board, group: GroupReading) -> dict[str, Any]:
    """An alliance or a matrix on the page of all of them; its figures are the board's."""
    organisations = {side.code: side.organisations for side in sides(board, group.kind)}
    return {
        "title": title(group.kind, group),
        "charter": charter(group),
        "url": page_of(group.kind, group.code),
        "lead": group.lead,
        "organisations": organisations[group.code],
        "tone": tone_in(board, group.code) if group.kind == MATRICES else "blue",
        "parts": parts(board, group.kind, group.code),
    }
