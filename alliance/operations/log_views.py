"""The daily log of a hotspot: writing it, and taking it along as a sheet."""

from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ..foundation.kernel.clock import local_day
from ..foundation.store.work import Work
from ..foundation.web.answers import attachment, go, page
from ..policy.can import Can
from ..policy.gate import permit
from ..sheets.workbook import MEDIA_TYPE, text_workbook
from . import hotspot_commands, hotspot_shown, hotspots
from .blueprint import bp
from .hotspot_forms import LogForm
from .hotspots import HotspotReading


@bp.get("/hotspots/<uuid:hotspot_id>/log")
@permit(Can.WRITE_LOG, subject=hotspots.reading, sees=Can.READ_OPERATION)
def log_form(work: Work, hotspot: HotspotReading) -> Response:
    own = hotspots.own_entry(work, hotspot)
    values = {name: getattr(own, name) for name in ("words", "visits", "persons", "cases")} if own else {}
    return _log_page(work, hotspot, LogForm(formdata=None, data=values))


@bp.post("/hotspots/<uuid:hotspot_id>/log")
@permit(Can.WRITE_LOG, subject=hotspots.reading, sees=Can.READ_OPERATION)
def write_log(work: Work, hotspot: HotspotReading) -> Response:
    form, text = LogForm(), hotspot_commands.LogText
    if form.settle(work, lambda: hotspot_commands.write_log(work, hotspot.id, form.as_(text))):
        return go(
            "operations.hotspot",
            hotspot_id=hotspot.id,
            said=_("Today's log is written. You may correct it until midnight."),
        )
    return _log_page(work, hotspot, form, 422)


def _log_page(work: Work, hotspot: HotspotReading, form: LogForm, status: int = 200) -> Response:
    return page(
        "operations/log_form.html",
        status,
        hotspot=hotspot,
        operation=hotspot.operation,
        form=form,
        today=local_day(work.now),
    )


@bp.get("/hotspots/<uuid:hotspot_id>/log/sheet")
@permit(Can.READ_OPERATION, subject=hotspots.reading)
def log_sheet(work: Work, hotspot: HotspotReading) -> Response:
    """The newest entries, as many as a sheet is meant for."""
    found = hotspots.log(work, hotspot, most=hotspots.SHEET_MOST)
    rows = hotspot_shown.sheet_rows(found.lines)
    title = f"{_('DRILL')} {hotspot.place}" if hotspot.operation.drill else hotspot.place
    return attachment(text_workbook(title, hotspot_shown.sheet_columns(), rows), MEDIA_TYPE, "hotspot-log.xlsx")
