"""Who is admitted to an alliance finds what is running there; who is suspended has nothing to do, and keeps what it
did."""

from sqlalchemy import select

from alliance.organisations.model import Organisation
from tests.actions.doing import ground_of
from tests.journeys.test_admission import NAME, admit, apply, find_waiting, grade, outbox, press

__all__ = ["outbox"]

ASKED = "开展反诈宣传进网点"
PASSWORD = "a sentence that only the liaison knows"


def admitted(browser, officer, outbox):
    """It applies, is reviewed and admitted with a seat in 警银; its liaison, who has taken up the invitation."""
    apply(browser())
    admit(officer, grade(officer, find_waiting(officer)))
    liaison, invitation = browser(), outbox("invitation")["path"]
    press(liaison, liaison.get(invitation), invitation, name="联络岗", password=PASSWORD, again=PASSWORD)
    return liaison


def acted(visitor, page, act, **said):
    form = visitor.get(page).form(act)
    return visitor.follow(visitor.post(form.action, form.values | said))


def test_a_newly_admitted_organisation_gets_what_runs_in_its_alliance_and_a_suspended_one_is_recalled(
    make, browser, outbox
):
    ground = ground_of(make)
    ground.launch()
    officer = browser(ground.officer)
    member = admitted(browser, officer, outbox)
    own = member.get("actions.own")
    assert ASKED in own.text
    assert ASKED in member.get("home.desk").text
    assert outbox("action_assigned")["title"] == ASKED
    assignment = next(link for link in own.links if "/assignments/" in link)
    acted(member, assignment, "/receive")
    acted(member, f"{assignment}/progress", "/progress", words="已布置到各网点")

    with make.work() as work:
        newcomer = work.session.scalars(select(Organisation.id).where(Organisation.name == NAME)).one()
    acted(officer, f"/directory/{newcomer}/suspend", "/suspend", reason="未履行联盟职责")
    assert ASKED not in member.get("actions.own").text
    officer_sees = officer.get(assignment)
    assert "已收回" in officer_sees.text
    assert "已布置到各网点" in officer_sees.text
    member.post(f"{assignment}/report", {"words": "已完成"}, status=403)

    acted(officer, f"/directory/{newcomer}/resume", "/resume")
    assert ASKED in member.get("actions.own").text
