"""What somebody is trained for: confirmed once, until a day, by whom; what is revoked or has run out does not count."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest
from sqlalchemy import literal, select

from alliance.foundation.kernel.errors import Invalid, MoveNotOpen
from alliance.volunteers import keeping, qualifying, queries
from alliance.volunteers.fitness import qualified
from alliance.volunteers.holding import held
from alliance.volunteers.model import Volunteer
from alliance.volunteers.qualifying import ConfirmText
from tests.days import today

CODE = "fraud_lecturing"


def confirm(ground, someone, who=None, until=None, code=CODE):
    volunteer_id = ground.id_of(someone)
    with ground.make.work((who or ground.officer).actor) as work:
        return qualifying.confirm(work, volunteer_id, ConfirmText(code, until))


def counts(ground, someone, day, code=CODE):
    with ground.make.work() as work:
        by_id = work.session.scalar(select(qualified(literal(ground.id_of(someone), Volunteer.id.type), code, day)))
        by_column = work.session.scalars(select(Volunteer.person_id).where(qualified(Volunteer.id, code, day))).all()
    assert bool(by_id) is (someone.id in by_column)
    return bool(by_id)


def test_it_counts_until_its_last_day(ground):
    someone, until = ground.volunteer(), today() + timedelta(days=3)
    confirm(ground, someone, until=until)
    assert counts(ground, someone, until)
    assert not counts(ground, someone, until + timedelta(days=1))
    assert not counts(ground, someone, until, "first_aid")
    assert not counts(ground, ground.volunteer(), until)


def test_for_good_is_for_good(ground):
    someone = ground.volunteer()
    confirm(ground, someone)
    assert counts(ground, someone, date(2199, 1, 1))
    assert ground.told(someone.email) == ["Your qualification is confirmed"]


def test_what_is_confirmed_longer_is_added_and_what_is_shorter_is_refused(ground):
    someone, day = ground.volunteer(), today()
    confirm(ground, someone, until=day + timedelta(days=9))
    with pytest.raises(Invalid, match="already"):
        confirm(ground, someone, until=day + timedelta(days=9))
    confirm(ground, someone, until=day + timedelta(days=10))


@pytest.mark.parametrize(
    ("code", "until", "field"),
    [("no_such", None, "qualification_code"), (CODE, date(2020, 1, 1), "until_on")],
)
def test_what_cannot_be_is_refused(ground, code, until, field):
    with pytest.raises(Invalid) as refused:
        confirm(ground, ground.volunteer(), until=until, code=code)
    assert refused.value.field == field


def test_there_is_an_end_to_what_is_kept(ground):
    someone = ground.volunteer()
    for number in range(qualifying.HELD_MOST):
        confirm(ground, someone, until=today() + timedelta(days=number))
    with pytest.raises(Invalid, match="no more"):
        confirm(ground, someone)


def test_what_is_revoked_counts_no_more_and_says_why_on_the_page(ground):
    someone = ground.volunteer()
    volunteer_id = ground.id_of(someone)
    held_id = confirm(ground, someone)
    with ground.make.work(ground.officer.actor) as work:
        found = held(work, volunteer_id, held_id)
        qualifying.revoke(work, found.line, "证书系伪造")
        again = queries.qualifications_of(work, volunteer_id)[0]
        assert (again.counts, again.revoked_because) == (False, "证书系伪造")
        with pytest.raises(MoveNotOpen):
            qualifying.revoke(work, found.line, "再来一次")
    assert not counts(ground, someone, today())
    assert ground.told(someone.email)[-1] == "Your qualification was revoked"
    confirm(ground, someone)


def test_a_qualification_belongs_to_the_volunteer_of_its_address(ground):
    someone, other = ground.volunteer(), ground.volunteer()
    held_id = confirm(ground, someone)
    with ground.make.work(ground.officer.actor) as work:
        assert held(work, ground.id_of(other), held_id) is None


def test_nobody_qualifies_who_has_left(ground):
    someone = ground.volunteer()
    volunteer_id = ground.id_of(someone)
    with ground.make.work(someone.actor) as work:
        keeping.leave(work)
    with pytest.raises(MoveNotOpen), ground.make.work(ground.officer.actor) as work:
        qualifying.confirm(work, volunteer_id, ConfirmText(CODE))


def test_two_who_confirm_the_same_at_once_confirm_it_once(ground):
    someone, start = ground.volunteer(), Barrier(2)
    second = ground.make.person()

    def run(who):
        start.wait()
        try:
            confirm(ground, someone, who)
        except Invalid as refusal:
            return type(refusal)
        return None

    with ThreadPoolExecutor(2) as threads:
        told = list(threads.map(run, (ground.officer, second)))
    assert told.count(Invalid) == 1
