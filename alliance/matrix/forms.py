"""The forms of alliances, matrices and seats."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import DateField, Field, IntegerField, RadioField, SelectChoice, SelectField
from wtforms.utils import unset_value
from wtforms.validators import InputRequired, NumberRange

from ..foundation.store.base import CODE_LENGTH, EN_LENGTH, ZH_LENGTH
from ..foundation.web.forms import Form, TextBlock, TextLine
from ..organisations.model import NAME_LENGTH
from .model import CHARTER_LENGTH, Advantage, SeatRole

POSITION_MOST = 99


class DutiesField(Field):
    """The matrices that a seat serves, each with its advantage: a choice for every matrix. Data: code → Advantage.

    `matrices` (code, name) and `reasons` (code → why, in words) are set by the view.
    """

    matrices: Sequence[tuple[str, str]] = ()
    reasons: Mapping[str, Sequence[str]] = {}

    def process(self, formdata: Any, data: Any = unset_value, extra_filters: Any = None) -> None:
        super().process(None, data, extra_filters)
        if formdata is None:
            return
        prefix, known = f"{self.name}-", {str(advantage): advantage for advantage in Advantage}
        chosen = {key.removeprefix(prefix): formdata[key] for key in formdata if key.startswith(prefix)}
        self.data = {code: known[value] for code, value in chosen.items() if value in known}

    def process_data(self, value: Mapping[str, Advantage] | None) -> None:
        self.data = dict(value or {})

    def rows(self) -> list[dict[str, Any]]:
        """A row for each matrix: its name, why it is suggested, and the three answers with the one chosen."""
        answers = [("", gettext("Does not serve")), *((str(one), gettext(one.label)) for one in Advantage)]
        return [
            {
                "name": f"{self.name}-{code}",
                "label": label,
                "reasons": self.reasons.get(code, ()),
                "answers": [
                    {"value": value, "label": words, "chosen": value == str(self.data.get(code, ""))}
                    for value, words in answers
                ],
            }
            for code, label in self.matrices
        ]


class GroupForm(Form):
    zh = TextLine(_("Name in Chinese"), longest=ZH_LENGTH)
    en = TextLine(_("Name in English"), longest=EN_LENGTH)
    charter_zh = TextBlock(_("Charter in Chinese"), longest=CHARTER_LENGTH, required=False)
    charter_en = TextBlock(_("Charter in English"), longest=CHARTER_LENGTH, required=False)
    position = IntegerField(
        _("Place in the order"),
        [
            InputRequired(_("Give a whole number.")),
            NumberRange(1, POSITION_MOST, _("Give a number from 1 to %(most)d.", most=POSITION_MOST)),
        ],
        render_kw={"class": "w-short"},
    )
    from_on = DateField(_("Stands from"), [InputRequired(_("Give a day."))])


class FoundingForm(GroupForm):
    code = TextLine(_("Code"), longest=CODE_LENGTH)


class AllianceFoundingForm(FoundingForm):
    lead = TextLine(_("Lead organisation"), longest=NAME_LENGTH, required=False)
    duties = DutiesField(_("Matrices that its lead serves"))


class AllianceForm(GroupForm):
    lead_seat = SelectField(_("Lead organisation"), default="")


class ClosingForm(Form):
    to_on = DateField(_("First day on which it no longer stands"), [InputRequired(_("Give a day."))])


class SeatForm(Form):
    alliance_code = SelectField(_("Alliance"), [InputRequired(_("Choose one."))])
    seated_as = RadioField(
        _("Role in the alliance"),
        [InputRequired(_("Choose one."))],
        choices=[SelectChoice(role.value, _(role.label)) for role in SeatRole],
        default=SeatRole.MEMBER.value,
    )
    duties = DutiesField(_("Matrices that the seat serves"))


class DutiesForm(Form):
    duties = DutiesField(_("Matrices that the seat serves"))
