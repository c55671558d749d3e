"""A bank with a group, and the other side: servers on loopback that answer as the chat programs do."""

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from sqlalchemy import select

from alliance.bots import keeping
from alliance.bots.handing import hand_over
from alliance.bots.keeping import BotText, Network
from alliance.bots.model import Bot, BotMessage
from alliance.bots.reach import Reach
from alliance.bots.vocabulary import BotKind
from alliance.console.bots import tell_groups
from alliance.foundation.kernel import clock
from alliance.foundation.kernel.actor import PORTAL, Role
from alliance.journal import letters
from alliance.journal.model import Letter

SECRET = "SECa-secret-that-nobody-may-see"
WEBHOOK_SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
KEY = "0123456789-the-key-abcd"
PATHS = {
    BotKind.WECOM: f"/cgi-bin/webhook/send?key={KEY}",
    BotKind.DINGTALK: f"/robot/send?access_token={KEY}",
    BotKind.FEISHU: f"/open-apis/bot/v2/hook/{KEY}",
    BotKind.WEBHOOK: f"/hooks/{KEY}",
}
WELL = {
    BotKind.WECOM: (200, {"errcode": 0, "errmsg": "ok"}),
    BotKind.DINGTALK: (200, {"errcode": 0, "errmsg": "ok"}),
    BotKind.FEISHU: (200, {"StatusCode": 0, "StatusMessage": "success", "code": 0, "data": {}, "msg": "success"}),
    BotKind.WEBHOOK: (204, None),
}
EVERY = ("cases", "actions", "initiatives", "operations", "supervision", "publicity", "volunteering", "membership")


@dataclass
class Asked:
    """A request as it came."""

    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def said(self) -> Any:
        return json.loads(self.body)


@dataclass
class OtherSide:
    """A server that notes what it is asked, and answers as a test wants it to."""

    url: str
    asked: list[Asked] = field(default_factory=list)
    answers: Callable[[BaseHTTPRequestHandler], None] | None = None
    status: int = 200
    answer: Any = None

    def says(self, status: int, answer: Any) -> None:
        self.status, self.answer, self.answers = status, answer, None


def _handler(side: OtherSide) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            side.asked.append(Asked(self.path, dict(self.headers), body))
            if side.answers:
                side.answers(self)
                return
            said = side.answer if isinstance(side.answer, bytes) else json.dumps(side.answer).encode()
            said = b"" if side.answer is None else said
            self.send_response(side.status)
            self.send_header("Content-Length", str(len(said)))
            self.end_headers()
            self.wfile.write(said)

        def log_message(self, *_: Any) -> None:
            """A test's output is its own."""

    return Handler


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, *_: Any) -> None:
        """That a line is cut in the middle is what some tests are about."""


@pytest.fixture
def other_side() -> Iterator[OtherSide]:
    side = OtherSide("")
    server = Server(("127.0.0.1", 0), _handler(side))
    side.url = f"http://127.0.0.1:{server.server_port}"
    serving = threading.Thread(target=partial(server.serve_forever, 0.01), daemon=True)
    serving.start()
    yield side
    server.shutdown()
    server.server_close()
    serving.join()


@pytest.fixture
def loopback(portal: Any) -> Iterator[None]:
    before, Network.reach = Network.reach, Reach(loopback=True)
    yield
    Network.reach = before


class Group:
    """A bank, its liaison, and a bot in its group."""

    def __init__(self, portal: Any, make: Any, side: OtherSide) -> None:
        self.portal, self.make, self.side = portal, make, side
        self.settings = portal.config["SETTINGS"]
        self.organisation = make.organisation("晋阳银行")
        self.liaison = make.person(Role.LIAISON, organisation=self.organisation)
        self.now = clock.now()

    def text(self, kind: BotKind, **more: Any) -> BotText:
        secret = WEBHOOK_SECRET if kind is BotKind.WEBHOOK else SECRET
        given = {"name": "反诈工作群", "topics": EVERY, "at_once": True, "kind": kind, "secret": secret}
        return BotText(**(given | {"address": self.side.url + PATHS[kind]} | more))

    def set_up(self, kind: BotKind = BotKind.WECOM, by: Any = None, **more: Any) -> Bot:
        self.side.says(*WELL[kind])
        with self.make.work((by or self.liaison).actor, now=self.now) as work:
            return keeping.set_up(work, self.text(kind, **more))

    def write(self, title: str = "入户走访", to: Any = None, template: str = "initiative_issued", **more: Any) -> None:
        """One act that writes letters to these addresses."""
        words = {"title": title, "office": "中心", "path": f"/initiatives/{title}", "organisation": "晋阳银行"} | more
        with self.make.work(PORTAL, now=self.now) as work:
            letters.write_all(work, template, [(one, words) for one in to or [self.liaison.email]])

    def later(self, **delta: float) -> datetime:
        self.now += timedelta(**delta)
        return self.now

    def tell(self) -> int:
        say = partial(hand_over, self.portal, self.settings)
        return tell_groups(self.portal.database, say, lambda: self.now)

    def one(self, bot: Bot) -> Bot:
        with self.make.work() as work:
            return work.session.scalars(select(Bot).where(Bot.id == bot.id)).one()

    def waiting(self) -> list[BotMessage]:
        with self.make.work() as work:
            return list(work.session.scalars(select(BotMessage).order_by(BotMessage.written_at)))

    def letters(self) -> list[Letter]:
        """What the liaison was written about the bot."""
        told = (Letter.template == "bot_fallen_silent", Letter.address == self.liaison.email)
        with self.make.work() as work:
            return list(work.session.scalars(select(Letter).where(*told).order_by(Letter.id)))


@pytest.fixture
def group(portal: Any, make: Any, other_side: OtherSide, loopback: None) -> Group:
    return Group(portal, make, other_side)
