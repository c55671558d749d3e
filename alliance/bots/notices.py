"""The letter to those who keep a bot: what the group was not told, and whether the bot is stopped."""

from collections.abc import Sequence
from typing import Any, TypedDict

from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..journal import letters
from .addressees import keepers
from .model import Bot
from .vocabulary import Answer

STOPPED = N_("A bot is stopped")
SILENT = N_("A group could not be told")
YOUR_BOT = N_("You get this letter because you are a contact or liaison of the organisation whose bot this is.")
CENTERS_BOT = N_("You get this letter because you are of the center, whose bot this is.")


class Missed(TypedDict):
    """What would have been said: a msgid, what fills it, and where one reads on."""

    words: str
    params: dict[str, Any]
    path: str


def write(work: Work, bot: Bot, missed: Sequence[Missed], answer: Answer, *, stopped: bool) -> None:
    """One letter to each who keeps it."""
    said = {
        "headline": STOPPED if stopped else SILENT,
        "name": bot.name,
        "cause": answer.label,
        "stopped": stopped,
        "missed": list(missed),
        "path": f"/bots/{bot.id}",
        "why": YOUR_BOT if bot.organisation_id else CENTERS_BOT,
    }
    to = keepers(work, bot.organisation_id)
    letters.write_all(work, "bot_fallen_silent", [(address, said) for address in to])
