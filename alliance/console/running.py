"""Starting the portal on one machine: schema, demonstration, web server, worker, local mailbox."""

import signal
import sys
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, cast

import click
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from ..bots.handing import hand_over
from ..config import Settings
from ..config_values import WrongSetting
from ..demonstration import accounts
from ..foundation.kernel import clock
from ..foundation.kernel.actor import PORTAL
from ..foundation.store.work import Work
from ..foundation.web.portal import Portal
from ..journal import waking
from ..journal.delivery import Delivered
from ..journal.delivery import deliver as deliver_letters
from ..journal.post import address_mail
from ..journal.postman import Postman
from ..mailbox import catcher
from ..operating.letters import told_of
from ..people.invitations import first_admin_invitation
from .administering import look_around, pulse_of, sign_off
from .bots import tell_groups
from .inbox import forget_letters
from .jobs import do_jobs_until, forget_jobs
from .reminding import remind_all
from .rounds import Duty, go_round
from .shifts import forget_named, tend_shifts
from .summaries import sum_up

SECONDS_BETWEEN_ROUNDS = 2
SECONDS_BETWEEN_TENDINGS = 60
"""Offers hold for hours, and each time locks the shifts in which nobody who waits fits."""
SECONDS_BETWEEN_FORGETTING = 3_600
SECONDS_BETWEEN_PULSES = 10
SECONDS_BETWEEN_LOOKS = 300
WEB_THREADS = 12
SECONDS_TO_END = 30
SECONDS_TO_HAND_BACK = 60
"""What jobs have to come to their end, and as long again for a database that is slow to note that one did not."""


def _portal() -> tuple[Portal, Settings]:
    portal = cast(Portal, current_app._get_current_object())  # type: ignore[attr-defined]
    return portal, portal.config["SETTINGS"]


def _deliver(portal: Portal, settings: Settings, stopped: threading.Event | None = None) -> Delivered:
    def go_on() -> bool:
        return stopped is None or not stopped.is_set()

    with Postman(portal, settings) as postman:
        return deliver_letters(portal.database, clock.now, told_of(postman.send), go_on)


@click.command("deliver")
@with_appcontext
def deliver() -> None:
    """Send the letters that are due, once, and say how many."""
    portal, settings = _portal()
    if not settings.smtp_url:
        raise click.ClickException("ALLIANCE_SMTP_URL names no mail server; letters stay in the outbox")
    address_mail(portal, settings.smtp_url, settings)
    done = _deliver(portal, settings)
    away = "; the mail server does not answer, letters wait" if done.away else ""
    click.echo(f"{done.sent} sent, {done.failed} failed{away}")


@click.command("worker")
@with_appcontext
def worker() -> None:
    """Do the jobs that people asked for, send letters as they become due, tell groups, offer places that became free,
    remind, sum up each morning, look around and forget what is old, until stopped. Told to stop (TERM), it ends what it
    does, a letter perhaps, hands back a job that takes longer, and begins nothing more."""
    portal, settings = _portal()
    if settings.smtp_url:
        address_mail(portal, settings.smtp_url, settings)
    else:
        portal.logger.warning("ALLIANCE_SMTP_URL names no mail server: letters wait, all else is done")
    stopped = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopped.set())
    portal.logger.info("worker begins")
    jobs = _start(do_jobs_until, portal, settings, stopped)
    _work_until(portal, settings, stopped)
    jobs.join(SECONDS_TO_HAND_BACK)
    portal.logger.info("worker ends")


def _start(work: Callable[[Portal, Settings, threading.Event], None], *given: Any) -> threading.Thread:
    thread = threading.Thread(target=work, args=given, daemon=True)
    thread.start()
    return thread


def _work_until(portal: Portal, settings: Settings, stopped: threading.Event) -> None:
    """It ends with the word that it lives no more: one that was stopped on purpose is not missed."""
    duties = _duties(portal, settings, stopped)
    while not waking.wait(settings.queue_url, SECONDS_BETWEEN_ROUNDS, stopped):
        go_round(duties, time.monotonic(), portal.logger, stopped)
    go_round([Duty("sign off", lambda: sign_off(portal.database))], time.monotonic(), portal.logger)


def _duties(portal: Portal, settings: Settings, stopped: threading.Event) -> Sequence[Duty]:
    """Where no mail server is named, letters are left alone: a try that cannot succeed is none."""
    sending = [Duty("deliver the letters", lambda: _deliver(portal, settings, stopped))] if settings.smtp_url else []
    return (
        Duty("say that it lives", pulse_of(portal.database), SECONDS_BETWEEN_PULSES),
        Duty("look around", lambda: look_around(portal.database, settings), SECONDS_BETWEEN_LOOKS),
        Duty("tend the shifts", lambda: tend_shifts(portal.database), SECONDS_BETWEEN_TENDINGS),
        Duty("forget who was named", lambda: forget_named(portal.database), SECONDS_BETWEEN_TENDINGS),
        Duty("sum up what came in", lambda: sum_up(portal.database), SECONDS_BETWEEN_TENDINGS),
        Duty("remind by the calendar", lambda: remind_all(portal.database), SECONDS_BETWEEN_TENDINGS),
        Duty("forget old letters", lambda: forget_letters(portal.database), SECONDS_BETWEEN_FORGETTING),
        Duty("forget old jobs", lambda: forget_jobs(portal.database), SECONDS_BETWEEN_FORGETTING),
        *sending,
        Duty("tell the groups", lambda: tell_groups(portal.database, partial(hand_over, portal, settings))),
    )


@click.command("first-administrator")
@with_appcontext
def first_administrator() -> None:
    """Print the one-time link by which the first center administrator makes an account."""
    portal, settings = _portal()
    link = _first_admin_link(portal, settings)
    if link is None:
        raise click.ClickException("the portal has people already: a center administrator invites the next one")
    click.echo(link)


def _first_admin_link(portal: Portal, settings: Settings) -> str | None:
    with Session(portal.database, expire_on_commit=False) as session:
        path = first_admin_invitation(Work(PORTAL, clock.now(), session))
        session.commit()
    return settings.base_url + path if path else None


@click.command("run-portal")
@with_appcontext
def run_portal() -> None:
    """Set up what is missing and serve the portal until it is stopped."""
    portal, settings = _portal()
    from ..foundation.store import migrate

    try:
        migrate.upgrade(portal.database)
    except OperationalError as away:
        reason = str(away.orig).splitlines()[0]
        raise WrongSetting(f"the database of ALLIANCE_DATABASE_URL cannot be opened: {reason}") from away
    if settings.demo:
        _load_demonstration(portal)
    _greet(portal, settings)
    stopped = threading.Event()
    smtp_url, mailbox = settings.smtp_url, None
    signal.signal(
        signal.SIGTERM, signal.default_int_handler
    )  # whoever stops it otherwise than by Ctrl+C means the same
    if settings.catches_mail:
        mailbox, smtp_url = catcher.start(settings.instance)
    if smtp_url:
        address_mail(portal, smtp_url, settings)
    work = _start(_work_until, portal, replace(settings, smtp_url=smtp_url), stopped)
    jobs = _start(do_jobs_until, portal, settings, stopped)
    try:
        _serve(portal, settings)
    finally:
        stopped.set()
        work.join(SECONDS_TO_END)
        jobs.join(SECONDS_TO_HAND_BACK)
        if mailbox is not None:
            mailbox.stop()


def _serve(portal: Portal, settings: Settings) -> None:
    import waitress

    try:
        waitress.serve(portal, host=settings.host.strip("[]"), port=settings.port, threads=WEB_THREADS, ident="portal")
    except OSError as taken:
        click.echo(f"the portal cannot listen on {settings.host}:{settings.port}: {taken.strerror}", err=True)
        sys.exit(1)


def _load_demonstration(portal: Portal) -> None:
    from ..demonstration import story

    with Session(portal.database, expire_on_commit=False) as session:
        if story.is_empty(session):
            click.echo("loading the demonstration …")
            story.tell(session, clock.now())
            session.commit()


def _greet(portal: Portal, settings: Settings) -> None:
    click.echo(f"\nThe portal is at {settings.base_url}")
    with Session(portal.database) as session:
        demonstration = accounts.present(session)
    if link := _first_admin_link(portal, settings):
        click.echo(f"First center administrator, one use, within 72 hours: {link}")
    if demonstration:
        click.echo(f"Demonstration accounts, all with the password: {accounts.PASSWORD}")
        for account in demonstration:
            click.echo(f"  {account.email:26} {account.role:20} {account.organisation}")
    if settings.catches_mail:
        click.echo(f"Letters are caught at {settings.base_url}/mailbox/")
    elif not settings.smtp_url:
        click.echo("No mail server is named (ALLIANCE_SMTP_URL): letters stay in the outbox.")
    click.echo("Stop with Ctrl+C.", nl=True)


COMMANDS = (deliver, worker, first_administrator, run_portal)
