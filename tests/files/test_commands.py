"""Keeping files: both contents and the row, or no row; sweeping and verifying what lies in the store."""

import os
from datetime import timedelta
from hashlib import sha256

import pytest
from sqlalchemy import func, select

from alliance.config_values import Bucket
from alliance.files import caring, commands, keeping, queries
from alliance.files.checking import check
from alliance.files.keeping import Keeping
from alliance.files.model import FileKind, ScanVerdict, StoredFile
from alliance.files.scanning import Scanner, ScannerAway
from alliance.files.store import StoreAway, place_of
from alliance.foundation.kernel import clock
from alliance.foundation.kernel.errors import Invalid
from alliance.journal.model import Entry

from .clamd import SICK, clamd
from .conftest import alter, in_both
from .sound import WRITER, jpg, pdf, signed_pdf

EVERY = select(StoredFile.id)


def keep(make, content=None, name="photo.jpg", actor=None):
    with make.work(*([actor] if actor else [])) as work:
        return commands.keep(work, check(content or jpg(), name))


def lying():
    return set(Keeping.store.names_before(clock.now() + timedelta(hours=1)))


def rows(make):
    with make.work() as work:
        return work.session.scalar(select(func.count()).select_from(StoredFile))


def entries(make):
    with make.work() as work:
        return work.session.execute(select(Entry.event, Entry.subject_id, Entry.payload).order_by(Entry.number)).all()


@in_both
def test_a_kept_file_says_what_it_is_and_who_kept_it(make):
    person = make.person()
    file = keep(make, actor=person.actor)
    with Keeping.store.open(file.original) as original, Keeping.store.open(file.shared) as shared:
        contents = original.read(), shared.read()
    assert contents[0] == jpg()
    assert contents[1] != jpg()
    assert [file.original_sha256, file.shared_sha256] == [sha256(content).hexdigest() for content in contents]
    assert (file.original_size, file.shared_size) == tuple(map(len, contents))
    assert (file.kind, file.name, file.kept_by_id) == (FileKind.JPG, "photo.jpg", person.id)
    assert file.scan is ScanVerdict.NOT_SCANNED


def test_the_journal_says_that_a_file_was_kept_but_not_its_name(make):
    file = keep(make, name="张三的截图.jpg")
    event, subject_id, payload = entries(make)[-1]
    assert (event, subject_id) == ("FileKept", file.id)
    assert payload == {"kind": "jpg", "size": file.original_size, "sha256": file.original_sha256}


def test_a_file_that_is_shared_as_it_is_lies_once(make):
    file = keep(make, signed_pdf(), "letter.pdf")
    assert file.original == file.shared
    assert lying() == {file.original}


def test_the_same_file_may_be_kept_twice(make):
    assert keep(make).original != keep(make).original
    assert rows(make) == 2


@in_both
def test_a_transaction_that_fails_leaves_no_row_and_no_entry(make):
    with make.work() as work:
        commands.keep(work, check(jpg(), "photo.jpg"))
        work.session.rollback()
    assert (rows(make), entries(make)) == (0, [])
    assert len(lying()) == 2, "they are for the sweep"


def test_a_clean_file_is_kept_as_scanned(make):
    with clamd() as url:
        Keeping.scanner = Scanner(url)
        assert keep(make).scan is ScanVerdict.CLEAN


@in_both
def test_a_sick_file_is_not_kept(make):
    with clamd() as url:
        Keeping.scanner = Scanner(url)
        with pytest.raises(Invalid, match="found something"):
            keep(make, jpg(comment=SICK))
    assert (rows(make), lying()) == (0, set())


def test_nothing_is_kept_while_the_scanner_is_away(make):
    Keeping.scanner = Scanner("tcp://127.0.0.1:1")
    with pytest.raises(ScannerAway):
        keep(make)
    assert (rows(make), lying()) == (0, set())


def test_nothing_is_kept_while_the_store_is_away(make):
    keeping.set_up(Bucket("files", "", "http://127.0.0.1:1"), "")
    with pytest.raises(StoreAway):
        keep(make)
    assert (rows(make), entries(make)) == (0, [])


@in_both
def test_a_discarded_file_goes_with_the_next_sweep(make):
    file = keep(make)
    with make.work() as work:
        commands.discard(work, queries.find(work, file.id, EVERY))
    assert rows(make) == 0
    assert entries(make)[-1][:2] == ("FileDiscarded", file.id)
    with make.work(now=clock.now() + timedelta(days=2)) as work:
        assert caring.sweep(work) == 2
    assert lying() == set()


def test_a_file_is_found_only_among_those_of_the_thing_it_is_attached_to(make):
    picture, letter = keep(make), keep(make, pdf(), "letter.pdf")
    letters = select(StoredFile.id).where(StoredFile.kind == FileKind.PDF)
    with make.work() as work:
        assert [line.id for line in queries.lines(work, letters)] == [letter.id]
        assert {line.name for line in queries.lines(work, EVERY)} == {"photo.jpg", "letter.pdf"}
        assert queries.held(work, letter.id, letters).shared == letter.shared
        assert queries.held(work, picture.id, letters) is None
        assert queries.find(work, picture.id, letters) is None


# The sweep


@in_both
def test_the_sweep_removes_what_nobody_names_once_it_is_a_day_old(make):
    file = keep(make)
    orphan = Keeping.store.put(b"of a transaction that failed")
    with make.work() as work:
        assert caring.sweep(work) == 0, "it may still get its row"
    assert Keeping.store.has(orphan)
    with make.work(now=clock.now() + timedelta(days=2)) as work:
        assert caring.sweep(work) == 1
    assert lying() == {file.original, file.shared}


@in_both
def test_a_sweep_of_many_asks_in_parts(make, monkeypatch):
    monkeypatch.setattr(caring, "NAMES_AT_ONCE", 3)
    file = keep(make)
    for number in range(10):
        Keeping.store.put(bytes([number]))
    with make.work(now=clock.now() + timedelta(days=2)) as work:
        assert caring.sweep(work) == 10
    assert lying() == {file.original, file.shared}


# Verifying, from the terminal


def run(portal, *words):
    return portal.test_cli_runner().invoke(args=["files", *words])


@in_both
def test_verify_names_files_whose_content_is_missing_or_altered(portal, make, monkeypatch):
    monkeypatch.setattr(queries, "ROWS_AT_ONCE", 2)
    sound, missing, altered = keep(make), keep(make), keep(make)
    assert run(portal, "verify").output == "3 files, no trouble\n"
    Keeping.store.remove(missing.original)
    alter(altered.shared, b"something else")
    told = run(portal, "verify")
    assert told.exit_code == 1
    assert set(told.output.splitlines()) == {f"{missing.id} missing", f"{altered.id} altered", "3 files, 2 trouble"}
    assert str(sound.id) not in told.output


def test_sweep_says_how_much_it_removed(portal, make):
    keep(make)
    os.utime(Keeping.store.folder / place_of(Keeping.store.put(b"orphan")), (0, 0))
    told = run(portal, "sweep")
    assert (told.exit_code, told.output) == (0, "1 contents removed\n")
    assert run(portal, "sweep").output == "0 contents removed\n"


def test_a_store_that_is_away_is_one_line(portal, make):
    keep(make)
    keeping.set_up(Bucket("files", "", "http://127.0.0.1:1"), "")
    for words in ("sweep", "verify"):
        told = run(portal, words)
        assert (told.exit_code, told.output.count("\n")) == (1, 1)
        assert "does not answer" in told.output


# Copies from before author and dates were taken out of them


def kept_before(make, content, name="letter.pdf"):
    """As it was kept then: readers got it as it was sent."""
    file = keep(make, content, name)
    with make.work() as work:
        row = work.session.get_one(StoredFile, file.id)
        row.shared, row.shared_sha256, row.shared_size, row.sealed = (
            *(file.original, file.original_sha256, file.original_size),
            True,
        )
    return file.id


@in_both
def test_an_old_copy_is_made_anew_and_its_original_stays(portal, make):
    content = pdf(b"(%s)" % WRITER.encode(), trailer=b"/Info 5 0 R")
    file_id = kept_before(make, content)
    told = portal.test_cli_runner().invoke(args=["files", "renew"])
    assert told.output == "1 copies made anew, 0 left as they were\n"
    with make.work() as work:
        file = work.session.get_one(StoredFile, file_id)
    with Keeping.store.open(file.original) as original, Keeping.store.open(file.shared) as shared:
        contents = original.read(), shared.read()
    assert contents[0] == content
    assert WRITER.encode() not in contents[1]
    assert (file.sealed, file.shared_size, file.shared_sha256) == (
        False,
        len(contents[1]),
        sha256(contents[1]).hexdigest(),
    )
    assert [event for event, *_ in entries(make)][-1] == "FileRenewed"
    assert portal.test_cli_runner().invoke(args=["files", "renew"]).output.startswith("0 copies")


@in_both
def test_a_signed_one_and_one_that_is_gone_are_named_and_stay(portal, make):
    signed, gone = kept_before(make, signed_pdf()), kept_before(make, pdf())
    with make.work() as work:
        Keeping.store.remove(work.session.get_one(StoredFile, gone).original)
    told = portal.test_cli_runner().invoke(args=["files", "renew"]).output
    assert {f"{signed} signed", f"{gone} missing", "0 copies made anew, 2 left as they were"} == set(told.splitlines())


def test_a_clean_copy_that_is_sent_again_is_no_signed_one(make):
    clean = check(check(pdf(), "letter.pdf").shared, "letter.pdf").shared
    file = keep(make, clean, "letter.pdf")
    assert file.original_sha256 == file.shared_sha256
    assert not file.sealed
    assert not check(pdf(b"<</FT/Sig/T(Seal)>>"), "a.pdf").sealed, "a field that waits for a signature seals nothing"
    assert keep(make, signed_pdf(), "letter.pdf").sealed
