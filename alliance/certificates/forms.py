"""The form that asks for a certificate."""

from flask_babel import lazy_gettext as _
from wtforms import DateField
from wtforms.validators import InputRequired

from ..foundation.web.forms import Form


class PeriodForm(Form):
    from_on = DateField(_("First day of the period"), [InputRequired(_("Fill this in."))])
    to_on = DateField(_("Last day of the period"), [InputRequired(_("Fill this in."))])
