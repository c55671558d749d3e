"""What a member's page brings together beside its seats: names, capabilities, contacts and plaques, at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import (
    CompoundSelect,
    Date,
    Integer,
    Select,
    String,
    bindparam,
    cast,
    literal,
    null,
    select,
    type_coerce,
    union_all,
)

from ..foundation.store.work import Work
from ..organisations.model import Capability, CapabilityKind, Contact, OrganisationName, Post
from ..organisations.queries import CapabilityLine, ContactLine
from ..plaques.model import Plaque, PlaqueState


@dataclass(frozen=True, slots=True)
class NameLine:
    """A name with the days on which it was borne; `to_on` is None for today's."""

    name: str
    from_on: date
    to_on: date | None


@dataclass(frozen=True, slots=True)
class PlaqueLine:
    serial: str
    state: PlaqueState
    issued_on: date | None


@dataclass(frozen=True, slots=True)
class Dossier:
    """`names`: newest first. `contacts` is empty where they were not asked for."""

    names: Sequence[NameLine]
    capabilities: Sequence[CapabilityLine]
    contacts: Sequence[ContactLine]
    plaques: Sequence[PlaqueLine]


POSTS = {post.value: post for post in Post}
PLAQUE_STATES = {state.value: state for state in PlaqueState}


def dossier(work: Work, organisation_id: UUID, *, contacts: bool) -> Dossier:
    """Ask for `contacts` only where the actor may read them."""
    found: dict[str, list[Any]] = {"name": [], "capability": [], "contact": [], "plaque": []}
    for row in work.session.execute(_every_part(contacts), {"organisation_id": organisation_id}):
        found[row.part].append(row)
    return Dossier(
        [NameLine(x.one, x.from_on, x.to_on) for x in sorted(found["name"], key=_newest, reverse=True)],
        [
            CapabilityLine(x.one, x.two, x.three, x.four, x.five, x.number)
            for x in sorted(found["capability"], key=lambda x: x.place)
        ],
        sorted((ContactLine(POSTS[x.one], x.two, x.three, x.four) for x in found["contact"]), key=_by_post),
        [
            PlaqueLine(x.one, PLAQUE_STATES[x.two], x.from_on)
            for x in sorted(found["plaque"], key=lambda x: x.one, reverse=True)
        ],
    )


def _newest(row: Any) -> tuple[date, bool]:
    return row.from_on, row.to_on is None


def _by_post(contact: ContactLine) -> int:
    return list(Post).index(contact.post)


@cache
def _every_part(contacts: bool) -> CompoundSelect[Any]:
    """Built once: only the organisation differs."""
    parts = [_names(), _capabilities(), _plaques()]
    return union_all(*parts, _contacts()) if contacts else union_all(*parts)


TEXT, NUMBER, DAY = String(), Integer(), Date()
ASKED = bindparam("organisation_id", type_=Plaque.organisation_id.type)


def _part(name: str, texts: Sequence[Any], **more: Any) -> Select[Any]:
    """A part of the union: up to five texts, two numbers and two days, each of one type on every database."""
    given = [type_coerce(text, TEXT) for text in texts] + [cast(null(), TEXT)] * (5 - len(texts))
    numbers = [more.get(label, cast(null(), NUMBER)).label(label) for label in ("number", "place")]
    days = [more.get(label, cast(null(), DAY)).label(label) for label in ("from_on", "to_on")]
    labelled = [text.label(label) for text, label in zip(given, ("one", "two", "three", "four", "five"), strict=True)]
    columns: list[Any] = [literal(name).label("part"), *labelled, *numbers, *days]
    return select(*columns)


def _names() -> Select[Any]:
    x = OrganisationName
    return _part("name", [x.name], from_on=x.from_on, to_on=x.to_on).where(x.organisation_id == ASKED)


def _capabilities() -> Select[Any]:
    kind, own = CapabilityKind, Capability
    texts = [kind.code, kind.zh, kind.en, kind.unit_zh, kind.unit_en]
    counted = _part("capability", texts, number=own.amount, place=kind.position)
    return counted.join_from(own, kind, kind.code == own.kind_code).where(own.organisation_id == ASKED)


def _contacts() -> Select[Any]:
    x = Contact
    return _part("contact", [x.post, x.name, x.phone, x.email]).where(x.organisation_id == ASKED)


def _plaques() -> Select[Any]:
    x = Plaque
    return _part("plaque", [x.serial, x.state], from_on=x.issued_on).where(x.organisation_id == ASKED)
