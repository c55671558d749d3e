"""The parts of an edition's learning page, as far as the actor may see and use each of them."""

from typing import Any

from flask_babel import gettext as _

from ..cases.reading import EditionReading
from ..foundation.store.work import Work
from ..foundation.web import listing
from ..policy.can import Can
from ..policy.table import may
from . import comments, paper, queries, shown
from .forms import CommentForm


def parts(work: Work, edition: EditionReading, form: CommentForm) -> dict[str, Any]:
    """Marks and votes, comments, what is taken along. A part that the actor may not see is None or empty."""
    reads = may(work.actor, Can.READ_COMMENTS, edition)
    return {
        "kind": _(edition.kind.label),
        "own": own(work, edition) if reads else None,
        **(_comments(work, edition) if reads else NO_COMMENTS),
        "form": form if may(work.actor, Can.COMMENT_ON_EDITION, edition) else None,
        "lines": paper.three_lines(edition.text) if may(work.actor, Can.TAKE_BULLETIN, edition) else None,
        "sees_marks": may(work.actor, Can.READ_RECEIPTS, edition),
        "follows": may(work.actor, Can.FOLLOW_CASES),
    }


NO_COMMENTS: dict[str, Any] = {"comments": [], "pager": None, "unnamed": False}


def _comments(work: Work, edition: EditionReading) -> dict[str, Any]:
    found = comments.comments(work, edition, listing.after_moment())
    return {
        "comments": shown.comment_lines(edition, found),
        "pager": listing.pager(found.next_key, len(found.lines)),
        "unnamed": not found.named,
    }


def own(work: Work, edition: EditionReading) -> dict[str, Any]:
    """The mark of one's own organisation and the votes, with what may be done about them."""
    found = queries.standing(work, edition)
    signs = may(work.actor, Can.SIGN_FOR_EDITION, edition)
    return {
        "mark": shown.own_mark(found) if signs or found.read_at else None,
        "may_sign": signs and not found.received_at,
        "to_read": signs and not found.read_at,
        "votes": shown.votes(found),
        "may_vote": may(work.actor, Can.COMMENT_ON_EDITION, edition),
    }
