"""The center's page of an edition: who will see it, what changed since, releasing and withdrawing it."""

from typing import Any

from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ..files import queries as files
from ..foundation.store.work import Work
from ..foundation.web import listing
from ..foundation.web.answers import go, page
from ..foundation.web.forms import SeenForm
from ..journal.queries import timeline
from ..policy.can import Can
from ..policy.gate import permit
from . import attaching, difference, listed, moving, queries, reading, releasing, reviewing, shown
from .blueprint import bp
from .forms import ReasonForm
from .model import Edition
from .reading import EditionReading


@bp.get("/<uuid:case_id>/editions/<uuid:edition_id>")
@permit(Can.READ_EVERY_EDITION, subject=reading.edition, sees=Can.READ_EDITION)
def edition(work: Work, edition: EditionReading) -> Response:
    case = queries.reading(work, edition.case_id)
    changes = difference.between(case.text, edition.text) if case else []
    return page(
        "cases/edition.html",
        edition=edition,
        kind=_(edition.kind.label),
        marks=shown.marks(edition),
        who=shown.reached(reading.reach(work, edition, listing.after_row()), edition.tlp),
        changes=shown.changes(changes, case.place, edition.place) if case else [],
        **shown.told(edition),
        files=_files(work, edition),
        moves=moving.edition_moves(work, edition),
        story=shown.story(timeline(work, edition.id)),
    )


def _files(work: Work, edition: EditionReading) -> list[dict[str, Any]]:
    lines = files.lines(work, attaching.of_edition(edition.id))
    return [listed.file_row(line, "cases.case_file", case_id=edition.case_id) for line in lines]


@bp.post("/<uuid:case_id>/editions/<uuid:edition_id>/release")
@permit(Can.RELEASE_EDITION, subject=reading.find_edition, sees=Can.READ_EVERY_EDITION)
def release(work: Work, edition: Edition) -> Response:
    releasing.release(work, edition, SeenForm().version.data or 0)
    said = _("The edition is released. Its readers see it now.")
    return go("cases.edition", case_id=edition.case_id, edition_id=edition.id, said=said)


@bp.get("/<uuid:case_id>/editions/<uuid:edition_id>/withdrawal")
@permit(Can.WITHDRAW_EDITION, subject=reading.edition, sees=Can.READ_EVERY_EDITION)
def withdrawing(work: Work, edition: EditionReading) -> Response:
    return page("cases/withdrawing.html", edition=edition, form=ReasonForm(formdata=None))


@bp.post("/<uuid:case_id>/editions/<uuid:edition_id>/withdrawal")
@permit(Can.WITHDRAW_EDITION, subject=reading.find_edition, sees=Can.READ_EVERY_EDITION)
def withdraw(work: Work, edition: Edition) -> Response:
    form = ReasonForm()
    if form.settle(work, lambda: releasing.withdraw(work, edition, form.reason.data)):
        said = _("The edition is withdrawn; its readers are told why.")
        return go("cases.edition", case_id=edition.case_id, edition_id=edition.id, said=said)
    again = reading.edition(work, edition.case_id, edition.id)
    return page("cases/withdrawing.html", 422, edition=again, form=form)


@bp.post("/<uuid:case_id>/editions/<uuid:edition_id>/drop")
@permit(Can.PREPARE_EDITION, subject=reading.find_edition, sees=Can.READ_EVERY_EDITION)
def drop_edition(work: Work, edition: Edition) -> Response:
    reviewing.drop(work, edition, SeenForm().version.data or 0)
    return go("cases.case", case_id=edition.case_id, said=_("The prepared edition is gone."))
