"""The matrix as each visitor meets it."""

from datetime import date

import pytest

from alliance.foundation.kernel.actor import Role
from alliance.matrix import groups, queries
from alliance.matrix.model import SeatRole
from alliance.organisations import commands as organisations
from alliance.organisations.model import Organisation

SCHOOL = {
    "code": "police_school",
    "zh": "警校",
    "en": "Police and schools",
    "charter_zh": "把反诈送进每一间教室。",
    "charter_en": "Into every classroom.",
    "position": "8",
    "from_on": "2026-01-01",
}


@pytest.fixture
def admin(make, browser):
    return browser(make.person(Role.CENTER_ADMIN))


@pytest.fixture
def officer(make, browser):
    return browser(make.person(Role.CENTER_OFFICER))


def suspend(make, organisation):
    with make.work() as work:
        organisations.suspend(work, work.session.get_one(Organisation, organisation.id), "测试")


def test_anybody_reads_the_alliances_the_matrices_and_their_members(make, browser):
    organisation = make.organisation("太原甲银行（示例）")
    make.seat(organisation, "police_bank", "publicity_matrix", role=SeatRole.LEAD)
    visitor = browser()
    assert "警银联盟" in visitor.get("matrix.alliances").text
    assert "宣传矩阵" in visitor.get("matrix.matrices").text
    for endpoint, code in (("matrix.alliance", "police_bank"), ("matrix.matrix", "publicity_matrix")):
        assert organisation.name in visitor.get(endpoint, code=code).text
    visitor.get("matrix.alliance", code="nowhere", status=404)


@pytest.mark.parametrize(("endpoint", "at"), [("matrix.alliances", {}), ("matrix.alliance", {"code": "police_bank"})])
def test_the_pages_take_the_same_few_statements_however_many_members_there_are(make, browser, endpoint, at):
    for _ in range(2):
        for _ in range(4):
            make.seat(make.organisation(), "police_bank", "publicity_matrix", "governance_matrix")
        browser().get(endpoint, queries=5, **at)


def test_the_administrator_adds_an_eighth_alliance_with_its_lead_and_everybody_sees_it(make, admin, browser):
    lead = make.organisation("太原甲学校（示例）", sector_code="school")
    form = admin.get("matrix.found", kind="alliances").form("/matrix/found/alliances")
    assert form.values["position"] == "8"
    sent = {**form.values, **SCHOOL, "lead": lead.name, "duties-publicity_matrix": "functional"}
    admin.follow(admin.post("matrix.founded", sent, kind="alliances"))
    assert "警校联盟" in browser().get("home.front").text
    page = browser().get("matrix.alliance", code="police_school")
    assert "把反诈送进每一间教室。" in page.text
    assert lead.name in page.text


def test_a_repeated_founding_is_answered_as_the_first(admin):
    form = admin.get("matrix.found", kind="matrices").form("/matrix/found/matrices")
    first = admin.post("matrix.founded", {**form.values, **SCHOOL}, kind="matrices")
    again = admin.post("matrix.founded", {**form.values, **SCHOOL}, kind="matrices")
    assert again.headers["Location"] == first.headers["Location"]


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("code", "警校"),
        ("code", "police_bank"),
        ("zh", ""),
        ("zh", "警\u202e校"),
        ("en", "x" * 121),
        ("position", "0"),
        ("position", "many"),
        ("from_on", "2026-02-30"),
        ("lead", "没有这家"),
        ("duties-nowhere", "venue"),
    ],
)
def test_a_founding_that_does_not_hold_comes_back_with_its_input(make, admin, field, value):
    lead = make.organisation("太原甲学校（示例）")
    sent = {**SCHOOL, "lead": lead.name, "duties-publicity_matrix": "venue", field: value}
    page = admin.post("matrix.founded", sent, kind="alliances", status=422)
    assert page.title.startswith(("错误", "Error"))
    assert "Into every classroom." in page.html


def test_a_lead_without_a_matrix_is_refused_and_nothing_is_founded(make, admin):
    lead = make.organisation()
    admin.post("matrix.founded", {**SCHOOL, "lead": lead.name}, kind="alliances", status=422)
    admin.get("matrix.alliance", code="police_school", status=404)


def test_an_alliance_is_edited_and_its_lead_changed(make, admin):
    first, second = make.organisation(), make.organisation()
    make.seat(first, "police_bank")
    seat_id = make.seat(second, "police_bank")
    form = admin.get("matrix.edit", kind="alliances", code="police_bank").form("/edit")
    sent = {**form.values, "zh": "警银保", "position": "1", "lead_seat": str(seat_id)}
    admin.post("matrix.edited", sent, kind="alliances", code="police_bank")
    page = admin.get("matrix.alliance", code="police_bank")
    assert "警银保联盟" in page.title
    with make.work() as work:
        assert groups.alliance(work, "police_bank").lead == second.short_name


def test_a_matrix_is_edited(admin):
    form = admin.get("matrix.edit", kind="matrices", code="publicity_matrix").form("/edit")
    admin.post("matrix.edited", {**form.values, "zh": "宣教"}, kind="matrices", code="publicity_matrix")
    assert "宣教矩阵" in admin.get("home.front").text
    admin.post("matrix.edited", {**form.values, "zh": ""}, kind="matrices", code="publicity_matrix", status=422)


def test_an_alliance_closes_only_when_nobody_sits_in_it(make, admin, browser):
    make.seat(make.organisation(), "police_media")
    at = {"kind": "alliances", "code": "police_media"}
    form = admin.get("matrix.closing", **at).form("/close")
    page = admin.post("matrix.closed", form.values, **at, status=422)
    assert "1" in page.text
    at["code"] = "police_association"
    admin.post("matrix.closed", form.values, **at)
    assert "警协" not in browser().get("home.front").text
    assert "警协联盟" in browser().get("matrix.alliances").text
    browser().get("matrix.alliance", code="police_association")
    admin.post("matrix.closed", form.values, **at, status=409)


def test_only_the_administrator_keeps_alliances(make, browser, officer):
    at = {"kind": "alliances", "code": "police_bank"}
    officer.get("matrix.found", kind="alliances", status=403)
    officer.post("matrix.founded", SCHOOL, kind="alliances", status=403)
    for endpoint in ("matrix.edit", "matrix.closing"):
        officer.get(endpoint, **at, status=403)
    liaison = browser(make.person(Role.LIAISON, organisation=make.organisation()))
    liaison.post("matrix.edited", {}, **at, status=403)
    assert browser().post("matrix.closed", {}, **at).headers["Location"] == "/people/sign-in"
    links = officer.get("matrix.alliance", code="police_bank").links
    assert officer.address("matrix.edit", **at) not in links


def test_an_officer_confirms_what_the_capabilities_suggest(make, officer):
    organisation = make.organisation(capabilities={"outlets": 120, "account_control": 3})
    page = officer.get("matrix.seats", organisation_id=organisation.id)
    assert "网点 120 个" in page.text
    form = page.form(f"/matrix/seats/{organisation.id}")
    assert form.values["duties-publicity_matrix"] == ["venue"]
    assert form.values["duties-governance_matrix"] == ["functional"]
    sent = {**form.values, "alliance_code": "police_bank", "duties-crackdown_matrix": ""}
    officer.follow(officer.post("matrix.seat", sent, organisation_id=organisation.id))
    with make.work() as work:
        (seat,) = queries.seats_of(work, organisation.id)
    assert {duty.matrix_code for duty in seat.duties} == {"publicity_matrix", "governance_matrix"}


def test_an_officer_changes_a_seat_makes_it_lead_and_ends_it(make, officer):
    organisation = make.organisation()
    seat_id = make.seat(organisation, "police_bank", "publicity_matrix")
    at = {"organisation_id": organisation.id, "seat_id": seat_id}
    form = officer.get("matrix.held", **at).form(f"/{seat_id}")
    officer.post("matrix.set_duties", form.values, **at, status=422)
    officer.post("matrix.set_duties", {**form.values, "duties-governance_matrix": "venue"}, **at)
    officer.post("matrix.lead", **at)
    officer.get("matrix.held", **at, status=409)
    with make.work() as work:
        (now,) = [seat for seat in queries.seats_of(work, organisation.id) if seat.to_on is None]
    assert (now.role, len(now.duties)) == (SeatRole.LEAD, 2)
    at["seat_id"] = now.id
    officer.post("matrix.lead", **at, status=409)
    officer.post("matrix.step_down", **at)
    officer.post("matrix.unseat", **at)
    officer.post("matrix.unseat", **at, status=409)
    assert "2022-07-04" in officer.get("matrix.seats", organisation_id=organisation.id).text


def test_a_seat_is_reached_only_through_its_own_organisation(make, officer):
    organisation, other = make.organisation(), make.organisation()
    seat_id = make.seat(organisation)
    officer.get("matrix.held", organisation_id=other.id, seat_id=seat_id, status=404)
    officer.post("matrix.unseat", organisation_id=other.id, seat_id=seat_id, status=404)


def test_seats_are_the_centers_business(make, browser):
    organisation = make.organisation()
    seat_id = make.seat(organisation)
    for person in (make.person(Role.LIAISON, organisation=organisation), make.person(Role.INSPECTOR)):
        visitor = browser(person)
        visitor.get("matrix.seats", organisation_id=organisation.id, status=403)
        visitor.post("matrix.unseat", organisation_id=organisation.id, seat_id=seat_id, status=404)


def test_a_suspended_organisation_shows_its_seats_and_takes_none(make, officer):
    organisation = make.organisation()
    make.seat(organisation)
    suspend(make, organisation)
    page = officer.get("matrix.seats", organisation_id=organisation.id)
    assert "警银联盟" in page.text
    assert not [form for form in page.forms if form.action.endswith(f"/matrix/seats/{organisation.id}")]
    sent = {"alliance_code": "police_media", "seated_as": "member", "duties-publicity_matrix": "venue"}
    officer.post("matrix.seat", sent, organisation_id=organisation.id, status=422)


@pytest.mark.parametrize(
    "wrong",
    [{"alliance_code": "nowhere"}, {"seated_as": "king"}, {"duties-publicity_matrix": "magic"}],
)
def test_what_nobody_could_have_chosen_is_refused(make, officer, wrong):
    organisation = make.organisation()
    sent = {"alliance_code": "police_bank", "seated_as": "member", "duties-publicity_matrix": "venue", **wrong}
    officer.post("matrix.seat", sent, organisation_id=organisation.id, status=422)
    with make.work() as work:
        assert queries.seats_of(work, organisation.id) == []


def test_a_closed_and_a_coming_alliance_say_so(make, admin):
    admin.post("matrix.founded", {**SCHOOL, "from_on": "2999-01-01"}, kind="alliances")
    assert "2999年1月1日" in admin.get("matrix.alliance", code="police_school").text
    assert date(2999, 1, 1).isoformat() in admin.get("matrix.alliances").text


@pytest.mark.parametrize("key", [["a"], ["a", "b"], ["a", "b", "c"]])
def test_a_page_that_follows_no_row_is_refused(browser, key):
    mark = browser().mark("matrix.alliance", *key)
    browser().get("matrix.alliance", code="police_bank", after=mark, status=400)


def test_the_page_of_a_member_leads_an_officer_to_its_seats(make, officer, browser):
    organisation = make.organisation()
    seats = f"/matrix/seats/{organisation.id}"
    assert seats in officer.get("directory.member", organisation_id=organisation.id).links
    assert seats not in browser().get("directory.member", organisation_id=organisation.id).links
