"""The forms that name somebody to stand in, and that say what is given in return."""

from collections.abc import Iterable
from uuid import UUID

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import DateField, SelectField
from wtforms.validators import InputRequired, Optional

from ..foundation.web.forms import KeepingForm, TextLine
from ..organisations.forms import EMAIL
from ..organisations.model import EMAIL_LENGTH

KEPT = "none"


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
    """Where an exchange is asked for, one says whether one exchanges: nobody does either by not looking."""

    given = SelectField(_("Of my shifts I give in return"), choices=(), validators=[Optional()])

    def offer(self, places: Iterable[tuple[UUID, str]]) -> None:
        kept = (KEPT, gettext("None: I stand in and keep my own shifts"))
        self.given.choices = [("", gettext("Choose, please")), kept, *((str(id_), words) for id_, words in places)]
        self.given.validators = [InputRequired(gettext("Choose one of them, please."))]

    @property
    def in_return_id(self) -> UUID | None:
        return UUID(self.given.data) if self.given.data not in {None, "", KEPT} else None
