"""Who comes to an alliance finds what is running there; who is suspended has nothing to do, and keeps what it did."""

from alliance.foundation.kernel.actor import Role
from tests.actions.doing import ground_of

ASKED = "开展反诈宣传进网点"


def seated(officer, organisation):
    """Give it its seat on the page of its seats."""
    form = officer.get("matrix.seats", organisation_id=organisation.id).form(f"/matrix/seats/{organisation.id}")
    chosen = {"alliance_code": "police_bank", "seated_as": "member", "duties-governance_matrix": "functional"}
    officer.post(form.action, form.values | chosen)


def acted(visitor, page, act, **said):
    form = visitor.get(page).form(act)
    return visitor.follow(visitor.post(form.action, form.values | said))


def test_a_newly_admitted_organisation_gets_what_runs_in_its_alliance_and_a_suspended_one_is_recalled(make, browser):
    ground = ground_of(make)
    ground.launch()
    newcomer = make.organisation("戊银行（测试）")
    officer, member = browser(ground.officer), browser(make.person(Role.LIAISON, organisation=newcomer))
    assert ASKED not in member.get("actions.own").text

    seated(officer, newcomer)
    own = member.get("actions.own")
    assert ASKED in own.text
    assignment = next(link for link in own.links if "/assignments/" in link)
    acted(member, assignment, "/receive")
    acted(member, f"{assignment}/progress", "/progress", words="已布置到各网点")

    acted(officer, f"/directory/{newcomer.id}/suspend", "/suspend", reason="未履行联盟职责")
    assert ASKED not in member.get("actions.own").text
    officer_sees = officer.get(assignment)
    assert "已收回" in officer_sees.text
    assert "已布置到各网点" in officer_sees.text
    member.post(f"{assignment}/report", {"words": "已完成"}, status=403)

    acted(officer, f"/directory/{newcomer.id}/resume", "/resume")
    assert ASKED in member.get("actions.own").text
