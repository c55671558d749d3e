"""Telling groups what waits for them, as the worker does it."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from sqlalchemy import Engine

from ..bots import delivery
from ..bots.delivery import Batch
from ..bots.vocabulary import SLOW, Answer
from ..foundation.kernel import clock
from .rounds import in_one

Said = Callable[[Batch, datetime], Answer]


def tell_groups(database: Engine, say: Said, now: Callable[[], datetime] = clock.now) -> int:
    """Say what is due, bot by bot; how many times something was said. One that hangs ends the round: letters come
    first, and the others have their turn in the next."""
    count = 0
    while batch := in_one(database, delivery.lease, now):
        answer = say(batch, now())
        in_one(database, partial(delivery.settle, batch=batch, answer=answer), now)
        count += 1
        if answer in SLOW:
            break
    return count
