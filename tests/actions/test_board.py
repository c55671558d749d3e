"""The tracking board: everybody sees the lights that they may, and what is counted is what is there."""

from datetime import timedelta
from io import BytesIO
from itertools import product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from sqlalchemy import func, select

from alliance.actions import board as boards
from alliance.actions import board_list, own, reviewing
from alliance.actions.board_filter import BoardFilter, Drills, Order
from alliance.actions.lights import behind_on, light, light_of
from alliance.actions.model import Assignment
from alliance.actions.queries import standings
from alliance.actions.rollup import Tally, roll_up
from alliance.actions.vocabulary import RED, AssignmentRole, AssignmentState, Light, RollUpRule
from alliance.cases.found_model import SavedSearch
from alliance.foundation.kernel.actor import Role
from alliance.journal.model import Entry
from tests.days import in_days, today

S = AssignmentState
DAYS = (-2, -1, 0, 1, 3, 4, 9)


def change(ground, action_id, number, **values):
    """Let an assignment stand as a test needs it."""
    with ground.make.work() as work:
        own = (Assignment.action_id == action_id, Assignment.organisation_id == ground.banks[number].id)
        found = work.session.scalars(select(Assignment).where(*own)).one()
        for name, value in values.items():
            setattr(found, name, value)


def test_the_light_in_sql_is_the_one_in_python_for_every_state_and_day(ground):
    action_id = ground.launch()
    held = ground.held(action_id)[ground.banks[0].id].id
    for state, receipt, due in product(AssignmentState, DAYS, DAYS):
        change(ground, action_id, 0, state=state, receipt_due_on=in_days(receipt), due_on=in_days(due))
        with ground.make.work() as work:
            asked = select(light(today()), behind_on(today())).where(Assignment.id == held)
            shown, behind = work.session.execute(asked).one()
        expected = light_of(state, in_days(receipt), in_days(due), today())
        assert Light(shown) is expected, (state, receipt, due)
        assert bool(behind) == (expected in RED)


one_of_each = st.lists(
    st.tuples(st.sampled_from(AssignmentState), st.sampled_from(DAYS), st.sampled_from(AssignmentRole)),
    min_size=3,
    max_size=3,
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(one_of_each, st.sampled_from([(RollUpRule.ALL, None), (RollUpRule.COUNT, 2), (RollUpRule.WEIGHTED, 60)]))
def test_lights_and_roll_up_are_those_of_a_plain_model(ground, stands, rule):
    action_id = ground.launch(ground.text(rule=rule[0], rule_number=rule[1]))
    for number, (state, days, role) in enumerate(stands):
        change(ground, action_id, number, state=state, due_on=in_days(days), receipt_due_on=in_days(days), role=role)
    lights = [light_of(state, in_days(days), in_days(days), today()) for state, days, _role in stands]
    with ground.make.work(ground.officer.actor) as work:
        rows = boards.rows(work, BoardFilter(q="网点"))
        (row,) = [one for one in rows.rows if one.id == action_id]
        found = boards.far(work, BoardFilter(), [row])[action_id]
        standing = standings(work, {action_id: rule})[action_id]
        cells = boards.cells(work, BoardFilter(), [action_id], [bank.id for bank in ground.banks])
    assert found.lights == {one: lights.count(one) for one in set(lights)}
    assert sorted(cell.light for cell in cells) == sorted(lights)
    tallies = [Tally(role, state, 1, 1) for state, _days, role in stands]
    assert found.roll_up == standing.roll_up == roll_up(*rule, tallies)
    assert standing.late == sum(one in RED for one in lights)


@pytest.fixture
def town(ground, make):
    """Two running actions; one bank lies in another district, one is late."""
    first, second = ground.launch(), ground.launch(ground.text(title="排查账户"))
    ground.late(first, 0)
    change(ground, first, 1, district_code="140105")
    change(ground, second, 1, district_code="140105")
    return first, second


def test_a_district_officer_sees_the_cells_of_the_own_district_alone(ground, town, make, browser):
    here = browser(make.person(Role.DISTRICT_OFFICER, district="140105")).get("actions.board")
    assert ground.banks[1].short_name in here.text
    assert ground.banks[0].short_name not in here.text
    assert "tone-red" not in here.html.split('id="listing"')[1].split("lamp-legend")[0]
    center = browser(ground.officer).get("actions.board")
    assert ground.banks[0].short_name in center.text


def test_the_board_is_for_the_center_its_districts_and_inspectors(ground, town, make, browser):
    browser(make.person(Role.INSPECTOR)).get("actions.board")
    browser(ground.liaisons[0]).get("actions.board", status=403)
    browser().get("actions.board", status=303)


@pytest.mark.parametrize("show", ["", "list", "alliances"])
def test_each_look_shows_the_same_actions_in_a_few_statements_however_much_there_is(ground, town, browser, show):
    officer = browser(ground.officer)
    page = officer.get("actions.board", show=show, queries=6)
    assert "排查账户" in page.text
    before = officer.queries
    for number in range(4):
        ground.launch(ground.text(title=f"第{number}次"))
    officer.get("actions.board", show=show, queries=before)


def test_an_empty_board_says_what_will_stand_there(ground, browser):
    assert "暂无进行中的行动" in browser(ground.officer).get("actions.board").text


@pytest.mark.parametrize(
    ("asked", "there", "gone"),
    [
        ({"q": "账户"}, "排查账户", "反诈宣传"),
        ({"light": "red"}, "反诈宣传", "排查账户"),
        ({"light": "late"}, "反诈宣传", "排查账户"),
        ({"district": "140105", "light": "red"}, "没有符合条件的行动", "排查账户"),
        ({"alliance": "police_bank", "matrix": "governance_matrix"}, "排查账户", "没有符合"),
        ({"alliance": "police_telecom"}, "没有符合条件的行动", "排查账户"),
        ({"alliance": "police_bank", "matrix": "publicity_matrix"}, "没有符合条件的行动", "排查账户"),
        ({"state": "closed"}, "没有符合条件的行动", "排查账户"),
        ({"drills": "only"}, "没有符合条件的行动", "排查账户"),
        ({"order": "due"}, "排查账户", "没有符合"),
    ],
)
@pytest.mark.parametrize("show", ["", "list"])
def test_each_filter_leaves_what_fits(ground, town, browser, show, asked, there, gone):
    listing = browser(ground.officer).get("actions.board", show=show, **asked).html.split('id="listing"')[1]
    assert there in listing
    assert gone not in listing


def test_an_officer_or_an_organisation_may_be_asked_for(ground, town, browser):
    officer = browser(ground.officer)
    assert "排查账户" in officer.get("actions.board", officer=str(ground.officer.id)).text
    page = officer.get("actions.board", organisation=ground.banks[2].short_name)
    assert ground.banks[2].short_name in page.text
    assert ground.banks[0].short_name not in page.text


@pytest.mark.parametrize(
    "asked", [{"light": "pink"}, {"officer": "x"}, {"show": "cube"}, {"along": "x"}, {"after": "x"}]
)
def test_an_address_that_nobody_could_have_chosen_is_refused(ground, town, browser, asked):
    browser(ground.officer).get("actions.board", status=400, **asked)


def test_the_list_goes_on_by_day_organisation_and_action(ground, town, monkeypatch):
    monkeypatch.setattr(board_list, "PAGE_ROWS", 4)
    with ground.make.work(ground.officer.actor) as work:
        first = board_list.listed(work, BoardFilter())
        second = board_list.listed(work, BoardFilter(), first.next_key)
    lines = [*first.lines, *second.lines]
    assert len({line.id for line in lines}) == len(lines) == 6
    assert [line.due_on for line in lines] == sorted(line.due_on for line in lines)
    assert second.next_key is None


def test_a_drill_is_left_out_unless_it_is_asked_for(ground):
    action_id = ground.launch()
    with ground.action(action_id) as (_work, action):
        action.drill = True
    with ground.make.work(ground.officer.actor) as work:
        found = [len(boards.rows(work, BoardFilter(drills=which)).rows) for which in Drills]
    assert found == [0, 1, 1]


@pytest.mark.parametrize("order", list(Order))
def test_pages_go_on_where_the_last_one_ended_down_and_along(ground, monkeypatch, order):
    monkeypatch.setattr(boards, "ROWS", 2)
    monkeypatch.setattr(boards, "COLUMNS", 2)
    ids = [ground.launch(ground.text(due_on=today() + timedelta(days=9 - number))) for number in range(3)]
    with ground.make.work(ground.officer.actor) as work:
        wanted = BoardFilter(order=order)
        first = boards.rows(work, wanted)
        second = boards.rows(work, wanted, first.next_key)
        left = boards.columns(work, wanted, first.ids)
        right = boards.columns(work, wanted, first.ids, left.next_key)
    assert [*first.ids, *second.ids] == ids[::-1]
    assert second.next_key is None is right.next_key
    shown = [column.id for column in (*left.columns, *right.columns)]
    assert sorted(shown) == sorted(bank.id for bank in ground.banks)


def test_links_to_the_next_rows_and_columns_stand_on_the_page(ground, browser, monkeypatch):
    monkeypatch.setattr(boards, "ROWS", 1)
    monkeypatch.setattr(boards, "COLUMNS", 2)
    ground.launch(ground.text(title="更早的行动")), ground.launch()
    officer = browser(ground.officer)
    page = officer.get("actions.board")
    down = next(link for link in page.links if "after=" in link)
    along = next(link for link in page.links if "along=" in link)
    assert "更早的行动" in officer.get(down).text
    (left,) = [bank for bank in ground.banks if bank.short_name not in page.text]
    assert left.short_name in officer.get(along).text


def test_the_sheet_holds_what_the_board_shows_as_text_and_is_on_record(ground, town, browser):
    with ground.action(town[1]) as (_work, action):
        action.title = "=1+1"
    answer = browser(ground.officer).post("/actions/board.xlsx?light=red", status=200)
    sheet = load_workbook(BytesIO(answer.get_data())).worksheets[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert [row[2] for row in rows] == [ground.banks[0].name]
    whole = load_workbook(BytesIO(browser(ground.officer).post("actions.board_sheet", status=200).get_data())).active
    assert all(cell.data_type == "s" for row in whole.iter_rows(min_row=2) for cell in row if cell.value is not None)
    with ground.make.work() as work:
        taken = work.session.scalars(select(Entry.payload).where(Entry.event == "BoardTaken").order_by(Entry.number))
        assert [(one["rows"], one["fits"]) for one in taken] == [(1, 1), (6, 6)]


def test_a_sheet_that_was_cut_says_so(ground, town, browser, monkeypatch):
    monkeypatch.setattr("alliance.actions.board_list.SHEET_MOST", 2)
    answer = browser(ground.officer).post("actions.board_sheet", status=200)
    rows = list(load_workbook(BytesIO(answer.get_data())).active.iter_rows(min_row=2, values_only=True))
    assert len(rows) == 3
    assert "共6项" in rows[-1][0]


def test_a_view_is_kept_for_oneself_alone_and_dropped(ground, town, browser):
    officer, second = browser(ground.officer), browser(ground.second)
    officer.post("actions.keep_view", {"title": "红灯", "address": "light=red&show=list&evil=1"})
    page = officer.get("actions.board")
    assert any("show=list" in link and "light=red" in link and "evil" not in link for link in page.links)
    assert "红灯</a>" in page.html
    assert "红灯</a>" not in second.get("actions.board").html
    assert "红灯</a>" not in officer.get("cases.shelf").html
    with ground.make.work() as work:
        search_id = work.session.scalars(select(SavedSearch.id)).one()
    second.post("actions.drop_view", status=404, search_id=search_id)
    officer.post("actions.drop_view", search_id=search_id)
    with ground.make.work() as work:
        assert work.session.scalar(select(func.count()).select_from(SavedSearch)) == 0


@pytest.mark.parametrize("sent", [{"title": "", "address": "light=red"}, {"title": "红灯", "address": "evil=1"}])
def test_a_view_without_a_name_or_without_a_question_is_not_kept(ground, town, browser, sent):
    browser(ground.officer).post("actions.keep_view", sent, status=422)


def test_what_is_asked_of_us_comes_by_day_and_then_what_is_finished(ground, monkeypatch):
    monkeypatch.setattr(own, "PAGE_ROWS", 2)
    ids = [ground.launch(ground.text(due_on=in_days(9 - number))) for number in range(5)]
    for action_id in ids[:2]:
        with ground.assignment(action_id, 0, ground.officer) as (work, assignment):
            reviewing.waive(work, assignment, "不再需要")
    ground.late(ids[4], 0)
    found = {}
    for finished in (False, True):
        with ground.make.work(ground.liaisons[0].actor) as work:
            first = own.own_assignments(work, own.OwnFilter(finished))
            rest = own.own_assignments(work, own.OwnFilter(finished), first.next_key) if first.next_key else None
        found[finished] = [line.action_id for page in (first, rest) if page for line in page.lines]
    assert found == {False: [ids[4], ids[3], ids[2]], True: [ids[1], ids[0]]}
    assert first.counts == {Light.LATE: 1, Light.WAITING: 2}
    with ground.make.work(ground.liaisons[0].actor) as work:
        late = own.own_assignments(work, own.OwnFilter(light=Light.LATE))
    assert [line.action_id for line in late.lines] == [ids[4]]


@pytest.mark.parametrize("order", ["", "due"])
def test_a_list_does_not_go_on_behind_a_number_that_no_action_can_have(ground, browser, order):
    officer = browser(ground.officer)
    mark = officer.mark("actions.board", "2026-01-01", "9" * 30)
    officer.get("actions.board", status=400, order=order, after=mark)
