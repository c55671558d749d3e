"""Supervision as each visitor meets it: the ways that are clicked, what is refused and in which words."""

from io import BytesIO
from uuid import uuid4

import pytest
from openpyxl import load_workbook

from alliance.actions import reviewing
from alliance.foundation.kernel.actor import Role
from alliance.supervision import measuring, problems
from alliance.supervision.vocabulary import MeasureState, ProblemState, StepCode
from tests.days import in_days, today
from tests.supervision.doing import BASIS, WORDS

PAGES = ("supervision.measures", "supervision.problem_lists", "supervision.due_for", "supervision.steps")


@pytest.fixture
def center(browser, desk):
    return browser(desk.officer)


@pytest.fixture
def admin(browser, desk):
    return browser(desk.admin)


@pytest.fixture
def member(browser, desk):
    return browser(desk.liaison)


def test_a_letter_is_proposed_approved_answered_and_lifted_by_clicking(desk, center, admin, member):
    assignment_id = desk.late_assignment()
    desk.climb(assignment_id, StepCode.NOTICE)
    form = center.get("supervision.proposing", assignment_id=assignment_id).form("/new")
    assert form.values["step"] == "letter"
    assert "经提醒、通报" in form.values["words"]
    proposed = center.follow(center.post(form.action, form.values | {"basis": BASIS}))
    assert "等待审批" in proposed.text or "尚不知情" in proposed.text
    address = proposed.response.request.path
    member.get(address, status=404)
    issued = admin.follow(admin.post(admin.get(address).form("/approve").action))
    assert f"督办字〔{today().year}〕1号" in issued.text
    answering = member.get(next(link for link in member.get(address).links if link.endswith("/answer")))
    answer = answering.form("/answer")
    answered = member.follow(member.post(answer.action, answer.values | {"words": "已完成整改"}))
    assert "已完成整改" in answered.text
    lifting = center.get(next(link for link in center.get(address).links if link.endswith("/lift"))).form("/lift")
    lifted = center.follow(center.post(lifting.action, lifting.values | {"reason": "已办结"}))
    assert "已解除" in lifted.text
    assert "已办结" in member.get(address).text


def test_a_problem_is_listed_planned_mended_checked_and_written_off_by_clicking(desk, browser, center, admin, member):
    form = center.get("supervision.new_problem").form("/problems/new")
    sent = form.values | {"organisation": desk.bank.name, "words": "未张贴提示", "due_on": str(in_days(30))}
    listed = center.follow(center.post(form.action, sent))
    address = listed.response.request.path
    plan = member.get(f"{address}/plan").form("/plan")
    filled = plan.values | {"office": "合规部", "leader": "副行长", "what_1": "补贴", "until_1": str(in_days(9))}
    assert "合规部" in member.follow(member.post(plan.action, filled)).text
    member.post(f"{address}/mend", {"words": "已补贴"})
    back = center.follow(center.post(f"{address}/send-back", {"words": "三处仍缺"}))
    assert "三处仍缺" in back.text
    member.post(f"{address}/mend", {"words": "全部补贴"})
    center.post(f"{address}/recheck", {"words": "现场属实"})
    refused = center.post(f"{address}/write-off", {"words": "同意"}, status=403)
    assert "既未整改、也未复查" in refused.text
    closed = admin.follow(admin.post(f"{address}/write-off", {"words": "同意销号"}))
    assert "问题已销号" in closed.title
    browser(desk.inspector).get(address)


def test_the_proposer_is_refused_the_approval_with_words(desk, center):
    desk.climb(assignment_id := desk.late_assignment(), StepCode.NOTICE)
    measure_id = desk.take(StepCode.LETTER, assignment_id)
    page = center.post("supervision.approve", status=403, measure_id=measure_id)
    assert "提请人以外" in page.text
    assert not [
        form for form in center.get("supervision.measure", measure_id=measure_id).forms if "/approve" in form.action
    ]


def test_a_step_may_be_left_out_by_an_administrator_with_a_reason_only(desk, center, admin):
    address = {"assignment_id": desk.late_assignment()}
    sent = {"step": "letter", "basis": BASIS, "words": WORDS}
    assert "不得越级" in center.post("supervision.take", sent, status=422, **address).text
    assert "管理员" in center.post("supervision.take", sent | {"skip_reason": "紧急"}, status=403, **address).text
    assert "不得越级" in admin.post("supervision.take", sent, status=422, **address).text
    admin.post("supervision.take", sent | {"skip_reason": "紧急"}, **address)


@pytest.mark.parametrize(
    "wrong",
    [{"basis": ""}, {"words": ""}, {"step": ""}, {"step": "punish"}, {"words": "字" * 2_001}, {"basis": "依\u202e据"}],
)
def test_a_faulty_measure_comes_back_with_what_was_typed(desk, center, wrong):
    sent = {"step": "remind", "basis": BASIS, "words": WORDS, "organisation": desk.bank.name, "subject": "审核"}
    page = center.post("supervision.take_new", sent | wrong, status=422)
    assert page.form("/new").values["subject"] == "审核"
    assert 'role="alert"' in page.html


def test_an_organisation_that_is_none_is_refused_at_its_field(desk, center):
    sent = {"step": "remind", "basis": BASIS, "words": WORDS, "organisation": "无此单位", "subject": "审核"}
    assert "没有成员单位" in center.post("supervision.take_new", sent, status=422).text
    said = {"organisation": "无此单位", "words": "问题", "found_on": str(today()), "due_on": str(in_days(3))}
    assert "没有成员单位" in center.post("supervision.list_new", said, status=422).text


def test_a_measure_about_finished_work_is_refused_in_words(desk, center):
    assignment_id = desk.late_assignment()
    desk.ground.report(desk.assignment(assignment_id).action_id)
    with desk.make.work(desk.admin.actor) as work:
        own = work.session.merge(desk.assignment(assignment_id))
        reviewing.verify(work, own, own.revision)
    sent = {"step": "remind", "basis": BASIS, "words": WORDS}
    page = center.post("supervision.take", sent, status=409, assignment_id=assignment_id)
    assert "已办结或已收回" in page.text


def test_a_measure_sent_twice_is_taken_once(desk, center):
    sent = {"step": "remind", "basis": BASIS, "words": WORDS, "organisation": desk.bank.name, "subject": "审核"}
    key = {"idempotency_key": "m" * 32}
    first, again = (center.post("supervision.take_new", sent | key) for _ in range(2))
    assert first.location == again.location
    assert len([row for row in center.get("supervision.measures").links if "/measures/" in row]) == 1


@pytest.mark.parametrize(
    ("endpoint", "state", "field"),
    [
        ("answer", MeasureState.ISSUED, "words"),
        ("lift", MeasureState.ISSUED, "reason"),
        ("withdraw", MeasureState.PROPOSED, "reason"),
    ],
)
def test_an_answer_a_lifting_and_a_withdrawal_say_something(desk, center, member, endpoint, state, field):
    measure_id = desk.letter(approved=state is MeasureState.ISSUED)
    who = member if endpoint == "answer" else center
    for words in ("", "  ", "字" * 2_001):
        page = who.post(f"supervision.{endpoint}", {field: words}, status=422, measure_id=measure_id)
        assert 'role="alert"' in page.html
    assert desk.stored(measure_id).state is state


@pytest.mark.parametrize("endpoint", ["rectify", "recheck", "send_back", "write_off", "reopen"])
def test_every_word_about_a_problem_is_asked_for(desk, admin, member, endpoint):
    state = {"rectify": ProblemState.PLANNED, "write_off": ProblemState.RECHECKED, "reopen": ProblemState.RECHECKED}
    problem_id = desk.problem_in(state.get(endpoint, ProblemState.RECTIFIED))
    who = member if endpoint == "rectify" else admin
    assert 'role="alert"' in who.post(f"supervision.{endpoint}", {}, status=422, problem_id=problem_id).html


@pytest.mark.parametrize(("endpoint", "act"), [("rechecking", "recheck"), ("rechecking", "send-back")])
def test_what_was_reported_anew_since_is_not_judged_unseen(desk, center, endpoint, act):
    problem_id = desk.problem_in(ProblemState.RECTIFIED)
    seen = center.get(f"supervision.{endpoint}", problem_id=problem_id).form("/recheck").values | {"words": "现场属实"}
    with desk.problem(problem_id, desk.third) as (work, problem):
        problems.send_back(work, problem, "仍有缺失")
    with desk.problem(problem_id, desk.liaison) as (work, problem):
        problems.rectify(work, problem, "改用另一种办法。")
    page = center.post(f"supervision.{act.replace('-', '_')}", seen, status=422, problem_id=problem_id)
    assert "改用另一种办法" in page.text
    again = page.form("/recheck").values
    assert again["words"] == "现场属实"
    center.post("supervision.recheck", again, problem_id=problem_id)


@pytest.mark.parametrize(
    "wrong",
    [
        {"office": ""},
        {"leader": ""},
        {"what_1": ""},
        {"until_1": ""},
        {"until_1": "2020-01-01"},
        {"until_1": "soon"},
        {"what_2": "第二项"},
        {"until_2": "2099-01-01"},
    ],
)
def test_a_faulty_plan_comes_back_with_what_was_typed(desk, member, wrong):
    problem_id = desk.list_problem()
    sent = {"office": "合规部", "leader": "副行长", "what_1": "补贴", "until_1": str(in_days(9))} | wrong
    page = member.post("supervision.plan", sent, status=422, problem_id=problem_id)
    assert page.form("/plan").values["what_1"] == sent["what_1"]


@pytest.mark.parametrize("wrong", [{"found_on": "2099-01-01"}, {"due_on": "2020-01-01"}, {"words": ""}, {"due_on": ""}])
def test_a_faulty_problem_comes_back_with_what_was_typed(desk, center, wrong):
    measure_id = desk.take_free(StepCode.REMIND)
    sent = {"words": "问题", "found_on": str(today()), "due_on": str(in_days(9))} | wrong
    page = center.post("supervision.list_found", sent, status=422, measure_id=measure_id)
    assert page.form("/problem").values["found_on"] == sent["found_on"]


def test_moves_that_are_not_open_answer_409(desk, center, admin, member):
    waiting, issued = desk.letter(approved=False), desk.letter(1)
    center.post("supervision.lift", {"reason": "x"}, status=409, measure_id=waiting)
    center.post("supervision.approve", status=409, measure_id=issued)
    center.post("supervision.withdraw", {"reason": "x"}, status=409, measure_id=issued)
    problem_id = desk.list_problem()
    admin.post("supervision.write_off", {"words": "x"}, status=409, problem_id=problem_id)
    page = member.post("supervision.rectify", {"words": "已张贴"}, status=409, problem_id=problem_id)
    assert page.form("/mend").values["words"] == "已张贴"
    desk.plan(problem_id)
    planned = {"office": "合规部", "leader": "副行长", "what_1": "补贴提示", "until_1": str(in_days(5))}
    page = member.post("supervision.plan", planned, status=409, problem_id=problem_id)
    assert page.form("/plan").values["what_1"] == "补贴提示"


@pytest.mark.parametrize("who", ["liaison of another", "staff of a carrier", "volunteer", "nobody"])
def test_what_is_of_others_is_not_there(desk, make, browser, who):
    people = {
        "liaison of another": desk.ground.liaisons[1],
        "staff of a carrier": make.person(Role.STAFF, organisation=desk.ground.carrier),
        "volunteer": make.person(Role.VOLUNTEER),
        "nobody": None,
    }
    visitor, known = browser(people[who]), who != "nobody"
    measure_id, problem_id = desk.letter(), desk.list_problem()
    gone = 404 if known else 303
    for endpoint in ("measure", "letter", "letter_pdf", "answering", "lifting"):
        visitor.get(f"supervision.{endpoint}", status=gone, measure_id=measure_id)
    for endpoint in ("approve", "withdraw", "answer", "lift", "take_next"):
        visitor.post(f"supervision.{endpoint}", status=gone, measure_id=measure_id)
    for endpoint in ("problem", "planning", "rechecking", "writing_off"):
        visitor.get(f"supervision.{endpoint}", status=gone, problem_id=problem_id)


def test_an_inspector_reads_everything_and_changes_nothing(desk, browser):
    inspector, measure_id, problem_id = browser(desk.inspector), desk.letter(), desk.problem_in(ProblemState.RECTIFIED)
    for endpoint in PAGES:
        inspector.get(endpoint)
    for endpoint in ("measure", "letter"):
        inspector.get(f"supervision.{endpoint}", measure_id=measure_id)
    page = inspector.get("supervision.problem", problem_id=problem_id)
    assert not [form for form in page.forms if "/supervision/" in form.action]
    for endpoint in ("approve", "lift", "take_next", "withdraw"):
        inspector.post(f"supervision.{endpoint}", status=403, measure_id=measure_id)
    for endpoint in ("recheck", "write_off", "plan"):
        inspector.post(f"supervision.{endpoint}", status=403, problem_id=problem_id)
    inspector.post("supervision.take_bulk", status=403)


def test_a_district_officer_checks_again_in_the_own_district_and_reads_no_letter(desk, browser):
    officer, problem_id = browser(desk.district), desk.problem_in(ProblemState.RECTIFIED)
    officer.post("supervision.recheck", {"words": "属实"}, problem_id=problem_id)
    officer.post("supervision.write_off", {"words": "同意"}, status=403, problem_id=problem_id)
    measure_id = desk.letter()
    page = officer.get("supervision.measure", measure_id=measure_id)
    assert not [link for link in page.links if link.endswith("/letter")]
    officer.get("supervision.letter", status=404, measure_id=measure_id)


def test_what_is_no_letter_has_no_document(desk, center):
    center.get("supervision.letter", status=404, measure_id=desk.take_free(StepCode.REMIND))
    center.get("supervision.letter_pdf", status=404, measure_id=desk.letter(approved=False))
    center.get("supervision.letter", status=404, measure_id=uuid4())


def test_the_letter_says_what_an_official_paper_says(desk, member):
    measure_id = desk.letter()
    page = member.get("supervision.letter", measure_id=measure_id)
    wanted = (
        f"督办字〔{today().year}〕1号",
        "关于“开户审核不严”的督办函",
        f"{desk.bank.name}：",
        WORDS,
        BASIS,
        "书面答复",
    )
    for words in (*wanted, "特此督办", "（印章）", "太原市反诈骗中心"):
        assert words in page.text
    member.post("home.preferences", {"language": "en"})
    assert "特此督办" in member.get("supervision.letter", measure_id=measure_id).text


def test_who_takes_a_step_before_its_day_is_told_so(desk, center):
    soon = desk.ground.held(desk.ground.launch())[desk.bank.id].id
    assert "目前没有应采取的步骤" in center.get("supervision.proposing", assignment_id=soon).text
    late = desk.late_assignment()
    page = center.get("supervision.proposing", assignment_id=late).text
    assert "目前没有应采取的步骤" not in page
    assert "督办函 · 逾期 3 个工作日后 · 须审批" in page


def test_many_are_taken_at_once_each_with_the_words_of_its_step(desk, center):
    action_id = desk.ground.launch()
    for number in range(3):
        desk.ground.late(action_id, number, 20)
    ids = {bank.id: desk.ground.held(action_id)[bank.id].id for bank in desk.ground.banks}
    desk.climb(ids[desk.ground.banks[1].id], StepCode.REMIND)
    page = center.get("supervision.due_for")
    assert page.html.count('name="chosen"') == 3
    sent = {"chosen": [str(one) for one in ids.values()], "basis": BASIS}
    done = center.follow(center.post("supervision.take_bulk", sent))
    assert "已采取 3 项督办措施" in done.text
    rows = center.get("supervision.measures").text
    assert rows.count("提醒") >= 3
    assert "通报" in rows


@pytest.mark.parametrize("wrong", [{"chosen": []}, {"basis": ""}, {"chosen": ["nonsense"]}, {"words": "字" * 2_001}])
def test_a_faulty_bulk_act_comes_back_and_takes_nothing(desk, center, wrong):
    assignment_id = desk.late_assignment()
    sent = {"chosen": [str(assignment_id)], "basis": BASIS} | wrong
    assert 'role="alert"' in center.post("supervision.take_bulk", sent, status=422).html
    assert "暂无督办措施" in center.get("supervision.measures").text


def test_a_row_that_is_not_due_any_more_is_said_so(desk, center):
    assignment_id = desk.late_assignment(days=1)
    desk.take(StepCode.REMIND, assignment_id)
    sent = {"chosen": [str(uuid4())], "basis": BASIS}
    assert "均已不需" in center.follow(center.post("supervision.take_bulk", sent)).text


def test_the_ladder_is_changed_by_an_administrator_only(desk, browser, center, admin):
    form = admin.get("supervision.changing", code="letter").form("/letter")
    assert form.values["after_working_days"] == "3"
    changed = admin.follow(admin.post(form.action, form.values | {"after_working_days": "4"}))
    assert "逾期 4 个工作日后" in changed.text
    for code in ("letter", "no_such_step"):
        center.get("supervision.changing", status=403 if code == "letter" else 404, code=code)
    admin.get("supervision.changing", status=404, code="no_such_step")
    browser(desk.liaison).get("supervision.steps", status=403)


@pytest.mark.parametrize(
    "wrong",
    [
        {"after_working_days": "-1"},
        {"after_working_days": "many"},
        {"after_working_days": "9"},
        {"answer_within": "0"},
        {"from_on": "2020-01-01"},
        {"zh": ""},
    ],
)
def test_a_faulty_step_comes_back_with_what_was_typed(desk, admin, wrong):
    form = admin.get("supervision.changing", code="letter").form("/letter")
    page = admin.post("supervision.change", form.values | wrong, status=422, code="letter")
    assert page.form("/letter").values["en"] == form.values["en"]


def test_the_lists_leave_on_paper_and_as_a_sheet_without_what_is_of_others(desk, center, member):
    desk.problem_in(ProblemState.PLANNED)
    desk.list_problem(1, words="别家的问题")
    assert "别家的问题" in center.get("supervision.paper").text
    assert "别家的问题" not in member.get("supervision.paper").text
    for visitor, rows in ((center, 2), (member, 1)):
        answer = visitor.client.get("/supervision/problems.xlsx", headers={"Host": "localhost"})
        sheet = load_workbook(BytesIO(answer.get_data())).active
        assert sheet.max_row == rows + 1
        assert sheet["A1"].value == "单位"


def test_the_lists_take_few_statements_however_much_stands_on_them(desk, center, member):
    for number in range(3):
        desk.problem_in(ProblemState.PLANNED)
        desk.take_free(StepCode.REMIND, number)
    desk.late_assignment()
    for visitor in (center, member):
        visitor.get("supervision.measures", queries=5)
        visitor.get("supervision.problem_lists", queries=6)
    center.get("supervision.due_for", queries=6)
    center.get("supervision.steps", queries=4)
    measure_id = desk.letter()
    center.get("supervision.measure", queries=9, measure_id=measure_id)


def test_the_empty_pages_say_what_would_stand_there(desk, center):
    for endpoint, words in zip(PAGES[:3], ("暂无督办措施", "暂无问题", "暂无应督办的单位"), strict=True):
        assert words in center.get(endpoint).text
    assert "没有符合" in center.get("supervision.measures", state="lifted").text
    assert "没有符合" in center.get("supervision.problem_lists", q="无").text
    assert "没有符合" in center.get("supervision.due_for", step="letter").text
    center.get("supervision.measures", status=400, state="nonsense")


def test_the_desk_leads_each_to_what_waits(desk, browser, center, admin, member):
    answered = desk.letter()
    desk.problem_in(ProblemState.RECTIFIED)
    listed = desk.list_problem()
    desk.letter(1, approved=False)
    text = member.get("home.desk").text
    assert "答复督办函" in text
    assert "明确责任和整改措施" in text
    assert f"/supervision/problems/{listed}" in member.get("home.desk").links
    assert "待审批的督办措施" in center.get("home.desk").text
    assert "待审批的督办措施" not in admin.get("home.desk").text
    assert "待复查的问题" in browser(desk.district).get("home.desk").text
    desk.answer(answered)
    assert "督办措施的答复" in center.get("home.desk").text


def test_what_is_personal_in_an_answer_is_masked_before_it_is_kept(desk, member):
    measure_id, problem_id = desk.letter(), desk.list_problem()
    desk.plan(problem_id)
    member.post("supervision.answer", {"words": "已回访客户13800138000"}, measure_id=measure_id)
    member.post("supervision.rectify", {"words": "已回访客户13800138000"}, problem_id=problem_id)
    for endpoint, thing in (("measure", {"measure_id": measure_id}), ("problem", {"problem_id": problem_id})):
        page = member.get(f"supervision.{endpoint}", **thing)
        assert "138****8000" in page.text
        assert "13800138000" not in page.html


def test_an_answer_is_given_once(desk, member):
    measure_id = desk.letter()
    desk.answer(measure_id)
    page = member.post("supervision.answer", {"words": "再答"}, status=409, measure_id=measure_id)
    assert page.form("/answer").values["words"] == "再答"
    assert page.title.startswith("错误")
    member.get("supervision.answering", status=303, measure_id=measure_id)
    with desk.measure(measure_id, desk.officer) as (work, measure):
        measuring.lift(work, measure, "办结")
    assert "办结" in member.get("supervision.measure", measure_id=measure_id).text
