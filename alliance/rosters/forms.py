"""The forms of the roster: a new draft, and two versions to compare."""

from flask_babel import lazy_gettext as _
from wtforms import DateField, SelectField
from wtforms.validators import DataRequired, InputRequired

from ..foundation.web.forms import Form, TextLine
from .model import TITLE_LENGTH


class RosterForm(Form):
    title = TextLine(_("Title"), longest=TITLE_LENGTH)
    dated_on = DateField(_("Dated"), [InputRequired(_("Fill this in."))])


class DifferenceForm(Form):
    older = SelectField(_("Older version"), [DataRequired()], coerce=int)
    newer = SelectField(_("Newer version"), [DataRequired()], coerce=int)
