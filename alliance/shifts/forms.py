"""The forms of shifts: what a shift asks for, how many places it has, a reason, how the list is narrowed."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, IntegerField, SelectField
from wtforms.validators import Optional
from wtforms.widgets import HiddenInput

from ..foundation.web.forms import Form, KeepingForm, TextBlock, TextLine
from ..foundation.web.language import named
from ..operations.forms import Day, Several
from ..organisations.queries import Term
from ..publicity.filling import moment
from ..publicity.forms import Clock, Whole
from ..publicity.points import PointLine
from .capacity import Capacity
from .keeping import ShiftText
from .model import AGE_MOST, PLACES_MOST, REASON_LENGTH, ROLE_LENGTH, WORDS_LENGTH
from .queries import ShiftFilter


def _id_or_none(value: Any) -> Any:
    """What is blank counts as nothing chosen."""
    try:
        return UUID(str(value)) if value and str(value).strip() else None
    except ValueError:
        return value


class ShiftForm(KeepingForm):
    """What is said of a shift, on one day; the places of one that stands are set on a page of their own."""

    version = IntegerField("", [Optional()], default=0, widget=HiddenInput())
    task = TextLine(_("Task"), longest=ROLE_LENGTH)
    point_id = SelectField(_("Point"), [Optional()], coerce=_id_or_none)
    starts_on = Day(_("Day of the shift"))
    starts_time = Clock(_("Begins at"))
    ends_time = Clock(_("Ends at"))
    sign_up_on = Day(_("Sign-up closes on"))
    sign_up_time = Clock(_("Sign-up closes at"))
    withdraw_on = Day(_("Free to withdraw until, day"))
    withdraw_time = Clock(_("Free to withdraw until, time"))
    least_age = Whole(_("Minimum age"), least=1, most=AGE_MOST, required=False)
    qualification_code = SelectField(_("Training or qualification needed"), [Optional()])
    needs_identity = BooleanField(_("An identity document is looked at on the spot; nothing of it is kept"))
    words = TextBlock(_("What one should know"), longest=WORDS_LENGTH, required=False, render_kw={"rows": 3})

    def offer(self, points: Iterable[PointLine], qualifications: Sequence[Term]) -> None:
        at = [(one.id, gettext("Point %(number)s, %(title)s", number=one.number, title=one.title)) for one in points]
        self.point_id.choices = [("", gettext("Whole venue")), *at]
        self.qualification_code.choices = [("", gettext("none")), *((one.code, named(one)) for one in qualifications)]

    def text(self, places: int = 1) -> ShiftText:
        day = self.starts_on.data
        return ShiftText(
            role=self.task.data,
            starts_at=moment(day, self.starts_time.data),
            ends_at=moment(day, self.ends_time.data),
            sign_up_until=moment(self.sign_up_on.data, self.sign_up_time.data),
            withdraw_until=moment(self.withdraw_on.data, self.withdraw_time.data),
            places=places,
            point_id=self.point_id.data,
            words=self.words.data,
            least_age=self.least_age.data,
            qualification_code=self.qualification_code.data or "",
            needs_identity=self.needs_identity.data,
            version=self.version.data or 0,
        )


class NewShiftForm(ShiftForm):
    places = Whole(_("Places"), least=1, most=PLACES_MOST)


class PlacesForm(KeepingForm):
    """`released`: the sign-ups that go, chosen by the coordinator."""

    places = Whole(_("Places"), least=1, most=PLACES_MOST)
    released = Several(_("Whom to release"), coerce=_id_or_none)
    reason = TextLine(_("Reason, for whoever is released"), longest=REASON_LENGTH, required=False)

    def capacity(self) -> Capacity:
        return Capacity(self.places.data, self.released.data or (), self.reason.data)


class ReasonForm(KeepingForm):
    reason = TextLine(_("Reason"), longest=REASON_LENGTH)


class WithdrawForm(KeepingForm):
    """The reason is asked for after the shift's hour for withdrawing."""

    reason = TextLine(_("Reason"), longest=REASON_LENGTH, required=False)


class AheadForm(Form):
    """`when`: so many days ahead. `places`: only where one is free. `fits`: only what the volunteer may take."""

    when = SelectField(_("When"), default="")
    district = SelectField(_("District"), default="")
    kind = SelectField(_("Kind"), default="")
    places = SelectField(_("Places"), default="")
    fits = SelectField(_("For me"), default="")

    def offer(self, districts: Sequence[Term], kinds: Sequence[Term], *, known: bool) -> None:
        self.when.choices = [
            ("", gettext("any")),
            ("7", gettext("The next 7 days")),
            ("31", gettext("The next 31 days")),
        ]
        self.district.choices = [("", gettext("any")), *((one.code, named(one)) for one in districts)]
        self.kind.choices = [("", gettext("any")), *((one.code, named(one)) for one in kinds)]
        self.places.choices = [("", gettext("any")), ("free", gettext("with a free place"))]
        self.fits.choices = [("", gettext("all")), ("1", gettext("those that I may take"))]
        if not known:
            del self.fits

    def wanted(self) -> ShiftFilter:
        days = int(self.when.data) if self.when.data else None
        return ShiftFilter(days, self.district.data, self.kind.data, free=bool(self.places.data))


def day_and_time(value: datetime, name: str) -> dict[str, Any]:
    """The two fields of a moment."""
    return {f"{name}_on": value.date(), f"{name}_time": value.time()}
