"""The pages of kept places as each reader meets them: kept by the coordinator, filled by the member in four steps,
answered by link; nobody else sees that they are there."""

from io import BytesIO
from uuid import UUID

import pytest

from alliance.foundation.kernel.clock import LOCAL_ZONE
from tests.quotas.filling import HOUR, people
from tests.quotas.test_name_list import sheet

CANARY = "欧阳金丝雀"
LINES = "\n".join(f"{one.name} {one.email}" for one in people(3))


@pytest.fixture
def officer(bank, browser):
    return browser(bank.roster.stage.officer)


@pytest.fixture
def liaison(bank, browser):
    return browser(bank.liaison)


def said(bank, **changes):
    local = HOUR.astimezone(LOCAL_ZONE)
    hour = {"returns_on": f"{local:%Y-%m-%d}", "returns_time": f"{local:%H:%M}"}
    return {"organisation_id": str(bank.organisation.id), "places": "2"} | hour | changes


def test_places_are_kept_filled_in_four_steps_and_answered_by_clicking(bank, officer, liaison, browser):
    shift_id = bank.roster.shift(places=5)
    page = officer.get("quotas.of_shift", shift_id=shift_id, q=bank.organisation.name)
    assert bank.organisation.name in page.text
    assert "可预留 5 个名额" in page.text
    officer.post("quotas.keep", said(bank), shift_id=shift_id)
    assert "还差 2 人" in officer.get("quotas.of_shift", shift_id=shift_id).text
    own = liaison.get("quotas.own")
    assert "还差 2 人" in own.text
    assert "为预留给我们的名额提名人员" in liaison.get("home.desk").text
    (quota_id,) = {UUID(link.rpartition("/")[2]) for link in own.links if "/quotas/" in link and len(link) > 40}
    checked = liaison.post("quotas.check", {"people": LINES}, status=200, quota_id=quota_id)
    seal = checked.forms[-1].values["list"]
    assert not bank.rows(quota_id)
    answer = liaison.post("quotas.name_people", {"list": seal}, quota_id=quota_id)
    assert "已向 2 人发信询问" in liaison.follow(answer).text
    page = liaison.get("quotas.quota", quota_id=quota_id)
    assert "员*" in page.text
    assert "staff0@" not in page.text
    token = bank.token(people(1)[0].email)
    offer = browser().get("shifts.offer", token=token)
    assert "先用收到信的邮箱报名成为志愿者" in offer.text
    browser().post("shifts.accept_offer", status=409, token=token)
    bank.volunteer(people(1)[0].email)
    assert "我参加" in browser().get("shifts.offer", token=token).text
    browser().post("shifts.accept_offer", token=token)
    assert "2 个中已确认 1 个" in liaison.get("quotas.own").text


def test_whoever_waits_on_a_list_strikes_herself_off_by_link(bank, browser):
    quota_id = bank.keep(bank.roster.shift(places=2), 1)
    bank.name(quota_id, people(2))
    token = bank.token(people(2)[1].email)
    page = browser().get("shifts.offer", token=token)
    assert "把我从名单上删除" in page.text
    assert "我参加" not in page.text
    browser().post("shifts.accept_offer", status=409, token=token)
    browser().post("shifts.decline_offer", token=token)
    assert str(bank.rows(quota_id)[1].state) == "withdrawn"
    browser().get("shifts.offer", status=409, token=token)


def test_a_sheet_is_checked_like_typed_lines(bank, liaison):
    quota_id = bank.keep(bank.roster.shift(), 1)
    file = (BytesIO(sheet(("员工一", "one@bank.example"), ("员工二", "two"))), "people.xlsx")
    answer = liaison.post("quotas.check", {"people": "", "file": file}, status=422, quota_id=quota_id)
    assert "第 3 行" in answer.text
    file = (BytesIO(sheet(("员工一", "one@bank.example"))), "people.xlsx")
    assert "one@bank.example" in liaison.post("quotas.check", {"file": file}, status=200, quota_id=quota_id).text
    assert liaison.get("quotas.template", quota_id=quota_id).mimetype.endswith("sheet")


@pytest.mark.parametrize("list_", ["", "forged", "W10.forged"])
def test_a_list_that_was_not_checked_is_not_taken(bank, liaison, list_):
    quota_id = bank.keep(bank.roster.shift(), 1)
    liaison.post("quotas.name_people", {"list": list_}, status=409, quota_id=quota_id)
    assert not bank.rows(quota_id)


def test_what_was_typed_comes_back_with_the_reason(bank, liaison, officer):
    shift_id = bank.roster.shift()
    answer = officer.post("quotas.keep", said(bank, places="7"), status=422, shift_id=shift_id)
    assert 'value="7"' in answer.html
    assert "最多 2 个" in answer.text
    quota_id = bank.keep(shift_id, 1)
    bank.name(quota_id, people(1))
    answer = liaison.post("quotas.check", {"people": ""}, status=422, quota_id=quota_id)
    assert "请填写名单，或选择文件" in answer.text
    answer = liaison.post("quotas.check", {"people": "员工甲 nowhere"}, status=422, quota_id=quota_id)
    assert "员工甲 nowhere" in answer.html
    edited = said(bank, places="9", version=str(bank.quota(quota_id).version))
    answer = officer.post("quotas.change", edited, status=422, shift_id=shift_id, quota_id=quota_id)
    assert 'value="9"' in answer.html
    stale = said(bank, places="2", version="0")
    assert 'value="2"' in officer.post("quotas.change", stale, status=409, shift_id=shift_id, quota_id=quota_id).html


def test_a_quota_is_changed_and_returned_by_clicking(bank, officer):
    shift_id = bank.roster.shift()
    at = {"shift_id": shift_id, "quota_id": bank.keep(shift_id, 1)}
    assert "现在退回" in officer.get("quotas.edit", **at).text
    officer.post("quotas.change", said(bank, version=str(bank.quota(at["quota_id"]).version)), **at)
    assert bank.quota(at["quota_id"]).places == 2
    officer.post("quotas.give_back", **at)
    assert "已向所有人开放" in officer.get("quotas.of_shift", shift_id=shift_id).text


def test_a_name_is_taken_off_by_clicking_and_stands_nowhere_in_full(bank, liaison, officer):
    shift_id = bank.roster.shift()
    quota_id = bank.keep(shift_id, 1)
    bank.name(quota_id, [type(people(1)[0])(CANARY, "canary@bank.example")])
    row = bank.rows(quota_id)[0]
    at = {"quota_id": quota_id, "sign_up_id": row.id}
    pages = [
        liaison.get("quotas.quota", quota_id=quota_id),
        liaison.get("quotas.striking", **at),
        officer.get("shifts.people_in", shift_id=shift_id),
        officer.get("quotas.of_shift", shift_id=shift_id),
    ]
    assert all(CANARY not in page.text and "canary@" not in page.text for page in pages)
    liaison.post("quotas.strike", **at)
    assert str(bank.rows(quota_id)[0].state) == "released"


def test_nobody_else_sees_the_places_or_who_is_named(bank, browser):
    shift_id = bank.roster.shift()
    quota_id = bank.keep(shift_id, 1)
    bank.name(quota_id, people(1))
    at = {"quota_id": quota_id, "sign_up_id": bank.rows(quota_id)[0].id}
    for who in (bank.other, bank.roster.helper(), bank.roster.stage.officer):
        visitor = browser(who)
        visitor.get("quotas.quota", status=404, quota_id=quota_id)
        visitor.get("quotas.striking", status=404, **at)
        visitor.post("quotas.strike", status=404, **at)
        visitor.post("quotas.check", {"people": LINES}, status=404, quota_id=quota_id)
    for who in (bank.other, bank.liaison, bank.roster.helper()):
        browser(who).get("quotas.of_shift", status=404, shift_id=shift_id)
        browser(who).post("quotas.give_back", status=404, shift_id=shift_id, quota_id=quota_id)
    assert "还差" not in browser(bank.other).get("quotas.own").text
