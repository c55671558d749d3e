"""Marks, comments and follows in the words of their pages."""

from collections.abc import Sequence
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from ..cases.listed import TLP_SHORT, TLP_TONES
from ..cases.reading import EditionReading
from ..foundation.kernel.actor import Role
from ..foundation.kernel.clock import local_day
from ..foundation.web.language import day, in_chinese, moment
from ..fraudtypes.queries import Catalogue
from ..fraudtypes.vocabulary import VictimGroup
from .comments import CommentLine, Comments
from .following import FollowedLine
from .queries import MarkLine, Standing
from .vocabulary import Progress

Row = tuple[Any, ...]

TONES = {Progress.RECEIVED: "green", Progress.READ: "blue", Progress.NEITHER: "grey"}
SPEAK_FOR_MEMBERS = frozenset({Role.LIAISON, Role.STAFF})


def address(edition: EditionReading) -> dict[str, Any]:
    """What the addresses of an edition's pages take."""
    return {"case_id": edition.case_id, "kind": edition.kind}


def progress(standing: Standing | MarkLine) -> Progress:
    if standing.received_at:
        return Progress.RECEIVED
    return Progress.READ if standing.read_at else Progress.NEITHER


def own_mark(standing: Standing) -> dict[str, Any]:
    """How far the reader's own organisation has come, with the moment."""
    come = progress(standing)
    at = standing.received_at or standing.read_at
    return {"label": _(come.label), "tone": TONES[come], "at": moment(at)}


def mark_row(line: MarkLine) -> Row:
    come = progress(line)
    return (
        url_for("directory.member", organisation_id=line.organisation_id),
        line.name,
        (_(come.label), TONES[come]),
        moment(line.read_at) or None,
        moment(line.received_at) or None,
    )


def comment_lines(edition: EditionReading, found: Comments) -> list[dict[str, Any]]:
    return [_comment(edition, line, roles=found.roles) for line in found.lines]


def _comment(edition: EditionReading, line: CommentLine, *, roles: bool) -> dict[str, Any]:
    withdrawing = url_for("learning.withdrawing", comment_id=line.id, **address(edition))
    return {
        "speaker": speaker(line),
        "office": _(line.role.label) if roles else None,
        "at": moment(line.written_at),
        "version": line.number if line.number != edition.number else None,
        "read_by": _(line.read_by.label),
        "text": line.text,
        "withdrawn": moment(line.withdrawn_at),
        "reason": line.reason,
        "withdraw_url": withdrawing if line.withdrawable else None,
    }


def speaker(line: CommentLine) -> str:
    """For whom a comment speaks; a member that is not named is one of the readers."""
    if line.role in SPEAK_FOR_MEMBERS:
        name = line.organisation or str(_("One of its readers"))
        return str(_("%(name)s (your organisation)", name=name)) if line.own else name
    return str(_("A district's sub-center") if line.role is Role.DISTRICT_OFFICER else _("The center"))


def votes(standing: Standing) -> list[dict[str, Any]]:
    """The two answers, how many gave each, and which is one's own."""
    answers = (("yes", _("Useful"), standing.useful, True), ("no", _("Not useful"), standing.not_useful, False))
    return [
        {"value": value, "label": label, "count": count, "own": standing.own_vote is useful}
        for value, label, count, useful in answers
    ]


def concept_choices(known: Catalogue) -> list[tuple[str, str]]:
    return [(one.code, one.zh if in_chinese() else one.en) for one in known.concepts]


def group_choices() -> list[tuple[VictimGroup, str]]:
    return [(one, _(one.label)) for one in VictimGroup]


def followed_rows(lines: Sequence[FollowedLine]) -> list[Row]:
    return [
        (
            url_for("cases.edition_read", case_id=line.case_id, kind=line.kind),
            (line.title, line.type_zh if in_chinese() else line.type_en),
            _(line.victim_group.label) if line.victim_group else None,
            (TLP_SHORT[line.tlp], TLP_TONES[line.tlp]),
            day(local_day(line.released_at)),
        )
        for line in lines
    ]
