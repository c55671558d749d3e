"""Alliances and matrices are data: the center adds, keeps and closes them."""

from datetime import date, timedelta

import pytest

from alliance.foundation.kernel.clock import local_day
from alliance.foundation.kernel.errors import Conflict, Invalid
from alliance.journal import queries as journal
from alliance.matrix import commands, events, founding, groups, queries
from alliance.matrix.commands import SeatText
from alliance.matrix.founding import GroupText, NewGroup
from alliance.matrix.groups import ALLIANCES, MATRICES
from alliance.matrix.model import Advantage, Seat, SeatRole
from alliance.organisations import commands as organisations
from alliance.organisations.model import Organisation

START = date(2026, 3, 1)
PUBLICITY = {"publicity_matrix": Advantage.VENUE}


def text(zh="警校", position=8, from_on=START):
    return GroupText(zh, "Police and schools", "校园防线", "The line of schools", position, from_on)


def found(make, code="police_school", kind=ALLIANCES, **more):
    with make.work() as work:
        founding.found(work, kind, NewGroup(code, more.pop("text", text()), **more))


def reading(make, code="police_school", kind=ALLIANCES):
    with make.work() as work:
        return groups.reading(work, kind, code)


@pytest.mark.parametrize("kind", [ALLIANCES, MATRICES])
def test_another_one_is_added_without_code_and_stands_behind_the_others(make, kind):
    found(make, kind=kind)
    with make.work() as work:
        standing = queries.open_alliances(work) if kind == ALLIANCES else queries.open_matrices(work)
        happened = journal.timeline(work, events.subject_of(kind, "police_school"))
    assert standing[-1].zh == "警校"
    assert len(happened) == 1


def test_a_new_alliance_seats_the_lead_that_it_names(make):
    lead = make.organisation("太原甲学校（示例）")
    found(make, lead=lead.name, duties=PUBLICITY)
    assert reading(make).lead_id == lead.id
    with make.work() as work:
        (seat,) = queries.seats_of(work, lead.id)
    assert seat.role is SeatRole.LEAD


@pytest.mark.parametrize("called", ["name", "short_name", "uscc"])
def test_a_lead_is_found_by_name_short_name_or_code(make, called):
    lead = make.organisation("太原甲学校（示例）")
    with make.work() as work:
        assert founding.member_called(work, getattr(lead, called)) == lead.id


def test_a_lead_that_nobody_or_more_than_one_bears_is_refused(make):
    for number in (1, 2):
        make.organisation(f"太原甲学校同名第{number}分校")
    for called in ("没有这家", "太原甲学校同名第"):
        with make.work() as work, pytest.raises(Invalid) as refused:
            founding.member_called(work, called)
        assert refused.value.field == "lead"


@pytest.mark.parametrize("code", ["police_bank", "Police", "警校", "police__school", "1st", "a-b"])
def test_a_code_that_is_taken_or_unfit_is_refused(make, code):
    with make.work() as work, pytest.raises(Invalid) as refused:
        founding.found(work, ALLIANCES, NewGroup(code, text()))
    assert refused.value.field == "code"


def test_one_that_is_still_to_come_names_no_lead_and_takes_no_seat(make):
    organisation = make.organisation()
    with make.work() as work:
        later = text(from_on=local_day(work.now) + timedelta(days=1))
        with pytest.raises(Invalid) as refused:
            founding.found(work, ALLIANCES, NewGroup("police_school", later, organisation.name, PUBLICITY))
        assert refused.value.field == "lead"
        work.session.rollback()
    found(make, text=later)
    with make.work() as work, pytest.raises(Invalid):
        commands.seat(work, SeatText(organisation.id, "police_school", SeatRole.MEMBER, PUBLICITY))


def test_it_is_renamed_and_moved_and_the_journal_says_what_changed(make):
    found(make)
    with make.work() as work:
        founding.keep(work, ALLIANCES, "police_school", text(zh="警校园", position=1))
        founding.keep(work, ALLIANCES, "police_school", text(zh="警校园", position=1))
    kept = reading(make)
    assert (kept.zh, kept.position) == ("警校园", 1)
    with make.work() as work:
        newest, *older = journal.timeline(work, events.subject_of(ALLIANCES, "police_school"))
    assert newest.payload["changed"] == ["zh", "position"]
    assert len(older) == 1


def test_the_lead_is_changed_on_the_page_of_the_alliance(make):
    first, second = make.organisation(), make.organisation()
    found(make, lead=first.name, duties=PUBLICITY)
    with make.work() as work:
        commands.seat(work, SeatText(second.id, "police_school", SeatRole.MEMBER, PUBLICITY))
    for name, leads in ((second.name, second.id), (second.name, second.id), (None, None)):
        with make.work() as work:
            seats = {one.name: str(one.id) for one in groups.seated_in(work, "police_school")}
            founding.keep_alliance(work, "police_school", text(), seats[name] if name else "")
        assert reading(make).lead_id == leads


def test_a_seat_that_ended_meanwhile_cannot_lead(make):
    organisation = make.organisation()
    found(make)
    with make.work() as work:
        seat = commands.seat(work, SeatText(organisation.id, "police_school", SeatRole.MEMBER, PUBLICITY))
        commands.unseat(work, seat)
        with pytest.raises(Conflict):
            founding.keep_alliance(work, "police_school", text(), str(seat.id))


@pytest.mark.parametrize(("kind", "code"), [(ALLIANCES, "police_bank"), (MATRICES, "publicity_matrix")])
def test_it_does_not_close_while_a_seat_is_open_nor_before_the_last_one_ended(make, kind, code):
    seat_id = make.seat(make.organisation(), "police_bank", "publicity_matrix", from_on=START)
    with make.work() as work:
        today = local_day(work.now)
        with pytest.raises(Invalid) as refused:
            founding.close(work, kind, code, today)
        assert refused.value.params == {"count": 1}
        commands.unseat(work, work.session.get_one(Seat, seat_id))
        with pytest.raises(Invalid):
            founding.close(work, kind, code, today - timedelta(days=1))
        founding.close(work, kind, code, today)
    assert reading(make, code, kind).to_on == today
    with make.work() as work, pytest.raises(Conflict):
        founding.close(work, kind, code, today)


def test_a_first_day_behind_the_first_seat_is_refused(make):
    make.seat(make.organisation(), "police_bank", from_on=START)
    with make.work() as work, pytest.raises(Invalid) as refused:
        founding.keep(work, ALLIANCES, "police_bank", text(from_on=START + timedelta(days=1)))
    assert refused.value.field == "from_on"


def test_a_lead_that_is_suspended_stays_the_lead_when_the_charter_is_changed(make):
    lead = make.organisation()
    found(make, lead=lead.name, duties=PUBLICITY)
    with make.work() as work:
        organisations.suspend(work, work.session.get_one(Organisation, lead.id), "测试")
    assert reading(make).lead is None
    with make.work() as work:
        (seat,) = groups.seated_in(work, "police_school")
        founding.keep_alliance(work, "police_school", text(zh="警校园"), str(seat.id))
    with make.work() as work:
        (line,) = queries.seats_of(work, lead.id)
    assert (line.role, line.to_on) == (SeatRole.LEAD, None)


@pytest.mark.parametrize(("kind", "code"), [(ALLIANCES, "police_bank"), (MATRICES, "publicity_matrix")])
def test_one_that_is_about_to_close_takes_no_new_seat(make, kind, code):
    organisation = make.organisation()
    with make.work() as work:
        founding.close(work, kind, code, local_day(work.now) + timedelta(days=30))
    with make.work() as work, pytest.raises(Invalid):
        commands.seat(work, SeatText(organisation.id, "police_bank", SeatRole.MEMBER, PUBLICITY))
