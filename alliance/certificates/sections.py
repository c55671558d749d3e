"""What a volunteer's own page shows of certificates, and what is kept of them."""

from collections.abc import Iterable
from uuid import UUID

from flask import url_for
from flask_babel import gettext as _

from ..attendance.shown import duration
from ..foundation.store.work import Work
from ..foundation.web.language import moment
from ..volunteers.sections import Kept, Section
from . import queries, shown


def certificates_section(work: Work, _volunteer_id: UUID) -> Section:
    columns = (
        *((_("Number"), "pair"), (_("Period"), ""), (_("Hours of service"), "")),
        *((_("State"), "status"), (_("Looked at"), "number")),
    )
    links = ({"label": _("Ask for a certificate"), "url": url_for("certificates.mine")},)
    rows = shown.rows(queries.own_lines(work))
    return Section(_("My certificates"), columns, rows, _("No certificate yet"), links)


def own_certificates(work: Work, _volunteer_id: UUID) -> Iterable[Kept]:
    for line in queries.own_lines(work):
        said = f"{moment(line.issued_at)} · {duration(line.minutes)} · {_(line.state.label)}"
        yield Kept(_("My certificates"), line.number, said)
