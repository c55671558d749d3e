"""What can be done with kept places, and every refusal: kept, filled in order, answered, given back, lost."""

from datetime import timedelta

import pytest

from alliance.foundation.kernel.errors import Conflict, Invalid, MoveNotOpen, NotThere
from alliance.organisations import commands as organisations
from alliance.organisations.model import Organisation
from alliance.people.events import Appointed
from alliance.publicity.events import EventMoved
from alliance.quotas import keeping, naming, notices
from alliance.quotas.keeping import QuotaText
from alliance.quotas.naming import LISTED_MOST, Filling, Named
from alliance.shifts import keeping as planning
from alliance.shifts import named, offers
from alliance.shifts.vocabulary import SignUpState
from alliance.volunteers.signing_up import confirm_appointed
from tests.quotas.filling import HOUR, people
from tests.shifts.doing import DAY, NOW, hours, text
from tests.shifts.test_commands import refused

S = SignUpState


def test_a_quota_of_twenty_and_a_list_of_twenty_five_are_twenty_in_and_five_waiting_in_order(bank):
    shift_id = bank.roster.shift(places=40)
    quota_id = bank.keep(shift_id, 20)
    assert bank.roster.row(shift_id).reserved == 20
    assert bank.name(quota_id, people(25)) == Filling(20, 5)
    rows = bank.rows(quota_id)
    assert [row.state for row in rows] == [S.NAMED] * 20 + [S.WAITING] * 5
    assert [row.email for row in rows] == [one.email for one in people(25)]
    assert (bank.roster.row(shift_id).taken, bank.roster.row(shift_id).reserved) == (20, 0)
    bank.roster.counts_right(shift_id)


def test_whoever_is_named_is_told_by_whom_and_whoever_waits_is_told_that_she_waits(bank):
    quota_id = bank.keep(bank.roster.shift(places=3), 1)
    bank.name(quota_id, people(2))
    (first,), (second,) = (bank.roster.letters(one.email) for one in people(2))
    assert first.params["named_by"] == second.params["named_by"] == bank.organisation.name
    assert "do you come" in first.params["headline"]
    assert "wait" in second.params["headline"]
    assert (bool(first.params["until"]), bool(second.params["until"])) == (True, False)


def test_places_that_are_kept_are_nobody_elses(bank):
    shift_id, someone = bank.roster.shift(places=2), bank.roster.helper()
    bank.keep(shift_id, 2)
    assert bank.roster.state(bank.roster.sign_up(someone, shift_id)) is S.WAITING


@pytest.mark.parametrize(
    ("places", "returns_at", "field"),
    [
        (0, HOUR, "places"),
        (5, HOUR, "places"),
        (2, NOW, "returns_on"),
        (2, DAY + timedelta(minutes=1), "returns_on"),
    ],
)
def test_places_that_cannot_be_kept_are_refused_at_their_field(bank, places, returns_at, field):
    shift_id = bank.roster.shift(places=4)
    text = QuotaText(places, returns_at, bank.organisation.id)
    assert refused(bank.roster, Invalid, keeping.keep, shift_id, text).field == field
    assert bank.roster.row(shift_id).reserved == 0


def test_places_are_kept_for_members_alone_and_once(bank):
    shift_id, gone = bank.roster.shift(places=6), bank.make.organisation()
    bank.keep(shift_id)
    with bank.roster.work(bank.roster.stage.officer) as work:
        organisations.release(work, work.session.get_one(Organisation, gone.id), "退出联盟")
    for organisation_id in (None, bank.organisation.id, gone.id):
        text = QuotaText(2, HOUR, organisation_id)
        assert refused(bank.roster, Invalid, keeping.keep, shift_id, text).field == "organisation_id"


def test_no_places_are_kept_of_a_shift_that_is_called_off_or_has_begun(bank):
    text, off, begun = QuotaText(1, HOUR, bank.organisation.id), bank.roster.shift(), bank.roster.shift()
    bank.roster.call_off(off)
    refused(bank.roster, MoveNotOpen, keeping.keep, off, text)
    refused(bank.roster, MoveNotOpen, keeping.keep, begun, text, now=DAY)


def test_more_places_let_those_who_wait_move_up_and_fewer_than_are_held_are_refused(bank):
    shift_id = bank.roster.shift(places=4)
    quota_id = bank.keep(shift_id, 2)
    bank.name(quota_id, people(4))
    bank.change(quota_id, 3, HOUR + timedelta(hours=1))
    assert [row.state for row in bank.rows(quota_id)] == [S.NAMED] * 3 + [S.WAITING]
    assert {row.offered_until for row in bank.rows(quota_id)[:3]} == {HOUR + timedelta(hours=1)}
    assert len(bank.roster.letters(people(3)[2].email)) == 2
    version = bank.quota(quota_id).version
    for places, seen, kind in ((2, version, Invalid), (5, version, Invalid), (3, version - 1, Conflict)):
        refused(bank.roster, kind, keeping.change, shift_id, quota_id, QuotaText(places, HOUR, version=seen))
    assert any("have changed" in one for one in bank.told())
    bank.roster.counts_right(shift_id)


def test_whoever_releases_somebody_from_kept_places_is_told_to_return_those_first(bank):
    shift_id = bank.roster.shift(places=6)
    quota_id = bank.keep(shift_id, 6)
    bank.name(quota_id, people(4))
    with pytest.raises(Invalid, match="kept for organisations"):
        bank.roster.set_places(shift_id, 3, [row.id for row in bank.rows(quota_id)])
    assert [row.state for row in bank.rows(quota_id)] == [S.NAMED] * 4


def test_a_quota_of_another_shift_is_not_open_there(bank):
    shift_id, other = bank.roster.shift(), bank.roster.shift(**hours(4))
    quota_id = bank.keep(shift_id, 1)
    refused(bank.roster, MoveNotOpen, keeping.give_back, other, quota_id)
    refused(bank.roster, MoveNotOpen, keeping.change, other, quota_id, QuotaText(1, HOUR))


def test_a_list_names_nobody_twice_and_is_not_endless(bank):
    quota_id = bank.keep(bank.roster.shift(places=3), 1)
    bank.name(quota_id, people(1))
    again = [Named("同一人", "STAFF0@bank.example")]
    for wrong in (again, [*people(2, 1), *people(1, 2)], people(LISTED_MOST, 1)):
        assert refused(bank.roster, Invalid, naming.name_people, quota_id, wrong, who=bank.liaison).field == "people"
    assert len(bank.rows(quota_id)) == 1


def test_nobody_is_named_after_the_hour_or_for_what_is_not_there(bank):
    quota_id = bank.keep(bank.roster.shift(places=3), 1)
    refused(bank.roster, MoveNotOpen, naming.name_people, quota_id, people(1), who=bank.liaison, now=HOUR)
    refused(bank.roster, NotThere, naming.name_people, bank.organisation.id, people(1), who=bank.liaison)


def test_a_volunteer_who_was_named_comes_by_the_link_of_her_letter(bank):
    shift_id, one = bank.roster.shift(places=2), people(1)[0]
    quota_id, someone = bank.keep(shift_id, 1), bank.volunteer(one.email)
    bank.name(quota_id, [one])
    bank.come(one.email)
    (row,) = bank.rows(quota_id)
    assert (row.state, row.volunteer_id) == (S.CONFIRMED, bank.roster.ids[someone.id])
    assert (row.name, row.email, row.offered_until) == ("", "", None)
    bank.roster.counts_right(shift_id)
    with pytest.raises(MoveNotOpen):
        bank.come(one.email)


def test_whoever_is_no_volunteer_signs_up_first_and_then_finds_the_place_on_her_page(bank):
    quota_id, one = bank.keep(bank.roster.shift(places=2), 1), people(1)[0]
    bank.name(quota_id, [one])
    with pytest.raises(MoveNotOpen, match="Sign up as a volunteer first"):
        bank.come(one.email)
    someone = bank.roster.signing_up(one.email)
    with bank.make.work() as work:
        confirm_appointed(work, Appointed(someone.id, "volunteer", None, None))
    (row,) = bank.rows(quota_id)
    assert (row.state, row.volunteer_id, row.email) == (S.NAMED, bank.roster.ids[someone.id], "")
    bank.roster.accept(someone, row.id)
    assert bank.roster.state(row.id) is S.CONFIRMED


def test_being_named_asks_what_signing_up_asks(bank):
    one = people(1)[0]
    young = bank.keep(bank.roster.shift(places=2, least_age=60), 1)
    busy = bank.keep(bank.roster.shift(places=2, **hours(4)), 1)
    someone, elsewhere = bank.volunteer(one.email), bank.roster.shift(places=2, **hours(4.5))
    bank.name(young, [one])
    with pytest.raises(Conflict, match="younger"):
        bank.come(one.email)
    bank.roster.sign_up(someone, elsewhere)
    bank.name(busy, [one], NOW + timedelta(minutes=1))
    with pytest.raises(Conflict, match="another shift"):
        bank.come(one.email)
    assert bank.rows(young)[0].state is bank.rows(busy)[0].state is S.NAMED


def test_whoever_has_signed_up_herself_does_not_come_twice(bank):
    shift_id, one = bank.roster.shift(places=3), people(1)[0]
    quota_id, someone = bank.keep(shift_id, 1), bank.volunteer(one.email)
    bank.roster.sign_up(someone, shift_id)
    bank.name(quota_id, [one])
    with pytest.raises(MoveNotOpen, match="signed up for this shift already"):
        bank.come(one.email)
    bank.stay_away(one.email)
    assert bank.roster.states(shift_id) == ["confirmed", "withdrawn"]
    assert bank.roster.row(shift_id).reserved == 1


def test_a_place_that_is_declined_goes_to_the_next_of_the_list_and_not_to_others(bank):
    shift_id, other = bank.roster.shift(places=1), bank.roster.helper()
    quota_id = bank.keep(shift_id, 1)
    waits = bank.roster.sign_up(other, shift_id)
    first, second, third = people(3)
    bank.name(quota_id, [first, second, third])
    bank.stay_away(first.email)
    assert [row.state for row in bank.rows(quota_id)] == [S.WITHDRAWN, S.NAMED, S.WAITING]
    bank.stay_away(third.email)
    bank.strike(quota_id, bank.rows(quota_id)[1].id)
    assert [row.state for row in bank.rows(quota_id)] == [S.WITHDRAWN, S.RELEASED, S.WITHDRAWN]
    assert any("no longer named" in one for one in bank.roster.told(second.email))
    assert (bank.roster.row(shift_id).taken, bank.roster.row(shift_id).reserved) == (0, 1)
    assert bank.roster.state(waits) is S.WAITING


def test_nobody_strikes_off_whoever_has_said_that_she_comes_or_stands_on_another_list(bank):
    shift_id, one = bank.roster.shift(places=4), people(1)[0]
    quota_id = bank.keep(shift_id, 1)
    bank.volunteer(one.email)
    bank.name(quota_id, [one])
    bank.come(one.email)
    row, other = bank.rows(quota_id)[0], bank.keep(bank.roster.shift(places=2, **hours(4)), 1)
    refused(bank.roster, MoveNotOpen, naming.strike, quota_id, row.id, who=bank.liaison)
    refused(bank.roster, Conflict, naming.strike, other, row.id, who=bank.liaison)


def test_at_the_hour_what_nobody_has_confirmed_is_everybodys(bank):
    shift_id, other = bank.roster.shift(places=4), bank.roster.helper()
    quota_id, (first, second) = bank.keep(shift_id, 3), people(2)
    bank.volunteer(first.email)
    bank.name(quota_id, [first, second])
    bank.come(first.email)
    bank.roster.filled(shift_id, 1)
    waits = bank.roster.sign_up(other, shift_id)
    bank.roster.tend(shift_id, HOUR - timedelta(seconds=1))
    assert bank.roster.state(waits) is S.WAITING
    with bank.roster.work(None, HOUR) as work:
        assert offers.due(work) == [shift_id]
    bank.roster.tend(shift_id, HOUR)
    assert [row.state for row in bank.rows(quota_id)] == [S.CONFIRMED, S.LAPSED]
    assert bank.roster.state(waits) is S.OFFERED
    assert (bank.roster.row(shift_id).taken, bank.roster.row(shift_id).reserved) == (3, 0)
    assert bank.quota(quota_id).returned_at == HOUR
    assert "everybody's now" in bank.told()[-1]
    bank.roster.tend(shift_id, HOUR)
    bank.roster.counts_right(shift_id)


def test_after_the_hour_the_link_is_no_way_to_a_place(bank):
    quota_id, one = bank.keep(bank.roster.shift(), 1), people(1)[0]
    bank.volunteer(one.email)
    bank.name(quota_id, [one])
    with pytest.raises(MoveNotOpen):
        bank.come(one.email, HOUR)
    assert bank.rows(quota_id)[0].volunteer_id is None


def test_whoever_waits_on_a_list_waits_with_all_from_the_hour_on_and_is_offered_in_turn(bank):
    shift_id = bank.roster.shift(places=2)
    quota_id, (first, second) = bank.keep(shift_id, 1), people(2)
    bank.name(quota_id, [first, second])
    bank.roster.tend(shift_id, HOUR - timedelta(seconds=1))
    assert [row.state for row in bank.rows(quota_id)] == [S.NAMED, S.WAITING]
    someone = bank.volunteer(second.email)
    bank.roster.tend(shift_id, HOUR)
    assert [row.state for row in bank.rows(quota_id)] == [S.LAPSED, S.OFFERED]
    bank.come(second.email, HOUR)
    assert bank.rows(quota_id)[1].volunteer_id == bank.roster.ids[someone.id]
    bank.roster.counts_right(shift_id)


def test_places_are_given_back_early_and_kept_anew_with_who_confirmed(bank):
    shift_id, one = bank.roster.shift(places=3), people(1)[0]
    quota_id = bank.keep(shift_id, 2)
    bank.volunteer(one.email)
    bank.name(quota_id, [one])
    bank.come(one.email)
    bank.give_back(quota_id)
    assert (bank.roster.row(shift_id).taken, bank.roster.row(shift_id).reserved) == (1, 0)
    refused(bank.roster, MoveNotOpen, keeping.give_back, shift_id, quota_id)
    assert bank.keep(shift_id, 3) == quota_id
    assert (bank.roster.row(shift_id).taken, bank.roster.row(shift_id).reserved) == (1, 2)


def test_a_confirmed_person_who_withdraws_lets_the_next_of_the_list_move_up(bank):
    shift_id, (first, second) = bank.roster.shift(places=1), people(2)
    quota_id = bank.keep(shift_id, 1)
    someone = bank.volunteer(first.email)
    bank.name(quota_id, [first, second])
    bank.come(first.email)
    bank.roster.withdraw(someone, bank.rows(quota_id)[0].id)
    assert [row.state for row in bank.rows(quota_id)] == [S.WITHDRAWN, S.NAMED]
    assert any("do you come" in one for one in bank.roster.told(second.email))
    bank.roster.counts_right(shift_id)


@pytest.mark.parametrize("act", [organisations.suspend, organisations.release])
def test_a_member_that_is_suspended_or_gone_keeps_no_places(bank, act):
    shift_id = bank.roster.shift(places=2)
    quota_id = bank.keep(shift_id, 2)
    bank.name(quota_id, people(1))
    with bank.roster.work(bank.roster.stage.officer) as work:
        act(work, work.session.get_one(Organisation, bank.organisation.id), "长期未履职")
    assert bank.quota(quota_id).returned_at is not None
    assert (bank.roster.row(shift_id).taken, bank.roster.row(shift_id).reserved) == (0, 0)


def test_with_the_shift_those_who_were_named_are_called_off_and_told(bank):
    shift_id = bank.roster.shift(places=2)
    quota_id = bank.keep(shift_id, 1)
    bank.name(quota_id, people(2))
    bank.roster.call_off(shift_id)
    assert [row.state for row in bank.rows(quota_id)] == [S.CALLED_OFF] * 2
    assert all(any("called off" in line for line in bank.roster.told(one.email)) for one in people(2))


def test_whoever_has_places_kept_is_told_that_the_shift_or_its_event_is_called_off(bank):
    other, kept, returned = (bank.roster.shift(places=2) for _turn in range(3))
    for shift_id in (kept, returned):
        quota_id = bank.keep(shift_id, 1)
    bank.give_back(quota_id)
    bank.roster.call_off(other)
    assert not any("called off" in line for line in bank.told())
    bank.roster.cancel_event()
    assert [line for line in bank.told() if "called off" in line] == [notices.CALLED_OFF]


def test_whoever_has_places_kept_is_told_that_the_shift_is_moved_and_not_that_it_is_renamed(bank):
    shift_id = bank.roster.shift(places=2)
    bank.keep(shift_id, 1)
    for said, told in (({"role": "讲解员"}, []), (hours(1), [notices.MOVED])):
        with bank.roster.work(bank.roster.stage.officer) as work:
            other = text(version=bank.roster.row(shift_id).version, **said)
            planning.change(work, bank.roster.event_id, shift_id, other)
        assert [line for line in bank.told() if "another time" in line] == told


def test_whoever_has_places_kept_is_told_that_the_event_is_moved(bank):
    bank.keep(bank.roster.shift(places=2), 1)
    with bank.roster.work(bank.roster.stage.officer) as work:
        notices.tell_event_moved(work, EventMoved(bank.roster.event_id, DAY, DAY, "广场"))
    assert [line for line in bank.told() if "another time" in line] == [notices.EVENT_MOVED]


def test_a_shift_that_is_called_off_has_no_places_to_give_back_at_the_hour_or_with_the_member(bank):
    shift_id = bank.roster.shift(places=5)
    quota_id = bank.keep(shift_id, 4)
    bank.name(quota_id, people(2))
    bank.roster.call_off(shift_id)
    with bank.roster.work(None, HOUR) as work:
        assert offers.due(work) == []
        offers.tend(work, shift_id)
    with bank.roster.work(bank.roster.stage.officer) as work:
        organisations.suspend(work, work.session.get_one(Organisation, bank.organisation.id), "长期未履职")
    bank.roster.counts_right(shift_id)


def test_a_day_after_somebody_is_no_longer_named_nothing_of_her_is_kept(bank):
    quota_id, (first, second) = bank.keep(bank.roster.shift(places=2), 2), people(2)
    bank.name(quota_id, [first, second])
    bank.stay_away(first.email)
    for later, left in ((timedelta(hours=23), first.email), (timedelta(hours=24), "")):
        with bank.roster.work(None, NOW + later) as work:
            named.forget(work)
        assert bank.rows(quota_id)[0].email == left
    assert bank.rows(quota_id)[0].name == ""
    assert not bank.roster.letters(first.email)
    assert bank.rows(quota_id)[1].email == second.email
    assert bank.roster.letters(second.email)


def test_the_journal_knows_numbers_and_no_names(bank):
    shift_id = bank.roster.shift(places=2)
    bank.name(bank.keep(shift_id, 1), people(2))
    entries = bank.roster.entries(shift_id)
    assert {"QuotaKept", "PeopleNamed", "PersonNamed"} <= {one.event for one in entries}
    assert all("员工" not in str(one.payload) and "bank.example" not in str(one.payload) for one in entries)
