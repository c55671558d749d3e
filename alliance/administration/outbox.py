"""How the letters stand: the mail server, those that wait, those that were given up."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from ..foundation.kernel.words import N_
from .figures import Letters
from .queries import Seen
from .verdicts import Finding, act, good, look, named
from .vocabulary import Matter

OVERDUE = timedelta(minutes=10)
NAME_ONE = N_("Name a mail server in ALLIANCE_SMTP_URL, and restart the worker.")


def judge_letters(letters: Letters, seen: Sequence[Seen], now: datetime) -> Sequence[Finding]:
    """`seen`: whether each machine's worker was told of a mail server. Where none was, that is said once."""
    lacking = [one for one in seen if not one.details.get("named", True)]
    if lacking and len(lacking) == len(seen):
        words = N_("Mail is not set up: letters wait, and no try is counted. All else is done.")
        return [act(Matter.MAIL, words, NAME_ONE), _waiting(letters, now), _given_up(letters)]
    words = N_("Its worker was told of no mail server: only the others send.")
    elsewhere = [named(look(Matter.MAIL, words, NAME_ONE), one) for one in lacking]
    return [_server(letters), *elsewhere, _queue(letters, now), _given_up(letters)]


def _waiting(letters: Letters, now: datetime) -> Finding:
    if not letters.oldest_at:
        return good(Matter.QUEUE, N_("None waits."))
    params = {"waiting": letters.waiting, "oldest": now - letters.oldest_at}
    step = N_("They go out by themselves once mail is set up.")
    return look(Matter.QUEUE, N_("Waiting: %(waiting)d, the oldest for %(oldest)s."), step, **params)


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
