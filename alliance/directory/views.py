"""The directory and the page of each member."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask import Blueprint, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ..foundation.store.work import Work
from ..foundation.web import listing
from ..foundation.web.answers import page
from ..foundation.web.language import named
from ..matrix import queries as matrix
from ..organisations import queries as organisations
from ..organisations.model import OrganisationState
from ..policy.can import Can
from ..policy.gate import permit
from ..policy.table import may
from . import queries
from .forms import DirectoryForm

bp = Blueprint("directory", __name__, url_prefix="/directory")

TONES = {
    OrganisationState.MEMBER: "green",
    OrganisationState.SUSPENDED: "amber",
    OrganisationState.LEFT: "grey",
    OrganisationState.MERGED: "grey",
}
FACETS = ("alliance", "matrix", "sector", "district")


@bp.get("/")
@permit(Can.VISIT)
def members(work: Work) -> Response:
    words = queries.vocabulary(work)
    form = listing.ask(_filters(work, words))
    found = queries.members(work, form.as_(queries.DirectoryFilter), listing.after())
    return page(
        "directory/members.html",
        form=form,
        chips=listing.chips(form),
        rows=_rows(found.lines, words),
        pager=listing.pager(found.next_key, len(found.lines)),
    )


def _filters(work: Work, words: queries.Vocabulary) -> DirectoryForm:
    """The filters with today's terms; only who may see other states may ask for them."""
    form = DirectoryForm(request.args)
    for facet in FACETS:
        terms = words[facet].values()
        form[facet].choices = [("", _("All")), *((term.code, named(term)) for term in terms)]
    if may(work.actor, Can.SUSPEND_ORGANISATION):
        form.state.choices = [("", _("All")), *((state.value, _(state.label)) for state in OrganisationState)]
    else:
        del form.state
    return form


def _rows(lines: Sequence[queries.MemberLine], words: queries.Vocabulary) -> list[tuple[Any, ...]]:
    """The rows of the table: the page of the member, its name, and what it is in words."""
    facets = {facet: {code: named(term) for code, term in words[facet].items()} for facet in FACETS}
    to_page = url_for("directory.member", organisation_id=UUID(int=0)).replace(str(UUID(int=0)), "{}")
    states = {state: (_(state.label), TONES[state]) for state in OrganisationState}
    return [
        (
            to_page.format(line.id),
            (line.name, line.short_name),
            "、".join(facets["alliance"].get(code, code) for code in line.alliances.split(",") if code),
            facets["sector"].get(line.sector_code, line.sector_code),
            facets["district"].get(line.district_code, line.district_code),
            states[line.state],
        )
        for line in lines
    ]


@bp.get("/<uuid:organisation_id>")
@permit(Can.READ_ORGANISATION, subject=organisations.reading)
def member(work: Work, organisation: organisations.OrganisationReading) -> Response:
    may_read_contacts = may(work.actor, Can.READ_CONTACTS, organisation)
    return page(
        "directory/member.html",
        organisation=organisation,
        seats=matrix.seats_of(work, organisation.organisation_id),
        names=organisations.names(work, organisation.organisation_id),
        capabilities=organisations.capabilities(work, organisation.organisation_id),
        contacts=organisations.contacts(work, organisation.organisation_id) if may_read_contacts else None,
        tone=TONES[organisation.state],
    )
