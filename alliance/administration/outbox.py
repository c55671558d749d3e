"""How the letters stand: the mail server, those that wait, those that were given up."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from ..foundation.kernel.words import N_
from .queries import Letters
from .verdicts import Finding, act, good, look
from .vocabulary import Matter

OVERDUE = timedelta(minutes=10)


def judge_letters(letters: Letters, now: datetime) -> Sequence[Finding]:
    return [_server(letters), _queue(letters, now), _given_up(letters)]


def _server(letters: Letters) -> Finding:
    """By what happened last: a letter that went out, or one that did not."""
    sent, failed = letters.sent_at, letters.failed_at
    if failed and (sent is None or failed > sent):
        words = N_("The last try failed, at %(failed)s. Before that a letter went out at %(sent)s.")
        if sent is None:
            words = N_("The last try failed, at %(failed)s. No letter has ever gone out.")
        step = N_("Open the letters that have not arrived: they say what the mail server answered.")
        return act(Matter.MAIL, words, step, failed=failed, sent=sent)
    if sent is None:
        return good(Matter.MAIL, N_("No letter has been sent yet."))
    if failed:
        words = N_("The last letter went out at %(sent)s; one that has not arrived was last tried at %(failed)s.")
        return good(Matter.MAIL, words, sent=sent, failed=failed)
    return good(Matter.MAIL, N_("The last letter went out at %(sent)s. None has failed since."), sent=sent)


def _queue(letters: Letters, now: datetime) -> Finding:
    params = {
        "waiting": letters.waiting,
        "retried": letters.retried,
        "today": letters.sent_today,
        "oldest": now - letters.oldest_at if letters.oldest_at else None,
    }
    if not letters.waiting:
        return good(Matter.QUEUE, N_("None waits. Sent in the last 24 hours: %(today)d."), **params)
    words = N_(
        "Waiting: %(waiting)d, the oldest for %(oldest)s; being retried: %(retried)d. Sent in the last 24 hours: "
        "%(today)d."
    )
    if letters.overdue_since and now - letters.overdue_since > OVERDUE:
        step = N_("Letters are due and nobody sends them: look at the worker first.")
        return act(Matter.QUEUE, words, step, **params)
    if letters.retried:
        step = N_("They are tried again by themselves. If the number grows, open them and read what was answered.")
        return look(Matter.QUEUE, words, step, **params)
    return good(Matter.QUEUE, words, **params)


def _given_up(letters: Letters) -> Finding:
    if not letters.given_up:
        return good(Matter.DEAD_LETTERS, N_("None."))
    step = N_("Open them, mend the cause, and send them again.")
    words = N_("%(count)d have not reached anybody and are not tried any more.")
    return act(Matter.DEAD_LETTERS, words, step, count=letters.given_up)
