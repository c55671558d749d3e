"""An operation on its way: three stages, one after the other, and a gate that does not let it pass too early."""

from datetime import timedelta

from sqlalchemy import select

from alliance.actions.model import Assignment
from alliance.actions.vocabulary import AssignmentState
from alliance.foundation.kernel import clock
from alliance.foundation.kernel.actor import Role

STAGES = ("宣传", "打击", "建立长效机制")
TODAY = clock.local_day(clock.now())


def drafted(officer):
    """The operation with its three stages, whose days are not known yet, started; its path and those of the stages."""
    fields = officer.get("operations.new").form("/operations/new").values | {
        "title": "天门市打击电信网络诈骗专项行动",
        "kind_code": "special",
        "from_on": (TODAY - timedelta(days=1)).isoformat(),
        "to_on": (TODAY + timedelta(days=90)).isoformat(),
        "terms-0-alliance": "police_bank",
    }
    path = officer.post("operations.draft", fields).headers["Location"]
    for title in STAGES:
        officer.post(f"{path}/stages/new", officer.get(f"{path}/stages/new").form("/new").values | {"title": title})
    page = officer.follow(officer.post(f"{path}/start", officer.get(path).form("/start").values))
    assert page.text.count("日期待补") >= len(STAGES)
    stages = list(dict.fromkeys(link for link in page.links if "/stages/" in link and not link.endswith("/new")))
    assert len(stages) == len(STAGES)
    return path, stages


def launched(officer, stage):
    """A mandatory action of the stage, launched from its own page; the path of it."""
    day = (TODAY + timedelta(days=5)).isoformat()
    fields = officer.get(f"{stage}/actions/new").form("/actions/new").values
    said = {"title": "高发村入户宣传", "what": "逐户走访", "receipt_due_on": day, "due_on": day}
    action = officer.post(f"{stage}/actions/new", fields | said).headers["Location"]
    officer.post(f"{action}/launch", officer.get(f"{action}/launch").form("/launch").values)
    return action


def acted(visitor, path, act, **said):
    """Press what stands on the page, with words where it asks for some."""
    form = visitor.get(path).form(f"/{act}")
    visitor.post(form.action, form.values | said)


def assignment_of(make):
    with make.work() as work:
        return work.session.scalars(select(Assignment)).one()


def test_tianmens_operation_runs_through_three_stages_and_the_gate_refuses_while_a_mandatory_action_is_open(
    make, browser
):
    bank = make.organisation("甲银行（测试）")
    make.seat(bank)
    officer, member = browser(make.person()), browser(make.person(Role.LIAISON, organisation=bank))
    path, (first, second, third) = drafted(officer)

    acted(officer, first, "open")
    launched(officer, first)
    assert "高发村入户宣传" in member.get(first).text
    refusal = officer.post(f"{first}/close", status=409)
    assert "高发村入户宣传" in refusal.text
    officer.post(f"{path}/finish", status=409)

    assignment = f"/actions/assignments/{assignment_of(make).id}"
    acted(member, assignment, "receive")
    acted(member, f"{assignment}/report", "report", words="已走访全部农户")
    officer.post(f"{first}/close", status=409)
    acted(officer, assignment, "verify")
    assert assignment_of(make).state is AssignmentState.VERIFIED
    acted(officer, first, "close")

    days = officer.get(f"{first}/edit").form("/edit").values | {"from_on": TODAY.isoformat()}
    too_short = officer.post(f"{first}/edit", days | {"to_on": TODAY.isoformat()}, status=422)
    assert "高发村入户宣传" in too_short.text
    officer.post(f"{first}/edit", days | {"to_on": (TODAY + timedelta(days=5)).isoformat()})
    for stage in (second, third):
        acted(officer, stage, "open")
        acted(officer, stage, "close")
    acted(officer, path, "finish")
    over = member.get(path)
    assert "已结束" in over.text
    assert "日期待补" in over.text
    assert all(title in over.text for title in STAGES)
