"""Letters to the applicant."""

from uuid import UUID

from ..foundation.store.work import Work
from ..journal import letters
from . import queries
from .events import ApplicationAdmitted, ApplicationRefused, ApplicationReturned, ApplicationSubmitted

FOLLOW = "/applications/follow"


def tell_received(work: Work, event: ApplicationSubmitted) -> None:
    _write(work, event.application_id, "application_received")


def tell_returned(work: Work, event: ApplicationReturned) -> None:
    _write(work, event.application_id, "application_returned")


def tell_refused(work: Work, event: ApplicationRefused) -> None:
    _write(work, event.application_id, "application_refused")


def tell_admitted(work: Work, event: ApplicationAdmitted) -> None:
    _write(work, event.application_id, "application_admitted")


def _write(work: Work, application_id: UUID, template: str) -> None:
    known = queries.addressee(work, application_id)
    letters.write(work, known.email, template, number=known.number, name=known.name, words=known.words, path=FOLLOW)
