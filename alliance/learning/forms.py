"""The forms of learning: signing for a version, voting, commenting, following."""

from typing import Any
from uuid import UUID

from flask_babel import lazy_gettext as _
from wtforms import RadioField, SelectChoice, SelectField, SelectMultipleField, StringField
from wtforms.validators import DataRequired, InputRequired
from wtforms.widgets import CheckboxInput, HiddenInput, ListWidget

from ..cases.pasted import PastedBlock
from ..foundation.web.forms import Form
from ..fraudtypes.vocabulary import VictimGroup
from .model import COMMENT_LENGTH
from .vocabulary import Progress, ReadBy


class IdField(StringField):
    """The id of what the page showed, hidden; None where it is none."""

    widget = HiddenInput()
    data: Any

    def process_formdata(self, valuelist: list[str]) -> None:
        try:
            self.data = UUID(valuelist[0])
        except (IndexError, ValueError):
            self.data = None


class SignForm(Form):
    edition_id = IdField()


class VoteForm(Form):
    useful = RadioField(
        _("Was it useful?"), choices=[SelectChoice("yes", _("Useful")), SelectChoice("no", _("Not useful"))]
    )


class CommentForm(Form):
    edition_id = IdField()
    text = PastedBlock(_("Comment or analysis"), longest=COMMENT_LENGTH, render_kw={"rows": 4})
    read_by = RadioField(_("Who reads it"), [InputRequired(_("Choose one."))], coerce=ReadBy)


def _progress(value: str | None) -> Progress | None:
    return Progress(value) if value else None


class MarkFilterForm(Form):
    progress = SelectField(_("How far"), coerce=_progress, default="")


class FollowsForm(Form):
    """Its choices are set by the view."""

    concepts = SelectMultipleField(
        _("Fraud types"), widget=ListWidget(prefix_label=False), option_widget=CheckboxInput()
    )
    groups = SelectMultipleField(
        _("Victim groups"), coerce=VictimGroup, widget=ListWidget(prefix_label=False), option_widget=CheckboxInput()
    )


class SeenForm(Form):
    up_to = IdField(validators=[DataRequired()])
