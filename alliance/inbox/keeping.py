"""How long letters stay: whoever holds an office no longer keeps nothing that was written to it."""

from sqlalchemy import delete

from ..foundation.store.work import Work
from ..journal.model import InboxLetter, Letter
from ..journal.vocabulary import Manner
from ..people.events import AccountDisabled, AppointmentEnded


def forget_of(work: Work, event: AppointmentEnded | AccountDisabled) -> None:
    """An inbox does not tell under which of several roles a letter came, so all of them go, and what waits for a
    morning to go by mail; what still has to be done is on the desk."""
    work.session.execute(delete(InboxLetter).where(InboxLetter.person_id == event.person_id))
    waits = (Letter.sent_at.is_(None), Letter.manner != Manner.ALONE)
    work.session.execute(delete(Letter).where(Letter.person_id == event.person_id, *waits))
