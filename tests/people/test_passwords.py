"""A new password: by a link that works once, or by whoever knows the old one."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from sqlalchemy import select

from alliance.foundation.kernel import clock
from alliance.foundation.kernel.actor import NOBODY, Role
from alliance.foundation.kernel.errors import Conflict, Invalid
from alliance.foundation.kernel.ids import hash_secret
from alliance.journal.model import Entry, Letter
from alliance.people import account_queries, appointments
from alliance.people.model import PasswordReset, SignIn
from alliance.people.password_changes import PasswordText, ask_reset, change, reset
from alliance.people.signing_in import Credentials, sign_in
from tests.factories import PASSWORD
from tests.screenless import Counted

GOOD = PasswordText("seven green herons at dawn", PASSWORD)


def asked(make, email, now=None):
    """The token in the letter, or None where no letter was written."""
    with make.work(NOBODY, now) as work:
        ask_reset(work, email)
    with make.work() as work:
        wanted = select(Letter).where(Letter.template == "password_reset").order_by(Letter.written_at.desc())
        letter = work.session.scalars(wanted).first()
    return letter.params["path"].rpartition("/")[2] if letter else None


def use(make, token, now=None):
    with make.work(NOBODY, now) as work:
        reset(work, token, GOOD)


def may_sign_in(make, someone, password):
    with make.work(NOBODY) as work:
        return isinstance(sign_in(work, Credentials(someone.email, password), "Test"), str)


def test_the_link_sets_the_password_and_signs_out_every_device(make):
    someone = make.person()
    make.device(someone, "a")
    make.device(someone, "b")
    token = asked(make, someone.email.upper())
    use(make, token)
    with make.work() as work:
        assert not work.session.scalars(select(SignIn.id)).all()
        assert work.session.scalars(select(PasswordReset.token_hash)).all() == [hash_secret(token)]
        templates = work.session.scalars(select(Letter.template).order_by(Letter.written_at)).all()
    assert templates == ["password_reset", "password_changed"]
    assert may_sign_in(make, someone, GOOD.password)
    assert not may_sign_in(make, someone, PASSWORD)


def test_the_link_works_once_and_for_an_hour(make):
    someone = make.person()
    token = asked(make, someone.email)
    with pytest.raises(Conflict):
        use(make, token, clock.now() + timedelta(minutes=60, seconds=1))
    use(make, token)
    with pytest.raises(Conflict):
        use(make, token)


def test_one_used_link_spends_the_others(make):
    someone = make.person()
    first, second = asked(make, someone.email), asked(make, someone.email)
    assert first != second
    use(make, second)
    with pytest.raises(Conflict):
        use(make, first)


def test_an_unknown_address_costs_the_same_statements_and_gets_no_letter(portal, make):
    someone = make.person()
    counts = []
    for address in (someone.email, "nobody@example.org"):
        with Counted(portal) as counted, make.work(NOBODY) as work:
            ask_reset(work, address)
            work.session.commit()
        counts.append([text.split("(")[0] for text in counted.texts if not text.startswith("ROLLBACK TO")])
    assert counts[0] == counts[1]
    with make.work() as work:
        assert work.session.scalars(select(Letter.address)).all() == [someone.email]
        assert len(work.session.scalars(select(PasswordReset)).all()) == 1
        told = work.session.scalars(select(Entry).where(Entry.event == "PasswordResetAsked")).all()
    assert len(told) == 2
    assert "nobody" not in str([entry.payload for entry in told])


def test_nobody_floods_a_mailbox_with_links(make):
    someone = make.person()
    for _ in range(6):
        asked(make, someone.email)
    with make.work() as work:
        assert len(work.session.scalars(select(Letter)).all()) == 3
    assert asked(make, someone.email, clock.now() + timedelta(hours=2))


def test_a_disabled_account_gets_no_link_and_its_open_link_no_longer_works(make):
    someone = make.person()
    token = asked(make, someone.email)
    make.person(Role.CENTER_ADMIN)
    with make.work() as work:
        appointments.disable(work, account_queries.find(work, someone.id).person)
    asked(make, someone.email)
    with make.work() as work:
        assert len(work.session.scalars(select(Letter)).all()) == 1
    with pytest.raises(Conflict):
        use(make, token)


def test_a_reset_lifts_the_lock(make):
    someone = make.person()
    for _ in range(6):
        assert not may_sign_in(make, someone, "not the password at all")
    assert not may_sign_in(make, someone, PASSWORD)
    use(make, asked(make, someone.email))
    assert may_sign_in(make, someone, GOOD.password)


def test_a_weak_password_is_refused(make):
    someone = make.person()
    token = asked(make, someone.email)
    with make.work(NOBODY) as work, pytest.raises(Invalid) as refusal:
        reset(work, token, PasswordText("too short"))
    assert refusal.value.field == "password"


def test_of_two_who_use_a_link_at_once_one_is_late(make):
    someone = make.person()
    token, start = asked(make, someone.email), Barrier(4)

    def press(_):
        start.wait()
        try:
            use(make, token)
        except Conflict:
            return "late"
        return "done"

    with ThreadPoolExecutor(4) as threads:
        assert sorted(threads.map(press, range(4))) == ["done", "late", "late", "late"]


def test_changing_ones_own_password_ends_the_devices_elsewhere_only(make):
    someone = make.person()
    make.device(someone, hash_secret("here"))
    make.device(someone, hash_secret("elsewhere"))
    with make.work(someone.actor) as work:
        assert change(work, GOOD, "here") is None
    with make.work() as work:
        assert work.session.scalars(select(SignIn.token_hash)).all() == [hash_secret("here")]
    assert may_sign_in(make, someone, GOOD.password)


def test_whoever_does_not_know_the_old_password_does_not_set_a_new_one(make):
    someone = make.person()
    with make.work(someone.actor) as work:
        refusal = change(work, PasswordText(GOOD.password, "not the password at all"), "here")
    assert refusal.field == "current"
    assert may_sign_in(make, someone, PASSWORD)


def test_the_new_password_must_be_strong_too(make):
    someone = make.person()
    with make.work(someone.actor) as work:
        assert change(work, PasswordText("too short", PASSWORD), "here").field == "password"
