"""The pages of hotspots: listing one, who is stationed there, and delisting it by two officers."""

from typing import Any

from flask import request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ..audiences.queries import found
from ..foundation.kernel.clock import local_day
from ..foundation.store.work import Work
from ..foundation.web import listing
from ..foundation.web.answers import go, page
from ..foundation.web.language import named
from ..journal.queries import timeline
from ..organisations.queries import districts
from ..policy.can import Can
from ..policy.gate import permit
from ..policy.table import may
from . import hotspot_commands, hotspot_shown, hotspots, queries, shown
from .blueprint import bp
from .hotspot_forms import HotspotForm, PostingForm, ProposalForm, SearchForm
from .hotspots import HotspotReading
from .keys import after_day
from .queries import OperationReading


@bp.get("/<uuid:operation_id>/hotspots/new")
@permit(Can.KEEP_HOTSPOT, subject=queries.reading, sees=Can.READ_OPERATION)
def new_hotspot(work: Work, operation: OperationReading) -> Response:
    form = HotspotForm(formdata=None, listed_on=local_day(work.now))
    return _hotspot_form_page(work, operation, form)


@bp.post("/<uuid:operation_id>/hotspots/new")
@permit(Can.KEEP_HOTSPOT, subject=queries.reading, sees=Can.READ_OPERATION)
def list_hotspot(work: Work, operation: OperationReading) -> Response:
    form = _with_districts(work, HotspotForm())
    text = hotspot_commands.HotspotText
    if form.settle(work, lambda: hotspot_commands.list_hotspot(work, operation.id, form.as_(text))):
        return go(
            "operations.hotspot",
            hotspot_id=form.result.id,
            said=_("The hotspot is listed. Say who is stationed there."),
        )
    return _hotspot_form_page(work, operation, form, 422)


def _with_districts(work: Work, form: HotspotForm) -> HotspotForm:
    form.district_code.offer([(term.code, named(term)) for term in districts(work)])
    return form


def _hotspot_form_page(work: Work, operation: OperationReading, form: HotspotForm, status: int = 200) -> Response:
    return page("operations/hotspot_form.html", status, operation=operation, form=_with_districts(work, form))


@bp.get("/hotspots/<uuid:hotspot_id>")
@permit(Can.READ_OPERATION, subject=hotspots.reading)
def hotspot(work: Work, hotspot: HotspotReading) -> Response:
    log = hotspots.log(work, hotspot, after_day())
    return page(
        "operations/hotspot.html",
        hotspot=hotspot,
        operation=hotspot.operation,
        state=hotspot_shown.state(hotspot),
        facts=hotspot_shown.facts(hotspot),
        moves=hotspot_shown.moves(work, hotspot),
        **_staffing(work, hotspot),
        log=hotspot_shown.log_rows(log.lines),
        pager=listing.pager(log.next_key, len(log.lines)),
    )


def _staffing(work: Work, hotspot: HotspotReading) -> dict[str, Any]:
    """Who is stationed there, and what happened; for officers, the way to end that, and who proposed to delist it."""
    may_keep, lines = may(work.actor, Can.KEEP_HOTSPOT), hotspots.postings(work, hotspot.id)
    return {
        "postings": hotspot_shown.posting_rows(hotspot, lines, local_day(work.now), may_end=may_keep),
        "proposer": hotspot.proposer if may_keep else None,
        "story": shown.story(timeline(work, hotspot.id), {str(line.id): line.office for line in lines}),
    }


@bp.get("/hotspots/<uuid:hotspot_id>/postings/new")
@permit(Can.KEEP_HOTSPOT, subject=hotspots.reading, sees=Can.READ_OPERATION)
def new_posting(work: Work, hotspot: HotspotReading) -> Response:
    return _posting_page(work, hotspot, PostingForm(formdata=None, from_on=local_day(work.now)))


@bp.post("/hotspots/<uuid:hotspot_id>/postings/new")
@permit(Can.KEEP_HOTSPOT, subject=hotspots.reading, sees=Can.READ_OPERATION)
def station(work: Work, hotspot: HotspotReading) -> Response:
    form, text = PostingForm(), hotspot_commands.PostingText
    form.offer([])
    if form.settle(work, lambda: hotspot_commands.station(work, hotspot.id, form.as_(text))):
        return go("operations.hotspot", hotspot_id=hotspot.id, said=_("Stationed."))
    return _posting_page(work, hotspot, form, 422)


def _posting_page(work: Work, hotspot: HotspotReading, form: PostingForm, status: int = 200) -> Response:
    search = SearchForm(request.args)
    words = (search.q.data or "") if search.validate() else ""
    form.offer([(one.id, one.name) for one in found(work, words)] if words else [])
    action = url_for("operations.station", hotspot_id=hotspot.id, q=words or None)
    return page(
        "operations/posting_form.html",
        status,
        hotspot=hotspot,
        operation=hotspot.operation,
        form=form,
        search=search,
        action=action,
    )


@bp.post("/hotspots/<uuid:hotspot_id>/postings/<uuid:posting_id>/end")
@permit(Can.KEEP_HOTSPOT, subject=hotspots.with_posting, sees=Can.READ_OPERATION)
def end_posting(work: Work, hotspot: HotspotReading) -> Response:
    values: dict[str, Any] = request.view_args or {}
    hotspot_commands.end_posting(work, hotspot.id, values["posting_id"])
    return go("operations.hotspot", hotspot_id=hotspot.id, said=_("Today is the last day there."))


@bp.get("/hotspots/<uuid:hotspot_id>/delisting")
@permit(Can.KEEP_HOTSPOT, subject=hotspots.reading, sees=Can.READ_OPERATION)
def proposing(work: Work, hotspot: HotspotReading) -> Response:
    return page(
        "operations/proposal.html", hotspot=hotspot, operation=hotspot.operation, form=ProposalForm(formdata=None)
    )


@bp.post("/hotspots/<uuid:hotspot_id>/delisting")
@permit(Can.KEEP_HOTSPOT, subject=hotspots.reading, sees=Can.READ_OPERATION)
def propose(work: Work, hotspot: HotspotReading) -> Response:
    form = ProposalForm()
    if form.settle(work, lambda: hotspot_commands.propose(work, hotspot.id, form.words.data)):
        return go("operations.hotspot", hotspot_id=hotspot.id, said=_("Proposed. A second officer confirms it."))
    return page("operations/proposal.html", 422, hotspot=hotspot, operation=hotspot.operation, form=form)


@bp.post("/hotspots/<uuid:hotspot_id>/delisting/keep")
@permit(Can.KEEP_HOTSPOT, subject=hotspots.reading, sees=Can.READ_OPERATION)
def keep(work: Work, hotspot: HotspotReading) -> Response:
    hotspot_commands.keep(work, hotspot.id)
    return go("operations.hotspot", hotspot_id=hotspot.id, said=_("It stays on the list."))


@bp.post("/hotspots/<uuid:hotspot_id>/delisting/confirm")
@permit(Can.CONFIRM_DELISTING, subject=hotspots.reading, sees=Can.READ_OPERATION)
def delist(work: Work, hotspot: HotspotReading) -> Response:
    hotspot_commands.delist(work, hotspot.id)
    return go("operations.hotspot", hotspot_id=hotspot.id, said=_("The hotspot is delisted."))
