"""A sheet with a row for each open assignment of an organisation: its columns, the empty one, and what a row says."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from uuid import UUID

from ..foundation.kernel.errors import Invalid
from ..foundation.kernel.words import N_, fold
from ..sheets.cells import plain
from ..sheets.checking import SAME_AS_ROW, fault_at
from ..sheets.columns import Column, Kind, heading
from ..sheets.reading import CELL_LONGEST, Row, read, read_hidden
from ..sheets.template import NOT_IN_LIST, Say, rule_for, write, write_choices, write_head, write_hidden
from ..sheets.verdicts import Fault, Line, Outcome, Verdict
from .model import FIGURE_MOST, TITLE_LENGTH
from .own_tasks import OpenTask
from .reporting import Told

VERSION = "1"
TITLE, CHOICES, HIDDEN = "批量上报", "选项", "版本"
PROGRESS, DONE = "进展", "完成"
CODE_LONGEST = 10

NUMBER = Column("number", "行动编号", N_("The number of the action. Leave it as it is."), Kind.CODE, CODE_LONGEST, True)
KIND = Column("kind", "填报类型", N_("Choose: 进展 (under way) or 完成 (done, to be verified)."), required=True)
FIGURE = Column("figure", "累计数量", N_("How many in all so far: a whole number."), Kind.AMOUNT, most=FIGURE_MOST)
WORDS = Column("words", "文字说明", N_("What was done, in one line."), longest=CELL_LONGEST, required=True)
ANSWERS = (KIND, FIGURE, WORDS)
GIVEN = (
    Column("title", "任务", N_("What is asked. Leave it as it is."), longest=TITLE_LENGTH),
    Column("due", "截止日期", N_("The day it is due. Leave it as it is.")),
    Column("asked", "指标", N_("What is counted, and the target. Leave it as it is.")),
    Column("before", "上次数量", N_("What was told last. Leave it as it is.")),
)
COLUMNS = (NUMBER, *GIVEN, *ANSWERS)

OLD = N_("This is not the template that the portal gives out now. Download it again and fill that in.")
NO_SUCH = N_("No open assignment of your organisation has this number.")
NEEDS_EVIDENCE = N_("This action asks for evidence: add it on its page, and report there. Progress can be told here.")
NEEDS_FIGURE = N_("Give the figure that the action asks for.")


@dataclass(frozen=True, slots=True)
class Answer:
    """What a sound row tells of an assignment. `done`: a report, else progress."""

    assignment_id: UUID
    done: bool
    told: Told


@dataclass(frozen=True, slots=True)
class Judged:
    answers: Sequence[Answer]
    outcome: Outcome


def template(tasks: Sequence[OpenTask], made_on: str, say: Say) -> bytes:
    """The sheet to fill in. What only the portal reads says which assignment each number is."""
    from openpyxl import Workbook

    workbook = Workbook()
    sheet = workbook.active
    sheet.title = TITLE
    write_head(sheet, COLUMNS, say)
    lists = write_choices(workbook.create_sheet(CHOICES), {KIND.key: (PROGRESS, DONE)})
    for place, column in enumerate(COLUMNS, start=1):
        if column in ANSWERS:
            sheet.add_data_validation(rule_for(column, place, lists.get(column.key), say))
    for row, task in enumerate(tasks, start=2):
        for place, text in enumerate(_given(task), start=1):
            write(sheet, row, place, text)
    marks = [("template", TITLE), ("version", VERSION), ("made", made_on)]
    write_hidden(workbook.create_sheet(HIDDEN), [*marks, *((str(task.number), str(task.id)) for task in tasks)])
    file = BytesIO()
    workbook.save(file)
    return file.getvalue()


def _given(task: OpenTask) -> Sequence[str]:
    target = f"{task.target} {task.unit}".strip() if task.target is not None else ""
    asked = " ".join(part for part in (task.indicator, target) if part)
    before = "" if task.figure is None else str(task.figure)
    return (str(task.number), task.title, task.due_on.isoformat(), asked, before)


def judge(content: bytes, tasks: Sequence[OpenTask]) -> Judged:
    """The verdict on every row, by the open assignments of now. Raises Invalid or SheetTooLarge."""
    rows = read(content, {heading(column.header): column for column in COLUMNS}, (NUMBER, *ANSWERS))
    marks = {line[0]: line[1] for line in read_hidden(content, HIDDEN) if len(line) > 1}
    if (marks.get("template"), marks.get("version")) != (TITLE, VERSION):
        raise Invalid("file", OLD)
    own = {str(task.number): task for task in tasks if marks.get(str(task.number)) == str(task.id)}
    seen: dict[str, int] = {}
    judged = [_judge(row, own, seen) for row in rows]
    answers = [answer for _line, _faults, answer in judged if answer]
    return Judged(answers, Outcome([one[0] for one in judged], [fault for one in judged for fault in one[1]]))


def _judge(row: Row, own: Mapping[str, OpenTask], seen: dict[str, int]) -> tuple[Line, Sequence[Fault], Answer | None]:
    number, title = row.says(NUMBER.key), row.says("title")
    filled = [column for column in ANSWERS if column.key in row.cells]
    if not filled:
        return Line(row.number, title, number, Verdict.SAME), (), None
    wrong: dict[Column, Invalid] = {}
    values = {column: _value(column, row, wrong) for column in (NUMBER, *ANSWERS)}
    task = _task(row, str(values[NUMBER] or ""), own, seen, wrong)
    done = _done(values, task, wrong)
    if wrong or task is None:
        faults = [fault_at(row, column, refusal) for column, refusal in wrong.items()]
        return Line(row.number, title, number, Verdict.FAULTY), faults, None
    verdict = Verdict.CHANGED if task.told_before else Verdict.NEW
    line = Line(row.number, task.title, number, verdict, tuple(column.header for column in filled))
    return line, (), Answer(task.id, done, Told(str(values[WORDS]), values[FIGURE]))


def _value(column: Column, row: Row, wrong: dict[Column, Invalid]) -> Any:
    try:
        return plain(column, row.cells.get(column.key))
    except Invalid as refusal:
        wrong[column] = refusal
        return None


def _task(
    row: Row,
    number: str,
    own: Mapping[str, OpenTask],
    seen: dict[str, int],
    wrong: dict[Column, Invalid],
) -> OpenTask | None:
    """The assignment that a row speaks of. Whose it is, where it is not one's own, is not told."""
    task = own.get(number)
    if NUMBER in wrong:
        return None
    if task is None:
        wrong[NUMBER] = Invalid(NUMBER.key, NO_SUCH)
        return None
    first = seen.setdefault(number, row.number)
    if first != row.number:
        wrong[NUMBER] = Invalid(NUMBER.key, SAME_AS_ROW, row=first)
    return task


def _done(values: Mapping[Column, Any], task: OpenTask | None, wrong: dict[Column, Invalid]) -> bool:
    """Whether the row reports that it is done, and if so, what is wanting for that."""
    said = fold(values[KIND] or "")
    if KIND not in wrong and said not in {PROGRESS, DONE}:
        wrong[KIND] = Invalid(KIND.key, NOT_IN_LIST)
    if said == DONE and task is not None:
        if task.evidence_asked and not task.gathered:
            wrong.setdefault(KIND, Invalid(KIND.key, NEEDS_EVIDENCE))
        if task.target is not None and values[FIGURE] is None:
            wrong.setdefault(FIGURE, Invalid(FIGURE.key, NEEDS_FIGURE))
    return said == DONE
