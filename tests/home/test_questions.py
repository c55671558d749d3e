"""What a desk asks comes back as one answer: each question's rows in their order, and nothing where nothing waits."""

from datetime import date

import pytest
from sqlalchemy import func, select

from alliance.foundation.kernel.actor import Role
from alliance.foundation.kernel.errand import Errand
from alliance.organisations.model import Organisation
from alliance.people.model import Person
from alliance.questions import columns, errands_of, listed, single
from tests.screenless import Counted

O = Organisation  # noqa: E741


def said(found):
    return Errand(found.title, found.more, "", {"id": found.id}, {"since": found.since}, found.day, found.count)


@pytest.fixture
def ask(portal, make):
    def ask(*questions, actor=None):
        with make.work(actor or make.person().actor) as work, Counted(portal) as counted:
            errands = errands_of(work, lambda _work: questions)
        assert counted.statements == bool(questions)
        return errands

    return ask


def named(*order, most=None):
    return listed(select(*columns(title=O.name, more=O.district_code, day=O.joined_on)), said, order, most)


def test_rows_come_question_by_question_each_in_its_order_and_number(make, ask):
    for name in ("甲", "丙", "乙", "丁"):
        make.organisation(name)
    first, last = named(O.name, most=2), named(O.name.desc(), most=3)
    in_order = sorted(["甲", "丙", "乙", "丁"])
    assert [one.words for one in ask(last, first)] == [*in_order[:0:-1], *in_order[:2]]


def test_what_a_question_does_not_select_is_empty(make, ask):
    organisation = make.organisation()
    whole, bare = ask(
        named(O.name), single(select(*columns(id=O.id, since=O.confirmed_at)).where(O.id == organisation.id), said)
    )
    assert (whole.words, whole.why, whole.due) == (organisation.name, "140106", organisation.joined_on)
    assert (whole.address["id"], whole.params["since"], whole.count) == (None, None, 1)
    assert isinstance(whole.due, date)
    assert (bare.words, bare.why, bare.due, bare.count) == ("", "", None, 1)
    assert (bare.address["id"], bare.params["since"]) == (organisation.id, organisation.confirmed_at)


def test_no_number_and_no_row_are_nothing(make, ask):
    counted = select(*columns(count=func.count(O.id)))
    assert ask(single(counted, said), named(O.name)) == []
    make.organisation()
    assert [one.count for one in ask(single(counted, said))] == [1]


def test_nothing_asked_is_no_statement(ask):
    assert ask() == []


def test_questions_are_built_once_and_answered_for_whoever_asks(make):
    banks = [make.organisation() for _ in range(2)]
    people = [make.person(Role.STAFF, organisation=bank) for bank in banks]
    built = []

    def questions(work):
        built.append(work.actor)
        own = single(select(*columns(title=O.name)).where(O.id == work.actor.organisation_id), said)
        return [own, single(select(*columns(title=Person.email)).where(Person.id == work.actor.person_id), said)]

    def told(person):
        with make.work(person.actor) as work:
            return [one.words for one in errands_of(work, questions)]

    assert [told(person) for person in people] == [
        [bank.name, one.email] for bank, one in zip(banks, people, strict=True)
    ]
    assert len(built) == 1


def test_a_column_that_no_answer_has_is_no_question():
    with pytest.raises(KeyError):
        columns(name=O.name)
