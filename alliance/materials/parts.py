"""The parts of a version's page, as far as the actor may see and use each of them."""

from collections.abc import Sequence
from typing import Any

from flask import request, url_for
from flask_babel import gettext as _

from ..cases.listed import file_row
from ..files import queries as files
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..fraudtypes.queries import catalogue
from ..journal.queries import timeline
from ..plaques.pdf import code as picture_of
from ..policy.can import Can
from ..policy.table import may
from . import reading, shown
from .reading import VersionReading
from .vocabulary import VersionState
from .workflow import VERSION_WORKFLOW

PAGES = {"withdraw": "materials.withdrawing", "give_back": "materials.giving_back"}
"""Moves that are made on a page of their own; the others carry the version that the page shows."""


BESIDE = (
    (Can.WRITE_MATERIAL, "materials.new", N_("New material"), "plus"),
    (Can.OVERSEE_REACH, "materials.every_reach", N_("How far they reach"), "eye"),
    (Can.SEE_OWN_MATERIALS, "materials.ours", N_("How far ours reach"), "eye"),
)
"""The ways from the shelf, each with its permission."""


def whole(work: Work, version: VersionReading) -> dict[str, Any]:
    """Everything that the page shows."""
    inside = may(work.actor, Can.SEE_PROPOSED_MATERIALS) or may(work.actor, Can.CHANGE_MATERIAL, version)
    return {
        "material": version,
        "marks": shown.marks(version),
        "facts": shown.facts(version, catalogue(work), reading.types(work, version.id)),
        "files": file_rows(work, version),
        "versions": shown.version_rows(version, reading.versions(work, version.material_id)),
        "own": own_link(work, version),
        "moves": moves(work, version),
        "links": links(work, version),
        "more": more(work, version),
        "newer": newer(version),
        "story": shown.story(timeline(work, version.material_id)) if inside else [],
    }


def file_rows(work: Work, version: VersionReading) -> list[dict[str, Any]]:
    """The files that the actor may take along."""
    if not hands_out(work, version):
        return []
    lines = files.lines(work, reading.files_of(version.id))
    return [file_row(line, "materials.file", **version.address) for line in lines]


def hands_out(work: Work, version: VersionReading) -> bool:
    """What is withdrawn is kept for the record: the center, inspectors and whose it is still have its files."""
    withdrawn = version.state is VersionState.WITHDRAWN
    return not withdrawn or may(work.actor, Can.OVERSEE_REACH) or may(work.actor, Can.CHANGE_MATERIAL, version)


def newer(version: VersionReading) -> str | None:
    """The way to the newest approved version where this one is older: by the same link where it was opened by one."""
    if version.newest <= version.number or version.approved_at is None:
        return None
    endpoint = str(request.endpoint)
    here = dict(request.view_args or {}) | {"number": version.newest}
    return url_for(endpoint, **here)


def kind_of(version: VersionReading) -> str:
    return str(_(version.kind.label))


def shelf_links(work: Work) -> list[dict[str, str]]:
    """The ways beside the shelf."""
    open_now = [(label, endpoint, icon) for can, endpoint, label, icon in BESIDE if may(work.actor, can)]
    return [{"label": _(label), "url": url_for(endpoint), "icon": icon} for label, endpoint, icon in open_now]


def own_link(work: Work, version: VersionReading) -> dict[str, Any] | None:
    """The link of the actor's organisation with its code as a picture, or that it can be taken; None for whoever hands
    out nothing."""
    if version.state is not VersionState.APPROVED or not may(work.actor, Can.TAKE_MATERIAL_LINK, version):
        return None
    if version.code is None:
        return {"address": None}
    address = shown.link_address(version.code, version.number)
    return {"address": address, "code": picture_of(address)}


def moves(work: Work, version: VersionReading) -> Sequence[dict[str, Any]]:
    """The moves that are made at once."""
    found = VERSION_WORKFLOW.open_to(version.state, lambda can: may(work.actor, Can(can), version))
    return [
        {"label": _(move.label), "url": url_for(f"materials.{move.name}", **version.address)}
        for move in found
        if move.name not in PAGES
    ]


def links(work: Work, version: VersionReading) -> list[dict[str, str]]:
    """The ways to the pages on which something is done with it."""
    found = VERSION_WORKFLOW.open_to(version.state, lambda can: may(work.actor, Can(can), version))
    pages = [(PAGES[move.name], move.label) for move in found if move.name in PAGES]
    if version.state is VersionState.DRAFT and may(work.actor, Can.CHANGE_MATERIAL, version):
        pages += [("materials.edit", N_("Go on writing")), ("materials.files", N_("Files"))]
    return [{"label": _(label), "url": url_for(endpoint, **version.address)} for endpoint, label in pages]


def more(work: Work, version: VersionReading) -> list[dict[str, str]]:
    """What else is done at once by whoever writes it: a next version of what was approved, no version of a draft."""
    if not may(work.actor, Can.CHANGE_MATERIAL, version):
        return []
    if version.state is VersionState.DRAFT:
        return [_act(N_("Drop the draft"), "materials.drop", version)]
    return [_act(N_("Begin the next version"), "materials.begin_next", version)] if version.approved_at else []


def _act(label: str, endpoint: str, version: VersionReading) -> dict[str, str]:
    return {"label": _(label), "url": url_for(endpoint, **version.address), "kind": "quiet"}
