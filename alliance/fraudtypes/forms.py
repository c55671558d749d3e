"""The form in which a story is told and its type is chosen, and those in which headings are kept."""

from uuid import UUID

from flask_babel import lazy_gettext as _
from wtforms import DateField, IntegerField, SelectField, SelectMultipleField
from wtforms.validators import InputRequired, NumberRange, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from ..foundation.store.base import CODE_LENGTH, EN_LENGTH, ZH_LENGTH
from ..foundation.web.forms import Form, TextBlock, TextLine
from .suggesting import STORY_LENGTH


def type_id(value: str | UUID | None) -> UUID | None:
    """The id that an option of the field bears; None for the empty one."""
    if value is None or isinstance(value, UUID):
        return value
    return UUID(value) if value else None


class SuggestForm(Form):
    """`fraud_type` is sent by a suggestion or by the select; the first one counts, and the suggestions stand first."""

    text = TextBlock(_("Course of events"), longest=STORY_LENGTH)
    fraud_type = SelectField(_("Fraud type"), coerce=type_id, validate_choice=True)


class HeadingForm(Form):
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
    to_on = DateField(_("Not to choose any more from"), [Optional()])


class NewHeadingForm(HeadingForm):
    code = TextLine(_("Code"), longest=CODE_LENGTH)
    from_on = DateField(_("To choose from since"), [InputRequired(_("Give a day."))])
    concepts = SelectMultipleField(
        _("What it covers"),
        [InputRequired(_("Choose one."))],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
