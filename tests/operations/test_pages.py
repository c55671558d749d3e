"""Operations as each visitor meets them."""

import re
from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import pypdfium2
import pytest
from openpyxl import load_workbook
from sqlalchemy import func, select

from alliance.actions.model import JointAction
from alliance.foundation.kernel.actor import Role
from alliance.operations import staging, writing
from alliance.operations.hotspot_model import Hotspot, LogEntry
from alliance.operations.model import Operation, Stage
from alliance.operations.vocabulary import HotspotState, OperationState, StageState
from tests.days import in_days, today
from tests.operations.conducting import EVERYBODY, FIRST, HERE, LAST, text

SAID = {
    "title": "雷霆行动",
    "kind_code": "thunder",
    "level": "city",
    "from_on": FIRST.isoformat(),
    "to_on": LAST.isoformat(),
    "programmes": ["safe_city"],
    "focus": ["publicity"],
    "terms-0-how": "added",
    "terms-0-alliance": "police_bank",
}


def count(make, model):
    with make.work() as work:
        return work.session.scalar(select(func.count()).select_from(model))


@pytest.fixture
def busy(staff):
    """A running operation with an action and a hotspot at which the bank is stationed: (operation, stage, hotspot)."""
    operation_id, stage_id = staff.running(focus=frozenset({"publicity"}))
    staff.action(stage_id, focus_area_code="publicity")
    hotspot_id = staff.hotspot(operation_id)
    staff.station(hotspot_id, staff.bank)
    staff.log(hotspot_id, staff.liaison, visits=3)
    return operation_id, stage_id, hotspot_id


def test_an_officer_drafts_puts_stages_in_order_and_starts_by_clicking(browser, staff):
    officer = browser(staff.officer)
    form = officer.get("operations.new").form("/operations/new")
    page = officer.follow(officer.post("operations.draft", form.values | SAID))
    path = page.response.request.path
    assert "雷霆行动" in page.text
    for title in ("宣传", "打击"):
        fields = officer.get(f"{path}/stages/new").form("/stages/new").values
        officer.post(f"{path}/stages/new", fields | {"title": title})
    officer.post(f"{path}/start", officer.get(path).form("/start").values)
    shown = officer.get(path)
    assert "进行中" in shown.text
    assert "日期待补" in shown.text
    assert "雷霆行动" in browser(staff.liaison).get("operations.operations").text


def test_who_will_see_an_operation_stands_there_before_it_starts_and_what_was_changed_since_is_looked_at_again(
    browser, staff
):
    operation_id = staff.draft()
    staff.stage(operation_id)
    officer = browser(staff.officer)
    page = officer.get("operations.operation", operation_id=operation_id)
    assert staff.bank.name in page.text
    seen = page.form("/start").values
    with staff.work(staff.second) as work:
        writing.change(work, operation_id, text(terms=EVERYBODY, version=1))
    officer.post("operations.start", seen, status=409, operation_id=operation_id)
    assert staff.stored(Operation, operation_id).started_at is None
    again = officer.get("operations.operation", operation_id=operation_id)
    officer.post("operations.start", again.form("/start").values, operation_id=operation_id)


def test_what_was_thought_of_before_the_start_is_read_by_the_center_alone(make, browser, staff):
    operation_id = staff.draft()
    staff.stage(operation_id)
    dropped = staff.stage(operation_id, "收网抓捕")
    with staff.work() as work:
        staging.remove(work, dropped)
    staff.start(operation_id)
    staff.stage(operation_id, "总结")
    readers = (staff.liaison, make.person(Role.INSPECTOR), make.person(Role.DISTRICT_OFFICER, district=HERE))
    for who in readers:
        page = browser(who).get("operations.operation", operation_id=operation_id)
        assert "收网抓捕" not in page.html
        assert "总结" in page.text
    assert "收网抓捕" in browser(staff.officer).get("operations.operation", operation_id=operation_id).html


def test_the_form_comes_back_filled_in_and_keeps_what_was_chosen(browser, staff):
    officer = browser(staff.officer)
    page = officer.post("operations.draft", SAID | {"to_on": ""}, status=422)
    kept = page.form("/operations/new").values
    assert kept["title"] == "雷霆行动"
    assert kept["programmes"] == ["safe_city"]
    assert 'role="alert"' in page.html
    page = officer.follow(officer.post("operations.draft", SAID))
    edit = officer.get(f"{page.response.request.path}/edit").form("/edit").values
    assert (edit["focus"], edit["kind_code"], edit["terms-0-alliance"]) == (["publicity"], "thunder", "police_bank")


@pytest.mark.parametrize(
    "wrong",
    [
        {"title": ""},
        {"title": "字" * 81},
        {"kind_code": "no_such_kind"},
        {"level": "galaxy"},
        {"from_on": "0001-01-01"},
        {"to_on": "9999-12-31"},
        {"to_on": "2022-02-30"},
        {"to_on": (FIRST - timedelta(days=1)).isoformat()},
        {"parent_id": "not-an-id"},
        {"parent_id": str(uuid4())},
        {"programmes": ["no_such_programme"]},
        {"terms-0-alliance": ""},
        {"document": "文" * 20_001},
    ],
)
def test_a_faulty_operation_is_refused_with_422(browser, staff, make, wrong):
    browser(staff.officer).post("operations.draft", SAID | wrong, status=422)
    assert count(make, Operation) == 0


def test_a_choice_of_who_takes_part_is_changed_without_script(browser, staff, make):
    officer = browser(staff.officer)
    page = officer.post("operations.draft", SAID | {"terms-act": "add"}, status=200)
    assert "terms-1-alliance" in page.html
    looked = officer.get("/operations/new?terms-0-how=added&terms-0-alliance=police_bank")
    assert "甲银行（测试）" in looked.text
    assert count(make, Operation) == 0


def test_what_is_sent_twice_is_made_once(browser, staff, make):
    officer, key = browser(staff.officer), {"idempotency_key": "k" * 32}
    first, again = (officer.post("operations.draft", SAID | key) for _ in range(2))
    assert first.headers["Location"] == again.headers["Location"]
    path = first.headers["Location"]
    for _ in range(2):
        officer.post(f"{path}/stages/new", {"title": "宣传"} | {"idempotency_key": "s" * 32})
    assert (count(make, Operation), count(make, Stage)) == (1, 1)


def test_a_change_over_an_older_page_answers_409(browser, staff):
    operation_id = staff.draft()
    officer = browser(staff.officer)
    fields = officer.get("operations.edit", operation_id=operation_id).form("/edit").values
    del fields["idempotency_key"]
    officer.post("operations.change", fields | {"title": "新名称"}, operation_id=operation_id)
    officer.post("operations.change", fields, status=409, operation_id=operation_id)


def test_a_stage_outside_the_operation_is_refused_at_its_field(browser, staff):
    operation_id = staff.draft()
    outside = {"title": "打击", "from_on": (LAST + timedelta(days=1)).isoformat()}
    page = browser(staff.officer).post("operations.add_stage", outside, status=422, operation_id=operation_id)
    assert LAST.isoformat() in page.text


def test_stages_are_changed_moved_and_removed_by_clicking(browser, staff):
    operation_id = staff.draft()
    one, two = staff.stage(operation_id, "宣传"), staff.stage(operation_id, "打击")
    officer = browser(staff.officer)
    fields = officer.get("operations.edit_stage", stage_id=one).form("/edit").values
    del fields["idempotency_key"]
    officer.post("operations.change_stage", fields | {"from_on": FIRST.isoformat()}, stage_id=one)
    officer.post("operations.change_stage", fields, status=409, stage_id=one)
    officer.post("operations.shift_later", stage_id=one)
    officer.post("operations.shift_later", status=409, stage_id=one)
    officer.post("operations.shift_earlier", stage_id=one)
    officer.post("operations.remove_stage", stage_id=two)
    officer.get("operations.stage", status=404, stage_id=two)


def test_the_gate_names_what_it_waits_for_and_offers_to_waive_it(browser, staff):
    _operation_id, stage_id = staff.running()
    action_id = staff.action(stage_id, "入户宣传")
    staff.open(stage_id)
    officer, address = browser(staff.officer), {"stage_id": stage_id, "action_id": action_id}
    page = officer.get("operations.stage", stage_id=stage_id)
    assert "尚不能过关" in page.text
    assert not [form for form in page.forms if form.action.endswith("/close")]
    refusal = officer.post("operations.close_stage", status=409, stage_id=stage_id)
    assert "入户宣传" in refusal.text
    officer.post("operations.waive", {"reason": ""}, status=422, **address)
    fields = officer.get("operations.waiving", **address).forms[-1].values
    officer.post("operations.waive", fields | {"reason": "村里没有公告栏"}, **address)
    officer.post("operations.waive", {"reason": "再一次"}, status=409, **address)
    member = browser(staff.liaison).get("operations.stage", stage_id=stage_id)
    assert "村里没有公告栏" in member.text
    assert staff.officer.actor.name not in member.text
    officer.post(
        "operations.close_stage",
        officer.get("operations.stage", stage_id=stage_id).form("/close").values,
        stage_id=stage_id,
    )
    assert staff.stored(Stage, stage_id).state is StageState.CLOSED


def test_an_action_is_drafted_for_a_stage(browser, staff, make):
    _operation_id, stage_id = staff.running(focus=frozenset({"publicity"}))
    officer = browser(staff.officer)
    form = officer.get("operations.new_action", stage_id=stage_id).form("/actions/new").values
    said = {
        "title": "入户宣传",
        "what": "走访",
        "receipt_due_on": in_days(1).isoformat(),
        "due_on": in_days(1).isoformat(),
        "focus_area_code": "publicity",
    }
    late = {"due_on": (LAST + timedelta(days=1)).isoformat()}
    officer.post("operations.draft_action", form | said | late, status=422, stage_id=stage_id)
    page = officer.follow(officer.post("operations.draft_action", form | said, stage_id=stage_id))
    assert "入户宣传" in page.text
    assert count(make, JointAction) == 1
    assert "入户宣传" in officer.get("operations.stage", stage_id=stage_id).text


def test_a_drill_is_marked_everywhere_and_counted_nowhere(browser, staff):
    earnest, _stage = staff.running(title="实战")
    drill, stage_id = staff.running(title="演习", drill=True)
    hotspot_id = staff.hotspot(drill)
    officer, mark = browser(staff.officer), "drill-mark"
    for endpoint, address in (
        ("operation", {"operation_id": drill}),
        ("paper", {"operation_id": drill}),
        ("focus", {"operation_id": drill}),
        ("edit", {"operation_id": drill}),
        ("new_stage", {"operation_id": drill}),
        ("new_hotspot", {"operation_id": drill}),
        ("cancelling", {"operation_id": drill}),
        ("stage", {"stage_id": stage_id}),
        ("edit_stage", {"stage_id": stage_id}),
        ("new_action", {"stage_id": stage_id}),
        ("hotspot", {"hotspot_id": hotspot_id}),
        ("new_posting", {"hotspot_id": hotspot_id}),
        ("log_form", {"hotspot_id": hotspot_id}),
        ("proposing", {"hotspot_id": hotspot_id}),
    ):
        assert mark in officer.get(f"operations.{endpoint}", **address).html, endpoint
    assert mark not in officer.get("operations.operation", operation_id=earnest).html
    listed = officer.get("operations.operations")
    assert "〔演练〕演习" in listed.text
    assert '<p class="metric-value">1</p>' in listed.html


def test_the_list_is_filtered_from_its_address(browser, staff):
    staff.running(title="甲行动"), staff.draft(title="乙行动", kind_code="thunder")
    officer = browser(staff.officer)
    assert "乙行动" not in officer.get("/operations/?state=running").text
    assert "甲行动" not in officer.get("/operations/?kind=thunder").text
    assert "没有符合条件" in officer.get("/operations/?level=nation").text
    officer.get("/operations/?kind=nothing", status=400)
    mark = officer.mark("operations.operations", "a", "6fa459ea-ee8a-4ca4-894e-db77e160355e")
    officer.get("operations.operations", after=mark, status=400)


def test_a_long_list_goes_on(browser, staff, monkeypatch):
    monkeypatch.setattr("alliance.operations.queries.PAGE_ROWS", 2)
    for number in range(3):
        staff.draft(title=f"第{number}号行动")
    officer = browser(staff.officer)
    first = officer.get("operations.operations")
    rest = officer.get(next(link for link in first.links if "after=" in link))
    assert sum(f"第{number}号行动" in page.text for page in (first, rest) for number in range(3)) == 3


@pytest.mark.parametrize("role", [None, Role.VOLUNTEER])
def test_operations_are_not_for_the_public(make, browser, staff, busy, role):
    visitor = browser(make.person(role) if role else None)
    refused = 403 if role else 303
    visitor.get("operations.operations", status=refused)
    visitor.get("operations.operation", status=404 if role else 303, operation_id=busy[0])


def test_a_draft_is_the_centers_alone_and_others_operations_are_not_there(make, browser, staff, busy):
    draft = staff.operation_in(OperationState.DRAFT)
    outsider, inspector = browser(staff.outsider), browser(make.person(Role.INSPECTOR))
    for visitor in (outsider, inspector, browser(staff.liaison)):
        visitor.get("operations.operation", status=404, operation_id=draft)
    operation_id, stage_id, hotspot_id = busy
    outsider.get("operations.operation", status=404, operation_id=operation_id)
    outsider.get("operations.stage", status=404, stage_id=stage_id)
    outsider.get("operations.hotspot", status=404, hotspot_id=hotspot_id)
    outsider.get("operations.log_form", status=404, hotspot_id=hotspot_id)
    inspector.get("operations.operation", operation_id=operation_id)
    inspector.post("operations.finish", status=403, operation_id=operation_id)
    browser(staff.liaison).post("operations.start", status=403, operation_id=operation_id)


def test_the_one_who_proposed_a_delisting_is_refused_its_confirmation_with_words(browser, staff):
    hotspot_id = staff.hotspot_in(HotspotState.PROPOSED)
    one, two = browser(staff.officer), browser(staff.second)
    assert "提出人以外" in one.post("operations.delist", status=403, hotspot_id=hotspot_id).text
    assert not [
        form for form in one.get("operations.hotspot", hotspot_id=hotspot_id).forms if "/confirm" in form.action
    ]
    page = two.get("operations.hotspot", hotspot_id=hotspot_id)
    two.post("operations.delist", page.form("/confirm").values, hotspot_id=hotspot_id)
    assert staff.stored(Hotspot, hotspot_id).state is HotspotState.DELISTED
    two.post("operations.delist", status=409, hotspot_id=hotspot_id)


def test_a_hotspot_is_listed_staffed_and_noted_by_clicking(browser, staff, make):
    operation_id, _stage_id = staff.running()
    officer, bank = browser(staff.officer), browser(staff.liaison)
    said = {"district_code": HERE, "place": "甲村", "why": "发案12起", "listed_on": today().isoformat()}
    made = officer.post("operations.list_hotspot", said, operation_id=operation_id)
    path = made.headers["Location"]
    officer.post("operations.list_hotspot", said, status=422, operation_id=operation_id)
    officer.post(
        "operations.list_hotspot",
        said | {"place": "乙村", "listed_on": in_days(1).isoformat()},
        status=422,
        operation_id=operation_id,
    )
    bank.get(f"{path}/log", status=403)
    form = officer.get(f"{path}/postings/new?q=甲银行")
    assert "甲银行（测试）" in form.html
    fields = form.forms[-1].values | {"office": "工作专班组长", "organisation_id": str(staff.bank.id)}
    del fields["idempotency_key"]
    officer.post(f"{path}/postings/new", fields)
    officer.post(
        f"{path}/postings/new", fields | {"organisation_id": str(staff.outsider.actor.organisation_id)}, status=422
    )
    log = bank.get(f"{path}/log").form("/log").values
    bank.post(f"{path}/log", log | {"words": "走访三十户，电话13800138000", "visits": "30"})
    again = bank.get(f"{path}/log").form("/log").values
    assert (again["words"], again["visits"]) == ("走访三十户，电话138****8000", "30")
    bank.post(f"{path}/log", again | {"visits": "31"})
    assert count(make, LogEntry) == 1
    shown = officer.get(path)
    assert "31" in shown.text
    assert "派驻: 工作专班组长" in shown.text
    officer.post(shown.form("/end").action, shown.form("/end").values)
    officer.post(shown.form("/end").action, status=409)


@pytest.mark.parametrize(
    "wrong", [{"words": ""}, {"visits": "-1"}, {"visits": "很多"}, {"persons": "1000001"}, {"cases": ""}]
)
def test_a_faulty_log_is_refused(browser, staff, busy, wrong):
    said = {"words": "走访", "visits": "1", "persons": "1", "cases": "0"}
    browser(staff.liaison).post("operations.write_log", said | wrong, status=422, hotspot_id=busy[2])


def test_the_log_is_taken_along_as_a_sheet(browser, staff, busy):
    answer = browser(staff.liaison).get("operations.log_sheet", hotspot_id=busy[2])
    rows = list(load_workbook(BytesIO(answer.get_data())).active.values)
    assert rows[1][1:4] == (staff.bank.short_name, "走访三十户", "3")


def test_the_focus_areas_stand_side_by_side(browser, staff, busy):
    page = browser(staff.officer).get("operations.focus", operation_id=busy[0])
    assert "宣传防范" in page.text
    assert "入户宣传" in page.text


def test_the_picture_is_the_same_on_page_and_paper(browser, staff, busy):
    officer = browser(staff.officer)
    pictures = [
        officer.get(f"operations.{endpoint}", operation_id=busy[0])
        .html.partition('<svg class="gantt"')[2]
        .partition("</svg>")[0]
        for endpoint in ("operation", "paper")
    ]
    assert pictures[0] == pictures[1]
    assert "入户宣传" in pictures[0]


def test_the_course_is_taken_along_as_a_pdf(browser, staff, busy):
    answer = browser(staff.liaison).get("operations.document", operation_id=busy[0])
    assert answer.mimetype == "application/pdf"
    assert answer.get_data().startswith(b"%PDF")


def test_the_pdf_has_the_words_of_the_picture_as_words(browser, staff, busy):
    """The table below says them too, but never one alone on a line."""
    officer = browser(staff.officer)
    picture = officer.get("operations.paper", operation_id=busy[0]).html.partition('<svg class="gantt"')[2]
    drawn = re.findall(r"<text[^>]*>([^<]*[^<0-9-][^<]*)</text>", picture.partition("</svg>")[0])
    assert {"1 宣传", "入户宣传", "今天"} <= set(drawn)
    content = officer.get("operations.document", operation_id=busy[0]).get_data()
    with pypdfium2.PdfDocument(content) as document:
        lines = [line for page in document for line in page.get_textpage().get_text_bounded().splitlines()]
    assert set(drawn) <= set(lines)


def test_unknown_things_are_not_there(browser, staff, busy):
    officer, nothing = browser(staff.officer), uuid4()
    officer.get("operations.operation", status=404, operation_id=nothing)
    officer.get("operations.stage", status=404, stage_id=nothing)
    officer.get("operations.hotspot", status=404, hotspot_id=nothing)
    officer.get("operations.waiving", status=404, stage_id=busy[1], action_id=nothing)
    officer.post("operations.end_posting", status=404, hotspot_id=busy[2], posting_id=nothing)


def test_pages_cost_few_statements_however_much_there_is(browser, staff, busy):
    operation_id, stage_id, hotspot_id = busy
    for number in range(4):
        more = staff.stage(operation_id, f"第{number}")
        staff.action(more), staff.hotspot(operation_id, f"第{number}村")
        staff.draft(title=f"第{number}号", parent_id=operation_id)
        staff.log(hotspot_id, staff.officer, f"第{number}天")
    for who in (staff.officer, staff.liaison):
        visitor = browser(who)
        visitor.get("operations.operations", queries=6)
        visitor.get("operations.operation", queries=12, operation_id=operation_id)
        visitor.get("operations.stage", queries=12, stage_id=stage_id)
        visitor.get("operations.hotspot", queries=9, hotspot_id=hotspot_id)


def test_desks_tell_of_stages_that_end_delistings_and_logs(browser, staff):
    operation_id, _stage_id = staff.running(title="雷霆行动")
    ends = staff.stage(operation_id, "打击", from_on=today(), to_on=in_days(2))
    staff.open(ends)
    hotspot_id = staff.hotspot(operation_id)
    staff.station(hotspot_id, staff.bank)
    assert "填写“甲村”今日日志" in browser(staff.liaison).get("home.desk").text
    staff.log(hotspot_id, staff.liaison)
    assert "今日日志" not in browser(staff.liaison).get("home.desk").text
    assert "关闭阶段“打击”" in browser(staff.officer).get("home.desk").text
    browser(staff.officer).post("operations.propose", {"words": "没有发案"}, hotspot_id=hotspot_id)
    assert "确认“甲村”摘帽" in browser(staff.second).get("home.desk").text
    assert "摘帽" not in browser(staff.officer).get("home.desk").text
