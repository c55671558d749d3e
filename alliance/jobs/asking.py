"""How a page leaves to the worker what takes too long: it says so, and leads to where one can watch."""

from typing import Any
from urllib.parse import urlencode

from flask import Response, request
from flask_babel import gettext as _

from ..foundation.store.work import Work
from ..foundation.web.answers import go
from ..foundation.web.language import chosen_language
from . import commands
from .kinds import Kind

QUERY = "query"


def later(work: Work, kind: Kind, total: int, asked: str = "", path: str = "", **params: Any) -> Response:
    """Ask for a job with the filters of this address; `total`: how many rows or documents it is about. `asked`, `path`:
    see `JobText`."""
    filters = {QUERY: urlencode([*request.args.items(multi=True)])} if kind.endpoint else {}
    text = commands.JobText(kind.name, total, chosen_language(), asked, path, filters | params)
    job = commands.ask(work, text)
    said = _("This takes a while, so it is done in the background.")
    return go("jobs.job", job_id=job.id, said=said)
