"""The address by which a letter is stopped: signed, for one reader and some topics, and open without signing in, as
mail programs ask it with one click (RFC 8058)."""

import hashlib
from collections.abc import Sequence
from uuid import UUID

from flask import Flask
from itsdangerous import BadSignature, URLSafeSerializer

from ..foundation.kernel.errors import NotThere
from ..journal.post import WaysOut
from ..journal.vocabulary import Topic

PATH = "/subscriptions/stop/{}"
ONE_CLICK = "alliance.subscriptions.views.stop"


class Stops:
    key: bytes


def set_up(secret_key: str) -> None:
    Stops.key = hashlib.sha256(b"stopped letters:" + secret_key.encode()).digest()
    WaysOut.stop_path = staticmethod(stop_path)


def open_door(portal: Flask) -> None:
    """A mail program has no form of ours to take a token from; what it holds is signed itself."""
    portal.extensions["csrf"].exempt(ONE_CLICK)


def _serializer() -> URLSafeSerializer:
    return URLSafeSerializer(Stops.key, salt="stop")


def stop_path(person_id: UUID, topics: Sequence[Topic]) -> str:
    return PATH.format(_serializer().dumps([person_id.hex, [str(topic) for topic in topics]]))


def stop_of(token: str) -> tuple[UUID, Sequence[Topic]]:
    """Whose letters, on which topics; NotThere where nobody has signed that."""
    try:
        person, topics = _serializer().loads(token)
        return UUID(person), [Topic(topic) for topic in topics]
    except (BadSignature, TypeError, ValueError) as unsigned:
        raise NotThere() from unsigned
