"""What of the shelf takes longer than a page can wait: a long list as a sheet."""

from collections.abc import Callable
from typing import Any

from flask_babel import gettext as _

from ..files.model import FileKind
from ..foundation.kernel.clock import local_day
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..jobs.kinds import Asked, Kind, MadeFile, Outcome, Params, Run
from ..policy.can import Can
from ..sheets.filters import in_words
from ..sheets.workbook import text_workbook, untold
from . import found_shown, shelf, taking
from .searching import asked
from .taking import SHEET_MOST, Manner, TakenAlong
from .taking_words import judged, remarks

AT_ONCE_MOST = 1_000
"""Rows that are written in less than half a second where nobody else works."""


def workbook(taken: TakenAlong, told: Callable[[int], None] = untold) -> bytes:
    rows = found_shown.sheet(taken.lines)
    rows += [(words,) + ("",) * (len(found_shown.SHEET) - 1) for words in remarks(taken, SHEET_MOST)]
    return text_workbook(_("Typical cases"), [_(name) for name in found_shown.SHEET], rows, told)


def file_name(work: Work) -> str:
    return f"cases-{local_day(work.now)}.xlsx"


def _prepare(run: Run) -> tuple[TakenAlong, str, bytes]:
    with run.reading() as work:
        form = judged(work)
        taken = taking.look(work, asked(work, form), Manner.SHEET)
    return taken, in_words(form), workbook(taken, run.told)


def _settle(work: Work, job: Asked) -> Outcome:
    taken, words, content = job.prepared
    taking.note(work, taken, Manner.SHEET, words)
    file = MadeFile(file_name(work), FileKind.XLSX, content)
    holds: dict[str, Any] = {"editions": [line.release_number for line in taken.lines]}
    return Outcome(len(taken.lines), file, holds=holds)


def _still(work: Work, holds: Params) -> bool:
    """Whether the reader may still take every edition of the sheet along: one may have been withdrawn from whom it was
    shared with, or shared with fewer."""
    return shelf.may_still_take(work, holds["editions"])


SHEET = Kind(
    name="case_sheet",
    label=N_("Typical cases as an Excel sheet"),
    endpoint="cases.sheet",
    can=Can.TAKE_CASES,
    prepare=_prepare,
    settle=_settle,
    still=_still,
)
