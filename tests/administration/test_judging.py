"""How each matter is judged: good, to be looked at, to be acted on now, on both sides of every limit."""

from datetime import UTC, datetime, timedelta

import pytest

from alliance.administration.judging import QUIET, SILENT, STALE, judge_database, judge_scanner, judge_worker, report
from alliance.administration.outbox import OVERDUE, judge_letters
from alliance.administration.queries import Key, Letters, Overview, Pulse, Seen
from alliance.administration.spaces import BACKUP_DUE, BACKUP_LATE, LEAST, judge_backup, judge_disks
from alliance.administration.trust import EXPIRES_NOW, EXPIRES_SOON, NEW_KEY, judge_certificate, judge_key
from alliance.administration.verdicts import told
from alliance.administration.vocabulary import Condition as C
from alliance.administration.vocabulary import Looked, Matter

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
SECOND = timedelta(seconds=1)
NO_LETTERS = Letters(0, None, None, 0, 0, 0, None, None)


def pulse(ago, host="node", pid=7):
    return Pulse(host, pid, NOW - ago)


@pytest.mark.parametrize(
    ("pulses", "condition"),
    [
        ([], C.ACT),
        ([pulse(QUIET)], C.GOOD),
        ([pulse(QUIET + SECOND)], C.LOOK),
        ([pulse(SILENT)], C.LOOK),
        ([pulse(SILENT + SECOND)], C.ACT),
        ([pulse(SECOND), pulse(SILENT)], C.GOOD),
        ([pulse(SECOND), pulse(SILENT + SECOND, pid=8)], C.LOOK),
    ],
)
def test_a_worker_is_judged_by_its_last_word(pulses, condition):
    assert judge_worker(pulses, NOW).condition is condition


def test_the_worker_that_fell_silent_is_named():
    found = judge_worker([pulse(SECOND), pulse(SILENT * 2, "other", 44)], NOW)
    assert (found.params["host"], found.params["pid"]) == ("other", "44")


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
    return Letters(**{name: known.get(name, getattr(NO_LETTERS, name)) for name in Letters.__dataclass_fields__})


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
    assert tuple(one.condition for one in judge_letters(letters(**known), NOW)) == conditions


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
    [_database, files, _backups] = judge_disks({"database": disk(50 * LEAST), "files": space, "backups": space})
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
    seen = {Looked.FONTS: Seen(NOW - age, {"present": True})}
    assert report(Overview([], seen, [], NO_LETTERS), "own", NOW).stale is stale


def test_every_matter_has_its_line():
    found = report(Overview([], {}, [], NO_LETTERS), "own", NOW)
    assert {one.matter for _name, group in found.groups for one in group} == set(Matter)
