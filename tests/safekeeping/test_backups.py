"""A backup shows one moment of a portal in use, and comes back as it was: into an empty place, and nowhere else."""

import json
import os
import subprocess
import threading
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import inspect, make_url, text

from alliance.files import caring, commands
from alliance.files.keeping import Keeping
from alliance.files.model import StoredFile
from alliance.files.store import LocalStore
from alliance.foundation.kernel import clock
from alliance.foundation.store import migrate
from alliance.journal.record import Journal
from alliance.safekeeping import contents, manifest, postgresql, restoring, taking
from alliance.safekeeping.contents import path_of
from alliance.safekeeping.manifest import Unfit
from tests.files.sound import jpg, pdf


def every_row(engine, but=()):
    """{table: its rows as text, in order}, of all tables but the bigrams, which hold no text of their own."""
    found = {}
    with engine.connect() as connection:
        for name in inspect(connection).get_table_names():
            if "bigrams" not in name and name not in but:
                rows = connection.execute(text(f'SELECT * FROM "{name}"')).all()
                found[name] = sorted(repr(tuple(row)) for row in rows)
    return found


def every_content(store):
    return {path.name: path.read_bytes() for path in store.folder.rglob("*") if path.is_file()}


def fill(safe):
    organisation = safe.make.organisation()
    safe.make.seat(organisation)
    safe.make.person(organisation=organisation)
    return safe.attach(jpg(), "photo.jpg"), safe.attach(pdf(), "report.pdf")


def test_what_is_restored_into_an_empty_place_equals_what_was_there_row_by_row_and_file_by_file(safe):
    fill(safe)
    backup = safe.take()
    place = safe.restored(backup)
    there = every_row(safe.holdings.database)
    assert every_row(place.database) == there
    assert len(there) > 60
    assert len(there["stored_file"]) == 2
    assert len(every_content(place.store)) == 4
    assert every_content(place.store) == every_content(safe.holdings.store)
    assert restoring.lost(place, backup) == []
    assert backup.rows >= sum(map(len, there.values()))


class Writers:
    """Threads that write until the block ends: members come, files are attached, others discarded and swept away."""

    def __init__(self, safe):
        self.safe, self.stopped, self.acts, self.failures = safe, threading.Event(), 0, []

    def admit(self):
        self.safe.make.organisation()

    def attach_and_discard(self):
        kept = [self.safe.attach(jpg(), "photo.jpg") for _ in range(2)]
        with self.safe.make.work() as work:
            commands.discard(work, work.session.get_one(StoredFile, kept[0].id))

    def sweep(self):
        with self.safe.make.work() as work:
            caring.sweep(work)

    def write(self, act):
        while not self.stopped.is_set():
            try:
                act()
                self.acts += 1
            except Exception as failure:
                self.failures.append(failure)

    def __enter__(self):
        acts = (self.admit, self.attach_and_discard, self.sweep)
        self.threads = [threading.Thread(target=self.write, args=(act,)) for act in acts]
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self.stopped.set()
        for thread in self.threads:
            thread.join()


def test_a_backup_under_writes_is_one_moment_whose_files_are_all_there(safe):
    old, _ = fill(safe)
    for path in safe.holdings.store.folder.rglob("*"):
        os.utime(path, (0, 0))
    with safe.make.work() as work:
        commands.discard(work, work.session.get_one(StoredFile, old.id))
    with Writers(safe) as writers:
        backups = []
        while len(backups) < 3 or writers.acts < 30:
            backups.append(safe.take())
    assert writers.failures == []
    assert [backup.lacking for backup in backups] == [[]] * len(backups)
    numbers = [backup.entries for backup in backups]
    assert numbers == sorted(numbers)
    assert numbers[0] < numbers[-1]
    for backup in (backups[0], backups[-1]):
        place = safe.restored(backup)
        assert restoring.lost(place, backup) == []
        named = {path.name for path in backup.folder.glob("files/??/??/*")}
        with place.database.connect() as connection:
            rows = connection.execute(text("SELECT original, shared FROM stored_file")).all()
        assert named == {name for row in rows for name in row}
        assert backup.tables["journal_entry"].count == backup.entries


class Interrupted(LocalStore):
    """Once its names were told, something else happens."""

    def names_before(self, moment):
        yield from super().names_before(moment)
        self.then()


def test_what_is_attached_after_the_store_was_looked_through_is_in_the_backup(safe):
    fill(safe)
    store = Interrupted(safe.holdings.store.folder)
    store.then = lambda: safe.attach(jpg(), "photo.jpg")
    backup = safe.take(taking.Holdings(safe.holdings.database, store))
    assert (backup.files, backup.lacking) == (6, [])


def test_what_is_swept_away_after_the_database_was_read_is_in_the_backup(safe, monkeypatch):
    file, _ = fill(safe)
    for path in safe.holdings.store.folder.rglob("*"):
        os.utime(path, (0, 0))
    named = contents.named

    def sweep_then(connection):
        found = named(connection)
        with safe.make.work() as work:
            commands.discard(work, work.session.get_one(StoredFile, file.id))
        with safe.make.work() as work:
            assert caring.sweep(work) == 2
        return found

    monkeypatch.setattr(contents, "named", sweep_then)
    backup = safe.take()
    assert (backup.files, backup.lacking) == (4, [])


def test_a_backup_of_an_earlier_schema_comes_back_in_the_newest(safe):
    fill(safe)
    earlier = safe.restored(safe.take())
    migrate.downgrade(earlier.database, "0040")
    before = every_row(earlier.database, but={"alembic_version"})
    backup = safe.take(earlier)
    assert backup.revision == "0040"
    assert "reminder" not in backup.tables
    place = safe.restored(backup)
    assert migrate.current_revision(place.database) == migrate.newest_revision()
    after = every_row(place.database)
    kept = {name: rows for name, rows in after.items() if name in before}
    wider = {name for name in before if kept[name] != before[name]}
    assert wider <= {"fraud_type"}  # it has got two columns since, with nothing in them
    for name in wider:
        assert [row.removesuffix(", None, None)") + ")" for row in kept[name]] == before[name]
    assert {"reminder", "inbox_letter"} <= after.keys()
    assert restoring.lost(place, backup) == []


def damage(path):
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)


@pytest.mark.parametrize("part", ["database", "content", "sums", "manifest"])
@pytest.mark.parametrize("how", ["altered", "missing"])
def test_a_damaged_backup_is_refused_in_words_and_nothing_is_restored(safe, part, how):
    fill(safe)
    folder = safe.take().folder
    paths = {
        "database": next(folder.glob("database.*")),
        "content": next(folder.glob("files/??/??/*")),
        "sums": folder / "SHA256SUMS",
        "manifest": folder / "manifest.json",
    }
    if how == "missing":
        paths[part].unlink()
    elif part == "manifest":
        paths[part].write_text(paths[part].read_text().replace('"entries": ', '"entries": 1'))
    else:
        damage(paths[part])
    place = safe.empty()
    with pytest.raises(Unfit, match=r"damaged|no whole backup|seal"):
        restoring.restore(place, folder, clock.now())
    assert not place.store.folder.exists()
    assert restoring.databases.is_empty(place.database)


def test_a_backup_of_another_portal_is_refused(safe, monkeypatch):
    folder = safe.take().folder
    monkeypatch.setattr(Journal, "key", b"of another portal")
    with pytest.raises(Unfit, match="ALLIANCE_SECRET_KEY"):
        restoring.check(folder)


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"backup": {}}', '{"backup": {"at": 1}}'])
def test_what_is_no_manifest_is_told_so(safe, content):
    folder = safe.take().folder
    (folder / "manifest.json").write_text(content)
    with pytest.raises(Unfit, match=r"damaged|seal"):
        restoring.check(folder)
    assert list(manifest.backups_in(safe.folder)) == []


def reseal(backup, **changes):
    """As another release or another kind of portal would have written it."""
    told = json.loads((backup.folder / "manifest.json").read_text())["backup"] | changes
    text_of = manifest.write(manifest._backup(backup.folder, told))
    (backup.folder / "manifest.json").write_text(text_of)


def test_it_is_restored_into_an_empty_place_only(safe, tmp_path):
    fill(safe)
    backup = safe.take()
    with pytest.raises(Unfit, match="database of ALLIANCE_DATABASE_URL is in use"):
        restoring.restore(
            taking.Holdings(safe.holdings.database, LocalStore(tmp_path / "none")), backup.folder, clock.now()
        )
    with pytest.raises(Unfit, match="folder of ALLIANCE_FILES holds something"):
        restoring.restore(taking.Holdings(safe.empty().database, safe.holdings.store), backup.folder, clock.now())


@pytest.mark.parametrize(
    ("changes", "words"), [({"revision": "9999"}, "newer than"), ({"kind": "oracle"}, "names one of")]
)
def test_what_this_portal_cannot_read_is_refused(safe, changes, words):
    backup = safe.take()
    reseal(backup, **changes)
    place = safe.empty()
    with pytest.raises(Unfit, match=words):
        restoring.restore(place, backup.folder, clock.now())
    assert restoring.databases.is_empty(place.database)


def test_rows_that_come_back_otherwise_are_told(safe):
    """As if the database's program had lost a row."""
    backup = safe.take()
    lost = {
        name: {"count": rows.count + (name == "district"), "mark": rows.mark} for name, rows in backup.tables.items()
    }
    reseal(backup, tables=lost)
    with pytest.raises(Unfit, match=r"differs: table district$"):
        safe.restored(backup)


def test_where_the_database_cannot_be_restored_no_file_stays(safe, monkeypatch):
    fill(safe)
    backup = safe.take()
    file = next(backup.folder.glob("database.*"))
    file.write_bytes(b"of no database")
    digests = restoring.sums.read(backup.folder, backup.sums) | {file.name: restoring.sums.digest_of(file)}
    (backup.folder / "SHA256SUMS").unlink()
    reseal(backup, sums=restoring.sums.write(backup.folder, digests))
    place = safe.empty()
    with pytest.raises(Exception, match=r"not a database|pg_restore failed"):
        restoring.restore(place, backup.folder, clock.now())
    assert every_content(place.store) == {}
    assert restoring.databases.is_empty(place.database)


def test_only_the_portal_may_read_a_backup(safe):
    before = os.umask(0)
    try:
        fill(safe)
        safe.take()
    finally:
        os.umask(before)
    paths = [safe.folder, *safe.folder.rglob("*")]
    assert {path.stat().st_mode & 0o777 for path in paths if path.is_file()} == {0o600}
    assert {path.stat().st_mode & 0o777 for path in paths if path.is_dir()} == {0o700}


def test_the_key_is_in_no_backup(safe, portal):
    fill(safe)
    folder = safe.take().folder
    key = portal.config["SECRET_KEY"].encode()
    contents = [path.read_bytes() for path in folder.rglob("*") if path.is_file()]
    assert not any(
        key in content or Journal.key in content or Journal.key.hex().encode() in content for content in contents
    )


def test_a_content_is_copied_once_and_linked_by_later_backups_unless_it_was_damaged(safe):
    file, other = fill(safe)
    first, second = safe.take(), safe.take()
    places = [backup.folder / path_of(file.original) for backup in (first, second)]
    assert places[0].samefile(places[1])
    damage(places[1])
    third = safe.take()
    assert restoring.check(third.folder) == third
    with pytest.raises(Unfit, match=f"{path_of(file.original)} was altered"):
        restoring.check(second.folder)
    with safe.make.work() as work:
        commands.discard(work, work.session.get_one(StoredFile, other.id))
    assert safe.take().files == 2


def test_what_the_portal_has_lost_itself_is_told_and_keeps_nobody_from_a_backup(safe):
    lost, altered = fill(safe)
    Keeping.store.remove(lost.original)
    damage(safe.holdings.store.folder / path_of(altered.shared).removeprefix("files/"))
    backup = safe.take()
    assert backup.lacking == sorted([lost.original, altered.shared])
    assert restoring.lost(safe.restored(backup), backup) == []


def test_what_is_lost_after_restoring_is_named(safe):
    file, _ = fill(safe)
    backup = safe.take()
    place = safe.restored(backup)
    place.store.remove(file.shared)
    assert restoring.lost(place, backup) == [file.shared]


def test_old_backups_go_and_the_newest_stay(safe):
    taken = [safe.take() for _ in range(4)]
    assert taking.prune(safe.folder, 2) == [taken[1].folder, taken[0].folder]
    assert [backup.folder for backup in manifest.backups_in(safe.folder)] == [taken[3].folder, taken[2].folder]
    assert taking.prune(safe.folder, 2) == []


def test_what_a_killed_backup_left_is_no_backup_and_goes_with_the_next(safe):
    left = safe.folder / ".20260101T000000Z.part"
    left.mkdir(parents=True)
    (left / "database.sqlite").write_bytes(b"half of it")
    assert list(manifest.backups_in(safe.folder)) == []
    safe.take()
    assert not left.exists()


def test_two_are_not_taken_at_once(safe):
    with taking._alone(safe.folder), pytest.raises(Unfit, match="another backup"):
        safe.take()
    safe.take()


def test_the_last_backup_is_found_by_its_moment(safe, portal):
    settings = replace(portal.config["SETTINGS"], backups=safe.folder)
    assert manifest.last_backup(settings) is None
    safe.take()
    newest = safe.take()
    (safe.folder / "29990101T000000Z").mkdir()
    assert manifest.last_backup(settings) == newest
    assert newest.at.utcoffset() == timedelta(0)


def test_the_sums_are_read_by_others_too(safe):
    fill(safe)
    folder = safe.take().folder
    command = ["sha256sum", "--check", "--quiet", "--strict", "SHA256SUMS"]
    assert subprocess.run(command, cwd=folder, check=False).returncode == 0
    listed = [line.partition("  ")[2] for line in (folder / "SHA256SUMS").read_text().splitlines()]
    lying = [str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()]
    assert sorted([*listed, "SHA256SUMS", "manifest.json"]) == sorted(lying)


def test_no_password_stands_on_a_command_line():
    url = make_url("postgresql+psycopg://portal:se:c\\ret@db.example.org:5433/portal?sslmode=require")
    with postgresql._address(url) as address:
        passfile = Path(parse_qs(urlsplit(address).query)["passfile"][0])
        assert address.startswith("postgresql://portal@db.example.org:5433/portal?")
        assert "sslmode=require" in address
        assert passfile.read_text() == "*:*:*:*:se\\:c\\\\ret\n"
        assert passfile.stat().st_mode & 0o777 == 0o600
    assert not passfile.exists()


def test_a_missing_program_of_postgresql_is_told_in_words(safe, portal, monkeypatch):
    if portal.database.dialect.name == "postgresql":
        monkeypatch.setenv("PATH", "")
        with pytest.raises(Unfit, match="pg_dump is not on the PATH"):
            safe.take()
        assert [path.name for path in safe.folder.iterdir()] == [".lock"]
