"""The forms that name somebody to stand in, and that say what is given in return."""

from collections.abc import Iterable
from uuid import UUID

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import DateField, SelectField
from wtforms.validators import Optional

from ..foundation.web.forms import KeepingForm, TextLine
from ..organisations.forms import EMAIL, id_or_none
from ..organisations.model import EMAIL_LENGTH


class NamingForm(KeepingForm):
    email = TextLine(
        _("E-mail address of the person with whom you have agreed"),
        EMAIL,
        longest=EMAIL_LENGTH,
        render_kw={"autocomplete": "off", "inputmode": "email", "type": "email"},
    )
    in_return_on = DateField(
        _("In exchange I take a shift of this person on"), [Optional()], render_kw={"class": "w-code"}
    )


class AnsweringForm(KeepingForm):
    in_return_id = SelectField(_("Of my shifts I give in return"), coerce=id_or_none)

    def offer(self, places: Iterable[tuple[UUID, str]]) -> None:
        self.in_return_id.choices = [("", gettext("None: I stand in and keep my own shifts")), *places]
