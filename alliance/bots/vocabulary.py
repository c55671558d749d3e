"""What kinds of bots there are, how they stand, what the other side may answer, and what follows from each answer."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from ..foundation.kernel.words import N_, Labelled


class BotKind(Labelled):
    WECOM = "wecom", N_("WeCom group bot")
    DINGTALK = "dingtalk", N_("DingTalk group bot")
    FEISHU = "feishu", N_("Feishu group bot")
    WEBHOOK = "webhook", N_("Signed webhook")


class BotState(Labelled):
    WORKS = "works", N_("In use")
    PAUSED = "paused", N_("Paused")
    STOPPED = "stopped", N_("Stopped by the portal")


class Course(StrEnum):
    """What follows from an answer: it is told; wait, then again; try again; give this up; stop the bot."""

    TOLD = "told"
    WAIT = "wait"
    AGAIN = "again"
    DROP = "drop"
    STOP = "stop"


class Answer(Labelled):
    """What the other side has answered, in words that a liaison can act on. No text of theirs is kept or shown."""

    TAKEN = "taken", N_("It has taken the message.")
    TOO_FAST = "too_fast", N_("It takes no more messages for now: too many came in a short time.")
    NO_SUCH_BOT = "no_such_bot", N_("It knows no bot at this address: it was removed, or the address is cut short.")
    DISABLED = "disabled", N_("The bot is switched off there, or its group no longer exists.")
    WRONG_SIGNATURE = "wrong_signature", N_("It does not accept the signature: the secret here is not the one there.")
    NO_KEYWORD = (
        "no_keyword",
        N_("It takes only messages with a keyword: enter 反诈 there, which each of these holds."),
    )
    NOT_FROM_HERE = "not_from_here", N_("It takes messages only from listed addresses, and the portal's is not.")
    NOT_TAKEN = "not_taken", N_("It did not take this message.")
    NO_ANSWER = "no_answer", N_("It did not answer in time.")
    UNREACHABLE = "unreachable", N_("It cannot be reached: the name, the connection or the certificate fails.")
    UNREADABLE = "unreadable", N_("What answers there is no such bot: it leads elsewhere, or says what no bot says.")
    FAULT = "fault", N_("It has a fault of its own at the moment.")
    UNSEALABLE = "unsealable", N_("Its address can no longer be unsealed: give it anew, with its secret.")
    FORBIDDEN = "forbidden", N_("The address leads into a network to which the portal does not speak.")


COURSE: Mapping[Answer, Course] = {
    Answer.TAKEN: Course.TOLD,
    Answer.TOO_FAST: Course.WAIT,
    **dict.fromkeys((Answer.NO_SUCH_BOT, Answer.DISABLED, Answer.WRONG_SIGNATURE), Course.STOP),
    **dict.fromkeys((Answer.NO_KEYWORD, Answer.NOT_FROM_HERE, Answer.FORBIDDEN, Answer.UNSEALABLE), Course.STOP),
    Answer.NOT_TAKEN: Course.DROP,
    **dict.fromkeys((Answer.NO_ANSWER, Answer.UNREACHABLE, Answer.UNREADABLE, Answer.FAULT), Course.AGAIN),
}
SLOW = frozenset({Answer.NO_ANSWER, Answer.UNREACHABLE})
"""What costs the worker time: letters go first after it."""


@dataclass(frozen=True, slots=True)
class Pace:
    """So many `at_once`, then one `every` so long; after "too fast", nothing for `rest`. Chosen so that no minute, and
    for 飞书 no second, holds more than the other side takes."""

    at_once: int
    every: timedelta
    rest: timedelta = timedelta(minutes=1)


PACE: Mapping[BotKind, Pace] = {
    BotKind.WECOM: Pace(5, timedelta(seconds=4)),
    BotKind.DINGTALK: Pace(5, timedelta(seconds=4), timedelta(minutes=10)),
    BotKind.FEISHU: Pace(4, timedelta(seconds=1)),
    BotKind.WEBHOOK: Pace(5, timedelta(seconds=1)),
}
"""企业微信 and 钉钉 take 20 in a minute, and 钉钉 then none for ten; 飞书 takes 100 in a minute and 5 in a second."""
