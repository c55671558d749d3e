"""One assignment in the words of its page: how it stands, what was said, its reports with their evidence."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from ..foundation.web.language import day, moment
from .assignment_parts import EvidenceLine, ReportLine, SubTaskLine, TurnLine
from .assignment_queries import AssignmentReading
from .lights import light_of
from .queries import ActionWords
from .shown import ROLE_TONES, counted
from .vocabulary import TONES, AssignmentState, EvidenceKind


def standing_of(assignment: AssignmentReading, today: date) -> dict[str, Any]:
    """How the assignment looks today, and its days in words."""
    light = light_of(assignment.state, assignment.receipt_due_on, assignment.due_on, today)
    return {
        "label": _(light.label),
        "tone": TONES[light],
        "part": (_(assignment.role.label), ROLE_TONES[assignment.role]),
        "left": _left(assignment, today),
    }


def _left(assignment: AssignmentReading, today: date) -> str:
    if assignment.finished_at is not None or assignment.state is AssignmentState.REPORTED:
        return ""
    days = (assignment.due_on - today).days
    if days < 0:
        return str(ngettext("%(num)d day late", "%(num)d days late", -days))
    return str(ngettext("%(num)d day left", "%(num)d days left", days) if days else _("Due today"))


def days_of(assignment: AssignmentReading) -> list[dict[str, Any]]:
    words = assignment.words
    rows = [
        (_("To be signed for by"), moment(assignment.receipt_due_at) or day(assignment.receipt_due_on)),
        (_("Due on"), day(assignment.due_on)),
        (_("Signed for"), moment(assignment.received_at)),
        (_("Figure so far"), counted(words, assignment.figure)),
    ]
    return [{"key": key, "value": value} for key, value in rows if value]


def turns(found: Sequence[TurnLine], words: ActionWords) -> list[dict[str, Any]]:
    return [
        {
            "what": _(one.kind.label),
            "who": one.organisation or _("The center"),
            "at": one.at,
            "words": one.words,
            "figure": counted(words, one.figure),
            "day": day(one.day),
        }
        for one in found
    ]


def evidence(found: Sequence[EvidenceLine], assignment: AssignmentReading) -> list[dict[str, Any]]:
    return [
        {
            "id": one.id,
            "title": one.title,
            "file": one.kind is EvidenceKind.FILE,
            "url": _file_url(assignment, one) if one.kind is EvidenceKind.FILE else one.link,
            "about": _about(one),
        }
        for one in found
    ]


def _file_url(assignment: AssignmentReading, one: EvidenceLine) -> str:
    return url_for("actions.evidence_file", assignment_id=assignment.id, file_id=one.file_id)


def _about(one: EvidenceLine) -> str:
    if one.kind is EvidenceKind.LINK:
        return one.link
    size = _("%(size)d KB", size=max(1, one.size // 1000))
    return f"{size} · SHA-256 {one.sha256[:16]}… · {moment(one.added_at)}"


def reports(
    found: Sequence[ReportLine], proofs: Mapping[int, Sequence[EvidenceLine]], assignment: AssignmentReading
) -> list[dict[str, Any]]:
    verdicts = {True: (_("Verified"), "green"), False: (_("Given back"), "amber"), None: (_("To verify"), "purple")}
    return [
        {
            "revision": one.revision,
            "figure": counted(assignment.words, one.figure),
            "words": one.words,
            "at": one.reported_at,
            "verdict": verdicts[one.verified],
            "review": one.review,
            "evidence": evidence(proofs.get(one.revision, ()), assignment),
        }
        for one in found
    ]


def sub_tasks(found: Sequence[SubTaskLine], assignment: AssignmentReading, today: date) -> list[dict[str, Any]]:
    return [
        {
            "title": one.title,
            "person": one.person or _("Nobody yet"),
            "due": day(one.due_on),
            "late": one.done_at is None and one.due_on is not None and one.due_on < today,
            "done": moment(one.done_at),
            "done_url": url_for("actions.finish_part", assignment_id=assignment.id, part_id=one.id),
            "drop_url": url_for("actions.drop_part", assignment_id=assignment.id, part_id=one.id),
        }
        for one in found
    ]
