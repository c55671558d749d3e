"""An application as a test needs it: its answers, filled in over HTTP or handed in by commands."""

from dataclasses import asdict, replace
from uuid import UUID

from alliance.applications import applying
from alliance.applications.answers import (
    AlliancesText,
    CapabilitiesText,
    OrganisationText,
    PeopleText,
    PledgeText,
)
from alliance.applications.model import Application
from alliance.foundation.kernel.actor import NOBODY
from alliance.foundation.kernel.ids import new_id
from tests.factories import some_uscc

MAIL = "liaison@example.org"


def organisation_text(**changes):
    text = OrganisationText("甲银行太原分行", "甲银行", some_uscc(), "bank", "140106", "示例路1号", "甲银行")
    return replace(text, **changes)


PEOPLE = PeopleText("主要负责人", "联络员", "0351-5550000", MAIL, deputy_liaison_name="副联络员")
CAPABILITIES = CapabilitiesText({"outlets": 120, "account_control": 6})
ALLIANCES = AlliancesText(("police_bank",), "守住资金这一关")
PLEDGE = PledgeText("主要负责人", "行长", True)


def all_texts(**changes):
    return [organisation_text(**changes), PEOPLE, CAPABILITIES, ALLIANCES, PLEDGE]


def draft(make, *texts, now=None) -> UUID:
    """A draft in which these sections are filled in."""
    application_id = new_id()
    with make.work(NOBODY, now=now) as work:
        applying.begin(work, application_id)
        application = work.session.get_one(Application, application_id)
        for text in texts:
            applying.answer(work, application, text)
    return application_id


def hand_in(make, *, now=None, **changes) -> UUID:
    """A whole application, submitted."""
    application_id = draft(make, *all_texts(**changes), now=now)
    with make.work(NOBODY, now=now) as work:
        applying.submit(work, work.session.get_one(Application, application_id))
    return application_id


def stored(make, application_id: UUID) -> Application:
    with make.work() as work:
        return work.session.get_one(Application, application_id)


def fields(text) -> dict:
    """What a form would send to say `text`."""
    if isinstance(text, CapabilitiesText):
        return {f"amount-{code}": str(amount) for code, amount in text.amounts.items()}
    said = {name: list(value) if isinstance(value, tuple) else value for name, value in asdict(text).items()}
    if isinstance(text, PledgeText):
        said["agreed"] = "y"
    return said


SECTIONS = ("organisation", "people", "capabilities", "alliances", "pledge")


def fill_in(visitor, **changes) -> None:
    """Begin an application in this browser and fill in every section."""
    visitor.post("applications.start", {"idempotency_key": "k" * 32})
    for section, text in zip(SECTIONS, all_texts(**changes), strict=True):
        visitor.post("applications.answer", fields(text), section=section)
