"""From a form to what a command or a query takes, and from an earlier report to the form."""

from datetime import date
from uuid import UUID

from ..foundation.kernel.clock import local_day
from ..foundation.store.work import Work
from ..foundation.web import listing
from . import months, queries, totals
from .forms import OutreachFilterForm, OutreachForm
from .queries import OutreachFilter, OutreachLine
from .telling import OutreachText
from .totals import OutreachWords
from .vocabulary import CountMethod

MONTHS_SHOWN = 12


def offered(work: Work, form: OutreachForm, held: OutreachLine | None = None) -> OutreachForm:
    """The form with what can be chosen on it today: of materials those that the own organisation hands out, and the
    one that the earlier report names."""
    materials = [(str(one), title) for one, title in queries.own_materials(work)]
    if held and held.material_id and str(held.material_id) not in dict(materials):
        materials.append((str(held.material_id), held.material))
    form.offer(totals.words(work).channel, months.open_months(work.now), materials)
    return form


def begun(work: Work, last: OutreachLine | None, material: str = "") -> OutreachForm:
    """A new report that begins with what was told last, but for the month."""
    if last is None:
        form = OutreachForm(None, month=months.as_text(months.usual(work.now)), material=material)
    else:
        form = _from(last, month=months.as_text(months.usual(work.now)), material=material or _material(last))
    return offered(work, form, last)


def correcting(work: Work, held: OutreachLine) -> OutreachForm:
    """The report as it stands, to be corrected."""
    form = _from(held, month=months.as_text(held.month), material=_material(held), revision=held.revision)
    return offered(work, form, held)


def _material(line: OutreachLine) -> str:
    return str(line.material_id) if line.material_id else ""


def _from(line: OutreachLine, **more: object) -> OutreachForm:
    said = {"channel": line.channel_code, "reach": line.reach, "method": line.method.value}
    return OutreachForm(None, data=said | {"words": line.words, "link": line.link} | more)


def outreach_text(form: OutreachForm) -> OutreachText:
    return OutreachText(
        channel_code=form.channel.data,
        month=date.fromisoformat(f"{form.month.data}-01"),
        reach=form.reach.data or 0,
        method=CountMethod(form.method.data),
        material_id=UUID(form.material.data) if form.material.data else None,
        words=form.words.data,
        link=form.link.data,
        revision=form.revision.data or 0,
    )


def asked(work: Work, form: OutreachFilterForm, known: OutreachWords) -> OutreachFilter:
    """What the address asks for; refused where nobody could have chosen it."""
    present = months.month_of(local_day(work.now))
    form.offer(present, known)
    listing.ask(form)
    return OutreachFilter(
        *_span(present, form.year.data),
        channel=form.channel.data or "",
        alliance=form.alliance.data or "",
        district=form.district.data or "" if "district" in form else "",
    )


def _span(present: date, year: str) -> tuple[date, date]:
    """The first and the last month."""
    if year:
        return date(int(year), 1, 1), date(int(year), 12, 1)
    return months.before(present, MONTHS_SHOWN - 1), present


def last_year(work: Work) -> OutreachFilter:
    """The last twelve months of everything that one may read."""
    return OutreachFilter(*_span(months.month_of(local_day(work.now)), ""))
