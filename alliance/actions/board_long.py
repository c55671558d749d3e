"""What of the board takes longer than a page can wait: a long list as a sheet."""

from collections.abc import Callable

from flask import request
from flask_babel import gettext as _

from ..files.model import FileKind
from ..foundation.kernel.clock import local_day
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..foundation.web import listing
from ..jobs.kinds import Asked, Kind, MadeFile, Outcome, Run
from ..policy.can import Can
from ..sheets.workbook import text_workbook, untold
from . import board_list, board_shown
from .board_forms import BoardForm
from .board_list import Taken
from .board_words import BoardWords, words

AT_ONCE_MOST = 2_000
"""Rows that are written in less than half a second where nobody else works."""


def judged(work: Work) -> tuple[BoardForm, BoardWords]:
    """The filters that the address names, and the words that they are chosen from."""
    form, known = BoardForm(request.args), words(work)
    form.offer(known)
    listing.ask(form)
    return form, known


def workbook(taken: Taken, told: Callable[[int], None] = untold) -> bytes:
    rows = [*board_shown.sheet(taken.lines), *_remark(taken)]
    return text_workbook(_("Tracking board"), [_(name) for name in board_shown.SHEET], rows, told)


def _remark(taken: Taken) -> list[tuple[str, ...]]:
    """What a reader of the sheet must know where it was cut."""
    most = len(taken.lines)
    if taken.fits == most:
        return []
    cut = _(
        "Only the first %(most)d of %(fits)d stand here. Narrow the board to take the rest.", most=most, fits=taken.fits
    )
    return [(cut, *[""] * (len(board_shown.SHEET) - 1))]


def file_name(work: Work) -> str:
    return f"actions-{local_day(work.now)}.xlsx"


def _prepare(run: Run) -> tuple[Taken, bytes]:
    with run.reading() as work:
        form, _known = judged(work)
        taken = board_list.look(work, form.asked())
    return taken, workbook(taken, run.told)


def _settle(work: Work, job: Asked) -> Outcome:
    taken, content = job.prepared
    board_list.note(work, taken)
    return Outcome(len(taken.lines), MadeFile(file_name(work), FileKind.XLSX, content))


SHEET = Kind(
    name="board_sheet",
    label=N_("The tracking board as an Excel sheet"),
    endpoint="actions.board_sheet",
    can=Can.SEE_BOARD,
    prepare=_prepare,
    settle=_settle,
)
