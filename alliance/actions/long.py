"""What of an action takes longer than a page can wait: launching it to thousands, and ending what thousands have open.

Both are one act, done in whole or not at all, by the same commands as where few are concerned.
"""

from collections.abc import Callable, Mapping
from uuid import UUID

from flask import url_for

from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..jobs.kinds import Asked, Kind, Outcome, Params
from ..policy.can import Can
from . import launching, queries
from .model import JointAction

LAUNCHED_AT_ONCE_MOST = 2_000
"""Organisations: a row and a letter for each takes 0.1 ms where nobody else works."""
ENDED_AT_ONCE_MOST = 300
"""Assignments: waiving or recalling one, with its letter, takes 1.5 ms or a little more."""
ENDS: Mapping[str, Callable[[Work, JointAction, str], None]] = {"close": launching.close, "stop": launching.stop}


def _action(work: Work, params: Params) -> JointAction | None:
    return queries.find(work, UUID(params["action_id"]))


def _launch(work: Work, job: Asked) -> Outcome:
    count = launching.launch(work, job.thing, job.params["seen"])
    return Outcome(count, path=_page(job.thing))


def _end(work: Work, job: Asked) -> Outcome:
    count = launching.count_left(work, job.thing)
    ENDS[job.params["act"]](work, job.thing, job.params["reason"])
    return Outcome(count, path=_page(job.thing))


def _page(action: JointAction) -> str:
    return url_for("actions.action", action_id=action.id)


LAUNCH = Kind(
    name="action_launch",
    label=N_("Launching a joint action"),
    can=Can.LAUNCH_ACTION,
    subject=_action,
    settle=_launch,
)
END = Kind(
    name="action_end",
    label=N_("Ending a joint action"),
    can=Can.LAUNCH_ACTION,
    subject=_action,
    settle=_end,
)
