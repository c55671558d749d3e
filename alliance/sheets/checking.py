"""Is a row fit to be taken over? Every row is checked and every fault of it named; functions over frozen rows."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..foundation.kernel.errors import Invalid
from ..foundation.kernel.words import N_, fold
from .cells import plain
from .columns import Column
from .reading import Row
from .verdicts import Fault
from .vocabulary import Test, Vocabulary

SAME_AS_ROW = N_("The same as in row %(row)d.")
DISTRICTS_DISAGREE = N_("This code belongs to %(owner)s, not to %(district)s.")
WHICH_DISTRICT = N_("Several districts have this name: give the code too.")
ONCE_ONLY = ("uscc", "name")
DISTRICT_COLUMNS = ("district", "district_code")


@dataclass(frozen=True, slots=True)
class RosterRow:
    """What a row without faults says. What is None was left empty, and changes nothing."""

    name: str
    short_name: str | None
    uscc: str
    sector_code: str
    alliances: tuple[str, ...]
    matrices: tuple[str, ...]
    district_code: str
    address: str
    first_leader: str
    leader_in_charge: str | None
    liaison: str
    phone: str | None
    email: str | None
    capabilities: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Checked:
    """A row after its check. `roster_row` is None where there are faults."""

    row: Row
    roster_row: RosterRow | None
    faults: Sequence[Fault]


def check_rows(rows: Iterable[Row], vocabulary: Vocabulary) -> list[Checked]:
    """Every row, with what it says or with its faults. A code or a name that an earlier row bears is a fault."""
    columns = {column.key: column for column in vocabulary.columns.values()}
    tests, names = vocabulary.tests(), {term.code: term.zh for term in vocabulary.districts}
    seen: dict[tuple[str, str], int] = {}
    checked = []
    for row in rows:
        values, wrong = _values(row, columns, tests)
        _settle_district(values, wrong, names)
        _note_repeats(row.number, values, wrong, seen)
        faults = [fault_at(row, columns[key], wrong[key]) for key in columns if key in wrong]
        checked.append(Checked(row, None if faults else _roster_row(values, columns), faults))
    return checked


def fault_at(row: Row, column: Column, wrong: Invalid) -> Fault:
    return Fault(row.number, column.header, row.says(column.key), wrong.words, wrong.params)


def _values(
    row: Row, columns: Mapping[str, Column], tests: Mapping[str, Test]
) -> tuple[dict[str, Any], dict[str, Invalid]]:
    """The values of the fit cells, and the refusals of the others, by column key."""
    values: dict[str, Any] = {}
    wrong: dict[str, Invalid] = {}
    for key, column in columns.items():
        try:
            value = plain(column, row.cells.get(key))
            values[key] = tests[key](value) if value is not None and key in tests else value
        except Invalid as refusal:
            wrong[key] = refusal
    return values, wrong


def _settle_district(values: dict[str, Any], wrong: dict[str, Invalid], names: Mapping[str, str]) -> None:
    """One code out of the district's name and its code, which must agree."""
    if any(key in wrong for key in DISTRICT_COLUMNS):
        return
    named, code = values["district"], values["district_code"]
    if code is None and len(named) > 1:
        wrong["district_code"] = Invalid("district_code", WHICH_DISTRICT)
    elif code is None:
        values["district_code"] = named[0]
    elif code not in named:
        wrong["district_code"] = Invalid(
            "district_code", DISTRICTS_DISAGREE, owner=names[code], district=names[named[0]]
        )


def _note_repeats(
    number: int, values: Mapping[str, Any], wrong: dict[str, Invalid], seen: dict[tuple[str, str], int]
) -> None:
    for key in ONCE_ONLY:
        value = values.get(key)
        if value is None:
            continue
        first = seen.setdefault((key, fold(value)), number)
        if first != number:
            wrong[key] = Invalid(key, SAME_AS_ROW, row=first)


def _roster_row(values: Mapping[str, Any], columns: Mapping[str, Column]) -> RosterRow:
    plain_fields = ("name", "short_name", "uscc", "alliances", "matrices", "district_code", "address", "first_leader")
    contact_fields = ("leader_in_charge", "liaison", "phone", "email")
    amounts = {column.capability: values[key] for key, column in columns.items() if column.capability}
    return RosterRow(
        sector_code=values["sector"],
        capabilities={code: amount for code, amount in amounts.items() if code and amount is not None},
        **{name: values[name] for name in (*plain_fields, *contact_fields)},
    )
