"""The readers' pages: an edition, the versions before it, and what differs between two."""

from typing import Any

from flask import request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ..files import queries as files
from ..foundation.kernel.errors import NotThere
from ..foundation.store.work import Work
from ..foundation.web.answers import page
from ..policy.can import Can
from ..policy.gate import permit
from ..policy.table import may
from . import attaching, difference, found_shown, listed, occurrences, reading, shown
from .blueprint import bp
from .reading import EditionReading
from .vocabulary import EditionState

EDITION = "/<uuid:case_id>/<any(members,public):kind>"
NUMBER = "<int(max=9999):number>"


@bp.get(EDITION)
@permit(Can.READ_EDITION, subject=reading.live)
def edition_read(work: Work, edition: EditionReading) -> Response:
    if edition.state is EditionState.WITHDRAWN:
        return page("cases/withdrawn.html", edition=edition, kind=_(edition.kind.label))
    versions = reading.versions(work, edition) if edition.number > 1 else ()
    return page(
        "cases/reading.html",
        **_shown(edition),
        versions=_version_rows(edition, versions),
        files=_files(work, edition),
        met_url=_met_url(work, edition),
        met_again=found_shown.met_again(occurrences.figures(work, edition)),
        newer_url=None,
    )


def _met_url(work: Work, edition: EditionReading) -> str | None:
    """Where whoever met the same says so."""
    if not may(work.actor, Can.ADD_OCCURRENCE, edition):
        return None
    return url_for("cases.met_too", case_id=edition.case_id, kind=edition.kind)


def _files(work: Work, edition: EditionReading) -> list[dict[str, Any]]:
    """The files that its readers get, with the ways to their shared copies."""
    address = {"case_id": edition.case_id, "kind": edition.kind}
    lines = files.lines(work, attaching.of_edition(edition.id))
    return [listed.file_row(line, "cases.edition_file", **address) for line in lines]


@bp.get(f"{EDITION}/{NUMBER}")
@permit(Can.READ_EDITION, subject=reading.live)
def version(work: Work, newest: EditionReading) -> Response:
    older = _version_asked(work, newest)
    newest_url = url_for("cases.edition_read", case_id=newest.case_id, kind=newest.kind)
    beside: dict[str, Any] = {"versions": (), "files": (), "met_url": None, "met_again": None}
    beside["newer_url"] = newest_url if older.id != newest.id else None
    return page("cases/reading.html", **_shown(older), **beside)


@bp.get(f"{EDITION}/{NUMBER}/difference")
@permit(Can.READ_EDITION, subject=reading.live)
def differing(work: Work, newest: EditionReading) -> Response:
    older = _version_asked(work, newest)
    found = difference.between(older.text, newest.text)
    return page(
        "cases/differing.html",
        newest=newest,
        older=older,
        changes=shown.changes(found, older.place, newest.place),
    )


def _version_asked(work: Work, newest: EditionReading) -> EditionReading:
    older = reading.version(work, newest, (request.view_args or {})["number"])
    if older is None or newest.state is EditionState.WITHDRAWN:
        raise NotThere()
    return older


def _shown(edition: EditionReading) -> dict[str, Any]:
    return {
        "edition": edition,
        "kind": _(edition.kind.label),
        "mark": (listed.TLP_SHORT[edition.tlp], listed.TLP_TONES[edition.tlp]),
        "mark_words": _(edition.tlp.label),
        "source": edition.organisation or _("The center"),
        **shown.told(edition),
    }


def _version_rows(newest: EditionReading, versions: Any) -> list[Any]:
    """The versions before the newest, each with the way to what differs."""
    address: dict[str, Any] = {"case_id": newest.case_id, "kind": newest.kind}
    return [
        listed.version_row(line, url_for("cases.differing", number=line.number, **address))
        for line in versions
        if line.number != newest.number
    ]
