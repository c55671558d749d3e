"""Jobs as their pages show them."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _

from ..foundation.web.language import in_chinese, moment
from .kinds import NOTHING, Kinds
from .model import OPEN, JobState
from .queries import JobReading

TONES = {
    JobState.QUEUED: "grey",
    JobState.RUNNING: "blue",
    JobState.DONE: "green",
    JobState.FAILED: "red",
    JobState.CANCELLED: "grey",
}
MEGABYTE = 1_000_000


def label(job: JobReading) -> str:
    kind = Kinds.known.get(job.kind)
    return str(_(kind.label)) if kind else job.kind


def stays(job: JobReading) -> str:
    """A msgid: what is left of it where it does not come to its end."""
    kind = Kinds.known.get(job.kind)
    return kind.stays if kind else NOTHING


def rows(jobs: list[JobReading]) -> list[tuple[Any, ...]]:
    return [
        (
            url_for("jobs.job", job_id=job.id),
            (label(job), job.asked),
            (_(job.state.label), TONES[job.state]),
            far(job),
            moment(job.asked_at),
        )
        for job in jobs
    ]


def far(job: JobReading) -> str | None:
    """So many of so many; nothing where it never began."""
    if job.state in {JobState.QUEUED, JobState.FAILED, JobState.CANCELLED}:
        return None
    return f"{job.done:,} / {job.total:,}"


def facts(job: JobReading) -> list[dict[str, str]]:
    place = job.place_zh if in_chinese() else job.place_en
    role = _(job.role.label) if job.role else ""
    hat = f"{place} · {role}" if place and role else role
    told = [
        (_("Asked for"), job.asked),
        (_("Under the role"), hat),
        (_("Asked for at"), moment(job.asked_at)),
        (_("Began at") if job.state is JobState.RUNNING else _("Ended at"), _since(job)),
    ]
    return [{"key": name, "value": text} for name, text in told if text]


def _since(job: JobReading) -> str:
    return "" if job.state is JobState.QUEUED else moment(job.state_since)


def now(job: JobReading) -> dict[str, Any]:
    """How it stands: for the part of the page that is asked for anew while it goes on."""
    return {
        "state": (_(job.state.label), TONES[job.state]),
        "open": job.state in OPEN,
        "done": job.done,
        "total": job.total,
        "counted": job.state is JobState.RUNNING and job.done > 0,
        "far": far(job),
        "again": _("Attempt %(number)d", number=job.attempts) if job.attempts > 1 else "",
        "why": _(job.words, **job.words_params) if job.words else "",
        "stays": str(_(stays(job))),
        "some_stays": job.done > 0 and stays(job) != NOTHING,
        "steps": _steps(job.state),
        "is_done": job.state is JobState.DONE,
        "file": _file(job),
        "url": job.path,
    }


def _steps(state: JobState) -> list[dict[str, str]]:
    """From waiting to its end, whichever that is or will be."""
    end = JobState.DONE if state in OPEN else state
    at = (*OPEN, end).index(state)
    places = ["done"] * at + ["current"] + ["next"] * (2 - at)
    if state is JobState.DONE:
        places[-1] = "done"
    return [{"label": _(one.label), "state": place} for one, place in zip((*OPEN, end), places, strict=True)]


def _file(job: JobReading) -> dict[str, str] | None:
    if job.file_id is None:
        return None
    size = f"{(job.file_size or 0) / MEGABYTE:.1f} MB"
    return {"name": job.file_name or "", "size": size, "url": url_for("jobs.result", job_id=job.id)}
