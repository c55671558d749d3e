"""Every line of the page, in its groups: who works, the letters, backup and space, what visitors trust."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from ..foundation.kernel.words import N_
from .outbox import judge_letters
from .queries import Overview, Pulse
from .spaces import judge_backup, judge_disks
from .trust import judge_certificate, judge_key
from .verdicts import Finding, act, good, look, told
from .vocabulary import Condition, Looked, Matter

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
    details = {looked: seen.details for looked, seen in known.seen.items()}
    seen_at = max((seen.at for seen in known.seen.values()), default=None)
    running = [
        judge_worker(known.pulses, now),
        told(Matter.DATABASE, details.get(Looked.DATABASE), judge_database),
        told(Matter.FONTS, details.get(Looked.FONTS), judge_fonts),
        told(Matter.SCANNER, details.get(Looked.SCANNER), judge_scanner),
    ]
    backup = told(Matter.BACKUP, details.get(Looked.BACKUP), lambda seen: judge_backup(seen, now))
    shown = told(Matter.CERTIFICATE, details.get(Looked.CERTIFICATE), lambda seen: judge_certificate(seen, now))
    return Report(
        groups=[
            (N_("How it runs"), running),
            (N_("Letters"), judge_letters(known.letters, now)),
            (N_("Backup and space"), [backup, *judge_disks(details.get(Looked.DISKS))]),
            (N_("Certificate and key"), [shown, judge_key(known.keys, own_mark, now)]),
        ],
        seen_at=seen_at,
        stale=seen_at is not None and now - seen_at > STALE,
    )


def judge_worker(pulses: Sequence[Pulse], now: datetime) -> Finding:
    """By the one that was alive last; one that fell silent beside it is named."""
    if not pulses:
        return act(Matter.WORKER, N_("No worker has said that it lives."), START)
    last = now - pulses[0].seen_at
    if last > SILENT:
        return act(Matter.WORKER, N_("No worker has been alive for %(span)s."), START, span=last)
    if last > QUIET:
        slow = N_("If this grows, restart it: it may hang, or a mail server may be slow.")
        return look(Matter.WORKER, N_("The worker was last alive %(span)s ago."), slow, span=last)
    silent = [one for one in pulses if now - one.seen_at > SILENT]
    if silent:
        one = silent[0]
        words = N_("One works; process %(pid)s on %(host)s has been silent since %(moment)s.")
        step = N_("If it was not stopped on purpose, start it again. It is forgotten after a day.")
        return look(Matter.WORKER, words, step, pid=str(one.pid), host=one.host, moment=one.seen_at)
    return good(Matter.WORKER, N_("%(count)d at work, last alive %(span)s ago."), count=len(pulses), span=last)


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
