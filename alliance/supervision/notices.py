"""Letters of supervision: what has happened, whom it concerns, and why one is told."""

from collections.abc import Sequence
from uuid import UUID

from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..journal import letters
from ..organisations.queries import contact_addresses
from ..people.addresses import of_the_center
from . import addressees, events, problem_queries, queries

YOUR_ORGANISATION = N_("You receive this letter because your organisation has named you as its liaison.")
YOUR_OFFICE = N_("You receive this letter because you are of the center, and a second person has to decide.")
YOUR_PART = N_("You receive this letter because you began this in the center.")
MEASURE, PROBLEM = "/supervision/measures/{}", "/supervision/problems/{}"


def measure_proposed(work: Work, event: events.MeasureProposed) -> None:
    others = of_the_center(work, but=work.actor.person_id)
    _of_measure(work, event.measure_id, N_("A measure of supervision waits for your approval"), YOUR_OFFICE, others)


def measure_issued(work: Work, event: events.MeasureIssued) -> None:
    own = contact_addresses(work, event.organisation_id)
    _of_measure(work, event.measure_id, N_("The center has taken a measure of supervision"), YOUR_ORGANISATION, own)


def measure_answered(work: Work, event: events.MeasureAnswered) -> None:
    proposer, why = addressees.proposer_of(work, event.measure_id, YOUR_PART)
    _of_measure(work, event.measure_id, N_("A measure of supervision has been answered"), why, proposer)


def measure_lifted(work: Work, event: events.MeasureLifted) -> None:
    own = contact_addresses(work, event.organisation_id)
    _of_measure(work, event.measure_id, N_("The center has lifted a measure of supervision"), YOUR_ORGANISATION, own)


def problem_listed(work: Work, event: events.ProblemListed) -> None:
    own = contact_addresses(work, event.organisation_id)
    _of_problem(work, event.problem_id, N_("The center has listed a problem to be mended"), YOUR_ORGANISATION, own)


def problem_planned(work: Work, event: events.ProblemPlanned) -> None:
    lister, why = addressees.lister_of(work, event.problem_id, YOUR_PART)
    _of_problem(work, event.problem_id, N_("An organisation has said how it will mend a problem"), why, lister)


def problem_rectified(work: Work, event: events.ProblemRectified) -> None:
    lister, why = addressees.lister_of(work, event.problem_id, YOUR_PART)
    _of_problem(work, event.problem_id, N_("A problem is reported as mended"), why, lister)


def problem_sent_back(work: Work, event: events.ProblemSentBack) -> None:
    own = contact_addresses(work, event.organisation_id)
    _of_problem(work, event.problem_id, N_("A problem is not mended yet"), YOUR_ORGANISATION, own)


def problem_rechecked(work: Work, event: events.ProblemRechecked) -> None:
    others = of_the_center(work, but=work.actor.person_id)
    _of_problem(work, event.problem_id, N_("A problem waits to be written off"), YOUR_OFFICE, others)


def problem_written_off(work: Work, event: events.ProblemWrittenOff) -> None:
    own = contact_addresses(work, event.organisation_id)
    _of_problem(work, event.problem_id, N_("A problem is written off"), YOUR_ORGANISATION, own)


def _of_measure(work: Work, measure_id: UUID, headline: str, why: str, to: Sequence[str]) -> None:
    said = {"path": MEASURE.format(measure_id), "headline": headline, "why": why}
    about = {**queries.about(work, measure_id), **said}
    letters.write_all(work, "supervision", [(address, about) for address in to])


def _of_problem(work: Work, problem_id: UUID, headline: str, why: str, to: Sequence[str]) -> None:
    said = {"path": PROBLEM.format(problem_id), "headline": headline, "why": why}
    about = {**problem_queries.about(work, problem_id), **said}
    letters.write_all(work, "supervision_problem", [(address, about) for address in to])
