"""Plaques as each visitor meets them."""

import pytest
from sqlalchemy import select

from alliance.foundation.kernel.actor import Role
from alliance.journal.model import Letter
from alliance.organisations import commands as organisations
from alliance.plaques import commands
from alliance.plaques.model import PlaqueState

UNKNOWN = "FZLM-2022-9999"


def suspend(make, organisation):
    with make.work() as work:
        organisations.suspend(work, work.session.merge(organisation), "涉案核查，不得公开")


@pytest.mark.parametrize(
    ("state", "tone"), [("prepared", "tone-amber"), ("issued", "tone-green"), ("revoked", "tone-red")]
)
def test_a_passer_by_learns_name_serial_and_state_and_nothing_else(browser, member, request, state, tone):
    plaque = request.getfixturevalue(state)
    page = browser().get("plaques.verdict", serial=plaque.serial)
    assert f"verdict {tone}" in page.html
    assert member.name in page.text
    assert plaque.serial in page.text
    for kept in (plaque.event, plaque.state_reason, member.uscc, member.address, str(member.id), str(plaque.id)):
        assert not kept or kept not in page.html


def test_a_replaced_plaque_names_the_one_in_its_place(make, browser, officer, member, issued):
    with make.work(officer.actor) as work:
        following = commands.prepare(work, member.id)
        commands.issue(work, following, commands.IssueText("补发", work.now.date().replace(year=2022)))
    page = browser().get("plaques.verdict", serial=issued.serial)
    assert following.serial in page.text


def test_the_plaque_of_a_suspended_member_reads_revoked_without_the_reason(make, browser, member, issued):
    suspend(make, member)
    page = browser().get("plaques.verdict", serial=issued.serial)
    assert "tone-red" in page.html
    assert "涉案核查" not in page.html


@pytest.mark.parametrize("typed", [UNKNOWN, "abc", "FZLM-2022-0001x", "<script>", "a" * 300])
def test_an_unknown_serial_says_so_and_offers_the_form_again(browser, issued, typed):
    page = browser().get(f"/plaques/{typed}", status=404)
    assert [form for form in page.forms if form.action == "/plaques/check"]
    assert "tone-red" in page.html


@pytest.mark.parametrize("damaged", ["%00", "%ED%A0%80"])
def test_a_serial_that_no_text_can_be_is_not_found_either(browser, damaged):
    browser().get(f"/plaques/{damaged}", status=404)


def test_the_form_takes_a_serial_however_it_is_typed(browser, issued):
    form = browser().get("plaques.check").form("/plaques/check")
    assert form.method == "get"
    for typed in (issued.serial.lower(), issued.serial.replace("-", " "), f" {issued.serial} "):
        assert issued.serial in browser().get("plaques.check", serial=typed).text


def test_the_form_answers_an_unknown_serial_with_404_and_what_was_typed(browser, issued):
    page = browser().get("plaques.check", status=404, serial=UNKNOWN)
    assert page.form("/plaques/check").values["serial"] == UNKNOWN


@pytest.mark.parametrize("typed", ["", "   ", "FZLM\u202e-2022-0001", "x" * 41, "a\x00b"])
def test_the_form_says_what_is_wrong_with_what_is_no_serial(browser, typed):
    assert 'role="alert"' in browser().get("plaques.check", status=422, serial=typed).html


def test_a_check_costs_one_query(browser, issued):
    browser().get("plaques.verdict", queries=1, serial=issued.serial)


CENTER_ONLY = [
    ("get", "plaques.issue_form"),
    ("post", "plaques.issue"),
    ("post", "plaques.prepare_all"),
    ("get", "plaques.revoke_form"),
    ("post", "plaques.revoke"),
    ("post", "plaques.replace"),
]


@pytest.mark.parametrize(("method", "endpoint"), CENTER_ONLY)
@pytest.mark.parametrize("role", [None, Role.LIAISON, Role.DISTRICT_OFFICER, Role.INSPECTOR, Role.VOLUNTEER])
def test_nobody_but_the_center_keeps_plaques(make, browser, member, issued, method, endpoint, role):
    organisation = member if role is Role.LIAISON else None
    district = "140106" if role is Role.DISTRICT_OFFICER else None
    visitor = browser(make.person(role, organisation=organisation, district=district) if role else None)
    about = endpoint in {"plaques.revoke_form", "plaques.revoke", "plaques.replace"}
    expected = 303 if role is None else 404 if about else 403
    address = {"serial": issued.serial} if about else {}
    getattr(visitor, method)(endpoint, status=expected, **address)


@pytest.mark.parametrize(
    ("role", "status"), [(None, 303), (Role.LIAISON, 403), (Role.INSPECTOR, 200), (Role.CENTER_ADMIN, 200)]
)
def test_the_list_is_the_center_s_and_the_inspector_s(make, browser, member, role, status):
    organisation = member if role is Role.LIAISON else None
    visitor = browser(make.person(role, organisation=organisation) if role else None)
    visitor.get("plaques.plaques", status=status)


def test_the_record_is_hidden_from_who_may_not_read_all_plaques(make, browser, member, issued):
    liaison = browser(make.person(Role.LIAISON, organisation=member))
    liaison.get("plaques.record", status=404, serial=issued.serial)


def test_an_inspector_reads_the_record_without_a_button(make, browser, issued):
    page = browser(make.person(Role.INSPECTOR)).get("plaques.record", serial=issued.serial)
    assert issued.event in page.text
    assert not [form for form in page.forms if "/plaques/" in form.action]


def test_the_center_issues_at_the_launch_by_clicking(make, browser, officer, member, plaques_of):
    other = make.organisation("乙银行")
    center = browser(officer)
    form = center.get("plaques.issue_form").form("/plaques/issue")
    assert len(form.values["serials"]) == 2
    center.follow(center.post("plaques.issue", form.values | {"event": "启动仪式", "issued_on": "2022-07-04"}))
    assert plaques_of(member)[0].state is plaques_of(other)[0].state is PlaqueState.ISSUED


def test_the_address_ticks_the_one_plaque_that_it_names(make, browser, officer, prepared):
    make.organisation()
    form = browser(officer).get("plaques.issue_form", serial=prepared.serial).form("/plaques/issue")
    assert form.values["serials"] == [prepared.serial]


@pytest.mark.parametrize(
    "wrong",
    [
        {"event": ""},
        {"issued_on": "2999-01-01"},
        {"issued_on": "x"},
        {"serials": []},
        {"serials": [UNKNOWN]},
        {"roster_id": "x"},
        {"event": "字" * 121},
    ],
)
def test_a_faulty_issue_comes_back_with_what_was_typed(browser, officer, prepared, plaques_of, member, wrong):
    right = {"event": "启动", "issued_on": "2022-07-04", "roster_id": "", "serials": [prepared.serial]}
    page = browser(officer).post("plaques.issue", right | wrong, status=422)
    assert 'role="alert"' in page.html
    assert page.form("/plaques/issue").values["issued_on"] == (right | wrong)["issued_on"]
    assert plaques_of(member)[0].state is PlaqueState.PREPARED


def test_what_was_issued_meanwhile_is_not_issued_again(browser, officer, issued):
    sent = {"event": "启动", "issued_on": "2022-07-04", "roster_id": "", "serials": [issued.serial]}
    browser(officer).post("plaques.issue", sent, status=422)


def test_with_nothing_prepared_the_page_says_what_to_do_first(browser, officer, issued):
    page = browser(officer).get("plaques.issue_form")
    assert not [form for form in page.forms if form.action == "/plaques/issue"]


def test_the_center_prepares_for_all_members_by_one_button(make, browser, officer, member, revoked, plaques_of):
    center = browser(officer)
    form = center.get("plaques.plaques").form("/plaques/prepare")
    center.follow(center.post("plaques.prepare_all", form.values))
    center.post("plaques.prepare_all", form.values)
    assert [plaque.state for plaque in plaques_of(member)] == [PlaqueState.REVOKED, PlaqueState.PREPARED]
    assert not [form for form in center.get("plaques.plaques").forms if form.action.endswith("/prepare")]


def test_a_replacement_is_prepared_from_the_record(browser, officer, member, issued, plaques_of):
    center = browser(officer)
    form = center.get("plaques.record", serial=issued.serial).form("/replace")
    page = center.follow(center.post(form.action, form.values))
    assert plaques_of(member)[1].serial in page.text


def test_revoking_takes_a_reason_and_is_for_good(browser, officer, member, issued, plaques_of):
    center = browser(officer)
    center.get("plaques.revoke_form", serial=issued.serial)
    center.post("plaques.revoke", {"reason": " "}, status=422, serial=issued.serial)
    page = center.follow(center.post("plaques.revoke", {"reason": "遗失"}, serial=issued.serial))
    assert "遗失" in page.text
    center.post("plaques.revoke", {"reason": "遗失"}, status=409, serial=issued.serial)
    center.post("plaques.replace", serial=issued.serial)


def test_an_unknown_serial_is_not_there_for_the_center_either(browser, officer):
    center = browser(officer)
    for endpoint in ("plaques.record", "plaques.revoke_form", "plaques.document"):
        center.get(endpoint, status=404, serial=UNKNOWN)
    center.post("plaques.revoke", {"reason": "x"}, status=404, serial="<>")


def test_the_list_is_narrowed_by_name_serial_initials_and_state(make, browser, officer, member, issued):
    other = make.organisation("丙电信公司")
    center = browser(officer)
    for q in ("甲银行", issued.serial.lower(), "jyh"):
        text = center.get("plaques.plaques", q=q).text
        assert member.name in text
        assert other.name not in text
    assert other.name not in center.get("plaques.plaques", state="issued").text
    assert member.name not in center.get("plaques.plaques", state="prepared").text
    assert member.name not in center.get("plaques.plaques", q="100%").text
    center.get("plaques.plaques", status=400, state="unknown")


def test_plaques_with_an_old_name_are_found(make, browser, officer, member, issued):
    make.organisation("丙电信公司")
    with make.work() as work:
        organisations.rename(work, work.session.merge(member), "甲银行（改名）", "甲银行")
    center = browser(officer)
    page = center.get("plaques.plaques", state="outdated")
    assert "甲银行（改名）" in page.text
    assert "丙电信公司" not in page.text
    assert "甲银行（改名）" in center.get("plaques.record", serial=issued.serial).text


def test_the_list_costs_the_same_however_long_it_is(make, browser, officer):
    make.organisation()
    center = browser(officer)
    center.get("plaques.plaques", queries=3)
    for _ in range(60):
        make.organisation()
    page = center.get("plaques.plaques", queries=3)
    onward = next(link for link in page.links if "after=" in link)
    assert "FZLM-2022-0051" in center.get(onward, queries=3).text
    center.get("plaques.plaques", status=400, after="x")


def test_addresses_in_letters_are_those_of_the_pages(make, portal, browser, issued):
    with make.work() as work:
        letter = work.session.scalars(select(Letter)).one()
    nobody = browser()
    assert letter.params["path"] == nobody.address("plaques.verdict", serial=issued.serial)
    assert letter.params["document_path"] == nobody.address("plaques.document", serial=issued.serial)
