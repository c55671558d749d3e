"""The pages of whoever reads initiatives: the list, one of them, its wall, its paper."""

from flask import request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ..foundation.store.work import Work
from ..foundation.web import listing
from ..foundation.web.answers import go, page
from ..policy.can import Can
from ..policy.gate import permit
from ..policy.table import may
from . import answering, parts, queries, reading, shown, tallies
from .blueprint import ONE, bp
from .reading import InitiativeReading


@bp.get("/")
@permit(Can.VISIT)
def overview(work: Work) -> Response:
    found = queries.issued(work, listing.after_number())
    oversees, writes = may(work.actor, Can.OVERSEE_INITIATIVES), may(work.actor, Can.WRITE_INITIATIVE)
    counted = queries.tallies(work, found.lines) if oversees else {}
    return page(
        "initiatives/overview.html",
        rows=[shown.line_row(line, counted.get(line.id)) for line in found.lines],
        drafts=[shown.line_row(line) for line in queries.drafts(work)] if writes else [],
        answered=shown.last_column(work.actor),
        pager=listing.pager(found.next_key, len(found.lines)),
        writes=writes,
    )


@bp.get(ONE)
@permit(Can.READ_INITIATIVE, subject=reading.reading)
def initiative(work: Work, initiative: InitiativeReading) -> Response:
    return page("initiatives/initiative.html", **parts.whole(work, initiative))


@bp.post(f"{ONE}/read")
@permit(Can.ANSWER_INITIATIVE, subject=reading.reading, sees=Can.READ_INITIATIVE)
def read(work: Work, initiative: InitiativeReading) -> Response:
    """Sent by the page itself once the text is on the screen, or by its button."""
    answering.read(work, initiative)
    if "HX-Request" not in request.headers:
        return go("initiatives.initiative", initiative_id=initiative.id, said=_("Marked as read."))
    return page("initiatives/_own_answer.html", initiative=initiative, own=parts.own(work, initiative))


@bp.get(f"{ONE}/wall")
@permit(Can.READ_INITIATIVE, subject=reading.reading)
def wall(work: Work, initiative: InitiativeReading) -> Response:
    found = tallies.wall(work, initiative, listing.after_row())
    return page(
        "initiatives/wall.html",
        initiative=initiative,
        asks=shown.asks(reading.asks(work, initiative.id), tallies.of_asks(work, initiative)),
        found=found,
        lines=shown.wall_lines(found),
        pager=listing.pager(found.next_key, len(found.lines)),
    )


@bp.get(f"{ONE}/print")
@permit(Can.READ_INITIATIVE, subject=reading.reading)
def paper(work: Work, initiative: InitiativeReading) -> Response:
    return page(
        "initiatives/paper.html",
        initiative=initiative,
        asks=shown.asks(reading.asks(work, initiative.id), {}),
        files=parts.file_rows(work, initiative),
    )
