"""The roster as each visitor meets it."""

from io import BytesIO
from uuid import uuid4

import pytest
from openpyxl import load_workbook

from alliance.foundation.kernel.actor import Role
from alliance.organisations import commands as organisations
from alliance.rosters import commands

from .conftest import TITLE


def test_two_officers_publish_version_1_by_clicking(browser, seated, officer, second_officer):
    one, two = browser(officer), browser(second_officer)
    form = one.get("rosters.new_draft").form("/rosters/new")
    drawn = one.follow(one.post("rosters.draw_up", form.values))
    assert "甲银行太原分行" in drawn.text
    address = drawn.response.request.path
    two.follow(two.post(two.get(address).form("/approve").action))
    published = one.follow(one.post(one.get(address).form("/publish").action))
    assert published.response.request.path == "/rosters/1"
    assert published.title.startswith(form.values["title"])
    anybody = browser().get("rosters.version", number=1)
    assert all(organisation.name in anybody.text for organisation in seated)


def test_the_one_who_drew_up_the_draft_is_refused_its_approval_with_words(browser, draft, officer):
    page = browser(officer).post("rosters.approve", status=403, roster_id=draft.id)
    assert "起草人本人不能审定" in page.text


def test_the_button_to_approve_stands_only_before_the_second_person(browser, draft, officer, second_officer):
    def approving(page):
        return [form for form in page.forms if form.action.endswith("/approve")]

    assert not approving(browser(officer).get("rosters.draft", roster_id=draft.id))
    assert approving(browser(second_officer).get("rosters.draft", roster_id=draft.id))


@pytest.mark.parametrize("role", [None, Role.LIAISON, Role.STAFF, Role.DISTRICT_OFFICER, Role.VOLUNTEER])
def test_a_draft_is_not_there_for_whom_it_does_not_concern(make, browser, draft, seated, role):
    organisation = seated[0] if role in {Role.LIAISON, Role.STAFF} else None
    district = "140106" if role is Role.DISTRICT_OFFICER else None
    visitor = browser(make.person(role, organisation=organisation, district=district) if role else None)
    visitor.get("rosters.draft", status=404, roster_id=draft.id)
    visitor.get("rosters.compare_draft", status=404, roster_id=draft.id)
    for endpoint in ("redraw", "approve", "give_back", "publish"):
        visitor.post(f"rosters.{endpoint}", status=404, roster_id=draft.id)
    assert str(draft.id) not in visitor.get("rosters.versions").html


def test_an_inspector_reads_a_draft_and_changes_nothing(make, browser, draft):
    inspector = browser(make.person(Role.INSPECTOR))
    page = inspector.get("rosters.draft", roster_id=draft.id)
    assert not [form for form in page.forms if "/drafts/" in form.action]
    for endpoint in ("redraw", "approve", "give_back", "publish"):
        inspector.post(f"rosters.{endpoint}", status=403, roster_id=draft.id)


def test_nobody_but_the_center_draws_up_a_roster(make, browser, seated):
    browser().get("rosters.new_draft", status=303)
    liaison = browser(make.person(Role.LIAISON, organisation=seated[0]))
    liaison.get("rosters.new_draft", status=403)
    liaison.post("rosters.draw_up", {"title": TITLE, "dated_on": "2022-07-04"}, status=403)


@pytest.mark.parametrize(
    "wrong",
    [{"title": ""}, {"dated_on": ""}, {"dated_on": "yesterday"}, {"title": "字" * 121}, {"title": "名\u202e单"}],
)
def test_a_faulty_draft_form_comes_back_with_what_was_typed(browser, seated, officer, wrong):
    sent = {"title": TITLE, "dated_on": "2022-07-04"} | wrong
    page = browser(officer).post("rosters.draw_up", sent, status=422)
    assert page.form("/rosters/new").values["dated_on"] == sent["dated_on"]
    assert 'role="alert"' in page.html


def test_a_draft_of_nothing_is_refused(browser, officer):
    browser(officer).post("rosters.draw_up", {"title": TITLE, "dated_on": "2022-07-04"}, status=422)


def test_a_second_draft_is_refused_while_one_is_worked_on(browser, draft, officer):
    browser(officer).post("rosters.draw_up", {"title": TITLE, "dated_on": "2022-07-04"}, status=409)


def test_a_draft_sent_twice_is_drawn_up_once(browser, seated, officer):
    center = browser(officer)
    sent = {"title": TITLE, "dated_on": "2022-07-04", "idempotency_key": "k" * 32}
    first = center.post("rosters.draw_up", sent)
    again = center.post("rosters.draw_up", sent)
    assert first.headers["Location"] == again.headers["Location"]


def test_a_move_that_is_not_open_answers_409(browser, draft, officer, second_officer):
    browser(officer).post("rosters.publish", status=409, roster_id=draft.id)
    browser(officer).post("rosters.give_back", status=409, roster_id=draft.id)
    browser(second_officer).post("rosters.approve", roster_id=draft.id)
    browser(officer).post("rosters.redraw", status=409, roster_id=draft.id)
    browser(second_officer).post("rosters.approve", status=409, roster_id=draft.id)


def test_unknown_rosters_are_not_there(browser, officer):
    center = browser(officer)
    center.get("rosters.draft", status=404, roster_id=uuid4())
    center.get("/rosters/1", status=404)
    center.get("/rosters/99999999999999999999", status=404)
    center.get("/rosters/drafts/1", status=404)
    center.post("rosters.approve", status=404, roster_id=uuid4())


def test_the_lines_stand_alliance_by_alliance_the_leads_first_then_by_pinyin(browser, make, seated, publish):
    late = make.organisation("阿银行")
    make.seat(late, "police_bank")
    publish()
    html = browser().get("rosters.version", number=1).html
    places = [html.index(name) for name in ("甲银行太原分行", "阿银行", "乙银行")]
    assert html.index('id="general_alliance"') < html.index('id="police_bank"') < html.index('id="police_telecom"')
    section = html[html.index('id="police_bank"') :]
    places = [section.index(name) for name in ("甲银行太原分行", "阿银行", "乙银行")]
    assert places == sorted(places)


def test_a_published_version_is_frozen_whatever_happens_later(browser, make, seated, officer, publish):
    publish()
    before = browser().get("rosters.paper", number=1)
    with make.work(officer.actor) as work:
        organisations.rename(work, work.session.merge(seated[0]), "甲银行（改名）", "甲银")
        organisations.suspend(work, work.session.merge(seated[1]), "核查")
    publish()
    assert browser().get("rosters.paper", number=1).text == before.text
    newer = browser().get("rosters.version", number=2)
    assert "甲银行（改名）" in newer.text
    assert "乙银行" not in newer.text
    listed = browser().get("rosters.versions")
    assert {"/rosters/1", "/rosters/2"} <= set(listed.links)


def test_the_address_of_a_draft_leads_to_its_version_once_it_is_published(browser, seated, publish):
    roster = publish()
    assert browser().get("rosters.draft", status=303, roster_id=roster.id).headers["Location"] == "/rosters/1"


def test_the_difference_names_who_joined_left_and_changed(browser, make, seated, officer, publish):
    publish()
    newcomer = make.organisation("丁保险公司")
    make.seat(newcomer, "police_bank")
    with make.work(officer.actor) as work:
        organisations.suspend(work, work.session.merge(seated[1]), "核查")
        organisations.rename(work, work.session.merge(seated[2]), "丙通信公司", "丙通信")
    publish()
    page = browser().get("rosters.compare", older=1, newer=2)
    assert all(name in page.text for name in ("丁保险公司", "乙银行", "丙电信公司", "丙通信公司"))
    assert "甲银行太原分行" not in page.text
    same = browser().get("rosters.compare", older=2, newer=2)
    assert "乙银行" not in same.text


def test_a_draft_is_compared_with_the_newest_version(browser, make, seated, officer, publish):
    publish()
    newcomer = make.organisation("丁保险公司")
    make.seat(newcomer, "police_bank")
    with make.work(officer.actor) as work:
        drawn = commands.draft(work, commands.RosterText(TITLE, work.now.date()))
    assert "丁保险公司" in browser(officer).get("rosters.compare_draft", roster_id=drawn.id).text


def test_there_is_nothing_to_compare_before_version_2(browser, seated, officer, draft, publish):
    browser().get("rosters.compare")
    browser(officer).get("rosters.compare_draft", status=404, roster_id=draft.id)


def test_a_version_that_nobody_published_cannot_be_compared(browser, seated, publish):
    publish(), publish()
    for wrong in ({"older": 7}, {"newer": "x"}, {"older": "99999999999999999999"}):
        browser().get("rosters.compare", status=400, **wrong)


def test_the_sheet_holds_every_line_as_text(browser, make, seated, publish):
    dangerous = make.organisation("=HYPERLINK(1)银行")
    make.seat(dangerous, "police_bank")
    publish()
    answer = browser().get("rosters.sheet", number=1)
    assert answer.headers["Content-Disposition"] == 'attachment; filename="roster-1.xlsx"'
    sheet = load_workbook(BytesIO(answer.data)).active
    rows = list(sheet.iter_rows(min_row=2))
    assert len(rows) == 5
    assert {cell.data_type for row in rows for cell in row if cell.value} == {"s"}
    assert "=HYPERLINK(1)银行" in {row[2].value for row in rows}


def test_the_pages_cost_the_same_however_long_the_roster_is(browser, make, seated, publish):
    publish()
    visitor = browser()
    visitor.get("rosters.version", queries=2, number=1)
    visitor.get("rosters.versions", queries=2)
    for _ in range(5):
        make.seat(make.organisation())
    publish()
    visitor.get("rosters.version", queries=2, number=2)
    visitor.get("rosters.paper", queries=2, number=2)
    visitor.get("rosters.versions", queries=2)


def test_a_list_goes_on_only_from_a_place_that_exists(browser, seated, publish):
    publish()
    visitor = browser()
    for key in (["x"], ["1", "2"], ["9" * 16]):
        visitor.get("rosters.version", status=400, number=1, after=visitor.mark("rosters.version", *key))
        visitor.get("rosters.versions", status=400, after=visitor.mark("rosters.versions", *key))
