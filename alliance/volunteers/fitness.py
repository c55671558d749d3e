"""What a task may ask of a volunteer: an age, a qualification that counts on a day."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, exists, or_

from .model import VolunteerQualification


def age_on(born_on: date, day: date) -> int:
    """In full years; who was born on 29 February is a year older on 1 March."""
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))


def qualified(volunteer_id: Any, code: Any, on_day: Any) -> ColumnElement[bool]:
    """Whether the volunteer (a column or an id) holds the qualification on that day (a column or a date): confirmed,
    not revoked, not expired."""
    held = VolunteerQualification
    return exists().where(
        held.volunteer_id == volunteer_id,
        held.qualification_code == code,
        held.revoked_at.is_(None),
        or_(held.until_on.is_(None), held.until_on >= on_day),
    )
