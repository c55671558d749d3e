"""The forms of hotspots: a place, who is stationed there, the log of the day, why it leaves the list."""

from uuid import UUID

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import IntegerField, SelectField, StringField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from ..applications.forms import Choice
from ..foundation.web.forms import Form, TextBlock, TextLine, fit
from ..organisations.forms import id_or_none
from ..organisations.model import NAME_LENGTH
from .forms import Day
from .hotspot_model import FIGURE_MOST, OFFICE_LENGTH, PLACE_LENGTH, WHY_LENGTH, WORDS_LENGTH

FIGURE = NumberRange(0, FIGURE_MOST, message=_("A whole number from 0 to 1,000,000."))


class HotspotForm(Form):
    district_code = Choice(_("District"))
    place = TextLine(_("Village or street"), longest=PLACE_LENGTH)
    why = TextBlock(_("Why it is listed"), longest=WHY_LENGTH, render_kw={"rows": 4})
    listed_on = Day(_("Listed on"))


class SearchForm(Form):
    q = StringField(
        _("Find by name, short name or pinyin initials"), [Optional(), fit, Length(max=NAME_LENGTH)], default=""
    )


class PostingForm(Form):
    """The choices of `organisation_id` are what the search found; the command judges whether it may be chosen."""

    organisation_id = SelectField(_("Organisation"), coerce=id_or_none, validators=[Optional()], validate_choice=False)
    office = TextLine(_("Office or task there"), longest=OFFICE_LENGTH)
    from_on = Day(_("First day"))
    to_on = Day(_("Last day"), required=False)

    def offer(self, found: list[tuple[UUID, str]]) -> None:
        self.organisation_id.choices = [("", gettext("The center or a sub-center")), *found]


class LogForm(Form):
    words = TextBlock(_("What happened today"), longest=WORDS_LENGTH, render_kw={"rows": 6})
    visits = IntegerField(_("Households visited"), [InputRequired(FIGURE.message), FIGURE], default=0)
    persons = IntegerField(_("Persons reached"), [InputRequired(FIGURE.message), FIGURE], default=0)
    cases = IntegerField(_("Cases stopped or found"), [InputRequired(FIGURE.message), FIGURE], default=0)


class ProposalForm(Form):
    words = TextBlock(_("Why it need not be listed any longer"), longest=WHY_LENGTH, render_kw={"rows": 4})
