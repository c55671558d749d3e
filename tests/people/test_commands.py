"""What is done to people, called without a page."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from alliance.foundation.kernel import clock
from alliance.foundation.kernel.actor import Role
from alliance.foundation.kernel.clock import local_day
from alliance.foundation.kernel.errors import Invalid
from alliance.foundation.kernel.ids import hash_secret
from alliance.journal.model import Letter
from alliance.people.invitations import InvitationText, invite
from alliance.people.model import Invitation


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
