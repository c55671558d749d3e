"""The directory's filters."""

from flask_babel import lazy_gettext as _
from wtforms import SelectField, StringField
from wtforms.validators import Length, Optional

from ..foundation.web.forms import Form, fit
from ..organisations.model import NAME_LENGTH


class DirectoryForm(Form):
    q = StringField(_("Name, short name or pinyin initials"), [Optional(), fit, Length(max=NAME_LENGTH)])
    alliance = SelectField(_("Alliance"), default="")
    matrix = SelectField(_("Matrix"), default="")
    sector = SelectField(_("Sector"), default="")
    district = SelectField(_("District"), default="")
    state = SelectField(_("State"), default="")
