"""The one door by which the portal speaks to others over HTTP: short, without detours, and only where it may.

It connects to the very address that was checked, follows nothing, believes no proxy of the environment, reads only the
beginning of an answer, and ends after SECONDS_MOST whatever the other side does. Nothing that it raises or logs holds
the address: that is a secret.
"""

import logging
import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import requests
from requests.adapters import HTTPAdapter
from urllib3.exceptions import HTTPError
from urllib3.exceptions import TimeoutError as Late
from urllib3.util.connection import create_connection

from .formats import Dispatch
from .reach import OutOfReach, Reach
from .vocabulary import Answer, BotKind

SECONDS_TO_CONNECT = 4.0
SECONDS_TO_ANSWER = 6.0
SECONDS_MOST = 8.0
ANSWER_BYTES_MOST = 16_384
logging.getLogger("urllib3").setLevel(logging.WARNING)  # below, it writes down each address with its key


class NoAnswer(Exception):
    """Nothing came back that could be read; `answer` says what is known of it."""

    def __init__(self, answer: Answer) -> None:
        self.answer = answer
        super().__init__(str(answer))


@dataclass(slots=True)
class Line:
    """One connection: where it may lead, and how it is cut when its time is up."""

    kind: BotKind
    reach: Reach
    forbidden: bool = False
    cut_off: bool = False
    held: list[socket.socket] = field(default_factory=list)

    def connect(self, host: str, port: int) -> socket.socket:
        """To the first address that answers, of those that were checked."""
        try:
            numbers = self.reach.open_addresses(self.kind, host, port)
        except OutOfReach as inside:
            self.forbidden = True
            raise ConnectionRefusedError() from inside
        for place, number in enumerate(numbers, start=1):
            try:
                made = create_connection((number, port), timeout=SECONDS_TO_CONNECT)
            except OSError:
                if place == len(numbers):
                    raise
            else:
                self.held.append(made.dup())
                return made
        raise ConnectionRefusedError()

    def cut(self) -> None:
        """End it, whatever is being waited for."""
        self.cut_off = True
        for one in self.held:
            with suppress(OSError):  # it may have ended by itself
                one.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        for one in self.held:
            one.close()


class Adapter(HTTPAdapter):
    """Lets `requests` connect by a line."""

    def __init__(self, line: Line) -> None:
        self.line = line
        super().__init__(max_retries=0)

    def get_connection_with_tls_context(self, *args: Any, **more: Any) -> Any:
        pool = super().get_connection_with_tls_context(*args, **more)
        pool.ConnectionCls = _by(pool.ConnectionCls, self.line)  # type: ignore[assignment]
        return pool


def _by(made: Callable[..., Any], line: Line) -> Callable[..., Any]:
    """Connections as ever, but for how their socket comes about."""

    def make(**options: Any) -> Any:
        connection = made(**options)
        connection._new_conn = lambda: line.connect(connection.host, connection.port)
        return connection

    return make


def post(what: Dispatch, kind: BotKind, reach: Reach) -> tuple[int, bytes]:
    """Status and beginning of the answer; raises NoAnswer."""
    try:
        reach.check(kind, what.url)
    except OutOfReach:
        raise NoAnswer(Answer.FORBIDDEN) from None
    line = Line(kind, reach)
    clock = threading.Timer(SECONDS_MOST, line.cut)
    clock.daemon = True
    clock.start()
    try:
        answer = _exchange(what, line)
    except (requests.RequestException, HTTPError, OSError, ValueError) as trouble:
        raise NoAnswer(_what_went_wrong(line, trouble)) from None
    finally:
        clock.cancel()
        line.close()
    if line.cut_off:  # what was read by then is not the whole of it
        raise NoAnswer(Answer.NO_ANSWER)
    return answer


def _exchange(what: Dispatch, line: Line) -> tuple[int, bytes]:
    with requests.Session() as session:
        session.trust_env = False
        session.mount("https://", Adapter(line))
        session.mount("http://", Adapter(line))
        headers = {"User-Agent": "alliance-portal", "Accept-Encoding": "identity", **what.headers}
        times = (SECONDS_TO_CONNECT, SECONDS_TO_ANSWER)
        with session.post(
            what.url, data=what.body, headers=headers, timeout=times, allow_redirects=False, stream=True
        ) as answer:
            return answer.status_code, answer.raw.read(ANSWER_BYTES_MOST, decode_content=False)


def _what_went_wrong(line: Line, trouble: Exception) -> Answer:
    if line.forbidden:
        return Answer.FORBIDDEN
    slow = line.cut_off or isinstance(trouble, requests.Timeout | Late)
    return Answer.NO_ANSWER if slow else Answer.UNREACHABLE
