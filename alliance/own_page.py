"""What a volunteer's own page shows and what she takes along, room by room: the one list of both."""

from .attendance import sections as attendance
from .certificates import sections as certificates
from .cover import following as following_cover
from .cover import sections as cover
from .publicity.feeds import OwnFeed
from .shifts import calendar
from .shifts import sections as shifts
from .shifts.following import hold_for_leaving
from .volunteers import shown as volunteers
from .volunteers import taking
from .volunteers.keeping import Leaving
from .volunteers.sections import OwnPage


def compose() -> None:
    OwnPage.sections = (
        shifts.coming_section,
        cover.asked_section,
        attendance.hours_section,
        certificates.certificates_section,
        volunteers.teams_section,
        volunteers.qualifications_section,
    )
    OwnPage.kept = (
        *(taking.own_data, taking.own_teams, taking.own_qualifications),
        *(shifts.own_sign_ups, cover.own_requests, attendance.own_attendance, certificates.own_certificates),
        taking.own_letters,
    )
    Leaving.first = (following_cover.hold_for_leaving, hold_for_leaving)
    OwnFeed.more = (calendar.own_entries,)
