"""What follows for plaques from what happens to organisations: prepared for who comes, revoked for who goes."""

from ..foundation.store.work import Work
from ..organisations.events import (
    OrganisationAdmitted,
    OrganisationLeft,
    OrganisationMerged,
    OrganisationResumed,
    OrganisationSuspended,
)
from . import commands


def prepare_for_member(work: Work, event: OrganisationAdmitted | OrganisationResumed) -> None:
    commands.prepare(work.as_portal(), event.organisation_id)


def revoke_of_absent(work: Work, event: OrganisationSuspended | OrganisationLeft | OrganisationMerged) -> None:
    commands.revoke_all_of(work.as_portal(), event.organisation_id, event.reason)
