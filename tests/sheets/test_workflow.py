"""A sheet is taken over once."""

import pytest

from alliance.foundation.kernel.errors import MoveNotOpen
from alliance.foundation.kernel.workflow import Workflow
from alliance.policy.can import Can
from alliance.sheets.model import RosterSheet, SheetState
from alliance.sheets.workflow import SHEET_WORKFLOW


def test_only_a_checked_sheet_is_taken_over(make):
    with make.work() as work:
        sheet = RosterSheet(state=SheetState.CHECKED)
        SHEET_WORKFLOW.apply(sheet, "take_over", work.now)
        assert (sheet.state, sheet.state_since) == (SheetState.TAKEN_OVER, work.now)
        with pytest.raises(MoveNotOpen):
            SHEET_WORKFLOW.apply(sheet, "take_over", work.now)


def test_the_move_is_open_to_whoever_may_import():
    assert isinstance(SHEET_WORKFLOW, Workflow)
    assert [one.name for one in SHEET_WORKFLOW.open_to(SheetState.CHECKED, lambda can: can is Can.IMPORT_ROSTER)] == [
        "take_over"
    ]
    assert not SHEET_WORKFLOW.open_to(SheetState.TAKEN_OVER, lambda _can: True)
