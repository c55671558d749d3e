"""The door of a view: what hides, what forbids, what asks to sign in first, and that no view stands without one."""

import re

import pytest
from flask import Blueprint

import alliance
from alliance import create_app
from alliance.config import read_settings
from alliance.foundation.kernel.actor import Role
from alliance.foundation.kernel.ids import new_id
from alliance.organisations import commands
from alliance.organisations.model import Organisation
from alliance.policy.gate import UnguardedDoor

ENVIRONMENT = {
    "ALLIANCE_DATABASE_URL": "sqlite://",
    "ALLIANCE_SECRET_KEY": "a key that only the tests know, long enough",
    "ALLIANCE_BASE_URL": "http://localhost",
    "ALLIANCE_TESTING": "1",
}


@pytest.fixture
def hidden(make):
    """An organisation that the public does not see: it is suspended."""
    organisation = make.organisation()
    with make.work(make.person(Role.CENTER_ADMIN).actor) as work:
        commands.suspend(work, work.session.get_one(Organisation, organisation.id), "材料不实")
    return organisation


def bare(page):
    """The page without what differs from one request to the next."""
    return re.sub(r'[0-9a-f]{8}-[0-9a-f-]{27}|name="csrf_token" value="[^"]+"', "", page.html)


def test_a_door_without_a_permission_keeps_the_portal_from_starting(monkeypatch, tmp_path):
    unguarded = Blueprint("unguarded", __name__)
    unguarded.get("/unguarded")(lambda: "open")
    monkeypatch.setattr(alliance, "BLUEPRINTS", (*alliance.BLUEPRINTS, unguarded))
    with pytest.raises(UnguardedDoor, match="unguarded"):
        create_app(read_settings(ENVIRONMENT | {"ALLIANCE_INSTANCE": str(tmp_path)}))


@pytest.mark.parametrize("endpoint", ["directory.member", "directory.before_suspend", "organisations.keeping"])
def test_what_is_hidden_and_what_is_missing_answer_alike(make, browser, hidden, endpoint):
    for visitor in (browser(), browser(make.person(Role.VOLUNTEER))):
        there = visitor.get(endpoint, organisation_id=hidden.id, status=404)
        nowhere = visitor.get(endpoint, organisation_id=new_id(), status=404)
        assert bare(there) == bare(nowhere)


def test_what_is_hidden_is_hidden_from_acts_too(make, browser, hidden):
    visitor = browser(make.person(Role.LIAISON, organisation=make.organisation()))
    for endpoint in ("directory.suspend", "directory.release", "organisations.keep", "organisations.confirm"):
        visitor.post(endpoint, {"reason": "x"}, organisation_id=hidden.id, status=404)


def test_who_sees_and_may_not_do_is_told_so(make, browser):
    organisation = make.organisation()
    visitor = browser(make.person(Role.LIAISON, organisation=make.organisation()))
    for endpoint in ("directory.before_suspend", "directory.before_rename", "organisations.keeping"):
        visitor.get(endpoint, organisation_id=organisation.id, status=403)
    for endpoint in ("directory.suspend", "directory.rename", "directory.merge", "organisations.keep"):
        visitor.post(endpoint, {}, organisation_id=organisation.id, status=403)


def test_who_is_not_signed_in_is_asked_to_and_then_led_on(make, browser):
    organisation = make.organisation()
    visitor = browser()
    for endpoint, address in (
        ("home.desk", {}),
        ("directory.sheet", {}),
        ("organisations.keeping", {"organisation_id": organisation.id}),
    ):
        answer = visitor.get(endpoint, status=303, **address)
        assert answer.location == visitor.address("people.sign_in")
    answer = visitor.post("directory.suspend", {"reason": "x"}, organisation_id=organisation.id)
    assert answer.location == visitor.address("people.sign_in")
    with visitor.client.session_transaction() as cookie:
        assert cookie["onward"] == visitor.address("organisations.keeping", organisation_id=organisation.id)


def test_a_suspended_members_own_people_see_it_but_not_the_contacts_of_others(make, browser, hidden):
    other = make.organisation()
    liaison = browser(make.person(Role.LIAISON, organisation=hidden))
    assert "联络员" in liaison.get("directory.member", organisation_id=hidden.id).text
    assert "0351-5550000" not in liaison.get("directory.member", organisation_id=other.id).text
