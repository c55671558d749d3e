"""When this happens, then that: the one table that says who is told, and what follows, from each event."""

import hashlib
import inspect
from collections.abc import Sequence
from types import ModuleType
from typing import Any

from .applications import events as applications
from .applications import notices as application_letters
from .audiences import events as audiences
from .cases import events as cases
from .cases import notices as case_letters
from .cases import sealing
from .files import events as files
from .foundation.kernel.words import N_
from .journal import events as journal
from .journal.record import Journal, Reaction
from .learning import events as learning
from .learning import notices as learning_letters
from .matrix import commands as seating
from .matrix import events as matrix
from .organisations import events as organisations
from .organisations import notices as organisation_letters
from .people import departures
from .people import events as people
from .plaques import events as plaques
from .plaques.following import prepare_for_member, revoke_of_absent
from .plaques.notices import tell_of_issue
from .rosters import events as rosters
from .sheets import events as sheets

EVENTS: Sequence[ModuleType] = (
    journal,
    organisations,
    people,
    matrix,
    applications,
    sheets,
    rosters,
    plaques,
    audiences,
    cases,
    files,
    learning,
)

SUBJECTS = {
    "organisation": N_("Organisation"),
    "application": N_("Application"),
    "person": N_("Account"),
    "sign_in_guard": N_("Account"),
    "invitation": N_("Invitation"),
    "join_request": N_("Request to join"),
    "alliance": N_("Alliance"),
    "matrix": N_("Matrix"),
    "kept_audience": N_("Audiences"),
    "roster": N_("Roster"),
    "roster_sheet": N_("Roster by Excel"),
    "plaque": N_("Plaque"),
    "typical_case": N_("Typical case"),
    "edition": N_("Edition of a case"),
    "file": N_("Attached file"),
    "receipt": N_("Mark of a reader"),
    "vote": N_("Vote on an edition"),
    "comment": N_("Comment on an edition"),
    "follows": N_("What somebody follows"),
    "occurrence": N_("Further occurrence"),
    "saved_search": N_("Saved search"),
    "letter": N_("Letter"),
}
"""What an entry is about, as the journal's page calls it."""

CONSEQUENCES: dict[type[Any], Sequence[Reaction]] = {
    organisations.OrganisationAdmitted: (prepare_for_member,),
    organisations.OrganisationSuspended: (revoke_of_absent, organisation_letters.suspended),
    organisations.OrganisationResumed: (prepare_for_member, organisation_letters.resumed),
    organisations.OrganisationLeft: (
        organisation_letters.left,
        departures.end_with_organisation,
        seating.end_seats_of_departed,
        revoke_of_absent,
    ),
    organisations.OrganisationMerged: (
        organisation_letters.merged,
        departures.end_with_organisation,
        seating.end_seats_of_departed,
        revoke_of_absent,
    ),
    plaques.PlaqueIssued: (tell_of_issue,),
    applications.ApplicationSubmitted: (application_letters.tell_received,),
    applications.ApplicationReturned: (application_letters.tell_returned,),
    applications.ApplicationRefused: (application_letters.tell_refused,),
    applications.ApplicationAdmitted: (application_letters.tell_admitted,),
    cases.CaseReturned: (case_letters.tell_returned,),
    cases.CaseSetAside: (case_letters.tell_set_aside,),
    cases.EditionReleased: (case_letters.tell_released, learning_letters.tell_released),
    cases.EditionWithdrawn: (case_letters.tell_withdrawn, learning_letters.tell_withdrawn),
}


def set_up(secret_key: str) -> None:
    """Give the journal its key (derived from the portal's, so not in the database), its words and its reactions; and
    what is sealed in cases, its own."""
    sealing.set_up(secret_key)
    Journal.key = hashlib.sha256(b"journal:" + secret_key.encode()).digest()
    Journal.reactions, Journal.subjects = CONSEQUENCES, SUBJECTS
    Journal.words = {
        name: event.words
        for module in EVENTS
        for name, event in inspect.getmembers(module, inspect.isclass)
        if hasattr(event, "words")
    }
