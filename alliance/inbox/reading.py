"""Whoever opens the page of a thing has read the letters about it."""

from dataclasses import replace

from flask import Response, g, request
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from ..foundation.web.portal import Portal
from . import marking


def notice(portal: Portal) -> None:
    """Mark them after a page was shown, in a short transaction of its own: the page itself reads only. Where the
    database is too busy for it, they stay unread."""

    @portal.after_request
    def mark(answer: Response) -> Response:
        if g.get("waits_here") and request.method == "GET" and answer.status_code == 200:
            try:
                with Session(portal.database) as session:
                    marking.read_page(replace(g.work, session=session), request.path, g.work.now)
                    session.commit()
            except OperationalError:
                portal.logger.warning("letters stay unread: the database is too busy")
        return answer
