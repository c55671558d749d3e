"""The letter of a step: to a contact of the organisation, or to the officer who answers for the action."""

from ..actions.assignment_queries import Told, told
from ..actions.model import Assignment
from ..actions.notices import WHY_OFFICER, about
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..journal import letters
from ..people.addresses import of_officer
from . import addressees
from .events import RemindedByCalendar
from .vocabulary import POSTS, Nudge, Reached

WHY = N_("You get this letter because you are named as a contact of the organisation that has this still to do.")


def tell_reminded(work: Work, event: RemindedByCalendar) -> None:
    for one in told(work, Assignment.id == event.assignment_id):
        to, why = _to(work, Reached(event.reaches), one)
        words = about(one, why) | {"what": Nudge(event.step).label}
        letters.write_all(work, "assignment_told", [(address, words) for address in to])


def _to(work: Work, reached: Reached, one: Told) -> tuple[list[str], str]:
    if reached is Reached.CENTER:
        to, why = of_officer(work, one.officer_id, WHY_OFFICER)
        return list(to), why
    return addressees.first_reached(work, one.assignment_id, POSTS[reached]), WHY
