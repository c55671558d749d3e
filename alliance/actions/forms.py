"""The forms of joint actions: what is asked, what an organisation answers and reports, what an officer says to it."""

from typing import Any
from uuid import UUID

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, DateField, Field, IntegerField, RadioField, SelectField, StringField
from wtforms.validators import InputRequired, Length, NumberRange, Optional
from wtforms.widgets import HiddenInput

from ..audiences.field import AudienceField
from ..files.field import FilesField
from ..foundation.kernel.words import Labelled
from ..foundation.web.forms import Form, KeepingForm, TextBlock, TextLine, fit
from ..organisations.forms import id_or_none
from ..organisations.model import NAME_LENGTH
from .fields import WholeNumberField
from .model import BLOCK_LENGTH, HOURS_MOST, LINE_LENGTH, TITLE_LENGTH, UNIT_LENGTH, WEIGHT_MOST, WORDS_LENGTH
from .vocabulary import AssignmentRole, Only, Priority, RollUpRule
from .work_model import LINK_LENGTH


class OneOf(RadioField):
    """One of a closed list; its data is the member itself."""

    def __init__(self, label: Any, words: type[Labelled], **options: Any) -> None:
        needed = [InputRequired(_("Choose one."))]
        super().__init__(label, coerce=lambda value: words(value) if value else None, validators=needed, **options)
        self.words = words

    def iter_choices(self) -> Any:
        self.choices = [(one.value, gettext(one.label)) for one in self.words]
        return super().iter_choices()

    def pre_validate(self, form: Any) -> None:
        """Whatever is no member has failed while it was read."""


def _code_or_none(value: Any) -> str | None:
    return str(value) if value else None


def _day(label: Any) -> DateField:
    return DateField(label, [InputRequired(_("Fill this in."))], render_kw={"class": "w-code"})


class ActionForm(Form):
    """What an action asks, of whom, and until when."""

    version = IntegerField("", [Optional()], widget=HiddenInput())
    title = TextLine(_("Title"), longest=TITLE_LENGTH)
    what = TextBlock(_("What is to be done"), longest=BLOCK_LENGTH)
    why = TextBlock(_("Why"), longest=BLOCK_LENGTH, required=False, render_kw={"rows": 3})
    evidence_asked = TextLine(_("Evidence asked for"), longest=WORDS_LENGTH, required=False)
    indicator = TextLine(_("What is counted"), longest=LINE_LENGTH, required=False)
    target = WholeNumberField(_("Target for each organisation"), render_kw={"class": "w-code"})
    unit = TextLine(_("Unit"), longest=UNIT_LENGTH, required=False, render_kw={"class": "w-short"})
    receipt_due_on = DateField(_("To be signed for by"), [Optional()], render_kw={"class": "w-code"})
    receipt_hours = IntegerField(
        _("Or within so many working hours"),
        [Optional(), NumberRange(1, HOURS_MOST, _("From 1 to %(max)d.", max=HOURS_MOST))],
        render_kw={"class": "w-short", "inputmode": "numeric"},
    )
    due_on = _day(_("Due on"))
    priority = OneOf(_("Priority"), Priority)
    mandatory = BooleanField(_("Mandatory: a stage does not close before it is done"))
    default_role = OneOf(_("Part of every organisation"), AssignmentRole)
    rule = OneOf(_("The action is done when"), RollUpRule)
    rule_number = WholeNumberField(_("How many organisations, or percent"), render_kw={"class": "w-short"})
    matrix_code = SelectField(_("Matrix"), coerce=_code_or_none, validators=[Optional()])
    focus_area_code = SelectField(_("Focus area"), coerce=_code_or_none, validators=[Optional()])
    terms = AudienceField(_("For whom it is"))

    def offer(self, matrices: list[tuple[str, str]], areas: list[tuple[str, str]]) -> None:
        """Fill the lists to choose from."""
        nothing = ("", gettext("Not chosen"))
        self.matrix_code.choices = [nothing, *matrices]
        self.focus_area_code.choices = [nothing, *areas]


class FindForm(Form):
    """What an organisation is called that is looked for."""

    search = StringField(
        _("Find by name, short name or pinyin initials"), [Optional(), fit, Length(max=NAME_LENGTH)], default=""
    )


class RoleForm(Form):
    """Another role or weight for one organisation."""

    organisation = SelectField(_("Organisation"), coerce=id_or_none)
    part = OneOf(_("Its part"), AssignmentRole)
    weight = IntegerField(
        _("Weight"),
        [InputRequired(_("Fill this in.")), NumberRange(1, WEIGHT_MOST, _("From 1 to %(max)d.", max=WEIGHT_MOST))],
        render_kw={"class": "w-short"},
    )


class WordsForm(Form):
    """Words that an act takes."""

    words = TextBlock(_("In your words"), longest=WORDS_LENGTH)


class FewWordsForm(Form):
    """Words that an act may do without."""

    words = TextBlock(_("In your words"), longest=WORDS_LENGTH, required=False, render_kw={"rows": 3})


class ReasonForm(Form):
    reason = TextBlock(_("Reason"), longest=WORDS_LENGTH)


class ClosingForm(Form):
    """A reason is asked for by the command where the action is not done."""

    reason = TextBlock(_("Reason"), longest=WORDS_LENGTH, required=False)


class OnlyForm(Form):
    """Which of its organisations the page of an action lists."""

    only = SelectField(choices=[one.value for one in Only], default="")


class TellingForm(KeepingForm):
    """Progress, or a report."""

    figure = WholeNumberField(_("Figure so far"), render_kw={"class": "w-code", "inputmode": "decimal"})
    words = TextBlock(_("What was done"), longest=BLOCK_LENGTH)
    evidence: Field = IntegerField(_("Evidence"), [Optional()], widget=HiddenInput())


class ReportForm(TellingForm):
    """`revision`: of the newest report as the page showed it."""

    revision = IntegerField("", [Optional()], widget=HiddenInput())


class LinkForm(Form):
    link = TextLine(_("Link"), longest=LINK_LENGTH)
    title = TextLine(_("What it shows"), longest=LINE_LENGTH, required=False)


class FilesForm(Form):
    files = FilesField()


class ReviewForm(Form):
    """`revision`: of the report that the page showed."""

    revision = IntegerField("", [InputRequired()], widget=HiddenInput())
    words = TextBlock(_("In your words"), longest=WORDS_LENGTH, required=False, render_kw={"rows": 3})


class ExtensionForm(Form):
    until_on = _day(_("More time until"))
    words = TextBlock(_("Why more time is needed"), longest=WORDS_LENGTH)


class SubTaskForm(Form):
    title = TextLine(_("Part of the work"), longest=LINE_LENGTH)
    person_id = SelectField(_("Who does it"), coerce=id_or_none, validators=[Optional()])
    due_on = DateField(_("Until"), [Optional()], render_kw={"class": "w-code"})

    def offer(self, people: list[tuple[UUID, str]]) -> None:
        self.person_id.choices = [("", gettext("Nobody yet")), *people]
