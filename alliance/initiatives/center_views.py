"""The center's pages of an initiative that was issued: who has answered how, reminding, confirming, ending."""

from flask import request
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from ..foundation.store.work import Work
from ..foundation.web import listing
from ..foundation.web.answers import attachment, go, page
from ..jobs.asking import later
from ..journal.queries import timeline
from ..policy.can import Can
from ..policy.gate import permit
from ..policy.table import may
from ..sheets.workbook import MEDIA_TYPE, text_workbook
from . import answers, fulfilling, issuing, long, reading, shown, tallies
from .answers import AnswerReading, Stand
from .blueprint import ONE, bp
from .forms import ConfirmForm, ReasonForm, StandForm
from .fulfilling import ClauseReading
from .reading import InitiativeReading


@bp.get(f"{ONE}/responses")
@permit(Can.READ_RESPONSES, subject=reading.reading, sees=Can.READ_INITIATIVE)
def responses(work: Work, initiative: InitiativeReading) -> Response:
    form, stand = _stand_asked()
    found = answers.page_of(work, initiative, stand, listing.after_row())
    return page(
        "initiatives/responses.html",
        initiative=initiative,
        tally=tallies.tally(work, initiative),
        alliances=[shown.alliance_row(*one) for one in tallies.by_alliance(work, initiative)],
        form=form,
        chips=listing.chips(form),
        rows=[shown.answer_row(line, initiative.id) for line in found.lines],
        pager=listing.pager(found.next_key, len(found.lines)),
        reminds=may(work.actor, Can.ISSUE_INITIATIVE),
    )


def _stand_asked() -> tuple[StandForm, Stand | None]:
    form = StandForm(request.args)
    form.stand.choices = [("", _("All")), *((one.value, _(one.label)) for one in Stand)]
    listing.ask(form)
    return form, Stand(form.stand.data) if form.stand.data else None


@bp.get(f"{ONE}/responses/sheet")
@permit(Can.READ_RESPONSES, subject=reading.reading, sees=Can.READ_INITIATIVE)
def sheet(work: Work, initiative: InitiativeReading) -> Response:
    rows = [shown.sheet_row(line) for line in answers.everybody(work, initiative)]
    book = text_workbook(_("Answers"), shown.sheet_columns(), rows)
    return attachment(book, MEDIA_TYPE, f"initiative-{initiative.number or 0}.xlsx")


@bp.post(f"{ONE}/remind")
@permit(Can.ISSUE_INITIATIVE, subject=reading.reading, sees=Can.READ_INITIATIVE)
def remind(work: Work, initiative: InitiativeReading) -> Response:
    waiting = len(issuing.unanswered(work, initiative.id))
    if waiting > long.AT_ONCE_MOST:
        return later(work, long.REMIND, waiting, initiative.title, initiative_id=str(initiative.id))
    late = issuing.remind(work, reading.row(work, initiative))
    said = ngettext("%(num)d organisation is reminded.", "%(num)d organisations are reminded.", late)
    return go("initiatives.responses", initiative_id=initiative.id, said=said)


@bp.post(f"{ONE}/close")
@permit(Can.ISSUE_INITIATIVE, subject=reading.reading, sees=Can.READ_INITIATIVE)
def close(work: Work, initiative: InitiativeReading) -> Response:
    issuing.close(work, reading.row(work, initiative))
    return go("initiatives.initiative", initiative_id=initiative.id, said=_("The initiative is closed."))


@bp.get(f"{ONE}/withdraw")
@permit(Can.ISSUE_INITIATIVE, subject=reading.reading, sees=Can.READ_INITIATIVE)
def withdrawing(work: Work, initiative: InitiativeReading) -> Response:
    return page("initiatives/withdrawing.html", initiative=initiative, form=ReasonForm(formdata=None))


@bp.post(f"{ONE}/withdraw")
@permit(Can.ISSUE_INITIATIVE, subject=reading.reading, sees=Can.READ_INITIATIVE)
def withdraw(work: Work, initiative: InitiativeReading) -> Response:
    form = ReasonForm()
    if form.settle(work, lambda: issuing.withdraw(work, reading.row(work, initiative), form.reason.data)):
        return go("initiatives.initiative", initiative_id=initiative.id, said=_("The initiative is withdrawn."))
    again = reading.reading(work, initiative.id)
    return page("initiatives/withdrawing.html", form.status, initiative=again, form=form)


ANSWER = f"{ONE}/responses/<uuid:organisation_id>"


@bp.get(ANSWER)
@permit(Can.READ_RESPONSES, subject=answers.answer)
def response(work: Work, found: AnswerReading) -> Response:
    return page(
        "initiatives/response.html",
        initiative=reading.reading(work, found.initiative_id),
        answer=shown.answer(found),
        confirms=may(work.actor, Can.ISSUE_INITIATIVE),
        story=shown.story(timeline(work, found.response_id)),
    )


@bp.post(f"{ANSWER}/<uuid:ask_id>/confirm")
@permit(Can.CONFIRM_FULFILMENT, subject=fulfilling.clause, sees=Can.READ_RESPONSES)
def confirm(work: Work, clause: ClauseReading) -> Response:
    fulfilling.confirm(work, clause, ConfirmForm().shown.data or "")
    address = request.view_args or {}
    values = {name: address[name] for name in ("initiative_id", "organisation_id")}
    return go("initiatives.response", said=_("Confirmed."), **values)
