"""The directory, on the screen, on paper and as a sheet; and the page of each member."""

from collections.abc import Sequence
from typing import Any

from flask import request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from ..foundation.kernel.clock import local_day
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..foundation.web import listing
from ..foundation.web.answers import attachment, page
from ..foundation.web.guard import limiter
from ..foundation.web.language import long_day, named
from ..journal import queries as journal
from ..matrix import queries as matrix
from ..organisations import queries as organisations
from ..organisations.model import OrganisationState
from ..organisations.workflow import GONE, ORGANISATION_WORKFLOW
from ..policy.can import Can
from ..policy.gate import permit
from ..policy.table import may
from ..sheets.filters import in_words
from ..sheets.workbook import MEDIA_TYPE, text_workbook
from . import queries, shown
from .blueprint import bp
from .dossier import dossier
from .forms import DirectoryForm


@bp.get("/")
@permit(Can.VISIT)
def members(work: Work) -> Response:
    say = shown.Wording(queries.vocabulary(work))
    form = listing.ask(_filters(work, say))
    found = queries.members(work, form.as_(queries.DirectoryFilter), listing.after_row())
    states = may(work.actor, Can.OVERSEE_MEMBERS)
    return page(
        "directory/members.html",
        form=form,
        chips=listing.chips(form),
        columns=shown.columns(states=states),
        rows=shown.rows(found.lines, say, states=states),
        pager=listing.pager(found.next_key, len(found.lines)),
        takes=_takes(work),
    )


@bp.get("/print")
@limiter.limit("20 per minute")
@permit(Can.TAKE_DIRECTORY)
def paper(work: Work) -> Response:
    say = shown.Wording(queries.vocabulary(work))
    form = listing.ask(_filters(work, say))
    states = may(work.actor, Can.OVERSEE_MEMBERS)
    rows = shown.rows(queries.whole_list(work, form.as_(queries.DirectoryFilter)), say, states=states)
    return page(
        "directory/print.html",
        columns=[(_("No."), "number"), *shown.columns(states=states)],
        rows=[(None, number, *cells) for number, (_url, *cells) in enumerate(rows, start=1)],
        counted=ngettext("%(num)d organisation", "%(num)d organisations", len(rows)),
        asked=in_words(form),
        today=local_day(work.now),
    )


@bp.get("/members.xlsx")
@limiter.limit("20 per minute")
@permit(Can.TAKE_DIRECTORY)
def sheet(work: Work) -> Response:
    say = shown.Wording(queries.vocabulary(work))
    form = listing.ask(_filters(work, say))
    rows = shown.sheet(queries.whole_list(work, form.as_(queries.DirectoryFilter)), say)
    content = text_workbook(_("Members"), [_(name) for name in shown.SHEET], rows)
    return attachment(content, MEDIA_TYPE, f"members-{local_day(work.now)}.xlsx")


def _filters(work: Work, say: shown.Wording) -> DirectoryForm:
    """The filters with today's terms; only who oversees members may ask for other states than standing."""
    form = DirectoryForm(request.args)
    every = ("", _("All"))
    for facet, names in say.facets.items():
        form[facet].choices = [every, *names.items()]
    if not may(work.actor, Can.OVERSEE_MEMBERS):
        del form.state, form.contacts
        return form
    others = [(state.value, _(state.label)) for state in OrganisationState if state is not OrganisationState.MEMBER]
    form.state.choices = [("", _("Member")), *others, (queries.ALL_STATES, _("All"))]
    form.contacts.choices = [every, (queries.UNCONFIRMED, _("Not confirmed this quarter"))]
    return form


def _takes(work: Work) -> list[dict[str, str]]:
    """Where the same list stands as a sheet and on paper, for whom may take it along."""
    if not may(work.actor, Can.TAKE_DIRECTORY):
        return []
    asked = {name: value for name, value in request.args.items() if name != "after"}
    return [
        {"label": _("Excel"), "url": listing.address("directory.sheet", asked), "icon": "download"},
        {"label": _("Print"), "url": listing.address("directory.paper", asked), "icon": "printer"},
    ]


@bp.get("/<uuid:organisation_id>")
@permit(Can.READ_ORGANISATION, subject=organisations.reading)
def member(work: Work, organisation: organisations.OrganisationReading) -> Response:
    return page(
        "directory/member.html",
        organisation=organisation,
        tone=shown.TONES[organisation.state],
        standing_notice=shown.standing(organisation),
        merged_into=shown.merged_into(organisation),
        moves=_moves(work, organisation),
        **_ways(work, organisation),
        **_parts(work, organisation),
    )


def _parts(work: Work, organisation: organisations.OrganisationReading) -> dict[str, Any]:
    """What the other features know of it, as far as the actor may read it."""
    contacts = may(work.actor, Can.READ_CONTACTS, organisation)
    found = dossier(work, organisation.organisation_id, contacts=contacts)
    lines = matrix.seats_of(work, organisation.organisation_id)
    held, past = shown.seats(lines, local_day(work.now))
    return {
        "facts": [*shown.facts(organisation, found.names), *shown.reached(work, organisation.organisation_id)],
        "capabilities": shown.capabilities(found.capabilities),
        "plaques": shown.plaques(found.plaques, every=may(work.actor, Can.READ_PLAQUES)),
        "contacts": found.contacts if contacts else None,
        "confirmed": _("Confirmed on %(day)s", day=long_day(local_day(organisation.confirmed_at))),
        "seats": held,
        "past_seats": past,
        "story": _story(work, organisation, lines),
    }


def _story(work: Work, organisation: organisations.OrganisationReading, seats: Sequence[matrix.SeatLine]) -> Any:
    """What happened to it, for those who may know."""
    if not may(work.actor, Can.READ_HISTORY, organisation):
        return []
    alliances = {seat.alliance_code: named(seat) for seat in seats}
    return shown.story(journal.timeline(work, organisation.organisation_id), alliances)


WAYS = (
    (Can.KEEP_ORGANISATION, "organisations.keeping", N_("Keep the page up to date"), "pencil"),
    (Can.SEAT_ORGANISATION, "matrix.seats", N_("Seats"), "layout-grid"),
    (Can.RENAME_ORGANISATION, "directory.before_rename", N_("Rename"), "refresh"),
    (Can.READ_ORGANISATION, "publicity.feed_address_of_organisation", N_("Its events into my calendar"), "calendar"),
)
SEATS = ((Can.SEAT_ORGANISATION, "matrix.seats", N_("Change the seats"), "hierarchy"),)
STAFF = ((Can.READ_STAFF, "people.staff", N_("Its people"), "users"),)
JOIN = ((Can.ASK_TO_JOIN, "people.join", N_("I work here"), "user-plus"),)
"""Where one can go from a member's page, as long as it is in the alliance: (permission, endpoint, label, icon)."""


def _ways(work: Work, organisation: organisations.OrganisationReading) -> dict[str, Any]:
    """The ways that are open to this actor, by the place where they stand; who sees the staff need not ask to join."""
    open_ways = {name: _open(work, organisation, ways) for name, ways in (("seating", SEATS), ("staff", STAFF))}
    ways = _open(work, organisation, WAYS)
    return open_ways | {"ways": ways if open_ways["staff"] else [*ways, *_open(work, organisation, JOIN)]}


def _open(work: Work, organisation: organisations.OrganisationReading, ways: Any) -> list[dict[str, str]]:
    if organisation.state in GONE:
        return []
    return [
        {"label": _(label), "url": url_for(endpoint, organisation_id=organisation.organisation_id), "icon": icon}
        for can, endpoint, label, icon in ways
        if may(work.actor, can, organisation)
    ]


MOVE_ICONS = {"suspend": "lock", "resume": "arrow-back-up", "release": "logout", "merge": "hierarchy"}


def _moves(work: Work, organisation: organisations.OrganisationReading) -> list[dict[str, str]]:
    """The moves that are open to this actor now; each leads to the page that says what it will touch."""
    moves = ORGANISATION_WORKFLOW.open_to(organisation.state, lambda can: may(work.actor, Can(can), organisation))
    return [
        {
            "label": _(move.label),
            "url": url_for(f"directory.before_{move.name}", organisation_id=organisation.organisation_id),
            "icon": MOVE_ICONS[move.name],
        }
        for move in moves
    ]
