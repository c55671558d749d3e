"""The form of a case, and the small ones of its way to the readers."""

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any, Self
from uuid import UUID

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, DateField, Field, IntegerField, SelectField, SelectMultipleField, StringField
from wtforms.validators import InputRequired, Optional
from wtforms.widgets import HiddenInput

from ..audiences.field import AudienceField
from ..files.field import FilesField
from ..foundation.kernel.words import N_, Labelled
from ..foundation.web.forms import Form, KeepingForm
from ..fraudtypes.vocabulary import AgeBand, Channel, ContactTool, VictimGroup
from ..organisations.forms import id_or_none
from .labels import labels
from .model import (
    BLOCK_LENGTH,
    INDICATOR_LENGTH,
    LINE_LENGTH,
    REASON_LENGTH,
    STEP_LENGTH,
    STEPS_MOST,
    STORY_LENGTH,
    TITLE_LENGTH,
    WORDS_LENGTH,
)
from .money import MoneyField
from .pasted import PastedBlock, PastedLine
from .telling import ASKED, CaseText, Indicator, Step
from .vocabulary import HowFound, IndicatorKind, Phase, Tlp

NEW_INDICATORS = 3
EMPTY_STEPS = 2


class LabelledSelect(SelectField):
    """One of a closed list, or nothing; its data is the member itself."""

    def __init__(self, label: Any, words: type[Labelled], **options: Any) -> None:
        def member(value: Any) -> Labelled | None:
            return words(value) if value else None

        super().__init__(label, coerce=member, validators=[Optional()], **options)
        self.choices = labels(words, N_("Not chosen"))

    def pre_validate(self, form: Any) -> None:
        """Whatever is no member has failed while it was read."""


def _id(value: Any) -> UUID:
    return value if isinstance(value, UUID) else UUID(value)


def _text_or_none(value: Any) -> str | None:
    return str(value) if value else None


class TellingForm(KeepingForm):
    """What a case says, as its writer and the center's officer both fill it in."""

    version = IntegerField("", [Optional()], widget=HiddenInput())
    title = PastedLine(_("Headline"), longest=TITLE_LENGTH, required=False)
    fraud_type_id = SelectField(_("Fraud type"), coerce=id_or_none, validators=[Optional()])
    story = PastedBlock(_("Course of events"), longest=STORY_LENGTH, required=False, render_kw={"rows": 10})
    lost_fen = MoneyField(_("Amount lost"))
    happened_on = DateField(_("Day"), validators=[Optional()], render_kw={"class": "w-code"})
    district_code = SelectField(_("District"), coerce=_text_or_none, validators=[Optional()])
    victim_group = LabelledSelect(_("Victim group"), VictimGroup)
    age_band = LabelledSelect(_("Age of the victim"), AgeBand)
    channel = LabelledSelect(_("How the victim was reached"), Channel)
    contact_tool = LabelledSelect(_("Contact tool"), ContactTool)
    stopped_fen = MoneyField(_("Amount stopped"))
    recovered_fen = MoneyField(_("Amount recovered"))
    payment_path = PastedLine(_("Payment path"), longest=LINE_LENGTH, required=False)
    how_found = LabelledSelect(_("How it was found"), HowFound)
    loopholes = PastedBlock(_("Loopholes"), longest=BLOCK_LENGTH, required=False, render_kw={"rows": 3})
    advice = PastedBlock(_("Prevention advice"), longest=BLOCK_LENGTH, required=False, render_kw={"rows": 3})

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ASKED:
            self[name].flags.required = True

    def offer(self, types: Mapping[str, Sequence[tuple[str, str]]], districts: Iterable[tuple[str, str]]) -> None:
        """Fill the lists to choose from: headings by the name of their list, and districts."""
        self.fraud_type_id.choices = {"": [("", gettext("Not chosen"))], **types}
        self.district_code.choices = [("", gettext("Not chosen")), *districts]

    @classmethod
    def showing(cls, steps: int) -> type[Self]:
        """The form for a page that shows so many steps and the empty ones behind: what is not shown is not made."""
        form: Any = cls
        made: type[Self] = _without_steps(form, min(steps + EMPTY_STEPS, STEPS_MOST))
        return made

    def text(self) -> CaseText:
        """What was filled in, with the steps in their order; a step without words is none."""
        told = self.as_(CaseText)
        steps = tuple(Step(phase.data or Phase.LURE, words.data) for phase, words in self._steps() if words.data)
        return CaseText(**{name: getattr(told, name) for name in told.__slots__ if name != "steps"}, steps=steps)

    @property
    def steps(self) -> list[tuple[Field, Field]]:
        """The rows of steps to show: those filled in, and two more."""
        rows = self._steps()
        last = max((n for n, (_phase, words) in enumerate(rows, 1) if words.data or words.errors), default=0)
        return rows[: last + EMPTY_STEPS]

    def _steps(self) -> list[tuple[Field, Field]]:
        names = [(f"step_{n}_phase", f"step_{n}_words") for n in range(STEPS_MOST)]
        return [(self[phase], self[words]) for phase, words in names if words in self]


@cache
def _without_steps(form: Any, first: int) -> Any:
    unseen = {f"step_{n}_{part}": None for n in range(first, STEPS_MOST) for part in ("phase", "words")}
    return type(form.__name__, (form,), unseen)


def _with_steps(form: type[TellingForm]) -> type[TellingForm]:
    for number in range(STEPS_MOST):
        words = PastedLine(_("What they do or say"), longest=STEP_LENGTH, required=False)
        setattr(form, f"step_{number}_phase", LabelledSelect(_("Phase"), Phase))
        setattr(form, f"step_{number}_words", words)
    return form


@_with_steps
class CaseForm(TellingForm):
    """The writer's form. `kept`: the marks of the indicators that stay."""

    in_center_name = BooleanField(_("Publish it in the center's name: no reader learns whose case it is"))
    kept = SelectMultipleField(_("Indicators"), validate_choice=False)
    indicator_0_kind = LabelledSelect(_("Kind"), IndicatorKind)
    indicator_0_value = PastedLine(_("Account, number, address …"), longest=INDICATOR_LENGTH, required=False)
    indicator_1_kind = LabelledSelect(_("Kind"), IndicatorKind)
    indicator_1_value = PastedLine(_("Account, number, address …"), longest=INDICATOR_LENGTH, required=False)
    indicator_2_kind = LabelledSelect(_("Kind"), IndicatorKind)
    indicator_2_value = PastedLine(_("Account, number, address …"), longest=INDICATOR_LENGTH, required=False)

    def new_rows(self) -> list[tuple[Field, Field]]:
        """The rows for new indicators: kind and value."""
        return [(self[f"indicator_{n}_kind"], self[f"indicator_{n}_value"]) for n in range(NEW_INDICATORS)]

    def given(self) -> tuple[Indicator, ...]:
        """The new indicators, in the order of their rows."""
        return tuple(Indicator(kind.data, value.data) for kind, value in self.new_rows() if value.data)

    def validate(self, extra_validators: Mapping[str, Any] | None = None) -> bool:
        """An indicator is told by its kind, and rows are filled from the first on."""
        fits = bool(super().validate(extra_validators))
        rows = self.new_rows()
        for number, (kind, value) in enumerate(rows):
            if value.data and not kind.data:
                kind.errors, fits = [gettext("Say what this is.")], False
            if value.data and any(not before.data for _kind, before in rows[:number]):
                value.errors, fits = [gettext("Fill in the row above first.")], False
        return fits


@_with_steps
class EditionForm(TellingForm):
    """The officer's form: the text for its readers. Of a public edition nobody is asked who they are."""

    files = SelectMultipleField(_("Files that its readers get"), coerce=_id, validate_choice=False)
    change_note = PastedBlock(_("What is new in this version"), longest=REASON_LENGTH, required=False)


class MembersEditionForm(EditionForm):
    """The same with the readers, and how far it may be passed on."""

    terms = AudienceField(_("Who will read it"))
    tlp = SelectField(_("May be passed on"), [InputRequired(_("Fill this in."))])

    def offer_marks(self, marks: Iterable[Tlp]) -> None:
        self.tlp.choices = [(mark.value, gettext(mark.label)) for mark in marks]


class SubmitForm(Form):
    """It asks for nothing: its fields are where the words stand that say what is missing."""

    title = StringField(_("Headline"))
    fraud_type_id = StringField(_("Fraud type"))
    story = StringField(_("Course of events"))
    lost_fen = StringField(_("Amount lost"))


class FilesForm(Form):
    files = FilesField()


class WordsForm(Form):
    """Words to the writer of a case."""

    words = PastedBlock(_("Words to the writer"), longest=WORDS_LENGTH)


class ReasonForm(Form):
    reason = PastedBlock(_("Reason"), longest=REASON_LENGTH)
