"""How bots and jobs stand: what waits for them, the bots that were stopped, the jobs that were not done."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from ..foundation.kernel.words import N_
from .figures import Bots, Jobs
from .outbox import OVERDUE
from .verdicts import Finding, act, good, look
from .vocabulary import Matter

BUSY = timedelta(minutes=10)
"""So long a job may wait behind others before a further worker is worth it."""


def judge_bots(bots: Bots, now: datetime) -> Sequence[Finding]:
    return [_messages(bots, now), _stopped(bots)]


def _messages(bots: Bots, now: datetime) -> Finding:
    params = {
        "waiting": bots.waiting,
        "failing": bots.failing,
        "oldest": now - bots.oldest_at if bots.oldest_at else None,
    }
    words = N_("None waits. Bots that do not get through: %(failing)d.")
    if bots.waiting:
        words = N_("Waiting: %(waiting)d, the oldest for %(oldest)s. Bots that do not get through: %(failing)d.")
    if bots.overdue_since and now - bots.overdue_since > OVERDUE:
        step = N_("Messages are due and nobody says them: look at the worker first.")
        return act(Matter.BOT_QUEUE, words, step, **params)
    if bots.failing:
        step = N_(
            "They are tried again by themselves; what cannot be said goes by letter. If all fail, look at the way out."
        )
        return look(Matter.BOT_QUEUE, words, step, **params)
    return good(Matter.BOT_QUEUE, words, **params)


def _stopped(bots: Bots) -> Finding:
    """Who keeps a bot was told why by letter, so that nothing is urgent here."""
    params = {"count": bots.stopped, "own": bots.own}
    if not bots.stopped:
        return good(Matter.STOPPED_BOTS, N_("None."), **params)
    words = N_("%(count)d, the center's own among them: %(own)d. They are refused, or have not answered for hours.")
    step = N_("Their keepers were told why by letter and use them again when it is mended. See to the center's own.")
    return look(Matter.STOPPED_BOTS, words, step, **params)


def judge_jobs(jobs: Jobs, now: datetime) -> Sequence[Finding]:
    return [_queue(jobs, now), _failed(jobs)]


def _queue(jobs: Jobs, now: datetime) -> Finding:
    waits = now - jobs.since if jobs.since else timedelta()
    params = {"waiting": jobs.waiting, "running": jobs.running, "oldest": waits}
    words = N_("None waits; under way: %(running)d.")
    if jobs.waiting:
        words = N_("Waiting: %(waiting)d, the first for %(oldest)s; under way: %(running)d.")
    if waits > BUSY and not jobs.running:
        step = N_("Jobs wait and nobody does them: look at the worker first.")
        return act(Matter.JOB_QUEUE, words, step, **params)
    if waits > BUSY:
        step = N_("A worker does one after the other. If this is so often, start a further one.")
        return look(Matter.JOB_QUEUE, words, step, **params)
    return good(Matter.JOB_QUEUE, words, **params)


def _failed(jobs: Jobs) -> Finding:
    """What was refused for a reason is its owner's affair; what failed on our side is not."""
    params = {"failed": jobs.failed, "broken": jobs.broken}
    if not jobs.failed:
        return good(Matter.FAILED_JOBS, N_("None in the last 24 hours."), **params)
    words = N_("In the last 24 hours: %(failed)d, by a fault on our side: %(broken)d.")
    if jobs.broken:
        step = N_("Look into the worker's log: “broke off” stands beside each, with the place in the code.")
        return look(Matter.FAILED_JOBS, words, step, **params)
    return good(Matter.FAILED_JOBS, words, **params)
