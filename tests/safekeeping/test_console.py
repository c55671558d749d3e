"""A backup from a terminal: taken, looked at, restored in another place."""

import os
import subprocess
import sys
from dataclasses import replace
from datetime import timedelta

import pytest

from alliance.console import doctor
from alliance.files.keeping import Keeping
from alliance.files.store import LocalStore
from alliance.foundation.kernel import clock
from alliance.safekeeping import manifest, taking
from alliance.safekeeping.taking import Holdings
from tests.architecture.source import ROOT


@pytest.fixture
def run(portal, tmp_path, monkeypatch):
    """`run(*words)`: what `flask` says to that."""
    monkeypatch.setattr(Keeping, "store", LocalStore(tmp_path / "files"))
    settings = replace(portal.config["SETTINGS"], backups=tmp_path / "backups")
    monkeypatch.setitem(portal.config, "SETTINGS", settings)
    return lambda *words: portal.test_cli_runner().invoke(args=[str(word) for word in words])


def test_a_backup_is_taken_verified_and_old_ones_go(run, make, tmp_path):
    make.organisation()
    (tmp_path / "backups" / "20250101T000000Z").mkdir(parents=True)
    done = run("backup", "--keep", 1)
    assert done.exit_code == 0, done.output
    (folder,) = (path for path in (tmp_path / "backups").iterdir() if (path / "manifest.json").exists())
    assert done.output.startswith(f"{folder}: ")
    assert "journal up to entry 2," in done.output
    verified = run("backup", "verify", folder)
    assert (verified.exit_code, verified.output[:7]) == (0, "whole: ")
    next(folder.glob("database.*")).unlink()
    damaged = run("backup", "verify", folder)
    assert damaged.exit_code == 1
    assert damaged.output.startswith("Error: ")
    assert "is damaged: database." in damaged.output


def test_a_portal_in_use_is_not_restored_over(run, make, tmp_path):
    make.organisation()
    run("backup")
    refused = run("restore", next((tmp_path / "backups").glob("2*")))
    assert (refused.exit_code, refused.output[:7]) == (1, "Error: ")


def test_contents_that_were_lost_make_the_backup_end_with_trouble(run, make, tmp_path):
    with make.work() as work:
        from alliance.files import commands
        from alliance.files.checking import check
        from tests.files.sound import jpg

        file = commands.keep(work, check(jpg(), "photo.jpg"))
    Keeping.store.remove(file.original)
    done = run("backup")
    assert done.exit_code == 1
    assert "1 contents are missing or altered" in done.output
    assert list(manifest.backups_in(tmp_path / "backups"))


def test_restored_by_a_process_of_its_own(run, make, portal, tmp_path, empty_place):
    make.organisation()
    backup = taking.take(Holdings(portal.database, Keeping.store), tmp_path / "backups", clock.now())
    place = empty_place()
    environment = {
        **os.environ,
        "ALLIANCE_DATABASE_URL": place.database.url.render_as_string(hide_password=False),
        "ALLIANCE_INSTANCE": str(tmp_path / "instance"),
        "ALLIANCE_FILES": str(place.store.folder),
        "ALLIANCE_SECRET_KEY": portal.config["SECRET_KEY"],
    }
    command = [sys.executable, "-m", "flask", "--app", "app", "restore", str(backup.folder), "--verify"]
    done = [
        subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
        for _again in range(2)
    ]
    assert done[0].returncode == 0, done[0].stderr
    assert done[0].stdout.splitlines()[1] == "every row, every content and the journal are as they were backed up"
    assert done[1].returncode == 1
    assert done[1].stderr.startswith("Error: the database of ALLIANCE_DATABASE_URL is in use")


def test_the_doctor_says_where_a_portal_in_production_has_no_backup_of_these_days(run, portal, tmp_path):
    settings = replace(portal.config["SETTINGS"], base_url="https://portal.example.org")
    assert "there is none in" in doctor.backed_up(settings).mend
    assert not doctor.backed_up(portal.config["SETTINGS"]).mend
    holdings, now = Holdings(portal.database, Keeping.store), clock.now()
    taking.take(holdings, settings.backups, now - timedelta(days=2, seconds=1))
    assert "the last one is of" in doctor.backed_up(settings).mend
    taking.take(holdings, settings.backups, now - timedelta(days=1))
    assert not doctor.backed_up(settings).mend
