"""What a volunteer's own page shows of hours, and what is kept of her attendance."""

from collections.abc import Iterable
from uuid import UUID

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import select

from ..foundation.store.work import Work
from ..foundation.web.language import moment
from ..publicity.model import PublicityEvent
from ..shifts.model import Shift, SignUp
from ..volunteers.sections import Kept, Section
from . import queries, shown
from .model import Attendance

LATEST = 5


def hours_section(work: Work, _volunteer_id: UUID) -> Section:
    """The latest ones; all of them stand behind the link."""
    rows = shown.own_rows(queries.own_hours(work, None, LATEST).lines)
    columns = (
        *((_("Event and task"), "pair"), (_("Day of the shift"), "date"), (_("From, to"), "")),
        *((_("Hours"), ""), (_("State"), "status")),
    )
    links = ({"label": _("Check in, all hours"), "url": url_for("attendance.mine")},)
    return Section(_("My volunteer hours"), columns, rows, _("No hours yet"), links)


def own_attendance(work: Work, volunteer_id: UUID) -> Iterable[Kept]:
    a, s, e = Attendance, Shift, PublicityEvent
    asked = (
        select(e.title, a.came_at, a.left_at, a.minutes)
        .join(SignUp, SignUp.id == a.sign_up_id)
        .join(s, s.id == SignUp.shift_id)
        .join(e, e.id == s.event_id)
        .where(SignUp.volunteer_id == volunteer_id)
        .order_by(a.came_at)
    )
    for title, came_at, left_at, minutes in work.session.execute(asked):
        yield Kept(_("My volunteer hours"), title, f"{moment(came_at)} – {moment(left_at)} · {shown.duration(minutes)}")
