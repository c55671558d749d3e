"""A mail server that fails in every way that mail servers do, and remembers what it was given."""

import asyncio
import threading
from collections import Counter
from collections.abc import Sequence
from email import message_from_bytes
from email.policy import default
from enum import Enum
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from .processes import free_port

SECONDS_SLOW = 0.3
SECONDS_HANGING = 600


class Way(Enum):
    """How it meets one try to hand it a mail."""

    TAKES = "takes it"
    SLOW = "takes it slowly"
    GREYLISTS = "greylists (451)"
    REFUSES = "refuses for now (421)"
    CUTS = "takes it and cuts the line after DATA"
    CUTS_BEFORE = "cuts the line before DATA"
    HANGS = "hangs"


class Unreliable:
    """`ways`: for the first tries of each mail, by turns; afterwards it takes what it gets. Counted are tries by way,
    and mails taken by Message-ID."""

    def __init__(self, ways: Sequence[Way]) -> None:
        self.ways, self.tries, self.met = ways, Counter[str](), Counter[Way]()
        self.taken, self.texts = Counter[str](), Counter[str]()
        self.lock = threading.Lock()
        self.controller = Controller(self, hostname="127.0.0.1", port=free_port(), ready_timeout=20)

    @property
    def port(self) -> int:
        return int(self.controller.port)

    def _way(self, address: str) -> Way:
        with self.lock:
            turn = self.tries[address]
            self.tries[address] += 1
            number = sum(address.encode())
            way = self.ways[(number + turn) % len(self.ways)] if turn < 2 else Way.TAKES
            self.met[way] += 1
            return way

    async def handle_RCPT(
        self, server: SMTP, _session: Session, envelope: Envelope, address: str, _options: Sequence[str]
    ) -> str:
        way = envelope.way = self._way(address)  # type: ignore[attr-defined]
        if way is Way.GREYLISTS:
            return "451 4.7.1 greylisted, come again"
        if way is Way.CUTS_BEFORE and server.transport:
            server.transport.abort()
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Any) -> str:
        way = envelope.way
        if way is Way.REFUSES:
            return "421 4.3.2 not now"
        if way is Way.HANGS:
            await asyncio.sleep(SECONDS_HANGING)
        if way is Way.SLOW:
            await asyncio.sleep(SECONDS_SLOW)
        message = message_from_bytes(bytes(envelope.original_content or b""), policy=default)
        with self.lock:
            self.taken[str(message["Message-ID"])] += 1
            self.texts[f"{message['To']} {message['Subject']}"] += 1
        if way is Way.CUTS and server.transport:
            server.transport.abort()
        return "250 OK"
