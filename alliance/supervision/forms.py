"""The forms of supervision: measures and their answers, the three lists, the ladder, and what lists are narrowed by."""

from typing import Any
from uuid import UUID

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, DateField, Field, IntegerField, SelectField, SelectMultipleField, StringField
from wtforms.validators import InputRequired, Length, NumberRange, Optional
from wtforms.widgets import HiddenInput

from ..files.field import FilesField
from ..foundation.store.base import EN_LENGTH, ZH_LENGTH
from ..foundation.web.forms import Form, KeepingForm, TextBlock, TextLine, fit
from ..organisations.model import NAME_LENGTH
from .ladder import StepText
from .measuring import MeasureText
from .model import BASIS_LENGTH, DAYS_MOST, REASON_LENGTH, SUBJECT_LENGTH, WORDS_LENGTH
from .problem_model import OFFICE_LENGTH, REMEDIES_MOST, REMEDY_LENGTH
from .problems import PlanText, ProblemText, RemedyText
from .vocabulary import StepCode

WHOLE = _("Give a whole number.")
DAY = _("Give a day.")
CHOOSE = _("Choose one.")
PLACES = range(1, REMEDIES_MOST + 1)


class _Narrowing(Form):
    q = StringField(_("Name, short name or pinyin initials"), [Optional(), fit, Length(max=NAME_LENGTH)], default="")


class MeasureFilterForm(_Narrowing):
    state = SelectField(_("State"), default="")
    step = SelectField(_("Step"), default="")
    district = SelectField(_("District"), default="")


class ProblemFilterForm(_Narrowing):
    state = SelectField(_("State"), default="")
    district = SelectField(_("District"), default="")


class DueFilterForm(Form):
    alliance = SelectField(_("Alliance"), default="")
    district = SelectField(_("District"), default="")
    step = SelectField(_("Next step"), default="")


class MeasureForm(Form):
    step = SelectField(_("Step"), [InputRequired(CHOOSE)])
    basis = TextBlock(_("Basis"), longest=BASIS_LENGTH)
    words = TextBlock(_("What is said to the organisation"), longest=WORDS_LENGTH)
    skip_reason = TextBlock(_("Why steps are left out"), longest=REASON_LENGTH, required=False)

    def text(self) -> MeasureText:
        return MeasureText(StepCode(self.step.data), self.basis.data, self.words.data, self.skip_reason.data)


class SubjectForm(MeasureForm):
    """The same about something that is not an assignment."""

    organisation = TextLine(_("Organisation"), longest=NAME_LENGTH)
    subject = TextLine(_("What it is about"), longest=SUBJECT_LENGTH)


class BulkForm(Form):
    """`chosen`: the ticked assignments. Without words of one's own each gets those of its step."""

    chosen = SelectMultipleField(
        _("Organisations"), [InputRequired(_("Tick at least one row."))], coerce=UUID, validate_choice=False, choices=[]
    )
    basis = TextBlock(_("Basis"), longest=BASIS_LENGTH)
    words = TextBlock(_("What is said to the organisations"), longest=WORDS_LENGTH, required=False)


class ReasonForm(Form):
    reason = TextBlock(_("Reason"), longest=REASON_LENGTH)


class AnswerForm(KeepingForm):
    words = TextBlock(_("Answer"), longest=WORDS_LENGTH)


class RectifyForm(KeepingForm):
    words = TextBlock(_("How it was mended"), longest=WORDS_LENGTH)


class FindingForm(Form):
    """What an officer found when looking again. `version`: of the problem as the page showed it."""

    version = IntegerField("", [Optional()], widget=HiddenInput())
    words = TextBlock(_("What you found"), longest=REASON_LENGTH)


class FilesForm(Form):
    files = FilesField()


class ProblemForm(Form):
    words = TextBlock(_("What is wrong"), longest=WORDS_LENGTH)
    found_on = DateField(_("Found on"), [InputRequired(DAY)])
    due_on = DateField(_("To be mended by"), [InputRequired(DAY)])

    def text(self) -> ProblemText:
        return self.as_(ProblemText)


class OrganisationProblemForm(ProblemForm):
    """The same of an organisation that is named."""

    organisation = TextLine(_("Organisation"), longest=NAME_LENGTH)


class PlanForm(KeepingForm):
    """The second and the third list: who is responsible, and up to REMEDIES_MOST measures with their days."""

    office = TextLine(_("Responsible office"), longest=OFFICE_LENGTH)
    leader = TextLine(_("Leader in charge, by post"), longest=OFFICE_LENGTH)

    @property
    def remedies(self) -> list[tuple[Field, Field]]:
        return [(self[f"what_{place}"], self[f"until_{place}"]) for place in PLACES]

    def text(self) -> PlanText:
        found = [RemedyText(what.data, until.data) for what, until in self.remedies if what.data]
        return PlanText(self.office.data, self.leader.data, found)

    def validate(self, extra_validators: Any = None) -> bool:
        """A measure without a day, or a day without a measure, is half a line."""
        sound = bool(super().validate(extra_validators))
        for what, until in self.remedies:
            if bool(what.data) != bool(until.data) and not (what.errors or until.errors):
                until.errors = [gettext("Give both: what will be done, and by which day.")]
                sound = False
        return sound


for _place in PLACES:
    _presence = InputRequired(DAY) if _place == 1 else Optional()
    setattr(PlanForm, f"what_{_place}", TextLine(_("Measure"), longest=REMEDY_LENGTH, required=_place == 1))
    setattr(PlanForm, f"until_{_place}", DateField(_("By which day"), [_presence]))


class StepForm(Form):
    """`answer_within` is left empty where no answer is asked."""

    zh = TextLine(_("Name in Chinese"), longest=ZH_LENGTH)
    en = TextLine(_("Name in English"), longest=EN_LENGTH)
    after_working_days = IntegerField(
        _("Due after so many working days"),
        [InputRequired(WHOLE), NumberRange(0, DAYS_MOST, _("Give a number from 0 to %(most)d.", most=DAYS_MOST))],
        render_kw={"class": "w-short"},
    )
    needs_approver = BooleanField(_("A second person approves it"))
    answer_within = IntegerField(
        _("Working days for an answer"),
        [Optional(), NumberRange(1, DAYS_MOST, _("Give a number from 1 to %(most)d.", most=DAYS_MOST))],
        render_kw={"class": "w-short"},
    )
    from_on = DateField(_("Holds from"), [InputRequired(DAY)])

    def text(self) -> StepText:
        return self.as_(StepText)
