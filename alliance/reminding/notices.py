"""The letter of a step: to a contact of the organisation, or to the officer who answers for the thing. It bears the key
of its duty: once that is done, it is not sent any more."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from functools import partial
from typing import Any

from ..actions.assignment_queries import told
from ..actions.model import Assignment
from ..actions.notices import WHY_OFFICER
from ..actions.notices import about as about_assignment
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..initiatives.notices import PAGE
from ..initiatives.queries import about
from ..journal import letters
from ..journal.reminders import REMINDS, key
from ..people.addresses import of_officer
from ..supervision import problem_queries, queries
from ..supervision.addressees import lister_of, proposer_of
from ..supervision.notices import MEASURE, PROBLEM, YOUR_PART
from . import addressees
from .duties import OPEN
from .events import RemindedByCalendar, RemindedOfInitiative, RemindedToAnswer, RemindedToMend
from .vocabulary import DUTY_OF, POSTS, Nudge, Reached

WHY = N_("You get this letter because you are named as a contact of the organisation that has this still to do.")
WHY_INITIATIVE = N_("You get this letter because you answer for this initiative at the center.")

Officer = Callable[[], tuple[Sequence[str], str]]
"""To whom of the center it goes, and why."""


def tell_reminded(work: Work, event: RemindedByCalendar) -> None:
    for one in told(work, Assignment.id == event.assignment_id):
        officer_id, words = one.officer_id, about_assignment(one, "") | {"what": Nudge(event.step).label}
        _write(work, event, "assignment_told", words, partial(of_officer, work, officer_id, WHY_OFFICER))


def tell_to_answer(work: Work, event: RemindedToAnswer) -> None:
    words = queries.about(work, event.measure_id) | {"path": MEASURE.format(event.measure_id)}
    _write(work, event, "supervision", words, partial(proposer_of, work, event.measure_id, YOUR_PART))


def tell_to_mend(work: Work, event: RemindedToMend) -> None:
    words = problem_queries.about(work, event.problem_id) | {"path": PROBLEM.format(event.problem_id)}
    _write(work, event, "supervision_problem", words, partial(lister_of, work, event.problem_id, YOUR_PART))


def tell_of_initiative(work: Work, event: RemindedOfInitiative) -> None:
    its = about(work, event.response_id)
    words = {"title": its.title, "office": its.office, "organisation": its.organisation}
    words |= {"day": event.day.isoformat(), "path": PAGE.format(its.initiative_id)}
    _write(work, event, "initiative_due", words, partial(of_officer, work, its.officer_id, WHY_INITIATIVE))


def _write(work: Work, event: Any, template: str, words: Mapping[str, Any], officer: Officer) -> None:
    """To whom the step reaches, with what it says."""
    nudge, reached, thing_id = Nudge(event.step), Reached(event.reaches), getattr(event, fields(event)[0].name)
    duty = DUTY_OF[nudge]
    if reached is Reached.CENTER:
        to, why = officer()
    else:
        to, why = addressees.first_reached(work, OPEN[duty].thing, thing_id, POSTS[reached]), WHY
    said = {"headline": nudge.label, "why": why, REMINDS: [key(duty, thing_id, event.day)]}
    letters.write_all(work, template, [(address, {**words, **said}) for address in to])
