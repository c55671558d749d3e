"""What is read of bots: never their address or secret."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, select

from ..foundation.store.work import Work
from . import visibility
from .model import BOTS_MOST, Bot, BotMessage
from .vocabulary import Answer, BotKind, BotState


@dataclass(frozen=True, slots=True)
class BotLine:
    """`host` and `tail`: what may be shown of its address."""

    id: UUID
    kind: BotKind
    name: str
    host: str
    tail: str
    state: BotState
    failing_since: datetime | None
    told_at: datetime | None
    answer: Answer | None

    @property
    def lags(self) -> bool:
        """It takes no more for now: nothing is wrong with it, but what it has to say waits."""
        return self.answer is Answer.TOO_FAST


@dataclass(frozen=True, slots=True)
class BotReading(BotLine):
    """`waiting`: so many messages have not been said yet. `signs`: a secret is kept for it."""

    organisation_id: UUID | None
    topics: Sequence[str]
    at_once: bool
    signs: bool
    state_since: datetime
    trial_at: datetime | None
    trial_answer: Answer | None
    version: int
    waiting: int


LINE = (Bot.id, Bot.kind, Bot.name, Bot.host, Bot.tail, Bot.state, Bot.failing_since, Bot.told_at, Bot.answer)


def bots(work: Work) -> Sequence[BotLine]:
    """The actor's own, by name; never more than BOTS_MOST can be set up."""
    asked = select(*LINE).where(visibility.own(work)).order_by(Bot.name, Bot.id).limit(BOTS_MOST)
    return [BotLine(*row) for row in work.session.execute(asked)]


def reading(work: Work, bot_id: UUID) -> BotReading | None:
    """The bot as its page shows it; whether the actor may see it is asked at the door."""
    m = BotMessage
    waiting = select(func.count()).where(m.bot_id == Bot.id, ~m.trial).scalar_subquery()
    more = (Bot.organisation_id, Bot.topics, Bot.at_once, Bot.sealed_secret.is_not(None), Bot.state_since)
    last = (Bot.trial_at, Bot.trial_answer, Bot.version, waiting)
    row = work.session.execute(select(*LINE, *more, *last).where(Bot.id == bot_id)).first()
    return BotReading(*tuple(row)) if row else None


def find(work: Work, bot_id: UUID) -> Bot | None:
    """The bot, to be changed; whether the actor may is asked at the door."""
    return work.session.get(Bot, bot_id)
