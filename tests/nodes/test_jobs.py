"""A job that is asked for at one web node, watched and cancelled at the other, and done by whichever worker has it."""

import re
from collections import Counter
from signal import SIGKILL
from uuid import UUID

import pytest
from sqlalchemy import func, select, update

from alliance.foundation.kernel import clock
from alliance.foundation.kernel.actor import Role
from alliance.jobs.model import Job, JobState
from alliance.journal import queries as journal
from alliance.journal.model import Entry, InboxLetter, Letter
from alliance.organisations.model import Organisation
from alliance.sheets.long import AT_ONCE_MOST
from alliance.sheets.model import RosterSheet
from alliance.sheets.stepping import ROWS
from alliance.sheets.workbook import MEDIA_TYPE
from tests.nodes.processes import await_that
from tests.sheets.books import book, line

MANY = AT_ONCE_MOST + 3
SHEETS = 4


@pytest.fixture
def officers(make):
    return [make.person(Role.CENTER_OFFICER) for _ in range(2)]


def ask_for_import(node, someone, number=0):
    """By its pages; gives the path of the job's page."""
    rows = range(MANY * number, MANY * (number + 1))
    file = {"file": (f"名单{number}.xlsx", book(*map(line, rows)), MEDIA_TYPE)}
    checked = someone.post(f"{node}/sheets/", someone.form(f"{node}/sheets/", "/sheets/"), file)
    assert checked.status_code == 303, checked.text[:2000]
    preview = checked.headers["Location"]
    asked = someone.post(f"{node}{preview}/take-over", someone.form(f"{node}{preview}", "/take-over"))
    assert asked.status_code == 303, asked.text[:2000]
    return asked.headers["Location"]


def job_of(make, path):
    with make.work() as work:
        return work.session.get_one(Job, UUID(path.rpartition("/")[2]))


def counted(make, model, *where):
    with make.work() as work:
        return work.session.scalar(select(func.count()).select_from(model).where(*where))


def done_once(make, imports):
    """Each row is a member once, each act stands in the journal once, and each owner has one letter of each."""
    assert counted(make, Organisation) == imports * MANY
    for event, times in (("SheetTakenOver", imports), ("JobDone", imports), ("OrganisationAdmitted", imports * MANY)):
        assert counted(make, Entry, Entry.event == event) == times
    assert counted(make, InboxLetter, InboxLetter.template == "job_ended") == imports
    assert counted(make, Letter, Letter.template == "job_ended") == imports
    with make.work() as work:
        assert journal.verify(work.session).altered is None


def how_far(node, someone, path):
    """What the page shows: how many are done, and whether it has ended."""
    text = someone.get(f"{node}{path}").text
    far = re.search(rf"<strong>(\d+)</strong> / {MANY}", text)
    return int(far[1]) if far else 0, "hx-trigger" not in text


def test_imports_that_are_asked_for_at_one_node_and_watched_at_the_other_are_done_once_by_two_workers(
    nodes, make, visitor, two_workers, officers
):
    people = [visitor(officers[number % 2]) for number in range(SHEETS)]
    paths = [ask_for_import(nodes.a, one, number) for number, one in enumerate(people)]
    seen, workers = {path: [] for path in paths}, two_workers()

    def watched():
        for one, path in zip(people, paths, strict=True):
            seen[path].append(how_far(nodes.b, one, path))
        return all(its[-1][1] for its in seen.values())

    await_that(watched, lambda: f"{seen}\n" + "\n".join(worker.log for worker in workers))
    for its in seen.values():
        assert its == sorted(its)
        assert its[-1] == (MANY, True)
        assert {done for done, _ended in its} <= {0, ROWS, 2 * ROWS, MANY}
    done_once(make, SHEETS)
    assert {(job_of(make, path).state, job_of(make, path).attempts) for path in paths} == {(JobState.DONE, 1)}
    with make.work() as work:
        assert sorted(one["number"] for one in work.session.scalars(select(RosterSheet.outcome))) == [1, 2, 3, 4]
    assert not [worker.log for worker in workers if "could not" in worker.log or "broke off" in worker.log]


def test_when_the_worker_that_has_it_is_killed_between_two_steps_one_of_the_others_goes_on(
    nodes, make, visitor, two_workers, held_worker, officers
):
    someone = visitor(officers[0])
    path = ask_for_import(nodes.a, someone)
    held, workers = held_worker("second_step"), two_workers()
    assert how_far(nodes.b, someone, path) == (ROWS, False)
    held.stop(SIGKILL)
    behind = ask_for_import(nodes.a, someone, 1)
    await_that(lambda: how_far(nodes.b, someone, behind)[1], lambda: "\n".join(worker.log for worker in workers))
    assert (job_of(make, path).state, job_of(make, path).attempts) == (JobState.RUNNING, 1)
    assert how_far(nodes.b, someone, path) == (ROWS, False)
    with make.work() as work:  # as if the minute were over for which the dead one has it
        work.session.execute(update(Job).where(Job.state == JobState.RUNNING).values(leased_until=clock.now()))
    await_that(lambda: how_far(nodes.b, someone, path)[1], lambda: "\n".join(worker.log for worker in workers))
    assert (job_of(make, path).state, job_of(make, path).attempts) == (JobState.DONE, 2)
    done_once(make, 2)


def test_what_is_cancelled_at_the_other_node_stops_behind_the_step_that_is_kept_and_nobody_goes_on(
    nodes, make, visitor, two_workers, held_worker, officers
):
    someone = visitor(officers[0])
    path = ask_for_import(nodes.a, someone)
    held, workers = held_worker("second_step"), two_workers()
    answer = someone.post(f"{nodes.b}{path}/cancel", someone.form(f"{nodes.b}{path}", "/cancel"))
    assert answer.status_code == 303
    held.go_on()
    assert held.await_end() == 0, held.log
    behind = ask_for_import(nodes.b, someone, 1)
    await_that(lambda: how_far(nodes.a, someone, behind)[1], lambda: "\n".join(worker.log for worker in workers))
    assert (job_of(make, path).state, job_of(make, path).attempts) == (JobState.CANCELLED, 1)
    assert counted(make, Organisation) == ROWS + MANY
    told = someone.get(f"{nodes.a}{path}").text
    for words in (f"<strong>{ROWS}</strong> / {MANY}", "已导入的部分予以保留"):
        assert words in told
    assert Counter(how_far(node, someone, path) for node in (nodes.a, nodes.b)) == {(ROWS, True): 2}
