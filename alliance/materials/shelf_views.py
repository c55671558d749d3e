"""The pages of whoever reads materials: the shelf, one version, the page behind a member's link."""

from datetime import UTC, datetime
from uuid import UUID

from flask import request
from werkzeug.wrappers import Response

from ..foundation.store.work import Work
from ..foundation.web import listing
from ..foundation.web.answers import page
from ..foundation.web.guard import limiter
from ..foundation.web.portal import counts
from ..fraudtypes.queries import catalogue
from ..policy.can import Can
from ..policy.gate import permit
from . import filling, linking, parts, reading, shelf, shown
from .blueprint import NUMBER, ONE, bp
from .forms import ShelfForm
from .reading import VersionReading
from .shelf import ShelfKey
from .vocabulary import VersionState


@bp.get("/")
@permit(Can.VISIT)
def materials(work: Work) -> Response:
    form, known = ShelfForm(request.args), catalogue(work)
    form.offer(known)
    wanted = filling.shelf_filter(listing.ask(form))
    found = shelf.shelf(work, wanted, listing.read_key(_key))
    return page(
        "materials/materials.html",
        form=form,
        chips=listing.chips(form),
        rows=shown.shelf_rows(found.lines, known),
        pager=listing.pager(found.next_key, len(found.lines)),
        unfinished=shown.unfinished_rows(shelf.unfinished(work)),
        links=parts.shelf_links(work),
    )


def _key(moment: str, version_id: str) -> ShelfKey:
    return datetime.fromisoformat(moment).astimezone(UTC), UUID(version_id)


@bp.get(ONE)
@permit(Can.READ_MATERIAL, subject=reading.reading)
def material(work: Work, version: VersionReading) -> Response:
    return page("materials/material.html", **parts.whole(work, version))


@bp.get(f"/go/<code>/{NUMBER}")
@limiter.limit("120 per minute")
@permit(Can.READ_MATERIAL, subject=reading.opened)
@counts(linking.count_look)
def opened(work: Work, version: VersionReading) -> Response:
    """What stands behind a printed code: the material to take along, or that it was withdrawn and what replaces it."""
    return page(
        "materials/opened.html",
        material=version,
        files=parts.file_rows(work, version) if version.state is VersionState.APPROVED else [],
        newer=parts.newer(version),
        kind=parts.kind_of(version),
    )
