"""The forms of materials: the draft, the filters of the shelf and of the reach, and the small ones beside them."""

from collections.abc import Sequence

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, DateField, IntegerField, SelectField, SelectMultipleField, StringField
from wtforms.validators import InputRequired, Length, Optional
from wtforms.widgets import CheckboxInput, HiddenInput, ListWidget

from ..cases.labels import labels
from ..files.field import FilesField
from ..foundation.kernel.words import N_
from ..foundation.web.forms import Form, TextBlock, TextLine, fit
from ..foundation.web.language import named
from ..fraudtypes.queries import Catalogue
from ..fraudtypes.vocabulary import VictimGroup
from .model import CHANGES_LENGTH, LINK_LENGTH, REASON_LENGTH, TITLE_LENGTH, WORDS_LENGTH
from .vocabulary import MaterialKind

QUERY_LONGEST = 60
Choices = Sequence[tuple[str, str]]


def _ticked(label: str) -> SelectMultipleField:
    ticks = {"widget": ListWidget(prefix_label=False), "option_widget": CheckboxInput()}
    return SelectMultipleField(label, [Optional()], **ticks)


class MaterialForm(Form):
    version = IntegerField("", [Optional()], widget=HiddenInput())
    kind = SelectField(_("Kind of material"), [InputRequired(_("Fill this in."))])
    title = TextLine(_("Title"), longest=TITLE_LENGTH)
    words = TextBlock(_("What it says, and for what it is used"), longest=WORDS_LENGTH, required=False)
    link = TextLine(
        _("Link to a page outside"), longest=LINK_LENGTH, required=False, render_kw={"inputmode": "url", "type": "url"}
    )
    changes = TextLine(_("What has changed since the version before"), longest=CHANGES_LENGTH, required=False)
    types = _ticked(_("Fraud types against which it speaks"))
    victim_groups = _ticked(_("For whom it is meant"))
    public = BooleanField(_("Public: everybody may see it, and members hand it out by links of their own"))

    def offer(self, types: Choices) -> None:
        """Fill the lists to choose from."""
        self.kind.choices = labels(MaterialKind)
        self.types.choices = types
        self.victim_groups.choices = labels(VictimGroup)


class ShelfForm(Form):
    """The filters of the shelf, as an address has them."""

    q = StringField(_("Words in the material"), [Optional(), fit, Length(max=QUERY_LONGEST)], default="")
    kind = SelectField(_("Kind of material"), default="")
    type = SelectField(_("Fraud type, of any list"), default="")

    def offer(self, known: Catalogue) -> None:
        """Fill the lists to choose from; headings stand by the name of their list."""
        self.kind.choices = labels(MaterialKind, N_("All"))
        listed = {named(one): [(str(kind.id), named(kind)) for kind in one.types] for one in known.lists}
        self.type.choices = {"": [("", gettext("All"))], **listed}


class ReachForm(Form):
    q = StringField(_("Material or organisation"), [Optional(), fit, Length(max=QUERY_LONGEST)], default="")
    since = DateField(_("Opened from"), [Optional()])
    until = DateField(_("Opened until"), [Optional()])


class FilesForm(Form):
    files = FilesField()


class ReasonForm(Form):
    reason = TextBlock(_("Reason"), longest=REASON_LENGTH, render_kw={"rows": 4})
