"""What a volunteer's own page shows of requests to stand in, and what is kept of them."""

from collections.abc import Iterable
from uuid import UUID

from flask_babel import gettext as _

from ..foundation.store.work import Work
from ..publicity.shown import hours
from ..volunteers.sections import Kept, Section
from . import queries, shown


def asked_section(work: Work, _volunteer_id: UUID) -> Section:
    rows = shown.asked_rows(queries.own_open(work))
    return Section(_("Asked to stand in"), shown.asked_columns(), rows, _("Nobody asks you to stand in at present."))


def own_requests(work: Work, _volunteer_id: UUID) -> Iterable[Kept]:
    for one in queries.own_ever(work):
        what = f"{one.title} · {one.task} · {hours(one.starts_at, one.ends_at)}"
        yield Kept(_("Asked to stand in"), what, shown.state(one.state)[0])
