"""Signing in, the lock against guessing, devices, roles that come and go."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from threading import Barrier

import pytest
from sqlalchemy import func, select

from alliance.foundation.kernel.actor import NOBODY, Role
from alliance.foundation.kernel.errors import Invalid, NotThere
from alliance.foundation.kernel.ids import hash_secret
from alliance.journal.model import Entry
from alliance.people import account_queries, appointments, queries
from alliance.people.appointments import end
from alliance.people.model import Appointment, SignIn, SignInGuard
from alliance.people.signing_in import LOCKED, WRONG, Credentials, end_device, sign_in, switch_hat
from tests.factories import PASSWORD

NOON = datetime(2026, 11, 20, 4, 0, tzinfo=UTC)


def attempt(make, email, password, at=NOON):
    with make.work(NOBODY, at) as work:
        return sign_in(work, Credentials(email, password), "Test")


def fail(make, email, times, at=NOON):
    return [attempt(make, email, "not the password at all", at) for _ in range(times)]


def test_the_right_password_opens_a_device_whose_token_is_kept_as_a_hash(make):
    someone = make.person()
    token = attempt(make, someone.email.upper(), PASSWORD)
    with make.work() as work:
        assert work.session.scalars(select(SignIn.token_hash)).all() == [hash_secret(token)]
        assert queries.signed_in(work.session, hash_secret(token), NOON).actor == someone.actor


@pytest.mark.parametrize("known", [True, False], ids=["account", "no account"])
def test_five_failures_lock_the_address_whether_or_not_it_has_an_account(make, known):
    email = make.person().email if known else "nobody@example.org"
    refusals = [refusal.words for refusal in fail(make, email, 6)]
    assert refusals == [WRONG] * 4 + [LOCKED] * 2
    assert attempt(make, email, PASSWORD).words == LOCKED


def test_a_lock_ends_by_itself_and_what_was_tried_meanwhile_does_not_count(make):
    someone = make.person()
    fail(make, someone.email, 5)
    fail(make, someone.email, 20, NOON + timedelta(minutes=14))
    later = NOON + timedelta(minutes=15)
    assert [r.words for r in fail(make, someone.email, 4, later)] == [WRONG] * 4
    assert isinstance(attempt(make, someone.email, PASSWORD, later), str)


def test_a_lock_says_how_many_minutes_are_left(make):
    someone = make.person()
    fail(make, someone.email, 5)
    refusal = attempt(make, someone.email, PASSWORD, NOON + timedelta(minutes=10, seconds=30))
    assert refusal.params == {"minutes": 5}


def test_success_forgets_the_failures_before_it(make):
    someone = make.person()
    for _ in range(3):
        fail(make, someone.email, 4)
        assert isinstance(attempt(make, someone.email, PASSWORD), str)


def test_old_failures_do_not_add_up_for_ever(make):
    someone = make.person()
    for day in range(4):
        refusals = fail(make, someone.email, 3, NOON + timedelta(days=day))
        assert [refusal.words for refusal in refusals] == [WRONG] * 3


def test_many_guesses_at_once_do_not_slip_past_the_limit_together(make):
    someone, start = make.person(), Barrier(8)

    def guess(_):
        start.wait()
        return attempt(make, someone.email, "not the password at all")

    with ThreadPoolExecutor(8) as threads:
        refusals = [refusal.words for refusal in threads.map(guess, range(8))]
    assert refusals.count(WRONG) == 4
    assert refusals.count(LOCKED) == 4
    with make.work() as work:
        assert work.session.scalar(select(SignInGuard.failures)) == 5
        locks = select(func.count()).where(Entry.event == "SignInLocked")
        assert work.session.scalar(locks) == 1


def test_the_journal_keeps_no_address_of_a_failed_sign_in(make):
    fail(make, "somebody@example.org", 5)
    with make.work() as work:
        entry = work.session.scalars(select(Entry)).one()
        assert "somebody" not in str(entry.payload)


def test_a_disabled_account_does_not_open(make):
    someone = make.person()
    with make.work() as work:
        appointments.disable(work, account_queries.find(work, someone.id).person)
    assert attempt(make, someone.email, PASSWORD).words == WRONG


def test_the_sign_in_before_is_remembered(make):
    someone = make.person()
    attempt(make, someone.email, PASSWORD, NOON - timedelta(days=3))
    token = attempt(make, someone.email, PASSWORD)
    with make.work() as work:
        assert queries.previous_sign_in(work, token) == NOON - timedelta(days=3)


def test_one_of_ones_own_devices_is_ended_and_nobody_elses(make):
    someone, other = make.person(), make.person()
    make.device(someone, "a")
    make.device(other, "b")
    with make.work(someone.actor) as work:
        ids = dict(work.session.execute(select(SignIn.token_hash, SignIn.id)).all())
        end_device(work, ids["a"])
        with pytest.raises(NotThere):
            end_device(work, ids["b"])


def test_an_ended_appointment_is_gone_at_the_next_request(make):
    bank = make.organisation()
    liaison = make.person(Role.LIAISON, organisation=bank)
    make.device(liaison, hash_secret("token"))
    with make.work() as work:
        end(work, work.session.get_one(Appointment, liaison.appointment_id))
    with make.work() as work:
        found = queries.signed_in(work.session, hash_secret("token"), work.now)
    assert found.actor.known
    assert found.actor.role is None
    assert found.actor.organisation_id is None


def test_an_inspector_acts_until_the_last_day_and_not_after(make):
    inspector = make.person(Role.INSPECTOR, to_on=NOON.date())
    make.device(inspector, hash_secret("token"))
    with make.work() as work:
        work.session.execute(SignIn.__table__.update().values(ends_at=NOON + timedelta(days=9)))
        late = NOON.replace(hour=15, minute=59)
        assert queries.signed_in(work.session, hash_secret("token"), late).actor.role is Role.INSPECTOR
        next_day = late + timedelta(minutes=1)
        assert queries.signed_in(work.session, hash_secret("token"), next_day).actor.role is None


def test_an_appointment_bites_from_its_first_day(make):
    inspector = make.person(Role.INSPECTOR, to_on=NOON.date())
    make.device(inspector, hash_secret("token"))
    with make.work() as work:
        found = queries.signed_in(work.session, hash_secret("token"), datetime(2022, 7, 3, 4, 0, tzinfo=UTC))
        assert found.actor.role is None


def test_a_person_goes_on_in_another_role_but_only_in_ones_own(make):
    bank = make.organisation()
    liaison, other = make.person(Role.LIAISON, organisation=bank), make.person()
    make.device(liaison, hash_secret("token"))
    with make.work() as work:
        second = Appointment(person_id=liaison.id, role=Role.VOLUNTEER, from_on=NOON.date())
        work.session.add(second)
    with make.work(liaison.actor) as work:
        switch_hat(work, "token", second.id)
        with pytest.raises(NotThere):
            switch_hat(work, "token", other.appointment_id)
    with make.work() as work:
        found = queries.signed_in(work.session, hash_secret("token"), work.now)
        assert found.actor.role is Role.VOLUNTEER


def test_a_refusal_is_not_raised(make):
    assert isinstance(attempt(make, "nobody@example.org", "something long enough"), Invalid)
