"""Many reports by one sheet: what is seen before is what is told, row by row, or nothing is."""

from io import BytesIO

import pytest
from openpyxl import load_workbook
from sqlalchemy import func, select

from alliance.actions import report_sheet, reporting, reviewing, sheet_telling
from alliance.actions.board_model import ReportSheet
from alliance.actions.model import FIGURE_MOST
from alliance.actions.own_tasks import open_tasks
from alliance.actions.report_sheet import DONE, HIDDEN, PROGRESS
from alliance.actions.sheet_telling import OwnPlace
from alliance.actions.vocabulary import AssignmentRole, AssignmentState
from alliance.foundation.kernel.errors import Conflict, Invalid
from alliance.sheets.commands import SheetUpload
from alliance.sheets.verdicts import Verdict

S = AssignmentState


@pytest.fixture
def three(ground):
    """Three actions: the second has a target, the third asks for evidence."""
    asked = ({}, {"indicator": "讲座", "target": 30, "unit": "场"}, {"evidence_asked": "照片"})
    return [ground.launch(ground.text(title=f"第{number}项", **more)) for number, more in enumerate(asked, 1)]


def template(ground, number=0):
    with ground.make.work(ground.liaisons[number].actor) as work:
        return report_sheet.template(open_tasks(work), "2026-01-01", str)


def filled(content, *rows, hidden=()):
    """The template with (number of the action, kind, figure, words) filled in; `hidden`: cells of the hidden sheet."""
    book = load_workbook(BytesIO(content))
    sheet = book.worksheets[0]
    at = {str(cell.value): cell.row for cell in sheet["A"]}
    for number, *answers in rows:
        for place, value in enumerate(answers, start=6):
            sheet.cell(at[str(number)], place).value = value
    for place, value in hidden:
        book[HIDDEN][place] = value
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def check(ground, content, number=0):
    """The id of the checked sheet, and what was found."""
    with ground.make.work(ground.liaisons[number].actor) as work:
        place = OwnPlace(ground.banks[number].id)
        sheet_id = sheet_telling.check(work, place, SheetUpload("上报.xlsx", content)).id
        return sheet_id, sheet_telling.reading(work, sheet_id)


def take(ground, sheet_id, seen, number=0):
    with ground.make.work(ground.liaisons[number].actor) as work:
        sheet_telling.take_over(work, work.session.get_one(ReportSheet, sheet_id), seen)


def test_the_template_has_a_row_for_each_open_assignment_and_none_of_others(ground, three):
    with ground.assignment(three[0], 0, ground.officer) as (work, assignment):
        reviewing.waive(work, assignment, "不再需要")
    ground.launch(ground.text(default_role=AssignmentRole.INFORM))
    book = load_workbook(BytesIO(template(ground)))
    numbers = [row[0] for row in book.worksheets[0].iter_rows(min_row=2, values_only=True)]
    assert numbers == ["2", "3"]
    assert book[HIDDEN].sheet_state == "hidden"
    assert book.worksheets[0].data_validations.dataValidation


def test_a_drill_says_so_in_the_template_and_in_what_the_sheet_would_tell(ground, three):
    with ground.action(three[0]) as (_work, action):
        action.drill = True
    content = template(ground)
    titles = [row[1] for row in load_workbook(BytesIO(content)).worksheets[0].iter_rows(min_row=2, values_only=True)]
    assert titles == ["〔演练〕第1项", "第2项", "第3项"]
    _sheet, seen = check(ground, filled(content, (1, DONE, None, "完成"), (2, PROGRESS, 3, "三场")))
    assert [line.name for line in seen.lines if line.changed] == ["〔演练〕第1项", "第2项"]


def test_what_was_seen_is_told_and_a_second_press_changes_nothing(ground, three):
    content = filled(template(ground), (1, DONE, None, "全部完成"), (2, PROGRESS, 12, "讲了十二场"))
    sheet_id, seen = check(ground, content)
    assert {verdict: count for verdict, count in seen.counts.items() if count} == {Verdict.NEW: 2, Verdict.SAME: 1}
    assert ground.stands(three[0]) is S.ASSIGNED
    for _press in range(2):
        take(ground, sheet_id, seen.digest)
    assert [ground.stands(one) for one in three] == [S.REPORTED, S.IN_PROGRESS, S.ASSIGNED]
    assert ground.held(three[1])[ground.banks[0].id].figure == 12
    assert ground.stands(three[0], 1) is S.ASSIGNED
    again, later = check(ground, filled(template(ground), (2, PROGRESS, 20, "二十场")))
    assert later.counts[Verdict.CHANGED] == 1
    take(ground, again, later.digest)
    assert ground.held(three[1])[ground.banks[0].id].figure == 20


def test_a_figure_may_be_as_great_in_the_sheet_as_on_the_page(ground, three):
    sheet_id, seen = check(ground, filled(template(ground), (2, PROGRESS, FIGURE_MOST, "止付金额（分）")))
    take(ground, sheet_id, seen.digest)
    assert ground.held(three[1])[ground.banks[0].id].figure == FIGURE_MOST
    _sheet, greater = check(ground, filled(template(ground), (2, PROGRESS, FIGURE_MOST + 1, "更多")))
    assert [fault.column for fault in greater.faults] == ["累计数量"]


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ((1, DONE, None, None), "文字说明"),
        ((1, None, None, "完成"), "填报类型"),
        ((1, "也许", None, "完成"), "填报类型"),
        ((1, DONE, "很多", "完成"), "累计数量"),
        ((1, DONE, -3, "完成"), "累计数量"),
        ((1, DONE, None, "=1+1"), "文字说明"),
        ((1, DONE, None, "长" * 301), "文字说明"),
        ((2, DONE, None, "完成"), "累计数量"),
        ((3, DONE, None, "完成"), "填报类型"),
    ],
)
def test_a_faulty_row_is_named_with_its_column_and_nothing_is_told(ground, three, row, column):
    sheet_id, seen = check(ground, filled(template(ground), row))
    assert [fault.column for fault in seen.faults] == [column]
    with pytest.raises(Conflict):
        take(ground, sheet_id, seen.digest)
    assert {ground.stands(one) for one in three} == {S.ASSIGNED}


def test_anothers_assignment_is_refused_in_the_words_of_one_that_does_not_exist(ground, three):
    others = ground.held(three[0])[ground.banks[1].id].id
    content = template(ground)
    told = []
    marks = [row[0].value for row in load_workbook(BytesIO(content))[HIDDEN].iter_rows()]
    line = len(marks) - marks[::-1].index("1")
    for forged in (str(others), "00000000-0000-0000-0000-000000000007", "nonsense"):
        _sheet, seen = check(ground, filled(content, (1, DONE, None, "完成"), hidden=[(f"B{line}", forged)]))
        told.append([(fault.column, fault.words) for fault in seen.faults])
    assert told == [[("行动编号", report_sheet.NO_SUCH)]] * 3
    _sheet, seen = check(ground, filled(template(ground, 1), (1, DONE, None, "完成")), 0)
    assert [fault.words for fault in seen.faults] == [report_sheet.NO_SUCH]
    assert ground.stands(three[0], 1) is S.ASSIGNED


def test_the_same_action_twice_is_a_fault(ground, three):
    book = load_workbook(BytesIO(filled(template(ground), (1, PROGRESS, None, "好"))))
    book.worksheets[0].append(["1", "", "", "", "", PROGRESS, None, "又"])
    file = BytesIO()
    book.save(file)
    _sheet, seen = check(ground, file.getvalue())
    assert [fault.column for fault in seen.faults] == ["行动编号"]


def test_another_workbook_than_the_template_is_refused(ground, three):
    with pytest.raises(Invalid):
        check(ground, filled(template(ground), hidden=[("B2", "0")]))
    assert ground.count(ReportSheet) == 0


def test_what_changed_since_the_check_is_not_told(ground, three):
    sheet_id, seen = check(ground, filled(template(ground), (1, DONE, None, "完成"), (2, PROGRESS, 3, "三场")))
    ground.receive(three[0])
    with ground.assignment(three[0]) as (work, assignment):
        reporting.report(work, assignment, reporting.Told("已在页面上报"))
    with pytest.raises(Conflict):
        take(ground, sheet_id, seen.digest)
    with pytest.raises(Conflict):
        take(ground, sheet_id, "x")
    assert ground.stands(three[1]) is S.ASSIGNED


def test_the_whole_way_over_the_pages(ground, three, browser):
    bank = browser(ground.liaisons[0])
    assert "模板" in bank.get("actions.own_sheets").text
    content = bank.client.get("/actions/own/sheets/template", headers={"Host": "localhost"}).get_data()
    bad = upload(bank, filled(content, (1, DONE, None, None)))
    assert "暂不能提交" in bank.follow(bad).text
    marked = bank.client.get(bad.headers["Location"] + "/marked", headers={"Host": "localhost"}).get_data()
    cells = [cell for row in load_workbook(BytesIO(marked)).worksheets[0].iter_rows(min_row=2) for cell in row]
    assert [cell.coordinate for cell in cells if cell.comment] == ["H2"]
    good = bank.follow(upload(bank, filled(content, (1, DONE, None, "全部完成"))))
    form = good.form("/take-over")
    done = bank.follow(bank.post(form.action, form.values))
    assert "已报送中心" in done.text
    assert ground.stands(three[0]) is S.REPORTED
    for path in (bad.headers["Location"], bad.headers["Location"] + "/marked"):
        browser(ground.liaisons[1]).get(path, status=404)
        browser(ground.officer).get(path, status=404)


def upload(bank, content):
    return bank.post("actions.upload_sheet", {"file": (BytesIO(content), "上报.xlsx")})


def test_no_file_or_another_file_is_refused_with_words(ground, three, browser):
    bank = browser(ground.liaisons[0])
    bank.post("actions.upload_sheet", {}, status=422)
    bank.post("actions.upload_sheet", {"file": (BytesIO(b"x"), "a.xlsx")}, status=422)
    with ground.make.work() as work:
        assert work.session.scalar(select(func.count()).select_from(ReportSheet)) == 0


def test_where_nothing_waits_there_is_no_template(ground, browser):
    assert "暂无待上报任务" in browser(ground.liaisons[0]).get("actions.own_sheets").text
    browser(ground.officer).get("actions.own_sheets", status=404)
