"""The forms of people: signing in, accepting, a new password, inviting, joining, handing over."""

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import DateField, PasswordField, RadioField, SelectField, StringField
from wtforms.validators import EqualTo, InputRequired, Length, Optional

from ..foundation.kernel.actor import Role
from ..foundation.kernel.words import N_, Labelled
from ..foundation.web.forms import Form, TextBlock, TextLine, fit
from ..organisations.model import EMAIL_LENGTH, NAME_LENGTH, PERSON_LENGTH
from .model import NOTE_LENGTH, PASSWORD_MOST, Standing

NEW = "new-password"
CURRENT = "current-password"


def _email(label: str, *, autocomplete: str = "off") -> TextLine:
    return TextLine(label, longest=EMAIL_LENGTH, render_kw={"type": "email", "autocomplete": autocomplete})


def _name(label: str, *, autocomplete: str = "off") -> TextLine:
    return TextLine(label, longest=PERSON_LENGTH, render_kw={"autocomplete": autocomplete})


def _password(label: str, autocomplete: str, *more: Any) -> PasswordField:
    too_long = _("At most %(max)d characters, please.", max=PASSWORD_MOST)
    checks = [InputRequired(_("Fill this in.")), Length(max=PASSWORD_MOST, message=too_long), *more]
    return PasswordField(label, checks, render_kw={"autocomplete": autocomplete})


def _same() -> EqualTo:
    return EqualTo("password", _("The two passwords are not the same."))


def _as_role(value: str | None) -> Role | None:
    """The role of this value; nothing for none. A ValueError is what a field takes for a choice that nobody had."""
    if not value:
        return None
    found = [role for role in Role if role == value]
    if not found:
        raise ValueError(value)
    return found[0]


def _labels(members: Iterable[Labelled], first: str | None = None) -> Callable[[], list[tuple[str, str]]]:
    """Choices that are put into words when the form is made; `first`: the words of the empty choice, if any."""
    offered = [*([] if first is None else [("", first)]), *((member.value, member.label) for member in members)]
    return lambda: [(value, gettext(words)) for value, words in offered]


def _staff_role(label: str) -> RadioField:
    roles = _labels((Role.STAFF, Role.LIAISON))
    return RadioField(label, [InputRequired(_("Choose one."))], choices=roles, coerce=_as_role)


class SignInForm(Form):
    email = _email(_("E-mail address"), autocomplete="username")
    password = _password(_("Password"), CURRENT)


class NewAccountForm(Form):
    email = _email(_("E-mail address"), autocomplete="username")
    name = _name(_("Your name"), autocomplete="name")
    password = _password(_("Password"), NEW)
    again = _password(_("The password once more"), NEW, _same())


class OwnAccountForm(Form):
    password = _password(_("Password"), CURRENT)


class ResetRequestForm(Form):
    email = _email(_("E-mail address"), autocomplete="username")


class ResetForm(Form):
    password = _password(_("New password"), NEW)
    again = _password(_("The new password once more"), NEW, _same())


class PasswordForm(Form):
    current = _password(_("Password until now"), CURRENT)
    password = _password(_("New password"), NEW)
    again = _password(_("The new password once more"), NEW, _same())


class StaffInvitationForm(Form):
    name = _name(_("Full name"))
    email = _email(_("E-mail address"))
    role = _staff_role(_("Role"))


class InvitationForm(Form):
    name = _name(_("Full name"))
    email = _email(_("E-mail address"))
    role = SelectField(
        _("Role"),
        [InputRequired(_("Choose one."))],
        choices=_labels(Role, N_("Choose a role")),
        coerce=_as_role,
    )
    organisation_id = TextLine(_("Organisation"), longest=NAME_LENGTH, required=False)
    district_code = SelectField(_("District"), default="")
    to_on = DateField(_("Last day"), [Optional()])


class JoinForm(Form):
    name = _name(_("Your name"), autocomplete="name")
    email = _email(_("Your e-mail address at work"), autocomplete="email")
    note = TextBlock(_("What do you do there?"), longest=NOTE_LENGTH, required=False, render_kw={"rows": 3})


class AcceptJoinForm(Form):
    role = _staff_role(_("Role"))


class DeclineJoinForm(Form):
    reason = TextBlock(_("Reason"), longest=NOTE_LENGTH, render_kw={"rows": 3})


class HandOverForm(Form):
    successor_id = RadioField(_("Successor"), [InputRequired(_("Choose one."))], coerce=UUID)


class AccountsForm(Form):
    q = StringField(_("Name, e-mail address or organisation"), [Optional(), fit, Length(max=NAME_LENGTH)])
    role = SelectField(_("Role"), default="", choices=_labels(Role, N_("All")))
    standing = SelectField(_("State"), default="", choices=_labels(Standing, N_("All")))
