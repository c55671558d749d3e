"""The pages of the inbox."""

from datetime import UTC, datetime
from typing import Any

from flask import Blueprint, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from werkzeug.wrappers import Response

from ..foundation.kernel.errors import Refusal
from ..foundation.store.work import Work
from ..foundation.web import listing
from ..foundation.web.answers import go, page
from ..policy.can import Can
from ..policy.gate import permit
from . import marking, queries, shown
from .forms import ALL, InboxForm, ReadAllForm, ReadThingForm
from .queries import InboxPage

bp = Blueprint("inbox", __name__, url_prefix="/inbox")


@bp.get("/")
@permit(Can.READ_INBOX)
def inbox(work: Work) -> Response:
    form = InboxForm(request.args, topics=shown.topics())
    listing.ask(form)
    found = queries.inbox(work, form.filter(), listing.after_moment())
    return page(
        "inbox/inbox.html",
        form=form,
        tabs=_tabs(form),
        items=shown.items(found.lines),
        until=_newest(found),
        pager=listing.pager(found.next_key, len(found.lines)),
    )


def _tabs(form: InboxForm) -> list[dict[str, Any]]:
    topic = {"topic": form.topic.data} if form.topic.data else {}
    unread = {"label": _("Unread"), "url": url_for("inbox.inbox", **topic), "current": form.show.data != ALL}
    every = {"label": _("All"), "url": url_for("inbox.inbox", show=ALL, **topic), "current": form.show.data == ALL}
    return [unread, every]


def _newest(found: InboxPage) -> str | None:
    """Up to which letter "mark all" marks: what comes meanwhile stays unread."""
    return found.lines[0].written_at.isoformat() if any(line.unread for line in found.lines) else None


@bp.post("/read")
@permit(Can.READ_INBOX)
def read_all(work: Work) -> Response:
    form = ReadAllForm(topics=shown.topics())
    listing.ask(form)
    count = marking.read_all(work, form.filter(), _moment(form.until.data))
    said = ngettext("%(num)d letter is marked as read.", "%(num)d letters are marked as read.", count)
    asked = {"topic": form.topic.data, "show": form.show.data}
    return go("inbox.inbox", said=said, **{name: value for name, value in asked.items() if value})


def _moment(text: str | None) -> datetime:
    try:
        return datetime.fromisoformat(text or "").astimezone(UTC)
    except (ValueError, OverflowError) as damaged:
        raise Refusal(listing.DAMAGED) from damaged


@bp.post("/read-thing")
@permit(Can.READ_INBOX)
def read_thing(work: Work) -> Response:
    form = ReadThingForm()
    listing.ask(form)
    marking.read_page(work, form.path.data, _moment(form.until.data))
    return go("inbox.inbox", said=_("Marked as read."))
