"""A member's own link: take it, print its code; and how often the links were opened."""

from io import BytesIO
from typing import Any

from flask import request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ..foundation.kernel.errors import NotThere
from ..foundation.store.work import Work
from ..foundation.web import listing
from ..foundation.web.answers import attachment, go, page
from ..plaques.pdf import code as picture_of
from ..policy.can import Can
from ..policy.gate import permit
from . import filling, linking, reach, reading, shown
from .blueprint import ONE, bp
from .forms import ReachForm
from .reading import VersionReading

PICTURES = {"svg": "image/svg+xml", "png": "image/png"}
SIZES: dict[str, dict[str, Any]] = {"svg": {"scale": 4, "unit": "mm"}, "png": {"scale": 20}}
"""Of each square of the code. A drawing in millimetres is made smaller where a layout gives it less room; without a
unit it would be cut off there."""


@bp.post(f"{ONE}/link")
@permit(Can.TAKE_MATERIAL_LINK, subject=reading.reading, sees=Can.READ_MATERIAL)
def take_link(work: Work, version: VersionReading) -> Response:
    linking.take(work, version)
    return go("materials.material", **version.address, said=_("Your organisation has its own link and code now."))


@bp.get(f"{ONE}/code.<any(svg, png):ending>")
@permit(Can.TAKE_MATERIAL_LINK, subject=reading.reading, sees=Can.READ_MATERIAL)
def code(work: Work, version: VersionReading) -> Response:
    """The code as a picture to put into a layout of one's own."""
    import segno

    ending, picture = str((request.view_args or {})["ending"]), BytesIO()
    made = segno.make(_address(version), error="q", micro=False)
    made.save(picture, kind=ending, border=4, **SIZES[ending])
    return attachment(picture.getvalue(), PICTURES[ending], f"material-{version.code}-{version.number}.{ending}")


@bp.get(f"{ONE}/sheet")
@permit(Can.TAKE_MATERIAL_LINK, subject=reading.reading, sees=Can.READ_MATERIAL)
def code_sheet(work: Work, version: VersionReading) -> Response:
    """A sheet of paper to be put up beside a counter."""
    address = _address(version)
    return page("materials/code_sheet.html", material=version, address=address, code=picture_of(address))


def _address(version: VersionReading) -> str:
    if version.code is None:
        raise NotThere()
    return shown.link_address(version.code, version.number)


@bp.get("/reach")
@permit(Can.OVERSEE_REACH)
def every_reach(work: Work) -> Response:
    form = ReachForm(request.args)
    wanted = filling.reach_filter(listing.ask(form))
    found = reach.reach(work, wanted, listing.read_key(reach.key_of))
    return page(
        "materials/reach.html",
        form=form,
        chips=listing.chips(form),
        rows=shown.reach_rows(found.lines),
        totals=shown.totals(found.totals),
        pager=listing.pager(found.next_key, len(found.lines)),
    )


@bp.get("/ours")
@permit(Can.SEE_OWN_MATERIALS)
def ours(work: Work) -> Response:
    found = reach.own_reach(work, listing.read_key(reach.key_of))
    return page(
        "materials/ours.html",
        rows=shown.own_rows(found.lines),
        totals=shown.totals(found.totals)[:2],
        pager=listing.pager(found.next_key, len(found.lines)),
    )
