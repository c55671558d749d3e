"""The pages of alliances and matrices: all of them, and each with its members."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from flask import url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ..foundation.kernel.clock import local_day
from ..foundation.store.work import Work
from ..foundation.web import listing
from ..foundation.web.answers import page
from ..policy.can import Can
from ..policy.gate import permit
from ..policy.table import may
from . import groups, shown
from .blueprint import bp
from .board import Board, board
from .groups import ALLIANCES, MATRICES, GroupReading

NOBODY = UUID(int=0)
"""Stands in an address for the id that is put in row by row: building an address is dear, filling one is not."""


@bp.get("/alliances")
@permit(Can.VISIT)
def alliances(work: Work) -> Response:
    return _all_of(work, ALLIANCES)


@bp.get("/matrices")
@permit(Can.VISIT)
def matrices(work: Work) -> Response:
    return _all_of(work, MATRICES)


def _all_of(work: Work, kind: str) -> Response:
    now, today = board(work), local_day(work.now)
    every = groups.every(work, kind)
    return page(
        "matrix/groups.html",
        kind=kind,
        cards=[shown.card(now, group) for group in every if shown.stands(group, today)],
        others=[_line(group, today) for group in every if not shown.stands(group, today)],
        may_keep=may(work.actor, Can.KEEP_MATRIX),
    )


def _line(group: GroupReading, today: date) -> tuple[Any, ...]:
    """A row of the table of those that do not stand today."""
    state = (_("Closed"), "grey") if group.from_on <= today else (_("To come"), "amber")
    name = (shown.title(group.kind, group), shown.charter(group))
    return (shown.page_of(group.kind, group.code), name, group.from_on, group.to_on, state)


@bp.get("/alliances/<code>")
@permit(Can.VISIT, subject=groups.alliance)
def alliance(work: Work, group: GroupReading) -> Response:
    return _one(work, group, groups.members_of_alliance(work, group.code, listing.after_row()))


@bp.get("/matrices/<code>")
@permit(Can.VISIT, subject=groups.matrix)
def matrix(work: Work, group: GroupReading) -> Response:
    return _one(work, group, groups.members_of_matrix(work, group.code, listing.after_row()))


def _one(work: Work, group: GroupReading, members: groups.GroupPage) -> Response:
    now = board(work)
    counts = {side.code: side.organisations for side in shown.sides(now, group.kind)}
    return page(
        "matrix/group.html",
        group=group,
        title=shown.title(group.kind, group),
        charter=shown.charter(group),
        stands=shown.stands(group, local_day(work.now)),
        organisations=counts.get(group.code, 0),
        parts=shown.parts(now, group.kind, group.code),
        tone=shown.tone_in(now, group.code),
        rows=_rows(now, members),
        pager=listing.pager(members.next_key, len(members.members)),
        siblings=_siblings(now, group),
        links=_keeping(work, group),
    )


def _rows(now: Board, members: groups.GroupPage) -> list[tuple[Any, ...]]:
    """The rows of the members: name, in an alliance the role, what else of the board they touch, since when."""
    names = {side.code: shown.title(kind, side) for kind in groups.KINDS for side in shown.sides(now, kind)}
    to_page = url_for("directory.member", organisation_id=NOBODY).replace(str(NOBODY), "{}")
    rows: list[tuple[Any, ...]] = []
    for member in members.members:
        others = "、".join(name for code, name in names.items() if code in member.others) or None
        url, main = to_page.format(member.id), (member.name, member.short_name)
        mark = shown.mark(member.role)
        rows.append((url, main, mark, others, member.from_on) if mark else (url, main, others))
    return rows


def _siblings(now: Board, group: GroupReading) -> list[dict[str, Any]]:
    return [
        {
            "label": shown.title(group.kind, side),
            "url": shown.page_of(group.kind, side.code),
            "current": side.code == group.code,
            "count": side.organisations,
        }
        for side in shown.sides(now, group.kind)
    ]


def _keeping(work: Work, group: GroupReading) -> Sequence[Mapping[str, str]]:
    """What the actor may do with it."""
    if not may(work.actor, Can.KEEP_MATRIX):
        return []
    at: dict[str, Any] = {"kind": group.kind, "code": group.code}
    links = [{"label": _("Edit"), "url": url_for("matrix.edit", **at), "icon": "pencil"}]
    if group.to_on is None:
        links.append({"label": _("Close"), "url": url_for("matrix.closing", **at)})
    return links
