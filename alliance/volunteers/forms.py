"""The forms of volunteers, their teams and what they are trained for."""

from collections.abc import Iterable

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, DateField, IntegerField, SelectField, StringField
from wtforms.validators import InputRequired, Length, Optional
from wtforms.widgets import HiddenInput

from ..foundation.kernel.words import Labelled
from ..foundation.web.forms import Form, KeepingForm, TextBlock, TextLine, fit
from ..foundation.web.language import named
from ..organisations.forms import EMAIL
from ..organisations.model import EMAIL_LENGTH, PERSON_LENGTH
from ..organisations.queries import Term
from .model import REASON_LENGTH, TITLE_LENGTH
from .vocabulary import TeamKind

NUMBER_LENGTH = 30
"""As it is typed, with signs between the digits."""
BIRTH = _("Give the day of birth, such as 1990-05-01.")


def _name(label: str) -> TextLine:
    return TextLine(label, longest=PERSON_LENGTH, render_kw={"autocomplete": "name"})


def _phone() -> TextLine:
    told = {"autocomplete": "tel", "inputmode": "tel", "type": "tel"}
    return TextLine(_("Mobile phone"), longest=NUMBER_LENGTH, render_kw=told)


def _birth() -> DateField:
    return DateField(_("Date of birth"), [InputRequired(BIRTH)], render_kw={"autocomplete": "bday"})


def _guardian() -> TextLine:
    return TextLine(_("Parent or guardian who agrees as well"), longest=PERSON_LENGTH, required=False)


class OwnDataForm(Form):
    """What somebody says of herself. `guardian` is shown where the day of birth asks for it."""

    name = _name(_("Your name"))
    phone = _phone()
    born_on = _birth()
    guardian = _guardian()
    agreed = BooleanField(
        _("I have read this and agree, of my own free will"),
        [InputRequired(_("Without your consent nothing is kept."))],
    )


class SignUpForm(OwnDataForm):
    email = TextLine(
        _("E-mail address"),
        EMAIL,
        longest=EMAIL_LENGTH,
        render_kw={"autocomplete": "email", "inputmode": "email", "type": "email"},
    )


class CorrectionForm(KeepingForm):
    """`version`: of what the page showed."""

    version = IntegerField("", [Optional()], widget=HiddenInput(), default=0)
    name = _name(_("Your name"))
    phone = _phone()
    born_on = _birth()
    guardian = _guardian()
    district_code = SelectField(_("District near which I help"), default="")

    def offer(self, districts: Iterable[Term]) -> None:
        self.district_code.choices = [("", gettext("Wherever I am needed")), *_terms(districts)]


class LeaveForm(Form):
    agreed = BooleanField(
        _("Yes, I want to leave and have my data erased"), [InputRequired(_("Tick the box if you want to leave."))]
    )


class TeamForm(KeepingForm):
    """`version`: of the team as the page showed it; 0 for a new one."""

    version = IntegerField("", [Optional()], widget=HiddenInput(), default=0)
    title = TextLine(_("Name of the team"), longest=TITLE_LENGTH)
    kind = SelectField(_("What sort of team it is"), [InputRequired(_("Choose one."))])
    district_code = SelectField(_("District in which it mostly helps"), default="")

    def offer(self, kinds: Iterable[TeamKind], districts: Iterable[Term]) -> None:
        offered = set(kinds)
        self.kind.choices = _labels(kind for kind in TeamKind if kind in offered)
        self.district_code.choices = [("", gettext("The whole city")), *_terms(districts)]


class QualificationForm(Form):
    qualification_code = SelectField(_("Training or qualification"), [InputRequired(_("Choose one."))])
    until_on = DateField(_("Counts until (last day)"), [Optional()])

    def offer(self, qualifications: Iterable[Term]) -> None:
        self.qualification_code.choices = _terms(qualifications)


class RevokingForm(Form):
    reason = TextBlock(_("Reason"), longest=REASON_LENGTH, render_kw={"rows": 3})


class VolunteerFilterForm(Form):
    q = StringField(
        _("Name, or last four digits of the phone"), [Optional(), fit, Length(max=PERSON_LENGTH)], default=""
    )
    district = SelectField(_("District"), default="")

    def offer(self, districts: Iterable[Term]) -> None:
        self.district.choices = [("", gettext("All")), *_terms(districts)]


def _terms(terms: Iterable[Term]) -> list[tuple[str, str]]:
    return [(one.code, named(one)) for one in terms]


def _labels(labelled: Iterable[Labelled]) -> list[tuple[str, str]]:
    return [(one.value, gettext(one.label)) for one in labelled]
