"""What is stored of audiences, and what is refused."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from uuid import UUID, uuid4

import pytest
from sqlalchemy import func, select

from alliance.audiences import commands, kept_queries
from alliance.audiences.commands import KeepText
from alliance.audiences.model import SINGLES_MOST, TERMS_MOST, Audience
from alliance.audiences.terms import Term, Terms
from alliance.foundation.kernel.actor import Role
from alliance.foundation.kernel.errors import Conflict, Invalid
from alliance.journal import queries as journal

BANKS = Terms.of([Term(alliance="police_bank")])


@pytest.fixture(autouse=True)
def a_member(make):
    organisation = make.organisation()
    make.seat(organisation)
    return organisation


@pytest.fixture
def officer(make):
    return make.person(Role.CENTER_OFFICER).actor


def test_equal_audiences_are_one_row(make):
    again = Terms.of([Term(alliance="police_bank", matrix="governance_matrix"), Term(alliance="police_bank")])
    with make.work() as work:
        assert commands.audience_of(work, BANKS).id == commands.audience_of(work, again).id
        assert commands.audience_of(work, Terms.of([Term()])).id != commands.audience_of(work, BANKS).id


@pytest.mark.parametrize(
    "terms",
    [
        Terms(),
        Terms.of([], [Term(sector="bank")]),
        Terms.of([Term(alliance="police_bank")], [Term()]),
        Terms.of([Term(alliance="police_media")]),
        Terms.of([Term(alliance="nowhere")]),
        Terms.of([Term(organisation=str(uuid4()))]),
        Terms.of([Term(sector=str(number)) for number in range(TERMS_MOST + 1)]),
        Terms.each(UUID(int=number) for number in range(SINGLES_MOST + 1)),
    ],
)
def test_an_audience_of_nobody_or_of_too_many_terms_is_refused(make, terms):
    with make.work() as work, pytest.raises(Invalid) as refused:
        commands.audience_of(work, terms)
    assert refused.value.field == "terms"


def test_of_those_who_ask_at_once_each_gets_the_one_row(make):
    ready = Barrier(4)

    def ask(_number):
        ready.wait(10)
        with make.work() as work:
            return commands.audience_of(work, BANKS).id

    with ThreadPoolExecutor(4) as pool:
        ids = set(pool.map(ask, range(4)))
    with make.work() as work:
        stored = work.session.scalar(select(func.count()).select_from(Audience))
    assert (len(ids), stored) == (1, 1)


def test_an_audience_is_kept_under_a_title_and_dropped_and_the_journal_knows(make, officer):
    with make.work(officer) as work:
        kept_id = commands.keep(work, KeepText("全部银行", BANKS)).id
    with make.work(officer) as work:
        (line,) = kept_queries.kept(work)
        assert (line.title, line.terms) == ("全部银行", BANKS)
        commands.drop(work, kept_id)
    with make.work(officer) as work:
        assert kept_queries.kept(work) == []
        assert len(journal.timeline(work, kept_id)) == 2
        with pytest.raises(Conflict):
            commands.drop(work, kept_id)


def test_a_title_is_borne_once(make, officer):
    with make.work(officer) as work:
        commands.keep(work, KeepText("全部银行", BANKS))
    with make.work(officer) as work, pytest.raises(Invalid) as refused:
        commands.keep(work, KeepText("全部银行", Terms.of([Term()])))
    assert refused.value.field == "title"
