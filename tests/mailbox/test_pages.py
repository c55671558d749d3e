"""The local mailbox: a real mail server on loopback, from the outbox to the page."""

import pytest
from sqlalchemy import select

from alliance.foundation.kernel import clock
from alliance.foundation.kernel.actor import Role
from alliance.journal.delivery import deliver
from alliance.journal.model import Letter
from alliance.journal.post import address_mail
from alliance.journal.postman import Postman
from alliance.mailbox import catcher, queries
from alliance.people.invitations import InvitationText, invite


@pytest.fixture
def mail_server(portal):
    settings = portal.config["SETTINGS"]
    server, address = catcher.start(settings.instance)
    address_mail(portal, address, settings)
    yield server
    server.stop()
    for file in catcher.folder_of(settings.instance).glob("*.eml"):
        file.unlink()


def send_all(portal):
    settings = portal.config["SETTINGS"]
    with Postman(portal, settings) as postman:
        return deliver(portal.database, clock.now, postman.send)


def test_an_invitation_can_be_followed_from_the_page_of_its_letter(portal, make, browser, mail_server):
    with make.work(make.person(Role.CENTER_ADMIN).actor) as work:
        token = invite(work, InvitationText("new@example.org", "新同事", Role.CENTER_OFFICER))
    assert send_all(portal).sent == 1
    listed = browser().get("mailbox.letters")
    assert "new@example.org" in listed.text
    letter = browser().get("mailbox.letter", number=1)
    link = next(link for link in letter.links if token in link)
    browser().get(link.removeprefix("http://localhost"))


def test_a_letter_bears_its_own_message_id_and_chinese_words(portal, make, mail_server):
    with make.work(make.person(Role.CENTER_ADMIN).actor) as work:
        invite(work, InvitationText("new@example.org", "新同事", Role.CENTER_OFFICER))
        letter_id = work.session.scalar(select(Letter.id))
    send_all(portal)
    settings = portal.config["SETTINGS"]
    raw = (catcher.folder_of(settings.instance) / "000001.eml").read_text()
    assert f"<{letter_id}@" in raw
    caught = queries.letter(catcher.folder_of(settings.instance), 1)
    assert "反诈" in caught.subject + caught.body


def test_a_number_that_was_never_given_is_not_found(browser):
    browser().get("mailbox.letter", number=999, status=404)


def test_an_empty_mailbox_says_so(browser):
    assert not browser().get("mailbox.letters").html.count("<table")


def test_an_address_of_another_portal_is_no_link(portal, make, browser, mail_server):
    elsewhere = "http://localhost@nasty.example/"
    with make.work(make.person(Role.CENTER_ADMIN).actor) as work:
        invite(work, InvitationText("new@example.org", elsewhere, Role.CENTER_OFFICER))
    send_all(portal)
    number = max(int(link.rpartition("/")[2]) for link in browser().get("mailbox.letters").links if link[-1].isdigit())
    assert not [link for link in browser().get("mailbox.letter", number=number).links if elsewhere in link]
