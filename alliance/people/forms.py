"""The forms of signing in."""

from flask_babel import lazy_gettext as _
from wtforms import PasswordField
from wtforms.validators import InputRequired, Length

from ..foundation.web.forms import Form, TextLine
from ..organisations.model import EMAIL_LENGTH
from .model import PASSWORD_MOST


class SignInForm(Form):
    email = TextLine(_("E-mail address"), longest=EMAIL_LENGTH, render_kw={"type": "email", "autocomplete": "username"})
    password = PasswordField(
        _("Password"),
        [InputRequired(_("Fill this in.")), Length(max=PASSWORD_MOST)],
        render_kw={"autocomplete": "current-password"},
    )
