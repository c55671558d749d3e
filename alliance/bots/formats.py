"""What each kind of bot is sent, how it is signed, and what its answer means: HTTP 200 with an error inside, mostly."""

import base64
import hashlib
import hmac
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode, urlsplit, urlunsplit

from standardwebhooks import Webhook

from . import wording
from .vocabulary import Answer, BotKind
from .wording import Waiting

JSON = {"Content-Type": "application/json; charset=utf-8"}
CODES: Mapping[BotKind, Mapping[int, Answer]] = {
    BotKind.WECOM: {
        **dict.fromkeys((45009, 45033), Answer.TOO_FAST),
        93000: Answer.NO_SUCH_BOT,
        **dict.fromkeys((93004, 93008), Answer.DISABLED),
        -1: Answer.FAULT,
    },
    BotKind.DINGTALK: {
        **dict.fromkeys((130101, 410100, 90018, 90030), Answer.TOO_FAST),
        **dict.fromkeys((300001, 400101, 400106, 404), Answer.NO_SUCH_BOT),
        **dict.fromkeys((400013, 400102), Answer.DISABLED),
        -1: Answer.FAULT,
    },
    BotKind.FEISHU: {
        **dict.fromkeys((11232, 11233), Answer.TOO_FAST),
        19001: Answer.NO_SUCH_BOT,
        19021: Answer.WRONG_SIGNATURE,
        19022: Answer.NOT_FROM_HERE,
        19024: Answer.NO_KEYWORD,
    },
    BotKind.WEBHOOK: {},
}
DINGTALK_REFUSES = 310000
"""One code for three refusals; its words tell them apart."""
DINGTALK_SAYS = {
    **dict.fromkeys(("keyword", "关键词"), Answer.NO_KEYWORD),
    **dict.fromkeys(("whitelist", "白名单"), Answer.NOT_FROM_HERE),
}
FEISHU_BAD = 9499
"""A body that it cannot read, or, in its words, too many."""
STATUSES = {
    **dict.fromkeys((401, 403), Answer.WRONG_SIGNATURE),
    **dict.fromkeys((404, 410), Answer.NO_SUCH_BOT),
    408: Answer.NO_ANSWER,
    429: Answer.TOO_FAST,
}


@dataclass(frozen=True, slots=True)
class Dispatch:
    """One request. Its address is a secret: it is in no `repr`."""

    url: str = field(repr=False)
    body: bytes = field(repr=False)
    headers: Mapping[str, str] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Ends:
    """Where a bot is spoken to, unsealed: in no `repr`."""

    kind: BotKind
    address: str = field(repr=False)
    secret: str = field(repr=False)


def dispatch(ends: Ends, messages: Sequence[Waiting], now: datetime, base_url: str) -> Dispatch:
    """What is sent; to a webhook exactly one message."""
    match ends.kind:
        case BotKind.WECOM:
            body = {"msgtype": "text", "text": {"content": wording.text(messages, base_url)}}
            return _posted(ends.address, body)
        case BotKind.DINGTALK:
            markdown = {"title": wording.title(messages), "text": wording.text(messages, base_url, linked=True)}
            body = {"msgtype": "markdown", "markdown": markdown, "at": {"isAtAll": False}}
            return _posted(_signed_address(ends, round(now.timestamp() * 1000)), body)
        case BotKind.FEISHU:
            body = {"msg_type": "text", "content": {"text": wording.text(messages, base_url)}}
            return _posted(ends.address, _feishu_sign(ends.secret, int(now.timestamp())) | body)
        case BotKind.WEBHOOK:
            return _webhook(ends, messages[0], now, base_url)


def _posted(url: str, body: Mapping[str, Any]) -> Dispatch:
    return Dispatch(url, json.dumps(body, ensure_ascii=False).encode(), JSON)


def dingtalk_sign(secret: str, milliseconds: int) -> str:
    return _base64_hmac(key=secret, message=f"{milliseconds}\n{secret}")


def feishu_sign(secret: str, seconds: int) -> str:
    return _base64_hmac(key=f"{seconds}\n{secret}", message="")


def _base64_hmac(*, key: str, message: str) -> str:
    return base64.b64encode(hmac.new(key.encode(), message.encode(), hashlib.sha256).digest()).decode()


def _signed_address(ends: Ends, milliseconds: int) -> str:
    if not ends.secret:
        return ends.address
    parts = urlsplit(ends.address)
    signed = urlencode({"timestamp": milliseconds, "sign": dingtalk_sign(ends.secret, milliseconds)})
    return urlunsplit(parts._replace(query=f"{parts.query}&{signed}"))


def _feishu_sign(secret: str, seconds: int) -> dict[str, Any]:
    return {"timestamp": str(seconds), "sign": feishu_sign(secret, seconds)} if secret else {}


def _webhook(ends: Ends, message: Waiting, now: datetime, base_url: str) -> Dispatch:
    body = json.dumps(wording.data(message, base_url), ensure_ascii=False)
    headers = {
        "webhook-id": f"msg_{message.id.hex}",
        "webhook-timestamp": str(int(now.timestamp())),
        "webhook-signature": Webhook(ends.secret).sign(f"msg_{message.id.hex}", now.astimezone(UTC), body),
    }
    return Dispatch(ends.address, body.encode(), {**JSON, **headers})


def answer_of(kind: BotKind, status: int, body: bytes) -> Answer:
    """What an answer means."""
    if status >= 500:
        return Answer.FAULT
    if status == 429 or (kind is BotKind.WEBHOOK and status >= 400):
        return STATUSES.get(status, Answer.NOT_TAKEN)
    if 300 <= status < 400:
        return Answer.UNREADABLE
    if kind is BotKind.WEBHOOK:
        return Answer.TAKEN
    return _answer_inside(kind, body)


def _answer_inside(kind: BotKind, body: bytes) -> Answer:
    """What a chat program says: a code, and words for people."""
    try:
        said = json.loads(body)
    except ValueError:
        return Answer.UNREADABLE
    if not isinstance(said, dict):
        return Answer.UNREADABLE
    names = ("code", "StatusCode") if kind is BotKind.FEISHU else ("errcode",)
    code = next((said[name] for name in names if isinstance(said.get(name), int)), None)
    if code is None:
        return Answer.UNREADABLE
    words = str(said.get("msg", said.get("errmsg", ""))).casefold()
    return Answer.TAKEN if code == 0 else _meaning(kind, code, words)


def _meaning(kind: BotKind, code: int, words: str) -> Answer:
    if kind is BotKind.DINGTALK and code == DINGTALK_REFUSES:
        return next((answer for word, answer in DINGTALK_SAYS.items() if word in words), Answer.WRONG_SIGNATURE)
    if kind is BotKind.FEISHU and code == FEISHU_BAD and "too many" in words:
        return Answer.TOO_FAST
    return CODES[kind].get(code, Answer.NOT_TAKEN)
