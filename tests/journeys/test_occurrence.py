"""A second bank is about to tell what is told already: it adds an occurrence instead."""

from alliance.cases.vocabulary import EditionKind
from alliance.foundation.kernel.actor import Role
from tests.cases.telling import BANKS, desk_of

from .test_case import STORY, options, posted

NEARLY = STORY.replace("一名客户称", "今天一位客户说").replace("138001", "139001").replace("23 万元", "8 万元")


def test_a_second_bank_pastes_nearly_the_same_story_and_adds_an_occurrence_instead(make, browser):
    first, second = make.organisation("甲银行（测试）"), make.organisation("乙银行（测试）")
    make.seat(first), make.seat(second)
    teller, colleague = make.person(Role.STAFF, organisation=first), make.person(Role.STAFF, organisation=second)
    officer, admin = browser(make.person()), browser(make.person(Role.CENTER_ADMIN))
    path = posted(browser, teller)
    fields = officer.get(f"{path}/prepare/members").form("/prepare/members").values
    fields |= {"tlp": "amber", "terms-0-how": "added", "terms-0-alliance": "police_bank"}
    where = officer.follow(officer.post(f"{path}/prepare/members", fields)).response.request.path
    admin.post(f"{where}/release", admin.get(where).form("/release").values)

    writer = browser(colleague)
    edit = writer.follow(writer.post("cases.begin", {"idempotency_key": "q" * 20}))
    draft = edit.response.request.path.removesuffix("/edit")
    sent = {"csrf_token": writer.csrf_token(), "story": NEARLY}
    hint = writer.client.post(f"{draft}/similar", data=sent, headers={"Host": "localhost"}).get_data(as_text=True)
    assert "屏幕共享转走存款" in hint
    assert "甲银行" in hint

    kind = next(value for value, label in options(edit, "fraud_type_id") if "电商" in label)
    told = {"title": "又一起屏幕共享", "story": NEARLY, "fraud_type_id": kind, "lost_fen": "8", "lost_fen-unit": "wan"}
    check = writer.follow(writer.post(f"{draft}/edit", edit.form("/edit").values | told))
    same = writer.get(next(link for link in check.links if "/same-as/" in link))
    fields = same.form("/members").values
    assert fields["lost_fen"] == "80000"
    fields |= {"happened_on": "2026-01-05", "words": "对方自称另一家平台，回拨电话13900138000。"}
    edition = writer.follow(writer.post(same.response.request.path, fields))
    assert "80,000" in edition.text
    writer.get(draft, status=404)
    assert "又一起屏幕共享" not in writer.get("cases.own").text

    assert "80,000" in browser(teller).get(f"{path}/members").text
    assert "乙银行" not in browser(teller).get(f"{path}/members").text
    review = officer.get(path)
    assert "乙银行" in review.text
    assert "另一家平台" in review.text
    assert "13900138000" not in review.html


def test_a_reader_who_met_the_same_says_so_without_writing_a_case(make, browser):
    bank, other = make.organisation("丙银行（测试）"), make.organisation("丁银行（测试）")
    make.seat(bank)
    make.seat(other)
    desk = desk_of(make)
    case_id = desk.hand_in(make.person(Role.STAFF, organisation=bank))
    desk.release(desk.prepare(case_id, EditionKind.MEMBERS, terms=BANKS))
    reader = browser(make.person(Role.STAFF, organisation=other))
    page = reader.get("cases.edition_read", case_id=case_id, kind="members")
    assert "我们也遇到了" in page.text
    form = reader.get("cases.met_too", case_id=case_id, kind="members").form("/met").values
    refused = reader.post("cases.add_met", form, case_id=case_id, kind="members", status=422)
    assert "请填写" in refused.text
    form |= {"happened_on": "2026-01-05", "lost_fen": "3万", "words": "对方改用境外号码13800138000"}
    reader.follow(reader.post("cases.add_met", form, case_id=case_id, kind="members"))
    writer = browser(make.person(Role.STAFF, organisation=bank))
    read = writer.get("cases.edition_read", case_id=case_id, kind="members")
    assert "30,000 元" in read.text
    assert "丁银行" not in read.text
    center = browser(make.person()).get("cases.case", case_id=case_id)
    assert "138****8000" in center.text
    assert "13800138000" not in center.html
