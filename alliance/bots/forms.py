"""The form of a bot. What is secret in it is typed, never shown again, not even to whoever has just mistyped it."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, IntegerField, SelectField, SelectMultipleField
from wtforms.validators import InputRequired, Optional
from wtforms.widgets import CheckboxInput, HiddenInput, ListWidget, PasswordInput

from ..cases.labels import labels
from ..foundation.web.forms import KeepingForm, TextLine
from .keeping import BotText
from .model import NAME_LENGTH, SECRET_LENGTH, URL_LENGTH
from .saying import TOPICS
from .vocabulary import BotKind

ADDRESS = _("Address (webhook)")
NO_TOPIC = _("Choose at least one topic.")
UNSEEN = {"autocomplete": "off", "spellcheck": "false"}


class Unseen(TextLine):
    """A line that comes back empty."""

    widget = PasswordInput(hide_value=True)


class BotForm(KeepingForm):
    version = IntegerField("", [Optional()], default=0, widget=HiddenInput())
    name = TextLine(_("Name of the bot or the group"), longest=NAME_LENGTH)
    address = Unseen(ADDRESS, longest=URL_LENGTH, required=False, render_kw=UNSEEN)
    secret = Unseen(_("Secret"), longest=SECRET_LENGTH, required=False, render_kw=UNSEEN)
    topics = SelectMultipleField(
        _("What the group is told of"),
        [InputRequired(NO_TOPIC)],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    at_once = BooleanField(_("At once; otherwise together, at nine on working days"), default=True)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.topics.choices = [(topic.value, gettext(topic.label)) for topic in TOPICS]

    def text(self) -> BotText:
        kind = {"kind": BotKind(self["kind"].data)} if "kind" in self else {}
        return BotText(
            name=self.name.data,
            topics=tuple(self.topics.data or ()),
            at_once=self.at_once.data,
            address=self.address.data,
            secret=self.secret.data,
            version=self.version.data or 0,
            **kind,
        )


class NewBotForm(BotForm):
    kind = SelectField(_("Kind of bot"), [InputRequired(_("Fill this in."))])
    address = Unseen(ADDRESS, longest=URL_LENGTH, render_kw=UNSEEN)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.kind.choices = labels(BotKind)
