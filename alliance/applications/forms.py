"""The applicant's forms, a section each, and those for coming back."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, TypeVar, cast

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, HiddenField, IntegerField, SelectField, SelectMultipleField, ValidationError
from wtforms.validators import Email, InputRequired, NumberRange, Optional, Regexp
from wtforms.widgets import CheckboxInput, ListWidget, TextInput

from ..foundation.web.forms import Form, TextBlock, TextLine
from ..organisations.model import (
    ADDRESS_LENGTH,
    AMOUNT_MOST,
    EMAIL_LENGTH,
    NAME_LENGTH,
    PERSON_LENGTH,
    PHONE_LENGTH,
    SHORT_NAME_LENGTH,
)
from .answers import AlliancesText, CapabilitiesText
from .model import NUMBER_LENGTH, WORDS_LENGTH, Section

Made = TypeVar("Made")

USCC_TYPED_MOST = 40
PHONE = Regexp(
    re.compile(r"(?=(.*\d){5})[\d +()（）\-—－*#转]*\Z"), message=_("Type a telephone number, such as 0351-5550000.")
)
MAIL = Email(message=_("Type an e-mail address, such as liaison@example.cn."))
AMOUNT = "amount-"
CHOOSE = _("Choose one from the list.")


class Choice(SelectField):
    """One of a list; nothing is chosen beforehand."""

    def __init__(self, label: str, **options: Any) -> None:
        super().__init__(label, [InputRequired(CHOOSE)], **options)

    def offer(self, terms: Iterable[tuple[str, str]]) -> None:
        """What can be chosen, (code, name) each."""
        self.choices = [("", _("Please choose")), *terms]

    def pre_validate(self, form: Any) -> None:
        if self.data not in {value for value, _name in self.choices}:
            raise ValidationError(CHOOSE)


class Several(SelectMultipleField):
    """Any of a list, each with its box."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def pre_validate(self, form: Any) -> None:
        known = {value for value, *_rest in self.choices or ()}
        if not known.issuperset(self.data or ()):
            raise ValidationError(_("There is no such alliance today. Choose from the list."))


class Amount(IntegerField):
    """A whole number as people type it: 1,200 or １２００ too."""

    widget = TextInput()

    def __init__(self, label: str, **options: Any) -> None:
        bounds = NumberRange(0, AMOUNT_MOST, _("From 0 to %(max)d, please."))
        keys = {"inputmode": "numeric", "autocomplete": "off", "class": "w-short"}
        super().__init__(label, [Optional(), bounds], render_kw=keys, **options)

    def process_formdata(self, valuelist: list[str]) -> None:
        typed = re.sub(r"[,，\s]", "", valuelist[0]) if valuelist else ""
        if not typed:
            return
        if not typed.removeprefix("-").isdecimal() or len(typed) > 20:
            self.data = None
            raise ValueError(_("Type a whole number, such as 120."))
        self.data = int(typed)


def _name(label: str, *, required: bool = False) -> TextLine:
    return TextLine(label, longest=PERSON_LENGTH, required=required, render_kw={"autocomplete": "off"})


def _phone(label: str, *, required: bool = False) -> TextLine:
    keys = {"type": "tel", "inputmode": "tel", "autocomplete": "off", "class": "w-code"}
    return TextLine(label, PHONE, longest=PHONE_LENGTH, required=required, render_kw=keys)


def _email(label: str, *, required: bool = False) -> TextLine:
    keys = {"type": "email", "inputmode": "email", "autocomplete": "off"}
    return TextLine(label, MAIL, longest=EMAIL_LENGTH, required=required, render_kw=keys)


class OrganisationForm(Form):
    name = TextLine(_("Full name of the organisation"), longest=NAME_LENGTH, render_kw={"autocomplete": "organization"})
    short_name = TextLine(_("Short name"), longest=SHORT_NAME_LENGTH)
    uscc = TextLine(
        _("Unified social credit code"),
        longest=USCC_TYPED_MOST,
        render_kw={"class": "w-code", "autocapitalize": "characters", "autocomplete": "off", "spellcheck": "false"},
    )
    sector_code = Choice(_("Sector"))
    parent_name = TextLine(_("Parent organisation"), longest=NAME_LENGTH, required=False)
    district_code = Choice(_("District"))
    address = TextLine(_("Address"), longest=ADDRESS_LENGTH, render_kw={"autocomplete": "street-address"})


class PeopleForm(Form):
    first_leader_name = _name(_("Name of the first leader"), required=True)
    first_leader_phone = _phone(_("Telephone of the first leader"))
    leader_in_charge_name = _name(_("Name of the leader in charge"))
    leader_in_charge_phone = _phone(_("Telephone of the leader in charge"))
    liaison_name = _name(_("Name of the liaison"), required=True)
    liaison_phone = _phone(_("Telephone of the liaison"), required=True)
    liaison_email = _email(_("E-mail address of the liaison"), required=True)
    deputy_liaison_name = _name(_("Name of the deputy liaison"))
    deputy_liaison_phone = _phone(_("Telephone of the deputy liaison"))
    deputy_liaison_email = _email(_("E-mail address of the deputy liaison"))

    def validate(self, extra_validators: Mapping[str, Any] | None = None) -> bool:
        """A number or an address without the person it belongs to helps nobody."""
        fits = bool(super().validate(extra_validators))
        for post in ("leader_in_charge", "deputy_liaison"):
            reached = any(self[name].data for name in self._fields if name.startswith(post))
            if reached and not self[f"{post}_name"].data:
                self[f"{post}_name"].errors = [_("Whose number or address is it? Give the name too.")]
                fits = False
        return fits


class CapabilitiesForm(Form):
    """A field per kind of capability; see `capabilities_form`."""

    def as_(self, made: type[Made]) -> Made:
        amounts = {one.name.removeprefix(AMOUNT): one.data for one in self if one.data}
        return cast(Made, CapabilitiesText(amounts))


def capabilities_form(kinds: Iterable[tuple[str, str]], said: Mapping[str, Any]) -> CapabilitiesForm:
    """The form for these kinds, (code, label) each."""
    fields = {AMOUNT + code: Amount(label) for code, label in kinds}
    amounts = {AMOUNT + code: amount for code, amount in said.items()}
    form: CapabilitiesForm = type("CapabilitiesForm", (CapabilitiesForm,), fields)(data=amounts)
    return form


class AlliancesForm(Form):
    codes = Several(_("Alliances"), [InputRequired(_("Choose at least one alliance."))])
    why = TextBlock(_("Why, and what you would do there"), longest=WORDS_LENGTH)

    def as_(self, made: type[Made]) -> Made:
        return cast(Made, AlliancesText(tuple(self.codes.data), self.why.data))


class PledgeForm(Form):
    signed_by = _name(_("Name of who gives the pledge"), required=True)
    office = TextLine(_("Office in the organisation"), longest=PERSON_LENGTH)
    agreed = BooleanField(_("We give this pledge, and I may give it for the organisation"))


FORMS: Mapping[Section, type[Form]] = {
    Section.ORGANISATION: OrganisationForm,
    Section.PEOPLE: PeopleForm,
    Section.ALLIANCES: AlliancesForm,
    Section.PLEDGE: PledgeForm,
}


class SubmitForm(Form):
    """Nothing is typed here: each part of the application is a place where a refusal can stand."""

    organisation = HiddenField()
    people = HiddenField()
    capabilities = HiddenField()
    alliances = HiddenField()
    pledge = HiddenField()

    def name_missing(self, sections: Iterable[Section]) -> bool:
        """Say at each of `sections` that it is not filled in; whether there were any."""
        self.validate()
        for section in sections:
            self[section].errors = [_("Fill in this part first: %(part)s", part=_(section.label))]
        return bool(self.errors)


class FollowForm(Form):
    number = TextLine(
        _("Application number"),
        longest=NUMBER_LENGTH,
        render_kw={"class": "w-code", "autocapitalize": "characters", "autocomplete": "off", "spellcheck": "false"},
    )
    email = _email(_("E-mail address of the liaison"), required=True)


class CodeForm(Form):
    code = TextLine(
        _("Code from the letter"),
        Regexp(r"\d{6}\Z", message=_("The code has six digits.")),
        longest=20,
        render_kw={"class": "w-short", "inputmode": "numeric", "autocomplete": "one-time-code"},
    )
