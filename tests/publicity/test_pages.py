"""Events as each visitor meets them."""

from datetime import timedelta
from io import BytesIO
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from alliance.foundation.kernel import clock
from alliance.foundation.kernel.clock import local_day
from alliance.journal.model import Letter
from alliance.publicity.model import AgendaItem, Coverage, EventHost, EventReach, PublicityEvent
from alliance.publicity.programme_model import Formation, Point, Venue
from alliance.publicity.vocabulary import EventState
from tests.files.sound import png
from tests.publicity.planning import BANKS, HERE, NOW, TOMORROW, day_of, place

E = EventState
DAY = day_of(TOMORROW)
SAID = {
    "title": "进社区反诈宣讲",
    "kind_code": "lecture",
    "five_entry": "community",
    "starts_on": DAY,
    "starts_time": "09:00",
    "ends_on": "",
    "ends_time": "11:30",
    "district_code": HERE,
    "venue": "示例社区",
    "planned_attendance": "120",
    "public": "y",
    "terms-everyone": "1",
}


def count(make, model):
    with make.work() as work:
        return work.session.scalar(select(func.count()).select_from(model))


def test_a_member_drafts_sends_in_and_the_center_approves_by_clicking(browser, stage):
    member, center = browser(stage.liaison), browser(stage.officer)
    form = member.get("publicity.new").form("/publicity/new")
    page = member.follow(member.post("publicity.draft", form.values | SAID))
    path = page.response.request.path
    member.post(f"{path}/propose", member.get(f"{path}/propose").form("/propose").values)
    assert "进社区反诈宣讲" in center.get("publicity.events", state="proposed").text
    center.post(f"{path}/approve", center.get(f"{path}/approve").form("/approve").values)
    shown = browser().get(path)
    assert "已批准" in shown.text
    assert "09:00 – 11:30" in shown.text
    assert 'name="description"' in shown.html
    assert "进社区反诈宣讲" in browser().get("publicity.calendar", month=DAY[:7]).text


def test_what_is_not_approved_is_not_there_for_others(browser, stage):
    for state in (E.DRAFT, E.PROPOSED, E.RETURNED, E.DECLINED):
        event_id = stage.event(state)
        browser().get("publicity.event", status=404, event_id=event_id)
        browser(stage.outsider).get("publicity.event", status=404, event_id=event_id)
        browser(stage.liaison).get("publicity.event", event_id=event_id)
    inner = stage.event(E.APPROVED, public=False, terms=BANKS)
    browser().get("publicity.event", status=404, event_id=inner)
    browser(stage.outsider).get("publicity.programme", status=404, event_id=inner)
    browser().get("publicity.poster", status=404, event_id=inner)


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"title": ""}, "请填写此项"),
        ({"title": "字" * 81}, "80"),
        ({"kind_code": "no_such_kind"}, "请从列表"),
        ({"five_entry": "moon"}, ""),
        ({"starts_on": "2022-02-30"}, ""),
        ({"starts_on": day_of(NOW - timedelta(days=1))}, "该时间已过"),
        ({"starts_time": ""}, "请填写此项"),
        ({"starts_time": "25:00"}, ""),
        ({"ends_time": "08:59"}, "结束时间早于开始时间"),
        ({"ends_on": day_of(TOMORROW - timedelta(days=1))}, "结束时间早于开始时间"),
        ({"ends_on": day_of(TOMORROW + timedelta(days=61))}, "60"),
        ({"planned_attendance": "-1"}, "0"),
        ({"planned_attendance": "many"}, ""),
        ({"contact_phone": "call me"}, "电话"),
        ({"terms-everyone": ""}, "尚未选择"),
        ({"district_code": "999999"}, "请从列表"),
    ],
)
def test_a_faulty_event_is_refused_with_422_and_keeps_what_was_typed(browser, stage, make, wrong, words):
    page = browser(stage.liaison).post("publicity.draft", SAID | wrong, status=422)
    kept = page.form("/publicity/new").values
    assert kept["venue"] == SAID["venue"]
    assert words in page.text
    assert count(make, PublicityEvent) == 0


def test_whom_it_invites_is_chosen_without_script(browser, stage, make):
    member = browser(stage.liaison)
    page = member.post("publicity.draft", SAID | {"terms-act": "add"}, status=200)
    assert page.form("/publicity/new").values["title"] == SAID["title"]
    member.get("/publicity/new?terms-0-how=added&terms-0-alliance=police_bank")
    assert count(make, PublicityEvent) == 0


def test_what_is_no_draft_any_more_is_not_written_on(browser, stage):
    event_id, member = stage.event(E.APPROVED), browser(stage.liaison)
    assert member.get("publicity.edit", status=303, event_id=event_id).location == f"/publicity/{event_id}"
    member.post("publicity.revise", SAID, status=409, event_id=event_id)


def test_a_change_over_an_older_page_answers_409(browser, stage):
    event_id, member = stage.draft(), browser(stage.liaison)
    fields = member.get("publicity.edit", event_id=event_id).form("/edit").values
    del fields["idempotency_key"]
    member.post("publicity.revise", fields | {"title": "新名称"}, event_id=event_id)
    member.post("publicity.revise", fields, status=409, event_id=event_id)
    proposed = stage.event(E.PROPOSED)
    center = browser(stage.officer)
    seen = center.get("publicity.approving", event_id=proposed).form("/approve").values
    for act in ("take_back", "propose"):
        stage.act(act, proposed)
    center.post("publicity.approve", seen, status=409, event_id=proposed)


def test_who_proposed_it_does_not_decide_and_is_told_so(browser, stage):
    event_id = stage.event(E.PROPOSED)
    browser(stage.liaison).get("publicity.approving", status=403, event_id=event_id)
    browser(stage.liaison).post("publicity.decline", {"reason": "x"}, status=403, event_id=event_id)


def test_a_reason_is_asked_for_and_shown(browser, stage):
    event_id, center = stage.event(E.PROPOSED), browser(stage.officer)
    center.post("publicity.decline", {"reason": " "}, status=422, event_id=event_id)
    center.post("publicity.give_back", {"reason": "请写明安全预案"}, event_id=event_id)
    assert "请写明安全预案" in browser(stage.liaison).get("publicity.event", event_id=event_id).text


def test_an_open_event_is_moved_and_cancelled_and_whoever_is_concerned_is_told(browser, stage, make):
    event_id, member = stage.event(E.OPEN), browser(stage.liaison)
    stage.host(event_id, stage.bank)
    fields = member.get("publicity.moving", event_id=event_id).form("/move").values
    later = day_of(TOMORROW + timedelta(days=2))
    member.post("publicity.move", fields | {"starts_on": later, "ends_on": later}, event_id=event_id)
    with make.work() as work:
        told = set(work.session.scalars(select(Letter.address).where(Letter.template == "publicity_event")))
        assert {one for one in told if one.startswith("liaison")}
        before = work.session.scalar(select(func.count()).select_from(Letter))
    member.post("publicity.cancel", {"reason": "暴雨"}, event_id=event_id)
    page = browser().get("publicity.event", event_id=event_id)
    assert "暴雨" in page.text
    assert "已取消" in page.text
    assert count(make, Letter) > before


def test_the_safety_plan_and_documents_are_for_those_who_take_part(browser, stage):
    event_id = stage.event(E.APPROVED, safety_plan="出入口各设两名安保", materials="养老诈骗展板一套")
    member = browser(stage.liaison)
    for kind, agreed in (("document", ""), ("picture", ""), ("picture", "y"), ("plan", "")):
        fields = member.get("publicity.files", event_id=event_id).form("/files").values
        upload = {"kind": kind, "files": (BytesIO(png()), f"{kind}{agreed}.png"), "caption": f"{kind}{agreed}"}
        upload |= {"faces_agreed": "y"} if agreed else {}
        member.post("publicity.attach", fields | upload, event_id=event_id)
    shown = {who: browser(person).get("publicity.event", event_id=event_id) for who, person in people(stage).items()}
    assert {who for who, page in shown.items() if "出入口各设两名安保" in page.text} == {"own", "center", "invited"}
    assert {who for who, page in shown.items() if "养老诈骗展板一套" in page.text} == {"own", "center", "invited"}
    draft = stage.draft(materials="宣传册五百份")
    assert "宣传册五百份" in member.get("publicity.edit", event_id=draft).html
    names = ("document.png", "picture.png", "picturey.png", "plan.png")
    seen = {who: [name for name in names if name in page.text] for who, page in shown.items()}
    assert seen["own"] == seen["center"] == list(names)
    assert seen["invited"] == ["document.png", "picturey.png", "plan.png"]
    assert seen["nobody"] == ["picturey.png", "plan.png"]
    own = [link for link in shown["own"].links if f"{event_id}/files/" in link]
    got = [browser().client.get(link, headers={"Host": "localhost"}).status_code for link in own]
    assert sorted(got) == [200, 200, 404, 404]


def people(stage):
    return {"own": stage.liaison, "center": stage.officer, "invited": stage.outsider, "nobody": None}


def test_the_programme_is_put_together_by_clicking(browser, stage, make):
    event_id, member = stage.event(E.DRAFT), browser(stage.liaison)
    address = {"event_id": event_id}
    fields = member.get("publicity.new_host", q="乙通信", **address)
    assert "乙通信（测试）" in fields.text
    member.post("publicity.name_host", {"part": "co_host", "organisation_id": str(stage.carrier.id)}, **address)
    member.post("publicity.name_host", {"part": "host", "office": "示例街道办事处"}, **address)
    member.post(
        "publicity.add_item", {"at_on": DAY, "at_time": "09:10", "words": "授牌", "office": "宣传科"}, **address
    )
    member.post("publicity.add_venue", {"title": "庆典广场", "across": "50", "down": "20"}, **address)
    member.post("publicity.add_formation", {"title": "银行方阵", "heads": "40"}, **address)
    with make.work() as work:
        formation_id = work.session.scalars(select(Formation.id)).one()
    joins = {"organisation_id": str(stage.bank.id)}
    member.post("publicity.put_into_formation", joins, formation_id=formation_id, **address)
    member.post("publicity.put_into_formation", joins, status=422, formation_id=formation_id, **address)
    point = {"number": "1", "kind": "publicity", "title": "北门", "across": "10", "down": "90"} | joins
    member.post("publicity.add_point", point, **address)
    page = member.get("publicity.programme", **address)
    for words in ("庆典广场", "银行方阵", "1 北门", "40"):
        assert words in page.text
    assert 'class="plan"' in page.html
    assert "授牌" in member.get("publicity.event", **address).text
    assert (count(make, EventHost), count(make, AgendaItem), count(make, Venue)) == (2, 1, 1)


def test_the_way_to_begin_is_offered_on_the_day_and_not_before(browser, stage):
    ahead, today = stage.event(E.OPEN, place=place(TOMORROW + timedelta(days=2))), stage.event(E.OPEN)
    with stage.make.work() as work:
        event = work.session.get_one(PublicityEvent, today)
        event.starts_at, event.ends_at = work.now, work.now + timedelta(hours=2)
    center = browser(stage.officer)
    offered = ["/start" in center.get("publicity.event", event_id=one).html for one in (ahead, today)]
    assert offered == [False, True]


def test_two_points_never_have_one_number(browser, stage, make):
    event_id, member = stage.event(E.DRAFT), browser(stage.liaison)
    stage_point = {"number": "7", "kind": "publicity", "title": "北门", "organisation_id": str(stage.bank.id)}
    member.post("publicity.add_point", stage_point, event_id=event_id)
    page = member.post("publicity.add_point", stage_point | {"title": "南门"}, status=422, event_id=event_id)
    assert "7号点位已由甲银行（测试）负责" in page.text
    assert [form.values["title"] for form in page.forms if "title" in form.values] == ["南门"]
    assert count(make, Point) == 1


@pytest.mark.parametrize(
    ("endpoint", "said"),
    [
        ("name_host", {"part": "host"}),
        ("name_host", {"part": "host", "organisation_id": str(uuid4())}),
        ("name_host", {"part": "guest", "office": "某处"}),
        ("add_item", {"at_on": DAY, "at_time": "23:00", "words": "授牌"}),
        ("add_venue", {"title": "广场", "across": "101", "down": "1"}),
        ("add_venue", {"title": "广场", "across": "50"}),
        ("add_formation", {"title": "方阵", "heads": "0"}),
        ("add_point", {"number": "0", "kind": "publicity", "title": "北门"}),
        ("add_point", {"number": "1", "kind": "publicity", "title": "北门", "venue_id": str(uuid4())}),
        ("add_point", {"number": "1", "kind": "publicity", "title": "北门", "down": "4"}),
    ],
)
def test_a_faulty_part_of_the_programme_is_refused_with_422(browser, stage, endpoint, said):
    browser(stage.liaison).post(f"publicity.{endpoint}", said, status=422, event_id=stage.draft())


def test_who_could_not_read_an_event_takes_no_part_in_it(browser, stage):
    inner = stage.event(E.DRAFT, public=False, terms=BANKS)
    said = {"number": "1", "kind": "publicity", "title": "北门", "organisation_id": str(stage.carrier.id)}
    page = browser(stage.liaison).post("publicity.add_point", said, status=422, event_id=inner)
    assert "该活动未邀请这家单位" in page.text


def test_on_the_day_the_operator_says_how_its_point_stands_and_counts(browser, stage):
    event_id = stage.event(E.RUNNING)
    point_id = stage.point(event_id, 3, stage.carrier)
    address = {"event_id": event_id, "point_id": point_id}
    operator = browser(stage.outsider)
    operator.post("publicity.man", **address)
    form = operator.get("publicity.point", **address).form("/count").values
    operator.post("publicity.count", form | {"visitors": "12", "questions": "4"}, **address)
    operator.post("publicity.count", {"visitors": "-2", "questions": "0"}, **address)
    page = operator.get("publicity.point", **address)
    assert "已到岗" in page.text
    assert "10" in page.text
    operator.post("publicity.count", {"visitors": "-11", "questions": "0"}, status=409, **address)
    operator.post("publicity.count", {"visitors": "many", "questions": "0"}, status=422, **address)
    browser(stage.reporter).post("publicity.count", {"visitors": "1", "questions": "0"}, status=403, **address)
    assert browser().post("publicity.count", {"visitors": "1"}, status=303, **address).location == "/people/sign-in"


def test_a_point_that_was_used_stays_and_one_of_another_event_is_not_there(browser, stage):
    event_id, other = stage.event(E.RUNNING), stage.event(E.RUNNING)
    point_id = stage.point(event_id)
    center = browser(stage.officer)
    center.post("publicity.man", event_id=event_id, point_id=point_id)
    center.post("publicity.remove_point", status=409, event_id=event_id, point_id=point_id)
    center.post("publicity.man", status=404, event_id=other, point_id=point_id)
    center.get("publicity.point", status=404, event_id=other, point_id=point_id)


def test_afterwards_it_is_summed_up_and_told_what_was_reached_and_published(browser, stage, make):
    event_id = stage.event(E.HELD)
    member, media = browser(stage.liaison), browser(stage.reporter)
    page = member.post("publicity.summarise", {"attendance": "", "summary": "好"}, status=422, event_id=event_id)
    assert page.form("/summary").values["summary"] == "好"
    member.post("publicity.summarise", {"attendance": "2300", "summary": "讲了三类骗局"}, event_id=event_id)
    told = {"source": "丙日报", "title": "反诈宣讲进社区", "link": "https://example.org/a", "published_on": day_of(NOW)}
    media.post("publicity.add_coverage", told, event_id=event_id)
    media.post("publicity.add_coverage", told | {"link": "javascript:x"}, status=422, event_id=event_id)
    member.post("publicity.add_coverage", told, status=403, event_id=event_id)
    own = {"organisation_id": str(stage.bank.id), "people": "300"}
    member.post("publicity.enter_reach", own, event_id=event_id)
    member.post("publicity.enter_reach", own | {"people": "320"}, event_id=event_id)
    browser(stage.outsider).post("publicity.enter_reach", own, status=422, event_id=event_id)
    page = browser().get("publicity.event", event_id=event_id)
    for words in ("2,300", "讲了三类骗局", "反诈宣讲进社区", "320"):
        assert words in page.text
    assert (count(make, Coverage), count(make, EventReach)) == (1, 1)
    member_page = browser().get("directory.member", organisation_id=stage.bank.id)
    assert "320" in member_page.text
    with make.work() as work:
        coverage_id = work.session.scalars(select(Coverage.id)).one()
    media.post("publicity.remove_coverage", status=403, event_id=event_id, coverage_id=coverage_id)
    browser(stage.officer).post("publicity.remove_coverage", event_id=event_id, coverage_id=coverage_id)


def test_reach_is_entered_when_it_is_over_and_by_who_took_part(browser, stage):
    running, over = stage.event(E.RUNNING), stage.event(E.HELD)
    said = {"organisation_id": str(stage.bank.id), "people": "5"}
    browser(stage.liaison).post("publicity.enter_reach", said, status=409, event_id=running)
    page = browser(stage.outsider).get("publicity.reach_form", event_id=over)
    assert str(stage.carrier.id) not in page.html


def test_the_calendar_is_narrowed_by_its_address(browser, stage):
    stage.event(E.APPROVED, title="社区宣讲")
    far = TOMORROW + timedelta(days=40)
    stage.event(E.APPROVED, title="广场宣传", kind_code="fair", place=place(far))
    visitor, month = browser(), DAY[:7]
    page = visitor.get("publicity.calendar", month=month)
    assert "社区宣讲" in page.text
    assert 'class="month"' in page.html
    assert "社区宣讲" not in visitor.get("publicity.calendar", month=month, kind="fair").text
    assert 'class="month"' not in visitor.get("publicity.calendar", month=month, view="list").html
    assert "迎泽区" in visitor.get("publicity.calendar", month=month, view="district").text
    assert "广场宣传" in visitor.get("publicity.calendar", month=day_of(far)[:7]).text
    visitor.get("publicity.calendar", month=" ")
    for mistyped in ("2026-13", "９999-01"):
        assert visitor.get("publicity.calendar", status=422, month=mistyped).title.startswith("错误")
    for wrong in (
        {"kind": "x"},
        {"district": "1"},
        {"entry": "moon"},
        {"view": "sideways"},
    ):
        visitor.get("publicity.calendar", status=400, **wrong)


def test_the_field_says_which_month_is_shown_though_nobody_narrowed_to_it(browser, stage):
    page = browser().get("publicity.calendar")
    assert f'value="{local_day(clock.now()):%Y-%m}"' in page.html
    assert "chips-clear" not in page.html
    assert 'value="2022-07"' in browser().get("publicity.calendar", month="2022-07").html


def test_pages_cost_few_statements_however_much_there_is(browser, stage):
    """Two of them are the sign-in; a visitor has none. Who opens it first has read the letters about it, once."""
    event_id = stage.event(E.RUNNING)
    for number in range(1, 8):
        stage.point(event_id, number, stage.carrier)
        stage.formation(event_id, f"第{number}方阵", stage.bank, stage.carrier)
        stage.host(event_id, office=f"第{number}街道")
        stage.event(E.APPROVED, title=f"第{number}场")
    for who, more in ((None, 0), (stage.outsider, 2), (stage.officer, 2)):
        visitor = browser(who)
        visitor.get("publicity.event", event_id=event_id)
        visitor.get("publicity.calendar", queries=2 + more, month=DAY[:7])
        visitor.get("publicity.event", queries=5 + more, event_id=event_id)
        visitor.get("publicity.programme", queries=5 + more, event_id=event_id)
    center = browser(stage.officer)
    center.get("publicity.events", queries=3)


def test_a_list_goes_on_where_it_ended(browser, stage):
    for number in range(51):
        stage.draft(title=f"第{number:02}场", place=place(TOMORROW + timedelta(days=number)))
    member = browser(stage.liaison)
    first = member.get("publicity.events")
    onward = next(link for link in first.links if "after=" in link)
    second = member.get(onward)
    assert "第00场" in second.text
    assert "第00场" not in first.text
    member.get("publicity.events", status=400, after="nonsense")


def test_a_draft_is_dropped_with_all_that_belongs_to_it(browser, stage, make):
    event_id, member = stage.draft(), browser(stage.liaison)
    stage_parts = [
        ("name_host", {"part": "host", "office": "街道"}),
        ("add_formation", {"title": "方阵", "heads": "3"}),
    ]
    stage_parts.append(("add_point", {"number": "1", "kind": "publicity", "title": "门口"}))
    for endpoint, said in stage_parts:
        member.post(f"publicity.{endpoint}", said, event_id=event_id)
    with make.work() as work:
        formation_id = work.session.scalars(select(Formation.id)).one()
    member.post(
        "publicity.put_into_formation",
        {"organisation_id": str(stage.bank.id)},
        event_id=event_id,
        formation_id=formation_id,
    )
    upload = {"kind": "plan", "files": (BytesIO(png()), "plan.png")}
    member.post("publicity.attach", upload, event_id=event_id)
    member.post("publicity.drop", event_id=event_id)
    member.get("publicity.event", status=404, event_id=event_id)
    assert [count(make, model) for model in (PublicityEvent, EventHost, Formation, Point)] == [0, 0, 0, 0]
    kept = stage.event(E.APPROVED)
    browser(stage.officer).post("publicity.drop", status=409, event_id=kept)


def test_desks_tell_of_proposals_of_what_was_given_back_and_of_today(browser, stage):
    stage.event(E.PROPOSED, title="待批的宣讲")
    stage.event(E.RETURNED, title="退回的宣讲")
    running = stage.event(E.RUNNING, title="进行的宣讲")
    stage.event(E.HELD, title="办过的宣讲")
    stage.point(running, 9, stage.carrier), stage.point(running, 8)
    center, own, operator = (
        browser(who).get("home.desk").text.rpartition("最近编辑")[0]
        for who in (stage.officer, stage.liaison, stage.outsider)
    )
    assert "待批的宣讲" in center
    assert "待批的宣讲" not in own
    assert {title for title in ("退回的宣讲", "进行的宣讲", "办过的宣讲") if title in own} == {
        "退回的宣讲",
        "进行的宣讲",
        "办过的宣讲",
    }
    assert "9号点位" in operator
    assert not any("8号点位" in desk for desk in (center, own, operator))
    assert "退回的宣讲" not in operator


def test_a_series_is_drafted_sent_in_approved_and_cancelled_together(browser, stage, make):
    event_id, member, center = stage.draft(), browser(stage.liaison), browser(stage.officer)
    until = day_of(TOMORROW + timedelta(weeks=3))
    fields = member.get("publicity.repeating_form", event_id=event_id).form("/series").values
    member.post("publicity.repeat", fields | {"rhythm": "weekly", "until_on": until}, event_id=event_id)
    assert count(make, PublicityEvent) == 4
    member.post("publicity.propose", {"series": "y"}, event_id=event_id)
    seen = center.get("publicity.approving", event_id=event_id).form("/approve").values
    center.post("publicity.approve", seen | {"series": "y"}, event_id=event_id)
    with make.work() as work:
        asked = select(PublicityEvent.id).order_by(PublicityEvent.starts_at)
        ids = work.session.scalars(asked).all()
    assert [stage.state(one) for one in ids] == [E.APPROVED] * 4
    member.post("publicity.cancel", {"reason": "只停一场"}, event_id=ids[1])
    member.post("publicity.cancel", {"reason": "其后都停", "series": "y"}, event_id=ids[2])
    assert [stage.state(one) for one in ids] == [E.APPROVED, E.CANCELLED, E.CANCELLED, E.CANCELLED]
    assert local_day(stage.stored(PublicityEvent, ids[3]).starts_at).isoformat() == until
