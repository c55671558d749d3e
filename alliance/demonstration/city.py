"""A city's years in one go: the demonstration, and around it everything that an alliance of its size has left behind.

In five years a city has 500 member organisations with 1,500 accounts, 20,000 volunteers, 25,000 typical cases, 300
joint actions with 150,000 assignments, 10,000 publicity events and 500,000 entries in the journal. Everything is
invented, and the same for the same seed and day but for some ids.
"""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from random import Random

from sqlalchemy import Engine, func, select

from ..audiences.commands import audience_of
from ..audiences.terms import Term, Terms
from ..foundation.store.work import Work
from ..organisations.model import Organisation
from ..people.model import Person
from ..volunteers.model import Volunteer
from . import (
    many_accounts,
    many_actions,
    many_cases,
    many_entries,
    many_events,
    many_initiatives,
    many_members,
    many_shifts,
    many_volunteers,
)
from .laying import AlreadyMade
from .many_events import Crew
from .many_shifts import Queue
from .many_volunteers import Helper
from .years import IN_PUBLIC, Years, until

AHEAD_DAYS = 45
OFTEN = 20
STORIES_APART = 10_000_000


@dataclass(frozen=True, slots=True)
class Scale:
    """How much there is: of each kind, in all or besides the demonstration's own few."""

    organisations: int
    accounts: int
    volunteers: int
    cases: int
    actions: int
    events: int
    initiatives: int
    entries: int

    def times(self, factor: int) -> "Scale":
        return Scale(*(getattr(self, name) * factor for name in self.__slots__))

    def part(self, divisor: int) -> "Scale":
        """Of everything so much less, but something of everything."""
        return Scale(*(max(1, getattr(self, name) // divisor) for name in self.__slots__))


CITY = Scale(500, 1_500, 20_000, 25_000, 300, 10_000, 40, 500_000)
PROVINCE = replace(CITY.times(7), actions=CITY.actions, initiatives=CITY.initiatives)
"""Seven times as many organisations get the same actions: seven times as many assignments."""
SCALES = {"city": CITY, "province": PROVINCE}


@dataclass(frozen=True, slots=True)
class Making:
    """What each part is made from."""

    work: Work
    scale: Scale
    chance: Random
    years: Years
    seed: int


def make(work: Work, scale: Scale, seed: int) -> Iterator[str]:
    """Lay everything into a portal that holds the demonstration, and name each part that is done: the caller commits
    each, so that no transaction grows beyond bounds."""
    if work.session.scalar(select(Person.id).where(Person.email == many_accounts.FIRST)):
        raise AlreadyMade("such years are made once, into a demonstration that has none")
    chance = Random(seed)  # noqa: S311 - nothing is kept secret by it
    making = Making(work, scale, chance, until(work.now), seed)
    parts: Sequence[tuple[str, Callable[[Making], None]]] = (
        ("members and their accounts", _members),
        ("volunteers, events, shifts, hours", _publicity),
        ("initiatives and pledges", _initiatives),
        ("typical cases", _cases),
        ("joint actions and assignments", _actions),
        ("journal", _entries),
    )
    for name, lay in parts:
        lay(making)
        yield name


def _members(making: Making) -> None:
    work, wanted = making.work, making.scale
    held = work.session.scalar(select(func.count()).select_from(Organisation).where(many_actions.MEMBER)) or 0
    many_members.make(work, max(0, wanted.organisations - held))
    many_accounts.make(work, wanted.accounts)


def _crew(making: Making) -> Crew:
    work = making.work
    accounts = select(Person.email, Person.id).where(Person.email.like("%@demo.example"))
    people = {row.email.partition("@")[0]: row.id for row in work.session.execute(accounts)}
    members = many_actions.asked_of(work, making.scale.organisations, people["bank"])
    everybody = audience_of(work, Terms.of([Term()])).id
    return Crew(members, people["officer"], people["center"], everybody)


def _publicity(making: Making) -> None:
    work, chance, years, crew = making.work, making.chance, making.years, _crew(making)
    joining = many_volunteers.joining(chance, making.scale.volunteers, years)
    helpers = many_volunteers.make(work, chance, joining, crew.members)
    ahead = Years(years.first + timedelta(days=30), years.last + timedelta(days=AHEAD_DAYS))
    begin = ahead.moments(chance, making.scale.events, IN_PUBLIC)
    events = many_events.make(work, chance, begin, crew)
    own = select(Volunteer.id, Person.id, Volunteer.agreed_at).join(Person, Person.id == Volunteer.person_id)
    regular = work.session.execute(own.where(Person.email == "volunteer@demo.example")).one()
    queue = Queue(deque(helpers), Helper(regular[0], regular[1], regular[2]), crew.officer)
    many_shifts.make(work, chance, events, queue)


def _initiatives(making: Making) -> None:
    moments = making.years.moments(making.chance, making.scale.initiatives)
    many_initiatives.make(making.work, making.chance, moments, _crew(making))


def _cases(making: Making) -> None:
    """The accounts that one can sign in to write as many as twenty others."""
    writers = [(one.liaison, one.id) for one in _crew(making).members]
    writers += [one for one in many_cases.writers_of(making.work) for _ in range(OFTEN)]
    making.chance.shuffle(writers)
    moments = making.years.moments(making.chance, making.scale.cases)
    first = making.seed * STORIES_APART
    many_cases.make(making.work, making.scale.cases, many_cases.Told(writers, moments, first))


def _actions(making: Making) -> None:
    scale = making.scale
    apart = max(1, (making.years.days - many_actions.OVERDUE) // scale.actions)
    many_actions.make(making.work, many_actions.Plan(scale.actions, scale.organisations, apart, whole=True))


def _entries(making: Making) -> None:
    many_entries.make(making.work, making.chance, making.scale.entries, making.years)


def count_rows(database: Engine) -> None:
    """Let PostgreSQL count what was laid in, as it does by itself from time to time. SQLite is not told to: by its
    counts it takes a rare state for a common one: a desk took four times as long."""
    if database.dialect.name != "postgresql":
        return
    with database.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.exec_driver_sql("SET statement_timeout = 0")
        connection.exec_driver_sql("VACUUM ANALYZE")
