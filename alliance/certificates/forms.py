"""The form that asks for a certificate, and the one of the rule."""

from flask_babel import lazy_gettext as _
from wtforms import DateField, IntegerField
from wtforms.validators import InputRequired, NumberRange

from ..foundation.web.forms import Form
from .model import MINUTES_MOST


class PeriodForm(Form):
    from_on = DateField(_("First day of the period"), [InputRequired(_("Fill this in."))])
    to_on = DateField(_("Last day of the period"), [InputRequired(_("Fill this in."))])


class RuleForm(Form):
    least_minutes = IntegerField(
        _("Minutes that both sides have confirmed"),
        [
            InputRequired(_("Give a whole number.")),
            NumberRange(1, MINUTES_MOST, _("Give a number from 1 to %(most)d.", most=MINUTES_MOST)),
        ],
        render_kw={"class": "w-short"},
    )
    from_on = DateField(_("Holds from"), [InputRequired(_("Fill this in."))])
