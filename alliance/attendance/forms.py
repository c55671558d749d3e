"""The forms of attendance: digits from the wall, a line of the list, whom something not taken was."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import IntegerField, SelectField, StringField
from wtforms.validators import AnyOf, InputRequired, Length, Optional, Regexp
from wtforms.widgets import HiddenInput

from ..foundation.web.forms import Form, KeepingForm, TextBlock, TextLine, fit
from ..publicity.forms import Clock
from .codes import DIGITS
from .model import KEY_LENGTH, REASON_LENGTH, TYPED_LENGTH
from .vocabulary import Act

KEY_LEAST = 16
MOMENT_LENGTH = 40
SEARCH_LENGTH = 40
NEVER = 1_000_000_000


class DigitsForm(Form):
    code = TextLine(
        _("The six digits on the wall"),
        Regexp(rf"[0-9]{{{DIGITS}}}\Z", message=_("Six digits, as the wall shows them.")),
        longest=DIGITS,
        render_kw={"inputmode": "numeric", "autocomplete": "off", "class": "w-code"},
    )


def hidden(longest: int, *more: Any) -> StringField:
    return StringField("", [Optional(), fit, Length(max=longest), *more], widget=HiddenInput(), default="")


class TapForm(Form):
    """`device_at`, `sent_at`: what the phone's clock said when somebody was noted, and when it is sent."""

    key = StringField("", [InputRequired(), fit, Length(KEY_LEAST, KEY_LENGTH)], widget=HiddenInput())
    act = StringField("", [InputRequired(), AnyOf([one.value for one in Act])], widget=HiddenInput())
    sign_up_id = hidden(36)
    typed = TextLine(
        _("Number on the list, or last four digits of the phone"),
        longest=TYPED_LENGTH,
        required=False,
        render_kw={"inputmode": "numeric", "autocomplete": "off", "class": "w-code"},
    )
    device_at = hidden(MOMENT_LENGTH)
    sent_at = hidden(MOMENT_LENGTH)


class PressForm(Form):
    """The button behind the code; both moments as in `TapForm`, where a script has told them."""

    device_at = hidden(MOMENT_LENGTH)
    sent_at = hidden(MOMENT_LENGTH)


class RevisionForm(Form):
    """`revision`: of the figure that the page showed."""

    revision = IntegerField("", [Optional()], widget=HiddenInput(), default=0)

    @property
    def shown(self) -> int:
        """The revision; what no page can have shown is one that never was."""
        said = self.revision.data or 0
        return said if 0 <= said < NEVER else NEVER


class HoursForm(KeepingForm):
    came = Clock(_("Came at"))
    left = Clock(_("Left at"))
    reason = TextLine(_("Reason"), longest=REASON_LENGTH)
    revision = IntegerField("", [Optional()], widget=HiddenInput(), default=0)


class ObjectionForm(KeepingForm, RevisionForm):
    words = TextBlock(_("What is wrong"), longest=REASON_LENGTH, render_kw={"rows": 3})


class SearchForm(Form):
    """As an address has it."""

    q = TextLine(_("Name, number, or end of the phone number"), longest=SEARCH_LENGTH, required=False)


class AdmitForm(Form):
    sign_up_id = SelectField(_("Who it was"), [Optional()])

    def offer(self, people: Sequence[tuple[str, str]]) -> None:
        self.sign_up_id.choices = [("", gettext("Choose somebody")), *people]
