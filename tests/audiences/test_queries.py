"""Who belongs to an audience: the database and the pure value agree, for any organisations, seats and terms."""

import random
from datetime import date, timedelta
from uuid import UUID

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from alliance.audiences import commands, queries
from alliance.audiences.model import SINGLES_MOST
from alliance.audiences.terms import Standing, Term, Terms
from alliance.foundation.kernel.actor import Role
from alliance.foundation.kernel.clock import local_day
from alliance.matrix.model import Advantage, Alliance, Seat, SeatDuty, SeatRole
from alliance.organisations import commands as organisations
from alliance.organisations.model import Organisation
from alliance.people.model import Appointment, Person
from tests.screenless import Counted

ALLIANCES = ("police_bank", "police_telecom", "police_media")
MATRICES = ("publicity_matrix", "crackdown_matrix", "governance_matrix")
SECTORS = ("bank", "carrier")
DISTRICTS = ("140105", "140106")
BANKS = Terms.of([Term(alliance="police_bank")])


def a_population(make, dice):
    """Organisations with random seats, some ended, some suspended; what is known of those that stand."""
    standing = []
    for _ in range(dice.randint(4, 8)):
        organisation = make.organisation(sector_code=dice.choice(SECTORS), district_code=dice.choice(DISTRICTS))
        seats = {}
        for alliance in dice.sample(ALLIANCES, dice.randint(0, 3)):
            served, ended = frozenset(dice.sample(MATRICES, dice.randint(0, 3))), dice.random() < 0.3
            _sit(make, organisation, alliance, served, ended=ended)
            if not ended:
                seats[alliance] = served
        if dice.random() < 0.2:
            with make.work() as work:
                organisations.suspend(work, work.session.get_one(Organisation, organisation.id), "测试")
            continue
        known = (str(organisation.id), organisation.sector_code, organisation.district_code)
        standing.append(Standing(*known, frozenset(seats.items())))
    return standing


def _sit(make, organisation, alliance, matrices, *, ended):
    day = date(2022, 7, 4)
    with make.work() as work:
        seat = Seat(organisation_id=organisation.id, alliance_code=alliance, role=SeatRole.MEMBER, from_on=day)
        seat.to_on = local_day(work.now) if ended else None
        work.session.add(seat)
        work.session.flush()
        for matrix in matrices:
            duty = SeatDuty(
                seat_id=seat.id, matrix_code=matrix, advantage=Advantage.VENUE, from_on=day, to_on=seat.to_on
            )
            work.session.add(duty)


def some_terms(standing):
    ids = st.sampled_from(["", "", *(one.organisation for one in standing)])
    facets = [st.sampled_from(("", *codes)) for codes in (ALLIANCES, MATRICES, SECTORS, DISTRICTS)]
    term = st.builds(Term, *facets, ids)
    return st.builds(Terms.of, st.lists(term, max_size=4), st.lists(term, max_size=3))


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 10_000), st.data())
def test_the_database_finds_those_whom_the_terms_mean(make, freshener, seed, data):
    freshener.refresh()
    standing = a_population(make, random.Random(seed))
    with make.work() as work:
        for terms in data.draw(st.lists(some_terms(standing), min_size=15, max_size=25)):
            meant = {one.organisation for one in standing if terms.include(one)}
            assert {str(found) for found in queries.organisations_in(work, terms)} == meant
            assert queries.preview(work, terms).organisations == len(meant)
            assert queries.is_empty(work, terms) == (not meant)


@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.integers(0, 10_000), st.data())
def test_an_organisation_is_in_exactly_the_stored_audiences_that_mean_it(make, freshener, seed, data):
    freshener.refresh()
    standing = a_population(make, random.Random(seed))
    wanted = data.draw(st.lists(some_terms(standing), min_size=1, max_size=6))
    with make.work() as work:
        kept = {commands.audience_of(work, terms).id: terms for terms in wanted if not queries.is_empty(work, terms)}
        for one in standing:
            found = queries.audiences_of(work, UUID(one.organisation))
            assert found == {audience_id for audience_id, terms in kept.items() if terms.include(one)}


def test_membership_is_read_when_it_is_asked(make):
    organisation = make.organisation()
    with make.work() as work:
        assert queries.organisations_in(work, BANKS) == frozenset()
    make.seat(organisation)
    with make.work() as work:
        audience_id = commands.audience_of(work, BANKS).id
    with make.work() as work:
        assert queries.audiences_of(work, organisation.id) == {audience_id}
        organisations.suspend(work, work.session.get_one(Organisation, organisation.id), "测试")
    with make.work() as work:
        assert queries.organisations_in(work, BANKS) == frozenset()
        assert queries.audiences_of(work, organisation.id) == frozenset()
        organisations.resume(work, work.session.get_one(Organisation, organisation.id))
    with make.work() as work:
        assert queries.audiences_of(work, organisation.id) == {audience_id}


def test_a_closed_alliance_means_nobody(make):
    organisation = make.organisation()
    make.seat(organisation)
    with make.work() as work:
        audience_id = commands.audience_of(work, BANKS).id
        work.session.get_one(Alliance, "police_bank").to_on = local_day(work.now)
    with make.work() as work:
        assert queries.is_empty(work, BANKS)
        assert audience_id not in queries.audiences_of(work, organisation.id)


def test_membership_takes_one_statement_and_a_preview_two(make, portal):
    make.seat(make.organisation())
    terms = Terms.of(
        [Term(alliance="police_bank", matrix="governance_matrix"), Term(sector="bank")], [Term(district="140105")]
    )
    with make.work() as work:
        with Counted(portal) as counted:
            queries.organisations_in(work, terms)
        assert counted.statements == 1
        with Counted(portal) as counted:
            queries.preview(work, terms)
        assert counted.statements == 2


def test_people_are_counted_once_and_only_where_their_appointment_holds(make):
    organisation = make.organisation()
    make.seat(organisation)
    liaison = make.person(Role.LIAISON, organisation=organisation)
    make.person(Role.STAFF, organisation=organisation, to_on=date(2022, 8, 1))
    make.person(Role.STAFF, organisation=make.organisation())
    with make.work() as work:
        today = local_day(work.now)
        work.session.add(
            Appointment(
                person_id=liaison.id,
                role=Role.STAFF,
                organisation_id=organisation.id,
                from_on=today - timedelta(days=1),
            )
        )
    with make.work() as work:
        assert queries.preview(work, BANKS).people == 1
        work.session.get_one(Person, liaison.id).disabled_at = work.now
    with make.work() as work:
        assert queries.preview(work, BANKS).people == 0


def test_a_member_is_found_by_name_short_name_or_pinyin_initials(make):
    organisation = make.organisation("甲银行太原分行")
    make.organisation("乙学校")
    with make.work() as work:
        for text in ("甲银行", "JYH", "太原分行"):
            assert [one.id for one in queries.found(work, text)] == [organisation.id]
        assert queries.found(work, "%") == []


def test_many_single_organisations_are_one_list_in_the_question(make, portal):
    meant = [make.organisation().id for _ in range(3)]
    other = make.organisation()
    strangers = [UUID(int=number) for number in range(1, SINGLES_MOST - 2)]
    terms = Terms.each([*meant, *strangers])
    with make.work() as work:
        with Counted(portal) as counted:
            assert queries.organisations_in(work, terms) == set(meant)
        assert counted.statements == 1
        audience_id = commands.audience_of(work, terms).id
        assert queries.audiences_of(work, meant[0]) == {audience_id}
        assert queries.audiences_of(work, other.id) == frozenset()
        but_one = Terms.of(terms.added, [Term(organisation=str(meant[0]))])
        assert queries.organisations_in(work, but_one) == set(meant[1:])
