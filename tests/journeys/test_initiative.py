"""An initiative on its way: from what is asked of all to what one bank at last does, and is written off by two."""

import re
from datetime import timedelta

from sqlalchemy import select

from alliance.actions.model import Assignment
from alliance.foundation.kernel import clock
from alliance.foundation.kernel.actor import Role

TODAY = clock.local_day(clock.now())
ASKS = ("与反诈中心保持密切联系", "完善典型案例分析和信息共享机制", "加强反诈知识培训", "丰富宣传手段")
TRAINING = 3
BASIS = "《反诈联盟工作规则》第十二条"


def acted(visitor, page, act, **said):
    """Press what stands on the page, with words where it asks for some; the page that follows."""
    form = visitor.get(page).form(act)
    return visitor.follow(visitor.post(form.action, form.values | said))


def path_of(page):
    return page.response.request.path


def issued(officer):
    """The launch's initiative with its four asks, of which one is counted, sent to the banks; its address."""
    writing = officer.get("initiatives.begin").form("/new")
    said = {
        "title": "“平安守护 反诈先行”倡议书",
        "dated_on": TODAY.isoformat(),
        "text": "各成员单位：让我们携起手来，守护群众的钱袋子。",
        "terms-0-how": "added",
        "terms-0-alliance": "police_bank",
    }
    said |= {f"ask_{number}_words": words for number, words in enumerate(ASKS)}
    said |= {"ask_2_indicator": "组织培训", "ask_2_target": "2", "ask_2_unit": "场"}
    draft = path_of(officer.follow(officer.post(writing.action, writing.values | said)))
    assert "3 家单位" in officer.get(f"{draft}/issue").text
    acted(officer, f"{draft}/issue", "/issue")
    return draft


def pledged(member, initiative, *asks):
    taken = {f"take_{number}": "y" for number in asks}
    page = acted(member, f"{initiative}/pledge", "/pledge", signer_office="分管副行长", **taken)
    assert "承诺已提交" in page.text


def launched(officer, initiative):
    """The ask of training, made an action of those who pledged it, and launched; its address."""
    asks = [link for link in officer.get(initiative).links if "/asks/" in link]
    ask = list(dict.fromkeys(asks))[TRAINING - 1]
    draft = path_of(acted(officer, ask, "/action"))
    return path_of(acted(officer, f"{draft}/launch", "/launch"))


def reported(member, assignment, words, figure):
    acted(member, f"{assignment}/report", "/report", words=words, figure=figure)


def own_assignment(member):
    """Where the member's own page leads to."""
    return next(link for link in member.get("actions.own").links if "/assignments/" in link)


def made_late(make, assignment):
    """Three weeks have passed since the day of this assignment."""
    with make.work() as work:
        held = work.session.scalars(select(Assignment)).all()
        late = next(one for one in held if str(one.id) in assignment)
        late.receipt_due_on = late.due_on = TODAY - timedelta(days=21)


def next_step(officer, assignment, step):
    """Take the step for which the assignment is due, in the words that are proposed; the address of the measure."""
    new = f"/supervision{assignment.removeprefix('/actions')}/new"
    proposed = officer.get(new).form("/new").values
    assert proposed["step"] == step
    assert proposed["words"]
    return path_of(acted(officer, new, "/new", basis=BASIS))


def warned(officer, admin, member, assignment):
    """Reminded, noticed, warned by letter, which somebody else approves; the address of the letter's measure."""
    assert "提醒" in member.get(next_step(officer, assignment, "remind")).text
    next_step(officer, assignment, "notice")
    letter = next_step(officer, assignment, "letter")
    member.get(letter, status=404)
    officer.post(f"{letter}/approve", status=403)
    approved = acted(admin, letter, "/approve")
    assert f"督办字〔{TODAY.year}〕1号" in approved.text
    assert f"督办字〔{TODAY.year}〕1号" in member.get(letter).text
    return letter


def written_off(officer, admin, member, letter):
    """The problem behind it is listed, planned, mended, checked again by one and written off by another."""
    until = (TODAY + timedelta(days=10)).isoformat()
    problem = path_of(acted(officer, f"{letter}/problem", "/problem", words="一线员工未经培训上岗", due_on=until))
    remedy = {"what_1": "分批补训", "until_1": until}
    acted(member, f"{problem}/plan", "/plan", office="运营管理部", leader="分管副行长", **remedy)
    acted(member, f"{problem}/mend", "/mend", words="全员已补训")
    acted(officer, f"{problem}/recheck", "/recheck", words="查看签到表，属实")
    assert "既未整改、也未复查" in officer.post(f"{problem}/write-off", {"words": "同意"}, status=403).text
    return acted(admin, f"{problem}/write-off", "/write-off", words="同意销号")


def progress_of(officer, action):
    """How many percent of the action the center sees done."""
    return int(re.search(r"(\d+) ?%", officer.get(action).text)[1])


def test_what_a_bank_pledges_becomes_work_and_who_does_not_do_it_is_warned_until_it_is_written_off(make, browser):
    banks = [make.organisation(f"{name}银行（测试）") for name in "甲乙丙"]
    for bank in banks:
        make.seat(bank)
    first, second, third = (browser(make.person(Role.LIAISON, organisation=bank)) for bank in banks)
    officer, admin = browser(make.person()), browser(make.person(Role.CENTER_ADMIN))

    initiative = issued(officer)
    pledged(first, initiative, 1, TRAINING)
    pledged(second, initiative, TRAINING)
    pledged(third, initiative, TRAINING, 4)
    action = launched(officer, initiative)
    assignments = [own_assignment(member) for member in (first, second, third)]
    for member, assignment in zip((first, second, third), assignments, strict=True):
        acted(member, assignment, "/receive")

    reported(first, assignments[0], "已培训两场", "2")
    acted(officer, assignments[0], "/verify")
    reported(second, assignments[1], "已培训", "1")
    form = officer.get(assignments[1]).form("/verify")
    officer.post(f"{assignments[1]}/review/give-back", form.values | {"words": "还差一场"})
    assert "还差一场" in second.get(assignments[1]).text
    reported(second, assignments[1], "又培训一场", "2")
    acted(officer, assignments[1], "/verify")
    assert progress_of(officer, action) == 67

    made_late(make, assignments[2])
    assert "逾期" in third.get("actions.own").text
    letter = warned(officer, admin, third, assignments[2])
    acted(third, f"{letter}/answer", "/answer", words="本月内补训完毕")
    assert "销号" in written_off(officer, admin, third, letter).title
    reported(third, assignments[2], "全员培训两场", "2")
    acted(officer, assignments[2], "/verify")
    assert progress_of(officer, action) == 100
    assert "已解除" in third.get(letter).text
