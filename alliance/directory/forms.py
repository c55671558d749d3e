"""The directory's filters, and what the center is asked before it acts on a member."""

from uuid import UUID

from flask_babel import lazy_gettext as _
from wtforms import IntegerField, RadioField, SelectField, StringField
from wtforms.validators import InputRequired, Length, Optional
from wtforms.widgets import HiddenInput

from ..foundation.web.forms import Form, TextBlock, TextLine, fit
from ..organisations.model import NAME_LENGTH, REASON_LENGTH, SHORT_NAME_LENGTH


class DirectoryForm(Form):
    q = StringField(_("Name, short name or pinyin initials"), [Optional(), fit, Length(max=NAME_LENGTH)], default="")
    alliance = SelectField(_("Alliance"), default="")
    matrix = SelectField(_("Matrix"), default="")
    sector = SelectField(_("Sector"), default="")
    district = SelectField(_("District"), default="")
    state = SelectField(_("State"), default="")
    contacts = SelectField(_("Contacts"), default="")


class ReasonForm(Form):
    reason = TextBlock(_("Reason"), longest=REASON_LENGTH)


class ResumeForm(Form):
    """Nothing is asked; the button is the answer."""


class RenameForm(Form):
    """`version`: of the organisation as the page showed it."""

    version = IntegerField("", [Optional()], widget=HiddenInput())
    name = TextLine(_("Full name of the organisation"), longest=NAME_LENGTH)
    short_name = TextLine(_("Short name"), longest=SHORT_NAME_LENGTH)


class SearchForm(Form):
    q = StringField(_("Name, short name or pinyin initials"), [Optional(), fit, Length(max=NAME_LENGTH)], default="")


def _chosen_id(written: object) -> UUID:
    """The id that was chosen; what is none becomes one that nothing bears, which the command refuses."""
    try:
        return UUID(str(written))
    except ValueError:
        return UUID(int=0)


class MergeForm(Form):
    """The choices are what a search found; whether the chosen one may be chosen, the command judges."""

    into_id = RadioField(
        _("It goes into"),
        [InputRequired(_("Choose the organisation that it goes into."))],
        coerce=_chosen_id,
        choices=[],
        validate_choice=False,
    )
    reason = TextBlock(_("Reason"), longest=REASON_LENGTH)
