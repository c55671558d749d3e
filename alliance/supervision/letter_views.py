"""The pages of a supervision letter: to be looked at and printed, and as a document to keep."""

from flask import current_app, render_template
from flask_babel import force_locale
from werkzeug.wrappers import Response

from ..config import Settings
from ..foundation.kernel.errors import NotThere
from ..foundation.store.work import Work
from ..foundation.web.answers import attachment, page
from ..foundation.web.language import LANGUAGES
from ..plaques import pdf
from ..policy.can import Can
from ..policy.gate import permit
from . import letter as document
from . import queries
from .blueprint import bp
from .letter import LetterShown
from .queries import MeasureReading

LETTER = "/measures/<uuid:measure_id>/letter"


@bp.get(LETTER)
@permit(Can.READ_LETTER, subject=queries.reading)
def letter(work: Work, about: MeasureReading) -> Response:
    return page("supervision/letter.html", letter=_shown(about), measure=about)


@bp.get(f"{LETTER}.pdf")
@permit(Can.READ_LETTER, subject=queries.reading)
def letter_pdf(work: Work, about: MeasureReading) -> Response:
    with force_locale(LANGUAGES[0]):
        html = render_template("supervision/letter_pdf.html", letter=_shown(about))
    name = f"supervision-letter-{about.letter_year}-{about.letter_number}.pdf"
    return attachment(pdf.drawn(html), pdf.MEDIA_TYPE, name)


def _shown(about: MeasureReading) -> LetterShown:
    """The document; there is none of a measure that is no letter, or was not issued."""
    if about.letter_number is None:
        raise NotThere()
    settings: Settings = current_app.config["SETTINGS"]
    return document.shown(about, settings.organiser)
