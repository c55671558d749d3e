"""The form of a step."""

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, DateField, IntegerField, RadioField, SelectChoice
from wtforms.validators import InputRequired, NumberRange

from ..foundation.web.forms import Form
from .model import DAYS_MOST
from .steps import StepText
from .vocabulary import Reached


class StepForm(Form):
    taken = BooleanField(_("The step is taken"))
    days = IntegerField(
        _("Working days"),
        [
            InputRequired(_("Give a whole number.")),
            NumberRange(1, DAYS_MOST, _("Give a number from 1 to %(most)d.", most=DAYS_MOST)),
        ],
        render_kw={"class": "w-short"},
    )
    reaches = RadioField(
        _("Whom it reaches"),
        [InputRequired(_("Choose one."))],
        choices=[SelectChoice(one.value, _(one.label)) for one in Reached],
    )
    from_on = DateField(_("Holds from"), [InputRequired(_("Fill this in."))], render_kw={"class": "w-code"})

    def text(self) -> StepText:
        return StepText(self.days.data, Reached(self.reaches.data), self.taken.data, self.from_on.data)
