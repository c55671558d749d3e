"""Every line of the page, in its groups: who works, letters, bots and jobs, backup and space, what visitors trust."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from ..foundation.kernel.words import N_
from .outbox import judge_letters
from .queries import Overview, Pulse
from .spaces import judge_backups, judge_disks
from .trust import judge_certificate, judge_key
from .verdicts import Finding, act, each, good, look
from .vocabulary import Condition, Looked, Matter
from .waiting import judge_bots, judge_jobs

QUIET = timedelta(minutes=2)
SILENT = timedelta(minutes=10)
STALE = timedelta(minutes=20)
"""The worker looks every five minutes, and letters to a slow mail server may hold it up between."""
START = N_(
    "Start the worker, the service that runs “flask worker”. Until then no letter goes out and nobody is reminded."
)


@dataclass(frozen=True, slots=True)
class Report:
    """`seen_at`: when the worker last looked; `stale`: so long ago that what it saw may be otherwise by now."""

    groups: Sequence[tuple[str, Sequence[Finding]]]
    seen_at: datetime | None
    stale: bool

    def of(self, condition: Condition) -> Sequence[Finding]:
        return [one for _name, findings in self.groups for one in findings if one.condition is condition]


def report(known: Overview, own_mark: str, now: datetime) -> Report:
    """`own_mark`: of the key with which this very process runs."""
    seen_at = max((seen.at for seen in known.seen), default=None)
    running = [
        *judge_workers(known.pulses, now),
        *each(Matter.DATABASE, known.of(Looked.DATABASE), judge_database),
        *each(Matter.FONTS, known.of(Looked.FONTS), judge_fonts),
        *each(Matter.SCANNER, known.of(Looked.SCANNER), judge_scanner),
    ]
    waiting = [*judge_bots(known.figures.bots, now), *judge_jobs(known.figures.jobs, now)]
    spaces = [*judge_backups(known.of(Looked.BACKUP), now), *judge_disks(known.of(Looked.DISKS))]
    shown = each(Matter.CERTIFICATE, known.of(Looked.CERTIFICATE), partial(judge_certificate, now=now))
    return Report(
        groups=[
            (N_("How it runs"), running),
            (N_("Letters"), judge_letters(known.figures.letters, known.of(Looked.MAIL), now)),
            (N_("Bots and jobs"), waiting),
            (N_("Backup and space"), spaces),
            (N_("Certificate and key"), [*shown, judge_key(known.keys, own_mark, now)]),
        ],
        seen_at=seen_at,
        stale=seen_at is not None and now - seen_at > STALE,
    )


def judge_workers(pulses: Sequence[Pulse], now: datetime) -> Sequence[Finding]:
    """By the one that was alive last; then each machine with one that fell silent beside it."""
    if not pulses:
        return [act(Matter.WORKER, N_("No worker has said that it lives."), START)]
    last = now - pulses[0].seen_at
    if last > SILENT:
        return [act(Matter.WORKER, N_("No worker has been alive for %(span)s."), START, span=last)]
    silent = {one.host: one for one in reversed(pulses) if now - one.seen_at > SILENT}
    return [_worker(len([one for one in pulses if now - one.seen_at <= SILENT]), last), *map(_silent, silent.values())]


def _worker(count: int, last: timedelta) -> Finding:
    if last > QUIET:
        slow = N_("If this grows, restart it: it may hang, or a mail server may be slow.")
        return look(Matter.WORKER, N_("The worker was last alive %(span)s ago."), slow, span=last)
    return good(Matter.WORKER, N_("%(count)d at work, last alive %(span)s ago."), count=count, span=last)


def _silent(one: Pulse) -> Finding:
    words = N_("Process %(pid)s has been silent since %(moment)s, and was not told to stop.")
    step = N_("Look what became of it, and start it again. It is forgotten after a week.")
    return replace(look(Matter.WORKER, words, step, pid=str(one.pid), moment=one.seen_at), host=one.host)


def judge_database(details: Mapping[str, Any]) -> Finding:
    """It answers, else there were no page; what is asked is whether its schema is the one that the code expects."""
    params = {name: details[name] for name in ("version", "revision", "newest")}
    if details["revision"] != details["newest"]:
        words = N_("%(version)s answers, but its schema is %(revision)s and the portal expects %(newest)s.")
        return act(Matter.DATABASE, words, N_("Run “flask migrate”, then restart the portal and the worker."), **params)
    return good(Matter.DATABASE, N_("%(version)s answers; its schema %(revision)s is the newest."), **params)


def judge_fonts(details: Mapping[str, Any]) -> Finding:
    if details["present"]:
        return good(Matter.FONTS, N_("Present: plaques, letters and certificates can be printed."))
    step = N_("Install them: apt-get install fontconfig fonts-noto-cjk.")
    return act(Matter.FONTS, N_("Missing: no plaque, letter or certificate can be printed."), step)


def judge_scanner(details: Mapping[str, Any]) -> Finding:
    if not details["named"]:
        step = N_("Install clamd and name it in ALLIANCE_CLAMD_URL, unless files are scanned elsewhere.")
        return look(Matter.SCANNER, N_("None is named: attached files are not scanned."), step)
    if details["answers"]:
        return good(Matter.SCANNER, N_("It answers; every attached file is scanned."))
    step = N_("Start clamd, or mend ALLIANCE_CLAMD_URL.")
    return act(Matter.SCANNER, N_("It does not answer: no file can be attached meanwhile."), step)
