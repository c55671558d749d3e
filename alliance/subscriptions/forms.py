"""The form of a choice: a pace for each topic, and the quiet hours."""

from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import SelectChoice, SelectField
from wtforms.validators import InputRequired

from ..foundation.web.forms import Form
from ..journal.terms import Terms
from ..journal.vocabulary import Pace, Topic
from .commands import Choice
from .model import HOURS

CHOOSE = _("Choose one.")
PACES = [SelectChoice(pace.value, _(pace.label)) for pace in Pace]
CLOCK = [SelectChoice(hour, f"{hour:02d}:00") for hour in range(HOURS)]


class ChoiceForm(Form):
    """A field for each topic of the portal, by its name; those that the reader never gets letters on are taken out."""

    quiet_from = SelectField(_("Quiet from"), [InputRequired(CHOOSE)], coerce=int, choices=CLOCK)
    quiet_until = SelectField(_("until"), [InputRequired(CHOOSE)], coerce=int, choices=CLOCK)

    def __init__(self, *args: Any, topics: Sequence[Topic], terms: Terms, **more: Any) -> None:
        kept = {str(topic): terms.pace(topic).value for topic in Topic}
        super().__init__(*args, data=kept | {"quiet_from": terms.quiet_from, "quiet_until": terms.quiet_until}, **more)
        self.terms, self.topics = terms, topics
        for topic in set(Topic) - set(topics):
            del self[str(topic)]

    def choice(self) -> Choice:
        """What was chosen; topics that were not asked stay as they were."""
        chosen = {topic: Pace(self[str(topic)].data) for topic in self.topics}
        return Choice(dict(self.terms.paces) | chosen, self.quiet_from.data, self.quiet_until.data)


for _topic in Topic:
    setattr(ChoiceForm, str(_topic), SelectField(_(_topic.label), [InputRequired(CHOOSE)], choices=PACES))
