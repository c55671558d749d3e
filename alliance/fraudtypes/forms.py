"""The form in which a story is told and its type is chosen."""

from uuid import UUID

from flask_babel import lazy_gettext as _
from wtforms import SelectField

from ..foundation.web.forms import Form, TextBlock
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
