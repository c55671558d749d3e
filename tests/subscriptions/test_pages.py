"""Letters are chosen by whoever gets them, and stopped by the link that stands in them."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from alliance.foundation.kernel.actor import Role
from alliance.journal import letters
from alliance.journal.model import Entry, InboxLetter, Letter
from alliance.journal.post import address_mail, compose
from alliance.journal.vocabulary import INFORMATION, Manner, Topic
from alliance.organisations.model import Contact
from alliance.people.appointments import end
from alliance.people.model import Appointment
from alliance.subscriptions.links import stop_path
from alliance.subscriptions.model import LetterTerms
from alliance.subscriptions.queries import readers
from alliance.subscriptions.shown import WHAT
from tests.factories import LAUNCH

NEWS, DUTY = "case_followed", "case_returned"
WORDS = {"title": "屏幕共享", "path": "/cases/1", "follows_path": "/learning/follows", "words": ""}


@pytest.fixture
def bank(make):
    return make.organisation("晋阳银行")


@pytest.fixture
def liaison(make, bank):
    return make.person(Role.LIAISON, organisation=bank)


def choose(browser, someone, endpoint="subscriptions.choose", status=303, **chosen):
    visitor = browser(someone)
    page = visitor.get(endpoint.replace("choose_for_", "").replace("choose", "own"))
    form = page.form("/subscriptions/" + ("member" if "member" in endpoint else ""))
    return visitor.post(endpoint, form.values | chosen, status=status)


def mails(make, address, template=NEWS):
    """How the next letter to an address travels: None where it does not go by mail."""
    with make.work() as work:
        letters.write(work, address, template, **WORDS)
        asked = select(Letter.manner).where(Letter.address == address, Letter.template == template)
        return work.session.scalars(asked.where(Letter.written_at == work.now)).first()


def test_whoever_has_not_chosen_gets_everything_as_it_is_written(browser, liaison, make):
    page = browser(liaison).get("subscriptions.own", queries=2)
    values = page.form("/subscriptions/").values
    assert {values[str(topic)] for topic in Topic} == {"at_once"}
    assert (values["quiet_from"], values["quiet_until"]) == ("20", "8")
    assert mails(make, liaison.email) is Manner.SINGLE


def test_a_choice_is_kept_and_holds_for_the_next_letter(browser, liaison, make):
    choose(browser, liaison, cases="daily", quiet_from="22", quiet_until="7")
    values = browser(liaison).get("subscriptions.own").form("/subscriptions/").values
    assert (values["cases"], values["actions"], values["quiet_from"]) == ("daily", "at_once", "22")
    assert mails(make, liaison.email) is Manner.BUNDLED


def test_what_one_does_without_by_mail_lies_in_the_inbox_and_duty_comes_nevertheless(browser, liaison, make):
    choose(browser, liaison, cases="never")
    assert mails(make, liaison.email) is None
    assert mails(make, liaison.email, DUTY) is Manner.BUNDLED
    with make.work() as work:
        kept = work.session.scalars(select(InboxLetter.template).where(InboxLetter.person_id == liaison.id)).all()
    assert sorted(kept) == [NEWS, DUTY]


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("cases", "hourly", "有效的选择"),
        ("cases", "", "请选择"),
        ("quiet_from", "24", "有效的选择"),
        ("quiet_until", "acht", "错误"),
    ],
)
def test_what_nobody_can_choose_is_refused_and_nothing_is_kept(browser, liaison, make, field, value, says):
    page = choose(browser, liaison, status=422, **{field: value, "actions": "daily"})
    assert says in page.text
    assert page.form("/subscriptions/").values["actions"] == "daily"
    with make.work() as work:
        assert not work.session.scalars(select(LetterTerms)).all()


def test_an_organisation_chooses_for_its_offices_and_those_who_have_not_chosen(browser, liaison, bank, make):
    colleague = make.person(Role.STAFF, organisation=bank)
    stranger = make.person(Role.STAFF, organisation=make.organisation("别的银行"))
    choose(browser, liaison, "subscriptions.choose_for_member", cases="daily")
    with make.work() as work:
        asked = select(Contact.email).where(Contact.organisation_id == bank.id, Contact.email != "")
        office = work.session.scalars(asked).first()
    assert mails(make, office) is Manner.BUNDLED
    assert mails(make, colleague.email) is Manner.BUNDLED
    assert mails(make, stranger.email) is Manner.SINGLE
    choose(browser, colleague, cases="at_once")
    assert mails(make, colleague.email) is Manner.SINGLE


def test_only_a_liaison_chooses_for_an_organisation(browser, make, bank):
    for someone in (make.person(Role.STAFF, organisation=bank), make.person(Role.CENTER_ADMIN)):
        browser(someone).get("subscriptions.member", status=403)
        browser(someone).post("subscriptions.choose_for_member", {}, status=403)
    assert browser().client.get("/subscriptions/member").status_code == 303


def test_who_is_of_several_gets_what_the_most_prompt_of_them_wants(browser, make, bank):
    other = make.organisation("兼职的银行")
    both = make.person(Role.STAFF, organisation=bank)
    with make.work() as work:
        made = {"person_id": both.id, "role": Role.STAFF, "from_on": LAUNCH.date()}
        work.session.add(Appointment(organisation_id=other.id, **made))
    for organisation, pace in ((bank, "weekly"), (other, "daily")):
        choose(
            browser, make.person(Role.LIAISON, organisation=organisation), "subscriptions.choose_for_member", cases=pace
        )
    with make.work() as work:
        terms = readers(work, [both.email])[both.email].terms
    assert terms.pace(Topic.CASES) == "daily"


def test_one_that_has_not_chosen_is_silenced_by_no_other(browser, make, bank):
    """Another organisation that lists the same address, or appoints the same person, takes nothing from it."""
    other = make.organisation("多事的单位")
    both = make.person(Role.STAFF, organisation=bank)
    with make.work() as work:
        made = {"person_id": both.id, "role": Role.STAFF, "from_on": LAUNCH.date()}
        work.session.add(Appointment(organisation_id=other.id, **made))
        asked = select(Contact.email).where(Contact.organisation_id == bank.id, Contact.email != "")
        office = work.session.scalars(asked).first()
        its = select(Contact).where(Contact.organisation_id == other.id, Contact.email != "")
        work.session.scalars(its).first().email = office
    liaison = make.person(Role.LIAISON, organisation=other)
    choose(browser, liaison, "subscriptions.choose_for_member", cases="never", quiet_from="9", quiet_until="8")
    with make.work() as work:
        for address in (office, both.email):
            terms = readers(work, [address])[address].terms
            assert (terms.pace(Topic.CASES), terms.quiet_from, terms.quiet_until) == ("at_once", 20, 8)


def test_what_the_organisation_has_chosen_holds_behind_a_stop_too(browser, liaison, bank, make):
    weekly = {str(topic): "weekly" for topic in Topic}
    choose(browser, liaison, "subscriptions.choose_for_member", quiet_from="18", quiet_until="9", **weekly)
    colleague = make.person(Role.STAFF, organisation=bank)
    for _twice in range(2):
        visitor = browser()
        page = visitor.get(stop_path(colleague.id, [Topic.CASES]))
        visitor.post(page.forms[-1].action, page.forms[-1].values, status=200)
    with make.work() as work:
        terms = readers(work, [colleague.email])[colleague.email].terms
        asked = select(func.count()).where(Entry.event == "LettersStopped")
        assert work.session.scalar(asked) == 1
    assert (terms.pace(Topic.CASES), terms.pace(Topic.ACTIONS)) == ("never", "weekly")
    assert (terms.quiet_from, terms.quiet_until) == (18, 9)


def test_every_topic_is_explained():
    assert set(WHAT) == set(Topic)


def test_a_volunteer_is_asked_only_about_what_volunteers_get(browser, make):
    values = browser(make.person(Role.VOLUNTEER)).get("subscriptions.own").form("/subscriptions/").values
    assert {str(topic) for topic in Topic} & set(values) == {"publicity", "volunteering", "membership"}


def mail_of(portal, make, someone, template):
    settings = portal.config["SETTINGS"]
    address_mail(portal, "smtp://127.0.0.1:9", settings)
    with make.work() as work:
        letters.write(work, someone.email, template, **WORDS)
        letter = work.session.scalars(select(Letter).where(Letter.template == template)).one()
    with portal.app_context():
        return compose(portal, letter, settings)


@pytest.mark.parametrize("template", [NEWS, DUTY])
def test_only_what_is_no_duty_can_be_stopped_by_one_click(portal, make, liaison, template):
    headers = mail_of(portal, make, liaison, template).extra_headers or {}
    assert (headers.get("List-Unsubscribe-Post") == "List-Unsubscribe=One-Click") == (template in INFORMATION)


def test_one_click_of_a_mail_program_stops_it_without_a_form_of_ours(portal, make, liaison, browser):
    mail = mail_of(portal, make, liaison, NEWS)
    address = re.fullmatch(r"<https?://[^/]+(/.+)>", mail.extra_headers["List-Unsubscribe"])[1]
    assert address in mail.body
    assert address in mail.html
    nobody = portal.test_client()
    answer = nobody.post(address, data={"List-Unsubscribe": "One-Click"}, headers={"Host": "localhost"})
    assert answer.status_code == 200
    assert mails(make, liaison.email) is None
    assert mails(make, liaison.email, DUTY) is Manner.BUNDLED
    assert browser(liaison).get("subscriptions.own").form("/subscriptions/").values["cases"] == "never"


def test_looking_at_the_link_stops_nothing(browser, make, liaison):
    """Scanners of mail servers open every link."""
    visitor = browser()
    page = visitor.get(stop_path(liaison.id, [Topic.CASES]))
    assert "案例" in page.text
    assert mails(make, liaison.email) is Manner.SINGLE
    page = visitor.post(page.forms[-1].action, page.forms[-1].values, status=200)
    assert "已退订" in page.text
    assert mails(make, liaison.email) is None


def test_a_link_that_nobody_has_signed_stops_nothing(portal, make, liaison):
    for token in ("no-such-token", stop_path(liaison.id, [Topic.CASES]).rpartition("/")[2][:-2] + "aa"):
        answer = portal.test_client().post(f"/subscriptions/stop/{token}", headers={"Host": "localhost"})
        assert answer.status_code == 404
    assert mails(make, liaison.email) is Manner.SINGLE


def test_what_waits_for_the_morning_is_one_mail_with_every_reason_and_no_signed_link(portal, make, liaison, browser):
    choose(browser, liaison, cases="daily", actions="daily")
    settings = portal.config["SETTINGS"]
    address_mail(portal, "smtp://127.0.0.1:9", settings)
    with make.work() as work:
        letters.write(work, liaison.email, DUTY, **WORDS | {"title": "第一"})
        letters.write(work, liaison.email, NEWS, **WORDS | {"title": "第二", "path": "/signed", "page": "/cases/2"})
        both = work.session.scalars(select(Letter).order_by(Letter.template.desc())).all()
        assert {letter.due_at - work.now > timedelta() for letter in both} == {True}
    with portal.app_context():
        mail = compose(portal, both[0], settings, both[1:])
    for words in ("第一", "您关注的", "/cases/1", "/cases/2", "您收到此信"):
        assert words in mail.body
        assert words in mail.html
    assert "/signed" not in mail.body + mail.html
    assert "2 条消息" in mail.subject


def test_what_waited_names_no_title_that_may_have_ceased_and_goes_with_the_office(portal, make, liaison, browser):
    choose(browser, liaison, cases="weekly")
    address_mail(portal, "smtp://127.0.0.1:9", portal.config["SETTINGS"])
    with make.work() as work:
        letters.write(work, liaison.email, NEWS, **WORDS | {"title": "金丝雀"})
        letter = work.session.scalars(select(Letter)).one()
    with portal.app_context():
        mail = compose(portal, letter, portal.config["SETTINGS"])
    assert "金丝雀" not in mail.subject + mail.body + mail.html
    with make.work(make.person(Role.CENTER_ADMIN).actor) as work:
        end(work, work.session.get_one(Appointment, liaison.appointment_id))
    with make.work() as work:
        assert not work.session.scalars(select(Letter).where(Letter.person_id == liaison.id)).all()


def test_html_shows_what_somebody_typed_as_text(portal, make, liaison):
    settings = portal.config["SETTINGS"]
    address_mail(portal, "smtp://127.0.0.1:9", settings)
    with make.work() as work:
        letters.write(work, liaison.email, NEWS, **WORDS | {"title": "<img src=x onerror=alert(1)>"})
        work.session.execute(update(Letter).values(manner=Manner.ALONE))
        letter = work.session.scalars(select(Letter)).one()
    with portal.app_context():
        mail = compose(portal, letter, settings)
    assert "<img" not in mail.html
    assert "&lt;img" in mail.html
