"""Invitations: written, sent again, revoked, accepted once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from sqlalchemy import select

from alliance.foundation.kernel import clock
from alliance.foundation.kernel.actor import NOBODY, Role
from alliance.foundation.kernel.clock import local_day
from alliance.foundation.kernel.errors import Conflict, Invalid, MoveNotOpen
from alliance.foundation.kernel.ids import hash_secret
from alliance.journal.model import Entry, Letter
from alliance.organisations import commands
from alliance.organisations.model import Organisation
from alliance.people import invitation_queries, queries, staff_queries
from alliance.people.acceptance import AccountText, accept_as_new, accept_with_account
from alliance.people.invitations import InvitationText, first_admin_invitation, invite, revoke, send_again
from alliance.people.model import Appointment, Invitation, InvitationState, Person
from alliance.people.signing_in import LOCKED
from tests.factories import PASSWORD
from tests.screenless import Browser

GOOD = "seven green herons at dawn"
NEW = AccountText("新同事", GOOD)


def invited(make, email="new@example.org", role=Role.STAFF, **more):
    """The token of an invitation; into an organisation of its own where the role needs one."""
    if role in (Role.STAFF, Role.LIAISON) and "organisation_id" not in more:
        more["organisation_id"] = make.organisation().id
    with make.work() as work:
        return invite(work, InvitationText(email, "新同事", role, **more))


def accept(make, token, text=NEW, now=None):
    with make.work(NOBODY, now) as work:
        return accept_as_new(work, token, text, "Test")


def test_an_invitation_keeps_only_the_hash_of_its_token_and_writes_one_letter(make):
    bank = make.organisation()
    with make.work() as work:
        token = invite(work, InvitationText("New@Example.org", "新同事", Role.STAFF, bank.id))
    with make.work() as work:
        kept = work.session.scalars(select(Invitation)).one()
        letter = work.session.scalars(select(Letter)).one()
    assert kept.token_hash == hash_secret(token)
    assert kept.email == letter.address == "new@example.org"
    assert kept.expires_at - kept.invited_at == timedelta(hours=72)
    assert letter.params["path"] == f"/people/invitations/{token}"


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"role": Role.STAFF}, "organisation_id"),
        ({"role": Role.DISTRICT_OFFICER}, "district_code"),
        ({"role": Role.DISTRICT_OFFICER, "district_code": "999999"}, "district_code"),
        ({"role": Role.VOLUNTEER, "district_code": "140106"}, "district_code"),
        ({"role": Role.INSPECTOR}, "to_on"),
        ({"role": Role.CENTER_OFFICER, "email": "nobody"}, "email"),
    ],
)
def test_role_place_and_days_of_an_invitation_must_fit(make, given, field):
    with make.work() as work, pytest.raises(Invalid) as refusal:
        invite(work, InvitationText(**{"email": "new@example.org", "name": "新同事"} | given))
    assert refusal.value.field == field


def test_an_inspector_is_not_invited_until_a_day_that_is_over(make):
    over = local_day(clock.now()) - timedelta(days=1)
    with make.work() as work, pytest.raises(Invalid) as refusal:
        invite(work, InvitationText("new@example.org", "新同事", Role.INSPECTOR, to_on=over))
    assert refusal.value.field == "to_on"


def test_nobody_is_invited_into_a_role_that_they_hold(make):
    bank = make.organisation()
    liaison = make.person(Role.LIAISON, organisation=bank)
    with make.work() as work, pytest.raises(Invalid) as refusal:
        invite(work, InvitationText(liaison.email.upper(), "同事", Role.LIAISON, bank.id))
    assert refusal.value.field == "email"


def test_a_liaison_need_not_be_made_staff_too(make):
    bank = make.organisation()
    liaison = make.person(Role.LIAISON, organisation=bank)
    with make.work() as work, pytest.raises(Invalid):
        invite(work, InvitationText(liaison.email, "同事", Role.STAFF, bank.id))


def test_an_organisation_that_has_left_gets_nobody_new(make):
    bank = make.organisation()
    with make.work() as work:
        commands.release(work, work.session.get_one(Organisation, bank.id), "重组")
    with make.work() as work, pytest.raises(Invalid) as refusal:
        invite(work, InvitationText("new@example.org", "新同事", Role.STAFF, bank.id))
    assert refusal.value.field == "organisation_id"


def test_accepting_makes_the_account_the_appointment_and_the_device(make):
    token = invited(make, "New@Example.org")
    device = accept(make, token)
    with make.work() as work:
        person = work.session.scalars(select(Person)).one()
        appointment = work.session.scalars(select(Appointment)).one()
        found = queries.signed_in(work.session, hash_secret(device), work.now)
        entry = work.session.scalars(select(Entry).where(Entry.event == "InvitationAccepted")).one()
    assert (person.email, person.name) == ("new@example.org", "新同事")
    assert (appointment.role, appointment.person_id) == (Role.STAFF, person.id)
    assert found.actor.appointment_id == appointment.id
    assert (entry.actor_id, entry.actor_role) == (person.id, "staff")


def test_an_invitation_is_accepted_once(make):
    token = invited(make)
    accept(make, token)
    with pytest.raises(Conflict):
        accept(make, token)


def test_an_invitation_runs_out_after_72_hours(make):
    token = invited(make)
    with pytest.raises(Conflict):
        accept(make, token, now=clock.now() + timedelta(hours=72, seconds=1))


def test_a_token_that_never_was_is_refused(make):
    with pytest.raises(Conflict):
        accept(make, "nothing of the kind")


@pytest.mark.parametrize("password", ["short", "password" * 3, "aaaaaaaaaaaaaaaaaaaa", "new" * 6, "x" * 129])
def test_a_weak_password_does_not_use_the_invitation_up(make, password):
    token = invited(make)
    with make.work(NOBODY) as work:
        with pytest.raises(Invalid) as refusal:
            accept_as_new(work, token, AccountText("新同事", password), "Test")
        work.session.rollback()
    assert refusal.value.field == "password"
    accept(make, token)


def test_an_account_that_exists_accepts_with_its_password_and_gets_one_role_more(make):
    officer = make.person(Role.CENTER_OFFICER)
    token = invited(make, officer.email)
    with make.work(NOBODY) as work:
        device = accept_with_account(work, token, PASSWORD, "Test")
    with make.work() as work:
        roles = work.session.scalars(select(Appointment.role).where(Appointment.person_id == officer.id)).all()
        found = queries.signed_in(work.session, hash_secret(device), work.now)
    assert set(roles) == {Role.CENTER_OFFICER, Role.STAFF}
    assert found.actor.role is Role.STAFF


def test_a_wrong_password_neither_accepts_nor_goes_uncounted(make):
    officer = make.person(Role.CENTER_OFFICER)
    token = invited(make, officer.email)
    for _ in range(6):
        with make.work(NOBODY) as work:
            refusal = accept_with_account(work, token, "not the password at all", "Test")
    assert refusal.words == LOCKED
    with make.work() as work:
        assert invitation_queries.of_token(work, token).state is InvitationState.OPEN


def test_staff_who_become_liaison_are_no_longer_staff_beside(make):
    bank = make.organisation()
    staff = make.person(Role.STAFF, organisation=bank)
    token = invited(make, staff.email, Role.LIAISON, organisation_id=bank.id)
    with make.work(NOBODY) as work:
        accept_with_account(work, token, PASSWORD, "Test")
    with make.work() as work:
        assert [line.role for line in staff_queries.staff(work, bank.id)] == [Role.LIAISON]


def test_a_second_invitation_into_the_same_role_revokes_the_first(make):
    bank = make.organisation()
    first = invited(make, organisation_id=bank.id)
    second = invited(make, organisation_id=bank.id)
    with pytest.raises(Conflict):
        accept(make, first)
    accept(make, second)


def test_sending_again_makes_a_new_link_and_kills_the_old_one(make):
    old = invited(make)
    later = clock.now() + timedelta(days=9)
    with make.work(now=later) as work:
        new = send_again(work, work.session.scalars(select(Invitation)).one())
    with pytest.raises(Conflict):
        accept(make, old, now=later)
    accept(make, new, now=later)
    with make.work() as work:
        assert len(work.session.scalars(select(Letter)).all()) == 2


def test_a_revoked_or_used_invitation_is_neither_accepted_nor_sent_nor_revoked_again(make):
    revoked, used = invited(make, "a@example.org"), invited(make, "b@example.org")
    accept(make, used)
    with make.work() as work:
        revoke(work, work.session.scalars(select(Invitation).where(Invitation.email == "a@example.org")).one())
    with pytest.raises(Conflict):
        accept(make, revoked)
    for email in ("a@example.org", "b@example.org"):
        for act in (send_again, revoke):
            with make.work() as work:
                kept = work.session.scalars(select(Invitation).where(Invitation.email == email)).one()
                with pytest.raises(MoveNotOpen):
                    act(work, kept)


def test_of_two_who_accept_at_once_one_is_late(portal, make):
    token, start = invited(make), Barrier(4)

    def press(_):
        browser = Browser(portal)
        data = {"name": "新同事", "password": GOOD, "again": GOOD, "csrf_token": browser.csrf_token()}
        start.wait()
        return browser.client.post(f"/people/invitations/{token}", data=data, headers={"Host": "localhost"})

    with ThreadPoolExecutor(4) as threads:
        statuses = sorted(answer.status_code for answer in threads.map(press, range(4)))
    assert statuses == [303, 409, 409, 409]
    with make.work() as work:
        assert len(work.session.scalars(select(Person)).all()) == 1
        assert len(work.session.scalars(select(Appointment)).all()) == 1


def test_the_first_administrator_names_the_address_and_gets_no_letter(make):
    with make.work() as work:
        path = first_admin_invitation(work)
    device = accept(make, path.rpartition("/")[2], AccountText("管理员", GOOD, "First@Example.org"))
    with make.work() as work:
        assert queries.signed_in(work.session, hash_secret(device), work.now).actor.role is Role.CENTER_ADMIN
        assert work.session.scalars(select(Person.email)).all() == ["first@example.org"]
        assert not work.session.scalars(select(Letter)).all()


def test_the_first_administrators_link_is_made_only_while_there_is_nobody(make):
    with make.work() as work:
        first, second = first_admin_invitation(work), first_admin_invitation(work)
    with pytest.raises(Conflict):
        accept(make, first.rpartition("/")[2], AccountText("管理员", GOOD, "first@example.org"))
    accept(make, second.rpartition("/")[2], AccountText("管理员", GOOD, "first@example.org"))
    with make.work() as work:
        assert first_admin_invitation(work) is None


def test_no_name_and_no_address_goes_into_the_journal(make):
    accept(make, invited(make))
    with make.work() as work:
        told = " ".join(f"{e.actor_role} {e.payload}" for e in work.session.scalars(select(Entry)))
    assert "新同事" not in told
    assert "new@example.org" not in told
