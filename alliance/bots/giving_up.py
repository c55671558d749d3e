"""What a bot cannot say goes by letter, once, to its keepers; and so does the news that it is stopped, and why."""

from collections.abc import Sequence

from sqlalchemy import delete, select

from ..foundation.store.work import Work
from ..journal import reminders
from ..journal.record import record
from .events import BotFellSilent, BotStopped
from .model import Bot, BotMessage
from .notices import Missed, write
from .vocabulary import Answer, BotState
from .workflow import BOT_WORKFLOW


def give_up(work: Work, bot: Bot, messages: Sequence[BotMessage], answer: Answer) -> None:
    """The messages go by letter."""
    missed = _missed(work, messages)
    if missed:
        record(work, BotFellSilent(bot.id, bot.organisation_id, len(missed)))
        write(work, bot, missed, answer, stopped=False)


def stop(work: Work, bot: Bot, answer: Answer) -> None:
    """The bot says nothing any more until somebody has seen to it; what it still had to say goes by the same letter.
    One that was paused or stopped meanwhile stays so."""
    if bot.state is not BotState.WORKS:
        return
    BOT_WORKFLOW.apply(bot, "stop", work.now)
    bot.answer = answer
    bot.failing_since = bot.failing_since or work.now
    waiting = select(BotMessage).where(BotMessage.bot_id == bot.id, ~BotMessage.trial).order_by(BotMessage.written_at)
    missed = _missed(work, work.session.scalars(waiting).all())
    record(work, BotStopped(bot.id, bot.organisation_id, str(answer)))
    write(work, bot, missed, answer, stopped=True)


def _missed(work: Work, messages: Sequence[BotMessage]) -> list[Missed]:
    """What they would have said, but for reminders of what is done by now; they wait no longer."""
    over = reminders.over(work, messages)
    told: list[Missed] = [
        {"words": one.words, "params": one.params, "path": one.path} for one in messages if one not in over
    ]
    work.session.execute(delete(BotMessage).where(BotMessage.id.in_([one.id for one in messages])))
    return told
