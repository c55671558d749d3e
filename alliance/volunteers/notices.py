"""Letters to volunteers and to whoever answers them: what has happened, and why one is told. They name nobody."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..journal import letters
from . import addressees, team_events
from .events import QualificationConfirmed, QualificationRevoked
from .signing_up import OWN_PAGE
from .team_events import TeamAsked, TeamClosed

YOURS = N_("You get this letter as a volunteer. You may leave at any time, on your own page.")
YOU_ANSWER = N_("You get this letter because you answer those who ask to join this team.")
TO_THE_MEMBER = {
    team_events.TeamTookIn: N_("You now belong to a volunteer team"),
    team_events.TeamTurnedDown: N_("A volunteer team cannot take you in at present"),
    team_events.TeamPutOut: N_("You no longer belong to a volunteer team"),
    team_events.CoordinatorNamed: N_("You now coordinate a volunteer team"),
    team_events.CoordinatorRelieved: N_("You no longer coordinate a volunteer team"),
}


def tell_asked(work: Work, event: TeamAsked) -> None:
    """Only for the first who waits: more of them stand on the desk and on the page."""
    if addressees.asking(work, event.team_id) == 1:
        headline, path = N_("A volunteer asks to join your team"), f"/volunteers/teams/{event.team_id}"
        title = addressees.title_of(work, event.team_id)
        _write(work, addressees.who_answers(work, event.team_id), headline, title, path=path, why=YOU_ANSWER)


def tell_member(work: Work, event: Any) -> None:
    headline, title = TO_THE_MEMBER[type(event)], addressees.title_of(work, event.team_id)
    _write(work, addressees.of_volunteer(work, event.volunteer_id), headline, title)


def tell_closed(work: Work, event: TeamClosed) -> None:
    title, headline = addressees.title_of(work, event.team_id), N_("A volunteer team was closed")
    _write(work, addressees.of_members(work, event.team_id), headline, title)


def tell_qualified(work: Work, event: QualificationConfirmed) -> None:
    until = event.until_on.isoformat() if event.until_on else ""
    _qualification(work, event.volunteer_id, event.qualification, N_("Your qualification is confirmed"), until)


def tell_revoked(work: Work, event: QualificationRevoked) -> None:
    """Why is said on her page only."""
    _qualification(work, event.volunteer_id, event.qualification, N_("Your qualification was revoked"))


def _qualification(work: Work, volunteer_id: UUID, code: str, headline: str, until: str = "") -> None:
    name = addressees.qualification(work, code).zh
    _write(work, addressees.of_volunteer(work, volunteer_id), headline, name, until=until)


def _write(work: Work, to: Sequence[str], headline: str, subject: str, **more: str) -> None:
    words = {"headline": headline, "subject": subject, "until": "", "path": OWN_PAGE, "why": YOURS} | more
    letters.write_all(work, "volunteer_told", [(address, words) for address in to])
