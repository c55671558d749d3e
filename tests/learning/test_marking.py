"""Marks and votes: once for an organisation and a version, once for a person, and never by a GET."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import func, select

from alliance.cases import reading
from alliance.foundation.kernel.errors import Conflict, NotAllowed, Refusal
from alliance.journal.model import Entry
from alliance.learning import marking, queries
from alliance.learning.model import Receipt, Vote

AT_ONCE = 4


def at_once(make, people, edition, act):
    """Everybody acts at the same moment: 'done', or the status of the refusal."""
    ready = Barrier(len(people))

    def run(person):
        with make.work(person.actor) as work:
            seen = reading.live(work, edition.case_id, edition.kind)
            work.session.rollback()
            ready.wait(10)
            try:
                act(work, seen)
            except Refusal as refused:
                work.session.rollback()
                return refused.status
        return "done"

    with ThreadPoolExecutor(len(people)) as pool:
        return sorted(map(str, pool.map(run, people)))


def count(make, table):
    with make.work() as work:
        return work.session.scalar(select(func.count()).select_from(table))


def test_the_first_who_reads_leaves_the_mark_of_the_organisation(make, people, released, read_by):
    read_by(people.liaison, released, marking.read)
    read_by(people.colleague, released, marking.read)
    assert count(make, Receipt) == 1
    found = read_by(people.colleague, released, queries.standing)
    assert found.read_at is not None
    assert found.received_at is None
    with make.work() as work:
        assert list(work.session.scalars(select(Entry.event).where(Entry.subject == "receipt"))) == ["EditionRead"]


def test_signing_marks_it_as_read_too_and_is_done_once(make, people, released, read_by):
    read_by(people.colleague, released, marking.receive)
    with pytest.raises(Conflict, match="signed for this version"):
        read_by(people.liaison, released, marking.receive)
    with make.work() as work:
        receipt = work.session.scalars(select(Receipt)).one()
    assert (receipt.received_by_id, receipt.read_at) == (people.colleague.id, receipt.received_at)


def test_of_colleagues_who_sign_at_once_one_signs(make, people, released):
    ends = at_once(make, [people.liaison, people.colleague] * (AT_ONCE // 2), released, marking.receive)
    assert ends == ["409"] * (AT_ONCE - 1) + ["done"]
    assert count(make, Receipt) == 1


def test_two_who_read_at_once_leave_one_mark(make, people, released):
    ends = at_once(make, [people.liaison, people.colleague] * (AT_ONCE // 2), released, marking.read)
    assert ends == ["done"] * AT_ONCE
    assert count(make, Receipt) == 1


def test_a_new_version_is_signed_for_anew(make, people, released, share, read_by):
    read_by(people.liaison, released, marking.receive)
    newer = share(released.case_id, story="更正后的经过。")
    assert read_by(people.liaison, newer, queries.standing).received_at is None
    read_by(people.liaison, newer, marking.receive)
    assert count(make, Receipt) == 2


def test_a_version_that_was_replaced_or_withdrawn_is_not_signed_for(people, released, read_by, withdraw):
    def sign(_work, edition, shown_id):
        marking.check_shown(edition, shown_id)

    with pytest.raises(Conflict, match="newer version"):
        read_by(people.liaison, released, sign, people.liaison.id)
    withdraw(released)
    with pytest.raises(Conflict, match="withdrawn"):
        read_by(people.liaison, released, sign, released.id)
    with pytest.raises(Conflict, match="withdrawn"):
        read_by(people.liaison, released, marking.judge, True)


def test_whoever_speaks_for_no_organisation_leaves_no_mark(people, released, read_by):
    with pytest.raises(NotAllowed):
        read_by(people.officer, released, marking.receive)


def test_a_person_has_one_vote_and_may_change_it(make, people, released, read_by):
    for useful in (True, False, True):
        read_by(people.liaison, released, marking.judge, useful)
    read_by(people.colleague, released, marking.judge, False)
    found = read_by(people.colleague, released, queries.standing)
    assert (found.useful, found.not_useful, found.own_vote) == (1, 1, False)
    assert read_by(people.officer, released, queries.standing).own_vote is None


def test_one_person_at_two_devices_has_one_vote(make, people, released):
    ends = at_once(make, [people.liaison] * AT_ONCE, released, lambda work, edition: marking.judge(work, edition, True))
    assert ends == ["done"] * AT_ONCE
    assert count(make, Vote) == 1
