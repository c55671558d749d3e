"""Forms: fit text only, one frozen dataclass out of each, and a refusal of the command shown at its field."""

from collections.abc import Callable
from dataclasses import fields
from typing import Any, TypeVar, cast

from flask import request
from flask_babel import gettext, lazy_gettext
from flask_wtf import FlaskForm
from wtforms import Field, IntegerField, StringField, TextAreaField, ValidationError
from wtforms.validators import DataRequired, Length, Optional
from wtforms.widgets import HiddenInput

from ..kernel.errors import Conflict, Invalid
from ..kernel.words import tidy, unfit_character
from ..store.work import Work

Made = TypeVar("Made")


def fit(_form: Any, field: Field) -> None:
    """Refuse characters that hide what a text says or that cannot be kept."""
    code = unfit_character(field.data or "")
    if code:
        raise ValidationError(gettext("This text holds a hidden or unreadable character (%(code)s).", code=code))


def _tidied(value: str | None) -> str:
    """What was not sent at all is as empty as what was left empty."""
    return tidy(value or "")


class _Text(Field):
    """What a line and a block of text share: tidied, fit, of a known length, and required unless said otherwise."""

    def __init__(self, label: str, *more: Any, longest: int, required: bool = True, **options: Any) -> None:
        presence = DataRequired(lazy_gettext("Fill this in.")) if required else Optional()
        too_long = lazy_gettext("At most %(max)d characters, please.", max=longest)
        checks = [presence, fit, Length(max=longest, message=too_long), *more]
        super().__init__(label, checks, filters=[_tidied], **options)


class TextLine(_Text, StringField):
    """One line of text: a line break in it becomes a space, so that it cannot begin a line of a letter or a table."""

    data: Any

    def post_validate(self, form: Any, validation_stopped: bool) -> None:
        self.data = " ".join(self.data.split()) if self.data else self.data


class TextBlock(_Text, TextAreaField):
    """Several lines of text."""


class Form(FlaskForm):
    """A form is judged twice: by its fields, and by the command that takes what they say."""

    result: Any = None

    class Meta(FlaskForm.Meta):
        csrf = False  # checked for every unsafe request, before any form is made

        def wrap_formdata(self, form: Any, formdata: Any) -> Any:
            """Only a form fills a form: JSON has types that no field expects."""
            return None if request.is_json else super().wrap_formdata(form, formdata)

    def as_(self, made: type[Made]) -> Made:
        """The dataclass `made`, filled from the fields of the same names; what the form lacks keeps its default."""
        named = (one.name for one in fields(cast(Any, made)) if one.name in self)
        return made(**{name: self[name].data for name in named})

    def settle(self, work: Work, act: Callable[[], Any]) -> bool:
        """Validate and act. False where either refuses: then the words stand at their field and nothing is written."""
        if not self.validate():
            return False
        try:
            with work.attempt():
                self.result = act()
        except Invalid as refusal:
            self.refuse(refusal)
            return False
        return True

    def refuse(self, refusal: Invalid) -> None:
        target = self[refusal.field] if refusal.field in self else next(iter(self))
        target.errors = [*target.errors, gettext(refusal.words, **refusal.params)]


class KeepingForm(Form):
    """A form that took time to fill in: where the thing has changed meanwhile, what was typed comes back as well, with
    the reason above it. `status`: of the page that shows the form again."""

    status = 422

    def settle(self, work: Work, act: Callable[[], Any]) -> bool:
        """See Form. A conflict is told above the form too, and leaves `status` 409."""
        try:
            return super().settle(work, act)
        except Conflict as refusal:
            self.form_errors, self.status = [gettext(refusal.words, **refusal.params)], refusal.status
            return False

    def seen(self, name: str, value: Any) -> None:
        """After a conflict the hidden field `name` says the newest `value`: sent again, it counts as looked at."""
        if self.status == Conflict.status:
            self[name].data, self[name].raw_data = value, None


class SeenForm(Form):
    """`version`: of the thing as the page showed it, before an act that takes no other words."""

    version = IntegerField("", [Optional()], widget=HiddenInput())
