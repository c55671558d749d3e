"""The words of today that a row may use, and what a column demands beyond its kind."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..foundation.kernel.errors import Invalid
from ..foundation.kernel.words import N_, fold
from ..organisations.commands import check_uscc
from ..organisations.queries import Term, Unit
from .cells import EMPTY
from .columns import Column, all_columns
from .reading import shown

NO_SUCH_SECTOR = N_("There is no such kind of organisation. Choose one from the list of the template.")
NO_SUCH_ALLIANCE = N_("There is no alliance “%(name)s”. There are: %(known)s.")
NO_SUCH_MATRIX = N_("There is no matrix “%(name)s”. There are: %(known)s.")
NO_SUCH_DISTRICT = N_("There is no such district. Choose one from the list of the template.")
NO_SUCH_DISTRICT_CODE = N_("There is no district with this code.")
NOT_AN_ADDRESS = N_("Not an e-mail address.")
NOT_A_TELEPHONE = N_("Not a telephone number.")

SEPARATORS = re.compile(r"[;；、,，\r\n]")
TELEPHONE = re.compile(r"(?=(?:\D*\d){3})[\d +()（）/;；、,，*#转\-－—]+", re.ASCII)
ALLIANCE_ENDINGS = ("联盟", "反诈联盟")
MATRIX_ENDINGS = ("矩阵",)

Test = Callable[[Any], Any]
"""Takes a cell's plain value and gives the value to keep, or raises Invalid."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Every term that may stand in a sheet today, each kind in its order."""

    sectors: Sequence[Term]
    alliances: Sequence[Term]
    matrices: Sequence[Term]
    districts: Sequence[Term]
    capabilities: Sequence[Unit]

    @property
    def columns(self) -> Mapping[str, Column]:
        return all_columns(self.capabilities)

    def tests(self) -> Mapping[str, Test]:
        """Column key → what it demands."""
        sectors = _spelt(self.sectors)
        districts = {term.code: term.zh for term in self.districts}
        return {
            "uscc": check_uscc,
            "sector": lambda text: _found(sectors, text, "sector", NO_SUCH_SECTOR),
            "alliances": _list_of(self.alliances, "alliances", NO_SUCH_ALLIANCE, ALLIANCE_ENDINGS),
            "matrices": _list_of(self.matrices, "matrices", NO_SUCH_MATRIX, MATRIX_ENDINGS),
            "district": lambda text: _districts_named(districts, text),
            "district_code": lambda text: _found(
                {code: code for code in districts}, text, "district_code", NO_SUCH_DISTRICT_CODE
            ),
            "phone": _telephone,
            "email": _address,
        }


def _spelt(terms: Iterable[Term], endings: Sequence[str] = ()) -> Mapping[str, str]:
    """Every way to write a term → its code: the code, both names, and the Chinese name with a usual ending."""
    found = {}
    for term in terms:
        ways = (term.code, term.en, *(term.zh + ending for ending in endings), term.zh)
        found.update({fold(way): term.code for way in ways})
    return found


def _found(spelt: Mapping[str, str], text: str, field: str, words: str) -> str:
    if fold(text) not in spelt:
        raise Invalid(field, words)
    return spelt[fold(text)]


def _list_of(terms: Sequence[Term], field: str, words: str, endings: Sequence[str]) -> Test:
    spelt, known = _spelt(terms, endings), "、".join(term.zh for term in terms)

    def codes(text: str) -> tuple[str, ...]:
        names = [name.strip() for name in SEPARATORS.split(text) if name.strip()]
        if not names:
            raise Invalid(field, EMPTY)
        unknown = [shown(name) for name in names if fold(name) not in spelt]
        if unknown:
            raise Invalid(field, words, name="、".join(unknown), known=known)
        chosen = {spelt[fold(name)] for name in names}
        return tuple(term.code for term in terms if term.code in chosen)

    return codes


def _districts_named(districts: Mapping[str, str], text: str) -> tuple[str, ...]:
    """The codes of the districts of that name: a large alliance may have several."""
    codes = tuple(code for code, name in districts.items() if name == text)
    if not codes:
        raise Invalid("district", NO_SUCH_DISTRICT)
    return codes


def _telephone(text: str) -> str:
    if not TELEPHONE.fullmatch(text):
        raise Invalid("phone", NOT_A_TELEPHONE)
    return text


def _address(text: str) -> str:
    from email_validator import EmailNotValidError, validate_email

    try:
        validate_email(text, check_deliverability=False)
    except EmailNotValidError as wrong:
        raise Invalid("email", NOT_AN_ADDRESS) from wrong
    return text
