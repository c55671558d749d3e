"""Handing mails to the mail server, on one connection for a round."""

import smtplib
import ssl
from collections.abc import Sequence
from typing import Self

from flask import Flask
from flask_mail import Connection

from ..config import Settings
from .delivery import RefusedForGood, ServerAway
from .model import Letter
from .post import compose

SECONDS_TO_ANSWER = 20
OK = 250
FOR_GOOD = 500
"""From this code on a mail server refuses for good (RFC 5321, 4.2.1)."""


def refused_for_good(trouble: Exception) -> bool:
    if isinstance(trouble, smtplib.SMTPRecipientsRefused):
        return all(code >= FOR_GOOD for code, _words in trouble.recipients.values())
    return isinstance(trouble, smtplib.SMTPResponseException) and trouble.smtp_code >= FOR_GOOD


class PatientConnection(Connection):
    """Flask-Mail's connection, with an end to its patience: a server that hangs must not hold the worker."""

    def configure_host(self) -> smtplib.SMTP:
        maker = smtplib.SMTP_SSL if self.mail.use_ssl else smtplib.SMTP
        host = maker(self.mail.server, self.mail.port, timeout=SECONDS_TO_ANSWER)
        if self.mail.use_tls:
            host.starttls(context=ssl.create_default_context())
        if self.mail.username and self.mail.password:
            host.login(self.mail.username, self.mail.password)
        return host


class Postman:
    """Opens the connection with the first letter, and anew where it was cut."""

    def __init__(self, portal: Flask, settings: Settings) -> None:
        self.portal, self.settings = portal, settings
        self.host: smtplib.SMTP | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_trouble: object) -> None:
        self._hang_up()

    def send(self, letters: Sequence[Letter]) -> None:
        """Raises ServerAway, RefusedForGood, or what else the mail server or the network raises."""
        with self.portal.app_context():
            message = compose(self.portal, letters[0], self.settings, letters[1:])
            connection = self._connected()
            try:
                connection.send(message)
            except smtplib.SMTPException as trouble:
                if refused_for_good(trouble):
                    raise RefusedForGood from trouble
                raise

    def _connected(self) -> Connection:
        connection = PatientConnection(self.portal.extensions["mail"])
        if not self._answers():
            self._hang_up()
            try:
                self.host = connection.configure_host()
            except (smtplib.SMTPException, OSError) as away:
                raise ServerAway from away
        connection.host = self.host
        return connection

    def _answers(self) -> bool:
        """Whether a connection that was used still holds."""
        try:
            return self.host is not None and self.host.noop()[0] == OK
        except (smtplib.SMTPException, OSError):
            return False

    def _hang_up(self) -> None:
        host, self.host = self.host, None
        if host is not None:
            try:
                host.quit()
            except (smtplib.SMTPException, OSError):
                host.close()
