"""The form that names somebody to stand in."""

from flask_babel import lazy_gettext as _

from ..foundation.web.forms import KeepingForm, TextLine
from ..organisations.forms import EMAIL
from ..organisations.model import EMAIL_LENGTH


class NamingForm(KeepingForm):
    email = TextLine(
        _("E-mail address of the person with whom you have agreed"),
        EMAIL,
        longest=EMAIL_LENGTH,
        render_kw={"autocomplete": "off", "inputmode": "email", "type": "email"},
    )
