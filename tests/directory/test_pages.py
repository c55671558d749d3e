"""The directory as each visitor meets it: the list, its paper and its sheet, and the page of a member."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook
from sqlalchemy import select

from alliance.directory import queries
from alliance.foundation.kernel.actor import NOBODY, Role
from alliance.matrix.model import SeatRole
from alliance.organisations import commands
from alliance.organisations.model import Organisation
from alliance.plaques import commands as plaques
from alliance.plaques.model import Plaque


def change(make, organisation, act):
    with make.work(make.person(Role.CENTER_ADMIN).actor) as work:
        act(work, work.session.get_one(Organisation, organisation.id))


def found(make, actor=NOBODY, **wanted):
    with make.work(actor) as work:
        return [line.name for line in queries.members(work, queries.DirectoryFilter(**wanted)).lines]


@pytest.mark.parametrize(
    "q",
    [
        "jyh",
        "JYH",
        "甲银行",
        "jiayinhang",
        "甲银行太原分行（测试）",
        "甲银行太原分行(测试)",
        "太原 甲银行",
        "甲 银行",
        "ｊｙｈ",
    ],
)
def test_anybody_finds_a_member_by_name_pinyin_or_initials(make, browser, q):
    make.organisation("甲银行太原分行（测试）", sector_code="bank")
    make.organisation("乙学校", sector_code="school")
    page = browser().get("directory.members", q=q)
    assert "甲银行太原分行" in page.text
    assert "乙学校" not in page.text


@pytest.mark.parametrize("q", ["%", "_", "\\", "' OR 1=1 --", "没有这家"])
def test_signs_that_mean_something_to_a_database_mean_nothing_here(make, q):
    make.organisation("甲银行太原分行（测试）")
    assert found(make, q=q) == []


def test_an_old_name_still_finds_its_member(make):
    organisation = make.organisation("甲银行太原分行（测试）")
    change(make, organisation, lambda work, one: commands.rename(work, one, "乙银行太原分行（测试）", "乙银行"))
    assert found(make, q="甲银行") == ["乙银行太原分行（测试）"]


def test_every_facet_narrows_the_list(make):
    bank = make.organisation("甲银行", sector_code="bank", district_code="140105")
    school = make.organisation("乙学校", sector_code="school", district_code="140106")
    make.seat(bank, "police_bank", "governance_matrix")
    make.seat(school, "general_alliance", "publicity_matrix")
    for wanted in (
        {"alliance": "police_bank"},
        {"matrix": "governance_matrix"},
        {"sector": "bank"},
        {"district": "140105"},
        {"alliance": "police_bank", "matrix": "governance_matrix"},
    ):
        assert found(make, **wanted) == ["甲银行"]
    assert found(make, alliance="police_bank", matrix="publicity_matrix") == []


def test_the_list_names_alliances_in_their_order_and_marks_the_lead(make, browser):
    organisation = make.organisation("甲银行")
    make.seat(organisation, "police_bank", "governance_matrix", role=SeatRole.LEAD)
    make.seat(organisation, "gov_alliance", "publicity_matrix")
    text = browser().get("directory.members").text
    assert "政务、警银（牵头）" in text
    assert "宣传、治理" in text


def test_a_filter_that_nobody_could_have_chosen_is_refused(browser, make):
    browser(make.person()).get("directory.members", status=400, alliance="nonsense")


@pytest.mark.parametrize("typed", ["x" * 500, "a\x00b"])
def test_a_filter_that_was_mistyped_comes_back_with_its_reason(browser, make, typed):
    page = browser(make.person()).get("directory.members", status=422, q=typed)
    assert page.title.startswith("错误")


@pytest.mark.parametrize("key", [["a"], ["a", "b"], ["a", "b", "c"]])
def test_a_page_mark_that_no_page_gave_is_refused(browser, key):
    browser().get("directory.members", after=browser().mark("directory.members", *key), status=400)
    browser().get("directory.members", after="%%%", status=400)


def test_only_who_oversees_members_may_ask_for_those_that_do_not_stand(make, browser):
    gone = make.organisation("丙公司")
    change(make, gone, lambda work, one: commands.release(work, one, "单位撤销"))
    officer = browser(make.person(Role.CENTER_OFFICER))
    assert "丙公司" not in officer.get("directory.members").text
    assert "丙公司" in officer.get("directory.members", state="left").text
    assert "丙公司" in officer.get("directory.members", state="all").text
    visitor = browser().get("directory.members", state="all")
    assert "丙公司" not in visitor.text
    assert "状态" not in visitor.text


def test_pages_go_on_from_the_last_row_and_show_each_member_once(make, browser):
    names = {make.organisation(f"第{number}单位（测试）").name for number in range(53)}
    first = browser().get("directory.members")
    onward = next(link for link in first.links if "after=" in link)
    second = browser().get(onward)
    shown = [name for name in names for page in (first, second) if name in page.text]
    assert sorted(shown) == sorted(names)
    assert not any("after=" in link for link in second.links if "directory" in link)


def test_the_list_takes_three_queries_however_many_members_there_are(make, browser):
    for _ in range(3):
        make.seat(make.organisation())
    officer = browser(make.person(Role.CENTER_OFFICER))
    officer.get("directory.members", queries=3)
    for _ in range(6):
        make.seat(make.organisation())
    officer.get("directory.members", queries=3)


def test_no_member_and_no_fitting_member_are_told_apart(make, browser):
    assert "尚无成员单位" in browser().get("directory.members").text
    make.organisation()
    assert "没有符合条件的单位" in browser().get("directory.members", q="没有这家").text


def test_the_sheet_holds_the_filtered_list_as_text(make, browser):
    make.organisation("甲银行", sector_code="bank", address="=1+1")
    make.organisation("乙学校", sector_code="school")
    answer = browser(make.person()).get("directory.sheet", sector="bank")
    head, *rows = load_workbook(BytesIO(answer.data)).active.values
    assert len(rows) == 1
    assert dict(zip(head, rows[0], strict=True))["地址"] == "=1+1"
    assert 'filename="members-' in answer.headers["Content-Disposition"]


def test_neither_sheet_nor_paper_holds_what_the_reader_may_not_see(make, browser):
    hidden = make.organisation("丙公司")
    change(make, hidden, lambda work, one: commands.suspend(work, one, "材料不实"))
    staff = browser(make.person(Role.STAFF, organisation=make.organisation()))
    assert "丙公司" not in str(list(load_workbook(BytesIO(staff.get("directory.sheet").data)).active.values))
    assert "丙公司" not in staff.get("directory.paper").text


def test_the_paper_says_what_it_was_filtered_by_and_numbers_its_rows(make, browser):
    for name in ("甲银行", "乙银行"):
        make.organisation(name, sector_code="bank")
    page = browser(make.person()).get("directory.paper", sector="bank", queries=3)
    assert "共 2 家单位" in page.text
    assert "银行" in page.text


def test_the_list_may_be_taken_along_only_by_who_is_signed_in(make, browser):
    make.organisation()
    assert "members.xlsx" not in browser().get("directory.members").html
    assert "members.xlsx" in browser(make.person(Role.VOLUNTEER)).get("directory.members").html


def test_a_members_page_takes_few_queries_whatever_it_shows(make, browser):
    organisation = make.organisation(capabilities={"outlets": 120, "screens": 3})
    for alliance in ("police_bank", "gov_alliance"):
        make.seat(organisation, alliance, "publicity_matrix", "governance_matrix")
    address = {"organisation_id": organisation.id}
    browser().get("directory.member", queries=4, **address)
    browser(make.person(Role.STAFF, organisation=make.organisation())).get("directory.member", queries=5, **address)
    browser(make.person(Role.CENTER_ADMIN)).get("directory.member", queries=6, **address)


@pytest.mark.parametrize(
    ("role", "own", "reads"),
    [
        (None, False, False),
        (Role.VOLUNTEER, False, False),
        (Role.STAFF, False, True),
        (Role.LIAISON, True, True),
        (Role.INSPECTOR, False, True),
        (Role.CENTER_OFFICER, False, True),
    ],
)
def test_contacts_are_for_members_and_the_center_and_leave_no_trace_for_others(make, browser, role, own, reads):
    organisation = make.organisation()
    at = {"organisation": organisation if own else make.organisation()} if role in {Role.STAFF, Role.LIAISON} else {}
    text = browser(make.person(role, **at)).get("directory.member", organisation_id=organisation.id).text
    assert ("0351-5550000" in text) == reads
    assert ("联络员" in text.replace("联络员 ·", "")) == reads or role is Role.LIAISON
    if role is None:
        assert "0351-5550000" not in browser().get("directory.member", organisation_id=organisation.id).text


def test_a_district_officer_reads_the_contacts_of_the_own_district_only(make, browser):
    officer = browser(make.person(Role.DISTRICT_OFFICER, district="140106"))
    for district, reads in (("140106", True), ("140105", False)):
        organisation = make.organisation(district_code=district)
        text = officer.get("directory.member", organisation_id=organisation.id).text
        assert ("0351-5550000" in text) == reads


def test_the_page_keeps_former_names_and_earlier_seats(make, browser):
    organisation = make.organisation("甲银行太原分行（测试）")
    make.seat(organisation, "police_bank")
    change(make, organisation, lambda work, one: commands.rename(work, one, "乙银行太原分行（测试）", "乙银行"))
    change(make, organisation, lambda work, one: commands.release(work, one, "单位撤销"))
    page = browser(make.person(Role.INSPECTOR)).get("directory.member", organisation_id=organisation.id)
    assert "甲银行太原分行（测试）（2022-07-04" in page.text
    assert "警银 成员" in page.text
    assert "单位撤销" in page.text


def test_what_happened_is_told_to_the_center_and_to_its_own_people(make, browser):
    organisation = make.organisation()
    address = {"organisation_id": organisation.id}
    for person, reads in (
        (make.person(Role.CENTER_OFFICER), True),
        (make.person(Role.INSPECTOR), True),
        (make.person(Role.STAFF, organisation=organisation), True),
        (make.person(Role.STAFF, organisation=make.organisation()), False),
        (make.person(Role.VOLUNTEER), False),
    ):
        assert ("加入联盟" in browser(person).get("directory.member", **address).text) == reads


def test_the_buttons_are_the_moves_that_are_open(make, browser):
    organisation = make.organisation()
    address = {"organisation_id": organisation.id}

    def offered(person):
        links = browser(person).get("directory.member", **address).links
        return {link.rsplit("/", 1)[1] for link in links if str(organisation.id) in link}

    officer, admin = make.person(Role.CENTER_OFFICER), make.person(Role.CENTER_ADMIN)
    assert {"suspend", "release", "rename", "keep"} <= offered(officer)
    assert "merge" not in offered(officer)
    assert "merge" in offered(admin)
    change(make, organisation, lambda work, one: commands.suspend(work, one, "材料不实"))
    assert "resume" in offered(officer)
    assert "suspend" not in offered(officer)
    assert not {"suspend", "resume"} & offered(make.person(Role.INSPECTOR))
    change(make, organisation, lambda work, one: commands.release(work, one, "单位撤销"))
    assert not {"resume", "release", "merge", "rename", "keep"} & offered(admin)


def test_a_merged_member_points_to_where_it_went(make, browser):
    small, large = make.organisation("乙公司"), make.organisation("甲公司")
    change(make, small, lambda work, one: commands.merge(work, one, large.id, "机构整合"))
    page = browser(make.person(Role.CENTER_OFFICER)).get("directory.member", organisation_id=small.id)
    assert "并入甲公司" in page.text
    assert any(link.endswith(str(large.id)) for link in page.links)


def test_passers_by_see_a_plaque_once_it_hangs(make, browser):
    organisation = make.organisation()
    with make.work() as work:
        plaque = work.session.scalars(select(Plaque).where(Plaque.organisation_id == organisation.id)).one()
    address = {"organisation_id": organisation.id}
    visitor, officer = browser(), browser(make.person(Role.CENTER_OFFICER))
    assert plaque.serial not in visitor.get("directory.member", **address).text
    assert plaque.serial in officer.get("directory.member", **address).text
    with make.work(make.person(Role.CENTER_ADMIN).actor) as work:
        hung = plaques.IssueText("启动仪式", date(2022, 7, 4), None)
        plaques.issue(work, work.session.get_one(Plaque, plaque.id), hung)
    assert plaque.serial in visitor.get("directory.member", **address).text


def test_whoever_is_no_officer_and_not_of_its_staff_may_ask_to_join(make, browser):
    organisation = make.organisation()
    address = {"organisation_id": organisation.id}
    for visitor, asks, sees_staff in (
        (browser(), True, False),
        (browser(make.person(Role.VOLUNTEER)), True, False),
        (browser(make.person(Role.STAFF, organisation=organisation)), False, True),
        (browser(make.person(Role.CENTER_OFFICER)), False, True),
    ):
        links = visitor.get("directory.member", **address).links
        assert any(f"/join/{organisation.id}" in link for link in links) == asks
        assert any(f"/staff/{organisation.id}" in link for link in links) == sees_staff


def test_only_the_center_is_led_to_the_seats(make, browser):
    organisation = make.organisation()
    for person, leads in ((make.person(Role.CENTER_OFFICER), True), (make.person(Role.INSPECTOR), False)):
        links = browser(person).get("directory.member", organisation_id=organisation.id).links
        assert any(f"/matrix/seats/{organisation.id}" in link for link in links) == leads
