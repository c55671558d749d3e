"""Handing over: what was leased is unsealed, put into words, sent, and the answer read."""

from datetime import datetime

from cryptography.fernet import InvalidToken
from flask import Flask
from flask_babel import force_locale

from ..cases.sealing import fernet
from ..config import Settings
from ..journal.letters import LANGUAGE
from . import formats, outgoing
from .delivery import Batch
from .formats import Ends
from .keeping import Network
from .outgoing import NoAnswer
from .vocabulary import Answer


def hand_over(portal: Flask, settings: Settings, batch: Batch, now: datetime) -> Answer:
    """What the other side has answered, or what kept it from answering. Nothing of the trouble but its kind is logged:
    its words may hold the address."""
    try:
        return _said(portal, settings, batch, now)
    except Exception as trouble:  # whatever it is, the message must not be tried for ever and never told by letter
        portal.logger.error("a bot could not be told: %s", type(trouble).__name__)
        return Answer.UNREACHABLE


def _said(portal: Flask, settings: Settings, batch: Batch, now: datetime) -> Answer:
    try:
        ends = _unsealed(batch)
    except InvalidToken:  # sealed under a key that the portal has no longer: to be typed anew
        return Answer.UNSEALABLE
    with portal.test_request_context(base_url=settings.base_url), force_locale(LANGUAGE):
        what = formats.dispatch(ends, batch.messages, now, settings.base_url)
    try:
        status, body = outgoing.post(what, batch.kind, Network.reach)
    except NoAnswer as silence:
        return silence.answer
    return formats.answer_of(batch.kind, status, body)


def _unsealed(batch: Batch) -> Ends:
    cipher = fernet()
    secret = cipher.decrypt(batch.sealed_secret).decode() if batch.sealed_secret else ""
    return Ends(batch.kind, cipher.decrypt(batch.sealed_address).decode(), secret)
