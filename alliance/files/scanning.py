"""Asking a virus scanner: clamd, over its INSTREAM command, where the settings name one.

The command and its answers after clamd(8): `zINSTREAM`, pieces with their length before them, a piece of length zero;
then one line, `stream: OK` or `stream: NAME FOUND`, ended by NUL.
"""

import logging
import re
import socket
import time
from dataclasses import dataclass
from urllib.parse import urlsplit

from ..foundation.kernel.errors import Refusal
from ..foundation.kernel.words import N_
from .faults import no

SECONDS_TO_CONNECT = 3
SECONDS_IN_ALL = 20
PIECE = 64 * 1024
ANSWER_LONGEST = 1024
CLEAN = b"stream: OK"
INFECTED = re.compile(rb"stream: ([\x21-\x7e]{1,200}) FOUND")
SICK = N_("The virus scanner found something in this file, so it was not kept. Have the device it comes from examined.")

log = logging.getLogger("alliance")


class ScannerAway(Refusal):
    """503 and not 422: there is nothing wrong with the file, and the same request may succeed in a moment. A file that
    could not be looked at is never kept."""

    status = 503
    words = N_("The virus scanner does not answer, so nothing was kept. Try again in a few minutes.")


@dataclass(frozen=True, slots=True)
class Scanner:
    """`url`: tcp://host:port or unix:/path."""

    url: str
    seconds: float = SECONDS_IN_ALL

    def scan(self, content: bytes) -> None:
        """Return where nothing was found; raises Invalid where something was, ScannerAway where nobody knows."""
        pieces = [content[start : start + PIECE] for start in range(0, len(content), PIECE)]
        sized = b"".join(len(piece).to_bytes(4) + piece for piece in [*pieces, b""])
        answer = self._ask(b"zINSTREAM\0" + sized)
        if found := INFECTED.fullmatch(answer):
            log.warning("the virus scanner found %s", found[1].decode())
            raise no(SICK)
        if answer != CLEAN:
            log.warning("the virus scanner answered %r", answer[:200])
            raise ScannerAway()

    def answers(self) -> bool:
        """Whether anybody is there."""
        try:
            return self._ask(b"zPING\0") == b"PONG"
        except ScannerAway:
            return False

    def _ask(self, words: bytes) -> bytes:
        """The answer to one command, without its NUL; all of it within `seconds`."""
        until = time.monotonic() + self.seconds
        try:
            with self._connection() as connection:
                connection.settimeout(max(0.01, until - time.monotonic()))
                connection.sendall(words)
                return _answer(connection, until)
        except OSError as away:
            log.warning("the virus scanner is away: %s", type(away).__name__)
            raise ScannerAway() from away

    def _connection(self) -> socket.socket:
        parts = urlsplit(self.url)
        if parts.scheme == "tcp":
            return socket.create_connection((parts.hostname, parts.port), min(SECONDS_TO_CONNECT, self.seconds))
        connection = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        connection.settimeout(min(SECONDS_TO_CONNECT, self.seconds))
        try:
            connection.connect(parts.path)
        except OSError:
            connection.close()
            raise
        return connection


def _answer(connection: socket.socket, until: float) -> bytes:
    """What comes up to the NUL; raises TimeoutError, or ConnectionError where it breaks off or does not end."""
    answer = b""
    while not answer.endswith(b"\0"):
        connection.settimeout(max(0.01, until - time.monotonic()))
        more = connection.recv(ANSWER_LONGEST)
        answer += more
        if not more or len(answer) > ANSWER_LONGEST:
            raise ConnectionError("the answer breaks off")
        if time.monotonic() > until:
            raise TimeoutError
    return answer.removesuffix(b"\0")
