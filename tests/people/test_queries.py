"""What the pages of people are told."""

from datetime import timedelta

from alliance.foundation.kernel import clock
from alliance.foundation.kernel.actor import NOBODY, Role
from alliance.people import account_queries, appointments, invitation_queries, queries, staff_queries
from alliance.people.account_queries import AccountFilter
from alliance.people.invitations import InvitationText, invite
from alliance.people.joining import JoinText, ask_to_join
from alliance.people.model import Appointment, Person, Standing
from alliance.questions import errands_of


def ask(make, bank, email="new@example.org"):
    with make.work(NOBODY) as work:
        ask_to_join(work, bank.id, JoinText("求职者", email))


def waiting(make, someone):
    with make.work(someone.actor) as work:
        return [(errand.params["place"], errand.count) for errand in errands_of(work, queries.questions)]


def test_requests_wait_for_the_liaison_of_that_organisation_alone(make):
    bank, other = make.organisation(), make.organisation()
    liaison, stranger = (make.person(Role.LIAISON, organisation=one) for one in (bank, other))
    staff = make.person(Role.STAFF, organisation=bank)
    ask(make, bank, "a@example.org")
    ask(make, bank, "b@example.org")
    assert waiting(make, liaison) == [(bank.short_name, 2)]
    assert waiting(make, stranger) == waiting(make, staff) == []


def test_the_center_answers_where_no_liaison_can(make):
    bank, orphan = make.organisation(), make.organisation()
    make.person(Role.LIAISON, organisation=bank)
    officer = make.person(Role.CENTER_OFFICER)
    ask(make, bank)
    ask(make, orphan)
    assert waiting(make, officer) == [(orphan.short_name, 1)]


def found(make, **wanted):
    with make.work() as work:
        return {line.id for line in account_queries.accounts(work, AccountFilter(**wanted)).lines}


def test_accounts_are_found_by_name_address_role_and_standing(make):
    officer, inspector, idle = make.person(), make.person(Role.INSPECTOR), make.person(None)
    away = make.person()
    with make.work() as work:
        appointments.disable(work, work.session.get_one(Person, away.id))
    everybody = {one.id for one in (officer, inspector, idle, away)}
    assert found(make) == everybody
    assert found(make, q=officer.email.upper()) == {officer.id}
    assert found(make, q=inspector.actor.name) == {inspector.id}
    assert found(make, q="100%") == set()
    assert found(make, role="inspector") == {inspector.id}
    assert found(make, standing="without_role") == {idle.id}
    assert found(make, standing="disabled") == {away.id}
    assert found(make, standing="active") == {officer.id, inspector.id}


def test_an_account_shows_what_is_held_and_what_was(make):
    officer = make.person()
    with make.work() as work:
        appointments.end(work, work.session.get_one(Appointment, officer.appointment_id))
    with make.work() as work:
        reading = account_queries.account(work, officer.id)
        line = account_queries.accounts(work, AccountFilter()).lines[0]
    assert [bool(held.holds) for held in reading.held] == [False]
    assert line.standing is Standing.WITHOUT_ROLE


def test_the_list_of_accounts_goes_on_from_its_last_row(make, monkeypatch):
    monkeypatch.setattr(account_queries, "PAGE_ROWS", 2)
    people = [make.person().id for _ in range(5)]
    seen, after = [], None
    for _ in range(3):
        with make.work() as work:
            shown = account_queries.accounts(work, AccountFilter(), after)
        seen += [line.id for line in shown.lines]
        after = shown.next_key
    assert sorted(seen) == sorted(people)
    assert after is None


def test_an_organisation_is_meant_only_where_its_name_is_nobody_elses(make):
    bank = make.organisation("甲银行太原分行")
    make.organisation("甲银行太原分行迎泽支行")
    with make.work() as work:
        assert account_queries.organisation_called(work, "甲银行太原分行") == bank.id
        assert account_queries.organisation_called(work, bank.uscc) == bank.id
        assert account_queries.organisation_called(work, "甲银行") is None


def test_open_invitations_are_listed_until_they_run_out(make):
    bank = make.organisation()
    for number in range(3):
        with make.work(now=clock.now() - timedelta(hours=50 * number)) as work:
            invite(work, InvitationText(f"n{number}@example.org", "新同事", Role.STAFF, bank.id))
    with make.work() as work:
        assert len(invitation_queries.open_ones(work).lines) == 2
        assert len(invitation_queries.unused_of(work, bank.id)) == 3


def test_the_list_of_invitations_goes_on_from_its_last_row(make, monkeypatch):
    monkeypatch.setattr(invitation_queries, "PAGE_ROWS", 2)
    bank = make.organisation()
    for number in range(3):
        with make.work() as work:
            invite(work, InvitationText(f"n{number}@example.org", "新同事", Role.STAFF, bank.id))
    with make.work() as work:
        first = invitation_queries.open_ones(work)
        second = invitation_queries.open_ones(work, first.next_key)
    assert [line.email for line in [*first.lines, *second.lines]] == [f"n{n}@example.org" for n in range(3)]
    assert second.next_key is None


def test_staff_are_listed_with_liaisons_first(make):
    bank = make.organisation()
    for role in (Role.STAFF, Role.LIAISON, Role.STAFF):
        make.person(role, organisation=bank)
    make.person(Role.LIAISON, organisation=make.organisation())
    with make.work() as work:
        roles = [line.role for line in staff_queries.staff(work, bank.id)]
    assert roles == [Role.LIAISON, Role.STAFF, Role.STAFF]
