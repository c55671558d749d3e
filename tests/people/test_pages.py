"""People's pages as each visitor meets them."""

from datetime import timedelta
from uuid import uuid4

import pytest
from flask import render_template, url_for
from sqlalchemy import select, update

from alliance.cases.model import TypicalCase
from alliance.foundation.kernel import clock
from alliance.foundation.kernel.actor import NOBODY, Role
from alliance.foundation.kernel.clock import local_day
from alliance.journal.model import Letter
from alliance.people import acceptance, invitations, joining, password_changes
from alliance.people.invitations import InvitationText, invite
from alliance.people.model import Appointment, Invitation, JoinRequest, Person, SignIn
from tests.factories import PASSWORD

GOOD = "seven green herons at dawn"
ACCOUNT = {"name": "新同事", "password": GOOD, "again": GOOD}


def invited(make, email="new@example.org", role=Role.STAFF, organisation=None, now=None):
    organisation = organisation or (make.organisation() if role is Role.STAFF else None)
    with make.work(now=now) as work:
        return invite(work, InvitationText(email, "新同事", role, organisation.id if organisation else None))


def the_one(make, entity):
    with make.work() as work:
        return work.session.scalars(select(entity)).one()


# Letters lead to the right pages


def test_the_paths_in_letters_are_those_of_the_pages(portal):
    some = uuid4()
    with portal.test_request_context():
        assert url_for("people.invitation", token="T") == invitations.PAGE + "T"
        assert url_for("people.reset", token="T") == password_changes.PAGE + "T"
        assert url_for("people.ask_reset") == password_changes.ASK_PAGE
        assert url_for("people.staff", organisation_id=some) == f"{joining.STAFF_PAGE}{some}"
        asked = url_for("people.join_request", organisation_id=some, request_id=some)
        assert asked == f"{joining.STAFF_PAGE}{some}/requests/{some}"


@pytest.mark.parametrize("language", ["zh_Hans_CN", "en"])
def test_every_letter_is_put_into_words(portal, make, browser, language):
    bank = make.organisation()
    liaison, staff = (make.person(role, organisation=bank) for role in (Role.LIAISON, Role.STAFF))
    browser().post("people.send_reset", {"email": staff.email})
    ask_to_join(browser(), bank)
    ask_to_join(browser(), bank, "second@example.org")
    first, second = requests_of(make)
    acting = browser(liaison)
    acting.post("people.accept_join", {"role": "staff"}, organisation_id=bank.id, request_id=first)
    acting.post("people.decline_join", {"reason": "100% 不认识"}, organisation_id=bank.id, request_id=second)
    acting.post("people.change_password", {"current": PASSWORD, "password": GOOD, "again": GOOD})
    with make.work() as work:
        letters = list(work.session.scalars(select(Letter)))
    hand_over(acting, bank, liaison, staff)
    with make.work() as work:  # what still waits for who hands over goes with the office
        letters += work.session.scalars(select(Letter).where(Letter.id.not_in([letter.id for letter in letters])))
    assert {letter.template for letter in letters} == {
        "invitation",
        "password_reset",
        "password_changed",
        "join_request",
        "join_answered",
        "duties_handed_over",
    }
    for letter in letters:
        with portal.test_request_context(headers={"Cookie": f"language={language}"}):
            words = render_template(
                f"mail/{letter.template}.txt", base_url="http://x", site_name="Portal", **letter.params
            )
        subject, _, body = words.strip().partition("\n")
        assert subject
        assert body.startswith("\n")


# Accepting an invitation


def test_a_new_person_sees_the_role_in_words_chooses_a_password_and_is_in(make, browser):
    bank = make.organisation("甲银行太原分行")
    token = invited(make, organisation=bank)
    visitor = browser()
    page = visitor.get("people.invitation", token=token)
    assert "甲银行太原分行" in page.text
    assert page.form(f"/people/invitations/{token}").values["name"] == "新同事"
    visitor.post("people.accept_invitation", ACCOUNT, token=token)
    assert "新同事" in visitor.get("people.devices").text


def test_opening_the_link_does_not_use_it_up(make, browser):
    token = invited(make)
    for _ in range(3):
        browser().get("people.invitation", token=token)
    browser().post("people.accept_invitation", ACCOUNT, token=token)


def test_an_account_that_exists_is_asked_for_its_password_only(make, browser):
    officer = make.person()
    token = invited(make, officer.email)
    visitor = browser()
    assert set(visitor.get("people.invitation", token=token).form(token).values) == {"csrf_token", "password"}
    visitor.post("people.accept_invitation", {"password": "not the password at all"}, status=422, token=token)
    visitor.post("people.accept_invitation", {"password": PASSWORD}, token=token)
    assert len(visitor.get("people.devices").html.split('name="hat"')) == 3


@pytest.mark.parametrize(
    "wrong",
    [
        {"password": "short", "again": "short"},
        {"again": "another one, quite long"},
        {"name": ""},
        {"name": "\u202eabc"},
    ],
)
def test_a_wrong_field_keeps_what_was_typed_and_the_invitation(make, browser, wrong):
    token = invited(make)
    page = browser().post("people.accept_invitation", ACCOUNT | {"name": "改名"} | wrong, status=422, token=token)
    assert page.form(token).values["name"] == ({"name": "改名"} | wrong)["name"]
    browser().post("people.accept_invitation", ACCOUNT, token=token)


def test_a_link_that_no_longer_works_says_so_and_what_to_do(make, browser):
    used, old = invited(make, "a@example.org"), invited(make, "b@example.org", now=clock.now() - timedelta(hours=73))
    revoked = invited(make, "c@example.org")
    browser().post("people.accept_invitation", ACCOUNT, token=used)
    with make.work() as work:
        kept = work.session.scalars(select(Invitation).where(Invitation.email == "c@example.org")).one()
        invitations.revoke(work, kept)
    for token, status in ((used, 409), (old, 409), (revoked, 409), ("nonsense", 404)):
        page = browser().get("people.invitation", token=token, status=status)
        assert "/people/sign-in" in page.links
        browser().post("people.accept_invitation", ACCOUNT, token=token, status=status)


def test_the_first_administrator_is_asked_for_the_address(make, browser):
    with make.work() as work:
        path = invitations.first_admin_invitation(work)
    visitor = browser()
    assert "email" in visitor.get(path).form(path).values
    visitor.post(path, ACCOUNT | {"email": "nobody"}, status=422)
    visitor.post(path, ACCOUNT | {"email": "first@example.org"})
    visitor.get("people.accounts")


# Passwords and devices


def test_asking_for_a_reset_answers_the_same_for_every_address(make, browser):
    someone = make.person()
    answers = set()
    for email in (someone.email, "nobody@example.org"):
        visitor = browser()
        answers.add(visitor.follow(visitor.post("people.send_reset", {"email": email})).text)
    assert len(answers) == 1


def test_a_reset_by_its_link(make, browser):
    someone = make.person()
    browser().post("people.send_reset", {"email": someone.email})
    token = the_one(make, Letter).params["path"].rpartition("/")[2]
    visitor, new = browser(), {"password": GOOD, "again": GOOD}
    visitor.get("people.reset", token=token)
    visitor.post("people.set_password", {"password": "short", "again": "short"}, status=422, token=token)
    visitor.post("people.set_password", new, token=token)
    visitor.get("people.reset", token=token, status=409)
    visitor.post("people.set_password", new, token=token, status=409)
    visitor.get("people.reset", token="nonsense", status=404)
    visitor.post("people.enter", {"email": someone.email, "password": GOOD})


def test_signing_in_tells_of_the_time_before(make, browser):
    someone, visitor = make.person(), browser()
    form = {"email": someone.email, "password": PASSWORD}
    visitor.post("people.enter", form)
    with make.work() as work:
        before = work.session.get_one(Person, someone.id).last_sign_in_at
    answer = visitor.post("people.enter", form)
    from alliance.foundation.web.language import moment

    assert moment(before) in visitor.follow(answer).text
    assert moment(before) in visitor.get("people.devices").text


def test_one_device_is_ended_and_somebody_elses_is_not_there(make, browser):
    someone, other = make.person(), make.person()
    here, there, theirs = browser(someone), browser(someone), browser(other)
    there.get("people.devices")
    forms = [form for form in here.get("people.devices").forms if form.action.endswith("/end")]
    assert len(forms) == 1
    here.post(forms[0].action)
    there.get("people.devices", status=303)
    with make.work() as work:
        device_id = work.session.scalars(select(SignIn.id).where(SignIn.person_id == other.id)).one()
    here.post("people.end_device", device_id=device_id, status=404)
    theirs.get("people.devices")


def test_the_password_is_changed_only_by_whoever_knows_it(make, browser):
    someone = browser(make.person())
    new = {"password": GOOD, "again": GOOD}
    someone.get("people.password")
    page = someone.post("people.change_password", new | {"current": "not the password at all"}, status=422)
    assert GOOD not in page.html
    someone.post("people.change_password", new | {"current": PASSWORD})
    someone.get("people.devices")


def test_an_ended_hat_is_gone_with_the_next_click(make, browser):
    bank = make.organisation()
    liaison, admin = make.person(Role.LIAISON, organisation=bank), make.person(Role.CENTER_ADMIN)
    acting = browser(liaison)
    acting.get("people.staff", organisation_id=bank.id)
    browser(admin).post("people.end_appointment", appointment_id=liaison.appointment_id)
    acting.get("people.staff", organisation_id=bank.id, status=403)
    acting.get("people.devices")


def test_a_form_opened_under_one_hat_is_not_sent_under_another(make, browser):
    one, other = make.organisation(), make.organisation()
    person = make.person(Role.LIAISON, organisation=one)
    with make.work() as work:
        worn = work.session.get_one(Appointment, person.appointment_id)
        second = Appointment(person_id=person.id, role=Role.STAFF, organisation_id=other.id, from_on=worn.from_on)
        work.session.add(second)
        work.session.flush()
        first_hat, second_hat = {"hat": str(worn.id)}, {"hat": str(second.id)}
    acting = browser(person)
    page = acting.get("cases.own")
    opened, switching = page.form("/cases/own").values, page.form("/hat").values
    acting.post("people.switch_hat", switching | second_hat)
    assert "身份" in acting.post("cases.begin", opened, status=409).text
    assert the_case_of(make, person) is None
    acting.post("people.switch_hat", switching | first_hat)
    acting.post("cases.begin", opened)
    assert the_case_of(make, person).organisation_id == one.id


def the_case_of(make, person):
    with make.work() as work:
        return work.session.scalar(select(TypicalCase).where(TypicalCase.written_by_id == person.id))


def test_whoever_is_signed_out_meanwhile_is_asked_to_sign_in_whatever_hat_the_form_was_opened_under(make, browser):
    bank = make.organisation()
    acting = browser(make.person(Role.LIAISON, organisation=bank))
    opened = acting.get("cases.own").form("/cases/own").values
    with make.work() as work:
        work.session.execute(update(SignIn).values(ends_at=work.now))
    answer = acting.client.post("/cases/own", data=opened, headers={"Host": "localhost"})
    assert (answer.status_code, answer.headers["Location"]) == (303, "/people/sign-in")


# The people of an organisation


def test_a_liaison_invites_a_colleague_without_the_center(make, browser):
    bank = make.organisation()
    acting = browser(make.person(Role.LIAISON, organisation=bank))
    acting.get("people.staff_invitation", organisation_id=bank.id)
    data = {"name": "新同事", "email": "new@example.org", "role": "liaison"}
    acting.post("people.invite_staff", data, organisation_id=bank.id)
    assert "new@example.org" in acting.get("people.staff", organisation_id=bank.id).text
    assert the_one(make, Invitation).role is Role.LIAISON


@pytest.mark.parametrize("role", ["center_admin", "district_officer", "nonsense", ""])
def test_a_liaison_invites_into_no_other_role(make, browser, role):
    bank = make.organisation()
    acting = browser(make.person(Role.LIAISON, organisation=bank))
    data = {"name": "新同事", "email": "new@example.org", "role": role}
    acting.post("people.invite_staff", data, organisation_id=bank.id, status=422)


def test_the_organisation_in_the_body_of_an_invitation_is_not_listened_to(make, browser):
    bank, other = make.organisation(), make.organisation()
    acting = browser(make.person(Role.LIAISON, organisation=bank))
    data = {"name": "新同事", "email": "new@example.org", "role": "staff", "organisation_id": str(other.id)}
    acting.post("people.invite_staff", data, organisation_id=bank.id)
    assert the_one(make, Invitation).organisation_id == bank.id


def test_a_form_sent_twice_invites_once(make, browser):
    bank = make.organisation()
    acting = browser(make.person(Role.LIAISON, organisation=bank))
    data = acting.get("people.staff_invitation", organisation_id=bank.id).form("/invite").values
    data |= {"name": "新同事", "email": "new@example.org", "role": "staff"}
    first = acting.post("people.invite_staff", data, organisation_id=bank.id)
    second = acting.post("people.invite_staff", data, organisation_id=bank.id)
    assert first.location == second.location
    assert the_one(make, Letter)


def test_staff_read_their_colleagues_and_change_nothing(make, browser):
    bank = make.organisation()
    liaison = make.person(Role.LIAISON, organisation=bank)
    acting = browser(make.person(Role.STAFF, organisation=bank))
    page = acting.get("people.staff", organisation_id=bank.id)
    assert liaison.email in page.text
    assert not any(link.endswith("/invite") for link in page.links)
    acting.get("people.appointment", appointment_id=liaison.appointment_id)
    acting.get("people.staff_invitation", organisation_id=bank.id, status=403)
    acting.post("people.end_appointment", appointment_id=liaison.appointment_id, status=403)
    ids = {"organisation_id": bank.id, "appointment_id": liaison.appointment_id}
    acting.get("people.leaving", **ids, status=403)
    acting.post("people.hand_over", **ids, status=403)


def test_somebody_elses_ids_are_answered_as_if_nothing_were_there(make, browser):
    bank, other = make.organisation(), make.organisation()
    acting = browser(make.person(Role.LIAISON, organisation=bank))
    theirs = make.person(Role.STAFF, organisation=other)
    token = invited(make, organisation=other)
    ask_to_join(browser(), other)
    invitation_id, request_id = the_one(make, Invitation).id, requests_of(make)[0]
    assert token
    acting.get("people.staff", organisation_id=other.id, status=403)
    acting.get("people.appointment", appointment_id=theirs.appointment_id, status=404)
    acting.post("people.end_appointment", appointment_id=theirs.appointment_id, status=404)
    acting.get("people.kept_invitation", invitation_id=invitation_id, status=404)
    acting.post("people.revoke_invitation", invitation_id=invitation_id, status=404)
    acting.post("people.send_again", invitation_id=invitation_id, status=404)
    for organisation in (bank, other):
        ids = {"organisation_id": organisation.id}
        acting.get("people.join_request", **ids, request_id=request_id, status=404)
        acting.post("people.accept_join", {"role": "staff"}, **ids, request_id=request_id, status=404)
        acting.get("people.leaving", **ids, appointment_id=theirs.appointment_id, status=404)
        acting.post("people.hand_over", **ids, appointment_id=theirs.appointment_id, status=404)


def test_a_liaison_ends_staff_but_neither_a_liaison_nor_the_center(make, browser):
    bank = make.organisation()
    liaison, staff, second = (make.person(role, organisation=bank) for role in (Role.LIAISON, Role.STAFF, Role.LIAISON))
    officer = make.person(Role.CENTER_OFFICER)
    acting = browser(liaison)
    acting.post("people.end_appointment", appointment_id=staff.appointment_id)
    acting.post("people.end_appointment", appointment_id=staff.appointment_id, status=409)
    acting.post("people.end_appointment", appointment_id=second.appointment_id, status=403)
    acting.post("people.end_appointment", appointment_id=officer.appointment_id, status=404)


def test_a_center_officer_reads_no_administrators_appointment(make, browser):
    admin, officer = make.person(Role.CENTER_ADMIN), make.person(Role.CENTER_OFFICER)
    browser(officer).get("people.appointment", appointment_id=admin.appointment_id, status=404)
    browser(officer).get("people.appointment", appointment_id=officer.appointment_id)
    browser(admin).get("people.appointment", appointment_id=officer.appointment_id)


def test_only_a_higher_rank_keeps_an_invitation(make, browser):
    admin, officer = make.person(Role.CENTER_ADMIN), make.person(Role.CENTER_OFFICER)
    invited(make, role=Role.CENTER_OFFICER)
    invitation_id = the_one(make, Invitation).id
    browser(officer).post("people.revoke_invitation", invitation_id=invitation_id, status=404)
    acting = browser(admin)
    acting.get("people.kept_invitation", invitation_id=invitation_id)
    acting.post("people.send_again", invitation_id=invitation_id)
    acting.post("people.revoke_invitation", invitation_id=invitation_id)
    acting.post("people.revoke_invitation", invitation_id=invitation_id, status=409)
    acting.get("people.kept_invitation", invitation_id=invitation_id)


# Joining


def ask_to_join(visitor, bank, email="new@example.org"):
    visitor.get("people.join", organisation_id=bank.id)
    data = {"name": "求职者", "email": email, "note": "营业部"}
    return visitor.follow(visitor.post("people.ask_to_join", data, organisation_id=bank.id))


def requests_of(make):
    with make.work() as work:
        return work.session.scalars(select(JoinRequest.id).order_by(JoinRequest.asked_at)).all()


def test_asking_to_join_answers_the_same_however_often_and_by_whom(make, browser):
    bank = make.organisation()
    staff = make.person(Role.STAFF, organisation=bank)
    answers = {ask_to_join(browser(), bank, email).text for email in ("a@x.org", "a@x.org", staff.email)}
    assert len(answers) == 1
    assert len(requests_of(make)) == 1


def test_nobody_joins_an_organisation_that_is_not_in_the_directory(make, browser):
    from alliance.organisations import commands
    from alliance.organisations.model import Organisation

    bank = make.organisation()
    with make.work() as work:
        commands.suspend(work, work.session.get_one(Organisation, bank.id), "核查")
    browser().get("people.join", organisation_id=bank.id, status=404)
    browser().post("people.ask_to_join", organisation_id=bank.id, status=404)
    browser().get("people.join", organisation_id=uuid4(), status=404)


@pytest.mark.parametrize("wrong", [{"email": "nobody"}, {"name": "x" * 41}, {"note": "x\x00y"}, {"email": ""}])
def test_a_wrong_request_comes_back_with_its_words(make, browser, wrong):
    bank = make.organisation()
    data = {"name": "求职者", "email": "a@x.org", "note": "营业部"} | wrong
    page = browser().post("people.ask_to_join", data, organisation_id=bank.id, status=422)
    assert "求职者" in page.html or "name" in wrong


def test_a_liaison_answers_a_request(make, browser):
    bank = make.organisation()
    acting = browser(make.person(Role.LIAISON, organisation=bank))
    colleague = browser(make.person(Role.STAFF, organisation=bank))
    ask_to_join(browser(), bank)
    ids = {"organisation_id": bank.id, "request_id": requests_of(make)[0]}
    assert "求职者" in acting.get("people.staff", organisation_id=bank.id).text
    assert "求职者" not in colleague.get("people.staff", organisation_id=bank.id).text
    colleague.get("people.join_request", **ids, status=403)
    acting.get("people.join_request", **ids)
    acting.post("people.decline_join", {"reason": ""}, **ids, status=422)
    acting.post("people.accept_join", {"role": "center_admin"}, **ids, status=422)
    acting.post("people.accept_join", {"role": "staff"}, **ids)
    acting.post("people.decline_join", {"reason": "查无此人"}, **ids, status=409)
    assert not acting.get("people.join_request", **ids).html.count("/decline")


# Handing over


def hand_over(acting, bank, leaver, successor, status=303):
    ids = {"organisation_id": bank.id, "appointment_id": leaver.appointment_id}
    return acting.post("people.hand_over", {"successor_id": str(successor.id)}, **ids, status=status)


def test_a_liaison_leaves_and_a_colleague_goes_on(make, browser):
    bank = make.organisation()
    liaison, staff = (make.person(role, organisation=bank) for role in (Role.LIAISON, Role.STAFF))
    acting, successor = browser(liaison), browser(staff)
    ids = {"organisation_id": bank.id, "appointment_id": liaison.appointment_id}
    assert staff.actor.name in acting.get("people.leaving", **ids).text
    hand_over(acting, bank, liaison, liaison, status=422)
    hand_over(acting, bank, liaison, staff)
    acting.get("people.devices", status=303)
    successor.get("people.staff_invitation", organisation_id=bank.id)


def test_the_center_hands_over_for_somebody_who_has_gone_and_only_once(make, browser):
    bank = make.organisation()
    liaison, staff = (make.person(role, organisation=bank) for role in (Role.LIAISON, Role.STAFF))
    officer = browser(make.person(Role.CENTER_OFFICER))
    hand_over(officer, bank, liaison, staff)
    hand_over(officer, bank, liaison, staff, status=409)


def test_without_a_colleague_the_page_says_whom_to_invite(make, browser):
    bank = make.organisation()
    liaison = make.person(Role.LIAISON, organisation=bank)
    ids = {"organisation_id": bank.id, "appointment_id": liaison.appointment_id}
    page = browser(liaison).get("people.leaving", **ids)
    assert any(link.endswith("/invite") for link in page.links)
    browser(liaison).post("people.hand_over", {"successor_id": "nonsense"}, **ids, status=422)


# The center's administrator


def test_people_are_for_the_center_administrator(make, browser):
    bank = make.organisation()
    person = make.person(Role.LIAISON, organisation=bank)
    others = [make.person(role) for role in (Role.CENTER_OFFICER, Role.INSPECTOR, Role.VOLUNTEER)]
    for someone in (person, *others):
        visitor = browser(someone)
        for endpoint in ("people.accounts", "people.open_invitations", "people.invitation_form"):
            visitor.get(endpoint, status=403)
        visitor.post("people.invite", status=403)
        visitor.get("people.account", person_id=person.id, status=404)
        visitor.post("people.disable", person_id=person.id, status=404)
    browser().get("people.accounts", status=303)


def test_the_administrator_finds_disables_and_enables(make, browser):
    someone = make.person(Role.CENTER_OFFICER)
    acting = browser(make.person(Role.CENTER_ADMIN))
    assert someone.email in acting.get("people.accounts", q=someone.email[:8]).text
    acting.get("people.account", person_id=someone.id)
    acting.post("people.disable", person_id=someone.id)
    acting.post("people.disable", person_id=someone.id, status=409)
    assert someone.email in acting.get("people.accounts", standing="disabled").text
    acting.post("people.enable", person_id=someone.id)
    acting.get("people.account", person_id=uuid4(), status=404)
    acting.get("people.accounts", role="nonsense", status=400)
    acting.get("people.accounts", after="bm9uc2Vuc2U", status=400)
    acting.get("people.accounts", after=acting.mark("people.accounts", "a", "b"), status=400)


def test_the_last_administrator_stays(make, browser):
    admin = make.person(Role.CENTER_ADMIN)
    acting = browser(admin)
    acting.post("people.end_appointment", appointment_id=admin.appointment_id, status=409)
    acting.post("people.disable", person_id=admin.id, status=409)


@pytest.mark.parametrize(
    ("given", "lacks"),
    [
        ({"role": "liaison"}, {"organisation_id": "甲银行太原分行"}),
        ({"role": "staff", "organisation_id": "没有这家"}, {"organisation_id": "甲银行太原分行"}),
        ({"role": "district_officer"}, {"district_code": "140106"}),
        ({"role": "inspector"}, {"to_on": str(local_day(clock.now()) + timedelta(days=20))}),
        ({"role": ""}, {"role": "center_officer"}),
        ({"role": "volunteer", "to_on": "2026-02-31"}, {"to_on": ""}),
    ],
)
def test_an_invitation_into_any_role_needs_what_the_role_needs(make, browser, given, lacks):
    make.organisation("甲银行太原分行")
    acting = browser(make.person(Role.CENTER_ADMIN))
    acting.get("people.invitation_form")
    data = {"name": "新同事", "email": "new@example.org"} | given
    acting.post("people.invite", data, status=422)
    acting.post("people.invite", data | lacks)
    assert "new@example.org" in acting.get("people.open_invitations").text


def test_the_lists_ask_as_many_questions_however_long_they_are(make, browser):
    bank = make.organisation()
    admin, liaison = make.person(Role.CENTER_ADMIN), make.person(Role.LIAISON, organisation=bank)
    acting, own = browser(admin), browser(liaison)
    for _ in range(2):
        for number in range(5):
            someone = make.person(Role.STAFF, organisation=bank)
            invited(make, f"n{number}{someone.email}", organisation=bank)
            ask_to_join(browser(), bank, f"j{number}{someone.email}")
        acting.get("people.accounts", queries=3)
        acting.get("people.open_invitations", queries=2)
        own.get("people.staff", organisation_id=bank.id, queries=5)


def test_an_appointment_page_shows_no_act_that_is_not_open(make, browser):
    bank = make.organisation()
    liaison, staff = (make.person(role, organisation=bank) for role in (Role.LIAISON, Role.STAFF))
    acting = browser(liaison)
    page = acting.get("people.appointment", appointment_id=staff.appointment_id)
    assert any(form.action.endswith("/end") for form in page.forms)
    acting.post("people.end_appointment", appointment_id=staff.appointment_id)
    page = acting.get("people.appointment", appointment_id=staff.appointment_id)
    assert not any(form.action.endswith("/end") for form in page.forms)
    with make.work() as work:
        assert work.session.get_one(Appointment, staff.appointment_id).to_on == local_day(clock.now())


def test_a_forgotten_form_of_somebody_else_does_not_accept_for_them(make):
    token = invited(make)
    with make.work(NOBODY) as work:
        refusal = acceptance.accept_with_account(work, token, GOOD, "Test")
    assert refusal.field == "email"
