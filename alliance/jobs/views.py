"""The pages of jobs: one's own of the last days, and how far each is."""

from flask import Blueprint
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ..foundation.store.work import Work
from ..foundation.web import listing
from ..foundation.web.answers import go, page
from ..policy.can import Can
from ..policy.gate import permit
from . import commands, handing_out, queries, shown
from .keeping import KEPT_FOR
from .model import Job
from .queries import JobReading

bp = Blueprint("jobs", __name__, url_prefix="/jobs")


@bp.get("/")
@permit(Can.SEE_OWN_JOBS)
def jobs(work: Work) -> Response:
    found = queries.own(work, listing.after_moment())
    return page(
        "jobs/jobs.html",
        rows=shown.rows(list(found.lines)),
        pager=listing.pager(found.next_key, len(found.lines)),
        days=KEPT_FOR.days,
    )


@bp.get("/<uuid:job_id>")
@permit(Can.KEEP_OWN_JOB, subject=queries.reading)
def job(work: Work, job: JobReading) -> Response:
    return page(
        "jobs/job.html",
        job_id=job.id,
        title=shown.label(job),
        facts=shown.facts(job),
        now=shown.now(job),
        days=KEPT_FOR.days,
    )


@bp.post("/<uuid:job_id>/cancel")
@permit(Can.KEEP_OWN_JOB, subject=queries.find)
def cancel(work: Work, job: Job) -> Response:
    commands.cancel(work, job)
    return go("jobs.job", job_id=job.id, said=_("It is cancelled."))


@bp.get("/<uuid:job_id>/result")
@permit(Can.KEEP_OWN_JOB, subject=queries.reading)
def result(work: Work, job: JobReading) -> Response:
    return handing_out.result(work, job)
