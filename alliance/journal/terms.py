"""When a letter goes by mail: at once, in the morning with others, or not at all, as its reader has chosen."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from uuid import UUID

from ..foundation.kernel.clock import LOCAL_ZONE
from .vocabulary import INFORMATION, PRESSING, TOPIC_OF, Manner, Pace, Topic

MORNING = 8
QUIET_FROM, QUIET_UNTIL = 20, 8
"""From evening to morning only what is urgent is sent, where nobody has chosen otherwise."""
MONDAY = 0


@dataclass(frozen=True, slots=True)
class Terms:
    """What a reader has chosen; a topic without a pace goes at once. Quiet hours are full hours of the local clock,
    from one to another, over midnight or not; equal ones are none."""

    paces: Mapping[Topic, Pace] = field(default_factory=dict)
    quiet_from: int = QUIET_FROM
    quiet_until: int = QUIET_UNTIL

    def pace(self, topic: Topic) -> Pace:
        return self.paces.get(topic, Pace.AT_ONCE)

    def quiet(self, hour: int) -> bool:
        if self.quiet_from <= self.quiet_until:
            return self.quiet_from <= hour < self.quiet_until
        return hour >= self.quiet_from or hour < self.quiet_until


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads at an address. `person_id`: whose account it is; None where an organisation named it as an office's."""

    person_id: UUID | None
    terms: Terms


@dataclass(frozen=True, slots=True)
class Posting:
    due_at: datetime
    manner: Manner


def posting(now: datetime, template: str, urgent: bool, terms: Terms) -> Posting | None:
    """When and how the letter goes; None where its reader does without. Duty that somebody wants weekly, or not by
    mail, comes every morning: a day that was set would be over before."""
    topic = TOPIC_OF.get(template)
    if topic is None or urgent or template in PRESSING:
        return Posting(now, Manner.ALONE)
    pace, may_wait = terms.pace(topic), template in INFORMATION
    if pace is Pace.NEVER and may_wait:
        return None
    if pace is Pace.AT_ONCE:
        return Posting(loud(now, terms), Manner.SINGLE)
    return Posting(next_morning(now, terms, weekly=pace is Pace.WEEKLY and may_wait), Manner.BUNDLED)


def next_morning(now: datetime, terms: Terms, *, weekly: bool = False) -> datetime:
    """Eight o'clock next, of a Monday if `weekly`; later, where the reader is quiet for longer."""
    here = now.astimezone(LOCAL_ZONE)
    morning = datetime.combine(here.date(), time(MORNING), LOCAL_ZONE)
    while morning <= here or (weekly and morning.weekday() != MONDAY):
        morning += timedelta(days=1)
    return loud(morning, terms)


def loud(moment: datetime, terms: Terms) -> datetime:
    """`moment`, or when the quiet hours end in which it lies."""
    here = moment.astimezone(LOCAL_ZONE)
    if not terms.quiet(here.hour):
        return moment
    end = datetime.combine(here.date(), time(terms.quiet_until), LOCAL_ZONE)
    return end if end > here else end + timedelta(days=1)
