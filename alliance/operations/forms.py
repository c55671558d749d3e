"""The forms of operations and of their stages."""

from datetime import date
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, DateField, IntegerField, SelectField, SelectMultipleField, ValidationError
from wtforms.validators import InputRequired, Optional
from wtforms.widgets import CheckboxInput, HiddenInput, ListWidget

from ..actions.model import BLOCK_LENGTH as ACTION_LENGTH
from ..actions.model import TITLE_LENGTH as ACTION_TITLE_LENGTH
from ..actions.model import WORDS_LENGTH
from ..applications.forms import Choice
from ..audiences.field import AudienceField
from ..foundation.web.forms import Form, TextBlock, TextLine
from ..organisations.forms import id_or_none
from .model import BLOCK_LENGTH, DOCUMENT_LENGTH, NUMBER_LENGTH, REASON_LENGTH, TITLE_LENGTH
from .vocabulary import Level, OperationState

FIRST_DAY, LAST_DAY = date(1990, 1, 1), date(2100, 12, 31)


class Day(DateField):
    """A day of our time: what lies centuries away is a slip of the fingers."""

    def __init__(self, label: Any, *, required: bool = True, **options: Any) -> None:
        presence = InputRequired(_("Fill this in.")) if required else Optional()
        super().__init__(label, [presence], render_kw={"class": "w-code"}, **options)

    def pre_validate(self, form: Any) -> None:
        if self.data and not FIRST_DAY <= self.data <= LAST_DAY:
            raise ValidationError(gettext("Choose a day between 1990 and 2100."))


class Several(SelectMultipleField):
    """Any of a list, each with its box."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


def _level(value: Any) -> Any:
    """The level; what is none stays as it is, and is refused as no choice."""
    return Level(value) if value in set(Level) else value


def _state(value: Any) -> Any:
    return OperationState(value) if value in set(OperationState) else value


class OperationForm(Form):
    """`version`: of the operation as the page showed it."""

    version = IntegerField("", [Optional()], default=0, widget=HiddenInput())
    title = TextLine(_("Name of the operation"), longest=TITLE_LENGTH)
    kind_code = Choice(_("Kind"))
    level = Choice(_("Level"), coerce=_level)
    parent_id = SelectField(_("Part of"), coerce=id_or_none, validators=[Optional()])
    from_on = Day(_("First day"))
    to_on = Day(_("Last day"))
    document_number = TextLine(_("Number of the document"), longest=NUMBER_LENGTH, required=False)
    document = TextBlock(_("Text of the plan"), longest=DOCUMENT_LENGTH, required=False, render_kw={"rows": 10})
    programmes = Several(_("Linked programmes"))
    focus = Several(_("Focus areas"))
    drill = BooleanField(_("This is a drill: marked everywhere, in no statistics"))
    terms = AudienceField(_("Who takes part"))


class OperationFilterForm(Form):
    kind = SelectField(_("Kind"), default="")
    level = SelectField(_("Level"), default="", coerce=_level)
    state = SelectField(_("State"), default="", coerce=_state)


class StageForm(Form):
    version = IntegerField("", [Optional()], default=0, widget=HiddenInput())
    title = TextLine(_("Name of the stage"), longest=TITLE_LENGTH)
    from_on = Day(_("First day"), required=False)
    to_on = Day(_("Last day"), required=False)
    goals = TextBlock(_("Goals"), longest=BLOCK_LENGTH, required=False, render_kw={"rows": 4})
    deliverables = TextBlock(_("Deliverables"), longest=BLOCK_LENGTH, required=False, render_kw={"rows": 4})


class ReasonForm(Form):
    reason = TextBlock(_("Reason"), longest=REASON_LENGTH, render_kw={"rows": 4})


class ActionForm(Form):
    """What must be said of a joint action before it is drafted; the rest is filled in on its own page."""

    title = TextLine(_("Title"), longest=ACTION_TITLE_LENGTH)
    what = TextBlock(_("What is to be done"), longest=ACTION_LENGTH, render_kw={"rows": 6})
    evidence_asked = TextBlock(_("Evidence asked for"), longest=WORDS_LENGTH, required=False, render_kw={"rows": 3})
    receipt_due_on = Day(_("To be signed for by"))
    due_on = Day(_("Due on"))
    focus_area_code = SelectField(_("Focus area"), default="", validators=[Optional()])
    mandatory = BooleanField(_("Mandatory: the gate of the stage waits for it"))


class DraftForm(Form):
    """A draft to put into a stage: its id and its version, as `offer` names it."""

    draft = Choice(_("Draft of a joint action"))
