"""The forms of the log: what is told of a month, the filters, the proof."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import IntegerField, SelectField
from wtforms.validators import InputRequired, Optional, ValidationError
from wtforms.widgets import HiddenInput

from ..actions.fields import WholeNumberField
from ..cases.labels import labels
from ..files.field import FilesField
from ..foundation.kernel.errors import Invalid
from ..foundation.web.forms import Form, TextBlock, TextLine
from ..foundation.web.language import named
from ..organisations.queries import Term
from .model import LINK_LENGTH, WORDS_LENGTH
from .months import as_text
from .vocabulary import CountMethod

NEEDED = _("Fill this in.")
YEARS_BACK = 5


class OutreachForm(Form):
    """`revision`: of the report that it corrects, 0 where its writer knows of none."""

    revision = IntegerField("", [Optional()], widget=HiddenInput(), default=0)
    channel = SelectField(_("Channel"), [InputRequired(NEEDED)])
    month = SelectField(_("Month"), [InputRequired(NEEDED)])
    reach = WholeNumberField(_("How many were reached"), [], render_kw={"inputmode": "decimal", "class": "w-code"})
    method = SelectField(_("How they were counted"), [InputRequired(NEEDED)])
    material = SelectField(_("Material used"), [Optional()], default="")
    words = TextBlock(_("How it was done"), longest=WORDS_LENGTH, required=False, render_kw={"rows": 3})
    link = TextLine(
        _("Link that shows it"), longest=LINK_LENGTH, required=False, render_kw={"inputmode": "url", "type": "url"}
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.reach.flags.required = True

    def offer(self, channels: Iterable[Term], months: Iterable[date], materials: Sequence[tuple[str, str]]) -> None:
        self.channel.choices = [(one.code, named(one)) for one in channels]
        self.month.choices = [(as_text(one), as_text(one)) for one in months]
        self.method.choices = labels(CountMethod)
        self.material.choices = [("", gettext("none")), *materials]

    def validate_reach(self, field: WholeNumberField) -> None:
        """0 is a figure too; what was left empty is none."""
        if field.data is None and not field.errors:
            raise ValidationError(gettext("Fill this in."))

    def refuse(self, refusal: Invalid) -> None:
        """Whoever is told of an earlier report may correct it by sending the form once more."""
        super().refuse(refusal)
        if "revision" in refusal.params:
            self.revision.data, self.revision.raw_data = refusal.params["revision"], None


class OutreachFilterForm(Form):
    """The filters of totals and list, as an address has them."""

    year = SelectField(_("Year"), default="")
    channel = SelectField(_("Channel"), default="")
    alliance = SelectField(_("Alliance"), default="")
    district = SelectField(_("District"), default="")

    def offer(self, present: date, known: Any) -> None:
        """`known`: every word to choose from, see `totals.OutreachWords`."""
        years = [str(present.year - back) for back in range(YEARS_BACK)]
        self.year.choices = [("", gettext("The last twelve months")), *((one, one) for one in years)]
        for name in ("channel", "alliance", "district"):
            terms = getattr(known, name)
            self[name].choices = [("", gettext("All")), *((one.code, named(one)) for one in terms)]
        if not known.district:
            del self.district


class FilesForm(Form):
    files = FilesField()
