"""What happens to bots, as the journal keeps it: never an address, a secret, or what was said."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from ..foundation.kernel.words import N_


@dataclass(frozen=True, slots=True)
class BotSetUp:
    bot_id: UUID
    organisation_id: UUID | None
    kind: str
    about: ClassVar[str] = "bot"
    words: ClassVar[str] = N_("A bot was set up")


@dataclass(frozen=True, slots=True)
class BotChanged:
    """`readdressed`: its address or secret is another one."""

    bot_id: UUID
    organisation_id: UUID | None
    readdressed: bool
    about: ClassVar[str] = "bot"
    words: ClassVar[str] = N_("A bot was changed")


@dataclass(frozen=True, slots=True)
class BotTried:
    bot_id: UUID
    organisation_id: UUID | None
    about: ClassVar[str] = "bot"
    words: ClassVar[str] = N_("A bot was tried with a test message")


@dataclass(frozen=True, slots=True)
class BotPaused:
    bot_id: UUID
    organisation_id: UUID | None
    about: ClassVar[str] = "bot"
    words: ClassVar[str] = N_("A bot was paused")


@dataclass(frozen=True, slots=True)
class BotResumed:
    bot_id: UUID
    organisation_id: UUID | None
    about: ClassVar[str] = "bot"
    words: ClassVar[str] = N_("A bot is used again")


@dataclass(frozen=True, slots=True)
class BotStopped:
    """`cause`: what the other side answered."""

    bot_id: UUID
    organisation_id: UUID | None
    cause: str
    about: ClassVar[str] = "bot"
    words: ClassVar[str] = N_("A bot was stopped: it is refused, or does not answer")


@dataclass(frozen=True, slots=True)
class BotFellSilent:
    """`messages`: so many could not be said and went by letter instead."""

    bot_id: UUID
    organisation_id: UUID | None
    messages: int
    about: ClassVar[str] = "bot"
    words: ClassVar[str] = N_("What a bot could not say was told by letter")


@dataclass(frozen=True, slots=True)
class BotRemoved:
    bot_id: UUID
    organisation_id: UUID | None
    kind: str
    about: ClassVar[str] = "bot"
    words: ClassVar[str] = N_("A bot was removed")
