"""The store in a bucket of an S3-compatible service, which every node of the portal reaches."""

import logging
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from io import BytesIO
from typing import TYPE_CHECKING, Any, BinaryIO

from ..config_values import Bucket
from .store import NAME, StoreAway, place_of

if TYPE_CHECKING:
    from obstore.store import S3Store

TO_CONNECT, TO_ANSWER = timedelta(seconds=3), timedelta(seconds=20)
TRIES_MORE = 2
"""Whoever attaches a file waits before the page: an answer within half a minute, also where it is a refusal."""
LOST = "NoSuchBucket"

log = logging.getLogger("alliance")


class BucketStore:
    """One private object for each content, below the prefix at the same places as in a folder, so that a copy of one is
    the other.

    A content is sent in one request, signed with its SHA-256: the service refuses what arrives altered or cut off, and
    an object is there whole or not at all.
    """

    def __init__(self, bucket: Bucket) -> None:
        self._objects = _opened(bucket)

    def put(self, content: bytes) -> str:
        name = secrets.token_hex(16)
        self.put_as(name, content)
        return name

    def put_as(self, name: str, content: bytes) -> None:
        import obstore

        with _reached():
            try:
                obstore.put(self._objects, place_of(name), content, use_multipart=False)
            except FileNotFoundError as no_bucket:
                raise StoreAway() from no_bucket

    def open(self, name: str) -> BinaryIO:
        import obstore

        with _reached():
            return BytesIO(obstore.get(self._objects, place_of(name)).bytes())

    def has(self, name: str) -> bool:
        import obstore

        place = place_of(name)
        with _reached():
            try:
                obstore.head(self._objects, place)
            except FileNotFoundError:
                return False
        return True

    def remove(self, name: str) -> None:
        import obstore

        with _reached():
            obstore.delete(self._objects, place_of(name))

    def names_before(self, moment: datetime) -> Iterator[str]:
        import obstore

        with _reached():
            for some in obstore.list(self._objects):
                for one in some:
                    name = one["path"].rpartition("/")[2]
                    if NAME.fullmatch(name) and one["last_modified"] < moment:
                        yield name


def _opened(bucket: Bucket) -> "S3Store":
    from obstore.store import S3Store

    options: dict[str, Any] = {"endpoint": bucket.endpoint} if bucket.endpoint else {}
    plain = bucket.endpoint.startswith("http://")
    return S3Store(
        bucket.name,
        prefix=bucket.prefix or None,
        client_options={"connect_timeout": TO_CONNECT, "timeout": TO_ANSWER, "allow_http": plain},
        retry_config={"max_retries": TRIES_MORE, "retry_timeout": TO_ANSWER},
        checksum_algorithm="SHA256",
        **options,
    )


@contextmanager
def _reached() -> Iterator[None]:
    """FileNotFoundError passes, where it is the object that is not there; any other trouble is StoreAway."""
    from obstore.exceptions import BaseError

    try:
        yield
    except FileNotFoundError as missing:
        if LOST not in str(missing):
            raise
        log.error("the bucket of attached files is not there")
        raise StoreAway() from None
    except (BaseError, PermissionError) as trouble:
        log.error("the store of attached files is away: %s", type(trouble).__name__)
        raise StoreAway() from trouble
