"""The forms of a programme: hosts, agenda, venues, formations, points; of the day, and of what came of it."""

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, SelectField, StringField
from wtforms.validators import InputRequired, Length, Optional

from ..applications.forms import CHOOSE, Choice
from ..files.field import FilesField
from ..foundation.web.forms import Form, TextLine, fit
from ..operations.forms import Day
from ..organisations.forms import id_or_none
from ..organisations.model import NAME_LENGTH
from .forms import Clock, Whole
from .model import CAPTION_LENGTH, LINK_LENGTH, OFFICE_LENGTH, PEOPLE_MOST, PLACE_LENGTH, TITLE_LENGTH
from .programme_model import COUNT_MOST, HEADS_MOST, MATERIALS_LENGTH, NUMBER_MOST
from .vocabulary import EventFileKind, HostPart, PointKind


def _one_of(members: Any) -> Any:
    """How a choice among `members` is read; what is none stays as it is, and is refused."""
    return lambda value: members(value) if value in set(members) else value


class SearchForm(Form):
    """Finds organisations to choose from."""

    q = StringField(
        _("Find by name, short name or pinyin initials"), [Optional(), fit, Length(max=NAME_LENGTH)], default=""
    )


class OrganisationForm(Form):
    """The choices are what the search found; the command judges whether the organisation may be chosen."""

    organisation_id = SelectField(_("Organisation"), coerce=id_or_none, validators=[Optional()], validate_choice=False)


class HostForm(OrganisationForm):
    part = Choice(_("As what"), coerce=_one_of(HostPart))
    office = TextLine(_("Or an office that is no member"), longest=OFFICE_LENGTH, required=False)


class AgendaForm(Form):
    at_on = Day(_("On which day"))
    at_time = Clock(_("Time"))
    words = TextLine(_("What happens"), longest=CAPTION_LENGTH)
    office = TextLine(_("Which office does it"), longest=OFFICE_LENGTH, required=False)


class VenueForm(Form):
    title = TextLine(_("Name of the place"), longest=PLACE_LENGTH)
    address = TextLine(_("Address"), longest=CAPTION_LENGTH, required=False)
    across = Whole(_("On the plan: percent from the left"), most=100, required=False)
    down = Whole(_("On the plan: percent from above"), most=100, required=False)


class FormationForm(Form):
    title = TextLine(_("Name of the formation"), longest=TITLE_LENGTH)
    heads = Whole(_("Head count"), least=1, most=HEADS_MOST)
    leader = TextLine(_("Leader, as an office"), longest=OFFICE_LENGTH, required=False)


class PointForm(OrganisationForm):
    number = Whole(_("Number"), least=1, most=NUMBER_MOST)
    kind = Choice(_("Kind"), coerce=_one_of(PointKind))
    title = TextLine(_("Where it stands"), longest=PLACE_LENGTH)
    venue_id = SelectField(_("Venue"), coerce=id_or_none, validators=[Optional()])
    materials = TextLine(_("Materials"), longest=MATERIALS_LENGTH, required=False)
    staff = TextLine(_("Staff, as offices"), longest=MATERIALS_LENGTH, required=False)
    across = Whole(_("On the plan: percent from the left"), most=100, required=False)
    down = Whole(_("On the plan: percent from above"), most=100, required=False)


class CountForm(Form):
    """How many more, or, with a minus sign, how many too many were counted before."""

    visitors = Whole(_("Visitors"), least=-COUNT_MOST, most=COUNT_MOST, default=0)
    questions = Whole(_("Questions answered"), least=-COUNT_MOST, most=COUNT_MOST, default=0)


class CoverageForm(Form):
    source = TextLine(_("Medium"), longest=OFFICE_LENGTH)
    title = TextLine(_("Headline"), longest=TITLE_LENGTH)
    link = TextLine(_("Link"), longest=LINK_LENGTH)
    published_on = Day(_("Published on"))


class ReachForm(Form):
    organisation_id = SelectField(_("Organisation"), coerce=id_or_none, validators=[InputRequired(CHOOSE)])
    people = Whole(_("People reached"), most=PEOPLE_MOST)


class EventFilesForm(Form):
    files = FilesField()
    kind = Choice(_("Sort of file"), coerce=_one_of(EventFileKind))
    caption = TextLine(_("Caption"), longest=CAPTION_LENGTH, required=False)
    faces_agreed = BooleanField(_("Whoever can be recognised in the pictures has agreed that they are shown"))
