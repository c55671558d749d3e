"""Contents lie whole under random names, for their owner only, and never outside their folder."""

import os
import threading
from datetime import UTC, datetime, timedelta

import pytest

from alliance.files.store import UNFINISHED, LocalStore

LATER = datetime.now(UTC) + timedelta(hours=1)


@pytest.fixture
def store(tmp_path):
    return LocalStore(tmp_path / "files")


def content_of(store, name):
    with store.open(name) as file:
        return file.read()


def test_what_was_put_is_there_until_it_is_removed(store):
    name = store.put(b"content")
    assert store.has(name)
    assert content_of(store, name) == b"content"
    store.remove(name)
    store.remove(name)
    assert not store.has(name)
    with pytest.raises(FileNotFoundError):
        store.open(name)


def test_equal_contents_lie_under_different_names(store):
    assert store.put(b"content") != store.put(b"content")


def test_only_the_portal_may_read_a_content(store):
    before = os.umask(0)
    try:
        name = store.put(b"content")
    finally:
        os.umask(before)
    place = store.folder / name[:2] / name[2:4] / name
    assert place.stat().st_mode & 0o777 == 0o600
    assert place.parent.stat().st_mode & 0o077 == 0
    assert [path.name for path in place.parent.iterdir()] == [name], "nothing unfinished is left"


@pytest.mark.parametrize(
    "name", ["../secret", "/etc/passwd", "", "a" * 31, "A" * 32, "a" * 32 + "/..", "a" * 32 + "\n"]
)
def test_no_name_leads_out_of_the_folder(store, tmp_path, name):
    (tmp_path / "secret").write_bytes(b"secret")
    for act in (store.open, store.has, store.remove):
        with pytest.raises(FileNotFoundError):
            act(name)


def test_names_are_told_by_age_unfinished_ones_too(store):
    old, unfinished, young = store.put(b"1"), store.put(b"2"), store.put(b"3")
    at = store.folder / unfinished[:2] / unfinished[2:4] / unfinished
    at = at.rename(at.with_suffix(UNFINISHED))
    for place in (at, store.folder / old[:2] / old[2:4] / old):
        os.utime(place, (0, 0))
    assert set(store.names_before(LATER - timedelta(hours=2))) == {old, unfinished}
    assert set(store.names_before(LATER)) == {old, unfinished, young}
    (store.folder / "aa" / "bb").mkdir(parents=True)
    (store.folder / "aa" / "bb" / "notes.txt").write_bytes(b"of somebody else")
    assert set(store.names_before(LATER)) == {old, unfinished, young}
    store.remove(unfinished)
    assert not at.exists()


def test_a_store_without_a_folder_is_empty(store):
    assert list(store.names_before(LATER)) == []


def test_many_may_put_at_once(store):
    names = []
    threads = [threading.Thread(target=lambda n=n: names.append((n, store.put(bytes([n]))))) for n in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len({name for _, name in names}) == 16
    assert all(content_of(store, name) == bytes([number]) for number, name in names)
