"""How each matter is judged: good, to be looked at, to be acted on now, on both sides of every limit."""

from datetime import UTC, datetime, timedelta

import pytest

from alliance.administration.figures import Bots, Figures, Jobs, Letters
from alliance.administration.judging import QUIET, SILENT, STALE, judge_database, judge_scanner, judge_workers, report
from alliance.administration.outbox import OVERDUE, judge_letters
from alliance.administration.queries import Key, Overview, Pulse, Seen
from alliance.administration.spaces import BACKUP_DUE, BACKUP_LATE, LEAST, judge_backup, judge_backups, judge_disks
from alliance.administration.trust import EXPIRES_NOW, EXPIRES_SOON, NEW_KEY, judge_certificate, judge_key
from alliance.administration.verdicts import each, told
from alliance.administration.vocabulary import Condition as C
from alliance.administration.vocabulary import Looked, Matter
from alliance.administration.waiting import BUSY, judge_bots, judge_jobs

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
SECOND = timedelta(seconds=1)
NO_LETTERS = Letters(0, None, None, 0, 0, 0, None, None)
NO_BOTS = Bots(0, None, 0, None, None, 0, 0, 0)
NO_JOBS = Jobs(0, None, 0, 0, 0)
NOTHING = Figures(NO_LETTERS, NO_BOTS, NO_JOBS)


def pulse(ago, host="node", pid=7):
    return Pulse(host, pid, NOW - ago)


@pytest.mark.parametrize(
    ("pulses", "conditions"),
    [
        ([], [C.ACT]),
        ([pulse(QUIET)], [C.GOOD]),
        ([pulse(QUIET + SECOND)], [C.LOOK]),
        ([pulse(SILENT)], [C.LOOK]),
        ([pulse(SILENT + SECOND)], [C.ACT]),
        ([pulse(SECOND), pulse(SILENT)], [C.GOOD]),
        ([pulse(SECOND), pulse(SILENT + SECOND, pid=8)], [C.GOOD, C.LOOK]),
    ],
)
def test_a_worker_is_judged_by_its_last_word(pulses, conditions):
    assert [one.condition for one in judge_workers(pulses, NOW)] == conditions


def test_each_machine_with_a_worker_that_fell_silent_is_named():
    pulses = [pulse(SECOND), pulse(SILENT * 2, "other", 44), pulse(SILENT * 3, "other", 43), pulse(SILENT * 4, "third")]
    living, *silent = judge_workers(pulses, NOW)
    assert living.params["count"] == 1
    assert {(one.host, one.params["pid"]) for one in silent} == {("other", "44"), ("third", "7")}


@pytest.mark.parametrize(("revision", "condition"), [("0045", C.GOOD), ("0044", C.ACT), ("", C.ACT)])
def test_a_schema_that_is_not_the_newest_is_acted_on(revision, condition):
    details = {"version": "SQLite 3", "revision": revision, "newest": "0045"}
    assert judge_database(details).condition is condition


@pytest.mark.parametrize(
    ("named", "answers", "condition"), [(False, False, C.LOOK), (True, True, C.GOOD), (True, False, C.ACT)]
)
def test_a_scanner_that_is_named_and_away_is_acted_on(named, answers, condition):
    assert judge_scanner({"named": named, "answers": answers}).condition is condition


def letters(**known):
    return NO_LETTERS._replace(**known)


@pytest.mark.parametrize(
    ("known", "conditions"),
    [
        ({}, (C.GOOD, C.GOOD, C.GOOD)),
        ({"sent_at": NOW}, (C.GOOD, C.GOOD, C.GOOD)),
        ({"sent_at": NOW, "failed_at": NOW - SECOND}, (C.GOOD, C.GOOD, C.GOOD)),
        ({"sent_at": NOW - SECOND, "failed_at": NOW}, (C.ACT, C.GOOD, C.GOOD)),
        ({"failed_at": NOW}, (C.ACT, C.GOOD, C.GOOD)),
        ({"waiting": 1, "oldest_at": NOW}, (C.GOOD, C.GOOD, C.GOOD)),
        ({"waiting": 1, "oldest_at": NOW, "retried": 1}, (C.GOOD, C.LOOK, C.GOOD)),
        ({"waiting": 1, "oldest_at": NOW, "overdue_since": NOW - OVERDUE}, (C.GOOD, C.GOOD, C.GOOD)),
        ({"waiting": 1, "oldest_at": NOW, "overdue_since": NOW - OVERDUE - SECOND}, (C.GOOD, C.ACT, C.GOOD)),
        ({"given_up": 1}, (C.GOOD, C.GOOD, C.ACT)),
    ],
)
def test_letters_are_judged_by_the_last_try_the_queue_and_what_was_given_up(known, conditions):
    for seen in ([], saw({"named": True}), saw({"trouble": "OSError"})):
        assert tuple(one.condition for one in judge_letters(letters(**known), seen, NOW)) == conditions


def saw(*details, age=SECOND):
    """What so many machines saw of a matter, the first one last."""
    return [Seen(Looked.MAIL, f"node{number}", NOW - number * age, one) for number, one in enumerate(details, 1)]


def test_mail_that_is_not_set_up_is_said_once_and_letters_wait_for_it():
    late = letters(waiting=2, oldest_at=NOW - OVERDUE, overdue_since=NOW - 2 * OVERDUE)
    found = judge_letters(late, saw({"named": False}, {"named": False}), NOW)
    assert [one.condition for one in found] == [C.ACT, C.LOOK, C.GOOD]
    assert "not set up" in found[0].found
    found = judge_letters(NO_LETTERS, saw({"named": False}), NOW)
    assert [one.condition for one in found] == [C.ACT, C.GOOD, C.GOOD]


def test_one_worker_that_knows_of_no_mail_server_is_named_beside_the_others():
    found = judge_letters(NO_LETTERS, saw({"named": True}, {"named": False}), NOW)
    assert [(one.condition, one.host) for one in found[:2]] == [(C.GOOD, ""), (C.LOOK, "node2")]


@pytest.mark.parametrize(
    ("known", "conditions"),
    [
        ({}, [C.GOOD, C.GOOD]),
        ({"waiting": 3, "oldest_at": NOW}, [C.GOOD, C.GOOD]),
        ({"waiting": 3, "oldest_at": NOW, "failing": 1}, [C.LOOK, C.GOOD]),
        ({"failing": 1}, [C.LOOK, C.GOOD]),
        ({"waiting": 3, "oldest_at": NOW, "overdue_since": NOW - OVERDUE}, [C.GOOD, C.GOOD]),
        ({"waiting": 3, "oldest_at": NOW, "overdue_since": NOW - OVERDUE - SECOND}, [C.ACT, C.GOOD]),
        ({"stopped": 2, "own": 1}, [C.GOOD, C.LOOK]),
    ],
)
def test_bots_are_judged_by_what_waits_and_by_those_that_were_stopped(known, conditions):
    assert [one.condition for one in judge_bots(NO_BOTS._replace(**known), NOW)] == conditions


@pytest.mark.parametrize(
    ("known", "conditions"),
    [
        ({}, [C.GOOD, C.GOOD]),
        ({"running": 1}, [C.GOOD, C.GOOD]),
        ({"waiting": 1, "since": NOW - BUSY}, [C.GOOD, C.GOOD]),
        ({"waiting": 1, "since": NOW - BUSY - SECOND}, [C.ACT, C.GOOD]),
        ({"waiting": 1, "since": NOW - BUSY - SECOND, "running": 1}, [C.LOOK, C.GOOD]),
        ({"failed": 2}, [C.GOOD, C.GOOD]),
        ({"failed": 2, "broken": 1}, [C.GOOD, C.LOOK]),
    ],
)
def test_jobs_are_judged_by_what_waits_and_by_what_failed_on_our_side(known, conditions):
    assert [one.condition for one in judge_jobs(NO_JOBS._replace(**known), NOW)] == conditions


@pytest.mark.parametrize(
    ("age", "condition"),
    [
        (None, C.ACT),
        (BACKUP_DUE, C.GOOD),
        (BACKUP_DUE + SECOND, C.LOOK),
        (BACKUP_LATE, C.LOOK),
        (BACKUP_LATE + SECOND, C.ACT),
    ],
)
def test_a_backup_grows_old(age, condition):
    at = (NOW - age).isoformat() if age else None
    assert judge_backup({"at": at, "production": True}, NOW).condition is condition


def test_a_backup_is_not_urgent_before_the_portal_is_in_production():
    assert judge_backup({"at": None, "production": False}, NOW).condition is C.LOOK


def backups(*ages):
    return saw(*({"at": (NOW - age).isoformat() if age else None, "production": True} for age in ages))


@pytest.mark.parametrize(
    ("ages", "found"),
    [
        ([SECOND], [(C.GOOD, "")]),
        ([None, None], [(C.ACT, "")]),
        ([None, SECOND], [(C.GOOD, "")]),
        ([BACKUP_LATE * 2, SECOND], [(C.GOOD, ""), (C.LOOK, "node1")]),
        ([SECOND, BACKUP_DUE, BACKUP_DUE + SECOND], [(C.GOOD, ""), (C.LOOK, "node3")]),
        ([None, BACKUP_LATE + SECOND], [(C.ACT, "node2")]),
    ],
)
def test_of_several_machines_the_newest_backup_counts_and_older_ones_are_named(ages, found):
    assert [(one.condition, one.host) for one in judge_backups(backups(*ages), NOW)] == found


def test_a_machine_whose_backups_could_not_be_looked_at_is_named():
    seen = [*backups(SECOND), *saw({"trouble": "OSError"})]
    assert [one.condition for one in judge_backups(seen, NOW)] == [C.GOOD, C.LOOK]


def test_each_machine_whose_disk_fills_up_is_named():
    full, empty = ({name: disk(free) for name in ("database", "files", "backups")} for free in (0, 50 * LEAST))
    found = judge_disks(saw(empty, full, empty))
    assert [(one.matter, one.condition, one.host) for one in found if one.matter is Matter.DISK_FILES] == [
        (Matter.DISK_FILES, C.GOOD, ""),
        (Matter.DISK_FILES, C.ACT, "node2"),
    ]
    assert [(one.condition, one.host) for one in judge_disks(saw(full))] == [(C.ACT, "")] * 3


def test_of_several_machines_the_one_that_looked_last_comes_first_and_is_named_where_it_stands_badly():
    found = each(
        Matter.SCANNER, saw({"named": True, "answers": False}, {"named": True, "answers": True}), judge_scanner
    )
    assert [(one.condition, one.host, one.seen_at) for one in found] == [(C.ACT, "node1", NOW - SECOND)]


def test_what_machines_saw_where_no_worker_is_known_any_more_is_left_out():
    seen = saw({"named": True}, {"named": False})
    assert [one.host for one in Overview([pulse(SECOND, "node2")], seen, [], NOTHING).of(Looked.MAIL)] == ["node2"]
    assert [one.host for one in Overview([pulse(SECOND)], seen, [], NOTHING).of(Looked.MAIL)] == ["node1", "node2"]


def disk(free, total=100 * LEAST):
    return {"free": free, "total": total}


@pytest.mark.parametrize(
    ("space", "condition"),
    [
        (disk(50 * LEAST), C.GOOD),
        (disk(15 * LEAST), C.GOOD),
        (disk(15 * LEAST - 1), C.LOOK),
        (disk(5 * LEAST - 1), C.ACT),
        (disk(LEAST - 1, total=LEAST), C.ACT),
        ({"taken": 5}, C.GOOD),
        ({"bucket": "files"}, C.GOOD),
    ],
)
def test_a_disk_fills_up(space, condition):
    [_database, files, _backups] = judge_disks(saw({"database": disk(50 * LEAST), "files": space, "backups": space}))
    assert files.condition is condition


@pytest.mark.parametrize(
    ("left", "distrust", "condition"),
    [
        (EXPIRES_SOON, "", C.GOOD),
        (EXPIRES_SOON - SECOND, "", C.LOOK),
        (EXPIRES_NOW - SECOND, "", C.ACT),
        (-SECOND, "certificate has expired", C.ACT),
        (EXPIRES_SOON, "self-signed certificate", C.ACT),
    ],
)
def test_a_certificate_runs_out_or_is_not_trusted(left, distrust, condition):
    details = {"needed": True, "until": (NOW + left).isoformat(), "distrust": distrust}
    assert judge_certificate(details, NOW).condition is condition


@pytest.mark.parametrize(
    ("details", "condition"),
    [
        ({"needed": False, "open": False}, C.GOOD),
        ({"needed": False, "open": True}, C.ACT),
        ({"needed": True, "away": "TimeoutError"}, C.LOOK),
    ],
)
def test_an_address_without_a_certificate_is_acted_on_where_others_reach_it(details, condition):
    assert judge_certificate(details, NOW).condition is condition


def key(mark, age):
    return Key(mark, NOW - age, NOW)


@pytest.mark.parametrize(
    ("keys", "condition"),
    [
        ([], C.LOOK),
        ([key("own", SECOND)], C.GOOD),
        ([key("own", SECOND), key("old", NEW_KEY)], C.LOOK),
        ([key("own", NEW_KEY), key("old", NEW_KEY * 2)], C.GOOD),
        ([key("other", SECOND)], C.ACT),
    ],
)
def test_a_key_that_changed_is_told_and_two_at_once_are_acted_on(keys, condition):
    assert judge_key(keys, "own", NOW).condition is condition


@pytest.mark.parametrize("details", [None, {"trouble": "OSError"}])
def test_what_nobody_saw_is_to_be_looked_at(details):
    assert told(Matter.FONTS, details, judge_database).condition is C.LOOK


@pytest.mark.parametrize(("age", "stale"), [(STALE, False), (STALE + SECOND, True)])
def test_what_was_seen_long_ago_is_said_to_be_old(age, stale):
    seen = [Seen(Looked.FONTS, "node", NOW - age, {"present": True})]
    assert report(Overview([], seen, [], NOTHING), "own", NOW).stale is stale


def test_every_matter_has_its_line():
    found = report(Overview([], [], [], NOTHING), "own", NOW)
    assert {one.matter for _name, group in found.groups for one in group} == set(Matter)
