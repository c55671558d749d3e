"""Two volunteers exchange their places: both come to the other's shift, or everything stays as it was."""

from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import select

from alliance.cover import asking, events, exchanging, notices, queries
from alliance.cover.answering import OVER, own
from alliance.foundation.kernel.clock import local_day
from alliance.foundation.kernel.errors import Conflict, Invalid, MoveNotOpen
from alliance.shifts.fitting import ELSEWHERE, WORDS
from alliance.shifts.model import Quota, SignUp
from alliance.shifts.vocabulary import SignUpState as S
from alliance.volunteers.model import Volunteer
from tests.cover.covering import crew_of
from tests.shifts.doing import DAY, NOW, at_once, hours

ON = local_day(DAY)
ROUNDS = range(3)


class Pair:
    """`second` has `place` in `other`, at another event of the same day; `first` has asked her to exchange."""

    def __init__(self, crew, day=ON, **of_other):
        self.crew, self.roster = crew, crew.roster
        self.second = crew.roster.helper(name="吴二二")
        event = crew.roster.event(title="另一场宣讲")
        self.other = crew.roster.shift(event, **({"places": 1, **hours(5)} | of_other))
        self.place = crew.roster.sign_up(self.second, self.other)
        crew.name(self.second, in_return_on=day)

    def exchange(self, place=None, now=None):
        with self.roster.work(self.second, now) as work:
            exchanging.exchange(work, own(work, self.crew.request(self.second)), place or self.place)

    def listed(self):
        with self.roster.work(self.second) as work:
            found = queries.asked(work, self.crew.request(self.second))
            return [one.id for one in queries.to_give(work, found)]

    def coming(self):
        """Who comes to the first shift, and who to the other."""
        with self.roster.make.work() as work:
            held = select(SignUp.shift_id, Volunteer.person_id).join(Volunteer, Volunteer.id == SignUp.volunteer_id)
            rows = work.session.execute(held.where(SignUp.state == S.CONFIRMED)).all()
        return [[person for shift, person in rows if shift == one] for one in (self.crew.shift_id, self.other)]

    def before(self):
        return [[self.crew.first.id], [self.second.id]]

    def after(self):
        return [[self.second.id], [self.crew.first.id]]

    def counts_right(self):
        for shift_id in (self.crew.shift_id, self.other):
            self.roster.counts_right(shift_id)


@pytest.fixture
def pair(crew):
    return Pair(crew)


def test_each_comes_to_the_other_s_shift_and_both_are_told(pair):
    assert pair.listed() == [pair.place]
    pair.exchange()
    assert pair.coming() == pair.after()
    assert pair.crew.states() == ["taken"]
    pair.counts_right()
    assert sorted(pair.crew.headlines(pair.crew.first)) == sorted([notices.STANDS_IN, notices.YOU_TAKE])
    assert sorted(pair.crew.headlines(pair.second)) == sorted(
        [notices.ASKED, notices.YOU_STAND_IN, notices.TAKES_YOURS]
    )
    told = {one["headline"]: one for one in pair.crew.letters(pair.second)}
    assert told[notices.TAKES_YOURS]["comes"] == "周*"
    assert told[notices.TAKES_YOURS]["title"] == "另一场宣讲"


def test_the_journals_of_both_shifts_tell_it_in_numbers(pair):
    pair.exchange()
    mine, theirs = (pair.roster.entries(one)[-1] for one in (pair.crew.shift_id, pair.other))
    assert (mine.event, theirs.event) == (events.PlaceTakenOver.__name__, events.PlaceGivenInReturn.__name__)
    request = str(pair.crew.request(pair.second))
    assert theirs.payload == {"stand_in_id": request, "number": 1, "by": 2}


def test_shifts_at_the_same_hours_are_exchanged(crew):
    """Each is in one place before, and in one place after."""
    pair = Pair(crew, **hours())
    pair.exchange()
    assert pair.coming() == pair.after()
    pair.counts_right()


def test_she_may_stand_in_and_keep_her_own_shift(pair):
    pair.crew.take(pair.second)
    assert pair.coming() == [[pair.second.id], [pair.second.id]]


def test_only_a_place_on_the_day_that_was_agreed_is_given(crew):
    pair = Pair(crew, day=ON + timedelta(days=1))
    assert pair.listed() == []
    with pytest.raises(Conflict, match="lies on another day"):
        pair.exchange()
    assert pair.coming() == pair.before()
    assert crew.states() == ["asked"]


def test_where_no_exchange_was_asked_for_none_takes_place(crew):
    pair = Pair(crew, day=None)
    assert pair.listed() == []
    with pytest.raises(Conflict, match="lies on another day"):
        pair.exchange()


def test_nobody_gives_what_is_another_s(pair):
    third = pair.roster.helper()
    event = pair.roster.event(title="第三场")
    theirs = pair.roster.sign_up(third, pair.roster.shift(event, places=1, **hours(5)))
    with pytest.raises(Conflict, match="lies on another day"):
        pair.exchange(theirs)
    assert pair.coming() == pair.before()


def test_what_is_wrong_for_the_one_who_asked_is_not_told_to_the_other_and_nothing_changes(crew):
    """She is elsewhere at that hour: a third event that is no business of whoever answers."""
    pair = Pair(crew)
    third = crew.roster.shift(crew.roster.event(title="第三场"), places=1, **hours(5))
    crew.roster.sign_up(crew.first, third)
    with pytest.raises(Conflict) as said:
        pair.exchange()
    assert said.value.words == exchanging.NOT_FOR_THE_OTHER
    assert pair.coming() == pair.before()
    assert crew.states() == ["asked"]
    pair.counts_right()


def test_what_is_wrong_for_the_one_who_answers_is_told_to_her(crew):
    pair = Pair(crew)
    third = crew.roster.shift(crew.roster.event(title="第三场"), places=1, **hours())
    crew.roster.sign_up(pair.second, third)
    with pytest.raises(Conflict) as said:
        pair.exchange()
    assert said.value.words == WORDS[ELSEWHERE]


def test_a_place_that_is_gone_meanwhile_is_not_exchanged(pair):
    pair.roster.withdraw(pair.second, pair.place)
    with pytest.raises(Conflict, match="any more"):
        pair.exchange()
    pair.roster.withdraw(pair.crew.first, pair.crew.place)
    with pytest.raises(MoveNotOpen) as said:
        pair.exchange()
    assert said.value.words == OVER


def test_whoever_waits_for_the_other_s_shift_waits_no_longer_once_she_has_it(pair):
    pair.roster.sign_up(pair.crew.first, pair.other)
    pair.exchange()
    assert pair.roster.states(pair.other) == ["withdrawn", "withdrawn", "confirmed"]
    pair.counts_right()


def test_others_who_were_asked_for_either_place_are_asked_no_longer(pair):
    pair.roster.helpers(3)
    pair.crew.seek()
    with pair.roster.work(pair.second) as work:
        asking.seek(work, pair.place)
    pair.exchange()
    assert set(pair.crew.states()) == {"over", "taken"}
    assert pair.crew.states().count("taken") == 1


def test_a_day_that_has_passed_is_refused(crew):
    with pytest.raises(Invalid) as said:
        crew.name(crew.roster.helper(), in_return_on=local_day(NOW) - timedelta(days=1))
    assert (said.value.field, said.value.words) == ("in_return_on", asking.PAST)


def test_a_place_kept_for_an_organisation_stays_in_its_quota(pair):
    with pair.roster.make.work() as work:
        sign_up = work.session.get_one(SignUp, pair.place)
        quota = Quota(
            shift_id=pair.other,
            organisation_id=pair.roster.stage.liaison.actor.organisation_id,
            places=1,
            returns_at=NOW,
            returned_at=NOW,
        )
        work.session.add(quota)
        work.session.flush()
        sign_up.quota_id = quota.id
    pair.exchange()
    with pair.roster.make.work() as work:
        newest = select(SignUp.quota_id).where(SignUp.shift_id == pair.other).order_by(SignUp.number.desc())
        assert work.session.scalars(newest).first() is not None


# Pages


def test_she_asks_for_an_exchange_and_the_other_chooses_her_shift_on_her_page(crew, browser):
    pair = Pair(crew)
    third = crew.roster.helper(name="郑三三")
    first, second = browser(crew.first), browser(pair.second)
    naming = {"email": third.email, "in_return_on": ON.isoformat()}
    first.post("cover.name", naming, sign_up_id=crew.place)
    page = second.get("cover.asked", stand_in_id=crew.request(pair.second))
    assert "另一场宣讲" in page.text
    assert f"{ON:%Y}" in page.text
    answered = second.post("cover.take", {"given": str(pair.place)}, stand_in_id=crew.request(pair.second))
    assert "已互换" in second.follow(answered).text
    assert pair.coming() == pair.after()


def test_by_the_letter_s_link_an_exchange_is_made_too(crew, browser):
    pair, visitor = Pair(crew), browser()
    link = crew.link(pair.second)
    assert "另一场宣讲" in visitor.get(link).text
    visitor.post(f"{link}/take", {"given": str(pair.place)})
    assert pair.coming() == pair.after()


@pytest.mark.parametrize("sent", ["", "nonsense", "00000000-0000-0000-0000-000000000000"])
def test_a_shift_that_is_none_of_hers_is_said_at_the_field(crew, browser, sent):
    pair, second = Pair(crew), browser()
    link = crew.link(pair.second)
    page = second.post(f"{link}/take", {"given": sent}, status=422)
    assert page.title.startswith("错误")
    assert pair.coming() == pair.before()


def test_where_it_does_not_fit_the_page_says_so_and_keeps_what_was_chosen(crew, browser):
    pair = Pair(crew)
    third = crew.roster.shift(crew.roster.event(title="第三场"), places=1, **hours(5))
    crew.roster.sign_up(crew.first, third)
    link = crew.link(pair.second)
    page = browser().post(f"{link}/take", {"given": str(pair.place)}, status=409)
    assert "不适合" in page.text
    assert page.form("/take").values["given"] == str(pair.place)
    assert pair.coming() == pair.before()


def test_whoever_keeps_her_own_shifts_says_so(crew, browser):
    pair = Pair(crew)
    browser().post(f"{crew.link(pair.second)}/take", {"given": "none"})
    assert pair.coming() == [[pair.second.id], [pair.second.id]]


def test_where_no_exchange_is_asked_for_there_is_nothing_to_choose(crew, browser):
    pair, visitor = Pair(crew, day=None), browser()
    assert "given" not in visitor.get(crew.link(pair.second)).form("/take").values
    visitor.post(f"{crew.link(pair.second)}/take", {"given": str(pair.place)}, status=422)
    assert pair.coming() == pair.before()


# Races


@pytest.mark.parametrize("_round", ROUNDS)
def test_exchanging_twice_at_once_exchanges_once(pair, _round):
    came = at_once(pair.exchange, pair.exchange)
    assert came.count("done") == 1
    assert pair.coming() == pair.after()
    pair.counts_right()


@pytest.mark.parametrize("_round", ROUNDS)
def test_exchanging_both_ways_at_once_exchanges_once(pair, _round):
    """Each has asked the other; both say yes: whoever is second finds the place gone."""
    with pair.roster.work(pair.second) as work:
        asking.name(work, pair.place, asking.Naming(pair.crew.first.email, ON))

    def back():
        with pair.roster.work(pair.crew.first) as work:
            exchanging.exchange(work, own(work, pair.crew.request(pair.crew.first)), pair.crew.place)

    came = at_once(pair.exchange, back)
    assert sorted(came) == ["MoveNotOpen", "done"]
    assert pair.coming() == pair.after()
    pair.counts_right()


@pytest.mark.parametrize("_round", ROUNDS)
def test_exchanging_against_a_withdrawal_loses_no_place_and_doubles_none(pair, _round):
    came = at_once(pair.exchange, partial(pair.roster.withdraw, pair.second, pair.place))
    assert came[0] in {"done", "Conflict"}
    assert came[1] in {"done", "MoveNotOpen"}
    assert (came[0] == "done") != (came[1] == "done")
    pair.counts_right()


@pytest.mark.parametrize("_round", ROUNDS)
def test_exchanging_against_signing_up_elsewhere_puts_nobody_in_two_places(make, _round):
    pair = Pair(crew_of(make))
    third = pair.roster.shift(pair.roster.event(title="第三场"), places=2, **hours(5))
    came = at_once(pair.exchange, partial(pair.roster.sign_up, pair.crew.first, third))
    assert sorted(came) == ["Conflict", "done"]
    pair.counts_right()
