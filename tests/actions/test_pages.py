"""The pages of actions: what they cost, and what they say to what cannot be taken."""

import pytest
from sqlalchemy import update

from alliance.actions import answering, drafting, extending, launching, reporting, reviewing
from alliance.actions.model import JointAction
from alliance.actions.reporting import Told
from alliance.actions.vocabulary import AssignmentRole, AssignmentState
from alliance.actions.work_model import ActionReport
from alliance.foundation.kernel.actor import Role
from alliance.organisations import commands as organisations
from alliance.organisations.model import Organisation
from tests.actions.standing import assignment_in, come_to
from tests.days import in_days

S = AssignmentState


@pytest.fixture
def officer(ground, browser):
    return browser(ground.officer)


@pytest.fixture
def liaison(ground, browser):
    return browser(ground.liaisons[0])


def of(ground, action_id, number=0):
    return {"assignment_id": ground.held(action_id)[ground.banks[number].id].id}


def fields(**other):
    said = {
        "title": "开展反诈宣传进网点",
        "what": "播放宣传片",
        "receipt_due_on": in_days(2).isoformat(),
        "due_on": in_days(20).isoformat(),
        "priority": "normal",
        "default_role": "assist",
        "rule": "all",
        "terms-0-how": "added",
        "terms-0-alliance": "police_bank",
    }
    return said | other


def test_an_action_is_drafted_looked_at_and_launched_over_its_pages(ground, officer):
    answer = officer.post("actions.draft", fields(indicator="场次", target="1.2万", unit="场"))
    page = officer.follow(answer)
    assert "12,000 场" in page.text
    action_id = str(answer.headers["Location"]).rsplit("/", 1)[-1]
    before = officer.get("actions.launching", action_id=action_id)
    assert "甲银行（测试）" in before.text
    launched = officer.follow(officer.post("actions.launch", before.form("/launch").values, action_id=action_id))
    assert "3 家" in launched.text


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"target": "很多", "indicator": "场次"}, "请填写整数"),
        ({"due_on": in_days(-1).isoformat(), "receipt_due_on": in_days(-2).isoformat()}, "该日期已过"),
        ({"receipt_due_on": in_days(30).isoformat()}, "签收期限不能晚于截止日"),
        ({"rule": "count"}, "请写明需要几家单位"),
        ({"terms-0-alliance": ""}, "尚未选择"),
    ],
)
def test_what_cannot_be_asked_is_said_in_words_and_what_was_typed_stays(ground, officer, wrong, words):
    page = officer.post("actions.draft", fields(**wrong), status=422)
    assert words in page.text
    typed = page.form("/actions/new").values
    assert typed["title"] == "开展反诈宣传进网点"
    assert typed.get("target", "") == wrong.get("target", "")


def test_an_emptied_audience_is_refused_at_the_launch(ground, officer):
    action_id = ground.draft()
    for bank in ground.banks:
        with ground.make.work(ground.officer.actor) as work:
            organisations.suspend(work, work.session.get_one(Organisation, bank.id), "整改")
    assert "没有单位属于这一范围" in officer.get("actions.launching", action_id=action_id).text
    assert (
        "下发范围内已没有单位" in officer.post("actions.launch", {"version": "1"}, action_id=action_id, status=409).text
    )


def test_a_draft_that_was_changed_since_is_not_launched_unseen(ground, officer):
    action_id = ground.draft()
    seen = officer.get("actions.launching", action_id=action_id).form("/launch").values
    with ground.action(action_id, ground.second) as (work, action):
        drafting.rewrite(work, action, ground.text(title="改过的标题"), action.version)
    officer.post("actions.launch", seen, action_id=action_id, status=409)
    with ground.action(action_id) as (_work, action):
        assert action.number is None


def test_a_decline_without_words_is_refused(ground, liaison):
    action_id = ground.launch()
    ground.receive(action_id)
    page = liaison.post("actions.say", {"words": " "}, **of(ground, action_id), act="decline", status=422)
    assert "错误" in page.title
    assert ground.stands(action_id) is AssignmentState.RECEIVED


def test_a_report_on_a_recalled_assignment_is_refused(ground, liaison):
    action_id = ground.launch()
    ground.receive(action_id)
    with ground.action(action_id) as (work, action):
        launching.stop(work, action, "取消")
    said = {"words": "已播放三十天", "figure": "1.2万"}
    for endpoint in ("report", "progress"):
        page = liaison.post(f"actions.{endpoint}", said, **of(ground, action_id), status=409)
        assert "该任务已了结" in page.text
        assert page.title.startswith("错误")
        assert page.form(f"/{endpoint}").values["words"] == "已播放三十天"
    assert ground.stands(action_id) is AssignmentState.RECALLED


def test_who_reports_while_suspended_is_told_that_this_is_why(ground, liaison):
    action_id = ground.launch()
    ground.receive(action_id)
    with ground.make.work(ground.officer.actor) as work:
        organisations.suspend(work, work.session.get_one(Organisation, ground.banks[0].id), "整改")
    page = liaison.post("actions.report", {"words": "完成"}, **of(ground, action_id), status=403)
    assert "单位被暂停期间不能办理" in page.text


def test_progress_and_report_begin_with_what_the_organisation_told_last(ground, liaison):
    action_id = ground.launch(ground.text(indicator="场次", target=30, unit="场"))
    address = of(ground, action_id)
    ground.receive(action_id)

    def begun():
        forms = (liaison.get("actions.telling", **address), liaison.get("actions.reporting", **address))
        found = [form.form(f"/{act}").values for form, act in zip(forms, ("progress", "report"), strict=True)]
        return [(values["figure"], values["words"]) for values in found]

    assert begun() == [("", "")] * 2
    with ground.assignment(action_id) as (work, assignment):
        reporting.progress(work, assignment, Told("完成一半", 15))
    with ground.assignment(action_id, 0, ground.officer) as (work, assignment):
        answering.remind(work, assignment, "请尽快")
    assert begun() == [("15", "完成一半")] * 2
    ground.report(action_id, told=Told("全部完成", 30))
    with ground.assignment(action_id, 0, ground.officer) as (work, assignment):
        reviewing.give_back(work, assignment, 1, "请补充签到表")
    assert begun() == [("30", "全部完成")] * 2


def test_what_was_told_meanwhile_stands_above_progress_that_is_refused(ground, liaison):
    action_id = ground.launch()
    ground.report(action_id, told=Told("同事已上报"))
    page = liaison.post("actions.progress", {"words": "完成一半"}, **of(ground, action_id), status=409)
    assert "同事已上报" in page.text
    assert page.form("/progress").values["words"] == "完成一半"


def test_a_figure_comes_back_as_it_was_typed(ground, liaison):
    action_id = ground.launch(ground.text(indicator="场次", target=30, unit="场"))
    ground.report(action_id, told=Told("全部完成", 30))
    page = liaison.post("actions.report", {"words": "又完成", "figure": "1.2万"}, **of(ground, action_id), status=409)
    assert "已有一份报告" in page.text
    assert page.form("/report").values["figure"] == "1.2万"
    assert ground.count(ActionReport) == 1


def test_a_report_over_one_that_a_colleague_has_sent_keeps_its_words_and_is_sent_after_that_was_read(ground, liaison):
    action_id = assignment_in(ground, S.RECEIVED)
    address = of(ground, action_id)
    begun = liaison.get("actions.reporting", **address).form("/report").values | {"words": "我的报告"}
    come_to(ground, action_id, S.RETURNED, after=S.RECEIVED)
    page = liaison.post("actions.report", begun, **address, status=409)
    assert "请先查看" in page.text
    again = page.form("/report").values
    assert (again["words"], again["revision"]) == ("我的报告", "1")
    liaison.post("actions.report", again, **address)
    assert ground.stands(action_id) is S.REPORTED


def test_a_report_without_its_evidence_keeps_the_revision_that_its_page_showed(ground, liaison):
    action_id = ground.launch(ground.text(evidence_asked="照片"))
    ground.receive(action_id)
    page = liaison.post("actions.report", {"words": "完成", "revision": "0"}, **of(ground, action_id), status=422)
    values = page.form("/report").values
    assert (values["words"], values["revision"]) == ("完成", "0")


def test_a_verdict_on_an_older_report_is_refused(ground, officer, liaison):
    action_id = ground.launch()
    ground.report(action_id)
    liaison.post("actions.move", **of(ground, action_id), act="take-back")
    liaison.post("actions.report", {"words": "换了材料"}, **of(ground, action_id))
    page = officer.post("actions.judge", {"revision": 1}, **of(ground, action_id), act="verify", status=409)
    assert "请先查看新报告" in page.text
    assert ground.stands(action_id) is AssignmentState.REPORTED


def test_a_link_that_runs_is_refused_and_stays_typed(ground, liaison):
    action_id = ground.launch()
    ground.receive(action_id)
    page = liaison.post("actions.add_link", {"link": "javascript:alert(1)"}, **of(ground, action_id), status=422)
    assert page.form("/evidence/links").values["link"] == "javascript:alert(1)"


@pytest.mark.parametrize("state", [S.VERIFIED, S.WAIVED, S.RECALLED, S.DECLINED])
def test_the_parts_of_what_has_ended_stay_as_they_were(ground, liaison, state):
    action_id = assignment_in(ground, S.ASSIGNED)
    address = of(ground, action_id)
    page = liaison.follow(liaison.post("actions.add_part", {"title": "城东支行"}, **address))
    done, drop = (next(one.action for one in page.forms if one.action.endswith(end)) for end in ("/done", "/drop"))
    come_to(ground, action_id, state)
    for part in (done, drop):
        liaison.post(part, status=409)
    liaison.post("actions.add_part", {"title": "城西支行"}, status=409, **address)
    page = liaison.get("actions.assignment", **address)
    assert "城东支行" in page.text
    assert not [one for one in page.forms if "/parts" in one.action]


@pytest.mark.parametrize(
    ("state", "words"), [(S.REPORTED, "等待核验"), (S.VERIFIED, "已了结"), (S.WAIVED, "已了结"), (S.RECALLED, "已了结")]
)
def test_nobody_is_reminded_who_has_nothing_to_do(ground, officer, state, words):
    address = of(ground, assignment_in(ground, state))
    assert not [one for one in officer.get("actions.assignment", **address).links if one.endswith("/remind")]
    refusal = officer.post("actions.steer", {"words": "请尽快"}, status=409, act="remind", **address)
    assert words in refusal.text
    assert not [one for one in ground.letters("assignment_told") if one.params["what"].startswith("Reminder")]


def test_no_page_asks_more_of_the_database_where_there_is_more(ground, officer, liaison):
    action_id = ground.launch()
    ground.report(action_id)
    pages = (
        (officer, "actions.actions", {}, 5),
        (officer, "actions.new", {}, 8),
        (officer, "actions.action", {"action_id": action_id}, 6),
        (officer, "actions.assignment", of(ground, action_id), 7),
        (liaison, "actions.own", {}, 3),
        (liaison, "actions.assignment", of(ground, action_id), 8),
    )
    asked = []
    for who, endpoint, address, most in pages:
        who.get(endpoint, **address, queries=most)
        asked.append(who.queries)
    for number in range(4):
        ground.report(ground.launch(ground.text(title=f"第{number}次")))
    for (who, endpoint, address, _most), before in zip(pages, asked, strict=True):
        who.get(endpoint, **address, queries=before)


def test_an_organisation_is_found_by_its_name_and_given_a_part_of_its_own(ground, officer):
    action_id = str(officer.post("actions.draft", fields()).headers["Location"]).rsplit("/", 1)[-1]
    assert "甲银行（测试）" in officer.get("actions.roles", action_id=action_id, search="甲银行").text
    chosen = {"search": "甲银行", "organisation": str(ground.banks[0].id), "part": "lead", "weight": "2"}
    given = officer.follow(officer.post("actions.give_role", chosen, action_id=action_id))
    assert "甲银行（测试）" in given.text
    assert "没有名称相符的成员单位" in officer.get("actions.roles", action_id=action_id, search="无此单位").text


@pytest.mark.parametrize("damaged", ["a\0b", "x" * 500])
def test_a_damaged_name_finds_no_organisation(ground, officer, damaged):
    action_id = str(officer.post("actions.draft", fields()).headers["Location"]).rsplit("/", 1)[-1]
    assert "甲银行（测试）" not in officer.get("actions.roles", action_id=action_id, search=damaged).text


def ask_for_more_time(ground, action_id, number):
    with ground.assignment(action_id, number) as (work, assignment):
        answering.receive(work, assignment)
        extending.ask(work, assignment, in_days(40), "设备未到")


def test_wishes_for_more_time_stand_on_the_desk_action_by_action(ground, browser, officer):
    action_id, words = ground.launch(), "申请延期：开展反诈宣传进网点"
    ask_for_more_time(ground, action_id, 0)
    alone = officer.get("home.desk")
    assert alone.text.count(words) == 1
    assert officer.address("actions.assignment", **of(ground, action_id)) in alone.links
    ask_for_more_time(ground, action_id, 1)
    desk, listed = officer.get("home.desk"), f"/actions/{action_id}?only=more_time"
    assert desk.text.count(words) == 1
    assert desk.links.count(listed) == 1
    page = officer.get(listed).text
    assert "甲银行（测试）" in page
    assert "乙银行（测试）" in page
    assert "丙银行（测试）" not in page
    assert words not in browser(ground.second).get("home.desk").text


@pytest.mark.parametrize(
    ("only", "number", "act"),
    [
        ("reported", 0, lambda work, one: reporting.report(work, one, Told("全部完成"))),
        ("queried", 1, lambda work, one: answering.ask_back(work, one, "宣传片在哪里领取？")),
        ("declined", 2, lambda work, one: answering.decline(work, one, "没有营业网点")),
    ],
)
def test_the_desk_leads_to_those_organisations_that_wait(ground, officer, only, number, act):
    action_id = ground.launch()
    ground.receive(action_id, number)
    with ground.assignment(action_id, number) as (work, assignment):
        act(work, assignment)
    listed = f"/actions/{action_id}?only={only}"
    assert listed in officer.get("home.desk").links
    shown = officer.get(listed).text
    assert [bank.name in shown for bank in ground.banks] == [place == number for place in range(3)]


def test_what_waits_at_an_action_is_listed_within_the_readers_reach(make, ground, browser):
    action_id = ground.launch()
    ask_for_more_time(ground, action_id, 0)
    elsewhere = browser(make.person(Role.DISTRICT_OFFICER, district="140105"))
    assert "甲银行" not in elsewhere.get("actions.action", action_id=action_id, only="more_time").text


def test_a_wish_of_an_assignment_that_has_ended_waits_no_more(ground, officer):
    action_id = ground.launch()
    ask_for_more_time(ground, action_id, 0)
    with ground.assignment(action_id, 0, ground.officer) as (work, assignment):
        reviewing.waive(work, assignment, "不再需要")
    assert "申请延期" not in officer.get("home.desk").text
    page = officer.get("actions.action", action_id=action_id, only="more_time")
    assert "该行动目前没有单位处于这一状态" in page.text


def test_what_no_page_offers_is_not_listed(ground, officer):
    officer.get("actions.action", action_id=ground.launch(), only="nonsense", status=400)


def test_from_the_desk_three_presses_are_a_filed_report_of_what_was_not_even_signed_for(ground, liaison):
    action_id = ground.launch()
    assignment_id = of(ground, action_id)["assignment_id"]
    desk = liaison.get("home.desk")
    shown = liaison.get(next(link for link in desk.links if link.endswith(str(assignment_id))))
    form = liaison.get(next(link for link in shown.links if link.endswith("/report"))).form("/report")
    assert ground.stands(action_id) is S.ASSIGNED, "looking at the page signs for nothing"
    liaison.post(form.action, form.values | {"words": " "}, status=422)
    assert ground.stands(action_id) is S.ASSIGNED
    liaison.post(form.action, form.values | {"words": "已在全部网点播放", "figure": "30"})
    held = ground.held(action_id)[ground.banks[0].id]
    assert held.state is S.REPORTED
    assert held.received_at is not None


def test_who_is_only_informed_is_offered_no_report(ground, liaison):
    at = of(ground, ground.launch(ground.text(default_role=AssignmentRole.INFORM)))
    assert not [link for link in liaison.get("actions.assignment", **at).links if link.endswith("/report")]
    liaison.post("actions.report", {"words": "完成", "revision": "0"}, status=409, **at)
    liaison.post("actions.add_link", {"link": "https://example.org/proof"}, status=409, **at)


def test_evidence_that_is_added_first_signs_as_well(ground, liaison):
    action_id = ground.launch(ground.text(evidence_asked="照片"))
    liaison.post("actions.add_link", {"link": "https://example.org/proof"}, **of(ground, action_id))
    assert ground.stands(action_id) is S.RECEIVED


def test_a_drill_says_so_on_every_desk(ground, officer, liaison):
    action_id = ground.launch()
    with ground.make.work() as work:
        work.session.execute(update(JointAction).where(JointAction.id == action_id).values(drill=True))
    title = ground.text().title
    assert f"〔演练〕{title}" in liaison.get("home.desk").text
    ground.receive(action_id)
    ground.report(action_id)
    assert f"〔演练〕{title}" in officer.get("home.desk").text
    ask_for_more_time(ground, action_id, 1)
    assert officer.get("home.desk").text.rpartition("最近编辑")[0].count(f"〔演练〕{title}") == 2


def test_a_drill_bears_one_mark_on_lists_boards_and_letters(ground, officer, liaison, portal):
    action_id = ground.launch(ground.text(title="处置演练"))
    with ground.make.work() as work:
        work.session.execute(update(JointAction).where(JointAction.id == action_id).values(drill=True))
    assert "〔演练〕处置演练" in officer.get("actions.actions").text
    assert "〔演练〕处置演练" in liaison.get("actions.own").text
    assert "〔演练〕处置演练" in officer.get("actions.board", drills="with").text
    assert "〔演练〕处置演练" in officer.get("actions.board", drills="with", view="list").text
    for kind in ("action_assigned", "assignment_told", "operation_started", "hotspot_stationed"):
        words = portal.jinja_env.loader.get_source(portal.jinja_env, f"mail/{kind}.txt")[0]
        assert words.startswith("{% if drill %}〔演练〕{% endif %}")
