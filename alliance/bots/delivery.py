"""From what waits to what is said: a bot's messages are leased, handed over, and settled by the answer.

Both steps are short transactions of their own, with the slow one between them in none. A worker that dies between
handing over and settling lets the lease run out, and the message is said again: a chat program knows no repeat, a
webhook's receiver knows it by its id. Nothing is lost: what cannot be said goes by letter.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import delete, exists, or_, select, update

from ..foundation.store.work import Work
from ..journal import reminders
from ..journal.delivery import wait_after
from ..organisations.model import Organisation
from .giving_up import give_up, stop
from .model import Bot, BotMessage
from .telling import standing
from .vocabulary import COURSE, PACE, Answer, BotKind, BotState, Course, Pace
from .wording import Waiting

LEASE = timedelta(minutes=5)
DIGEST_ABOVE = 3
DIGEST_MOST = 20
TRIES_MOST = 6
"""Half an hour: then its readers are told by letter."""
WAITS_MOST = timedelta(hours=24)
"""Of a bot that again and again takes no more: then its readers are told by letter, too."""
FAILURES_MOST = 10
"""Four hours: then the bot is stopped."""
BACK_OFF = timedelta(minutes=1)
BACK_OFF_MOST = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Batch:
    """What one request says, and where to, still sealed."""

    bot_id: UUID
    kind: BotKind
    sealed_address: bytes
    sealed_secret: bytes | None
    messages: Sequence[Waiting]
    trial: bool


def lease(work: Work) -> Batch | None:
    """Take what the bot that has been free for longest has to say; until the lease runs out nobody else takes it.
    Reminders of what is done by then are dropped, and it is looked anew."""
    while True:
        bot = _next_bot(work)
        taken = _due(work, bot) if bot else []
        if bot is None or not taken:
            return None
        over = [one.id for one in reminders.over(work, taken)]
        if not over:
            return _leased(work, bot, taken)
        work.session.execute(delete(BotMessage).where(BotMessage.id.in_(over)))


def _next_bot(work: Work) -> Bot | None:
    m = BotMessage
    due = exists().where(m.bot_id == Bot.id, m.due_at <= work.now, or_(m.trial, Bot.state == BotState.WORKS))
    asked = (
        select(Bot)
        .outerjoin(Organisation, Organisation.id == Bot.organisation_id)
        .where(Bot.free_at <= work.now, due, standing())
        .order_by(Bot.free_at)
        .limit(1)
        .with_for_update(of=Bot, skip_locked=True)
    )
    return work.session.scalar(asked)


def _leased(work: Work, bot: Bot, taken: Sequence[BotMessage]) -> Batch:
    m = BotMessage
    ids = [one.id for one in taken]
    leased = update(m).where(m.id.in_(ids)).values(attempts=m.attempts + 1, due_at=work.now + LEASE)
    work.session.execute(leased, execution_options={"synchronize_session": False})
    _note(work, bot.id, free_at=free_again(bot.free_at, work.now, PACE[bot.kind]))
    messages = [Waiting(one.id, one.template, one.words, one.params, one.path, one.written_at) for one in taken]
    return Batch(bot.id, bot.kind, bot.sealed_address, bot.sealed_secret, messages, taken[0].trial)


def _due(work: Work, bot: Bot) -> list[BotMessage]:
    """A test message alone; a few one by one, more of them together. A machine is told each by itself."""
    m = BotMessage
    asked = select(m).where(m.bot_id == bot.id, m.due_at <= work.now).order_by(m.trial.desc(), m.written_at, m.id)
    if bot.state is not BotState.WORKS:
        asked = asked.where(m.trial)
    found = list(work.session.scalars(asked.limit(DIGEST_MOST)))
    together = bot.kind is not BotKind.WEBHOOK and (len(found) > DIGEST_ABOVE or not bot.at_once)
    return found[:1] if not together or (found and found[0].trial) else found


def free_again(free_at: datetime, now: datetime, pace: Pace) -> datetime:
    """From when on a bot that speaks now may speak again: a token bucket, kept as one moment."""
    saved = pace.every * (pace.at_once - 1)
    return max(free_at + saved, now) + pace.every - saved


def settle(work: Work, batch: Batch, answer: Answer) -> None:
    """What follows from the answer. A bot that was removed meanwhile has nothing left to say."""
    bot = work.session.get(Bot, batch.bot_id, with_for_update=True)
    if bot is None:
        return
    course, ids = COURSE[answer], [one.id for one in batch.messages]
    if batch.trial and course is Course.WAIT:
        _note(work, bot.id, free_at=work.now + PACE[bot.kind].rest)
    if batch.trial:
        _settle_trial(work, bot, ids, answer)
    elif course is Course.TOLD:
        work.session.execute(delete(BotMessage).where(BotMessage.id.in_(ids)))
        _note(work, bot.id, told_at=work.now, answer=answer, failures=0, failing_since=None)
    elif course is Course.WAIT:
        _lag(work, bot, ids, answer)
    elif course is Course.STOP:
        stop(work, bot, answer)
    else:
        _fail(work, bot, ids, answer)


def _settle_trial(work: Work, bot: Bot, ids: Sequence[UUID], answer: Answer) -> None:
    """A test is answered once, whatever the answer. One that succeeds ends a rest after failures."""
    work.session.execute(delete(BotMessage).where(BotMessage.id.in_(ids)))
    well: dict[str, Any] = {"failures": 0, "failing_since": None, "answer": answer, "free_at": work.now}
    _note(work, bot.id, trial_answer=answer, **(well if COURSE[answer] is Course.TOLD else {}))


def _lag(work: Work, bot: Bot, ids: Sequence[UUID], answer: Answer) -> None:
    """No failure: it is waited for. What has waited for too long, in this batch or behind it, goes by letter; what was
    bundled has waited by design, so there the bot must have lagged for as long."""
    since, rested = bot.failing_since or work.now, work.now + PACE[bot.kind].rest
    _note(work, bot.id, failing_since=since, answer=answer, free_at=rested)
    over = work.now - WAITS_MOST
    if bot.at_once or since <= over:
        m = BotMessage
        waited = select(m).where(m.bot_id == bot.id, ~m.trial, m.written_at <= over).order_by(m.written_at)
        give_up(work, bot, work.session.scalars(waited).all(), answer)
    _later(work, ids, rested, attempts=BotMessage.attempts - 1)


def _fail(work: Work, bot: Bot, ids: Sequence[UUID], answer: Answer) -> None:
    """The bot rests, each time for longer; what has been tried often enough, or was not taken, goes by letter."""
    failures, since = bot.failures + 1, bot.failing_since or work.now
    free_at = work.now + wait_after(failures, BACK_OFF, BACK_OFF_MOST)
    _note(work, bot.id, failures=failures, failing_since=since, answer=answer, free_at=free_at)
    if failures >= FAILURES_MOST:
        stop(work, bot, answer)
        return
    over = COURSE[answer] is Course.DROP
    tried = select(BotMessage).where(BotMessage.id.in_(ids), BotMessage.attempts >= (0 if over else TRIES_MOST))
    give_up(work, bot, work.session.scalars(tried.order_by(BotMessage.written_at)).all(), answer)
    _later(work, ids, free_at)


def _later(work: Work, ids: Sequence[UUID], due_at: datetime, **values: Any) -> None:
    later = update(BotMessage).where(BotMessage.id.in_(ids)).values(due_at=due_at, **values)
    work.session.execute(later, execution_options={"synchronize_session": False})


def _note(work: Work, bot_id: UUID, **values: Any) -> None:
    """What the worker notes is no change that a keeper could meet with another one: the version stays."""
    noted = update(Bot).where(Bot.id == bot_id).values(**values)
    work.session.execute(noted)
