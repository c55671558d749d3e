"""What of plaques takes longer than a page can wait: all of them on paper, as one document."""

from flask import current_app, render_template, request, url_for
from flask_babel import force_locale
from flask_babel import gettext as _

from ..config import Settings
from ..files.model import FileKind
from ..foundation.kernel.clock import local_day
from ..foundation.kernel.errors import Conflict
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..foundation.web import listing
from ..foundation.web.language import LANGUAGES
from ..jobs.kinds import Asked, Kind, MadeFile, Outcome, Run
from ..policy.can import Can
from . import pdf, queries, shown
from .forms import PlaqueFilterForm

DRAWN_MOST = 1_000
"""In one document, each page of which is held until it is written; a city has some five hundred members."""
FEWER = N_("At most %(most)d plaques go into one document. Narrow the list.")
NONE_STANDS = N_("None of these plaques stands, so there is nothing to draw.")


def judged() -> PlaqueFilterForm:
    """The filters that the address names."""
    form = PlaqueFilterForm(request.args)
    form.state.choices = shown.states()
    listing.ask(form)
    return form


def html_of(plaque: queries.PlaqueReading) -> str:
    """The plaque on paper, in Chinese whatever the reader's language."""
    settings: Settings = current_app.config["SETTINGS"]
    address = settings.base_url + url_for("plaques.verdict", serial=plaque.serial)
    with force_locale(LANGUAGES[0]):
        return render_template(
            "plaques/plaque_pdf.html", plaque=plaque, organiser=settings.organiser, code=pdf.code(address)
        )


def _prepare(run: Run) -> tuple[bytes, int]:
    with run.reading() as work:
        plaques = queries.all_standing(work, judged().as_(queries.PlaqueFilter), DRAWN_MOST)
    if not plaques:
        raise Conflict(NONE_STANDS)
    return pdf.drawn_together(map(html_of, plaques), _("Plaques"), run.told), len(plaques)


def _settle(work: Work, job: Asked) -> Outcome:
    content, count = job.prepared
    name = f"plaques-{local_day(work.now)}.pdf"
    return Outcome(count, MadeFile(name, FileKind.PDF, content))


DOCUMENTS = Kind(
    name="plaque_documents",
    label=N_("Plaques as one document to print"),
    endpoint="plaques.documents",
    can=Can.KEEP_PLAQUES,
    prepare=_prepare,
    settle=_settle,
)
