"""What a liaison or the center does with bots of the own side: set up, try, change, pause, use again, remove."""

import base64
import binascii
from dataclasses import dataclass, field
from typing import ClassVar
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from ..cases.sealing import fernet
from ..foundation.kernel.errors import Conflict, Invalid
from ..foundation.kernel.ids import new_id
from ..foundation.kernel.words import N_
from ..foundation.store.numbering import next_number
from ..foundation.store.upsert import insert_or
from ..foundation.store.work import Work
from ..journal.letters import INBOX
from ..journal.record import record
from ..organisations.model import Organisation
from . import events, visibility
from .model import BOTS_MOST, Bot, BotMessage
from .reach import OutOfReach, Reach, tail
from .vocabulary import BotKind, BotState
from .wording import TRIAL, TRIAL_WORDS
from .workflow import BOT_WORKFLOW

TOO_MANY = N_("At most %(most)d bots: remove one that is no longer needed.")
NO_TOPIC = N_("Choose at least one topic.")
NO_ADDRESS = N_("Fill this in.")
NO_SECRET = N_("A webhook is always signed: give the secret with which the other side checks it.")
BAD_SECRET = N_("A secret of 24 to 64 bytes in Base64, with or without whsec_ in front.")
PREFIX = "whsec_"
OF_THE_CENTER = "center_bot"
"""The series whose row stands for the center, which is no organisation."""


class Network:
    """Where the portal may speak to; set up before the first act."""

    reach: ClassVar[Reach] = Reach()


@dataclass(frozen=True, slots=True)
class BotText:
    """What a bot's form says. A change with an empty address keeps both address and, where it is empty too, secret."""

    name: str
    topics: tuple[str, ...]
    at_once: bool
    kind: BotKind = BotKind.WECOM
    address: str = field(default="", repr=False)
    secret: str = field(default="", repr=False)
    version: int = 0


def set_up(work: Work, text: BotText) -> Bot:
    """A bot of the actor's organisation, or of the center."""
    _hold_owner(work)
    count = select(func.count()).select_from(Bot).where(visibility.own(work))
    if (work.session.scalar(count) or 0) >= BOTS_MOST:
        raise Invalid("name", TOO_MANY, most=BOTS_MOST)
    if not text.address:
        raise Invalid("address", NO_ADDRESS)
    bot = Bot(
        organisation_id=work.actor.organisation_id,
        kind=text.kind,
        set_up_at=work.now,
        state=BotState.WORKS,
        state_since=work.now,
        free_at=work.now,
    )
    _write(bot, text)
    work.session.add(bot)
    work.session.flush()
    record(work, events.BotSetUp(bot.id, bot.organisation_id, str(bot.kind)))
    return bot


def _hold_owner(work: Work) -> None:
    """Until the transaction ends nobody else sets up a bot of the same side: what comes at once is counted in turn."""
    own_id = work.actor.organisation_id
    if own_id is None:
        next_number(work.session, OF_THE_CENTER)
    else:
        work.session.execute(select(Organisation.id).where(Organisation.id == own_id).with_for_update(key_share=True))


def change(work: Work, bot: Bot, text: BotText) -> None:
    """Another name, other topics; another address or secret where they are given."""
    if bot.version != text.version:
        raise Conflict()
    _write(bot, text)
    record(work, events.BotChanged(bot.id, bot.organisation_id, bool(text.address or text.secret)))


def _write(bot: Bot, text: BotText) -> None:
    if not text.topics:
        raise Invalid("topics", NO_TOPIC)
    bot.name, bot.topics, bot.at_once = text.name, list(text.topics), text.at_once
    if text.address:
        _address(bot, text.address)
    if text.address or text.secret:
        _sign(bot, text.secret)
        bot.failures, bot.failing_since = 0, None


def _address(bot: Bot, address: str) -> None:
    try:
        parts = Network.reach.check(bot.kind, address)
    except OutOfReach as refused:
        raise Invalid("address", refused.words, **refused.params) from None
    bot.host, bot.tail = parts.netloc, tail(bot.kind, parts)
    bot.sealed_address = fernet().encrypt(address.encode())


def _sign(bot: Bot, secret: str) -> None:
    if bot.kind is BotKind.WEBHOOK:
        _check_secret(secret)
    kept = secret and bot.kind is not BotKind.WECOM
    bot.sealed_secret = fernet().encrypt(secret.encode()) if kept else None


def _check_secret(secret: str) -> None:
    if not secret:
        raise Invalid("secret", NO_SECRET)
    try:
        size = len(base64.b64decode(secret.removeprefix(PREFIX) + "==", validate=True))
    except (binascii.Error, ValueError) as damaged:
        raise Invalid("secret", BAD_SECRET) from damaged
    if not 24 <= size <= 64:
        raise Invalid("secret", BAD_SECRET)


def try_now(work: Work, bot: Bot) -> None:
    """Have a test message sent; a second one only once the first has been answered."""
    row = {"template": TRIAL, "words": TRIAL_WORDS, "params": {}, "path": INBOX, "mark": TRIAL}
    more = {"id": new_id(), "bot_id": bot.id, "trial": True, "written_at": work.now, "due_at": work.now, "attempts": 0}
    work.session.execute(insert_or(work.session, BotMessage).values(**row, **more).on_conflict_do_nothing())
    bot.trial_at, bot.trial_answer = work.now, None
    record(work, events.BotTried(bot.id, bot.organisation_id))


def pause(work: Work, bot: Bot) -> None:
    """What waits is not said any more: everybody has the own letter."""
    BOT_WORKFLOW.apply(bot, "pause", work.now)
    forget_waiting(work.session, bot.id)
    record(work, events.BotPaused(bot.id, bot.organisation_id))


def resume(work: Work, bot: Bot) -> None:
    BOT_WORKFLOW.apply(bot, "resume", work.now)
    bot.failures, bot.failing_since, bot.answer, bot.free_at = 0, None, None, work.now
    record(work, events.BotResumed(bot.id, bot.organisation_id))


def remove(work: Work, bot: Bot) -> None:
    """It is gone with its address, its secret and what waits."""
    forget_waiting(work.session, bot.id)
    work.session.delete(bot)
    record(work, events.BotRemoved(bot.id, bot.organisation_id, str(bot.kind)))


def forget_waiting(session: Session, *bot_ids: UUID) -> None:
    session.execute(delete(BotMessage).where(BotMessage.bot_id.in_(bot_ids)))
