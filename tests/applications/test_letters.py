"""The letters to the applicant, in words."""

import pytest
from sqlalchemy import select

from alliance.applications import admitting, following, reviewing
from alliance.applications.findings import AdmissionText, WordsText
from alliance.applications.model import Application
from alliance.journal.model import Letter
from alliance.journal.post import address_mail, compose
from tests.applications import stories
from tests.applications.test_commands import SEAT

ACTS = {
    "application_returned": (reviewing.give_back, WordsText("请写明<分管领导>")),
    "application_refused": (reviewing.refuse, WordsText("不在<本市>")),
    "application_admitted": (admitting.admit, AdmissionText([SEAT])),
}


def composed(portal, make, template):
    """The letter of this template, as it would be sent."""
    with make.work() as work:
        letter = work.session.scalars(select(Letter).where(Letter.template == template)).one()
    settings = portal.config["SETTINGS"]
    address_mail(portal, "smtp://127.0.0.1:25", settings)
    with portal.app_context():
        return compose(portal, letter, settings)


def test_the_first_letter_holds_number_and_way(portal, make):
    stories.hand_in(make)
    letter = composed(portal, make, "application_received")
    assert letter.recipients == [stories.MAIL]
    assert "SQ-" in letter.subject
    assert "http://localhost/applications/follow" in letter.body
    assert "甲银行太原分行" in letter.body


def test_the_code_stands_in_its_letter_and_not_in_the_subject(portal, make):
    number = stories.stored(make, stories.hand_in(make)).number
    with make.work() as work:
        following.ask_code(work, following.FollowText(number, stories.MAIL))
    letter = composed(portal, make, "application_code")
    with make.work() as work:
        code = work.session.scalars(select(Letter.params).where(Letter.template == "application_code")).one()["code"]
    assert code in letter.body
    assert code not in letter.subject


@pytest.mark.parametrize("template", ACTS)
def test_each_decision_has_its_letter_with_the_words_as_they_were_written(portal, make, template):
    application_id = stories.hand_in(make)
    command, text = ACTS[template]
    with make.work() as work:
        command(work, work.session.get_one(Application, application_id), text)
    letter = composed(portal, make, template)
    assert "SQ-" in letter.subject
    assert "\n" not in letter.subject
    assert getattr(text, "words", "甲银行太原分行") in letter.body
