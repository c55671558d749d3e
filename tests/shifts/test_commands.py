"""What can be done with shifts, and every refusal: planned, taken, waited for, offered, withdrawn, cut, called off."""

from datetime import date, timedelta

import pytest

from alliance.foundation.kernel.errors import Conflict, Invalid, MoveNotOpen, NotThere
from alliance.publicity.vocabulary import EventState
from alliance.shifts import capacity, keeping, offers, signing_up
from alliance.shifts.addressees import about, coordinator
from alliance.shifts.capacity import Capacity
from alliance.shifts.links import offer_path
from alliance.shifts.vocabulary import ShiftState, SignUpState
from tests.shifts.doing import DAY, NOW, hours, text

S = SignUpState


def refused(roster, kind, act, *given, who=None, now=None, match=None):
    with roster.work(who or roster.stage.officer, now) as work, pytest.raises(kind, match=match) as caught:
        act(work, *given)
    return caught.value


@pytest.mark.parametrize(
    ("said", "field"),
    [
        (hours() | {"ends_at": DAY}, "ends_time"),
        (hours(day=NOW - timedelta(days=1)), "starts_on"),
        (hours(-24 * 2), "starts_on"),
        (hours() | {"sign_up_until": DAY + timedelta(hours=1)}, "sign_up_on"),
        (hours() | {"withdraw_until": DAY + timedelta(hours=1)}, "withdraw_on"),
        ({"places": 0}, "places"),
        ({"places": 10_001}, "places"),
        ({"least_age": 0}, "least_age"),
        ({"least_age": 100}, "least_age"),
        ({"qualification_code": "no_such"}, "qualification_code"),
    ],
)
def test_a_shift_that_cannot_be_is_refused_at_its_field(roster, said, field):
    assert refused(roster, Invalid, keeping.plan, roster.event_id, text(**said)).field == field


def test_a_point_of_another_event_is_refused(roster):
    other = roster.event(title="另一场")
    point_id = roster.stage.point(other, 1)
    assert refused(roster, Invalid, keeping.plan, roster.event_id, text(point_id=point_id)).field == "point_id"


@pytest.mark.parametrize("state", [EventState.DRAFT, EventState.PROPOSED, EventState.CANCELLED])
def test_no_shift_for_an_event_that_is_not_to_come(roster, state):
    refused(roster, MoveNotOpen, keeping.plan, roster.event(state, title="另一场"), text())


def test_a_shift_is_changed_as_it_was_seen_and_those_in_it_are_told_where_it_moves(roster):
    shift_id, someone = roster.shift(), roster.helper()
    roster.sign_up(someone, shift_id)
    said = text(version=roster.row(shift_id).version, **hours(1))
    with roster.work(roster.stage.officer) as work:
        keeping.change(work, roster.event_id, shift_id, said)
    assert roster.row(shift_id).starts_at == hours(1)["starts_at"]
    assert len(roster.told(someone.email)) == 1
    refused(roster, Conflict, keeping.change, roster.event_id, shift_id, said)
    refused(roster, NotThere, keeping.change, roster.event(title="另一场"), shift_id, said)


def test_a_shift_is_not_moved_over_another_one_of_somebody_who_comes(roster):
    first, second, someone = roster.shift(), roster.shift(**hours(4)), roster.helper()
    roster.sign_up(someone, first), roster.sign_up(someone, second)
    said = text(version=roster.row(second).version, **hours(1))
    refused(roster, Conflict, keeping.change, roster.event_id, second, said, match="have another shift")


def test_nobody_signs_up_for_what_is_planned_closed_called_off_or_too_late(roster):
    someone = roster.helper()
    planned, closed, off, late = roster.shift(opened=False), roster.shift(), roster.shift(), roster.shift()
    with roster.work(roster.stage.officer) as work:
        keeping.close(work, roster.event_id, closed)
    roster.call_off(off)
    for shift_id in (planned, closed, off):
        refused(roster, MoveNotOpen, signing_up.sign_up, shift_id, who=someone)
    after = hours()["sign_up_until"]
    refused(roster, MoveNotOpen, signing_up.sign_up, late, who=someone, now=after, match="has passed")
    roster.sign_up(someone, late, after - timedelta(minutes=1))


def test_the_last_minute_of_an_event_that_is_over_takes_nobody(roster):
    shift_id, someone = roster.shift(), roster.helper()
    roster.cancel_event()
    refused(roster, MoveNotOpen, signing_up.sign_up, shift_id, who=someone)


@pytest.mark.parametrize(
    ("age", "born_on", "fits"),
    [
        (18, date(DAY.year - 18, DAY.month, DAY.day), True),
        (18, date(DAY.year - 18, DAY.month, DAY.day) + timedelta(days=1), False),
        (14, date(DAY.year - 13, 1, 1), False),
        (None, date(DAY.year - 8, 1, 1), True),
    ],
)
def test_the_age_is_that_of_the_day(roster, age, born_on, fits):
    shift_id, someone = roster.shift(least_age=age), roster.helper(born_on=born_on)
    if fits:
        assert roster.state(roster.sign_up(someone, shift_id)) is S.CONFIRMED
    else:
        refused(roster, Conflict, signing_up.sign_up, shift_id, who=someone, match="younger")


def test_a_qualification_counts_while_it_holds(roster):
    shift_id = roster.shift(places=5, qualification_code="fraud_lecturing")
    none, other, ends, lasts = roster.helpers(4)
    roster.qualify(other, "first_aid")
    roster.qualify(ends, until_on=DAY.date() - timedelta(days=1))
    roster.qualify(lasts, until_on=DAY.date())
    for someone in (none, other, ends):
        refused(roster, Conflict, signing_up.sign_up, shift_id, who=someone, match="qualification")
    roster.sign_up(lasts, shift_id)


def test_nobody_is_in_two_places_and_the_way_between_two_events_takes_time(roster):
    someone, far = roster.helper(), roster.event(title="另一场")
    roster.sign_up(someone, roster.shift(**hours(0, 2)))
    refused(roster, Conflict, signing_up.sign_up, roster.shift(**hours(1, 2)), who=someone, match="another shift")
    refused(roster, Conflict, signing_up.sign_up, roster.shift(far, **hours(2.25, 1)), who=someone)
    roster.sign_up(someone, roster.shift(**hours(2, 1)))
    roster.sign_up(someone, roster.shift(far, **hours(3.5, 1)))


def test_who_waits_stands_nowhere_else_in_the_way(roster):
    full, someone = roster.shift(places=1), roster.helper()
    roster.filled(full, 1)
    waits = roster.sign_up(someone, full)
    assert roster.state(waits) is S.WAITING
    assert roster.state(roster.sign_up(someone, roster.shift(**hours(1)))) is S.CONFIRMED


def test_one_signs_up_once_and_again_after_a_withdrawal(roster):
    shift_id, someone = roster.shift(), roster.helper()
    first = roster.sign_up(someone, shift_id)
    refused(roster, MoveNotOpen, signing_up.sign_up, shift_id, who=someone, match="already")
    roster.withdraw(someone, first)
    refused(roster, MoveNotOpen, signing_up.withdraw, first, who=someone)
    assert roster.kept(roster.sign_up(someone, shift_id)).number == 2


def test_only_a_volunteer_signs_up_and_only_for_oneself(roster):
    shift_id, someone = roster.shift(), roster.helper()
    refused(roster, MoveNotOpen, signing_up.sign_up, shift_id, who=roster.stage.liaison)
    sign_up = roster.sign_up(someone, shift_id)
    for act in (signing_up.withdraw, offers.accept_own, offers.decline_own):
        refused(roster, NotThere, act, sign_up, who=roster.helper())


def test_a_freed_place_is_offered_in_turn_and_goes_on_when_it_is_not_taken(roster):
    shift_id = roster.shift(places=1)
    first, second, third, fourth = people = roster.helpers(4)
    ids = [roster.sign_up(one, shift_id) for one in people]
    assert roster.states(shift_id) == ["confirmed", "waiting", "waiting", "waiting"]
    roster.withdraw(first, ids[0])
    assert roster.states(shift_id) == ["withdrawn", "offered", "waiting", "waiting"]
    assert len(roster.told(second.email)) == 1
    assert roster.told(third.email) == []
    until = roster.kept(ids[1]).offered_until
    assert until == NOW + timedelta(hours=12)
    roster.tend(shift_id, until)
    assert roster.states(shift_id) == ["withdrawn", "lapsed", "offered", "waiting"]
    refused(roster, MoveNotOpen, offers.accept_own, ids[1], who=second, now=until)
    roster.decline(third, ids[2], until)
    roster.accept(fourth, ids[3], until)
    assert roster.states(shift_id) == ["withdrawn", "lapsed", "withdrawn", "confirmed"]
    roster.counts_right(shift_id)


def test_a_place_is_never_offered_past_the_beginning_nor_to_who_does_not_fit(roster):
    shift_id, other = roster.shift(places=1), roster.shift(places=1, **hours(1))
    holder, elsewhere, fits = roster.helpers(3)
    held = roster.sign_up(holder, shift_id)
    waits = [roster.sign_up(one, shift_id) for one in (elsewhere, fits)]
    roster.sign_up(elsewhere, other)
    near = DAY - timedelta(hours=2)
    roster.withdraw(holder, held, "发烧", near)
    assert [roster.state(one) for one in waits] == [S.WAITING, S.OFFERED]
    assert roster.kept(waits[1]).offered_until == DAY
    roster.tend(shift_id, DAY)
    assert [roster.state(one) for one in waits] == [S.WAITING, S.LAPSED]


def test_the_link_of_a_letter_answers_that_very_offer(roster):
    shift_id = roster.shift(places=1)
    first, second = roster.helpers(2)
    held, waits = roster.sign_up(first, shift_id), roster.sign_up(second, shift_id)
    roster.withdraw(first, held)
    path = roster.letters(second.email)[0].params["path"]
    token = path.rpartition("/")[2]
    assert path == offer_path(waits, roster.kept(waits).offered_until)
    with roster.work() as work, pytest.raises(NotThere):
        offers.accept_by_link(work, token[:-2] + ("A" if token[-2] != "A" else "B") + token[-1])
    with roster.work() as work:
        offers.accept_by_link(work, token)
    assert roster.state(waits) is S.CONFIRMED
    with roster.work() as work, pytest.raises(MoveNotOpen):
        offers.decline_by_link(work, token)


def test_a_late_withdrawal_takes_a_reason_and_alerts_whoever_keeps_the_event(roster):
    shift_id, someone = roster.shift(), roster.helper()
    sign_up, late = roster.sign_up(someone, shift_id), hours()["withdraw_until"]
    assert refused(roster, Invalid, signing_up.withdraw, sign_up, who=someone, now=late).field == "reason"
    roster.withdraw(someone, sign_up, "发烧", late)
    kept = roster.kept(sign_up)
    assert (kept.state, kept.late, kept.reason) == (S.WITHDRAWN, True, "发烧")
    with roster.work() as work:
        keepers = coordinator(work, about(work, shift_id))
    assert keepers
    assert all(any("cannot come" in one for one in roster.told(address)) for address in keepers)
    assert "发烧" not in str([entry.payload for entry in roster.entries(shift_id)])


def test_nobody_withdraws_from_a_shift_that_has_begun(roster):
    shift_id, someone = roster.shift(), roster.helper()
    sign_up = roster.sign_up(someone, shift_id)
    refused(roster, MoveNotOpen, signing_up.withdraw, sign_up, "发烧", who=someone, now=DAY, match="has begun")


def test_fewer_places_than_people_are_refused_until_the_coordinator_chooses(roster):
    shift_id = roster.shift(places=10)
    ids = roster.filled(shift_id, 8)
    with pytest.raises(Invalid, match="Choose"):
        roster.set_places(shift_id, 5)
    with pytest.raises(Invalid, match="Choose"):
        roster.set_places(shift_id, 5, ids[:2])
    assert roster.states(shift_id) == ["confirmed"] * 8
    with pytest.raises(Invalid) as caught:
        roster.set_places(shift_id, 5, ids[:3], reason="")
    assert caught.value.field == "reason"
    roster.set_places(shift_id, 5, ids[5:])
    assert roster.states(shift_id) == ["confirmed"] * 5 + ["released"] * 3
    assert len(roster.told("helper7@example.org")) == 1
    roster.counts_right(shift_id)


def test_more_places_go_to_whoever_waits(roster):
    shift_id = roster.shift(places=1)
    roster.filled(shift_id, 4)
    roster.set_places(shift_id, 3)
    assert roster.states(shift_id) == ["confirmed", "offered", "offered", "waiting"]


def test_a_place_that_is_released_is_offered_on(roster):
    shift_id = roster.shift(places=1)
    ids = roster.filled(shift_id, 2)
    with roster.work(roster.stage.officer) as work, pytest.raises(Conflict):
        capacity.release(work, roster.event_id, roster.shift(), ids[0], "改期")
    roster.release(shift_id, ids[0])
    assert roster.states(shift_id) == ["released", "offered"]


@pytest.mark.parametrize("number", [0, -1, 10_001])
def test_places_are_a_number_that_can_be(roster, number):
    given = (roster.event_id, roster.shift(), Capacity(number))
    assert refused(roster, Invalid, capacity.set_places, *given).field == "places"


def test_when_a_shift_is_called_off_everybody_in_it_is_told_once(roster):
    shift_id = roster.shift(places=1)
    people = roster.helpers(2)
    for one in people:
        roster.sign_up(one, shift_id)
    roster.call_off(shift_id)
    assert roster.states(shift_id) == ["called_off", "called_off"]
    assert [len(roster.told(one.email)) for one in people] == [1, 1]
    refused(roster, MoveNotOpen, keeping.call_off, roster.event_id, shift_id, "再一次")


def test_when_the_event_is_called_off_its_shifts_are(roster):
    shift_id, someone = roster.shift(), roster.helper()
    sign_up = roster.sign_up(someone, shift_id)
    roster.cancel_event()
    assert roster.row(shift_id).state is ShiftState.CANCELLED
    assert roster.state(sign_up) is S.CALLED_OFF
    assert len(roster.told(someone.email)) == 1
    roster.counts_right(shift_id)
