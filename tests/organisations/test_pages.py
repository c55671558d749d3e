"""How a liaison and the center keep an organisation's own page."""

import threading

import pytest

from alliance.foundation.kernel.actor import Role
from alliance.foundation.kernel.clock import now
from alliance.organisations import confirmation_queries, queries
from alliance.organisations.model import Organisation, Post


@pytest.fixture
def organisation(make):
    return make.organisation("甲银行", capabilities={"outlets": 120})


@pytest.fixture
def liaison(make, browser, organisation):
    return browser(make.person(Role.LIAISON, organisation=organisation))


@pytest.fixture
def officer(make, browser):
    return browser(make.person(Role.CENTER_OFFICER))


def form_of(visitor, organisation):
    """The form as it stands on the page, with nothing typed."""
    return visitor.get("organisations.keeping", organisation_id=organisation.id).form("/keep").values


def keep(visitor, organisation, sent, status=303):
    return visitor.post("organisations.keep", sent, organisation_id=organisation.id, status=status)


def kept(make, organisation):
    with make.work() as work:
        return work.session.get_one(Organisation, organisation.id)


def contacts(make, organisation):
    with make.work() as work:
        return {line.post: line for line in queries.contacts(work, organisation.id)}


def test_known_values_stand_in_the_form(liaison, organisation):
    values = form_of(liaison, organisation)
    assert (values["address"], values["liaison_name"], values["amount_outlets"]) == ("示例路1号", "联络员", "120")


def test_a_liaison_keeps_address_contacts_and_capabilities(make, liaison, organisation):
    changes = {
        "address": "示例路2号",
        "deputy_liaison_name": "备用岗",
        "deputy_liaison_phone": "138 0000 0000",
        "amount_outlets": "",
        "amount_screens": "1,200",
    }
    page = liaison.follow(keep(liaison, organisation, form_of(liaison, organisation) | changes))
    assert "单位信息已更新" in page.text
    assert "示例路2号" in page.text
    assert contacts(make, organisation)[Post.DEPUTY_LIAISON].name == "备用岗"
    with make.work() as work:
        amounts = {line.code: line.amount for line in queries.capabilities(work, organisation.id)}
    assert amounts == {"screens": 1200}
    assert kept(make, organisation).confirmed_at > organisation.confirmed_at


def test_sector_and_district_are_the_centers_to_change(make, liaison, officer, organisation):
    assert "sector_code" not in form_of(liaison, organisation)
    smuggled = form_of(liaison, organisation) | {"sector_code": "school", "district_code": "140105"}
    keep(liaison, organisation, smuggled)
    assert (kept(make, organisation).sector_code, kept(make, organisation).district_code) == ("bank", "140106")
    keep(officer, organisation, form_of(officer, organisation) | {"sector_code": "securities"})
    assert kept(make, organisation).sector_code == "securities"


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("address", "", "请填写此项"),
        ("address", "   ", "请填写此项"),
        ("address", "路" * 201, "最多"),
        ("address", "路\u202e1号", "U+202E"),
        ("first_leader_name", "", "请填写此项"),
        ("liaison_phone", "", "请填写此项"),
        ("liaison_phone", "call me", "0351-5550000"),
        ("liaison_phone", "123456789012", "0351-5550000"),
        ("liaison_email", "", "请填写此项"),
        ("liaison_email", "not an address", "liaison@example.org"),
        ("liaison_email", "a@b\nBcc: c@d.org", "liaison@example.org"),
        ("deputy_liaison_phone", "13800000000", "对应的姓名"),
        ("amount_outlets", "many", "整数"),
        ("amount_outlets", "-1", "0 至"),
        ("amount_outlets", "100000001", "0 至"),
        ("amount_outlets", "9" * 5000, "整数"),
        ("amount_outlets", "1.5", "整数"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_the_rest_is_kept(make, liaison, organisation, field, value, words):
    sent = form_of(liaison, organisation) | {"parent_name": "演示总部"} | {field: value}
    page = keep(liaison, organisation, sent, status=422)
    assert words in page.text
    assert page.title.startswith("错误：")
    assert page.form("/keep").values["parent_name"] == "演示总部"
    assert kept(make, organisation).parent_name == ""


@pytest.mark.parametrize(
    "number",
    ["0351-5550000", "0351-5550000-123", "13800000000", "+86 13800000000", "96110", "400-800-1234", "010-12345678"],
)
def test_the_usual_ways_to_write_a_number_are_taken(make, liaison, organisation, number):
    keep(liaison, organisation, form_of(liaison, organisation) | {"liaison_phone": number})
    assert contacts(make, organisation)[Post.LIAISON].phone == number


def test_an_edit_on_a_stale_page_keeps_what_was_typed_and_shows_what_stands_there(make, liaison, officer, organisation):
    early = form_of(liaison, organisation)
    keep(officer, organisation, form_of(officer, organisation) | {"address": "中心改的地址"})
    page = keep(liaison, organisation, early | {"address": "联络员改的地址"}, status=409)
    assert "中心改的地址" in page.text
    assert page.form("/keep").values["address"] == "联络员改的地址"
    assert kept(make, organisation).address == "中心改的地址"
    keep(liaison, organisation, page.form("/keep").values)
    assert kept(make, organisation).address == "联络员改的地址"


@pytest.mark.parametrize("version", ["", "-1", "999"])
def test_a_form_without_the_version_of_its_page_is_stale(liaison, organisation, version):
    keep(liaison, organisation, form_of(liaison, organisation) | {"version": version}, status=409)


def test_of_two_who_save_at_once_one_is_shown_what_the_other_wrote(make, liaison, officer, organisation):
    people = [(liaison, "联络员的地址"), (officer, "中心的地址")]
    sent = [
        form_of(visitor, organisation) | {"address": address, "csrf_token": visitor.csrf_token()}
        for visitor, address in people
    ]
    path = liaison.address("organisations.keep", organisation_id=organisation.id)
    gate, answers = threading.Barrier(2), []

    def press(visitor, data):
        gate.wait()
        answers.append(visitor.client.post(path, data=data, headers={"Host": "localhost"}))

    threads = [threading.Thread(target=press, args=(p[0], data)) for p, data in zip(people, sent, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(answer.status_code for answer in answers) == [303, 409]
    refused = next(answer for answer in answers if answer.status_code == 409).get_data(as_text=True)
    assert "联络员的地址" in refused
    assert "中心的地址" in refused


def test_contacts_are_confirmed_by_a_button_once_a_quarter(make, liaison, organisation):
    page = liaison.get("organisations.keeping", organisation_id=organisation.id)
    assert "联络人待确认" in page.text
    page = liaison.follow(liaison.post("organisations.confirm", organisation_id=organisation.id))
    assert "联络人已确认" in page.text
    assert kept(make, organisation).confirmed_at >= confirmation_queries.quarter_began(now())
    page = liaison.get("organisations.keeping", organisation_id=organisation.id)
    assert "本季度联络人已确认" in page.text
    assert not [form for form in page.forms if form.action.endswith("/confirm")]


def test_who_may_not_keep_the_page_is_kept_out(make, browser, organisation):
    address = {"organisation_id": organisation.id}
    other = make.organisation()
    for person in (
        make.person(Role.STAFF, organisation=organisation),
        make.person(Role.LIAISON, organisation=other),
        make.person(Role.DISTRICT_OFFICER, district="140106"),
        make.person(Role.INSPECTOR),
        make.person(Role.VOLUNTEER),
    ):
        visitor = browser(person)
        visitor.get("organisations.keeping", status=403, **address)
        visitor.post("organisations.keep", {"address": "x"}, status=403, **address)
        visitor.post("organisations.confirm", status=403, **address)


def test_a_suspended_member_still_keeps_its_page_and_one_that_left_does_not(make, liaison, officer, organisation):
    officer.post("directory.suspend", {"reason": "材料不实"}, organisation_id=organisation.id)
    keep(liaison, organisation, form_of(liaison, organisation) | {"address": "示例路3号"})
    early = form_of(officer, organisation)
    officer.post("directory.release", {"reason": "单位撤销"}, organisation_id=organisation.id)
    officer.get("organisations.keeping", organisation_id=organisation.id, status=409)
    keep(officer, organisation, early, status=409)
    officer.post("organisations.confirm", organisation_id=organisation.id, status=409)
    liaison.get("organisations.keeping", organisation_id=organisation.id, status=404)


def test_each_reader_is_asked_in_the_own_language(liaison, organisation):
    def asked():
        return liaison.get("organisations.keeping", organisation_id=organisation.id).text

    assert "姓名" in asked()
    liaison.client.set_cookie("language", "en")
    assert "Name of the person" in asked()
    liaison.client.set_cookie("language", "zh_Hans_CN")
    assert "Name of the person" not in asked()
