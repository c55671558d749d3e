"""What the address of the shelf asks for: its form, judged, and the same as a plain value."""

from collections.abc import Iterable
from urllib.parse import urlencode
from uuid import UUID

from flask import request
from wtforms.fields.core import UnboundField

from ..foundation.kernel.errors import Refusal
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..foundation.web import listing
from ..foundation.web.language import named
from ..fraudtypes.vocabulary import Channel, VictimGroup
from ..organisations.queries import Term
from . import amounts
from .fitting import ShelfFilter
from .found_forms import SearchForm
from .reference import offered, reference
from .vocabulary import Order, Tlp

UNKNOWN = N_("The address holds a filter that does not exist.")
FILTERS = frozenset(name for name, kept in vars(SearchForm).items() if isinstance(kept, UnboundField))


def filters(work: Work) -> SearchForm:
    """The filters that the address names, with what they are chosen from, but for alliances."""
    form, known = SearchForm(request.args), offered(work)
    form.offer(known.types, known.districts)
    listing.ask(form)
    return form


def asked(work: Work, form: SearchForm) -> ShelfFilter:
    """What a form asks for that was judged: a fraud type stands for all that mean the same."""
    types = reference(work).types.same_under(UUID(form.type.data)) if form.type.data else frozenset()
    return ShelfFilter(
        q=form.q.data,
        types=types,
        alliance=form.alliance.data,
        district=form.district.data,
        since=form.since.data,
        until=form.until.data,
        least_fen=amounts.fen_of(form.least.data),
        most_fen=amounts.fen_of(form.most.data),
        victim_group=VictimGroup(form.victim_group.data) if form.victim_group.data else None,
        channel=Channel(form.channel.data) if form.channel.data else None,
        tlp=Tlp(form.tlp.data) if form.tlp.data else None,
        order=Order(form.order.data),
    )


def offer_alliances(form: SearchForm, alliances: Iterable[Term]) -> None:
    """The alliances come with the page, so that they need no statement of their own; judged once they are there."""
    if not form.offer_alliances([(term.code, named(term)) for term in alliances]):
        raise Refusal(UNKNOWN)


def address() -> str:
    """The filters of this address, without those that ask for nothing and without a page."""
    return tidy(request.args.items())


def tidy(pairs: Iterable[tuple[str, str]]) -> str:
    """Those of `pairs` that are filters, as an address has them."""
    return urlencode([(name, value) for name, value in pairs if name in FILTERS and value])
