"""Putting a letter into words and handing it to the mail server."""

import smtplib
import ssl
from urllib.parse import unquote, urlsplit

from flask import Flask, render_template
from flask_babel import force_locale, gettext
from flask_mail import Connection, Mail, Message

from ..config import Settings
from .model import Letter

SECONDS_TO_ANSWER = 20


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


def address_mail(portal: Flask, smtp_url: str, settings: Settings) -> None:
    """Let letters go to the server that `smtp_url` names: smtp://user:password@host:port, or smtps."""
    parts = urlsplit(smtp_url)
    secure = parts.scheme == "smtps"
    portal.config.update(
        MAIL_SERVER=parts.hostname,
        MAIL_PORT=parts.port or (465 if secure else 25),
        MAIL_USE_SSL=secure,
        MAIL_USE_TLS=not secure and parts.port == 587,
        MAIL_USERNAME=unquote(parts.username) if parts.username else None,
        MAIL_PASSWORD=unquote(parts.password) if parts.password else None,
        MAIL_DEFAULT_SENDER=settings.mail_from,
        MAIL_SUPPRESS_SEND=False,
    )
    Mail(portal)


def compose(portal: Flask, letter: Letter, settings: Settings) -> Message:
    """The letter in words, in its reader's language. The first line of its template is the subject."""
    with portal.test_request_context(base_url=settings.base_url), force_locale(letter.language):
        words = render_template(
            f"mail/{letter.template}.txt",
            base_url=settings.base_url,
            site_name=gettext("Anti-Fraud Alliance Portal"),
            **letter.params,
        )
    subject, _, body = words.strip().partition("\n")
    message = Message(subject=subject.strip(), recipients=[letter.address], body=body.strip() + "\n")
    host = settings.mail_from.rpartition("@")[2]
    message.msgId = f"<{letter.id}@{host}>"
    return message


def post(portal: Flask, letter: Letter, settings: Settings) -> None:
    """Hand one letter over; raises what the mail server or the network raises."""
    with portal.app_context():
        message = compose(portal, letter, settings)
        with PatientConnection(portal.extensions["mail"]) as connection:
            connection.send(message)
