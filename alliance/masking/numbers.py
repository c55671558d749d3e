"""Numbers that belong to a person: telephones, identity cards, bank cards; whole, grouped, spelt out, half redacted."""

from collections.abc import Iterator

from .cards import bank_card_in, id_card_in
from .chains import Number, numbers_from
from .found import Finding
from .phones import abroad_in, landline_in, mobile_in

SHORTEST = 7
READINGS = (id_card_in, mobile_in, abroad_in, landline_in, bank_card_in)
"""Asked in this order: what has a check of its own first, what only has a length last."""


def whole_numbers(text: str) -> Iterator[Finding]:
    """Every personal number in the plain `text`, in order, none over another."""
    end = 0
    for readable in numbers_from(text):
        for number in readable:
            found = _read(text, number) if number.start >= end else None
            if found:
                yield found
                end = found.end
                break


def _read(text: str, number: Number) -> Finding | None:
    """What the groups are, taken together."""
    if len(number.digits) < SHORTEST:
        return None
    readings = (reading(text, number) for reading in READINGS)
    return next((found for found in readings if found), None)
