"""What an officer does with seats, and what the commands refuse."""

from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from alliance.foundation.kernel.errors import Conflict, Invalid
from alliance.matrix import commands, queries
from alliance.matrix.commands import SeatText
from alliance.matrix.model import Advantage, Alliance, Seat, SeatDuty, SeatRole
from alliance.organisations import commands as organisations
from alliance.organisations.model import Organisation

PUBLICITY = {"publicity_matrix": Advantage.VENUE}
BOTH = {**PUBLICITY, "governance_matrix": Advantage.FUNCTIONAL}
FIRST = datetime(2026, 3, 2, 3, tzinfo=UTC)
LATER = FIRST + timedelta(days=30)


def sit(make, organisation, *, alliance="police_bank", role=SeatRole.MEMBER, duties=PUBLICITY, now=FIRST):
    with make.work(now=now) as work:
        return commands.seat(work, SeatText(organisation.id, alliance, role, duties)).id


def seats(make, organisation):
    with make.work() as work:
        return queries.seats_of(work, organisation.id)


def test_a_member_is_seated_with_its_duties_from_that_day_on(make):
    organisation = make.organisation()
    sit(make, organisation, duties=BOTH)
    (seat,) = seats(make, organisation)
    assert (seat.alliance_code, seat.role, seat.from_on, seat.to_on) == (
        "police_bank",
        SeatRole.MEMBER,
        date(2026, 3, 2),
        None,
    )
    assert {duty.matrix_code: duty.advantage for duty in seat.duties} == BOTH


@pytest.mark.parametrize(
    ("alliance", "duties", "field"),
    [
        ("nowhere", PUBLICITY, "alliance_code"),
        ("police_bank", {}, "duties"),
        ("police_bank", {"nowhere": Advantage.VENUE}, "duties"),
    ],
)
def test_a_seat_needs_a_standing_alliance_and_a_standing_matrix(make, alliance, duties, field):
    organisation = make.organisation()
    with make.work() as work, pytest.raises(Invalid) as refused:
        commands.seat(work, SeatText(organisation.id, alliance, SeatRole.MEMBER, duties))
    assert refused.value.field == field


def test_an_organisation_sits_once_in_an_alliance(make):
    organisation = make.organisation()
    sit(make, organisation)
    with make.work() as work, pytest.raises(Invalid) as refused:
        commands.seat(work, SeatText(organisation.id, "police_bank", SeatRole.LEAD, PUBLICITY))
    assert refused.value.field == "alliance_code"
    assert [seat.role for seat in seats(make, organisation)] == [SeatRole.MEMBER]


def test_a_suspended_organisation_takes_no_seat(make):
    organisation = make.organisation()
    with make.work() as work:
        organisations.suspend(work, work.session.get_one(Organisation, organisation.id), "测试")
    with make.work() as work, pytest.raises(Invalid):
        commands.seat(work, SeatText(organisation.id, "police_bank", SeatRole.MEMBER, PUBLICITY))


def test_a_changed_duty_ends_and_one_that_stays_keeps_its_first_day(make):
    organisation = make.organisation()
    seat_id = sit(make, organisation, duties=BOTH)
    wanted = {"publicity_matrix": Advantage.FUNCTIONAL, "governance_matrix": Advantage.FUNCTIONAL}
    with make.work(now=LATER) as work:
        commands.set_duties(work, work.session.get_one(Seat, seat_id), wanted)
    with make.work() as work:
        rows = work.session.execute(select(SeatDuty.matrix_code, SeatDuty.advantage, SeatDuty.from_on, SeatDuty.to_on))
        held = {tuple(row) for row in rows}
    first, then = date(2026, 3, 2), date(2026, 4, 1)
    assert held == {
        ("publicity_matrix", Advantage.VENUE, first, then),
        ("publicity_matrix", Advantage.FUNCTIONAL, then, None),
        ("governance_matrix", Advantage.FUNCTIONAL, first, None),
    }


def test_duties_that_change_nothing_are_refused(make):
    organisation = make.organisation()
    seat_id = sit(make, organisation)
    with make.work() as work, pytest.raises(Invalid) as refused:
        commands.set_duties(work, work.session.get_one(Seat, seat_id), PUBLICITY)
    assert refused.value.field == "duties"


def test_an_ended_seat_keeps_its_dates_and_may_be_taken_again(make):
    organisation = make.organisation()
    seat_id = sit(make, organisation)
    with make.work(now=LATER) as work:
        commands.unseat(work, work.session.get_one(Seat, seat_id))
    (seat,) = seats(make, organisation)
    assert (seat.from_on, seat.to_on) == (date(2026, 3, 2), date(2026, 4, 1))
    assert [duty.to_on for duty in seat.duties] == [date(2026, 4, 1)]
    with make.work(now=LATER) as work, pytest.raises(Conflict):
        commands.unseat(work, work.session.get_one(Seat, seat_id))
    sit(make, organisation, now=LATER)
    assert len(seats(make, organisation)) == 2


def test_a_seat_of_one_day_opens_and_ends_on_it(make):
    organisation = make.organisation()
    seat_id = sit(make, organisation)
    with make.work(now=FIRST) as work:
        commands.unseat(work, work.session.get_one(Seat, seat_id))
    assert [(seat.from_on, seat.to_on) for seat in seats(make, organisation)] == [(date(2026, 3, 2),) * 2]


def test_a_new_lead_makes_the_former_one_a_member_and_the_alliance_follows(make):
    former, new = make.organisation(), make.organisation()
    sit(make, former, role=SeatRole.LEAD, duties=BOTH)
    sit(make, new, role=SeatRole.LEAD, now=LATER)
    held = {seat.role: (seat.from_on, seat.to_on) for seat in seats(make, former)}
    assert held == {
        SeatRole.LEAD: (date(2026, 3, 2), date(2026, 4, 1)),
        SeatRole.MEMBER: (date(2026, 4, 1), None),
    }
    now = next(seat for seat in seats(make, former) if seat.to_on is None)
    assert {duty.matrix_code: duty.advantage for duty in now.duties} == BOTH
    with make.work() as work:
        assert work.session.get_one(Alliance, "police_bank").lead_organisation_id == new.id


def test_a_lead_that_steps_down_or_is_unseated_leaves_the_alliance_without_one(make):
    for act in (
        lambda work, seat: commands.set_role(work, seat, SeatRole.MEMBER),
        commands.unseat,
    ):
        organisation = make.organisation()
        seat_id = sit(make, organisation, role=SeatRole.LEAD)
        with make.work() as work:
            act(work, work.session.get_one(Seat, seat_id))
        with make.work() as work:
            assert work.session.get_one(Alliance, "police_bank").lead_organisation_id is None


def test_who_leaves_or_is_merged_holds_no_seat_and_the_other_keeps_its_own(make):
    leaving, merging, target = make.organisation(), make.organisation(), make.organisation()
    for one in (leaving, merging, target):
        sit(make, one)
    with make.work(now=LATER) as work:
        get = work.session.get_one
        organisations.release(work, get(Organisation, leaving.id), "测试")
        organisations.merge(work, get(Organisation, merging.id), target.id, "测试")
    ends = [seats(make, one)[0].to_on for one in (leaving, merging, target)]
    assert ends == [date(2026, 4, 1), date(2026, 4, 1), None]


def test_capabilities_suggest_matrices_and_their_reason(make):
    with make.work() as work:
        assert queries.suggested(work, ["outlets"]) == {"publicity_matrix": Advantage.VENUE}
        assert queries.suggested(work, ["outlets", "app_users"]) == {
            "publicity_matrix": Advantage.FUNCTIONAL,
            "governance_matrix": Advantage.FUNCTIONAL,
        }
        assert queries.suggested(work, []) == {}
