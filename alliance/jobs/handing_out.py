"""Handing out what a job made: to its owner, while the office and the rights still hold under which it was made."""

from flask import Response

from ..files import handing_out
from ..files import queries as files
from ..foundation.kernel.errors import NotAllowed, NotThere
from ..foundation.store.work import Work
from . import queries
from .kinds import Kinds
from .queries import JobReading
from .rights import CHANGED, as_owner, rights_of


def result(work: Work, job: JobReading) -> Response:
    """The file; NotThere where none was made, NotAllowed where its owner may no longer read all that it holds."""
    held = files.held(work, job.file_id, queries.own_files(work)) if job.file_id else None
    if held is None:
        raise NotThere()
    kind, owner = Kinds.known.get(job.kind), as_owner(work, job.person_id, job.appointment_id)
    if kind is None or rights_of(owner.actor) != job.rights or not kind.still(owner, job.holds):
        raise NotAllowed(CHANGED)
    return handing_out.shared_copy(held)
