"""How stand what visitors and the journal trust: the certificate of the address, and the secret key."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from ..foundation.kernel.words import N_
from .queries import Key
from .verdicts import NOBODY_LOOKED, WAIT, Finding, act, good, look
from .vocabulary import Matter

EXPIRES_SOON = timedelta(days=30)
EXPIRES_NOW = timedelta(days=7)
NEW_KEY = timedelta(days=30)
RENEW = N_("Renew it at the proxy in front of the portal, and look why it did not renew itself.")


def judge_certificate(details: Mapping[str, Any], now: datetime) -> Finding:
    if not details["needed"]:
        return _without(details["open"])
    if "away" in details:
        words = N_("The portal's own address did not answer (%(trouble)s).")
        step = N_("Open the address in a browser; if it works there, let the worker's machine reach it as well.")
        return look(Matter.CERTIFICATE, words, step, trouble=details["away"])
    until = datetime.fromisoformat(details["until"])
    if details["distrust"] and until > now:
        step = N_("Let the proxy show the whole chain of a certificate for exactly this address.")
        return act(Matter.CERTIFICATE, N_("Browsers do not trust it: %(reason)s."), step, reason=details["distrust"])
    return _lasts(until, now)


def _lasts(until: datetime, now: datetime) -> Finding:
    params = {"moment": until, "span": until - now}
    words = N_("It is valid for another %(span)s, until %(moment)s.")
    if until <= now:
        return act(Matter.CERTIFICATE, N_("It ran out at %(moment)s: browsers warn every visitor."), RENEW, **params)
    if until - now < EXPIRES_NOW:
        return act(Matter.CERTIFICATE, words, RENEW, **params)
    if until - now < EXPIRES_SOON:
        return look(Matter.CERTIFICATE, words, RENEW, **params)
    return good(Matter.CERTIFICATE, words, **params)


def _without(is_open: bool) -> Finding:
    if is_open:
        words = N_("None: passwords travel in the open.")
        return act(Matter.CERTIFICATE, words, N_("Put a proxy with https in front, and name it in ALLIANCE_BASE_URL."))
    return good(Matter.CERTIFICATE, N_("Not needed: only this machine reaches the portal."))


def judge_key(keys: Sequence[Key], own_mark: str, now: datetime) -> Finding:
    """The key of this process is compared with the one of the worker: with two keys, links in letters do not work."""
    if not keys:
        return look(Matter.KEY, NOBODY_LOOKED, WAIT)
    if keys[0].mark != own_mark:
        words = N_("This page and the worker run with different keys: links in letters do not open.")
        return act(Matter.KEY, words, N_("Give every process the same ALLIANCE_SECRET_KEY, and restart them."))
    params = {"moment": keys[0].first_seen_at, "span": now - keys[0].first_seen_at}
    words = N_("In use since %(moment)s, for %(span)s.")
    if len(keys) > 1 and now - keys[0].first_seen_at < NEW_KEY:
        step = N_(
            "It is not the first one. Keep the former one safe: older entries of the journal are checked with it."
        )
        return look(Matter.KEY, words, step, **params)
    return good(Matter.KEY, words, **params)
