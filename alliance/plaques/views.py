"""The pages of plaques: the check that is open to all, and the center's list, record and ceremony."""

from collections.abc import Sequence
from uuid import UUID

from flask import Blueprint, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from ..foundation.kernel.clock import local_day
from ..foundation.kernel.errors import Conflict
from ..foundation.kernel.words import N_, unfit_character
from ..foundation.store.work import Work
from ..foundation.web import listing
from ..foundation.web.answers import attachment, go, page
from ..foundation.web.guard import limiter
from ..jobs.asking import later
from ..journal.queries import timeline
from ..policy.can import Can
from ..policy.gate import permit
from ..policy.table import may
from ..sheets.filters import in_words
from . import commands, long, pdf, queries, shown
from .forms import CheckForm, IssueForm, RevokeForm
from .model import Plaque
from .serial import TYPED_LONGEST, understood
from .workflow import PLAQUE_WORKFLOW

bp = Blueprint("plaques", __name__, url_prefix="/plaques")


@bp.get("/check")
@limiter.limit("120 per minute")
@permit(Can.VISIT)
def check(work: Work) -> Response:
    """The form alone; with a serial in the address, the form's answer."""
    if "serial" not in request.args:
        return page("plaques/check.html", form=CheckForm(None), verdict=None, document_url=None)
    form = CheckForm(request.args)
    if not form.validate():
        return page("plaques/check.html", status=422, form=form, verdict=None, document_url=None)
    return _answer(work, form.serial.data)


@bp.get("/<serial>")
@limiter.limit("120 per minute")
@permit(Can.VISIT)
def verdict(work: Work, serial: str) -> Response:
    return _answer(work, serial)


def _answer(work: Work, typed: str) -> Response:
    """What is to be known of the plaque that is meant; 404 and the form once more where there is none."""
    found = queries.check(work, typed)
    if found is None:
        again = CheckForm(None, serial="" if unfit_character(typed) else typed[:TYPED_LONGEST])
        return page("plaques/check.html", status=404, form=again, verdict=shown.unknown(), document_url=None)
    mine = may(work.actor, Can.READ_PLAQUE_PDF, found)
    document_url = url_for("plaques.document", serial=found.serial) if mine else None
    return page("plaques/check.html", form=CheckForm(None), verdict=shown.verdict(found), document_url=document_url)


@bp.get("/")
@permit(Can.READ_PLAQUES)
def plaques(work: Work) -> Response:
    form = long.judged()
    wanted = form.as_(queries.PlaqueFilter)
    found = queries.plaques(work, wanted, _after_serial())
    return page(
        "plaques/plaques.html",
        form=form,
        chips=listing.chips(form),
        figures=queries.figures(work),
        rows=shown.rows(found.plaques),
        pager=listing.pager(found.next_key, len(found.plaques)),
        may_keep=may(work.actor, Can.KEEP_PLAQUES),
        documents_url=listing.address("plaques.documents", {field.name: field.data for field in form if field.data}),
    )


def _after_serial() -> str | None:
    key = listing.after()
    return understood(key[0]) if key else None


@bp.post("/prepare")
@permit(Can.KEEP_PLAQUES)
def prepare_all(work: Work) -> Response:
    count = commands.prepare_all(work)
    return go("plaques.plaques", said=ngettext("%(num)d plaque is prepared.", "%(num)d plaques are prepared.", count))


@bp.get("/issue")
@permit(Can.KEEP_PLAQUES)
def issue_form(work: Work) -> Response:
    """All prepared plaques are ticked, or the one that the address names."""
    waiting, versions = queries.prepared(work), queries.rosters_to_cite(work)
    ticked = request.args.getlist("serial") or [serial for serial, _name in waiting]
    newest = versions[0][0] if versions else None
    form = IssueForm(None, issued_on=local_day(work.now), serials=ticked, roster_id=newest)
    return page("plaques/issue.html", form=_offer(form, waiting, versions))


@bp.post("/issue")
@permit(Can.KEEP_PLAQUES)
def issue(work: Work) -> Response:
    form = _offer(IssueForm(), queries.prepared(work), queries.rosters_to_cite(work))
    if form.settle(work, lambda: commands.issue_all(work, _ticked(work, form), form.as_(commands.IssueText))):
        count = len(form.serials.data)
        return go("plaques.plaques", said=ngettext("%(num)d plaque is issued.", "%(num)d plaques are issued.", count))
    return page("plaques/issue.html", status=422, form=form)


def _offer(form: IssueForm, waiting: Sequence[tuple[str, str]], versions: Sequence[tuple[UUID, int]]) -> IssueForm:
    """The form with what can be chosen on it today."""
    form.serials.choices = [(serial, f"{serial} {name}") for serial, name in waiting]
    cited = [(str(roster_id), _("Version %(number)d", number=number)) for roster_id, number in versions]
    form.roster_id.choices = [("", _("none")), *cited]
    return form


def _ticked(work: Work, form: IssueForm) -> Sequence[Plaque]:
    return queries.chosen(work, form.serials.data)


@bp.get("/<serial>/record")
@permit(Can.READ_PLAQUES, subject=queries.reading)
def record(work: Work, plaque: queries.PlaqueReading) -> Response:
    moves = PLAQUE_WORKFLOW.open_to(plaque.state, lambda can: may(work.actor, Can(can), plaque))
    return page(
        "plaques/record.html",
        plaque=plaque,
        facts=shown.facts(plaque),
        tone=shown.TONES[plaque.state],
        open_moves={move.name for move in moves},
        may_print=plaque.state in queries.STANDING and may(work.actor, Can.READ_PLAQUE_PDF, plaque),
        story=shown.story(timeline(work, plaque.id)),
    )


@bp.post("/<serial>/replace")
@permit(Can.KEEP_PLAQUES, subject=queries.find)
def replace(work: Work, plaque: Plaque) -> Response:
    """Prepare the next plaque of the same organisation; this one is replaced when that one is issued."""
    following = commands.prepare(work, plaque.organisation_id)
    return go("plaques.record", serial=following.serial, said=_("The plaque is prepared."))


@bp.get("/<serial>/revoke")
@permit(Can.KEEP_PLAQUES, subject=queries.reading)
def revoke_form(work: Work, plaque: queries.PlaqueReading) -> Response:
    return page("plaques/revoke.html", plaque=plaque, form=RevokeForm(None))


@bp.post("/<serial>/revoke")
@permit(Can.KEEP_PLAQUES, subject=queries.find)
def revoke(work: Work, plaque: Plaque) -> Response:
    form = RevokeForm()
    if form.settle(work, lambda: commands.revoke(work, plaque, form.reason.data)):
        return go("plaques.record", serial=plaque.serial, said=_("The plaque is revoked."))
    return page("plaques/revoke.html", status=422, plaque=queries.reading(work, plaque.serial), form=form)


@bp.get("/<serial>/pdf")
@permit(Can.READ_PLAQUE_PDF, subject=queries.reading)
def document(work: Work, plaque: queries.PlaqueReading) -> Response:
    """The plaque on paper, in Chinese whatever the reader's language; none of one that no longer stands."""
    if plaque.state not in queries.STANDING:
        raise Conflict(N_("This plaque no longer stands, so it is not drawn any more."))
    return attachment(pdf.drawn(long.html_of(plaque)), pdf.MEDIA_TYPE, f"plaque-{plaque.serial}.pdf")


@bp.post("/documents")
@limiter.limit("20 per minute")
@permit(Can.KEEP_PLAQUES)
def documents(work: Work) -> Response:
    """All that the filters leave of those that stand, as one document."""
    form = long.judged()
    count = queries.count_standing(work, form.as_(queries.PlaqueFilter))
    if not 1 <= count <= long.DRAWN_MOST:
        raise Conflict(long.FEWER if count else long.NONE_STANDS, most=long.DRAWN_MOST)
    return later(work, long.DOCUMENTS, count, in_words(form))
