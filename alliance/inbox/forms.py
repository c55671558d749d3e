"""The filter of the inbox, and what "mark all" says of the page that it stood on."""

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, SelectChoice, SelectField
from wtforms.validators import InputRequired, Length

from ..foundation.web.forms import Form, fit
from ..journal.model import PATH_LENGTH
from ..journal.vocabulary import Topic
from .queries import InboxFilter

ALL = "all"


class InboxForm(Form):
    """`show`: only what is unread, or all."""

    topic = SelectField(_("Topic"), default="")
    show = SelectField(_("Show"), choices=["", ALL], default="")

    def __init__(self, *args: Any, topics: list[SelectChoice], **more: Any) -> None:
        super().__init__(*args, **more)
        self.topic.choices = topics

    def filter(self) -> InboxFilter:
        return InboxFilter(Topic(self.topic.data) if self.topic.data else None, self.show.data != ALL)


class ReadThingForm(Form):
    """`path`: the page of a thing; `until`: when the newest letter about it that was shown was written."""

    path = HiddenField(validators=[InputRequired(), fit, Length(max=PATH_LENGTH)])
    until = HiddenField()


class ReadAllForm(InboxForm):
    """`until`: when the newest letter of the page was written."""

    until = HiddenField()
