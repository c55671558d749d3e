"""The forms of plaques: the check that is open to all, the center's filters, issuing, revoking."""

from uuid import UUID

from flask_babel import lazy_gettext as _
from wtforms import DateField, SelectField, SelectMultipleField, StringField
from wtforms.validators import InputRequired, Length, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from ..foundation.web.forms import Form, TextBlock, TextLine, fit
from ..organisations.model import NAME_LENGTH, REASON_LENGTH
from .model import EVENT_LENGTH
from .serial import TYPED_LONGEST


class CheckForm(Form):
    serial = TextLine(
        _("Serial"),
        longest=TYPED_LONGEST,
        render_kw={"class": "w-code", "autocapitalize": "characters", "autocomplete": "off", "spellcheck": "false"},
    )


class PlaqueFilterForm(Form):
    q = StringField(_("Organisation or serial"), [Optional(), fit, Length(max=NAME_LENGTH)])
    state = SelectField(_("State"), default="")


def _roster_id(value: str | UUID | None) -> UUID | None:
    return UUID(str(value)) if value else None


class IssueForm(Form):
    event = TextLine(_("Event"), longest=EVENT_LENGTH)
    issued_on = DateField(_("Day of issue"), [InputRequired(_("Fill this in."))])
    roster_id = SelectField(_("Roster version"), [Optional()], coerce=_roster_id)
    serials = SelectMultipleField(
        _("Plaques"),
        [InputRequired(_("Choose at least one plaque."))],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )


class RevokeForm(Form):
    reason = TextBlock(_("Reason"), longest=REASON_LENGTH)
