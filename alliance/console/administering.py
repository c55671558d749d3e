"""What the worker does for the administrator's page: say that it lives, look at what takes time to look at."""

from collections.abc import Callable

from sqlalchemy import Engine

from ..administration import gathering, looking, pulse
from ..config import Settings
from ..foundation.kernel import clock
from .rounds import in_one


def pulse_of(database: Engine) -> Callable[[], object]:
    """What this process does from now on to be known as alive; first it signs on."""
    worker, known = pulse.this_process(clock.now()), False

    def live() -> None:
        nonlocal known
        in_one(database, lambda work: (pulse.beat if known else pulse.sign_on)(work, worker))
        known = True

    return live


def sign_off(database: Engine) -> None:
    in_one(database, lambda work: pulse.sign_off(work, pulse.this_process(clock.now())))


def look_around(database: Engine, settings: Settings) -> int:
    """Look at everything, outside any transaction, and keep what was seen; at how much."""
    seen = gathering.look_at(looking.looks(database, settings))
    in_one(database, lambda work: gathering.mark_key(work, settings.secret_key))
    return in_one(database, lambda work: gathering.keep(work, seen, pulse.this_host()))
