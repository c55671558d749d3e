"""What the center can do to a member, in words: what each act means, and what it will touch."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from ..foundation.kernel.errand import Touch
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..matrix import queries as matrix
from ..people import queries as people
from ..plaques import queries as plaques

TOUCHED_BY: Sequence[Callable[[Work, UUID], list[Touch]]] = (
    matrix.touched_by,
    plaques.touched_by,
    people.touched_by,
)
"""Each feature says what of its own hangs on an organisation's standing."""


@dataclass(frozen=True, slots=True)
class Act:
    """Its words, all msgids: `title` and `done` take %(name)s; `means`: what follows from it, each a sentence.

    `takes_away`: afterwards the organisation does not stand among the members.
    """

    title: str
    means: Sequence[str]
    button: str
    done: str
    takes_away: bool = True


ACTS: Mapping[str, Act] = {
    "suspend": Act(
        title=N_("Suspend %(name)s"),
        means=(
            N_("It no longer stands in the public directory, on the board or in a new roster."),
            N_("Its plaque reads as revoked."),
            N_("Its people can still sign in and keep its own page, but no longer read other members' contacts."),
            N_("Its liaison gets a letter with the reason."),
        ),
        button=N_("Suspend"),
        done=N_("%(name)s is suspended."),
    ),
    "resume": Act(
        title=N_("Let %(name)s be a member again"),
        means=(
            N_("It stands in the public directory and on the board again, with the seats that it has."),
            N_("A new plaque is prepared for it; the revoked one stays revoked."),
            N_("Its liaison gets a letter."),
        ),
        button=N_("Resume"),
        done=N_("%(name)s is a member again."),
        takes_away=False,
    ),
    "release": Act(
        title=N_("Release %(name)s from the alliance"),
        means=(
            N_("Its seats end today and its plaque is revoked. This cannot be taken back."),
            N_("What it was and did stays on record, under its name."),
            N_("Its liaison gets a letter with the reason."),
        ),
        button=N_("Release from the alliance"),
        done=N_("%(name)s has left the alliance."),
    ),
    "merge": Act(
        title=N_("Merge %(name)s into another member"),
        means=(
            N_("Its seats end today and its plaque is revoked. This cannot be taken back."),
            N_("What it was and did stays on record, and its page points to the member that it went into."),
            N_("The liaisons of both get a letter with the reason."),
        ),
        button=N_("Merge"),
        done=N_("%(name)s is merged."),
    ),
    "rename": Act(
        title=N_("Rename %(name)s"),
        means=(
            N_("It bears the new name from today. What was written before keeps the old one."),
            N_("Whoever searches for the old name finds it still."),
            N_("A plaque that bears the old name stays valid until it is replaced."),
        ),
        button=N_("Rename"),
        done=N_("It is now called %(name)s."),
        takes_away=False,
    ),
}


def touched(work: Work, act: Act, organisation_id: UUID) -> list[Touch]:
    """What hangs on the organisation's standing, wherever there is any of it, for an act that takes it away."""
    if not act.takes_away:
        return []
    return [touch for ask in TOUCHED_BY for touch in ask(work, organisation_id) if touch.count]
