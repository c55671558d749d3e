"""The form of a day, and the one of the office hours."""

from datetime import time
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import DateField, RadioField, SelectChoice, TimeField
from wtforms.validators import InputRequired

from ..foundation.web.forms import Form, TextLine
from .counting import Hours
from .keeping import DayText
from .model import REASON_LENGTH
from .queries import HOURS
from .vocabulary import DayKind

MISSING = _("Fill this in.")


class Clock(TimeField):
    """A moment of the day, to the minute."""

    def __init__(self, label: Any, **options: Any) -> None:
        super().__init__(label, [InputRequired(MISSING)], render_kw={"class": "w-code"}, **options)


class DayForm(Form):
    day = DateField(_("Which day"), [InputRequired(MISSING)], render_kw={"class": "w-code"})
    works = RadioField(
        _("On this day"),
        [InputRequired(_("Choose one."))],
        choices=[SelectChoice(kind.value, _(kind.label)) for kind in DayKind],
    )
    reason = TextLine(_("Reason of the change"), longest=REASON_LENGTH)

    def text(self) -> DayText:
        return DayText(self.day.data, self.works.data == DayKind.WORKED, self.reason.data)


class HoursForm(Form):
    opens = Clock(_("Opens in the morning"))
    rest_from = Clock(_("Rest from"))
    rest_to = Clock(_("Goes on at"))
    closes = Clock(_("Closes in the evening"))
    quiet_from = Clock(_("Quiet from"))
    quiet_to = Clock(_("Quiet until the next morning at"))
    from_on = DateField(_("Holds from"), [InputRequired(MISSING)], render_kw={"class": "w-code"})

    def hours(self) -> Hours:
        return self.as_(Hours)


def known(held: Hours) -> dict[str, time]:
    """What a blank form begins with."""
    return {name: getattr(held, name) for name in HOURS if name != "from_on"}
