"""The organisation's own page as a form, and what a phone number and an e-mail address look like."""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any, TypeVar
from uuid import UUID

from babel import Locale
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import DateField, Field, IntegerField, SelectField, ValidationError
from wtforms.validators import Email, InputRequired, NumberRange, Optional
from wtforms.widgets import HiddenInput

from ..foundation.store.base import CODE_LENGTH, EN_LENGTH, ZH_LENGTH
from ..foundation.web.forms import Form, TextLine
from .model import ADDRESS_LENGTH, AMOUNT_MOST, EMAIL_LENGTH, NAME_LENGTH, PERSON_LENGTH, PHONE_LENGTH, Post

PHONE = re.compile(
    r"""(?:\+?86[- ]?)?1[3-9]\d{9}          # mobile
      | 0\d{2,3}-?\d{7,8}(?:[-转]\d{1,6})?  # area, number, extension
      | [48]00-?\d{3}-?\d{4}                # service numbers
      | [19]\d{2,5}                         # 110, 96110, 95588
    """,
    re.VERBOSE,
)
Made = TypeVar("Made")


def phone(_form: Any, field: Field) -> None:
    """A mainland number: mobile, area code with number and extension, or a service number."""
    if not PHONE.fullmatch((field.data or "").replace(" ", "")):
        raise ValidationError(gettext("Write a phone number such as 0351-5550000 or 13800000000."))


def id_or_none(value: Any) -> UUID | None:
    """The id that was chosen, or nothing; what is neither is a ValueError, and no choice."""
    return UUID(str(value)) if value else None


EMAIL = Email(_("Write an e-mail address such as liaison@example.org."))


class Amount(IntegerField):
    """A whole number; thousands may be set off by commas."""

    def process_formdata(self, valuelist: list[str]) -> None:
        written = valuelist[0].replace(",", "").replace("，", "").strip() if valuelist else ""
        if not written:
            return
        self.data = None
        try:
            self.data = int(written)
        except ValueError as wrong:
            raise ValueError(gettext("Write a whole number, such as 120.")) from wrong


class KeepForm(Form):
    """An organisation's own page. `version`: of the organisation as the page showed it."""

    version = IntegerField("", [Optional()], widget=HiddenInput())
    sector_code = SelectField(_("Sector"), [InputRequired()])
    district_code = SelectField(_("District"), [InputRequired()])
    address = TextLine(_("Address"), longest=ADDRESS_LENGTH)
    parent_name = TextLine(_("Parent organisation"), longest=NAME_LENGTH, required=False)

    def validate(self, extra_validators: Mapping[str, Any] | None = None) -> bool:
        """Whoever can be reached also has a name."""
        fits = bool(super().validate(extra_validators))
        for post in Post:
            name, *ways = (self[f"{post}_{part}"] for part in ("name", "phone", "email"))
            if any(way.data for way in ways) and not (name.data or name.errors):
                name.errors = [gettext("Say whose number or address this is.")]
                fits = False
        return fits

    def contacts(self, made: Callable[[str, str, str], Made]) -> dict[Post, Made]:
        """Those who answer for it, each `made(name, phone, email)`; a post without a name is vacant."""
        written = {post: [self[f"{post}_{part}"].data or "" for part in ("name", "phone", "email")] for post in Post}
        return {post: made(*words) for post, words in written.items() if words[0]}

    def amounts(self) -> dict[str, int]:
        """What it can bring: kind code → amount; nothing and none are the same."""
        amounts = (field for field in self if isinstance(field, Amount))
        return {field.name.removeprefix("amount_"): field.data for field in amounts if field.data}


def _contact(post: Post) -> dict[str, Field]:
    """Name, number and address of a post. A member has a first leader, and a liaison whom letters reach."""
    named, reached = post in (Post.FIRST_LEADER, Post.LIAISON), post is Post.LIAISON
    name, number, address = gettext("Name of the person"), gettext("Phone"), gettext("E-mail address")
    tel, email = {"type": "tel"}, {"type": "email"}
    return {
        f"{post}_name": TextLine(name, longest=PERSON_LENGTH, required=named),
        f"{post}_phone": TextLine(number, phone, longest=PHONE_LENGTH, required=reached, render_kw=tel),
        f"{post}_email": TextLine(address, EMAIL, longest=EMAIL_LENGTH, required=reached, render_kw=email),
    }


@lru_cache(maxsize=8)
def keep_form(kinds: tuple[tuple[str, str], ...], _language: Locale) -> type[KeepForm]:
    """The form with those who answer for the organisation, and an amount for each kind: (code, label).

    Made once for each language, with its words in it: the kinds seldom change.
    """
    limits = [Optional(), NumberRange(0, AMOUNT_MOST, _("Write a number from 0 to %(most)d.", most=AMOUNT_MOST))]
    numeric = {"inputmode": "numeric", "class": "w-short"}
    fields = {name: field for post in Post for name, field in _contact(post).items()}
    fields |= {f"amount_{code}": Amount(label, limits, render_kw=numeric) for code, label in kinds}
    return type("KeepForm", (KeepForm,), fields)


class SectorForm(Form):
    zh = TextLine(_("Name in Chinese"), longest=ZH_LENGTH)
    en = TextLine(_("Name in English"), longest=EN_LENGTH)
    position = IntegerField(
        _("Place in the order"),
        [
            InputRequired(_("Give a whole number.")),
            NumberRange(1, 999, _("Give a number from 1 to %(most)d.", most=999)),
        ],
        render_kw={"class": "w-short"},
    )
    from_on = DateField(_("To choose from since"), [InputRequired(_("Give a day."))])
    to_on = DateField(_("Not to choose any more from"), [Optional()])


class NewSectorForm(SectorForm):
    code = TextLine(_("Code"), longest=CODE_LENGTH)
