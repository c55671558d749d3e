"""The pages of the list of sectors, which an administrator keeps."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ..foundation.kernel.clock import local_day
from ..foundation.store.work import Work
from ..foundation.web.answers import go, page
from ..foundation.web.language import day, named
from ..policy.can import Can
from ..policy.gate import permit
from ..policy.table import may
from . import sectors
from .blueprint import bp
from .forms import NewSectorForm, SectorForm
from .sectors import SectorLine, SectorText


@bp.get("/sectors/")
@permit(Can.SEE_ADMINISTRATION)
def sector_list(work: Work) -> Response:
    keeps, today = may(work.actor, Can.KEEP_LISTS), local_day(work.now)
    rows = [_row(line, stands=line.stands_on(today), keeps=keeps) for line in sectors.every(work)]
    return page("organisations/sectors.html", rows=rows, keeps=keeps)


def _row(line: SectorLine, *, stands: bool, keeps: bool) -> tuple[Any, ...]:
    ahead = (_("Not yet"), "blue") if line.to_on is None else (_("Retired"), "grey")
    return (
        url_for("organisations.sector", sector_code=line.code) if keeps else None,
        (named(line), line.code),
        line.organisations,
        day(line.from_on),
        day(line.to_on) or None,
        (_("To choose from"), "green") if stands else ahead,
    )


@bp.get("/sectors/new")
@permit(Can.KEEP_LISTS)
def new_sector(work: Work) -> Response:
    place = max((line.position for line in sectors.every(work)), default=0) + 1
    form = NewSectorForm(None, data={"position": place, "from_on": local_day(work.now)})
    return page("organisations/new_sector.html", form=form)


@bp.post("/sectors/new")
@permit(Can.KEEP_LISTS)
def add_sector(work: Work) -> Response:
    form = NewSectorForm()
    if form.settle(work, lambda: sectors.add(work, form.code.data, form.as_(SectorText))):
        return go("organisations.sector_list", said=_("It is added to the list."))
    return page("organisations/new_sector.html", 422, form=form)


@bp.get("/sectors/<sector_code>")
@permit(Can.KEEP_LISTS, subject=sectors.reading)
def sector(work: Work, line: SectorLine) -> Response:
    return page("organisations/sector.html", line=line, name=named(line), form=SectorForm(None, obj=line))


@bp.post("/sectors/<sector_code>")
@permit(Can.KEEP_LISTS, subject=sectors.reading)
def keep_sector(work: Work, line: SectorLine) -> Response:
    form = SectorForm()
    if form.settle(work, lambda: sectors.keep(work, line.code, form.as_(SectorText))):
        return go("organisations.sector_list", said=_("The changes are kept."))
    return page("organisations/sector.html", 422, line=line, name=named(line), form=form)
