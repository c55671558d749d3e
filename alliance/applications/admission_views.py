"""The page on which an officer admits: the proposed seats, and what must be right before."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ..foundation.store.work import Work
from ..foundation.web.answers import go, page
from ..foundation.web.language import named
from ..matrix.model import Advantage, SeatRole
from ..matrix.queries import open_alliances, open_matrices, suggested
from ..organisations.queries import capability_kinds
from ..policy.can import Can
from ..policy.gate import permit
from ..policy.table import may
from . import admitting, queries, showing
from .blueprint import bp
from .findings import SEAT, AdmissionText
from .model import Application, Grade, Point
from .queries import ApplicationReading
from .review_forms import AdmissionForm, admission_form
from .review_views import shown


@dataclass(frozen=True, slots=True)
class Proposal:
    """Today's alliances and matrices (code → name), the alliances asked for, the matrices that the capabilities speak
    for, each with the reason, and the roles that this officer may give: only the center names an alliance's lead."""

    alliances: Mapping[str, str]
    matrices: Mapping[str, str]
    asked: Sequence[str]
    reasons: Mapping[str, Advantage]
    roles: Sequence[SeatRole]

    def form(self) -> AdmissionForm:
        return admission_form(self.alliances, self.matrices, self.asked, self.reasons, self.roles)

    def answered(self) -> AdmissionForm:
        """The form as the officer has sent it: what is not chosen there is not chosen."""
        return admission_form(self.alliances, self.matrices, (), {}, self.roles)


def _proposal(work: Work, application: ApplicationReading) -> Proposal:
    return Proposal(
        {term.code: named(term) for term in open_alliances(work)},
        {term.code: named(term) for term in open_matrices(work)},
        application.answers.alliances.codes if application.answers.alliances else (),
        suggested(work, list(application.answers.amounts())),
        tuple(SeatRole) if may(work.actor, Can.SEAT_ORGANISATION) else (SeatRole.MEMBER,),
    )


@bp.get("/<uuid:application_id>/admission")
@permit(Can.REVIEW_APPLICATION, subject=queries.reading, sees=Can.READ_APPLICATION)
def admission(work: Work, application: ApplicationReading) -> Response:
    proposal = _proposal(work, application)
    return _admission_page(work, application, proposal, proposal.form())


@bp.post("/<uuid:application_id>/admission")
@permit(Can.REVIEW_APPLICATION, subject=queries.find, sees=Can.READ_APPLICATION)
def admit(work: Work, application: Application) -> Response:
    before = shown(work, application)
    proposal = _proposal(work, before)
    form = proposal.answered()
    if form.settle(work, lambda: admitting.admit(work, application, form.as_(AdmissionText))):
        said = _("It is a member now. The liaison has an invitation by letter.")
        return go("applications.reading", application_id=application.id, said=said)
    return _admission_page(work, before, proposal, form)


def _admission_page(work: Work, application: ApplicationReading, proposal: Proposal, form: AdmissionForm) -> Response:
    seats = [_seat(form, code) for code in proposal.alliances]
    others = [seat for seat in seats if seat["code"] not in proposal.asked]
    return page(
        "applications/admission.html",
        422 if form.errors else 200,
        application=application,
        form=form,
        asked=[seat for seat in seats if seat["code"] in proposal.asked],
        others=others,
        others_open=any(seat["box"].data for seat in others),
        suggestions=[
            {"key": proposal.matrices[code], "value": _(reason.label)} for code, reason in proposal.reasons.items()
        ],
        brings=_brings(work, application),
        bad=[_(mark.point.label) for mark in application.marks if mark.grade is Grade.BAD],
        ungraded=len(Point) - len(application.marks),
    )


def _seat(form: AdmissionForm, code: str) -> dict[str, Any]:
    box = SEAT + code
    reasons = [form[f"{box}-{matrix}"] for matrix in form.matrices]
    return {"code": code, "box": form[box], "standing": form[f"{box}-role"], "reasons": reasons}


def _brings(work: Work, application: ApplicationReading) -> str:
    """Its capabilities in one line: 网点 120 个，电子屏 30 块."""
    amounts = application.answers.amounts()
    kinds = [kind for kind in capability_kinds(work) if kind.code in amounts]
    return "，".join(f"{named(kind)} {showing.amount_of(kind, amounts[kind.code])}" for kind in kinds)
