"""Numbers that belong to a person: telephones, identity cards, bank cards; whole, grouped, spelt out, half redacted."""

from collections.abc import Iterator

from .cards import bank_card_in, id_card_in
from .chains import Number, numbers_from
from .found import Finding
from .phones import abroad_in, further_landline, landline_in, mobile_in

READINGS = (id_card_in, mobile_in, abroad_in, landline_in, bank_card_in)
"""Asked in this order: what has a check of its own first, what only has a length last."""


def whole_numbers(text: str) -> Iterator[Finding]:
    """Every personal number in the plain `text`, in order, none over another."""
    end, last = 0, None
    for readable in numbers_from(text):
        for number in readable:
            found = None if number.start < end or _beside_star(text, number) else _read(text, number, last)
            if found:
                yield found
                end, last = found.end, found
                break


def _beside_star(text: str, number: Number) -> bool:
    """Whether it is what a mask has left of a number."""
    return "*" in (text[number.end : number.end + 1], text[max(0, number.start - 1) : number.start])


def _read(text: str, number: Number, last: Finding | None) -> Finding | None:
    """What the groups are, taken together; `last`: what was found before it."""
    readings = (reading(text, number) for reading in READINGS)
    return next((found for found in readings if found), None) or (
        further_landline(text, number, last) if last else None
    )
