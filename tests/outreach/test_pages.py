"""The pages of everyday publicity as everybody meets them: what they show, what they refuse, and what they cost."""

from io import BytesIO

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from alliance.foundation.kernel import clock
from alliance.foundation.kernel.actor import Role
from alliance.journal.model import Entry
from alliance.organisations import commands as organisations
from alliance.organisations.model import Organisation
from alliance.outreach import months, queries
from tests.files.sound import png
from tests.outreach.doing import month

NOW = months.as_text(month())
SENT = {
    "month": NOW,
    "channel": "print",
    "reach": "1.2万",
    "method": "attended",
    "words": "网点发放折页",
    "link": "https://example.org/proof",
    "material": "",
    "revision": "0",
}


@pytest.fixture
def bank(browser, ground):
    return browser(ground.liaison)


@pytest.fixture
def officer(browser, ground):
    return browser(ground.officer)


def test_a_month_is_told_proved_corrected_and_told_again_over_the_pages(ground, bank, officer):
    page = bank.follow(bank.post("outreach.tell", SENT))
    assert "12,000" in page.text
    assert "https://example.org/proof" in page.links
    form = page.form("/files").values | {"files": (BytesIO(png()), "宣传屏.png")}
    page = bank.follow(bank.post(page.form("/files").action, form))
    assert "宣传屏.png" in page.text
    bank.get(next(link for link in page.links if link.endswith("/correct")))
    assert "宣传屏.png" in officer.get(page.response.request.path).text


def test_a_second_report_shows_the_first_and_corrects_it_when_it_is_sent_once_more(ground, bank, officer):
    bank.post("outreach.tell", SENT)
    page = bank.post("outreach.tell", SENT | {"reach": "13000"}, status=422)
    assert "已填报：12,000" in page.text
    form = page.forms[-1]
    assert (form.values["revision"], form.values["reach"], form.values["channel"]) == ("1", "13000", "print")
    page = bank.follow(bank.post(form.action, form.values))
    assert "原 12,000 → 现 13,000" in page.text
    assert "历次填报数据" in page.text
    assert "原 12,000 → 现 13,000" in officer.get("outreach.reports").text


def test_a_report_is_corrected_from_its_page(ground, bank):
    outreach_id = ground.tell()
    page = bank.get("outreach.correct", outreach_id=outreach_id)
    form = page.forms[-1]
    assert (form.values["reach"], form.values["revision"], form.values["words"]) == ("3000", "1", "网点发放折页")
    bank.post(form.action, form.values, status=422)
    bank.post(form.action, form.values | {"reach": "3100", "idempotency_key": "c" * 32})
    assert ground.stored(outreach_id).reach == 3_100


def test_the_form_is_filled_with_what_was_told_last(ground, bank):
    material = ground.material()
    ground.tell(month=month(1), material_id=material, reach=777)
    form = bank.get("outreach.new").forms[-1].values
    usual = months.as_text(months.usual(clock.now()))
    assert (form["channel"], form["reach"], form["material"], form["month"]) == ("print", "777", str(material), usual)
    assert form["revision"] == "0"
    other = ground.tell(channel_code="wechat", reach=5)
    ground.tell(channel_code="campus", reach=6)
    assert bank.get("outreach.new", like=other).forms[-1].values["channel"] == "wechat"
    for nonsense in ("nothing", "00000000-0000-0000-0000-000000000007"):
        assert bank.get("outreach.new", like=nonsense).forms[-1].values["channel"] == "campus"


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"reach": ""}, "reach"),
        ({"reach": "很多"}, "reach"),
        ({"reach": "-1"}, "reach"),
        ({"reach": "9" * 14}, "reach"),
        ({"channel": "pigeon"}, "channel"),
        ({"month": "2019-01"}, "month"),
        ({"month": months.as_text(month(-1))}, "month"),
        ({"method": "guessed"}, "method"),
        ({"material": "00000000-0000-0000-0000-000000000007"}, "material"),
        ({"link": "www.example.org"}, "link"),
        ({"words": "甲" * 501}, "words"),
    ],
)
def test_what_cannot_be_told_comes_back_with_its_words_and_what_was_typed(bank, change, field):
    page = bank.post("outreach.tell", SENT | change, status=422)
    assert page.title.startswith("错误：")
    assert f'href="#{field}"' in page.html.split('id="error-summary"')[1].split("</div>")[0]
    typed = page.forms[-1].values
    kept = "words" if field == "reach" else "reach"
    assert typed[kept] == (SENT | change)[kept]


def test_nothing_reached_is_a_figure_too(bank, ground):
    assert "0" in bank.follow(bank.post("outreach.tell", SENT | {"reach": "0"})).text


def test_a_suspended_member_reads_its_own_and_tells_nothing(ground, bank):
    outreach_id = ground.tell()
    with ground.make.work() as work:
        organisations.suspend(work, work.session.get_one(Organisation, ground.bank.id), "测试")
    bank.get("outreach.ours")
    page = bank.get("outreach.report", outreach_id=outreach_id)
    assert not [form for form in page.forms if "/files" in form.action]
    bank.get("outreach.new", status=403)
    bank.post("outreach.tell", SENT, status=403)
    bank.get("outreach.correct", outreach_id=outreach_id, status=403)
    bank.post("outreach.attach", outreach_id=outreach_id, status=403)


def test_what_is_older_than_a_year_is_not_corrected_any_more(ground, bank):
    old = ground.tell(month=month(12))
    with ground.make.work() as work:
        stored = work.session.get_one(type(ground.stored(old)), old)
        stored.month = months.before(month(), 13)
    bank.get("outreach.correct", outreach_id=old, status=409)


def test_files_are_found_through_their_report_alone(ground, bank):
    first, second = ground.tell(), ground.tell(channel_code="wechat")
    page = bank.get("outreach.report", outreach_id=first)
    files = page.form("/files").values | {"files": (BytesIO(png()), "宣传屏.png")}
    page = bank.follow(bank.post(page.form("/files").action, files))
    file_id = next(link for link in page.links if "/files/" in link).rsplit("/", 1)[-1]
    bank.get("outreach.file", outreach_id=second, file_id=file_id, status=404)
    bank.post("outreach.detach", outreach_id=second, file_id=file_id, status=404)
    bank.post("outreach.detach", outreach_id=first, file_id=file_id)
    bank.get("outreach.file", outreach_id=first, file_id=file_id, status=404)
    no_file = bank.get("outreach.report", outreach_id=first).form("/files").values
    bank.post("outreach.attach", no_file, outreach_id=first, status=422)


def test_the_center_sees_totals_with_pictures_and_goes_to_the_reports(ground, officer):
    assert "没有符合条件的填报" in officer.get("outreach.overview").text
    ground.tell(reach=12_000)
    ground.tell(ground.outsider, reach=5, channel_code="campus")
    page = officer.get("outreach.overview")
    assert "<svg" in page.html
    assert "1.2万" in page.text
    assert "12,005" in page.text
    onward = next(link for link in page.links if "channel=campus" in link)
    assert "丁通信太原分公司（测试）" in officer.get(onward).text
    assert "甲银行" not in officer.get(onward).text
    assert "12,005" not in officer.get("outreach.overview", alliance="police_bank").text
    for wrong in ({"channel": "pigeon"}, {"year": "1999"}, {"alliance": "x"}, {"district": "x"}):
        officer.get("outreach.overview", status=400, **wrong)
        officer.get("outreach.reports", status=400, **wrong)


def test_a_district_officer_is_offered_no_district_and_sees_the_own_one(ground, browser):
    ground.tell(reach=12_000)
    ground.tell(ground.outsider, reach=5)
    visitor = browser(ground.make.person(Role.DISTRICT_OFFICER, district="140106"))
    page = visitor.get("outreach.overview")
    assert "12,000" in page.text
    assert "12,005" not in page.text
    assert 'name="district"' not in page.html


def test_the_list_goes_on_where_it_stopped(ground, officer, monkeypatch):
    monkeypatch.setattr(queries, "PAGE_ROWS", 2)
    for channel in ("print", "wechat", "campus", "village", "parcel"):
        ground.tell(channel_code=channel)
    seen, page = 0, officer.get("outreach.reports")
    while True:
        seen += len([link for link in page.links if link.startswith("/outreach/") and len(link) == 46])
        onward = [link for link in page.links if "after=" in link]
        if not onward or seen >= 5:
            break
        page = officer.get(onward[-1])
    assert seen == 5
    officer.get("outreach.reports", after="nothing", status=400)


def test_the_sheet_is_text_and_who_took_it_is_on_record(ground, officer):
    ground.tell(words="=1+1")
    ground.tell(words="更正", reach=3_100, revision=1)
    answer = officer.post("outreach.sheet", status=200)
    rows = list(load_workbook(BytesIO(answer.data)).active.iter_rows(values_only=True))
    assert rows[1][1:5] == ("甲银行太原分行（测试）", "张贴、发放宣传品", None, "3100")
    assert rows[1][6] == "3000"
    with ground.make.work() as work:
        said = work.session.scalars(select(Entry.payload).where(Entry.event == "OutreachTaken")).one()
    assert (said["rows"], said["fit"]) == (1, 1)


def test_a_sheet_that_was_cut_says_so(ground, officer, monkeypatch):
    monkeypatch.setattr(queries, "SHEET_MOST", 1)
    for channel in ("print", "wechat"):
        ground.tell(channel_code=channel)
    rows = list(load_workbook(BytesIO(officer.post("outreach.sheet", status=200).data)).active.iter_rows())
    assert "共 2 条" in rows[-1][0].value


def test_pages_cost_as_much_for_many_as_for_few(ground, officer, bank):
    outreach_id = ground.tell(material_id=ground.material())
    ground.tell(month=month(1), channel_code="wechat")
    budgets = [
        (officer, "outreach.overview", {}, 5),
        (officer, "outreach.reports", {}, 4),
        (bank, "outreach.ours", {}, 5),
        (bank, "outreach.new", {}, 5),
        (bank, "outreach.report", {"outreach_id": outreach_id}, 5),
    ]
    channels = iter(("campus", "village", "parcel", "other", "vehicle"))
    for visitor, endpoint, values, most in budgets:
        visitor.get(endpoint, **values)
        visitor.get(endpoint, queries=most, **values)
        before = visitor.queries
        ground.tell(channel_code=next(channels), month=month(1))
        visitor.get(endpoint, queries=before, **values)


def test_who_looks_after_nobody_sees_no_totals(ground, browser):
    for role in (Role.VOLUNTEER, Role.LIAISON):
        person = ground.liaison if role is Role.LIAISON else ground.make.person(role)
        browser(person).get("outreach.overview", status=403)
    browser().get("outreach.overview", status=303)
