"""The pages on which an officer seats an organisation, and changes or ends a seat."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask import request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ..foundation.kernel.errors import Conflict, NotThere
from ..foundation.store.work import Work
from ..foundation.web.answers import go, page
from ..foundation.web.language import named
from ..organisations import queries as organisations
from ..organisations.model import OrganisationState
from ..organisations.queries import OrganisationReading, Term
from ..policy.can import Can
from ..policy.gate import permit
from . import commands, queries, shown
from .blueprint import bp
from .commands import SeatText
from .forms import DutiesField, DutiesForm, SeatForm
from .groups import ALLIANCES, MATRICES
from .model import Seat, SeatRole
from .queries import DutyLine, SeatLine


@bp.get("/seats/<uuid:organisation_id>")
@permit(Can.SEAT_ORGANISATION, subject=organisations.reading, sees=Can.READ_ORGANISATION)
def seats(work: Work, organisation: OrganisationReading) -> Response:
    hints = queries.suggestions(work, organisation.organisation_id)
    proposed = queries.folded((hint.matrix_code, hint.advantage) for hint in hints)
    wanted = request.args.get("alliance", "")
    form = SeatForm(formdata=None, data={"duties": proposed, "alliance_code": wanted})
    return _seats_page(work, organisation, form)


@bp.post("/seats/<uuid:organisation_id>")
@permit(Can.SEAT_ORGANISATION, subject=organisations.reading, sees=Can.READ_ORGANISATION)
def seat(work: Work, organisation: OrganisationReading) -> Response:
    form, organisation_id = SeatForm(), organisation.organisation_id
    form.alliance_code.choices = _named(ALLIANCES, queries.open_alliances(work))
    if form.settle(work, lambda: commands.seat(work, _seat_text(form, organisation_id))):
        return go("matrix.seats", organisation_id=organisation_id, said=_("It is seated."))
    return _seats_page(work, organisation, form, status=422)


def _seat_text(form: SeatForm, organisation_id: UUID) -> SeatText:
    role = next(role for role in SeatRole if role == form.seated_as.data)
    return SeatText(organisation_id, form.alliance_code.data, role, form.duties.data)


def _seats_page(work: Work, organisation: OrganisationReading, form: SeatForm, status: int = 200) -> Response:
    lines = queries.seats_of(work, organisation.organisation_id)
    held = [line for line in lines if line.to_on is None]
    taken = {line.alliance_code for line in held}
    free = [term for term in queries.open_alliances(work) if term.code not in taken]
    form.alliance_code.choices = _named(ALLIANCES, free)
    _explain(work, organisation.organisation_id, form.duties)
    return page(
        "matrix/seats.html",
        status,
        organisation=organisation,
        stands=organisation.state is OrganisationState.MEMBER,
        held=[_held(organisation, line) for line in held],
        past=[_past(line) for line in lines if line.to_on is not None],
        form=form if free and organisation.state is OrganisationState.MEMBER else None,
    )


def _named(kind: str, terms: Sequence[Term]) -> list[tuple[str, str]]:
    return [(term.code, shown.title(kind, term)) for term in terms]


def _explain(work: Work, organisation_id: UUID, field: DutiesField) -> None:
    """Give the field its matrices, and to each what speaks for it: 网点 120 个 → 阵地优势."""
    field.matrices = _named(MATRICES, queries.open_matrices(work))
    reasons: dict[str, list[str]] = {}
    for hint in queries.suggestions(work, organisation_id):
        brings = named(Term("", hint.capability_zh, hint.capability_en))
        unit = named(Term("", hint.unit_zh, hint.unit_en))
        words = _(
            "%(brings)s %(amount)s %(unit)s → %(advantage)s",
            brings=brings,
            amount=f"{hint.amount:,}",
            unit=unit,
            advantage=_(hint.advantage.label),
        )
        reasons.setdefault(hint.matrix_code, []).append(words)
    field.reasons = reasons


def _held(organisation: OrganisationReading, line: SeatLine) -> dict[str, Any]:
    return {
        "title": shown.title(ALLIANCES, line),
        "mark": shown.mark(line.role),
        "from_on": line.from_on,
        "duties": [_duty(duty) for duty in line.duties if duty.to_on is None],
        "url": url_for("matrix.held", organisation_id=organisation.organisation_id, seat_id=line.id),
    }


def _duty(duty: DutyLine) -> dict[str, Any]:
    words = _("%(advantage)s, since %(day)s", advantage=_(duty.advantage.label), day=duty.from_on)
    return {"key": shown.title(MATRICES, duty), "value": words}


def _past(line: SeatLine) -> tuple[Any, ...]:
    served = "、".join(dict.fromkeys(shown.title(MATRICES, duty) for duty in line.duties)) or None
    return (None, shown.title(ALLIANCES, line), _(line.role.label), served, line.from_on, line.to_on)


def _line_of(work: Work, seat: Seat) -> SeatLine:
    return next(line for line in queries.seats_of(work, seat.organisation_id) if line.id == seat.id)


@bp.get("/seats/<uuid:organisation_id>/<uuid:seat_id>")
@permit(Can.SEAT_ORGANISATION, subject=queries.find_seat)
def held(work: Work, seat: Seat) -> Response:
    if seat.to_on is not None:
        raise Conflict(commands.ENDED)
    line = _line_of(work, seat)
    duties = {duty.matrix_code: duty.advantage for duty in line.duties if duty.to_on is None}
    return _held_page(work, seat, line, DutiesForm(formdata=None, data={"duties": duties}))


def _held_page(work: Work, seat: Seat, line: SeatLine, form: DutiesForm, status: int = 200) -> Response:
    organisation = organisations.reading(work, seat.organisation_id)
    if organisation is None:
        raise NotThere()
    _explain(work, seat.organisation_id, form.duties)
    return page(
        "matrix/held.html",
        status,
        organisation=organisation,
        name=shown.title(ALLIANCES, line),
        leads=line.role is SeatRole.LEAD,
        mark=shown.mark(line.role),
        from_on=line.from_on,
        earlier=[_earlier(duty) for duty in line.duties if duty.to_on is not None],
        form=form,
        at={"organisation_id": seat.organisation_id, "seat_id": seat.id},
    )


def _earlier(duty: DutyLine) -> tuple[Any, ...]:
    return (None, shown.title(MATRICES, duty), _(duty.advantage.label), duty.from_on, duty.to_on)


@bp.post("/seats/<uuid:organisation_id>/<uuid:seat_id>")
@permit(Can.SEAT_ORGANISATION, subject=queries.find_seat)
def set_duties(work: Work, seat: Seat) -> Response:
    form = DutiesForm()
    if form.settle(work, lambda: commands.set_duties(work, seat, form.duties.data)):
        return _back_to(seat, _("From today on the seat serves these matrices."))
    return _held_page(work, seat, _line_of(work, seat), form, status=422)


@bp.post("/seats/<uuid:organisation_id>/<uuid:seat_id>/lead")
@permit(Can.SEAT_ORGANISATION, subject=queries.find_seat)
def lead(work: Work, seat: Seat) -> Response:
    commands.set_role(work, seat, SeatRole.LEAD)
    return _back_to(seat, _("From today on it leads the alliance."))


@bp.post("/seats/<uuid:organisation_id>/<uuid:seat_id>/step-down")
@permit(Can.SEAT_ORGANISATION, subject=queries.find_seat)
def step_down(work: Work, seat: Seat) -> Response:
    commands.set_role(work, seat, SeatRole.MEMBER)
    return _back_to(seat, _("From today on it is a member of the alliance, no longer its lead."))


@bp.post("/seats/<uuid:organisation_id>/<uuid:seat_id>/end")
@permit(Can.SEAT_ORGANISATION, subject=queries.find_seat)
def unseat(work: Work, seat: Seat) -> Response:
    commands.unseat(work, seat)
    return _back_to(seat, _("The seat has ended. Its dates stay on record."))


def _back_to(seat: Seat, said: str) -> Response:
    return go("matrix.seats", organisation_id=seat.organisation_id, said=said)
