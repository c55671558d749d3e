"""What a volunteer's own page shows of shifts, and what is kept of her sign-ups."""

from collections.abc import Iterable
from uuid import UUID

from flask import url_for
from flask_babel import gettext as _

from ..foundation.store.work import Work
from ..publicity.shown import hours
from ..volunteers.sections import Kept, Section
from . import people, shown


def coming_section(work: Work, _volunteer_id: UUID) -> Section:
    links = ({"label": _("Find a shift"), "url": url_for("shifts.shifts")},)
    rows = shown.own_rows(people.own_ahead(work))
    return Section(_("My shifts"), shown.own_columns(), rows, _("You have signed up for nothing yet."), links)


def own_sign_ups(work: Work, _volunteer_id: UUID) -> Iterable[Kept]:
    for one in people.own_ever(work):
        what = f"{one.title} · {one.task} · {hours(one.starts_at, one.ends_at)}"
        yield Kept(_("My shifts"), what, shown.own_state(one)[0])
