"""What is asked of the shelf, the name of a search that is kept, a story that is compared, a further occurrence."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import DateField, Field, SelectField, StringField, ValidationError
from wtforms.validators import InputRequired, Length, Optional

from ..foundation.kernel.bigrams import QUERY_LONGEST
from ..foundation.kernel.words import N_
from ..foundation.store.base import CODE_LENGTH
from ..foundation.web.forms import Form, TextLine, fit
from ..fraudtypes.vocabulary import Channel, VictimGroup
from . import amounts
from .found_model import ADDRESS_LENGTH, SEARCH_TITLE_LENGTH
from .labels import labels
from .model import STORY_LENGTH, WORDS_LENGTH
from .money import TYPED_MOST, MoneyField
from .pasted import PastedBlock
from .vocabulary import Order, Tlp


def _amount(_form: Any, field: Field) -> None:
    """An amount as people write it, in yuan or with its unit behind it: 50000, 5万."""
    try:
        amounts.fen_of(field.data or "")
    except amounts.NotAnAmount as odd:
        raise ValidationError(gettext(str(odd))) from odd


class Given:
    """An amount must be entered; 0 is one."""

    field_flags = {"required": True}

    def __call__(self, _form: Any, field: Field) -> None:
        if field.data is None and not field.errors:
            raise ValidationError(gettext("Fill this in."))


class SearchForm(Form):
    """The filters of the shelf, as an address has them. A value that nobody can choose is refused."""

    q = StringField(_("Words in the case"), [Optional(), fit, Length(max=QUERY_LONGEST)], default="")
    type = SelectField(_("Fraud type, of any list"), default="")
    district = SelectField(_("District"), default="")
    order = SelectField(_("Order"), default="")
    alliance = SelectField(_("Alliance"), [Optional(), fit, Length(max=CODE_LENGTH)], default="", validate_choice=False)
    victim_group = SelectField(_("Victim group"), default="")
    channel = SelectField(_("How the victim was reached"), default="")
    tlp = SelectField(_("May be passed on"), default="")
    since = DateField(_("Happened from"), [Optional()])
    until = DateField(_("Happened until"), [Optional()])
    least = StringField(_("Lost at least (yuan)"), [Optional(), fit, Length(max=TYPED_MOST), _amount], default="")
    most = StringField(_("Lost at most (yuan)"), [Optional(), fit, Length(max=TYPED_MOST), _amount], default="")

    def offer(
        self,
        types: Mapping[str, Sequence[tuple[str, str]]],
        districts: Iterable[tuple[str, str]],
    ) -> None:
        """Fill the lists to choose from; headings stand by the name of their list. Alliances come with the page."""
        every = ("", gettext("All"))
        self.type.choices = {"": [every], **types}
        self.district.choices = [every, *districts]
        self.alliance.choices = [every, *((code, code) for code in [self.alliance.data] if code)]
        self.victim_group.choices = labels(VictimGroup, N_("All"))
        self.channel.choices = labels(Channel, N_("All"))
        self.tlp.choices = labels(Tlp, N_("All"))
        self.order.choices = labels(Order)

    def offer_alliances(self, alliances: Iterable[tuple[str, str]]) -> bool:
        """The same for the alliances of today; False where another one was asked for."""
        self.alliance.choices = [("", gettext("All")), *alliances]
        return any(code == self.alliance.data for code, _name in self.alliance.choices)


class KeepForm(Form):
    """`address`: the filters that the page shows, to be kept under a title."""

    title = TextLine(_("Keep this search as"), longest=SEARCH_TITLE_LENGTH)
    address = StringField("", [Optional(), fit, Length(max=ADDRESS_LENGTH)])


class StoryForm(Form):
    """A story while it is written: compared, and not kept."""

    story = PastedBlock(_("Course of events"), longest=STORY_LENGTH, required=False)


class OccurrenceForm(Form):
    """What a member says of its own; the story itself is told already."""

    happened_on = DateField(_("Day"), [InputRequired(_("Fill this in."))], render_kw={"class": "w-code"})
    district_code = SelectField(
        _("District"), coerce=lambda value: str(value) if value else None, validators=[Optional()]
    )
    lost_fen = MoneyField(_("Amount lost"), [Given()])
    words = PastedBlock(_("What was different"), longest=WORDS_LENGTH, required=False, render_kw={"rows": 4})

    def offer(self, districts: Iterable[tuple[str, str]]) -> None:
        self.district_code.choices = [("", gettext("Not chosen")), *districts]
