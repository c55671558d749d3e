"""The pages of bots: the list, one of them, its form, and what its keeper does with it."""

from flask import Blueprint
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ..foundation.store.work import Work
from ..foundation.web.answers import go, page
from ..foundation.web.guard import limiter
from ..policy.can import Can
from ..policy.gate import permit
from ..policy.table import may
from . import keeping, queries, shown
from .forms import BotForm, NewBotForm
from .model import Bot
from .queries import BotReading
from .saying import TOPICS

bp = Blueprint("bots", "alliance.bots.views", url_prefix="/bots")
ONE = "/<uuid:bot_id>"


@bp.get("/")
@permit(Can.SEE_BOTS)
def bots(work: Work) -> Response:
    found = queries.bots(work)
    sets_up = may(work.actor, Can.SET_UP_BOT)
    return page("bots/bots.html", columns=shown.columns(), rows=shown.rows(found), sets_up=sets_up)


@bp.get("/new")
@permit(Can.SET_UP_BOT)
def new(work: Work) -> Response:
    return page("bots/new.html", form=NewBotForm(formdata=None, topics=list(TOPICS)))


@bp.post("/new")
@permit(Can.SET_UP_BOT)
def set_up(work: Work) -> Response:
    form = NewBotForm()
    if form.settle(work, lambda: keeping.set_up(work, form.text())):
        return go("bots.bot", bot_id=form.result.id, said=_("The bot is set up. Try it now."))
    return page("bots/new.html", form.status, form=form)


@bp.get(ONE)
@permit(Can.READ_BOT, subject=queries.reading)
def bot(work: Work, bot: BotReading) -> Response:
    keeps = may(work.actor, Can.KEEP_BOT, bot)
    return page(
        "bots/bot.html",
        bot=bot,
        state=shown.state(bot),
        facts=shown.facts(bot),
        trouble=shown.trouble(bot),
        trial=shown.trial(bot),
        keeps=keeps,
        moves=shown.moves(bot) if keeps else [],
    )


@bp.get(f"{ONE}/edit")
@permit(Can.KEEP_BOT, subject=queries.reading, sees=Can.READ_BOT)
def edit(work: Work, bot: BotReading) -> Response:
    said = {"version": bot.version, "name": bot.name, "topics": list(bot.topics), "at_once": bot.at_once}
    return page("bots/edit.html", bot=bot, address=shown.address(bot), form=BotForm(formdata=None, data=said))


@bp.post(f"{ONE}/edit")
@permit(Can.KEEP_BOT, subject=queries.find, sees=Can.READ_BOT)
def change(work: Work, bot: Bot) -> Response:
    form, bot_id = BotForm(), bot.id
    if form.settle(work, lambda: keeping.change(work, bot, form.text())):
        return go("bots.bot", bot_id=bot_id, said=_("The bot is changed."))
    found = queries.reading(work, bot_id)
    form.seen("version", found.version if found else 0)
    return page("bots/edit.html", form.status, bot=found, address=shown.address(found) if found else "", form=form)


@bp.post(f"{ONE}/try")
@limiter.limit("10 per minute")
@permit(Can.KEEP_BOT, subject=queries.find, sees=Can.READ_BOT)
def try_now(work: Work, bot: Bot) -> Response:
    keeping.try_now(work, bot)
    return go("bots.bot", bot_id=bot.id, said=_("A test message is sent."))


@bp.post(f"{ONE}/pause")
@permit(Can.KEEP_BOT, subject=queries.find, sees=Can.READ_BOT)
def pause(work: Work, bot: Bot) -> Response:
    keeping.pause(work, bot)
    return go("bots.bot", bot_id=bot.id, said=_("The bot is paused: the group is told nothing."))


@bp.post(f"{ONE}/resume")
@permit(Can.KEEP_BOT, subject=queries.find, sees=Can.READ_BOT)
def resume(work: Work, bot: Bot) -> Response:
    keeping.resume(work, bot)
    return go("bots.bot", bot_id=bot.id, said=_("The bot is used again."))


@bp.get(f"{ONE}/remove")
@permit(Can.KEEP_BOT, subject=queries.reading, sees=Can.READ_BOT)
def removing(work: Work, bot: BotReading) -> Response:
    return page("bots/removing.html", bot=bot)


@bp.post(f"{ONE}/remove")
@permit(Can.KEEP_BOT, subject=queries.find, sees=Can.READ_BOT)
def remove(work: Work, bot: Bot) -> Response:
    keeping.remove(work, bot)
    return go("bots.bots", said=_("The bot is removed."))
