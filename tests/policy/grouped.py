"""Bots in the small world: one of a member, one of the center, one of a suspended member. Who keeps one knows its name;
nobody is shown where it leads."""

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from alliance.bots import keeping
from alliance.bots.keeping import BotText
from alliance.bots.model import Bot
from alliance.bots.vocabulary import BotKind, BotState
from alliance.cases.sealing import fernet
from alliance.policy.can import Can
from tests.factories import Make

Given = Mapping[str, Any]
MISSING = UUID(int=7)
KEPT_BY = {"a": "liaison", "center": "officer"}


def tell_of_bots(world: Any, make: Make) -> None:
    for label, who in KEPT_BY.items():
        of = world.things.get(label)
        thing = SimpleNamespace(organisation_id=of.organisation_id if of else None)
        name, key = world.mark(f"bot-{label}", (Can.READ_BOT, thing)), world.plain(f"key-of-the-bot-of-{label}-abcd")
        address = f"https://oapi.dingtalk.com/robot/send?access_token={key}"
        secret = world.plain(f"SEC-of-the-bot-of-{label}")
        with make.work(world.people[who].actor) as work:
            text = BotText(name, ("actions", "cases"), True, BotKind.DINGTALK, address, secret)
            thing.id = keeping.set_up(work, text).id
        world.things[f"bot of {label}"] = thing
    _of_the_suspended(world, make)


def _of_the_suspended(world: Any, make: Make) -> None:
    """It was set up before."""
    thing = SimpleNamespace(organisation_id=world.things["s"].organisation_id)
    with make.work() as work:
        name = world.mark("bot-s", (Can.READ_BOT, thing))
        first = {"kind": BotKind.WECOM, "host": "qyapi.weixin.qq.com", "tail": "abcd", "topics": ["cases"]}
        moments = dict.fromkeys(("set_up_at", "state_since", "free_at"), work.now)
        sealed = fernet().encrypt(world.plain("address-of-the-suspended").encode())
        bot = Bot(
            organisation_id=thing.organisation_id, name=name, at_once=True, state=BotState.WORKS, **first, **moments
        )
        bot.sealed_address = sealed
        work.session.add(bot)
        work.session.flush()
        thing.id = bot.id
    world.things["bot of s"] = thing


def addresses(things: Mapping[str, Any]) -> dict[tuple[str, ...], list[tuple[Given, Any]]]:
    """What the addresses of bots can name."""
    known = [one for name, one in things.items() if name.startswith("bot of ")]
    return {("bot_id",): [*(({"bot_id": one.id}, one) for one in known), ({"bot_id": MISSING}, None)]}
