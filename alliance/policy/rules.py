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


def not_of_the_media(actor: Actor, thing: Any) -> bool:
    """Media read public editions only, of their own cases too."""
    return not actor.of_the_media


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
    """The thing is a case or a version of a material that its writer has handed to the center."""
    return thing.submitted_at is not None


def of_the_center(actor: Actor, thing: Any) -> bool:
    """The thing is a case, a material or an event of the center's own."""
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
    """The actor wrote neither the case nor the words of this edition; neither began nor changed this version."""
    return actor.person_id not in {thing.author_id, thing.written_by_id}


def launched(actor: Actor, thing: Any) -> bool:
    """The thing is a joint action that organisations have got."""
    return thing.launched_at is not None


def assigned_to_own_organisation(actor: Actor, thing: Any) -> bool:
    """The actor's organisation has an assignment of the action, as it was read for this very actor."""
    return bool(thing.assigned)


def reported_by_others(actor: Actor, thing: Any) -> bool:
    """The newest report of the assignment was sent by somebody else, under whatever role."""
    return bool(thing.reported_by_id != actor.person_id)


def given_out(actor: Actor, thing: Any) -> bool:
    """The thing is an initiative or a measure of supervision that was issued; what was withdrawn still says so."""
    return thing.issued_at is not None


def for_everybody(actor: Actor, thing: Any) -> bool:
    """The thing is an initiative, an event or a version of a material that is public."""
    return bool(thing.public)


def told_by_others(actor: Actor, thing: Any) -> bool:
    """Somebody else told, under whatever role, that the clause is done."""
    return bool(thing.told_by_id != actor.person_id)


def begun(actor: Actor, thing: Any) -> bool:
    """The thing is an operation that was started once, or belongs to one."""
    return thing.started_at is not None


def stationed(actor: Actor, thing: Any) -> bool:
    """The actor's organisation is stationed at the hotspot, as it was read for this very actor."""
    return bool(thing.stationed)


def proposed_by_another(actor: Actor, thing: Any) -> bool:
    """Somebody else proposed it: that a hotspot is delisted, a measure, or an event."""
    return bool(thing.proposed_by_id != actor.person_id)


def rectified_by_another(actor: Actor, thing: Any) -> bool:
    """Somebody else has reported the problem as mended, under whatever role."""
    return bool(thing.rectified_by_id != actor.person_id)


def rechecked_by_another(actor: Actor, thing: Any) -> bool:
    return bool(thing.rechecked_by_id != actor.person_id)


def approved(actor: Actor, thing: Any) -> bool:
    """The thing is a version of a material that was approved; what was withdrawn since still says so."""
    return thing.approved_at is not None


OPEN_TO_ALL = frozenset(
    {anyone, standing_member, published, shared, public_edition, leaves_the_portal, given_out, for_everybody, approved}
)
"""Whatever holds of the thing holds for everybody."""

ABOUT_A_THING = frozenset(
    {
        of_own_district,
        of_own_organisation,
        standing_member,
        published,
        drafted_by_another,
        issued,
        handed_in,
        lower_in_rank,
        oneself,
        sent_in,
        of_the_center,
        shared,
        public_edition,
        open_among_members,
        leaves_the_portal,
        addressed,
        from_own_organisation,
        written_by_others,
        written_by_oneself,
        launched,
        assigned_to_own_organisation,
        reported_by_others,
        given_out,
        for_everybody,
        told_by_others,
        begun,
        stationed,
        proposed_by_another,
        rectified_by_another,
        rechecked_by_another,
        approved,
    }
)
"""They say no where there is no thing."""
