"""The journal's pages: what happened, and the letters that could not be delivered."""

from uuid import UUID

from flask import Blueprint, request
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from ..foundation.store.work import Work
from ..foundation.web import listing
from ..foundation.web.answers import go, page
from ..foundation.web.language import moment
from ..policy.can import Can
from ..policy.gate import permit
from ..policy.table import may
from . import commands, queries, shown, undelivered
from .forms import LettersForm

bp = Blueprint("journal", __name__, url_prefix="/journal")


@bp.get("/")
@permit(Can.READ_JOURNAL)
def entries(work: Work) -> Response:
    found = queries.entries(work, listing.after_number())
    rows = [
        (None, f"{line.number}", moment(line.at), _(line.what), _(line.who), _(line.subject), line.digest[:12])
        for line in found.lines
    ]
    return page("journal/entries.html", rows=rows, pager=listing.pager(found.next_key, len(rows)))


@bp.get("/letters")
@permit(Can.READ_JOURNAL)
def letters(work: Work) -> Response:
    form = listing.ask(LettersForm(request.args))
    found = undelivered.undelivered(work, form.filter(), listing.after_moment())
    return page(
        "journal/letters.html",
        form=form,
        chips=listing.chips(form),
        letters=[shown.letter(line) for line in found.lines],
        given_up=found.given_up,
        may_try=may(work.actor, Can.SEND_AGAIN),
        pager=listing.pager(found.next_key, len(found.lines)),
    )


@bp.post("/letters/<uuid:letter_id>/again")
@permit(Can.SEND_AGAIN)
def send_again(work: Work, letter_id: UUID) -> Response:
    commands.send_again(work, letter_id)
    return go("journal.letters", said=_("The letter is tried again now."))


@bp.post("/letters/again")
@permit(Can.SEND_AGAIN)
def send_all_again(work: Work) -> Response:
    letters = commands.send_all_again(work, listing.ask(LettersForm()).filter())
    said = ngettext("%(num)d letter is tried again now.", "%(num)d letters are tried again now.", letters)
    return go("journal.letters", said=said)
