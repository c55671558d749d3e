"""The filter of letters that have not arrived."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import SelectField

from ..foundation.kernel.words import N_
from ..foundation.web.forms import Form
from .causes import Cause
from .undelivered import LetterFilter, Show
from .vocabulary import Topic

SHOWN = {
    Show.GIVEN_UP: N_("Given up"),
    Show.RETRIED: N_("Being tried again"),
    Show.ALL: N_("All that have not arrived"),
}


class LettersForm(Form):
    show = SelectField(
        _("Show"), default="", choices=lambda: [(show.value, gettext(words)) for show, words in SHOWN.items()]
    )
    topic = SelectField(
        _("Topic"),
        default="",
        choices=lambda: [("", gettext("All")), *((one.value, gettext(one.label)) for one in Topic)],
    )
    cause = SelectField(
        _("Reason"),
        default="",
        choices=lambda: [("", gettext("All")), *((one.value, gettext(one.label)) for one in Cause)],
    )

    def filter(self) -> LetterFilter:
        return LetterFilter(
            Show(self.show.data),
            Topic(self.topic.data) if self.topic.data else None,
            Cause(self.cause.data) if self.cause.data else None,
        )
