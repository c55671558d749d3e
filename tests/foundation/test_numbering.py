"""Numbers are given out in order, each once, also when a series begins twice at the same moment."""

from threading import Barrier, Thread

from alliance.foundation.store.numbering import next_number


def test_numbers_begin_at_one_and_go_on(make):
    with make.work() as work:
        assert [next_number(work.session, "a"), next_number(work.session, "a"), next_number(work.session, "b")] == [
            1,
            2,
            1,
        ]


def test_a_refused_act_leaves_no_gap(make):
    with make.work() as work:
        next_number(work.session, "a")
        work.session.rollback()
    with make.work() as work:
        assert next_number(work.session, "a") == 1


def test_many_who_begin_a_series_at_once_get_a_number_each(make):
    given, ready = [], Barrier(4)

    def take():
        ready.wait()
        with make.work() as work:
            given.append(next_number(work.session, "fresh"))

    threads = [Thread(target=take) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(given) == [1, 2, 3, 4]
