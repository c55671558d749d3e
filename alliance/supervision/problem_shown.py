"""Problems in the words of their pages: the three lists side by side, rows, facts, moves, a sheet."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from ..foundation.kernel.clock import local_day
from ..foundation.kernel.words import N_
from ..foundation.web.language import day
from ..foundation.web.listing import address
from ..policy.can import Can
from .problem_queries import ProblemReading, SentBackLine, shortened
from .vocabulary import UNMENDED
from .vocabulary import ProblemState as S
from .workflow import PROBLEM_WORKFLOW

Row = tuple[Any, ...]
TONES = {S.LISTED: "amber", S.PLANNED: "amber", S.RECTIFIED: "blue", S.RECHECKED: "purple", S.WRITTEN_OFF: "green"}
PAGES = {
    "plan": "supervision.planning",
    "rectify": "supervision.mending",
    "recheck": "supervision.rechecking",
    "write_off": "supervision.writing_off",
}
"""Every move has a page of its own; on those of the officers stands the way back too."""
STAGES = {
    S.LISTED: N_("On the list"),
    S.PLANNED: N_("Measures planned"),
    S.RECTIFIED: N_("Mended"),
    S.RECHECKED: N_("Checked again"),
    S.WRITTEN_OFF: N_("Written off"),
}
SHEET = (
    N_("Organisation"),
    N_("Problem"),
    N_("Found on"),
    N_("Found in"),
    N_("To be mended by"),
    N_("Responsible office"),
    N_("Leader in charge, by post"),
    N_("Measures"),
    N_("State"),
    N_("Mended"),
    N_("Written off on"),
)


def row(problem: ProblemReading) -> Row:
    return (
        url_for("supervision.problem", problem_id=problem.id),
        shortened(problem.words),
        day(problem.due_on),
        (_(problem.state.label), TONES[problem.state]),
    )


def three(problem: ProblemReading, today: date) -> dict[str, Any]:
    """One problem across the three lists. `late`: it is still to be mended, and its day has passed."""
    return {
        "url": url_for("supervision.problem", problem_id=problem.id),
        "organisation": problem.organisation,
        "words": problem.words,
        "subject": problem.subject,
        "found": day(problem.found_on),
        "due": day(problem.due_on),
        "late": problem.state in UNMENDED and problem.due_on < today,
        "office": problem.office,
        "leader": problem.leader,
        "remedies": [{"what": one.what, "until": day(one.until_on)} for one in problem.remedies],
        "state": _(problem.state.label),
        "tone": TONES[problem.state],
    }


def stages(problem: ProblemReading) -> list[dict[str, str]]:
    """How far it has come, from the first list to the last signature."""
    order = list(S)
    here = order.index(problem.state)
    last = problem.state is S.WRITTEN_OFF
    return [
        {"label": _(STAGES[one]), "state": "done" if place < here or last else "current" if place == here else "next"}
        for place, one in enumerate(order)
    ]


def facts(problem: ProblemReading, back: Sequence[SentBackLine]) -> list[dict[str, Any]]:
    """What came of it, line by line."""
    found = [
        (_("How it was mended"), problem.rectification),
        *((_("Sent back on %(day)s", day=day(local_day(one.sent_back_at))), one.words) for one in back),
        (_("The first officer found"), problem.recheck),
        (_("The second officer found"), problem.write_off),
        (_("Written off on"), _on(problem)),
    ]
    return [{"key": key, "value": value} for key, value in found if value]


def why_back(problem: ProblemReading, back: Sequence[SentBackLine]) -> str:
    """The words with which it was sent back, while they wait to be seen to."""
    return back[0].words if back and problem.state is S.PLANNED else ""


def moves(problem: ProblemReading, allowed: Callable[[Can], bool]) -> list[dict[str, Any]]:
    """The pages that are open to this person now."""
    open_now = PROBLEM_WORKFLOW.open_to(problem.state, lambda can: allowed(Can(can)))
    return [
        {"label": _(one.label), "url": url_for(PAGES[one.name], problem_id=problem.id), "kind": "primary"}
        for one in open_now
        if one.name in PAGES
    ]


def takes(arguments: Mapping[str, Any]) -> list[dict[str, str]]:
    """The lists as they are narrowed now, to take along."""
    narrowed = {name: value for name, value in arguments.items() if name != "after"}
    ways = (
        ("supervision.paper", _("Print layout"), "printer"),
        ("supervision.sheet", _("Excel sheet"), "file-spreadsheet"),
    )
    return [{"url": address(endpoint, narrowed), "label": label, "icon": icon} for endpoint, label, icon in ways]


def sheet(problems: Iterable[ProblemReading]) -> Iterator[Row]:
    for one in problems:
        measures = "\n".join(f"{remedy.what} ({day(remedy.until_on)})" for remedy in one.remedies)
        yield (
            *(one.organisation, one.words, day(one.found_on), one.subject, day(one.due_on), one.office, one.leader),
            *(measures, _(one.state.label), one.rectification, _on(one)),
        )


def _on(problem: ProblemReading) -> str:
    return day(local_day(problem.written_off_at)) if problem.written_off_at else ""
