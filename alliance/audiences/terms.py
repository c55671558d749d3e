"""What an audience is: terms that are added and terms that are taken away. A pure value, with one canonical form."""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any
from uuid import UUID


@dataclass(frozen=True, slots=True, order=True)
class Term:
    """Everyone to whom all of these apply; an empty facet asks for nothing. Alliance and matrix mean one seat: the
    organisation sits in that alliance and that very seat serves that matrix."""

    alliance: str = ""
    matrix: str = ""
    sector: str = ""
    district: str = ""
    organisation: str = ""

    def given(self) -> dict[str, str]:
        """The facets that it asks for."""
        return {one.name: getattr(self, one.name) for one in fields(self) if getattr(self, one.name)}

    @property
    def single(self) -> bool:
        """It names one organisation and asks for nothing else."""
        return bool(self.organisation) and not (self.alliance or self.matrix or self.sector or self.district)

    def covers(self, other: "Term") -> bool:
        """Whoever belongs to `other` belongs to this one too: it asks for no more."""
        return self.given().items() <= other.given().items()


@dataclass(frozen=True, slots=True)
class Standing:
    """What is known of one standing member: its facets, and its seats as (alliance, the matrices that it serves)."""

    organisation: str
    sector: str
    district: str
    seats: frozenset[tuple[str, frozenset[str]]] = frozenset()

    def meets(self, term: Term) -> bool:
        plain = {"organisation": self.organisation, "sector": self.sector, "district": self.district}
        asked = term.given()
        if any(asked[facet] != value for facet, value in plain.items() if facet in asked):
            return False
        if not term.alliance and not term.matrix:
            return True
        return any(
            term.alliance in ("", alliance) and (not term.matrix or term.matrix in matrices)
            for alliance, matrices in self.seats
        )


@dataclass(frozen=True, slots=True)
class Terms:
    """Whoever meets one of `added` and none of `taken`."""

    added: frozenset[Term] = frozenset()
    taken: frozenset[Term] = frozenset()

    @classmethod
    def of(cls, added: Iterable[Term] = (), taken: Iterable[Term] = ()) -> "Terms":
        return cls(frozenset(added), frozenset(taken))

    def canonical(self) -> "Terms":
        """The same audience without the terms that change nothing: those that another one covers, those that are
        taken away as a whole, and exceptions from nothing."""
        taken = _widest(self.taken)
        groups = _groups(taken)
        added = frozenset(term for term in _widest(self.added) if not any(_covering(term, taken, groups)))
        return Terms(added, taken if added else frozenset())

    def to_json(self) -> dict[str, Any]:
        """The canonical form as plain data, in canonical order."""
        form = self.canonical()
        return {
            "added": [term.given() for term in sorted(form.added)],
            "taken": [term.given() for term in sorted(form.taken)],
        }

    @classmethod
    def each(cls, organisations: Iterable[UUID]) -> "Terms":
        """Exactly these organisations, as long as they stand."""
        return cls.of(Term(organisation=str(one)) for one in organisations)

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> "Terms":
        return cls.of((Term(**term) for term in data["added"]), (Term(**term) for term in data["taken"]))

    @classmethod
    def about(cls, data: Mapping[str, Any], organisation: str) -> "Terms":
        """The stored form as far as it can mean this organisation: thousands of others need not be read."""

        def near(terms: Iterable[Mapping[str, str]]) -> list[Term]:
            return [Term(**term) for term in terms if term.get("organisation", organisation) == organisation]

        return cls.of(near(data["added"]), near(data["taken"]))

    def digest(self) -> str:
        """SHA-256, in hex, of the canonical form."""
        text = json.dumps(self.to_json(), ensure_ascii=True, sort_keys=True, separators=(",", ":"))
        return hashlib.sha256(text.encode()).hexdigest()

    def include(self, one: Standing) -> bool:
        return any(one.meets(term) for term in self.added) and not any(one.meets(term) for term in self.taken)


EVERYBODY = Term()


def _widest(terms: frozenset[Term]) -> frozenset[Term]:
    groups = _groups(terms)
    return frozenset(term for term in terms if all(one == term for one in _covering(term, terms, groups)))


def _groups(terms: frozenset[Term]) -> list[Term]:
    """All but the single organisations: few, where those may be thousands."""
    return [term for term in terms if not term.single]


def _covering(term: Term, terms: frozenset[Term], groups: list[Term]) -> Iterator[Term]:
    """Those of `terms` that cover it. Of single organisations only its own can; one of them, only EVERYBODY besides."""
    own = Term(organisation=term.organisation)
    if own.single and own in terms:
        yield own
    yield from (one for one in ([EVERYBODY] if term.single else groups) if one in terms and one.covers(term))
