"""A job is done once, as its owner of that moment, or not at all; and its owner is told."""

from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import replace
from datetime import timedelta
from threading import Event, Thread
from threading import enumerate as enumerate_threads

import pytest
from sqlalchemy import select

from alliance.console import jobs as console
from alliance.console.jobs import forget_jobs
from alliance.files.keeping import Keeping
from alliance.files.model import StoredFile
from alliance.foundation.kernel import clock
from alliance.foundation.kernel.actor import Role
from alliance.foundation.kernel.errors import MoveNotOpen, TooMany
from alliance.jobs import commands, keeping, queries, running
from alliance.jobs.kinds import Kind, Kinds, Outcome
from alliance.jobs.model import OPEN, Job, JobState
from alliance.journal.model import Entry, InboxLetter, Letter
from alliance.people import appointments, erasing
from alliance.people.model import Appointment, Person
from alliance.plaques.pdf import NoChineseFont
from alliance.policy.can import Can


@pytest.fixture
def officer(make):
    return make.person(Role.CENTER_OFFICER)


def letters(make, someone):
    with make.work() as work:
        asked = select(InboxLetter).where(InboxLetter.person_id == someone.id).order_by(InboxLetter.written_at)
        return [(one.path, one.params["headline"], one.params["reason"]) for one in work.session.scalars(asked)]


def events(make, job_id):
    with make.work() as work:
        asked = select(Entry.event).where(Entry.subject_id == job_id).order_by(Entry.number)
        return list(work.session.scalars(asked))


def replaced(monkeypatch, kind, **changes):
    monkeypatch.setattr(Kinds, "known", {**Kinds.known, kind: replace(Kinds.known[kind], **changes)})


def at_their_end(bench, someone, monkeypatch):
    """Twenty jobs, one after the other, each with the worker that is about to finish it."""
    at_the_end = Event()

    def settle(work, job):
        at_the_end.set()
        return Outcome(3)

    replaced(monkeypatch, "made", prepare=lambda run: None, settle=settle)
    for _ in range(20):
        job_id = bench.ask(someone)
        at_the_end.clear()
        worker = Thread(target=bench.do)
        worker.start()
        assert at_the_end.wait(10)
        yield job_id, worker


def at(bench, moment):
    return replace(bench.place, clock=lambda: moment)


def test_it_is_done_as_its_owner_who_gets_a_letter_and_a_file(bench, officer, make):
    job_id = bench.ask(officer, secret="13800138000")
    assert bench.do()
    assert not bench.do()
    job = bench.job(job_id)
    assert (job.state, job.done, job.total, job.attempts) == (JobState.DONE, 3, 3, 1)
    assert job.params == {}
    assert {(actor.person_id, actor.role) for actor in bench.seen} == {(officer.id, Role.CENTER_OFFICER)}
    with make.work() as work:
        file = work.session.get_one(StoredFile, job.file_id)
        assert file.kept_by_id == officer.id
        with Keeping.store.open(file.shared) as content:
            assert content.read() == b"%PDF-1.7 what was made"
    assert letters(make, officer) == [(f"/jobs/{job_id}", "This is done", "")]
    assert events(make, job_id) == ["JobAsked", "JobDone"]


def test_one_that_is_refused_fails_with_words_and_a_letter(bench, officer, make):
    job_id = bench.ask(officer, "failing")
    assert bench.do()
    job = bench.job(job_id)
    assert job.state is JobState.FAILED
    assert job.words.startswith("The members have changed")
    assert letters(make, officer) == [(f"/jobs/{job_id}", "This could not be done", job.words)]
    assert events(make, job_id) == ["JobAsked", "JobFailed"]


def test_one_that_breaks_off_is_tried_three_times_and_then_fails(bench, officer, make):
    job_id, moment = bench.ask(officer, "breaking"), clock.now()
    for _ in range(5):
        while running.do_next(at(bench, moment)):
            continue
        moment += running.RETRY_AFTER
    job = bench.job(job_id)
    assert bench.seen == ["tried"] * running.TRIES_MOST
    assert (job.state, job.words) == (JobState.FAILED, running.FAILED)
    assert len(letters(make, officer)) == 1


def test_whose_worker_died_three_times_is_given_up(bench, officer, make):
    job_id, moment = bench.ask(officer), clock.now()
    for _ in range(running.TRIES_MOST):
        assert running._claim(at(bench, moment))
        assert not running.do_next(at(bench, moment))
        moment += running.LEASE
    assert not running.do_next(at(bench, moment))
    job = bench.job(job_id)
    assert (job.state, job.words_params) == (JobState.FAILED, {"tries": 3})
    assert letters(make, officer)[0][1] == "This could not be done"


def test_a_worker_that_wakes_up_late_ends_nothing(bench, officer, monkeypatch, make):
    job_id, late = bench.ask(officer), []

    def overtaken(work, job):
        if not late:
            late.append(job)
            assert running.do_next(at(bench, clock.now() + 2 * running.LEASE))
        return Outcome(3)

    replaced(monkeypatch, "made", prepare=lambda run: overtaken(None, run), settle=lambda work, job: Outcome(3))
    bench.do()
    job = bench.job(job_id)
    assert (job.state, job.attempts) == (JobState.DONE, 2)
    assert len(letters(make, officer)) == 1
    assert events(make, job_id) == ["JobAsked", "JobDone"]


def test_while_another_has_it_the_first_ends_nothing(bench, officer, monkeypatch):
    job_id = bench.ask(officer)
    taken = []

    def overtaken(run):
        taken.append(running._claim(at(bench, clock.now() + 2 * running.LEASE)))

    replaced(monkeypatch, "made", prepare=overtaken, settle=lambda work, job: Outcome(3))
    assert bench.do()
    job = bench.job(job_id)
    assert (job.state, job.attempts, taken[0].attempt) == (JobState.RUNNING, 2, 2)


def test_what_is_handed_back_another_begins_at_once_and_the_first_ends_nothing(bench, officer, monkeypatch, make):
    """Nor while the other has it, nor after: its number is an older one, though no try was lost."""
    job_id, runs = bench.ask(officer), []

    def handed_back(run):
        runs.append(run)
        if len(runs) == 1:
            running.hand_back(bench.place)
            assert bench.job(job_id).state is JobState.QUEUED
            assert running.do_next(replace(bench.place, taken=[]))
        else:
            with pytest.raises(running.Stopped):
                runs[0].told(1)

    replaced(monkeypatch, "made", prepare=handed_back, settle=lambda work, job: Outcome(3))
    assert bench.do()
    assert len(runs) == 2
    job = bench.job(job_id)
    assert (job.state, job.attempts, job.tries) == (JobState.DONE, 2, 1)
    assert len(letters(make, officer)) == 1
    assert events(make, job_id) == ["JobAsked", "JobDone"]
    assert bench.place.taken == []


def test_what_was_handed_back_the_first_does_not_end_while_another_has_it(bench, officer, monkeypatch):
    job_id, taken = bench.ask(officer), []

    def handed_back(run):
        running.hand_back(bench.place)
        taken.append(running._claim(bench.place))

    replaced(monkeypatch, "made", prepare=handed_back, settle=lambda work, job: Outcome(3))
    assert bench.do()
    job = bench.job(job_id)
    assert (job.state, job.attempts, job.tries, taken[0].attempt) == (JobState.RUNNING, 2, 1, 2)


def test_however_often_it_is_handed_back_it_has_its_three_tries(bench, officer, monkeypatch):
    job_id, moment = bench.ask(officer, "breaking"), clock.now()
    with monkeypatch.context() as patch:
        replaced(patch, "breaking", prepare=lambda run: running.hand_back(bench.place))
        for number in range(1, 2 * running.TRIES_MOST):
            assert bench.do()
            job = bench.job(job_id)
            assert (job.state, job.attempts, job.tries) == (JobState.QUEUED, number, 0)
    for _ in range(running.TRIES_MOST):
        assert bench.job(job_id).state in OPEN
        assert running.do_next(at(bench, moment))
        moment += running.RETRY_AFTER
    assert bench.job(job_id).state is JobState.FAILED
    assert bench.seen == ["tried"] * (3 * running.TRIES_MOST - 1)


def test_handing_back_and_finishing_race_and_one_of_them_wins(bench, officer, make, monkeypatch):
    for job_id, worker in at_their_end(bench, officer, monkeypatch):
        running.hand_back(bench.place)
        worker.join()
        job = bench.job(job_id)
        done = job.state is JobState.DONE
        assert job.tries == (1 if done else 0)
        assert events(make, job_id) == ["JobAsked", *(["JobDone"] if done else [])]
        if not done:
            assert bench.do()


@pytest.mark.parametrize(("seconds", "state", "tries"), [(30, JobState.DONE, 1), (0, JobState.QUEUED, 0)])
def test_told_to_stop_a_worker_gives_a_job_some_time(bench, officer, portal, monkeypatch, seconds, state, tries):
    """Then it hands it back, and takes up no other."""
    monkeypatch.setattr(console, "SECONDS_TO_END", seconds)
    job_id, next_id = bench.ask(officer), bench.ask(officer)
    begun, let_go, stopped, others = Event(), Event(), Event(), set(enumerate_threads())

    def prepare(run):
        begun.set()
        assert let_go.wait(60)

    replaced(monkeypatch, "made", prepare=prepare, settle=lambda work, job: Outcome(3))
    worker = Thread(target=console.do_jobs_until, args=(portal, portal.config["SETTINGS"], stopped))
    worker.start()
    assert begun.wait(60)
    stopped.set()
    if seconds:
        let_go.set()
    worker.join()
    job, other = bench.job(job_id), bench.job(next_id)
    let_go.set()
    for thread in set(enumerate_threads()) - others:  # what a process that ends would cut goes on here
        thread.join()
    assert (job.state, job.tries) == (state, tries)
    assert (other.state, other.attempts) == (JobState.QUEUED, 0)


def test_two_workers_do_each_job_once(bench, make):
    people = [make.person(Role.CENTER_OFFICER) for _ in range(4)]
    ids = [bench.ask(person) for person in people for _ in range(3)]
    workers = [Thread(target=lambda: [None for _ in iter(bench.do, False)]) for _ in range(3)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    jobs = [bench.job(job_id) for job_id in ids]
    assert {(job.state, job.attempts) for job in jobs} == {(JobState.DONE, 1)}
    assert len(bench.seen) == 3 * len(ids)
    with make.work() as work:
        assert len(work.session.scalars(select(StoredFile.id)).all()) == len(ids)


def test_one_that_is_cancelled_while_it_is_prepared_keeps_nothing(bench, officer, make, monkeypatch):
    job_id = bench.ask(officer)
    settled = []

    def prepare(run):
        with make.work(officer.actor) as work:
            commands.cancel(work, queries.find(work, job_id))
        run.told(1)
        settled.append("went on")

    replaced(monkeypatch, "made", prepare=prepare)
    assert bench.do()
    job = bench.job(job_id)
    assert (job.state, job.file_id, job.params, settled) == (JobState.CANCELLED, None, {}, [])
    assert letters(make, officer) == []
    assert events(make, job_id) == ["JobAsked", "JobCancelled"]


def test_cancelling_and_finishing_race_and_one_of_them_wins(bench, officer, make, monkeypatch):
    """Whichever commits first: then the other finds that it came too late, and nothing is half done."""
    cancelled = []
    for job_id, worker in at_their_end(bench, officer, monkeypatch):
        try:
            with make.work(officer.actor) as work:
                commands.cancel(work, queries.find(work, job_id))
            cancelled.append(True)
        except MoveNotOpen:
            cancelled.append(False)
        worker.join()
        state = bench.job(job_id).state
        assert state is (JobState.CANCELLED if cancelled[-1] else JobState.DONE)
        assert events(make, job_id)[1:] == ["JobCancelled" if cancelled[-1] else "JobDone"]


def ended(make, someone):
    with make.work() as work:
        appointments.end(work, work.session.get_one(Appointment, someone.appointment_id))


def disabled(make, someone):
    with make.work() as work:
        appointments.disable(work, work.session.get_one(Person, someone.id))


@pytest.mark.parametrize("lose", [ended, disabled])
def test_what_its_owner_may_no_longer_do_is_not_done(bench, officer, make, lose):
    job_id = bench.ask(officer)
    lose(make, officer)
    assert bench.do()
    job = bench.job(job_id)
    assert (job.state, job.file_id, bench.seen) == (JobState.FAILED, None, [])
    assert "role under which" in job.words


def test_a_right_that_is_lost_while_it_is_prepared_ends_it(bench, officer, make, monkeypatch):
    job_id, settled = bench.ask(officer), []
    replaced(
        monkeypatch, "made", prepare=lambda run: ended(make, officer), settle=lambda work, job: settled.append(job)
    )
    assert bench.do()
    assert bench.job(job_id).state is JobState.FAILED
    assert settled == []


def test_the_question_of_the_door_is_asked_again(bench, officer, make, monkeypatch):
    """As if the page had been asked for: who may not do it, or not see its thing, gets nothing of it. So before what is
    settled, and before what is read: see `test_what_is_read_is_asked_for_too`."""
    for changes in ({"can": Can.READ_PEOPLE}, {"subject": lambda work, params: None}):
        job_id = bench.ask(officer)
        with monkeypatch.context() as patch:
            replaced(patch, "made", prepare=lambda run: None, **changes)
            assert bench.do()
        assert bench.job(job_id).state is JobState.FAILED
    assert bench.seen == []


def test_what_is_read_is_asked_for_too(bench, officer, monkeypatch):
    replaced(monkeypatch, "made", can=Can.READ_PEOPLE)
    bench.ask(officer)
    assert bench.do()
    assert bench.seen == []


def test_an_office_of_somebody_else_is_nobodys(bench, officer, make):
    """A row that names another's appointment is not done under it."""
    other = make.person(Role.CENTER_ADMIN)
    job_id = bench.ask(officer)
    with make.work() as work:
        work.session.get_one(Job, job_id).appointment_id = other.appointment_id
    assert bench.do()
    assert bench.job(job_id).state is JobState.FAILED


def test_who_has_five_jobs_open_waits(bench, officer, make):
    for _ in range(commands.OPEN_MOST):
        bench.ask(officer)
    with pytest.raises(TooMany):
        bench.ask(officer)
    bench.ask(make.person(Role.CENTER_OFFICER))
    bench.do()
    bench.ask(officer)


def test_two_that_are_asked_for_at_once_are_counted_one_after_the_other(bench, officer, make):
    for _ in range(commands.OPEN_MOST - 1):
        bench.ask(officer)
    with ThreadPoolExecutor(1) as pool:
        with make.work(officer.actor) as work:
            commands.ask(work, commands.JobText("made", 3, "zh_Hans_CN"))
            second = pool.submit(bench.ask, officer)
            wait([second], timeout=1)
        with pytest.raises(TooMany):
            second.result()


def test_a_lease_is_renewed_while_the_work_goes_on(bench, officer, monkeypatch):
    """What is done in whole tells nothing: its worker lives, so nobody else takes it up."""
    job_id, renewed = bench.ask(officer), Event()
    monkeypatch.setattr(running, "RENEWED_EVERY", timedelta(milliseconds=20))
    begun = []

    def prepare(run):
        begun.append(bench.job(job_id).leased_until)
        while bench.job(job_id).leased_until == begun[0]:
            renewed.wait(0.01)
        renewed.set()

    replaced(monkeypatch, "made", prepare=prepare, settle=lambda work, job: Outcome(3))
    assert bench.do()
    assert renewed.is_set()
    assert bench.job(job_id).state is JobState.DONE


def test_jobs_and_their_files_are_erased_after_a_week(bench, officer, make, portal):
    old, fresh, waiting = bench.ask(officer), bench.ask(officer), bench.ask(officer)
    bench.do(), bench.do()
    with make.work() as work:
        job = work.session.get_one(Job, old)
        job.state_since -= keeping.KEPT_FOR + timedelta(hours=1)
        work.session.get_one(Job, waiting).state_since -= keeping.KEPT_FOR * 2
        content = work.session.get_one(StoredFile, job.file_id).shared
    assert Keeping.store.has(content)
    assert forget_jobs(portal.database) == 1
    assert not Keeping.store.has(content)
    with make.work() as work:
        assert set(work.session.scalars(select(Job.id))) == {fresh, waiting}
        assert len(work.session.scalars(select(StoredFile.id)).all()) == 1


def test_nothing_stays_of_somebody_who_is_erased(bench, make, monkeypatch):
    """Nor of what is under way for her."""
    volunteer = make.person(Role.VOLUNTEER)
    replaced(monkeypatch, "made", can=Can.TAKE_CASES)
    bench.ask(volunteer)
    bench.do()
    bench.ask(volunteer)

    def erase(run):
        with make.work() as work:
            assert erasing.erase_account(work, volunteer.id, Role.VOLUNTEER)
        run.told(1)

    replaced(monkeypatch, "made", prepare=erase)
    assert bench.do()
    with make.work() as work:
        assert work.session.scalars(select(Job.id)).all() == []
        assert work.session.scalars(select(StoredFile.id)).all() == []


def test_what_the_server_lacks_is_tried_again_and_told_in_the_end(bench, officer, make, monkeypatch):
    """A refusal that time may mend: no font, no scanner."""

    def lacking(run):
        raise NoChineseFont()

    replaced(monkeypatch, "made", prepare=lacking)
    job_id, moment = bench.ask(officer), clock.now()
    running.do_next(at(bench, moment))
    assert bench.job(job_id).state is JobState.RUNNING
    for _ in range(running.TRIES_MOST):
        moment += running.RETRY_AFTER
        running.do_next(at(bench, moment))
    assert bench.job(job_id).state is JobState.FAILED
    assert "no Chinese font" in letters(make, officer)[0][2]


def test_the_letter_holds_nothing_of_what_was_asked_for(bench, officer, make):
    bench.ask(officer, secret="张三")
    bench.do()
    with make.work() as work:
        [letter] = work.session.scalars(select(Letter)).all()
        assert letter.address == officer.email
        assert "张三" not in str(letter.params)
        assert "迎泽" not in str(letter.params)


def test_a_kind_that_is_no_more_fails(bench, officer, monkeypatch):
    job_id = bench.ask(officer)
    monkeypatch.setattr(Kinds, "known", {})
    assert not bench.do()
    assert bench.job(job_id).state is JobState.FAILED


def test_every_kind_says_what_its_door_says(portal):
    """The permission of a kind with an address is that of its page: it cannot be wider."""
    for kind in Kinds.known.values():
        assert isinstance(kind, Kind)
        if kind.endpoint:
            assert portal.view_functions[kind.endpoint].permission is kind.can
