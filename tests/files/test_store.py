"""Contents lie whole under random names, for their owner only, and never outside their folder or prefix."""

import os
import threading
from datetime import UTC, datetime, timedelta
from hashlib import sha256

import pytest

from alliance.config_values import Bucket
from alliance.files.bucket import BucketStore
from alliance.files.store import UNFINISHED, LocalStore, StoreAway
from tests.objects import breaking

LATER = datetime.now(UTC) + timedelta(hours=1)
LARGE = bytes(3_000_000)


@pytest.fixture(params=["folder", "bucket"])
def store(request, tmp_path):
    """The same behaviour, wherever contents lie."""
    if request.param == "folder":
        return LocalStore(tmp_path / "files")
    return BucketStore(request.getfixturevalue("service").bucket("附件/2026"))


@pytest.fixture
def folder(tmp_path):
    return LocalStore(tmp_path / "files")


@pytest.fixture
def bucket(service):
    return service.bucket("附件")


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


def test_only_the_portal_may_read_a_content(folder):
    store, before = folder, os.umask(0)
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


def test_names_are_told_by_age_unfinished_ones_too(folder):
    store = folder
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


def test_names_are_told_by_age(store):
    names = {store.put(b"1"), store.put(b"2")}
    assert set(store.names_before(LATER)) == names
    assert set(store.names_before(LATER - timedelta(hours=2))) == set()


def test_a_large_content_comes_back_as_it_was_sent(store):
    content = os.urandom(6_000_000)
    assert content_of(store, store.put(content)) == content


def test_a_folder_that_cannot_be_written_keeps_nothing(tmp_path):
    (tmp_path / "files").touch()
    with pytest.raises(StoreAway):
        LocalStore(tmp_path / "files").put(b"content")


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


# In a bucket


def keys(service, bucket):
    return [one["Key"] for one in service.client.list_objects_v2(Bucket=bucket.name).get("Contents", ())]


def test_an_object_lies_where_it_would_in_a_folder(service, bucket):
    name = BucketStore(bucket).put(b"content")
    assert keys(service, bucket) == [f"附件/{name[:2]}/{name[2:4]}/{name}"]


def test_what_somebody_else_put_into_the_bucket_is_left_alone(service, bucket):
    store, client = BucketStore(bucket), service.client
    for key in ("附件/aa/bb/notes.txt", f"附件2/aa/aa/{'a' * 32}", f"aa/aa/{'a' * 32}"):
        client.put_object(Bucket=bucket.name, Key=key, Body=b"of somebody else")
    name = store.put(b"content")
    assert list(store.names_before(LATER)) == [name]
    store.remove("a" * 32)
    assert len(keys(service, bucket)) == 4


def test_nobody_without_the_keys_may_read_an_object(service, bucket):
    name = BucketStore(bucket).put(b"content")
    key = f"附件/{name[:2]}/{name[2:4]}/{name}"
    grants = service.client.get_object_acl(Bucket=bucket.name, Key=key)["Grants"]
    assert [(grant["Grantee"]["Type"], grant["Permission"]) for grant in grants] == [("CanonicalUser", "FULL_CONTROL")]


def test_the_service_is_told_the_digest_of_what_it_gets(service, bucket):
    content = b"content"
    BucketStore(bucket).put(content)
    told = service.client.head_object(Bucket=bucket.name, Key=keys(service, bucket)[0])
    assert told["ResponseMetadata"]["HTTPHeaders"]["x-amz-content-sha256"] == sha256(content).hexdigest()


def every_act(store, name="a" * 32):
    return (
        lambda: store.put(b"content"),
        lambda: store.open(name),
        lambda: store.has(name),
        lambda: store.remove(name),
        lambda: list(store.names_before(LATER)),
    )


def test_keys_that_are_refused_are_the_store_being_away(service, bucket):
    store = BucketStore(bucket)
    with service.refusing():
        for act in every_act(store):
            with pytest.raises(StoreAway):
                act()
    assert keys(service, bucket) == []


def test_a_bucket_that_is_not_there_is_no_lost_content(service):
    store = BucketStore(Bucket("nowhere", "", service.endpoint))
    for act in (lambda: store.put(b"content"), lambda: store.open("a" * 32), lambda: list(store.names_before(LATER))):
        with pytest.raises(StoreAway):
            act()


def test_where_nobody_answers_every_act_says_so():
    store = BucketStore(Bucket("files", "", "http://127.0.0.1:1"))
    for act in every_act(store):
        with pytest.raises(StoreAway):
            act()


def test_what_breaks_off_on_its_way_leaves_nothing_under_any_name(service, bucket):
    with breaking(service.endpoint, sent=len(LARGE) // 2) as endpoint, pytest.raises(StoreAway):
        BucketStore(Bucket(bucket.name, bucket.prefix, endpoint)).put(LARGE)
    assert keys(service, bucket) == []
    assert content_of(BucketStore(bucket), BucketStore(bucket).put(LARGE)) == LARGE


def test_what_breaks_off_on_its_way_back_is_not_handed_out_half(service, bucket):
    name = BucketStore(bucket).put(LARGE)
    with breaking(service.endpoint, received=len(LARGE) // 2) as endpoint, pytest.raises(StoreAway):
        BucketStore(Bucket(bucket.name, bucket.prefix, endpoint)).open(name)
