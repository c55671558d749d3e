"""What is taken along from an edition: the bulletin, and the leaflet for the public."""

from typing import Any

from flask import current_app, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ..cases import reading
from ..cases import shown as case_words
from ..cases.listed import TLP_TONES
from ..cases.reading import EditionReading
from ..cases.vocabulary import EditionKind
from ..config import Settings
from ..foundation.kernel.clock import local_day
from ..foundation.store.work import Work
from ..foundation.web.answers import page
from ..plaques.pdf import code
from ..policy.can import Can
from ..policy.gate import permit
from . import marking, paper, shown
from .blueprint import EDITION, bp


@bp.get(f"{EDITION}/bulletin")
@permit(Can.TAKE_BULLETIN, subject=reading.live, sees=Can.READ_EDITION)
def bulletin(work: Work, edition: EditionReading) -> Response:
    """典型案例通报 on A4, with a code that leads to the edition's own page and its newest version."""
    marking.check_stands(edition)
    return page(
        "learning/bulletin.html",
        mark=(_(edition.tlp.label), TLP_TONES[edition.tlp]),
        facts=case_words.facts(edition.text, edition.place),
        steps=case_words.steps(edition.text),
        advice=paper.advice(edition.text),
        **_printed(edition),
    )


def _public(work: Work, case_id: Any, **_address: Any) -> EditionReading | None:
    return reading.live(work, case_id, EditionKind.PUBLIC)


@bp.get("/<uuid:case_id>/public/leaflet")
@permit(Can.READ_EDITION, subject=_public)
def leaflet(work: Work, edition: EditionReading) -> Response:
    """One page for everybody, in large type: what happens, three sentences of advice, 96110."""
    marking.check_stands(edition)
    return page("learning/leaflet.html", advice=paper.advice(edition.text), **_printed(edition))


def _printed(edition: EditionReading) -> dict[str, Any]:
    settings: Settings = current_app.config["SETTINGS"]
    address = url_for("cases.edition_read", **shown.address(edition))
    return {
        "edition": edition,
        "kind": _(edition.kind.label),
        "source": edition.organisation or _("The center"),
        "released_on": local_day(edition.released_at) if edition.released_at else None,
        "code": code(settings.base_url + address),
        "back_url": url_for("learning.edition", **shown.address(edition)),
    }
