"""What of the log takes longer than a page can wait: a long list as a sheet."""

from collections.abc import Callable

from flask import request
from flask_babel import gettext as _

from ..files.model import FileKind
from ..foundation.kernel.clock import local_day
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..jobs.kinds import Asked, Kind, MadeFile, Outcome, Run
from ..policy.can import Can
from ..sheets.workbook import text_workbook, untold
from . import filling, queries, shown, totals
from .forms import OutreachFilterForm
from .queries import OutreachFilter, Taken

AT_ONCE_MOST = 2_000
"""Rows that are written in less than half a second where nobody else works."""


def judged(work: Work) -> tuple[OutreachFilterForm, OutreachFilter]:
    """The filters that the address names, and what they ask for."""
    form = OutreachFilterForm(request.args)
    return form, filling.asked(work, form, totals.words(work))


def workbook(taken: Taken, told: Callable[[int], None] = untold) -> bytes:
    rows = [*shown.sheet(taken.lines), *_remark(taken)]
    return text_workbook(_("Everyday publicity"), [_(name) for name in shown.SHEET], rows, told)


def _remark(taken: Taken) -> list[shown.Row]:
    """What a reader of the sheet must know where it was cut."""
    most = len(taken.lines)
    if taken.fit == most:
        return []
    cut = _(
        "Only the first %(most)d of %(fit)d stand here. Narrow the list to take the rest.", most=most, fit=taken.fit
    )
    return [(cut, *[""] * (len(shown.SHEET) - 1))]


def file_name(work: Work) -> str:
    return f"outreach-{local_day(work.now)}.xlsx"


def _prepare(run: Run) -> tuple[Taken, bytes]:
    with run.reading() as work:
        _form, wanted = judged(work)
        taken = queries.look(work, wanted)
    return taken, workbook(taken, run.told)


def _settle(work: Work, job: Asked) -> Outcome:
    taken, content = job.prepared
    queries.note(work, taken)
    return Outcome(len(taken.lines), MadeFile(file_name(work), FileKind.XLSX, content))


SHEET = Kind(
    name="outreach_sheet",
    label=N_("Everyday publicity as an Excel sheet"),
    endpoint="outreach.sheet",
    can=Can.OVERSEE_OUTREACH,
    prepare=_prepare,
    settle=_settle,
)
