"""A field in which an audience is chosen in plain words; every step of it works without script.

A view hands it the words (`prepare`), shows the page again while `editing` (a row was added or taken away, a name
was searched), and otherwise takes its `data`, the Terms. Its name in a form is `terms`: refusals name it so.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask_babel import gettext as _
from wtforms import Field, ValidationError
from wtforms.utils import unset_value

from ..foundation.kernel.words import tidy, unfit_character
from ..organisations.model import NAME_LENGTH
from . import wording
from .model import SINGLES_MOST, TERMS_MOST
from .queries import Named, Words
from .terms import Term, Terms

FACETS = ("alliance", "matrix", "sector", "district")
ADDED, TAKEN = "added", "taken"
EVERY_MEMBER = Term()
ROWS_MOST = TERMS_MOST + SINGLES_MOST
UNKNOWN = "?"
NO_WORDS = Words({facet: {} for facet in FACETS}, {})


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the choice: a group of members, or a single organisation, that is added or taken away."""

    how: str
    term: Term


class AudienceField(Field):  # type: ignore[misc]
    rows: Sequence[Row] = ()
    everyone = False
    act = ""
    search = ""
    words = NO_WORDS
    found: Sequence[Named] = ()

    def prepare(self, words: Words, found: Sequence[Named] = ()) -> None:
        """Give it the words of its choices, and the organisations found by `search`."""
        self.words, self.found = words, found

    def process(self, formdata: Any, data: Any = unset_value, extra_filters: Any = None) -> None:
        super().process(None, data, extra_filters)
        if formdata is not None and any(key.startswith(f"{self.name}-") for key in formdata):
            self._read(formdata)

    def process_data(self, value: Terms | None) -> None:
        form = (value or Terms()).canonical()
        rows = [*(Row(ADDED, term) for term in sorted(form.added)), *(Row(TAKEN, term) for term in sorted(form.taken))]
        self.everyone = Row(ADDED, EVERY_MEMBER) in rows
        self.rows = tuple(row for row in rows if row.term.given())
        self.data = form

    def _read(self, formdata: Mapping[str, str]) -> None:
        def said(part: str) -> str:
            text = tidy(formdata.get(f"{self.name}-{part}", ""))
            return UNKNOWN if unfit_character(text) else text

        self.act, self.search = said("act"), said("search")[:NAME_LENGTH]
        self.everyone = said("everyone") == "1"
        rows = [_row_from(said, number) for number in range(ROWS_MOST) if formdata.get(f"{self.name}-{number}-how")]
        self.rows = tuple(_after(self.act, rows))
        everyone = [EVERY_MEMBER] if self.everyone else []
        self.data = Terms.of([*everyone, *self._terms(ADDED)], self._terms(TAKEN))

    def _terms(self, how: str) -> list[Term]:
        """The terms of these rows; a row in which nothing is chosen says nothing."""
        return [row.term for row in self.rows if row.how == how and row.term.given()]

    @property
    def editing(self) -> bool:
        """A row was added or taken away, or a name searched: the page is shown again, nothing is done."""
        return bool(self.act)

    def pre_validate(self, form: Any) -> None:
        asked = [(facet, code) for row in self.rows for facet, code in row.term.given().items() if facet in FACETS]
        if any(code not in self.words.facets[facet] for facet, code in asked):
            raise ValidationError(_("One of the choices is no longer in use. Choose again."))

    def groups(self) -> list[dict[str, Any]]:
        """The rows of groups as the component draws them; there is always one to fill in."""
        rows = [(number, row) for number, row in enumerate(self.rows) if not row.term.organisation]
        if not any(row.how == ADDED for _number, row in rows) and not self.everyone:
            rows.append((len(self.rows), Row(ADDED, EVERY_MEMBER)))
        return [self._group(number, row) for number, row in rows]

    def _group(self, number: int, row: Row) -> dict[str, Any]:
        labels = {"alliance": _("Alliance"), "matrix": _("Matrix"), "sector": _("Sector"), "district": _("District")}
        selects = [
            {"name": f"{self.name}-{number}-{facet}", "label": labels[facet], "options": self._options(facet, row.term)}
            for facet in FACETS
        ]
        return {"number": number, "how": row.how, "selects": selects, "taken": row.how == TAKEN}

    def _options(self, facet: str, term: Term) -> list[dict[str, Any]]:
        chosen = getattr(term, facet)
        codes = [*self.words.facets[facet], *([chosen] if chosen not in ("", *self.words.facets[facet]) else [])]
        every = [("", _("any")), *((code, wording.option(facet, code, self.words)) for code in codes)]
        return [{"value": value, "label": label, "chosen": value == chosen} for value, label in every]

    def singles(self) -> list[dict[str, Any]]:
        """The rows of single organisations, by their names."""
        return [
            {
                "number": number,
                "how": row.how,
                "taken": row.how == TAKEN,
                "id": row.term.organisation,
                "name": self.words.organisations.get(row.term.organisation, row.term.organisation),
            }
            for number, row in enumerate(self.rows)
            if row.term.organisation
        ]


def _row_from(said: Any, number: int) -> Row:
    how = TAKEN if said(f"{number}-how") == TAKEN else ADDED
    facets = {facet: said(f"{number}-{facet}") for facet in FACETS}
    return Row(how, Term(**facets, organisation=_id_or_nothing(said(f"{number}-organisation"))))


def _id_or_nothing(text: str) -> str:
    try:
        return str(UUID(text)) if text else ""
    except ValueError:
        return ""


def _after(act: str, rows: list[Row]) -> list[Row]:
    """The rows after a step: `add`, `except`, `drop-2`, `added-<id>`, `taken-<id>`. Any other changes nothing."""
    step, _dash, about = act.partition("-")
    if step == "add":
        return [*rows, Row(ADDED, EVERY_MEMBER)]
    if step == "except":
        return [*rows, Row(TAKEN, EVERY_MEMBER)]
    if step == "drop":
        return [row for number, row in enumerate(rows) if str(number) != about]
    one = _id_or_nothing(about) if step in {ADDED, TAKEN} else ""
    chosen = Row(step, Term(organisation=one))
    return [*rows, chosen] if one and chosen not in rows else rows


def arguments(terms: Terms, name: str = "terms") -> dict[str, str]:
    """The same choice as values of a form or an address."""
    form = terms.canonical()
    said = {f"{name}-everyone": "1"} if EVERY_MEMBER in form.added else {}
    rows = [*((ADDED, term) for term in sorted(form.added)), *((TAKEN, term) for term in sorted(form.taken))]
    for number, (how, term) in enumerate((how, term) for how, term in rows if term.given()):
        said[f"{name}-{number}-how"] = how
        said |= {f"{name}-{number}-{facet}": value for facet, value in term.given().items()}
    return said
