"""The forms of quotas: how many places are kept for whom, and the list of a member."""

from typing import Any

from flask_babel import lazy_gettext as _
from flask_wtf.file import FileField
from wtforms import HiddenField, IntegerField
from wtforms.validators import Optional
from wtforms.widgets import HiddenInput

from ..foundation.web.forms import Form, KeepingForm, TextBlock
from ..operations.forms import Day
from ..publicity.filling import moment
from ..publicity.forms import Clock, Whole
from ..publicity.programme_forms import OrganisationForm
from ..shifts.model import PLACES_MOST
from .keeping import QuotaText

LIST_LENGTH = 60_000


class QuotaForm(KeepingForm):
    """Another number or hour for places that are kept."""

    version = IntegerField("", [Optional()], default=0, widget=HiddenInput())
    places = Whole(_("Places"), least=1, most=PLACES_MOST)
    returns_on = Day(_("Kept until, day"))
    returns_time = Clock(_("Kept until, time"))

    def text(self, organisation_id: Any = None) -> QuotaText:
        returns_at = moment(self.returns_on.data, self.returns_time.data)
        return QuotaText(self.places.data, returns_at, organisation_id, self.version.data or 0)


class NewQuotaForm(OrganisationForm, QuotaForm):
    """The choices are what the search found; the command judges whether the organisation may be chosen."""


class ListForm(Form):
    """One of both: the lines, or the sheet."""

    people = TextBlock(_("People, one in a line"), longest=LIST_LENGTH, required=False, render_kw={"rows": 8})
    file = FileField(_("Or an Excel file (.xlsx)"), render_kw={"accept": ".xlsx"})


class SealForm(Form):
    """The list as it was checked; `list` is not for eyes."""

    list = HiddenField()
