"""The pages of initiatives as everybody meets them: what they show, what they refuse, and what they cost."""

from dataclasses import replace
from io import BytesIO
from uuid import UUID

import pytest
from openpyxl import load_workbook

from alliance.foundation.kernel.actor import Role
from alliance.initiatives import fulfilling, issuing
from alliance.initiatives.drafting import AskText
from alliance.initiatives.vocabulary import InitiativeState, ResponseState
from alliance.policy.can import Can
from alliance.policy.table import may
from tests.days import in_days
from tests.files.sound import png
from tests.initiatives.doing import TEXT

WRITTEN = {
    "title": "致成员单位的倡议书",
    "office": "太原市反诈骗中心",
    "dated_on": "2022-07-04",
    "text": "各成员单位：现发出以下倡议。",
    "ask_0_words": "与反诈中心保持密切联系",
    "ask_1_words": "参加反诈知识培训",
    "ask_1_indicator": "参训人次",
    "ask_1_target": "４０",
    "ask_1_unit": "人次",
    "terms-0-how": "added",
    "terms-0-alliance": "police_bank",
}
PLEDGE = {
    "take_1": "y",
    "words_1": "指定专人联络",
    "take_2": "y",
    "target_2": "60",
    "words_2": "",
    "signer": "王行长",
    "signer_office": "分管领导",
    "name_shown": "y",
    "revision": "0",
}


@pytest.fixture
def officer(browser, ground):
    return browser(ground.officer)


@pytest.fixture
def bank(browser, ground):
    return browser(ground.liaisons[0])


def test_the_whole_way_over_its_pages(ground, officer, bank, browser):
    page = officer.follow(officer.post("initiatives.draft", WRITTEN))
    initiative_id = page.response.request.path.rsplit("/", 1)[-1]
    who = officer.get("initiatives.who_gets_it", initiative_id=initiative_id)
    assert "向 3 家单位发出" in who.text
    officer.post("initiatives.issue", who.form("/issue").values, initiative_id=initiative_id)
    form = bank.get("initiatives.pledging", initiative_id=initiative_id).form("/pledge").values
    assert (form["target_2"], form["signer"]) == ("40", "主要负责人"), "filled with what is known"
    assert "承诺已提交" in bank.follow(bank.post("initiatives.pledge", PLEDGE, initiative_id=initiative_id)).text
    initiative_id = UUID(initiative_id)
    ask_id = ground.asks(initiative_id)[1]
    bank.get("initiatives.telling", initiative_id=initiative_id, ask_id=ask_id)
    done = {"figure": "1,060", "account": "分三期培训"}
    bank.post("initiatives.tell", done, initiative_id=initiative_id, ask_id=ask_id)
    address = {"initiative_id": initiative_id, "organisation_id": ground.banks[0].id}
    answer = officer.get("initiatives.response", **address)
    assert "1,060 人次" in answer.text
    confirmed = officer.follow(officer.post(answer.form("/confirm").action, answer.form("/confirm").values))
    assert "已确认" in confirmed.text
    wall = browser().get("initiatives.overview")
    assert "尚未发出倡议" in wall.text, "it is for members only"
    wall = bank.get("initiatives.wall", initiative_id=initiative_id)
    assert "甲银行太原分行（测试）" in wall.text
    assert "王行长" not in wall.text, "who signed has not agreed to be named"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"ask_1_target": "很多"}, "请填写整数"),
        ({"ask_1_target": "-3"}, "请填写整数"),
        ({"ask_1_target": "9" * 30}, "请填写整数"),
        ({"ask_1_target": "9" * 14}, "数值"),
        ({"ask_1_unit": ""}, "请写明计量单位"),
        ({"ask_0_due_on": in_days(-1).isoformat()}, "该日期已过"),
        ({"ask_0_words": "", "ask_1_words": ""}, "请写明倡议做什么"),
        ({"ask_0_words": ""}, "请先填写上一行"),
        ({"terms-0-alliance": "police_media"}, "今日没有任何单位"),
        ({"terms-0-how": ""}, "尚未选择任何单位"),
        ({"title": ""}, "请填写"),
    ],
)
def test_a_draft_that_cannot_be_kept_comes_back_with_its_words_and_what_was_typed(officer, change, words):
    page = officer.post("initiatives.draft", WRITTEN | change, status=422)
    assert page.title.startswith("错误：")
    summary = page.html.split('id="error-summary"')[1].split("</div>")[0]
    assert words in summary, summary
    assert page.form("/new").values["text"] == WRITTEN["text"]


def test_another_row_is_added_without_keeping_anything(officer, ground):
    page = officer.post("initiatives.draft", WRITTEN | {"terms-act": "row"}, status=200)
    assert "ask_2_words" in page.form("/new").values
    assert "尚未发出倡议" in officer.get("initiatives.overview").text


def test_a_draft_is_opened_again_as_it_was_kept_and_changed(officer, ground):
    initiative_id = ground.draft()
    form = officer.get("initiatives.edit", initiative_id=initiative_id).form("/edit").values
    del form["idempotency_key"]
    assert (form["title"], form["ask_1_unit"]) == (TEXT.title, "人次")
    assert form["terms-0-alliance"] == "police_bank"
    officer.post("initiatives.change", form | {"title": "改过的标题"}, initiative_id=initiative_id)
    assert ground.stored(initiative_id).title == "改过的标题"
    again = officer.post("initiatives.change", form | {"office": "联席办"}, initiative_id=initiative_id, status=409)
    kept = again.form("/edit").values
    assert (kept["title"], kept["office"]) == (TEXT.title, "联席办")
    del kept["idempotency_key"]
    officer.post("initiatives.change", kept, initiative_id=initiative_id)
    assert ground.stored(initiative_id).office == "联席办"
    officer.post("initiatives.change", form | {"title": ""}, initiative_id=initiative_id, status=422)
    officer.post("initiatives.change", form | {"terms-act": "except"}, initiative_id=initiative_id, status=200)
    officer.post("initiatives.drop", initiative_id=initiative_id)
    officer.get("initiatives.edit", initiative_id=initiative_id, status=404)


def test_what_is_issued_is_neither_written_nor_issued_again(officer, ground):
    initiative_id = ground.issue()
    for endpoint in ("initiatives.edit", "initiatives.who_gets_it"):
        officer.get(endpoint, initiative_id=initiative_id, status=303)
    officer.post("initiatives.issue", initiative_id=initiative_id, status=409)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"take_1": "", "take_2": ""}, "请至少承诺一条"),
        ({"target_2": "很多"}, "请填写整数"),
        ({"target_2": ""}, "请用数字写明本单位承诺多少"),
        ({"signer": ""}, "请填写"),
        ({"signer_office": ""}, "请填写"),
    ],
)
def test_a_pledge_that_cannot_be_taken_comes_back_with_what_was_typed(bank, ground, change, words):
    initiative_id = ground.issue()
    sent = {name: value for name, value in (PLEDGE | change).items() if value or name.startswith(("sig", "target"))}
    page = bank.post("initiatives.pledge", sent, initiative_id=initiative_id, status=422)
    assert words in page.text
    assert page.form("/pledge").values["words_1"] == "指定专人联络"
    assert ground.response(initiative_id).state is ResponseState.SENT


def test_a_decline_wants_words(bank, ground):
    initiative_id = ground.issue()
    bank.get("initiatives.declining", initiative_id=initiative_id)
    bank.post("initiatives.decline", {"reason": "  "}, initiative_id=initiative_id, status=422)
    page = bank.follow(bank.post("initiatives.decline", {"reason": "人手不足"}, initiative_id=initiative_id))
    assert "已婉拒" in page.text
    assert "人手不足" in page.text


def test_what_is_closed_is_answered_no_more(bank, officer, ground):
    initiative_id = ground.issue()
    officer.post("initiatives.close", initiative_id=initiative_id)
    page = bank.get("initiatives.initiative", initiative_id=initiative_id)
    assert "不再接受回应" in page.text
    bank.get("initiatives.pledging", initiative_id=initiative_id, status=409)
    refusals = [
        ("pledge", PLEDGE, "words_1"),
        ("decline", {"reason": "人手不足"}, "reason"),
    ]
    for endpoint, said, field in refusals:
        page = bank.post(f"initiatives.{endpoint}", said, initiative_id=initiative_id, status=409)
        assert "不再接受回应" in page.text
        assert page.form(f"/{endpoint}").values[field] == said[field]


def test_a_pledge_over_a_colleagues_keeps_its_words_and_is_signed_after_that_was_read(bank, ground):
    initiative_id = ground.issue()
    ground.pledge(initiative_id, 0, 1)
    page = bank.post("initiatives.pledge", PLEDGE, initiative_id=initiative_id, status=409)
    assert page.title.startswith("错误")
    again = page.form("/pledge").values
    assert (again["words_1"], again["target_2"], again["revision"]) == ("指定专人联络", "60", "1")
    assert ground.response(initiative_id).revision == 1
    bank.post("initiatives.pledge", again, initiative_id=initiative_id)
    assert ground.response(initiative_id).revision == 2


def test_what_is_told_of_a_withdrawn_initiative_is_refused_and_stays_typed(bank, officer, ground):
    initiative_id = ground.issue()
    ground.pledge(initiative_id, 0, 1)
    ask_id = ground.asks(initiative_id)[0]
    officer.post("initiatives.withdraw", {"reason": "另发新的倡议"}, initiative_id=initiative_id)
    said = {"account": "已指定专人"}
    page = bank.post("initiatives.tell", said, initiative_id=initiative_id, ask_id=ask_id, status=409)
    assert page.form(f"/done/{ask_id}").values["account"] == "已指定专人"


def test_a_withdrawn_initiative_says_why_to_its_readers(bank, officer, ground):
    initiative_id = ground.issue()
    officer.get("initiatives.withdrawing", initiative_id=initiative_id)
    officer.post("initiatives.withdraw", {"reason": ""}, initiative_id=initiative_id, status=422)
    officer.post("initiatives.withdraw", {"reason": "另发新的倡议"}, initiative_id=initiative_id)
    assert "另发新的倡议" in bank.get("initiatives.initiative", initiative_id=initiative_id).text
    assert ground.liaisons[0].email in ground.letters("initiative_withdrawn")


def test_opening_a_page_marks_nothing_and_the_mark_is_sent_by_itself(bank, ground):
    initiative_id = ground.issue()
    page = bank.get("initiatives.initiative", initiative_id=initiative_id)
    assert ground.response(initiative_id).state is ResponseState.SENT
    token = page.form("/read").values["csrf_token"]
    address = bank.address("initiatives.read", initiative_id=initiative_id)
    sent = bank.client.post(address, data={"csrf_token": token}, headers={"Host": "localhost", "HX-Request": "true"})
    assert sent.status_code == 200
    assert "已读未回应" in sent.get_data(as_text=True)
    assert "<html" not in sent.get_data(as_text=True)
    bank.post("initiatives.read", initiative_id=initiative_id)
    assert ground.response(initiative_id).state is ResponseState.READ


def test_names_stand_on_the_wall_only_with_consent_and_the_others_are_counted(ground, browser):
    initiative_id = ground.issue(public=True)
    ground.pledge(initiative_id, 0, 1, 2, signer_shown=True)
    ground.pledge(initiative_id, 1, 1, name_shown=False, signer_shown=True)
    ground.decline(initiative_id, 2)
    page = browser().get("initiatives.wall", initiative_id=initiative_id)
    assert "甲银行太原分行（测试）" in page.text
    assert page.text.count("王行长") == 1
    assert "乙银行" not in page.text
    assert "2 家单位承诺" in page.text
    ask = browser().get("initiatives.ask", ask_id=ground.asks(initiative_id)[1])
    assert "50 人次" in ask.text


def test_the_center_sees_counts_and_narrows_the_table(ground, officer):
    initiative_id = ground.issue()
    ground.pledge(initiative_id, 0, 1, 2)
    ground.tell(initiative_id)
    ground.decline(initiative_id, 1)
    page = officer.get("initiatives.responses", initiative_id=initiative_id)
    assert "警银" in page.text
    wanted = {"": 3, "pledged": 1, "declined": 1, "sent": 1, "to_confirm": 1, "fulfilled": 0, "read": 0, "gone": 0}
    for stand, rows in wanted.items():
        page = officer.get("initiatives.responses", initiative_id=initiative_id, stand=stand)
        assert sum(f"/responses/{bank.id}" in page.html for bank in ground.banks) == rows, stand
    officer.get("initiatives.responses", initiative_id=initiative_id, stand="nobody", status=400)


def test_the_table_goes_on_page_by_page(ground, officer, monkeypatch):
    monkeypatch.setattr("alliance.initiatives.answers.PAGE_ROWS", 2)
    monkeypatch.setattr("alliance.initiatives.tallies.PAGE_ROWS", 2)
    initiative_id = ground.issue()
    for number in range(3):
        ground.pledge(initiative_id, number, 1)
    for endpoint in ("initiatives.responses", "initiatives.wall"):
        first = officer.get(endpoint, initiative_id=initiative_id)
        second = officer.get(next(link for link in first.links if "after=" in link))
        shown = [[bank.name for bank in ground.banks if bank.name in page.text] for page in (first, second)]
        assert sorted([len(names) for names in shown]) == [1, 2]
        assert not set(shown[0]) & set(shown[1])


def test_the_sheet_holds_every_answer_as_text(ground, officer):
    initiative_id = ground.issue()
    ground.pledge(initiative_id, 0, 1, signer="=1+1")
    answer = officer.get("initiatives.sheet", initiative_id=initiative_id)
    rows = list(load_workbook(BytesIO(answer.data)).active.values)
    assert len(rows) == 1 + len(ground.banks)
    assert "=1+1" in next(row for row in rows if row[0] == ground.banks[0].name)
    assert {row[2] for row in rows[1:]} == {"未读", "已承诺"}


def test_those_who_wait_are_reminded_from_the_table(ground, officer):
    initiative_id = ground.issue()
    page = officer.follow(officer.post("initiatives.remind", initiative_id=initiative_id))
    assert "已提醒 3 家单位" in page.text
    officer.post("initiatives.remind", initiative_id=initiative_id, status=409)


def test_files_are_attached_to_a_draft_and_taken_by_whoever_reads(ground, officer, bank):
    initiative_id = ground.draft()
    sent = {"files": (BytesIO(png()), "签发稿.png")}
    officer.post("initiatives.attach", sent, initiative_id=initiative_id)
    page = officer.get("initiatives.files", initiative_id=initiative_id)
    url = next(link for link in page.links if "/files/" in link)
    with ground.center(initiative_id) as (work, initiative):
        issuing.issue(work, initiative)
    assert bank.get(url).mimetype == "image/png"
    officer.post(
        "initiatives.attach", sent | {"files": (BytesIO(png()), "又.png")}, initiative_id=initiative_id, status=409
    )
    officer.post(f"{url}/detach", status=409)


def test_what_is_issued_carries_the_files_that_the_page_before_showed(ground, officer):
    initiative_id = ground.draft()
    seen = officer.get("initiatives.who_gets_it", initiative_id=initiative_id).form("/issue").values
    officer.post("initiatives.attach", {"files": (BytesIO(png()), "又.png")}, initiative_id=initiative_id)
    officer.post("initiatives.issue", {"version": seen["version"]}, initiative_id=initiative_id, status=409)
    seen = officer.get("initiatives.who_gets_it", initiative_id=initiative_id).form("/issue").values
    officer.post("initiatives.issue", {"version": seen["version"]}, initiative_id=initiative_id)


def test_a_file_that_is_no_file_is_refused_and_one_is_taken_away(ground, officer):
    initiative_id = ground.draft()
    officer.post("initiatives.attach", {}, initiative_id=initiative_id, status=422)
    officer.post("initiatives.attach", {"files": (BytesIO(png()), "一.png")}, initiative_id=initiative_id)
    page = officer.get("initiatives.files", initiative_id=initiative_id)
    url = next(link for link in page.links if "/files/" in link)
    officer.post(f"{url}/detach", initiative_id=initiative_id)
    officer.get(url, status=404)
    officer.post(f"{url}/detach", status=404)


def test_an_ask_is_made_an_action_by_its_button(ground, officer, bank):
    initiative_id = ground.issue()
    ask_id = ground.asks(initiative_id)[0]
    page = officer.get("initiatives.ask", ask_id=ask_id)
    assert not [form for form in page.forms if form.action.endswith("/action")]
    officer.post("initiatives.make_action", ask_id=ask_id, status=409)
    ground.pledge(initiative_id, 0, 1)
    form = officer.get("initiatives.ask", ask_id=ask_id).form("/action")
    answer = officer.post(form.action, form.values)
    assert "/actions/" in answer.headers["Location"]
    assert "由此产生的联合行动" in officer.get("initiatives.ask", ask_id=ask_id).text
    bank.post("initiatives.make_action", ask_id=ask_id, status=403)


def test_what_one_may_not_do_is_refused(ground, officer, bank, browser):
    initiative_id = ground.issue()
    address = {"initiative_id": initiative_id}
    for endpoint in ("initiatives.responses", "initiatives.edit", "initiatives.who_gets_it", "initiatives.sheet"):
        bank.get(endpoint, status=403, **address)
    for endpoint in ("initiatives.issue", "initiatives.close", "initiatives.remind", "initiatives.drop"):
        bank.post(endpoint, status=403, **address)
    page = officer.post("initiatives.pledge", PLEDGE, status=403, **address)
    assert "只有在发送范围内" in page.text
    inspector = browser(ground.make.person(Role.INSPECTOR))
    inspector.get("initiatives.responses", **address)
    inspector.post("initiatives.remind", status=403, **address)
    other = {"organisation_id": ground.banks[1].id, **address}
    bank.get("initiatives.response", status=404, **other)


def test_nobody_confirms_what_they_have_told_themselves(ground, make):
    """Somebody may speak for a bank under one hat, and be an officer under another."""
    initiative_id = ground.issue()
    ground.pledge(initiative_id, 0, 1)
    ground.tell(initiative_id)
    both = replace(ground.officer.actor, person_id=ground.liaisons[0].id)
    with make.work(both) as work:
        clause = fulfilling.clause(work, initiative_id, ground.banks[0].id, ground.asks(initiative_id)[0])
    assert not may(both, Can.CONFIRM_FULFILMENT, clause)
    assert may(ground.second.actor, Can.CONFIRM_FULFILMENT, clause)


def test_another_organisations_clause_and_another_initiatives_ask_are_not_there(ground, officer, bank):
    first, other = ground.issue(), ground.issue()
    ground.pledge(first, 0, 1)
    strange = ground.asks(other)[0]
    bank.get("initiatives.telling", initiative_id=first, ask_id=strange, status=404)
    bank.get("initiatives.telling", initiative_id=first, ask_id=ground.asks(first)[1], status=404)
    address = {"initiative_id": first, "organisation_id": ground.banks[0].id, "ask_id": strange}
    officer.post("initiatives.confirm", {"shown": ""}, status=404, **address)


def test_the_desk_names_what_waits(ground, officer, bank):
    initiative_id = ground.issue(asks=(AskText("按期报送", due_on=in_days(5)),))
    assert f"回应倡议：{TEXT.title}" in bank.get("home.desk").text
    ground.pledge(initiative_id, 0, 1)
    desk = bank.get("home.desk").text
    assert f"报告兑现情况：{TEXT.title}" in desk
    assert "剩余 5 天" in desk
    ground.tell(initiative_id)
    assert "报告兑现情况" not in bank.get("home.desk").text
    assert f"确认承诺兑现：{TEXT.title}" in officer.get("home.desk").text


def test_pages_cost_as_much_for_many_as_for_few(ground, officer, bank, browser):
    initiative_id = ground.issue(public=True)
    ground.pledge(initiative_id, 0, 1, 2)
    address = {"initiative_id": initiative_id}
    budgets = [
        (officer, "initiatives.overview", {}, 5),
        (bank, "initiatives.overview", {}, 4),
        (browser(), "initiatives.overview", {}, 3),
        (officer, "initiatives.initiative", address, 10),
        (bank, "initiatives.initiative", address, 10),
        (browser(), "initiatives.wall", address, 8),
        (officer, "initiatives.responses", address, 10),
        (officer, "initiatives.ask", {"ask_id": ground.asks(initiative_id)[0]}, 12),
    ]
    for visitor, endpoint, values, most in budgets:
        visitor.get(endpoint, queries=most, **values)
        before = visitor.queries
        for _ in range(2 if endpoint == "initiatives.overview" else 0):
            ground.issue(public=True)
        visitor.get(endpoint, queries=before, **values)


@pytest.mark.parametrize("state", list(InitiativeState))
def test_every_state_has_its_page_and_its_paper(ground, officer, state):
    initiative_id = ground.standing(state)
    for endpoint in ("initiatives.initiative", "initiatives.paper", "initiatives.wall", "initiatives.responses"):
        officer.get(endpoint, initiative_id=initiative_id)
