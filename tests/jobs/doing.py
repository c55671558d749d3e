"""The worker of a test: it does all that people asked for."""

import threading
from dataclasses import replace
from uuid import UUID

from alliance.console.jobs import do_jobs, place_of
from alliance.jobs.model import Job


def do_all(portal, **changes):
    """Do what is due, here and now."""
    do_jobs(replace(place_of(portal, portal.config["SETTINGS"]), **changes), threading.Event())


def job_at(make, address):
    """The job whose page this is."""
    with make.work() as work:
        return work.session.get_one(Job, UUID(address.rpartition("/")[2]))
