"""The forms of initiatives: the draft with its asks, the pledge clause by clause, and the small ones beside them."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, DateField, Field, IntegerField, SelectField, StringField
from wtforms.validators import InputRequired, Optional
from wtforms.widgets import HiddenInput

from ..actions.fields import WholeNumberField
from ..audiences.field import AudienceField
from ..files.field import FilesField
from ..foundation.web.forms import Form, KeepingForm, TextBlock, TextLine
from ..organisations.model import PERSON_LENGTH
from .drafting import AskText
from .model import (
    ASK_LENGTH,
    ASKS_MOST,
    LINE_LENGTH,
    OFFICE_LENGTH,
    TEXT_LENGTH,
    TITLE_LENGTH,
    UNIT_LENGTH,
    WORDS_LENGTH,
)

EMPTY_ASKS = 1
ASK_PARTS = ("words", "due_on", "indicator", "target", "unit")


def _figure(label: Any) -> WholeNumberField:
    return WholeNumberField(label, render_kw={"inputmode": "decimal", "class": "w-code"})


class HeadForm(KeepingForm):
    version = IntegerField("", [Optional()], widget=HiddenInput())
    title = TextLine(_("Title"), longest=TITLE_LENGTH)
    office = TextLine(_("Issuing office"), longest=OFFICE_LENGTH)
    dated_on = DateField(_("Dated"), [InputRequired(_("Fill this in."))], render_kw={"class": "w-code"})
    text = TextBlock(_("Text of the initiative"), longest=TEXT_LENGTH, render_kw={"rows": 10})


def _with_asks(form: type[HeadForm]) -> type[HeadForm]:
    for number in range(ASKS_MOST):
        rows = {"rows": 2}
        setattr(
            form,
            f"ask_{number}_words",
            TextBlock(_("What is asked of the members"), longest=ASK_LENGTH, required=False, render_kw=rows),
        )
        due = DateField(_("Due by"), [Optional()], render_kw={"class": "w-code"})
        setattr(form, f"ask_{number}_due_on", due)
        setattr(form, f"ask_{number}_indicator", TextLine(_("What is counted"), longest=LINE_LENGTH, required=False))
        setattr(form, f"ask_{number}_target", _figure(_("Target for each organisation")))
        setattr(form, f"ask_{number}_unit", TextLine(_("Unit"), longest=UNIT_LENGTH, required=False))
    return form


@_with_asks
class AskingForm(HeadForm):
    """The same with the rows of what is asked."""


class InitiativeForm(AskingForm):
    public = BooleanField(_("Public: everybody may read it and see the pledge wall"))
    terms = AudienceField(_("Whom it is for"))

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self["ask_0_words"].flags.required = True

    def rows(self) -> list[list[Field]]:
        """The rows of asks: words, day, indicator, target, unit."""
        return [[self[f"ask_{number}_{part}"] for part in ASK_PARTS] for number in range(ASKS_MOST)]

    @property
    def shown_rows(self) -> list[list[Field]]:
        """Those filled in, and one more."""
        filled = (number for number, row in enumerate(self.rows(), 1) if any(one.data or one.errors for one in row))
        return self.rows()[: max(filled, default=0) + EMPTY_ASKS]

    def asks(self) -> tuple[AskText, ...]:
        rows = [[one.data for one in row] for row in self.rows()]
        return tuple(AskText(row[0], row[1], row[2] or "", row[3], row[4] or "") for row in rows if row[0])

    def validate(self, extra_validators: Mapping[str, Any] | None = None) -> bool:
        """Rows are filled from the first on, each with its words."""
        fits = bool(super().validate(extra_validators))
        rows = self.rows()
        for number, (words, *more) in enumerate(rows):
            if any(one.data for one in more) and not words.data:
                words.errors, fits = [gettext("Say what is asked.")], False
            if words.data and any(not before[0].data for before in rows[:number]):
                words.errors, fits = [gettext("Fill in the row above first.")], False
        return fits


class PledgeForm(KeepingForm):
    """Who signs. What is taken on stands before it, clause by clause: see `pledge_form`."""

    def clause_fields(self, position: int) -> dict[str, Field]:
        """The fields of one ask: taken, own target where it is measured, own words."""
        named = {part: f"{part}_{position}" for part in ("take", "target", "words")}
        return {part: self[name] for part, name in named.items() if name in self}


def pledge_form(measured: Mapping[int, bool]) -> type[PledgeForm]:
    """The form for these asks (position → whether it is measured)."""
    fields: dict[str, Any] = {}
    for position, counted in measured.items():
        fields[f"take_{position}"] = BooleanField(_("We take this on"))
        if counted:
            fields[f"target_{position}"] = _figure(_("Our own target"))
        own_words = TextBlock(_("In our own words"), longest=WORDS_LENGTH, required=False, render_kw={"rows": 2})
        fields[f"words_{position}"] = own_words
    fields["signer"] = TextLine(_("Name of who signs for the organisation"), longest=PERSON_LENGTH)
    fields["signer_office"] = TextLine(_("Office of who signs"), longest=OFFICE_LENGTH)
    fields["name_shown"] = BooleanField(_("The name of our organisation may stand on the pledge wall"))
    fields["signer_shown"] = BooleanField(_("The name and office of who signs may stand there too"))
    fields["revision"] = IntegerField("", [Optional()], widget=HiddenInput())
    return type("PledgeForm", (PledgeForm,), fields)


class ReasonForm(KeepingForm):
    reason = TextBlock(_("Reason"), longest=WORDS_LENGTH, render_kw={"rows": 4})


class DoneForm(KeepingForm):
    figure = _figure(_("What was reached"))
    account = TextBlock(_("What was done"), longest=WORDS_LENGTH, render_kw={"rows": 4})


class ConfirmForm(Form):
    """`shown`: when it was told, as the page had it."""

    shown = StringField("", widget=HiddenInput())


class FilesForm(Form):
    files = FilesField()


class StandForm(Form):
    """Which answers the table shows."""

    stand = SelectField(_("Response"), default="")
