"""The roster by Excel from a terminal."""

import json

import pytest
from sqlalchemy import func, select

from alliance.journal.model import Entry
from alliance.organisations.model import Organisation
from alliance.sheets.model import RosterSheet
from tests.sheets.books import DATA, FAULTY, ROSTER, book, line, told_faults


@pytest.fixture
def run(portal, tmp_path):
    """`run(content, *options)`: what `flask import-roster` makes of a file with that content."""

    def import_roster(content, *options):
        path = tmp_path / "名单.xlsx"
        path.write_bytes(content)
        return portal.test_cli_runner().invoke(args=["import-roster", str(path), *options])

    return import_roster


def count(make, table):
    with make.work() as work:
        return work.session.scalar(select(func.count()).select_from(table))


def test_without_confirm_it_tells_and_writes_nothing(run, make):
    done = run(ROSTER)
    assert done.exit_code == 0
    assert done.output.splitlines() == ["138 new, 0 changed, 0 same, 0 faults", "nothing was written"]
    assert (count(make, Organisation), count(make, RosterSheet)) == (0, 0)


def test_confirm_takes_the_list_over_as_the_portal_itself(run, make):
    done = run(ROSTER, "--confirm")
    assert (done.exit_code, done.output.splitlines()[-1]) == (0, "taken over")
    assert count(make, Organisation) == 138
    with make.work() as work:
        assert set(work.session.scalars(select(Entry.actor_role))) == {"portal"}
    assert run(ROSTER).output.startswith("0 new, 0 changed, 138 same, 0 faults")
    assert run(ROSTER, "--confirm").exit_code == 0


def test_faults_are_printed_and_stop_the_import(run, make):
    for options in ((), ("--confirm",)):
        done = run(FAULTY, *options)
        assert done.exit_code == 1
        told = [line.split(":")[0] for line in done.output.splitlines()[1:-1]]
        assert told == [f"row {row}, {column}" for row, column in told_faults()]
    assert count(make, Organisation) == 0


def test_json_holds_the_same(run):
    told = json.loads(run(FAULTY, "--json").output)
    assert {key: told[key] for key in ("rows", "new", "changed", "same", "faulty", "taken_over")} == {
        "rows": 60,
        "new": 49,
        "changed": 0,
        "same": 0,
        "faulty": 11,
        "taken_over": False,
    }
    assert [(fault["row"], fault["column"]) for fault in told["faults"]] == told_faults()
    assert told["faults"][4]["says"] == "liaison021(at)example.org"


@pytest.mark.parametrize("content", [b"text", (DATA / "roster-60-with-11-faults.csv").read_bytes(), book()])
def test_what_cannot_be_read_is_one_clear_line(run, content):
    done = run(content)
    assert done.exit_code == 1
    assert done.output.startswith("Error: ")
    assert "Traceback" not in done.output


def test_a_file_that_is_not_there_is_a_wrong_use(portal):
    assert portal.test_cli_runner().invoke(args=["import-roster", "/nowhere.xlsx"]).exit_code == 2


def test_the_preview_of_changes_tells_how_many(run):
    run(book(line()), "--confirm")
    assert run(book(line(outlets=9), line(2))).output.startswith("1 new, 1 changed, 0 same, 0 faults")
