"""Frozen rows and a small vocabulary, for checks that need neither a file nor a database."""

from typing import Any

from alliance.organisations.queries import Term, Unit
from alliance.sheets.reading import Cell, CellKind, Row
from alliance.sheets.vocabulary import Vocabulary
from tests.sheets.books import line

WORDS = Vocabulary(
    sectors=[Term("bank", "银行", "Bank"), Term("school", "学校", "School")],
    alliances=[Term("police_bank", "警银", "Police and banks"), Term("general_alliance", "综合", "Comprehensive")],
    matrices=[Term("publicity_matrix", "宣传", "Publicity"), Term("governance_matrix", "治理", "Governance")],
    districts=[Term("140105", "小店区", "X"), Term("140106", "迎泽区", "Y"), Term("140205", "新城区", "N")],
    capabilities=[Unit("outlets", "网点", "Outlets", "个", "outlets"), Unit("screens", "电子屏", "Screens", "块", "s")],
)


def row(number: int = 2, **texts: Any) -> Row:
    """A sound row; `texts` by column key replace what stands in it, None empties a cell."""
    found = {key: value for key, value in line(number, **texts).items() if value is not None}
    return Row(number, {key: value if isinstance(value, Cell) else text(value) for key, value in found.items()})


def text(value: str | int) -> Cell:
    return Cell(CellKind.NUMBER if isinstance(value, int) else CellKind.TEXT, str(value))
