"""Materials in the words of their pages."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

from flask import current_app, url_for
from flask_babel import gettext as _

from ..cases.labels import labels
from ..config import Settings
from ..foundation.web.language import day, in_chinese, named
from ..fraudtypes.queries import Catalogue, TypeLine
from ..fraudtypes.vocabulary import VictimGroup
from ..journal.queries import Happening
from .reach import ReachLine, ReachTotals
from .reading import VersionLine, VersionReading
from .shelf import ShelfLine
from .vocabulary import VersionState as S

Row = tuple[Any, ...]
TONES = {S.DRAFT: "grey", S.PROPOSED: "amber", S.APPROVED: "green", S.WITHDRAWN: "red"}


def whose(organisation: str) -> str:
    return organisation or _("The center")


def _for_whom(public: bool) -> tuple[str, str]:
    return (_("Public"), "blue") if public else (_("Members only"), "grey")


def marks(version: VersionReading) -> list[tuple[str, str]]:
    return [(_(version.state.label), TONES[version.state]), _for_whom(version.public)]


def joined(words: Iterable[str]) -> str:
    return ("、" if in_chinese() else ", ").join(words)


def type_names(known: Mapping[UUID, TypeLine], types: Iterable[UUID]) -> str:
    """In the order of their lists."""
    held = set(types)
    return joined(named(one) for one in known.values() if one.id in held)


def shelf_rows(lines: Sequence[ShelfLine], known: Catalogue) -> list[Row]:
    kinds = known.types
    return [
        (
            _url(line),
            (line.title, type_names(kinds, line.types) or _("Version %(number)d", number=line.number)),
            _(line.kind.label),
            whose(line.organisation),
            _for_whom(line.public),
            day(line.approved_at),
        )
        for line in lines
    ]


def unfinished_rows(lines: Sequence[ShelfLine]) -> list[Row]:
    return [
        (
            _url(line),
            (line.title, _("Version %(number)d", number=line.number)),
            _(line.kind.label),
            whose(line.organisation),
            (_(line.state.label), TONES[line.state]),
        )
        for line in lines
    ]


def _url(line: ShelfLine) -> str:
    return url_for("materials.material", material_id=line.material_id, number=line.number)


def facts(version: VersionReading, known: Catalogue, types: Iterable[UUID]) -> list[dict[str, Any]]:
    groups = [label for value, label in labels(VictimGroup) if value in version.victim_groups]
    found = [
        {"key": _("Kind of material"), "value": _(version.kind.label)},
        {"key": _("Provided by"), "value": whose(version.organisation)},
        {"key": _("Version"), "value": version.number},
        {"key": _("Fraud types"), "value": type_names(known.types, types)},
        {"key": _("For whom it is meant"), "value": joined(groups)},
    ]
    if version.changes:
        found.append({"key": _("What has changed since the version before"), "value": version.changes})
    if version.approved_at:
        found.append({"key": _("Approved on"), "value": day(version.approved_at)})
    return found


def version_rows(version: VersionReading, lines: Sequence[VersionLine]) -> list[Row]:
    """The versions beside the one that is shown."""
    return [
        (
            url_for("materials.material", material_id=version.material_id, number=line.number),
            (_("Version %(number)d", number=line.number), line.changes or line.title),
            day(line.approved_at) or None,
            (_(line.state.label), TONES[line.state]),
        )
        for line in lines
        if line.number != version.number
    ]


def link_address(code: str, number: int) -> str:
    """The whole address of a member's link, as it is printed."""
    settings: Settings = current_app.config["SETTINGS"]
    return settings.base_url + url_for("materials.opened", code=code, number=number)


def reach_rows(lines: Sequence[ReachLine]) -> list[Row]:
    return [
        (
            url_for("materials.material", material_id=line.material_id, number=line.number),
            (line.title, _(line.kind.label)),
            line.organisation,
            f"{line.looks:,}",
            day(line.last_on) or None,
        )
        for line in lines
    ]


def own_rows(lines: Sequence[ReachLine]) -> list[Row]:
    return [(url, title, *rest) for url, title, _organisation, *rest in reach_rows(lines)]


def totals(found: ReachTotals) -> list[tuple[str, str]]:
    return [
        (_("Times opened"), f"{found.looks:,}"),
        (_("Materials"), f"{found.materials:,}"),
        (_("Organisations"), f"{found.organisations:,}"),
    ]


def story(happenings: Sequence[Happening]) -> list[dict[str, Any]]:
    return [{"at": one.at, "who": _(one.who), "what": _(one.what)} for one in happenings]
