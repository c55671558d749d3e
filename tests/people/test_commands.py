"""Appointments end, accounts are disabled, people ask to join, duties are handed over, organisations leave."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from sqlalchemy import select
from sqlalchemy.orm.exc import StaleDataError

from alliance.foundation.kernel.actor import NOBODY, Role
from alliance.foundation.kernel.errors import Conflict, Invalid, MoveNotOpen, TooMany
from alliance.foundation.kernel.ids import hash_secret
from alliance.journal.model import Entry, Letter
from alliance.organisations import commands as organisations
from alliance.organisations import queries as queries_of_organisations
from alliance.organisations.model import Contact, Organisation, Post
from alliance.people import queries, staff_queries
from alliance.people.appointments import disable, enable, end
from alliance.people.handing_over import HandOverText, hand_over
from alliance.people.invitations import InvitationText, invite
from alliance.people.joining import JoinText, accept, ask_to_join, decline
from alliance.people.model import WAITING_MOST, Appointment, Invitation, JoinRequest, JoinRequestState, Person, SignIn

ASKED = JoinText("求职者", "Newcomer@Example.org", "营业部柜员")


def appointment_of(work, someone):
    return work.session.get_one(Appointment, someone.appointment_id)


def ended(make, someone):
    with make.work() as work:
        return appointment_of(work, someone).ended_at is not None


def roles_at(make, organisation):
    with make.work() as work:
        return {line.person_id: line.role for line in staff_queries.staff(work, organisation.id)}


def events(make):
    with make.work() as work:
        return work.session.scalars(select(Entry.event).order_by(Entry.number)).all()


def letters(make):
    with make.work() as work:
        return work.session.execute(select(Letter.template, Letter.address)).all()


def test_an_appointment_ends_once(make):
    officer = make.person(Role.CENTER_OFFICER)
    with make.work() as work:
        end(work, appointment_of(work, officer))
    with make.work() as work, pytest.raises(MoveNotOpen):
        end(work, appointment_of(work, officer))


def test_the_last_center_administrator_is_neither_ended_nor_disabled(make):
    last = make.person(Role.CENTER_ADMIN)
    with make.work(last.actor) as work:
        with pytest.raises(Conflict, match="last center administrator"):
            end(work, appointment_of(work, last))
        with pytest.raises(Conflict, match="last center administrator"):
            disable(work, work.session.get_one(Person, last.id))


def test_an_administrator_who_is_disabled_or_leaves_on_a_day_does_not_count(make):
    last, away = make.person(Role.CENTER_ADMIN), make.person(Role.CENTER_ADMIN)
    make.person(Role.CENTER_ADMIN, to_on=date(2099, 1, 1))
    with make.work(last.actor) as work:
        disable(work, work.session.get_one(Person, away.id))
    with make.work(last.actor) as work, pytest.raises(Conflict):
        end(work, appointment_of(work, last))


@pytest.mark.parametrize("ways", [("end", "end"), ("end", "disable"), ("disable", "disable")])
def test_two_administrators_who_remove_each_other_at_once_leave_one(make, ways):
    pair, start = (make.person(Role.CENTER_ADMIN), make.person(Role.CENTER_ADMIN)), Barrier(2)

    def remove(number):
        other = pair[1 - number]
        start.wait()
        try:
            with make.work(pair[number].actor) as work:
                if ways[number] == "end":
                    end(work, appointment_of(work, other))
                else:
                    disable(work, work.session.get_one(Person, other.id))
        except Conflict:
            return "refused"
        return "done"

    with ThreadPoolExecutor(2) as threads:
        assert sorted(threads.map(remove, range(2))) == ["done", "refused"]


def test_disabling_signs_out_everywhere_and_enabling_gives_back_the_roles(make):
    officer = make.person(Role.CENTER_OFFICER)
    make.device(officer, hash_secret("token"))
    with make.work() as work:
        disable(work, work.session.get_one(Person, officer.id))
    with make.work() as work:
        assert not work.session.scalars(select(SignIn.id)).all()
    with make.work() as work, pytest.raises(MoveNotOpen):
        disable(work, work.session.get_one(Person, officer.id))
    with make.work() as work:
        enable(work, work.session.get_one(Person, officer.id))
    assert not ended(make, officer)
    assert events(make)[-2:] == ["AccountDisabled", "AccountEnabled"]


def test_who_asks_to_join_is_brought_before_every_liaison(make):
    bank = make.organisation()
    liaisons = {make.person(Role.LIAISON, organisation=bank).email for _ in range(2)}
    make.person(Role.STAFF, organisation=bank)
    with make.work(NOBODY) as work:
        ask_to_join(work, bank.id, ASKED)
    assert {address for template, address in letters(make)} == liaisons
    with make.work() as work:
        request = work.session.scalars(select(JoinRequest)).one()
        assert (request.email, request.state) == ("newcomer@example.org", JoinRequestState.WAITING)


def test_without_an_account_of_a_liaison_the_contact_gets_the_letter(make):
    contacts = {
        Post.FIRST_LEADER: organisations.ContactText("主要负责人"),
        Post.LIAISON: organisations.ContactText("联络员", email="desk@example.org"),
    }
    bank = make.organisation(contacts=contacts)
    with make.work(NOBODY) as work:
        ask_to_join(work, bank.id, ASKED)
    assert letters(make) == [("join_request", "desk@example.org")]


def test_asking_twice_or_being_there_already_changes_nothing(make):
    bank = make.organisation()
    staff = make.person(Role.STAFF, organisation=bank)
    for text in (ASKED, ASKED, JoinText("别名", "NEWCOMER@example.org"), JoinText("同事", staff.email)):
        with make.work(NOBODY) as work:
            ask_to_join(work, bank.id, text)
    with make.work() as work:
        assert len(work.session.scalars(select(JoinRequest)).all()) == 1
    assert len(letters(make)) == 1


def test_nobody_buries_an_organisation_under_requests(make):
    organisation = make.organisation()
    staff = make.person(Role.STAFF, organisation=organisation)
    with make.work(NOBODY) as work:
        for number in range(WAITING_MOST):
            ask_to_join(work, organisation.id, JoinText("甲", f"asks{number}@example.org"))
        for email in ("one.more@example.org", "asks0@example.org", staff.email):
            with pytest.raises(TooMany):
                ask_to_join(work, organisation.id, JoinText("甲", email))


def test_asking_twice_at_once_is_asking_once(make):
    bank, start = make.organisation(), Barrier(4)

    def ask(_):
        start.wait()
        with make.work(NOBODY) as work:
            ask_to_join(work, bank.id, ASKED)

    with ThreadPoolExecutor(4) as threads:
        list(threads.map(ask, range(4)))
    with make.work() as work:
        assert len(work.session.scalars(select(JoinRequest)).all()) == 1


def waiting_request(make, organisation):
    with make.work(NOBODY) as work:
        ask_to_join(work, organisation.id, ASKED)
    with make.work() as work:
        return work.session.scalars(select(JoinRequest.id)).one()


def test_an_accepted_request_becomes_an_invitation(make):
    bank = make.organisation()
    liaison = make.person(Role.LIAISON, organisation=bank)
    request_id = waiting_request(make, bank)
    with make.work(liaison.actor) as work:
        accept(work, work.session.get_one(JoinRequest, request_id), Role.STAFF)
    with make.work() as work:
        invitation = work.session.scalars(select(Invitation)).one()
    assert (invitation.email, invitation.role, invitation.organisation_id) == (
        "newcomer@example.org",
        Role.STAFF,
        bank.id,
    )
    assert events(make)[-2:] == ["Invited", "JoinAccepted"]
    with make.work() as work, pytest.raises(MoveNotOpen):
        decline(work, work.session.get_one(JoinRequest, request_id), "已有人员")


def test_a_declined_request_tells_why_by_letter_and_not_in_the_journal(make):
    request_id = waiting_request(make, make.organisation())
    with make.work() as work:
        decline(work, work.session.get_one(JoinRequest, request_id), "查无此人")
    with make.work() as work:
        letter = work.session.scalars(select(Letter).where(Letter.template == "join_answered")).one()
        told = str([entry.payload for entry in work.session.scalars(select(Entry))])
    assert letter.params["reason"] == "查无此人"
    assert "查无此人" not in told


def test_of_two_liaisons_who_answer_at_once_one_is_late(make):
    bank = make.organisation()
    request_id, start = waiting_request(make, bank), Barrier(2)

    def answer(number):
        with make.work() as work:
            start.wait()
            request = work.session.get_one(JoinRequest, request_id)
            try:
                if number:
                    accept(work, request, Role.STAFF)
                else:
                    decline(work, request, "查无此人")
                work.session.commit()
            except (StaleDataError, MoveNotOpen):
                work.session.rollback()
                return "late"
            return "done"

    with ThreadPoolExecutor(2) as threads:
        assert sorted(threads.map(answer, range(2))) == ["done", "late"]


def leave(make, leaver, successor, by=None):
    with make.work((by or leaver).actor) as work:
        hand_over(work, appointment_of(work, leaver), HandOverText(successor.id))


def bank_with(make, **named):
    """An organisation with a liaison, a colleague, and the liaison named as its contact."""
    bank = make.organisation()
    liaison, colleague = (make.person(role, organisation=bank) for role in (Role.LIAISON, Role.STAFF))
    with make.work() as work:
        contact = work.session.scalars(
            select(Contact).where(Contact.organisation_id == bank.id, Contact.post == Post.LIAISON)
        ).one()
        contact.name = named.get("name", liaison.actor.name)
        contact.email = named.get("email", liaison.email)
    return bank, liaison, colleague


def contact_of(make, bank):
    with make.work() as work:
        found = {line.post: line for line in queries_of_organisations.contacts(work, bank.id)}
        return found[Post.LIAISON].name, found[Post.LIAISON].email


def test_a_leaver_hands_over_everything_in_one_act(make):
    bank, liaison, colleague = bank_with(make)
    make.device(liaison, hash_secret("leaver"))
    make.device(colleague, hash_secret("successor"))
    waiting_request(make, bank)
    with make.work(liaison.actor) as work:
        invite(work, InvitationText("third@example.org", "新同事", Role.STAFF, bank.id))
    leave(make, liaison, colleague)
    assert roles_at(make, bank) == {colleague.id: Role.LIAISON}
    assert contact_of(make, bank) == (colleague.actor.name, colleague.email)
    with make.work() as work:
        assert work.session.scalars(select(SignIn.token_hash)).all() == [hash_secret("successor")]
        assert work.session.scalars(select(Invitation.invited_by_id)).all() == [colleague.id]
        found = queries.signed_in(work.session, hash_secret("successor"), work.now)
        assert found.actor.role is Role.LIAISON
        entry = work.session.scalars(select(Entry).where(Entry.event == "DutiesHandedOver")).one()
    assert entry.subject_id == bank.id
    assert (entry.payload["join_requests"], entry.payload["invitations"]) == (1, 1)
    told = [address for template, address in letters(make) if template == "duties_handed_over"]
    assert sorted(told) == sorted([liaison.email, colleague.email])


def test_a_leaver_with_another_role_keeps_the_device_that_wears_it(make):
    _bank, liaison, colleague = bank_with(make)
    make.device(liaison, hash_secret("as liaison"))
    with make.work() as work:
        other = Appointment(person_id=liaison.id, role=Role.VOLUNTEER, from_on=date(2026, 1, 1))
        work.session.add(other)
        work.session.flush()
    make.device(liaison, hash_secret("as volunteer"))
    with make.work() as work:
        worn = select(SignIn).where(SignIn.token_hash == hash_secret("as volunteer"))
        work.session.scalars(worn).one().appointment_id = other.id
    leave(make, liaison, colleague)
    with make.work() as work:
        assert work.session.scalars(select(SignIn.token_hash)).all() == [hash_secret("as volunteer")]


def test_another_liaison_who_is_named_as_contact_stays_named(make):
    bank, liaison, colleague = bank_with(make)
    other = make.person(Role.LIAISON, organisation=bank)
    leave(make, other, colleague)
    assert contact_of(make, bank) == (liaison.actor.name, liaison.email)


def test_staff_who_leave_touch_the_contact_only_where_it_names_them(make):
    bank, liaison, colleague = bank_with(make, name="总机", email="desk@example.org")
    leave(make, colleague, liaison)
    assert contact_of(make, bank) == ("总机", "desk@example.org")
    assert roles_at(make, bank) == {liaison.id: Role.LIAISON}


def test_the_successor_must_be_another_person_of_the_same_organisation(make):
    _bank, liaison, colleague = bank_with(make)
    stranger = make.person(Role.STAFF, organisation=make.organisation())
    with make.work() as work:
        work.session.get_one(Person, colleague.id).disabled_at = work.now
    for chosen in (liaison, stranger, colleague):
        with pytest.raises(Invalid) as refusal:
            leave(make, liaison, chosen)
        assert refusal.value.field == "successor_id"
    assert not ended(make, liaison)


def test_handing_over_twice_at_once_happens_once(make):
    bank, liaison, colleague = bank_with(make)
    start = Barrier(3)

    def press(_):
        start.wait()
        try:
            leave(make, liaison, colleague)
        except MoveNotOpen:
            return "late"
        return "done"

    with ThreadPoolExecutor(3) as threads:
        assert sorted(threads.map(press, range(3))) == ["done", "late", "late"]
    assert roles_at(make, bank) == {colleague.id: Role.LIAISON}
    assert events(make).count("DutiesHandedOver") == 1


@pytest.mark.parametrize("way", ["release", "merge"])
def test_when_an_organisation_goes_nobody_acts_for_it_any_more(make, way):
    bank, into = make.organisation(), make.organisation()
    liaison, elsewhere = (make.person(Role.LIAISON, organisation=one) for one in (bank, into))
    waiting_request(make, bank)
    with make.work(liaison.actor) as work:
        invite(work, InvitationText("third@example.org", "新同事", Role.STAFF, bank.id))
    with make.work() as work:
        touched = [(touch.words, touch.count) for touch in queries.touched_by(work, bank.id)]
        going = work.session.get_one(Organisation, bank.id)
        if way == "release":
            organisations.release(work, going, "重组")
        else:
            organisations.merge(work, going, into.id, "重组")
    assert [count for _, count in touched] == [1, 1, 1]
    assert ended(make, liaison)
    assert not ended(make, elsewhere)
    with make.work() as work:
        assert work.session.scalars(select(Invitation)).one().revoked_at is not None
        assert work.session.scalars(select(JoinRequest.state)).all() == [JoinRequestState.DECLINED]
        assert queries.touched_by(work, bank.id) == []
        letter = work.session.scalars(select(Letter).where(Letter.template == "join_answered")).one()
        assert letter.params["reason"] == ""
