"""The calendar as a feed for other programs: for all, of an organisation, and one's own; and the event on paper."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import current_app, make_response, render_template, request, url_for
from flask_babel import force_locale
from flask_babel import gettext as _
from itsdangerous import BadSignature, URLSafeSerializer
from werkzeug.wrappers import Response

from ..config import Settings
from ..foundation.kernel.errors import Conflict, NotThere
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..foundation.web.answers import attachment, go, page
from ..foundation.web.guard import limiter
from ..foundation.web.language import LANGUAGES
from ..organisations import queries as organisations
from ..organisations.queries import OrganisationReading
from ..plaques import pdf
from ..policy.can import Can
from ..policy.gate import permit
from . import feeds, parts, queries, shown
from .blueprint import ONE, bp
from .queries import EventReading
from .vocabulary import EventState

NOT_ON_PAPER = N_("A poster is drawn of what was approved and takes place.")


def _site() -> Settings:
    settings: Settings = current_app.config["SETTINGS"]
    return settings


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(_site().secret_key, salt="calendar")


def _feed(title: str, lines: Sequence[feeds.FeedEvent]) -> Response:
    """With its mark, so that a program that asks again is told that nothing has changed, without writing."""
    mark = feeds.mark(title, _site().base_url, lines)
    known = request.if_none_match.contains(mark)
    answer = make_response(b"" if known else feeds.written(title, tuple(lines), EventAddress(_site().base_url)))
    answer.content_type = feeds.MEDIA_TYPE
    answer.headers["Content-Disposition"] = 'attachment; filename="publicity.ics"'
    answer.set_etag(mark)
    return answer.make_conditional(request)


@dataclass(frozen=True, slots=True)
class EventAddress:
    """Of an event's page at this portal; equal where the portal is the same."""

    base_url: str

    def __call__(self, event_id: UUID) -> str:
        return self.base_url + url_for("publicity.event", event_id=event_id)


@bp.get("/calendar.ics")
@limiter.limit("120 per minute")
@permit(Can.VISIT)
def feed(work: Work) -> Response:
    return _feed(_("Anti-fraud publicity events"), feeds.of_everybody(work))


@bp.get("/organisations/<uuid:organisation_id>.ics")
@limiter.limit("120 per minute")
@permit(Can.READ_ORGANISATION, subject=organisations.reading)
def feed_of_organisation(work: Work, organisation: OrganisationReading) -> Response:
    title = _("Publicity events of %(name)s", name=organisation.short_name)
    return _feed(title, feeds.of_organisation(work, organisation.organisation_id))


@bp.get("/feeds/<token>.ics")
@limiter.limit("120 per minute")
@permit(Can.VISIT)
def own_feed(work: Work, token: str) -> Response:
    """Whoever knows the address reads it: calendars cannot sign in."""
    try:
        lines = feeds.of_link(work, UUID(_signer().loads(token)))
    except (BadSignature, ValueError) as damaged:
        raise NotThere() from damaged
    if lines is None:
        raise NotThere()
    return _feed(_("My publicity events"), lines)


@bp.get("/feeds")
@permit(Can.VISIT)
def feed_addresses(work: Work) -> Response:
    link = feeds.own_link(work) if work.actor.appointment_id else None
    return _addresses_page(
        *(work.actor.organisation_name, work.actor.organisation_id),
        own_url=_whole("publicity.own_feed", token=_signer().dumps(str(link))) if link else None,
        may_have_own=work.actor.appointment_id is not None,
    )


@bp.get("/organisations/<uuid:organisation_id>/feed")
@permit(Can.READ_ORGANISATION, subject=organisations.reading)
def feed_address_of_organisation(work: Work, organisation: OrganisationReading) -> Response:
    """For everybody who follows what an organisation does in public."""
    return _addresses_page(organisation.short_name, organisation.organisation_id)


def _addresses_page(organisation: str | None, organisation_id: UUID | None, **own: Any) -> Response:
    of_organisation = organisation_id and _whole("publicity.feed_of_organisation", organisation_id=organisation_id)
    return page(
        "publicity/feeds.html",
        public_url=_whole("publicity.feed"),
        organisation=organisation,
        organisation_url=of_organisation,
        **{"own_url": None, "may_have_own": False} | own,
    )


def _whole(endpoint: str, **values: Any) -> str:
    return _site().base_url + url_for(endpoint, **values)


@bp.post("/feeds/own")
@permit(Can.USE_ACCOUNT)
def make_own_feed(work: Work) -> Response:
    feeds.make_link(work)
    return go("publicity.feed_addresses", said=_("Your address is made. An earlier one leads nowhere any more."))


@bp.get(f"{ONE}/poster.pdf")
@permit(Can.READ_EVENT, subject=queries.reading)
def poster(work: Work, event: EventReading) -> Response:
    """One A4 sheet with a code that leads to the event's page, in Chinese whatever the reader's language."""
    if event.approved_at is None or event.state is EventState.CANCELLED:
        raise Conflict(NOT_ON_PAPER)
    address = _whole("publicity.event", event_id=event.id)
    with force_locale(LANGUAGES[0]):
        hosts = shown.host_rows(event, parts.hosts(work, event.id), may_keep=False)
        when = shown.hours(event.starts_at, event.ends_at)
        html = render_template(
            "publicity/poster_pdf.html", event=event, hosts=hosts, when=when, site=_site(), code=pdf.code(address)
        )
    return attachment(pdf.drawn(html), pdf.MEDIA_TYPE, "poster.pdf")
