"""An account in trouble, as the center administrator helps: found, signed out, unlocked, sent the way back in."""

from functools import partial

import pytest
from sqlalchemy import select

from alliance.foundation.kernel.actor import NOBODY, RANK, Role
from alliance.foundation.kernel.ids import hash_secret, new_secret
from alliance.journal.model import Entry, Letter
from alliance.people import account_keeping, account_queries, appointments
from alliance.people.model import OPEN_RESETS_MOST, PasswordReset, SignIn
from alliance.people.signing_in import Credentials, sign_in
from alliance.policy.can import Can
from alliance.policy.table import may
from tests.factories import PASSWORD
from tests.shifts.doing import at_once

GOOD = "seven green herons at dawn"


@pytest.fixture
def administrator(make):
    return make.person(Role.CENTER_ADMIN)


@pytest.fixture
def officer(make):
    return make.person(Role.CENTER_OFFICER)


def locked(make, someone):
    for _ in range(5):
        with make.work(NOBODY) as work:
            sign_in(work, Credentials(someone.email, "not the password at all"), "Test")


def happened(make, someone):
    with make.work() as work:
        asked = select(Entry.event).where(Entry.subject_id == someone.id).order_by(Entry.number)
        return list(work.session.scalars(asked))


def test_an_account_is_found_by_name_address_and_organisation(make, browser, administrator):
    bank, school = make.organisation("晋阳商业银行"), make.organisation("晋阳中学")
    teller, teacher = (make.person(Role.STAFF, organisation=one) for one in (bank, school))
    visitor = browser(administrator)
    for asked in ("商业银行", "jysyyh", teller.actor.name, teller.email.upper()):
        page = visitor.get("people.accounts", q=asked, queries=3)
        assert teller.email in page.text, asked
        assert teacher.email not in page.text, asked
    with make.work() as work:
        appointments.end(work, work.session.get_one(appointments.Appointment, teller.appointment_id))
    assert teller.email not in visitor.get("people.accounts", q="商业银行").text


def acts(page, someone):
    """The acts on this account that its page offers."""
    return {form.action.rpartition("/")[2] for form in page.forms if str(someone.id) in form.action}


def test_its_page_tells_of_devices_offices_the_lock_and_what_happened(make, browser, administrator, officer):
    make.device(officer, hash_secret(new_secret()))
    locked(make, officer)
    visitor = browser(administrator)
    page = visitor.get("people.account", person_id=officer.id, queries=7)
    for words in ("1台设备", "Test", "中心民警", "连续失败"):
        assert words in page.text
    assert acts(page, officer) == {"unlock", "sign-out", "password-link", "disable"}
    idle = make.person()
    assert acts(visitor.get("people.account", person_id=idle.id), idle) == {"password-link", "disable"}
    visitor.post("people.disable", person_id=idle.id)
    page = visitor.get("people.account", person_id=idle.id)
    assert acts(page, idle) == {"enable"}
    assert "账号已停用" in page.text


def test_somebody_is_signed_out_on_every_device(make, browser, administrator, officer):
    own = browser(officer)
    own.get("home.desk")
    visitor = browser(administrator)
    visitor.post("people.sign_out_person", person_id=officer.id)
    own.get("home.desk", status=303)
    visitor.post("people.sign_out_person", person_id=officer.id, status=409)
    visitor.get("home.desk")
    assert happened(make, officer) == ["SessionsEnded"]


def test_a_lock_is_lifted_and_the_right_password_opens_again(make, browser, administrator, officer):
    locked(make, officer)
    browser().post("people.enter", {"email": officer.email, "password": PASSWORD}, status=422)
    visitor = browser(administrator)
    visitor.post("people.lift_lock", person_id=officer.id)
    browser().post("people.enter", {"email": officer.email, "password": PASSWORD})
    visitor.post("people.lift_lock", person_id=officer.id, status=409)
    assert happened(make, officer)[0] == "LockLifted"


def test_four_failures_are_no_lock(make, browser, administrator, officer):
    for _ in range(4):
        with make.work(NOBODY) as work:
            sign_in(work, Credentials(officer.email, "not the password at all"), "Test")
    browser(administrator).post("people.lift_lock", person_id=officer.id, status=409)


def test_the_link_to_a_new_password_goes_to_its_reader_alone(make, browser, administrator, officer):
    visitor = browser(administrator)
    page = visitor.follow(visitor.post("people.send_link", person_id=officer.id))
    with make.work() as work:
        letter = work.session.scalars(select(Letter)).one()
    assert (letter.address, letter.template) == (officer.email, "password_reset")
    assert letter.params["path"] not in page.html
    browser().post(letter.params["path"], {"password": GOOD, "again": GOOD})
    browser().post("people.enter", {"email": officer.email, "password": GOOD})
    assert happened(make, officer)[0] == "LinkSent"


def test_no_link_goes_to_a_disabled_account_nor_beside_three_that_are_open(make, browser, administrator, officer):
    visitor = browser(administrator)
    for _ in range(OPEN_RESETS_MOST):
        visitor.post("people.send_link", person_id=officer.id)
    visitor.post("people.send_link", person_id=officer.id, status=409)
    visitor.post("people.disable", person_id=officer.id)
    visitor.post("people.send_link", person_id=officer.id, status=409)
    with make.work() as work:
        assert len(work.session.scalars(select(PasswordReset)).all()) == OPEN_RESETS_MOST
        assert len(work.session.scalars(select(Letter)).all()) == OPEN_RESETS_MOST


@pytest.mark.parametrize("endpoint", ["people.sign_out_person", "people.lift_lock", "people.send_link"])
def test_it_is_for_the_center_administrator(make, browser, officer, endpoint):
    other = make.person(Role.VOLUNTEER)
    for role in (Role.CENTER_OFFICER, Role.INSPECTOR):
        browser(make.person(role)).post(endpoint, person_id=other.id, status=404)
    browser().post(endpoint, person_id=other.id)


@pytest.mark.parametrize("can", [Can.KEEP_ACCOUNT, Can.DISABLE_PERSON])
def test_who_acts_on_an_account_is_asked_by_one_comparison_of_ranks(make, administrator, officer, can):
    with make.work() as work:
        accounts = [account_queries.find(work, one.id) for one in (administrator, officer, make.person(None))]
    assert [one.rank for one in accounts] == [RANK[Role.CENTER_ADMIN], RANK[Role.CENTER_OFFICER], -1]
    assert all(may(administrator.actor, can, one) for one in accounts)
    assert not any(may(officer.actor, can, one) for one in accounts)
    assert not may(administrator.actor, can)


def test_of_many_at_once_one_signs_out_and_one_lifts_the_lock(make, administrator, officer):
    make.device(officer, hash_secret(new_secret()))
    locked(make, officer)

    def press(act):
        with make.work(administrator.actor) as work:
            act(work, account_queries.find(work, officer.id).person)

    for act in (account_keeping.sign_out, account_keeping.lift_lock):
        assert sorted(at_once(*[partial(press, act)] * 4)) == ["MoveNotOpen"] * 3 + ["done"]
    with make.work() as work:
        assert not work.session.scalars(select(SignIn).where(SignIn.person_id == officer.id)).all()
