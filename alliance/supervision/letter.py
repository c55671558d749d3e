"""A supervision letter as a document: in the form of official papers, and in Chinese whatever its reader's language."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask_babel import force_locale
from flask_babel import gettext as _

from ..foundation.kernel.clock import local_day
from ..foundation.web.language import LANGUAGES, long_day
from .queries import MeasureLine, MeasureReading


@dataclass(frozen=True, slots=True)
class LetterShown:
    """The parts of the document from top to bottom; `deadline` is empty where no answer is asked."""

    sender: str
    number: str
    title: str
    addressee: str
    paragraphs: Sequence[str]
    basis: str
    deadline: str
    closing: str
    office: str
    day: str
    seal: str


def shown(measure: MeasureReading, office: str) -> LetterShown:
    with force_locale(LANGUAGES[0]):
        until = long_day(measure.answer_due_on)
        return LetterShown(
            sender=office,
            number=number(measure),
            title=_("Supervision letter on “%(subject)s”", subject=measure.subject),
            addressee=_("%(organisation)s:", organisation=measure.organisation),
            paragraphs=[line for line in measure.words.splitlines() if line.strip()],
            basis=_("Basis: %(basis)s", basis=measure.basis.rstrip("。.")),
            deadline=_("Please answer in writing, in the portal, by %(day)s.", day=until) if until else "",
            closing=_("This letter supervises the work named above."),
            office=office,
            day=long_day(local_day(measure.issued_at)) if measure.issued_at else "",
            seal=_("Place for the seal"),
        )


def number(measure: MeasureReading | MeasureLine) -> str:
    """What the letter is cited by; empty for what is no letter, or not issued yet."""
    if measure.letter_number is None:
        return ""
    return str(_("Supervision No. %(number)d of %(year)d", number=measure.letter_number, year=measure.letter_year))
