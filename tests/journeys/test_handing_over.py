"""A liaison invites a colleague and leaves; the duties are handed over."""

from sqlalchemy import select

from alliance.foundation.kernel.actor import Role
from alliance.journal.model import Letter
from alliance.organisations.model import Contact, Post

PASSWORD = "a sentence that only the colleague knows"


def newest_path(make, template):
    with make.work() as work:
        letters = select(Letter).where(Letter.template == template).order_by(Letter.written_at.desc())
        return work.session.scalars(letters).first().params["path"]


def test_a_liaison_invites_a_colleague_and_leaves(make, browser):
    bank = make.organisation("甲银行太原分行")
    liaison = make.person(Role.LIAISON, organisation=bank)
    leaving = browser(liaison)
    form = leaving.get("people.invite_staff", organisation_id=bank.id).form("/invite")
    sent = form.values | {"email": "colleague@example.org", "name": "新联络岗", "role": "staff"}
    leaving.post(form.action, sent)

    colleague = browser()
    link = newest_path(make, "invitation")
    opened = colleague.get(link)
    assert "甲银行太原分行" in opened.text
    accept = opened.form(link)
    colleague.post(accept.action, accept.values | {"name": "新联络岗", "password": PASSWORD, "again": PASSWORD})

    staff = leaving.get("people.staff", organisation_id=bank.id)
    assert "新联络岗" in staff.text
    page = leaving.get("people.hand_over", organisation_id=bank.id, appointment_id=liaison.appointment_id)
    form = page.form(str(liaison.appointment_id))
    successor = page.html.split('name="successor_id"')[1].split('value="')[1].split('"')[0]
    leaving.post(form.action, form.values | {"successor_id": successor})

    leaving.get("people.staff", organisation_id=bank.id, status=303)
    with make.work() as work:
        named = select(Contact.name, Contact.email).where(
            Contact.organisation_id == bank.id, Contact.post == Post.LIAISON
        )
        assert tuple(work.session.execute(named).one()) == ("新联络岗", "colleague@example.org")
    visitor = browser()
    visitor.post("people.sign_in", {"email": "colleague@example.org", "password": PASSWORD})
    assert visitor.get("people.invite_staff", organisation_id=bank.id)


def test_a_liaison_cannot_hand_over_what_another_liaison_holds(make, browser):
    bank = make.organisation("甲银行太原分行")
    one, other = (make.person(Role.LIAISON, organisation=bank) for _ in range(2))
    at = {"organisation_id": bank.id, "appointment_id": other.appointment_id}
    browser(one).get("people.hand_over", status=403, **at)
    browser(other).get("people.hand_over", **at)
