"""Passing a place on: who is asked and in which order, what each answer comes to, and every refusal."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from alliance.cover import answering, asking, events, notices
from alliance.cover.asking import Naming
from alliance.cover.links import stand_in_of
from alliance.cover.model import ASKED_AT_ONCE, NAMED_MOST
from alliance.foundation.kernel.errors import Conflict, Invalid, MoveNotOpen, NotThere
from alliance.publicity.model import PublicityEvent
from alliance.shifts.fitting import ELSEWHERE, TOO_YOUNG, WORDS
from alliance.shifts.limits import Limits
from alliance.shifts.model import Quota, Shift, SignUp
from alliance.shifts.signing_up import ALREADY, BEGUN
from alliance.shifts.vocabulary import SignUpState
from tests.cover.covering import crew_of
from tests.shifts.doing import DAY, NOW, hours

S = SignUpState
LATER = NOW + Limits.offer


def refused(refusal, words, act, *given):
    with pytest.raises(refusal) as said:
        act(*given)
    assert said.value.words == words


# A person of one's choice


def test_whoever_is_named_stands_in_and_both_are_told(crew):
    other = crew.roster.helper(name="吴二二")
    crew.name(other)
    assert crew.comes(crew.first), "until somebody answers, the place is hers"
    [letter] = crew.letters(other)
    assert (letter["headline"], letter["place_of"]) == (notices.ASKED, "周*")
    assert stand_in_of(letter["path"].rpartition("/")[2]) == crew.request(other)
    crew.take(other)
    assert crew.roster.states(crew.shift_id) == ["withdrawn", "confirmed"]
    assert crew.comes(other)
    [told] = crew.letters(crew.first)
    assert (told["headline"], told["comes"]) == (notices.STANDS_IN, "吴*")
    assert sorted(crew.headlines(other)) == sorted([notices.ASKED, notices.YOU_STAND_IN])
    crew.roster.counts_right(crew.shift_id)


def test_the_first_sign_up_ends_without_a_reason_and_without_an_alert(crew):
    other, late = crew.roster.helper(), DAY - timedelta(hours=3)
    crew.name(other, late)
    crew.take(other, late)
    kept = crew.roster.kept(crew.place)
    assert (kept.state, kept.late, kept.reason) == (S.WITHDRAWN, False, "")
    names = [one.event for one in crew.roster.entries(crew.shift_id)]
    assert names[-2:] == ["StandInAsked", "PlaceTakenOver"]
    assert "SignUpWithdrawn" not in names


def test_the_journal_tells_of_numbers_alone(crew):
    other = crew.roster.helper(name="吴二二")
    crew.name(other)
    crew.take(other)
    told = [one.payload for one in crew.roster.entries(crew.shift_id)][-1]
    assert told == {"stand_in_id": str(crew.request(other)), "number": 1, "by": 2}
    said = str([one.payload for one in crew.roster.entries(crew.shift_id)])
    assert str(crew.roster.ids[other.id]) not in said
    assert other.email not in said


def test_an_address_of_nobody_looks_like_any_other(crew):
    """Neither the row, nor the limit, nor the journal tells who is a volunteer."""
    other = crew.roster.helper()
    crew.name("nobody@example.org")
    crew.name(other)
    nobody, somebody = sorted(crew.requests(), key=lambda one: one.volunteer_id is not None)
    assert nobody.volunteer_id is None
    for name in ("kind", "asked_at", "until", "state"):
        assert getattr(nobody, name) == getattr(somebody, name)
    asked = [one.payload for one in crew.roster.entries(crew.shift_id) if one.event == "StandInAsked"]
    assert len({(one["kind"], one["until"]) for one in asked}) == 1
    crew.name("nobody.else@example.org")
    refused(Invalid, asking.MOST, crew.name, "a.fourth@example.org")
    crew.tend(LATER)
    assert crew.states() == ["lapsed"] * NAMED_MOST


def test_the_address_may_be_written_in_capitals(crew):
    other = crew.roster.helper()
    crew.name(other.email.upper())
    assert crew.asked() == {other.id}


def test_one_does_not_name_oneself(crew):
    refused(Invalid, asking.ONESELF, crew.name, crew.first.email.upper())


def test_what_is_no_address_is_refused(crew):
    with pytest.raises(Invalid):
        crew.name("nobody")


def test_more_may_be_named_once_somebody_has_answered(crew):
    people = crew.roster.helpers(NAMED_MOST)
    for one in people:
        crew.name(one)
    crew.decline(people[0])
    crew.name("another@example.org")
    assert len(crew.requests()) == NAMED_MOST + 1


@pytest.mark.parametrize("answer", ["decline", None])
def test_nobody_gets_a_second_letter_for_the_same_place(crew, answer):
    other = crew.roster.helper()
    crew.name(other)
    if answer:
        crew.decline(other)
    crew.name(other)
    assert crew.headlines(other) == [notices.ASKED]
    assert [one.volunteer_id is None for one in crew.requests()].count(True) == 1


def test_whoever_has_a_place_there_gets_no_letter(crew):
    crew.roster.set_places(crew.shift_id, 2)
    other = crew.roster.helper()
    crew.roster.sign_up(other, crew.shift_id)
    crew.name(other)
    assert crew.letters(other) == []


def test_only_a_confirmed_place_is_passed_on(crew):
    second = crew.roster.helper()
    waits = crew.roster.sign_up(second, crew.shift_id)
    with pytest.raises(MoveNotOpen) as said, crew.roster.work(second) as work:
        asking.name(work, waits, Naming("a@example.org"))
    assert said.value.words == asking.NO_PLACE
    crew.roster.withdraw(crew.first, crew.place)
    refused(MoveNotOpen, asking.NO_PLACE, crew.seek)


def test_a_place_of_somebody_else_is_not_there(crew):
    other = crew.roster.helper()
    for act in (asking.seek, asking.take_back):
        with pytest.raises(NotThere), crew.roster.work(other) as work:
            act(work, crew.place)
    with pytest.raises(NotThere), crew.roster.work(other) as work:
        asking.name(work, crew.place, Naming("a@example.org"))


def test_once_the_shift_has_begun_nothing_is_passed_on(crew):
    other = crew.roster.helper()
    refused(MoveNotOpen, BEGUN, crew.name, other, DAY)
    refused(MoveNotOpen, BEGUN, crew.seek, DAY)
    crew.name(other, DAY - timedelta(minutes=1))
    refused(MoveNotOpen, answering.OVER, crew.take, other, DAY)


@pytest.mark.parametrize("changed", [{"public": False}, {"approved_at": None}])
def test_at_an_event_that_is_not_for_everybody_nobody_is_asked(crew, changed):
    other = crew.roster.helper()
    crew.name(other)
    with crew.roster.make.work() as work:
        work.session.execute(update(PublicityEvent).where(PublicityEvent.id == crew.roster.event_id).values(**changed))
    refused(MoveNotOpen, asking.NOT_FOR_ALL, crew.seek)
    refused(MoveNotOpen, asking.NOT_FOR_ALL, crew.take, other)


def test_a_request_ends_when_the_shift_begins_at_the_latest(crew):
    other = crew.roster.helper()
    crew.name(other, DAY - timedelta(hours=1))
    assert crew.requests()[0].until == DAY
    crew.name("b@example.org", NOW)
    assert {one.until for one in crew.requests()} == {DAY, NOW + Limits.offer}


# Others whom the portal finds


def test_those_are_asked_first_who_were_asked_longest_ago(crew):
    people = crew.roster.helpers(ASKED_AT_ONCE + 3)
    never, recently = people[:2], people[2:5]
    for age, one in enumerate(people[2:], 1):
        crew.set_asked_at(one, NOW - timedelta(days=age))
    assert crew.seek() == ASKED_AT_ONCE
    assert crew.asked() == {one.id for one in people} - {one.id for one in recently}
    assert {crew.volunteer(one).asked_at for one in never} == {NOW}
    assert crew.volunteer(recently[0]).asked_at == NOW - timedelta(days=1)
    assert len(crew.letters(never[0])) == 1
    assert crew.letters(recently[0]) == []


def test_who_was_never_asked_is_taken_by_id(crew):
    people = crew.roster.helpers(ASKED_AT_ONCE + 2)
    crew.seek()
    ids = sorted(crew.roster.ids[one.id] for one in people)
    assert {one.volunteer_id for one in crew.requests()} == set(ids[:ASKED_AT_ONCE])


def test_only_whoever_the_shift_fits_is_asked(make):
    crew = crew_of(make, least_age=18)
    roster = crew.roster
    crew.roster.set_places(crew.shift_id, 2)
    fits, young, elsewhere, inside, gone = (
        roster.helper(),
        roster.helper(born_on=NOW.date() - timedelta(days=15 * 365)),
        *roster.helpers(3),
    )
    roster.sign_up(elsewhere, roster.shift(roster.event(title="同时的另一场")))
    roster.sign_up(inside, crew.shift_id)
    crew.leave(gone)
    assert crew.seek() == 1
    assert crew.asked() == {fits.id}
    assert young.id not in crew.asked()


def test_others_are_asked_once_all_have_said_no_or_their_time_has_passed(crew):
    people = crew.roster.helpers(ASKED_AT_ONCE + 2)
    crew.seek()
    asked = [one for one in people if one.id in crew.asked()]
    for one in asked[:-1]:
        crew.decline(one)
        refused(MoveNotOpen, asking.STILL_ASKED, crew.seek)
    assert crew.headlines(crew.first) == []
    crew.decline(asked[-1])
    assert crew.headlines(crew.first) == [notices.NOBODY]
    assert crew.seek() == 2
    crew.tend(LATER)
    assert crew.headlines(crew.first) == [notices.NOBODY] * 2
    refused(Conflict, asking.NOBODY, crew.seek, LATER)


def test_where_time_is_short_others_can_still_be_asked_afterwards(crew):
    crew.roster.helpers(1)
    crew.seek(DAY - timedelta(hours=4))
    assert crew.requests()[0].until == DAY - timedelta(hours=2)


def test_whoever_waits_comes_before_others_who_could_be_asked(crew):
    second, _third = crew.roster.helpers(2)
    crew.roster.sign_up(second, crew.shift_id)
    refused(Conflict, asking.WAITS, crew.seek)


def test_whoever_waits_and_cannot_come_holds_nobody_up(crew):
    second, third = crew.roster.helpers(2)
    crew.roster.sign_up(second, crew.shift_id)
    crew.roster.sign_up(second, crew.roster.shift(crew.roster.event(title="同时的另一场")))
    assert crew.seek() == 1
    assert crew.asked() == {third.id}


def test_the_first_to_say_yes_has_it_and_the_others_read_why_not(crew):
    people = crew.roster.helpers(3)
    crew.seek()
    crew.take(people[1])
    assert crew.states() == ["over", "over", "taken"]
    refused(MoveNotOpen, answering.ANOTHER, crew.take, people[0])
    refused(MoveNotOpen, answering.ANOTHER, crew.decline, people[2])
    refused(MoveNotOpen, answering.OVER, crew.take, people[1])
    assert crew.coming() == [crew.roster.ids[people[1].id]]
    assert crew.headlines(crew.first) == [notices.STANDS_IN]


def test_the_asker_may_come_after_all(crew):
    people = crew.roster.helpers(2)
    crew.seek()
    crew.name(people[0])
    crew.take_back()
    assert set(crew.states()) == {"over"}
    refused(MoveNotOpen, answering.OVER, crew.take, people[0])
    assert crew.comes(crew.first)
    assert crew.headlines(crew.first) == []


# Answering


def test_a_request_lapses_when_its_time_has_passed(crew):
    other = crew.roster.helper()
    crew.name(other)
    crew.tend(LATER - timedelta(seconds=1))
    assert crew.states() == ["asked"]
    refused(MoveNotOpen, answering.OVER, crew.take, other, LATER)
    crew.tend(LATER)
    assert crew.states() == ["lapsed"]
    assert crew.headlines(crew.first) == [notices.NOBODY]
    assert crew.comes(crew.first)


def test_each_request_lapses_in_its_own_time(crew):
    first, second = crew.roster.helpers(2)
    crew.name(first)
    crew.name(second, NOW + timedelta(hours=1))
    crew.tend(LATER)
    assert crew.states() == ["asked", "lapsed"]
    assert crew.headlines(crew.first) == []


def test_a_place_that_is_not_hers_any_more_is_not_taken_over_whatever_the_request_says(crew):
    other = crew.roster.helper()
    crew.name(other)
    with crew.roster.make.work() as work:
        work.session.execute(update(SignUp).where(SignUp.id == crew.place).values(state=S.OFFERED))
    refused(MoveNotOpen, answering.OVER, crew.take, other)
    assert not crew.comes(other)


def test_whoever_is_too_young_is_told_so(make):
    crew = crew_of(make, least_age=18)
    young = crew.roster.helper(born_on=NOW.date() - timedelta(days=15 * 365))
    crew.name(young)
    refused(Conflict, WORDS[TOO_YOUNG], crew.take, young)
    assert crew.comes(crew.first)


def test_whoever_has_another_shift_meanwhile_is_told_so(crew):
    other = crew.roster.helper()
    crew.name(other)
    second = crew.roster.event(title="同时的另一场")
    crew.roster.sign_up(other, crew.roster.shift(second, **hours(2.2)))
    refused(Conflict, WORDS[ELSEWHERE], crew.take, other)
    assert crew.states() == ["asked"]


def test_whoever_waits_in_the_same_shift_waits_no_longer(crew):
    other = crew.roster.helper()
    crew.roster.sign_up(other, crew.shift_id)
    crew.name(other)
    crew.take(other)
    assert crew.roster.states(crew.shift_id) == ["withdrawn", "withdrawn", "confirmed"]
    crew.roster.counts_right(crew.shift_id)


def test_whoever_has_a_place_there_meanwhile_takes_no_second_one(crew):
    other = crew.roster.helper()
    crew.name(other)
    crew.roster.set_places(crew.shift_id, 2)
    crew.roster.sign_up(other, crew.shift_id)
    refused(MoveNotOpen, ALREADY, crew.take, other)
    assert crew.comes(crew.first)


def test_the_place_of_an_organisation_stays_the_organisation_s(crew):
    other = crew.roster.helper()
    with crew.roster.make.work() as work:
        organisation_id = crew.roster.stage.liaison.actor.organisation_id
        quota = Quota(shift_id=crew.shift_id, organisation_id=organisation_id, places=1, returns_at=DAY)
        work.session.add(quota)
        work.session.flush()
        work.session.execute(update(SignUp).where(SignUp.id == crew.place).values(quota_id=quota.id))
        quota_id = quota.id
    crew.name(other)
    crew.take(other)
    with crew.roster.make.work() as work:
        [made] = [one for one in work.session.query(SignUp) if one.number == 2]
        assert made.quota_id == quota_id
    assert crew.roster.row(crew.shift_id).taken == 1


def test_nobody_answers_for_somebody_else(crew):
    other, stranger = crew.roster.helpers(2)
    crew.name(other)
    with pytest.raises(NotThere), crew.roster.work(stranger) as work:
        answering.own(work, crew.request(other))


@pytest.mark.parametrize("token", ["x", "IjAi.abc", "bm8.bm8"])
def test_a_link_that_nobody_has_signed_is_not_there(crew, token):
    with pytest.raises(NotThere), crew.roster.work() as work:
        answering.by_link(work, token)


# What else happens


def withdraws(crew):
    crew.roster.withdraw(crew.first, crew.place)


def is_released(crew):
    crew.roster.release(crew.shift_id, crew.place)


def shift_is_called_off(crew):
    crew.roster.call_off(crew.shift_id)


def event_is_called_off(crew):
    crew.roster.cancel_event()


def leaves(crew):
    crew.leave(crew.first)


@pytest.mark.parametrize("happens", [withdraws, is_released, shift_is_called_off, event_is_called_off, leaves])
def test_where_the_place_is_no_longer_hers_nobody_is_asked_any_more(crew, happens):
    people = crew.roster.helpers(2)
    crew.seek()
    crew.name("nobody@example.org")
    happens(crew)
    assert crew.states() == ["over"] * 3
    refused(MoveNotOpen, answering.OVER, crew.take, people[0])
    assert notices.NOBODY not in crew.headlines(crew.first)
    crew.roster.counts_right(crew.shift_id)


def test_whoever_is_asked_and_leaves_is_asked_no_more(crew):
    first, second = crew.roster.helpers(2)
    crew.seek()
    crew.leave(first)
    assert crew.states() == ["asked", "over"]
    assert crew.headlines(crew.first) == []
    crew.leave(second)
    assert crew.headlines(crew.first) == [notices.NOBODY]
    assert crew.letters(second) == [], "what was written to her is erased"


def test_a_passed_place_can_be_passed_on_again(crew):
    second, third = crew.roster.helpers(2)
    crew.name(second)
    crew.take(second)
    with crew.roster.make.work() as work:
        [place] = [one.id for one in work.session.query(SignUp) if one.state is S.CONFIRMED]
    with crew.roster.work(second) as work:
        asking.name(work, place, Naming(third.email))
    crew.take(third)
    assert crew.roster.states(crew.shift_id) == ["withdrawn", "withdrawn", "confirmed"]


# A place that is free


def test_whoever_keeps_the_event_has_others_asked_for_a_free_place(crew):
    late = DAY - timedelta(minutes=30)
    crew.roster.withdraw(crew.first, crew.place, "发烧", late)
    people = crew.roster.helpers(ASKED_AT_ONCE + 1)
    assert crew.call(late) == ASKED_AT_ONCE
    other = next(one for one in people if one.id in crew.asked())
    [letter] = crew.letters(other)
    assert (letter["headline"], letter["place_of"]) == (notices.ASKED, "")
    assert crew.volunteer(other).asked_at == late
    crew.take(other, late)
    assert crew.comes(other), "though the sign-up has closed by then"
    crew.roster.counts_right(crew.shift_id)


def test_a_free_place_is_asked_for_again_among_others(crew):
    crew.roster.withdraw(crew.first, crew.place)
    crew.roster.helpers(2)
    assert crew.call() == 2, "whoever has withdrawn is left in peace"
    crew.roster.helpers(1)
    assert crew.call() == 1
    refused(Conflict, asking.NOBODY, crew.call)


def test_the_second_for_one_free_place_reads_why_not(crew):
    crew.roster.withdraw(crew.first, crew.place)
    second, third = crew.roster.helpers(2)
    crew.call()
    crew.take(second)
    refused(MoveNotOpen, answering.ANOTHER, crew.take, third)
    crew.roster.counts_right(crew.shift_id)


def test_two_free_places_are_for_two(crew):
    crew.roster.set_places(crew.shift_id, 3)
    second, third, fourth = crew.roster.helpers(3)
    crew.call()
    crew.take(second)
    crew.take(third)
    refused(MoveNotOpen, answering.ANOTHER, crew.take, fourth)


def test_where_no_place_is_free_nobody_is_asked(crew):
    crew.roster.helpers(1)
    refused(MoveNotOpen, asking.NOT_FREE, crew.call)


def test_while_a_shift_is_being_planned_nobody_is_asked(crew):
    crew.roster.helpers(1)
    crew.shift_id = crew.roster.shift(opened=False)
    refused(MoveNotOpen, asking.NOT_FREE, crew.call)


def test_a_free_place_is_theirs_first_who_wait(crew):
    second, _third = crew.roster.helpers(2)
    crew.roster.sign_up(second, crew.shift_id)
    with crew.roster.make.work() as work:  # as in the moment before the worker comes round
        work.session.execute(update(Shift).where(Shift.id == crew.shift_id).values(places=2))
    refused(Conflict, asking.OFFERED_FIRST, crew.call)


def test_a_shift_of_another_event_is_not_there(crew):
    with pytest.raises(NotThere), crew.roster.work(crew.roster.stage.officer) as work:
        asking.call(work, crew.roster.event(title="另一场"), crew.shift_id)


def test_a_request_for_a_free_place_lapses_and_nobody_need_be_told(crew):
    crew.roster.withdraw(crew.first, crew.place)
    crew.roster.helpers(1)
    crew.call()
    crew.tend(LATER)
    assert crew.states() == ["lapsed"]
    assert events.NobodyStandsIn.__name__ not in {one.event for one in crew.roster.entries(crew.shift_id)}
