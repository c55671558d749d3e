"""Bots in the words of their pages."""

from collections.abc import Sequence
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from ..foundation.web.language import in_chinese, moment
from ..journal.vocabulary import Topic
from .queries import BotLine, BotReading
from .vocabulary import Answer, BotState
from .workflow import BOT_WORKFLOW

ELLIPSIS = "…"
STATES = {BotState.PAUSED: "grey", BotState.STOPPED: "red"}


def state(bot: BotLine) -> tuple[str, str]:
    """In use; lagging or failing, since when; paused; stopped."""
    if bot.state is not BotState.WORKS:
        return _(bot.state.label), STATES[bot.state]
    if bot.failing_since:
        since = moment(bot.failing_since)
        says = _("Lags since %(moment)s", moment=since) if bot.lags else _("Fails since %(moment)s", moment=since)
        return says, "amber"
    return _(bot.state.label), "green"


def address(bot: BotLine) -> str:
    """As much of it as may be shown."""
    return f"{bot.host}/{ELLIPSIS}{bot.tail}"


def columns() -> Sequence[tuple[str, str]]:
    return ((_("Bot"), "pair"), (_("Address"), ""), (_("Last told"), "date"), (_("State"), "status"))


def rows(bots: Sequence[BotLine]) -> list[tuple[Any, ...]]:
    return [
        (
            url_for("bots.bot", bot_id=one.id),
            (one.name, _(one.kind.label)),
            address(one),
            moment(one.told_at) or _("Told nothing yet"),
            state(one),
        )
        for one in bots
    ]


def facts(bot: BotReading) -> list[dict[str, str]]:
    topics = ("、" if in_chinese() else ", ").join(_(topic.label) for topic in Topic if topic in bot.topics)
    when = _("At once") if bot.at_once else _("Together, at nine on working days")
    waiting = ngettext("%(num)d message", "%(num)d messages", bot.waiting)
    told = [
        (_("Kind of bot"), _(bot.kind.label)),
        (_("Address"), address(bot)),
        (_("Signed"), _("Yes") if bot.signs else _("No")),
        (_("What the group is told of"), topics),
        (_("When"), when),
        (_("Last told"), moment(bot.told_at) or _("Told nothing yet")),
        (_("Still to be said"), waiting),
    ]
    return [{"key": key, "value": value} for key, value in told]


def trouble(bot: BotReading) -> dict[str, str] | None:
    """What is wrong, where something is: that the bot is stopped, or that it fails, and what was answered."""
    if bot.answer is None or not (bot.failing_since or bot.state is BotState.STOPPED):
        return None
    if bot.state is BotState.STOPPED:
        title, tone = _("Stopped since %(moment)s: the group is told nothing", moment=moment(bot.state_since)), "red"
    elif bot.lags:
        since = moment(bot.failing_since)
        title = _("Lags since %(moment)s; what waits for more than 24 hours goes by letter", moment=since)
        tone = "amber"
    else:
        title, tone = _("Fails since %(moment)s; it is tried again", moment=moment(bot.failing_since)), "amber"
    return {"title": title, "tone": tone, "text": _(bot.answer.label)}


def trial(bot: BotReading) -> dict[str, str] | None:
    """How the last test went."""
    if bot.trial_at is None:
        return None
    title = _("Tried at %(moment)s", moment=moment(bot.trial_at))
    if bot.trial_answer is None:
        return {"title": title, "tone": "blue", "text": _("The test message is on its way. Look again in a moment.")}
    tone = "green" if bot.trial_answer is Answer.TAKEN else "red"
    said = _("What the other side answered: %(cause)s", cause=_(bot.trial_answer.label))
    return {"title": title, "tone": tone, "text": said}


def moves(bot: BotReading) -> list[dict[str, str]]:
    """What its keeper may do now; only the portal stops one."""
    addresses = {"pause": url_for("bots.pause", bot_id=bot.id), "resume": url_for("bots.resume", bot_id=bot.id)}
    return [
        {"label": _(move.label), "url": addresses[move.name], "kind": "secondary"}
        for move in BOT_WORKFLOW.open_to(bot.state, lambda _can: True)
        if move.name in addresses
    ]
