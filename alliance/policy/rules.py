"""The questions that the policy table asks, each of an actor and a thing, each a line."""

from typing import Any

from ..applications.model import ApplicationState
from ..cases.vocabulary import KEPT_IN_THE_PORTAL, OPEN_AMONG_MEMBERS, EditionKind, EditionState
from ..foundation.kernel.actor import Actor, Role
from ..organisations.model import OrganisationState
from ..plaques.model import PlaqueState

CENTER = frozenset({Role.CENTER_ADMIN, Role.CENTER_OFFICER})
MEMBER_ROLES = frozenset({Role.LIAISON, Role.STAFF})


def anyone(actor: Actor, thing: Any) -> bool:
    return True


def signed_in(actor: Actor, thing: Any) -> bool:
    return actor.known


def center(actor: Actor, thing: Any) -> bool:
    return actor.role in CENTER


def center_admin(actor: Actor, thing: Any) -> bool:
    return actor.role is Role.CENTER_ADMIN


def inspector(actor: Actor, thing: Any) -> bool:
    return actor.role is Role.INSPECTOR


def district_officer(actor: Actor, thing: Any) -> bool:
    return actor.role is Role.DISTRICT_OFFICER


def of_own_district(actor: Actor, thing: Any) -> bool:
    return actor.district_code is not None and thing.district_code == actor.district_code


def member(actor: Actor, thing: Any) -> bool:
    return actor.role in MEMBER_ROLES


def standing(actor: Actor, thing: Any) -> bool:
    """The actor's own organisation is not suspended."""
    return actor.organisation_stands


def liaison(actor: Actor, thing: Any) -> bool:
    return actor.role is Role.LIAISON


def of_own_organisation(actor: Actor, thing: Any) -> bool:
    return actor.organisation_id is not None and thing.organisation_id == actor.organisation_id


def standing_member(actor: Actor, thing: Any) -> bool:
    """The thing is an organisation that stands in the public directory."""
    return thing.state is OrganisationState.MEMBER


def handed_in(actor: Actor, thing: Any) -> bool:
    """The thing is an application that its applicant has sent off."""
    return thing.state is not ApplicationState.DRAFT


def published(actor: Actor, thing: Any) -> bool:
    return thing.published_at is not None


def drafted_by_another(actor: Actor, thing: Any) -> bool:
    return bool(thing.drafted_by_id != actor.person_id)


def issued(actor: Actor, thing: Any) -> bool:
    """The thing is a plaque that hangs at a member's door."""
    return thing.state is PlaqueState.ISSUED


def lower_in_rank(actor: Actor, thing: Any) -> bool:
    """The thing is a person or an appointment. One acts on lower ranks; an administrator on equals too."""
    return bool(actor.rank > thing.rank) or actor.role is Role.CENTER_ADMIN


def oneself(actor: Actor, thing: Any) -> bool:
    return actor.person_id is not None and thing.person_id == actor.person_id


def sent_in(actor: Actor, thing: Any) -> bool:
    """The thing is a case that its writer has handed to the center."""
    return thing.submitted_at is not None


def of_the_center(actor: Actor, thing: Any) -> bool:
    """The thing is a case that the center wrote itself."""
    return thing.organisation_id is None


def written_by_oneself(actor: Actor, thing: Any) -> bool:
    """The thing is a case that the actor began."""
    return actor.person_id is not None and thing.written_by_id == actor.person_id


def shared(actor: Actor, thing: Any) -> bool:
    """The thing is an edition that was released; what was withdrawn since still says so to its readers."""
    return thing.state in {EditionState.RELEASED, EditionState.WITHDRAWN}


def public_edition(actor: Actor, thing: Any) -> bool:
    return thing.kind is EditionKind.PUBLIC


def open_among_members(actor: Actor, thing: Any) -> bool:
    return thing.tlp in OPEN_AMONG_MEMBERS


def leaves_the_portal(actor: Actor, thing: Any) -> bool:
    """The mark of the thing lets it be passed on as a bulletin or a sheet."""
    return thing.tlp not in KEPT_IN_THE_PORTAL


def addressed(actor: Actor, thing: Any) -> bool:
    """The actor's organisation belongs to the audience of the thing, as it was read for this very actor."""
    return bool(thing.addressed)


def from_own_organisation(actor: Actor, thing: Any) -> bool:
    return actor.organisation_id is not None and thing.source_id == actor.organisation_id


def written_by_others(actor: Actor, thing: Any) -> bool:
    """The actor wrote neither the case nor the words of this edition."""
    return actor.person_id not in {thing.author_id, thing.written_by_id}
