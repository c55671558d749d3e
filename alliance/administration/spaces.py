"""How backup and disk space stand."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from ..foundation.kernel.words import N_
from .queries import Seen
from .verdicts import Finding, Size, act, each, good, look, named, told
from .vocabulary import Condition, Matter

BACKUP_DUE = timedelta(hours=36)
"""One a night, and a night that took longer."""
BACKUP_LATE = timedelta(days=7)
SPACE_LOW = 0.15
SPACE_OUT = 0.05
LEAST = 1_000_000_000
"""Below a gigabyte it is out of space however small the disk."""
BACK_UP = N_("Run “flask backup”, and let the machine run it every night.")
DISKS = {"database": Matter.DISK_DATABASE, "files": Matter.DISK_FILES, "backups": Matter.DISK_BACKUPS}


def judge_backup(details: Mapping[str, Any], now: datetime) -> Finding:
    if not details["at"] and not details["production"]:
        return look(Matter.BACKUP, N_("There is none; this portal is not in production yet."), BACK_UP)
    if not details["at"]:
        return act(Matter.BACKUP, N_("There is none: what is lost now is lost for good."), BACK_UP)
    made_at = datetime.fromisoformat(details["at"])
    params = {"moment": made_at, "span": now - made_at}
    words = N_("Finished %(span)s ago, at %(moment)s.")
    if now - made_at > BACKUP_LATE:
        return act(Matter.BACKUP, words, BACK_UP, **params)
    if now - made_at > BACKUP_DUE:
        return look(Matter.BACKUP, words, N_("The last night's is missing: look at the log of its timer."), **params)
    return good(Matter.BACKUP, words, **params)


def judge_backups(seen: Sequence[Seen], now: datetime) -> Sequence[Finding]:
    """One machine makes them, so the newest of all counts. One with older ones is named, and so is one that cannot be
    looked at; one without any need not have any."""
    with_some = [one for one in seen if one.details.get("at")]
    if not with_some:
        return [told(Matter.BACKUP, seen[0].details if seen else None, partial(judge_backup, now=now))]
    newest = max(with_some, key=lambda one: datetime.fromisoformat(one.details["at"]))
    others = [one for one in seen if one is not newest and (one.details.get("at") or "trouble" in one.details)]
    found = [named(told(Matter.BACKUP, one.details, partial(_elsewhere, now=now)), one) for one in others]
    main = judge_backup(newest.details, now)
    return [named(main, newest) if len(seen) > 1 else main, *(one for one in found if one.step)]


def _elsewhere(details: Mapping[str, Any], now: datetime) -> Finding:
    """Backups of a machine beside one that has newer ones."""
    found = judge_backup(details, now)
    if found.condition is Condition.GOOD:
        return found
    step = N_("If another machine makes them now, remove what is left here; else look at the log of its timer.")
    return look(Matter.BACKUP, found.found, step, **found.params)


def judge_disks(seen: Sequence[Seen]) -> Sequence[Finding]:
    return [one for name, matter in DISKS.items() for one in each(matter, seen, partial(_disk, matter, name))]


def _disk(matter: Matter, name: str, details: Mapping[str, Any]) -> Finding:
    space = details[name]
    if "taken" in space:
        words = N_("The database takes %(taken)s on its own server, whose free space is not seen from here.")
        return good(matter, words, taken=Size(space["taken"]))
    if "bucket" in space:
        words = N_("Files lie in the bucket “%(bucket)s” of an object store, which has no end of its own.")
        return good(matter, words, bucket=space["bucket"])
    share = space["free"] / space["total"]
    words = N_("%(free)s of %(total)s are free (%(percent)d %%).")
    params = {"free": Size(space["free"]), "total": Size(space["total"]), "percent": int(100 * share)}
    if share < SPACE_OUT or space["free"] < LEAST:
        step = N_("Make room now, or enlarge the disk: when it is full, nothing can be kept any more.")
        return act(matter, words, step, **params)
    if share < SPACE_LOW:
        return look(matter, words, N_("Plan a larger disk, or move old backups elsewhere."), **params)
    return good(matter, words, **params)
