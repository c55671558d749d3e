"""The forms of an event: what it says, how a list is narrowed, and the words of a decision."""

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, IntegerField, SelectField, TimeField
from wtforms.validators import InputRequired, NumberRange, Optional, Regexp
from wtforms.widgets import HiddenInput

from ..applications.forms import PHONE, Choice
from ..audiences.field import AudienceField
from ..foundation.web.forms import Form, TextBlock, TextLine
from ..operations.forms import Day
from .model import (
    BLOCK_LENGTH,
    OFFICE_LENGTH,
    PEOPLE_MOST,
    PHONE_LENGTH,
    PLACE_LENGTH,
    REASON_LENGTH,
    TITLE_LENGTH,
)
from .vocabulary import EventState, FiveEntry, Rhythm


class Clock(TimeField):
    """A time of the day, in the zone of the alliance."""

    data: Any

    def __init__(self, label: Any, **options: Any) -> None:
        super().__init__(label, [InputRequired(_("Fill this in."))], render_kw={"class": "w-code"}, **options)


class Whole(IntegerField):
    """A whole number within bounds."""

    def __init__(self, label: Any, *, most: int, least: int = 0, required: bool = True, **options: Any) -> None:
        presence = InputRequired(_("Fill this in.")) if required else Optional()
        words = _("A whole number from %(least)d to %(most)d.", least=least, most=most)
        checks = [presence, NumberRange(least, most, words)]
        super().__init__(label, checks, render_kw={"class": "w-code", "inputmode": "numeric"}, **options)


def entry_or_none(value: Any) -> Any:
    """The place that publicity enters, or none; what is neither stays as it is, and is refused as no choice."""
    return FiveEntry(value) if value in set(FiveEntry) else value or None


def _state(value: Any) -> Any:
    return EventState(value) if value in set(EventState) else value


class PlaceForm(Form):
    """When and where; without a last day it ends on the first one."""

    version = IntegerField("", [Optional()], default=0, widget=HiddenInput())
    starts_on = Day(_("On which day"))
    starts_time = Clock(_("Begins at"))
    ends_on = Day(_("Until which day"), required=False)
    ends_time = Clock(_("Ends at"))
    district_code = Choice(_("District"))
    venue = TextLine(_("Place"), longest=PLACE_LENGTH)


class EventForm(PlaceForm):
    title = TextLine(_("Name of the event"), longest=TITLE_LENGTH)
    kind_code = Choice(_("Kind"))
    five_entry = SelectField(_("Five entries"), coerce=entry_or_none, validators=[Optional()])
    planned_attendance = Whole(_("People expected"), most=PEOPLE_MOST, required=False)
    public = BooleanField(_("Public: it stands in the calendar for everybody"), default=True)
    theme = TextLine(_("Theme"), longest=TITLE_LENGTH, required=False)
    description = TextBlock(_("What takes place"), longest=BLOCK_LENGTH, required=False, render_kw={"rows": 5})
    materials = TextBlock(_("Materials"), longest=BLOCK_LENGTH, required=False, render_kw={"rows": 3})
    safety_plan = TextBlock(_("Safety plan"), longest=BLOCK_LENGTH, required=False, render_kw={"rows": 4})
    contact_office = TextLine(_("Office to ask"), longest=OFFICE_LENGTH, required=False)
    contact_phone = TextLine(
        _("Telephone of the office"), PHONE, longest=PHONE_LENGTH, required=False, render_kw={"class": "w-code"}
    )
    terms = AudienceField(_("Who is invited"))


class CalendarForm(Form):
    """`view`: the month as a sheet with the list below, the list alone, or the list by district."""

    month = TextLine(
        _("Month"),
        Regexp(r"(199[0-9]|20[0-9]{2})-(0[1-9]|1[0-2])\Z"),
        longest=7,
        required=False,
        default="",
        render_kw={"type": "month"},
    )
    view = SelectField(_("Shown as"), default="")
    district = SelectField(_("District"), default="")
    kind = SelectField(_("Kind"), default="")
    entry = SelectField(_("Five entries"), default="", coerce=entry_or_none)


class EventFilterForm(Form):
    state = SelectField(_("State"), default="", coerce=_state)
    kind = SelectField(_("Kind"), default="")
    district = SelectField(_("District"), default="")


class ReasonForm(Form):
    reason = TextBlock(_("Reason"), longest=REASON_LENGTH, render_kw={"rows": 4})


class CancelForm(ReasonForm):
    series = BooleanField(_("The later ones of the series too"))


class ProposeForm(Form):
    series = BooleanField(_("The later ones of the series too"))


class ApproveForm(Form):
    """`version`: of the event as the page showed it."""

    version = IntegerField("", [Optional()], default=0, widget=HiddenInput())
    series = BooleanField(_("The later ones of the series too"))


class SeriesForm(Form):
    rhythm = Choice(_("How often"), coerce=lambda value: Rhythm(value) if value in set(Rhythm) else value)
    until_on = Day(_("Until"))


class SummaryForm(Form):
    attendance = Whole(_("People who came"), most=PEOPLE_MOST)
    summary = TextBlock(_("Summary"), longest=BLOCK_LENGTH, render_kw={"rows": 6})
