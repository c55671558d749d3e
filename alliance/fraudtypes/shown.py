"""Fraud types in the words of their pages: the lists side by side, one list, options to choose from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import url_for
from flask_babel import gettext as _

from ..foundation.web.language import day, in_chinese, named
from .queries import Catalogue, ListLine, Opened, SuggestedType, TypeLine

Row = tuple[Any, ...]
Choices = Mapping[str, Sequence[tuple[UUID | str, str]]]


@dataclass(frozen=True, slots=True)
class Cell:
    """The heading under which one list has a concept, and what else that heading covers."""

    column: str
    name: str | None
    also: str


@dataclass(frozen=True, slots=True)
class ConceptRow:
    name: str
    cells: Sequence[Cell]


def tabs(known: Catalogue, current: str | None) -> Sequence[dict[str, Any]]:
    """The ways to the lists side by side and to each of them."""
    beside = {"label": _("Side by side"), "url": url_for("fraudtypes.crosswalk"), "current": current is None}
    return [beside, *(_tab(listed, current) for listed in known.lists)]


def _tab(listed: ListLine, current: str | None) -> dict[str, Any]:
    return {
        "label": _short(listed),
        "url": url_for("fraudtypes.one_list", list_code=listed.code),
        "current": listed.code == current,
        "count": len(listed.types),
    }


def rows(known: Catalogue) -> Sequence[ConceptRow]:
    """A row for each concept: under which heading each list has it, the list of today first."""
    return [
        ConceptRow(named(concept), [_cell(known, listed, concept.code) for listed in known.lists])
        for concept in known.concepts
    ]


def _cell(known: Catalogue, listed: ListLine, concept_code: str) -> Cell:
    kind = next((one for one in (*listed.standing, *listed.types) if concept_code in one.concepts), None)
    if kind is None:
        return Cell(_short(listed), None, "")
    return Cell(_short(listed), named(kind), _joined(known, [code for code in kind.concepts if code != concept_code]))


def _joined(known: Catalogue, codes: Sequence[str]) -> str:
    return ("、" if in_chinese() else ", ").join(named(one) for one in known.concepts if one.code in codes)


def list_rows(opened: Opened) -> Sequence[Row]:
    """The headings of one list: name, what it covers, and where the other lists have the same."""
    known, own = opened.beside, opened.listed
    return [
        (
            None,
            named(kind) if kind.stands else _("%(name)s (retired)", name=named(kind)),
            _joined(known, kind.concepts),
            _elsewhere(known, kind, own) or None,
        )
        for kind in own.types
    ]


def _elsewhere(known: Catalogue, kind: TypeLine, own: ListLine) -> str:
    """Each heading that means the same in another list, with the lists that bear it."""
    same, bearing = known.same_under(kind.id), dict[str, list[str]]()
    for listed in known.lists:
        for one in listed.types:
            if listed.code != own.code and one.id in same:
                bearing.setdefault(named(one), []).append(_short(listed))
    return ("；" if in_chinese() else "; ").join(f"{name} ({', '.join(years)})" for name, years in bearing.items())


def _short(listed: ListLine) -> str:
    """An official list is known by its year."""
    return str(listed.from_on.year) if listed.official else _("Platform")


def facts(listed: ListLine) -> Sequence[dict[str, Any]]:
    issuer = listed.issuer_zh if in_chinese() else listed.issuer_en
    ends = day(listed.to_on) if listed.to_on else _("until a newer one is issued")
    return [
        {"key": _("Issued by"), "value": issuer},
        {
            "key": _("Kind of list"),
            "value": _("Official list") if listed.official else _("Classification of a platform"),
        },
        {"key": _("To choose from since"), "value": day(listed.from_on)},
        {"key": _("To choose from until"), "value": ends},
    ]


def select_choices(known: Catalogue) -> Choices:
    """For a select in which a story is given its type: the lists of today, each a group of its own."""
    standing = {named(one): [(kind.id, named(kind)) for kind in one.standing] for one in known.lists if one.stands}
    return {_("Not chosen yet"): [("", _("Please choose"))], **standing}


@dataclass(frozen=True, slots=True)
class Option:
    """A suggestion as a radio button: `value` is what a field named `fraud_type` takes."""

    value: str
    name: str
    words: str
    chosen: bool


def asking() -> dict[str, str]:
    """Attributes of a textarea named `text` in a form with a CSRF token: suggestions follow what is typed."""
    return {
        "hx-post": url_for("fraudtypes.suggest"),
        "hx-trigger": "change, input delay:700ms",
        "hx-params": "csrf_token,text",
        "hx-target": "#type-suggestions",
        "hx-select": "#type-suggestions > *",
        "hx-sync": "this:replace",
    }


def options(found: Sequence[SuggestedType], chosen: UUID | None) -> Sequence[Option]:
    gap = "、" if in_chinese() else ", "
    return [Option(str(one.kind.id), named(one.kind), gap.join(one.words[:8]), one.kind.id == chosen) for one in found]


def elsewhere(known: Catalogue, chosen: UUID | None) -> Sequence[dict[str, str]]:
    """What the chosen heading is called in every list that has it."""
    same = known.same_under(chosen) if chosen else frozenset()
    return [
        {"key": named(listed), "value": ("、" if in_chinese() else ", ").join(names)}
        for listed in known.lists
        if (names := [named(kind) for kind in listed.types if kind.id in same])
    ]
