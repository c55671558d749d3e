"""The officers' forms: the queue's filters, the check list, words to the applicant, the seats of an admission."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar, cast

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, HiddenField, IntegerField, RadioField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from ..foundation.web.forms import Form, TextBlock, TextLine, fit
from ..matrix.model import Advantage, SeatRole
from ..organisations.model import NAME_LENGTH
from .findings import SEAT, AdmissionText, CheckText, Mark, ProposedSeat
from .model import NOTE_LENGTH, WORDS_LENGTH, ApplicationState, Grade, Point

Made = TypeVar("Made")


class QueueForm(Form):
    q = StringField(_("Number, name or code"), [Optional(), fit, Length(max=NAME_LENGTH)])
    state = SelectField(_("State"), default="")
    district = SelectField(_("District"), default="")

    def offer(self, districts: Iterable[tuple[str, str]]) -> None:
        """What can be asked for: those that wait, all, or a state that an officer may see; a district."""
        seen = [(one.value, _(one.label)) for one in ApplicationState if one is not ApplicationState.DRAFT]
        self.state.choices = [("", _("Waiting for review")), ("all", _("All")), *seen]
        self.district.choices = [("", _("All")), *districts]


class WordsForm(Form):
    words = TextBlock(_("Words to the applicant"), longest=WORDS_LENGTH)


class CheckForm(Form):
    """A grade and a note for each point, made from the points themselves."""

    version = IntegerField(_("Version"), [InputRequired()])

    def validate(self, extra_validators: Mapping[str, Any] | None = None) -> bool:
        """Whoever doubts says why."""
        fits = bool(super().validate(extra_validators))
        for point in Point:
            doubted = self[point].data in {Grade.DOUBT, Grade.BAD}
            if doubted and not self[f"{point}_note"].data:
                self[f"{point}_note"].errors = [_("Say what is doubtful or not in order.")]
                fits = False
        return fits

    def as_(self, made: type[Made]) -> Made:
        marks = [
            Mark(point, Grade(self[point].data), self[f"{point}_note"].data or "")
            for point in Point
            if self[point].data
        ]
        return cast(Made, CheckText(self.version.data, marks))


for _point in Point:
    _grades = RadioField(
        _(_point.label), [Optional()], choices=[SelectChoice(grade.value, _(grade.label)) for grade in Grade]
    )
    setattr(CheckForm, _point.value, _grades)
    setattr(CheckForm, f"{_point}_note", TextLine(_("Note"), longest=NOTE_LENGTH, required=False))


class AdmissionForm(Form):
    """For each alliance a box, a role, and a reason for each matrix; see `admission_form`. The hidden fields are places
    where a refusal can stand that no box is to blame for."""

    checks = HiddenField()
    name = HiddenField()
    uscc = HiddenField()
    first_leader = HiddenField()
    liaison = HiddenField()
    email = HiddenField()
    seats = HiddenField()
    alliances: Sequence[str] = ()
    matrices: Sequence[str] = ()

    def as_(self, made: type[Made]) -> Made:
        return cast(Made, AdmissionText([self._seat(code) for code in self.alliances if self[SEAT + code].data]))

    def _seat(self, code: str) -> ProposedSeat:
        reasons = {matrix: self[f"{SEAT}{code}-{matrix}"].data for matrix in self.matrices}
        duties = {matrix: Advantage(reason) for matrix, reason in reasons.items() if reason}
        return ProposedSeat(code, SeatRole(self[f"{SEAT}{code}-role"].data), duties)


def admission_form(
    alliances: Mapping[str, str],
    matrices: Mapping[str, str],
    asked: Iterable[str],
    suggested: Mapping[str, Advantage],
    roles: Iterable[SeatRole],
) -> AdmissionForm:
    """The form over these alliances and matrices (code → name) and the roles that may be given, with the alliances
    asked for and the matrices suggested already chosen."""
    reasons = [
        SelectChoice("", _("Does not serve it")),
        *(SelectChoice(one.value, _(one.label)) for one in Advantage),
    ]
    offered = [SelectChoice(one.value, _(one.label)) for one in roles]
    fields: dict[str, Any] = {"alliances": tuple(alliances), "matrices": tuple(matrices)}
    proposed: dict[str, Any] = {SEAT + code: True for code in asked}
    for code, name in alliances.items():
        box = SEAT + code
        fields[box] = BooleanField(name)
        fields[f"{box}-role"] = SelectField(_("Role"), [DataRequired()], choices=offered, default=SeatRole.MEMBER.value)
        for matrix, matrix_name in matrices.items():
            fields[f"{box}-{matrix}"] = SelectField(matrix_name, choices=reasons, default="")
            proposed[f"{box}-{matrix}"] = suggested.get(matrix, "")
    form: AdmissionForm = type("AdmissionForm", (AdmissionForm,), fields)(data=proposed)
    return form
