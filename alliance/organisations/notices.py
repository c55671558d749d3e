"""Letters to an organisation's liaison: what has changed in its standing, and why."""

from uuid import UUID

from ..foundation.store.work import Work
from ..journal import letters
from . import queries
from .events import OrganisationLeft, OrganisationMerged, OrganisationResumed, OrganisationSuspended

PAGE = "/directory/{}"


def suspended(work: Work, event: OrganisationSuspended) -> None:
    _tell(work, event.organisation_id, "organisation_suspended", reason=event.reason)


def resumed(work: Work, event: OrganisationResumed) -> None:
    _tell(work, event.organisation_id, "organisation_resumed")


def left(work: Work, event: OrganisationLeft) -> None:
    _tell(work, event.organisation_id, "organisation_left", reason=event.reason)


def merged(work: Work, event: OrganisationMerged) -> None:
    """To both: the one that goes, and the one that it goes into."""
    into = queries.name_of(work, event.into_id)
    for addressee in (event.organisation_id, event.into_id):
        _tell(work, event.organisation_id, "organisation_merged", to=addressee, reason=event.reason, into=into)


def _tell(work: Work, organisation_id: UUID, template: str, *, to: UUID | None = None, **words: str) -> None:
    """What happened to the organisation, told to its own liaison, or to that of the organisation `to`."""
    words["organisation"], words["path"] = queries.name_of(work, organisation_id), PAGE.format(organisation_id)
    for address in queries.contact_addresses(work, to or organisation_id):
        letters.write(work, address, template, **words)
