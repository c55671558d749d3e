"""What the writer does: begin, write, submit, take back, drop; each with its refusals."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from alliance.cases import writing
from alliance.cases.model import INDICATORS_MOST, TITLE_LENGTH, CaseIndicator, TypicalCase
from alliance.cases.telling import CaseText, Indicator, Step
from alliance.cases.vocabulary import CaseState, IndicatorKind, Phase
from alliance.foundation.kernel.actor import Role
from alliance.foundation.kernel.clock import local_day, now
from alliance.foundation.kernel.errors import Conflict, Invalid, MoveNotOpen
from alliance.journal.model import Entry
from tests.cases.telling import case_in


def written(desk, case_id, text, version=None, **more):
    with desk.case(case_id, desk.teller) as (work, case):
        asked = case.version if version is None else version
        return writing.write(work, case, writing.Written(text, asked, **more))


def test_a_draft_may_lack_anything_and_is_saved(desk, make):
    with make.work(desk.teller.actor) as work:
        case = writing.begin(work)
        writing.write(work, case, writing.Written(CaseText(), case.version))
        assert case.state is CaseState.DRAFT


def test_whoever_begins_again_goes_on_with_the_draft_in_which_nothing_is_written(desk, make):
    with make.work(desk.teller.actor) as work:
        assert writing.begin(work).id == writing.begin(work).id
    colleague = make.person(Role.STAFF, organisation=desk.bank)
    with make.work(colleague.actor) as work:
        writing.begin(work)
    with make.work() as work:
        assert work.session.scalar(select(func.count()).select_from(TypicalCase)) == 2


@pytest.mark.parametrize("missing", ["title", "story", "fraud_type_id", "lost_fen"])
def test_a_case_that_lacks_one_of_the_four_is_not_handed_in(desk, missing):
    empty = None if missing in {"fraud_type_id", "lost_fen"} else ""
    case_id = desk.draft(**{missing: empty})
    with desk.case(case_id, desk.teller) as (work, case), pytest.raises(Invalid) as refusal:
        writing.submit(work, case)
    assert refusal.value.field == missing
    assert desk.stored(case_id).state is CaseState.DRAFT


def test_a_case_in_which_nothing_was_lost_is_handed_in(desk):
    assert desk.stored(desk.hand_in(lost_fen=0)).submitted_at


@pytest.mark.parametrize("state", [one for one in CaseState if one not in {CaseState.DRAFT, CaseState.RETURNED}])
def test_what_is_not_with_its_writer_is_not_written(desk, state):
    case_id = case_in(desk, state)
    with pytest.raises(MoveNotOpen):
        written(desk, case_id, desk.text(title="另一标题"))
    assert desk.stored(case_id).title == desk.text().title


def test_what_was_given_back_is_written_and_handed_in_again(desk):
    case_id = case_in(desk, CaseState.RETURNED)
    written(desk, case_id, desk.text(title="补充后的标题"))
    with desk.case(case_id, desk.teller) as (work, case):
        writing.submit(work, case)
    assert desk.stored(case_id).state is CaseState.SUBMITTED


@pytest.mark.parametrize("version", [0, 1, 99, -1])
def test_a_page_that_is_older_than_the_case_writes_nothing(desk, version):
    case_id = desk.draft()
    with pytest.raises(Conflict):
        written(desk, case_id, desk.text(title="旧页面"), version)
    assert desk.stored(case_id).title != "旧页面"


def test_a_day_to_come_is_refused_and_today_is_not(desk):
    today = local_day(now())
    case_id = desk.draft(happened_on=today)
    with pytest.raises(Invalid) as refusal:
        written(desk, case_id, desk.text(happened_on=today + timedelta(days=1)))
    assert refusal.value.field == "happened_on"


@pytest.mark.parametrize(
    ("field", "changes"),
    [
        ("title", {"title": ("QQ号12345，" * 20)[:TITLE_LENGTH]}),
        ("step_0_words", {"steps": (Step(Phase.LURE, ("QQ号12345，" * 80)[:500]),)}),
    ],
)
def test_a_text_that_its_masks_make_too_long_is_refused_at_its_field(desk, field, changes):
    case_id = desk.draft()
    with pytest.raises(Invalid) as refusal:
        written(desk, case_id, desk.text(**changes))
    assert refusal.value.field == field


def test_more_indicators_than_a_case_takes_are_refused(desk):
    case_id = desk.draft()
    many = tuple(Indicator(IndicatorKind.PHONE, f"139{number:08d}") for number in range(INDICATORS_MOST + 1))
    with pytest.raises(Invalid):
        written(desk, case_id, desk.text(), given=many)
    written(desk, case_id, desk.text(), given=many[:-1])


def test_an_indicator_goes_when_it_is_not_kept(desk, make):
    case_id = desk.draft(None, Indicator(IndicatorKind.PHONE, "13887654321"))
    written(desk, case_id, desk.text())
    assert desk.stored(case_id).indicators == []
    with make.work() as work:
        assert work.session.scalar(select(CaseIndicator.digest)) is None


def test_what_is_taken_back_is_hidden_from_the_center_again(desk):
    case_id = case_in(desk, CaseState.SUBMITTED)
    with desk.case(case_id, desk.teller) as (work, case):
        writing.take_back(work, case)
    case = desk.stored(case_id)
    assert (case.state, case.submitted_at) == (CaseState.DRAFT, None)


def test_every_act_is_in_the_journal_once(desk, make):
    case_id = case_in(desk, CaseState.SUBMITTED)
    with desk.case(case_id, desk.teller) as (work, case):
        writing.take_back(work, case)
    with desk.case(case_id, desk.teller) as (work, case):
        writing.drop(work, case)
    with make.work() as work:
        events = list(
            work.session.scalars(select(Entry.event).where(Entry.subject_id == case_id).order_by(Entry.number))
        )
    assert events == ["CaseBegun", "CaseWritten", "CaseSubmitted", "CaseTakenBack", "CaseDropped"]
