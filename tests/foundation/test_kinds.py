"""A statement that is built once for all who are alike holds nothing of one of them, and nobody can put it in."""

from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import func, select

from alliance.foundation.kernel import clock
from alliance.foundation.kernel.actor import NOBODY, Role
from alliance.foundation.kernel.clock import local_day
from alliance.foundation.store.kinds import REACHED, by_kind, given
from alliance.organisations.model import Organisation
from alliance.people.model import Person


@pytest.fixture
def liaisons(make):
    """Two of different banks in different districts, at one moment."""
    banks = [make.organisation(district_code=code) for code in ("140105", "140106")]
    return [make.person(Role.LIAISON, organisation=bank) for bank in banks]


def built():
    """A statement about oneself, and how often it was built."""
    times = []

    @by_kind
    def own(work, *more):
        times.append(more)
        me, its, here = work.actor.person_id, work.actor.organisation_id, work.actor.district_code
        asked = select(Person.email).join(Organisation, Organisation.id == its).where(Person.id == me)
        asked = asked.where(Organisation.confirmed_at <= work.now)
        return asked.where(Organisation.district_code == here) if here else asked

    return own, times


def test_each_of_a_kind_gets_what_is_theirs_from_one_statement(make, liaisons):
    own, times = built()
    for person in liaisons:
        with make.work(person.actor) as work:
            assert work.session.execute(own(work), given(work)).one().email == person.email
    assert len(times) == 1


def test_nobody_of_another_kind_is_answered_by_it(make, liaisons):
    own, times = built()
    first = liaisons[0].actor
    others = (
        replace(first, role=Role.STAFF),
        replace(first, organisation_stands=False),
        replace(first, of_the_media=True),
        replace(first, district_code="140105"),
        replace(first, organisation_id=None),
        NOBODY,
    )
    for actor in (first, *others, first):
        with make.work(actor) as work:
            own(work)
    with make.work(first, clock.now() + timedelta(days=1)) as work:
        own(work)
        own(work, "more")
    assert len(times) == len(others) + 3


def test_the_moment_is_that_of_asking_and_the_day_is_known(make, liaisons):
    own, _times = built()
    days = by_kind(lambda work: local_day(work.now))
    now = clock.now()
    with make.work() as work:
        work.session.get_one(Organisation, liaisons[0].actor.organisation_id).confirmed_at = now
    for moment, found in ((now - timedelta(milliseconds=1), 0), (now, 1)):
        with make.work(liaisons[0].actor, moment) as work:
            assert len(work.session.execute(own(work), given(work)).all()) == found
            assert days(work) == local_day(moment)


def test_as_many_as_there_are_stand_for_what_is_reached(make, liaisons):
    banks = [person.actor.organisation_id for person in liaisons]
    among = by_kind(lambda work: select(func.count()).where(Organisation.id.in_(REACHED)))
    with make.work(liaisons[0].actor) as work:
        counts = [work.session.scalar(among(work), given(work, frozenset(banks[:some]))) for some in range(3)]
    assert counts == [0, 1, 2]


def text_of_an_id(work):
    return f"{work.actor.person_id}"


def earlier(work):
    return work.now - timedelta(hours=1)


def later(work):
    return timedelta(hours=1) + work.now


def a_list_of_the_reached(_work):
    return sorted(REACHED)


def a_row(work):
    return work.session.get(Person, work.actor.person_id)


@pytest.mark.parametrize("wrong", [text_of_an_id, earlier, later, a_list_of_the_reached, a_row])
def test_what_would_need_the_person_or_the_moment_fails(make, liaisons, wrong):
    with make.work(liaisons[0].actor) as work, pytest.raises((TypeError, AttributeError)):
        by_kind(partial(wrong))(work)
