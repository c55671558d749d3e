"""Which groups are told what: one sentence of each act, to whom it concerns, and nothing that is not for a group."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from alliance.actions import splitting
from alliance.actions.model import Assignment
from alliance.bots import keeping, queries
from alliance.bots.saying import SAYS, TOPICS, UNSAID, sentence
from alliance.bots.vocabulary import BotKind
from alliance.foundation.kernel.actor import Role
from alliance.foundation.kernel.clock import LOCAL_ZONE
from alliance.journal import letters
from alliance.journal.model import Letter
from alliance.journal.vocabulary import BY_MAIL_ONLY, TITLE_BY_MAIL, TOPIC_OF, Topic
from alliance.organisations import commands as organisations
from alliance.organisations.model import Contact, Organisation, Post
from alliance.organisations.queries import contact_addresses
from alliance.people.model import Appointment
from alliance.subscriptions.model import LetterTerms
from alliance.supervision import measuring
from alliance.supervision.measuring import MeasureText
from alliance.supervision.vocabulary import StepCode
from tests.actions.doing import ground_of
from tests.bots.conftest import Group
from tests.screenless import Counted


def test_of_every_letter_it_is_decided_whether_groups_are_told():
    assert set(SAYS) | UNSAID == set(TOPIC_OF)
    assert not set(SAYS) & UNSAID
    assert not set(SAYS) & BY_MAIL_ONLY


@pytest.mark.parametrize("template", sorted(BY_MAIL_ONLY | UNSAID))
def test_what_is_not_for_groups_goes_to_none(group, template):
    group.set_up()
    group.write(template=template, headline="x", what="x", name="CANARY")
    assert group.waiting() == []


RESTRICTED = {t for t, topic in TOPIC_OF.items() if topic in {Topic.CASES, Topic.OPERATIONS, Topic.SUPERVISION}}


@pytest.mark.parametrize("template", sorted((RESTRICTED | TITLE_BY_MAIL) & set(SAYS)))
def test_of_what_not_everybody_may_read_a_group_is_told_no_title(group, template):
    group.set_up()
    words = {"place": "CANARY", "words": "CANARY", "reason": "CANARY", "first": "CANARY"}
    group.write("CANARY", template=template, headline="Headline", what="What", **words, page="/somewhere/1")
    [message] = group.waiting()
    assert "CANARY" not in f"{message.words} {message.params} {message.path}"
    group.tell()
    assert b"CANARY" not in group.side.asked[0].body


def test_of_two_addresses_of_a_page_the_one_without_a_signature_is_taken():
    told = sentence("assignment_told", {"what": "x", "title": "y", "path": "/signed/SECRET", "page": "/actions/1"})
    assert told.path == "/actions/1"


def test_a_volunteers_own_shift_is_not_told_to_the_employer(group):
    group.set_up()
    group.write(template="volunteer_shift", headline="x", path="/shifts/offers/SECRET", page="/shifts/mine")
    assert group.waiting() == []
    group.write(template="volunteer_shift", headline="Places for your people", path="/quotas/1")
    assert [message.path for message in group.waiting()] == ["/quotas/1"]


def test_numbers_that_somebody_typed_into_a_title_are_masked():
    told = sentence("initiative_issued", {"title": "请联系13812345678\n注意", "path": "/x"})
    assert "13812345678" not in told.params["title"]
    assert "\n" not in told.params["title"]


def test_one_act_is_one_message_however_many_colleagues_get_a_letter(group, make):
    group.set_up()
    colleagues = [make.person(Role.STAFF, organisation=group.organisation).email for _ in range(3)]
    with make.work() as work:
        contact = contact_addresses(work, group.organisation.id)[0]
    group.write(to=[group.liaison.email, contact, *colleagues])
    [message] = group.waiting()
    assert message.params == {"title": "入户走访"}


def test_letters_that_are_written_one_by_one_in_one_act_are_one_message_too(group, make):
    group.set_up()
    staff = make.person(Role.STAFF, organisation=group.organisation)
    with make.work(now=group.now) as work:
        for address in (group.liaison.email, staff.email):
            letters.write(work, address, "initiative_issued", title="x", office="y", path="/initiatives/1")
    assert len(group.waiting()) == 1


def test_another_act_about_the_same_thing_is_told_again(group):
    group.set_up()
    group.write()
    group.later(minutes=1)
    group.write()
    assert len(group.waiting()) == 2


def test_each_bot_is_told_what_it_was_set_up_for(group):
    cases, everything = group.set_up(name="案例", topics=("cases",)), group.set_up(name="全部")
    group.write()
    assert [message.bot_id for message in group.waiting()] == [everything.id]
    group.write(template="case_released")
    assert {message.bot_id for message in group.waiting()} == {cases.id, everything.id}


def test_only_the_groups_of_those_whom_a_letter_reaches_are_told(group, make):
    group.set_up()
    other = make.person(Role.LIAISON, organisation=make.organisation())
    group.set_up(by=other)
    officer = make.person(Role.CENTER_OFFICER)
    center = group.set_up(by=officer)
    group.write(to=[officer.email])
    assert [message.bot_id for message in group.waiting()] == [center.id]


def test_whoever_acts_for_two_tells_neither_group_unless_the_letter_says_which(group, make):
    """Bank A's matter is nothing for the group of school B, where the same person is on the staff."""
    school = make.organisation("并州学校")
    teacher = make.person(Role.LIAISON, organisation=school)
    theirs = group.set_up(by=teacher)
    with make.work() as work:
        both = Appointment(person_id=group.liaison.id, role=Role.STAFF, organisation_id=school.id)
        both.from_on = datetime(2022, 7, 4, tzinfo=LOCAL_ZONE).date()
        work.session.add(both)
    group.write(organisation="")
    assert group.waiting() == []
    own = group.set_up()
    group.write(organisation="")
    assert group.waiting() == []
    group.write(organisation="晋阳银行")
    assert [message.bot_id for message in group.waiting()] == [own.id]
    group.write("另一件", organisation="并州学校")
    assert {message.bot_id for message in group.waiting()} == {own.id, theirs.id}


def list_as(make, organisation, post, email):
    with make.work() as work:
        its = Contact.organisation_id == organisation.id, Contact.post == post
        contact = work.session.scalars(select(Contact).where(*its)).one_or_none()
        if contact is None:
            contact = Contact(organisation_id=organisation.id, post=post, name="王五")
            work.session.add(contact)
        contact.email = email


@pytest.mark.parametrize("post", list(Post))
def test_a_bank_that_lists_an_officers_address_hears_nothing_of_what_the_center_considers(group, make, post):
    """A measure against the bank waits for a second person, whose address the bank has listed as its own."""
    admin, second = make.person(Role.CENTER_ADMIN), make.person(Role.CENTER_OFFICER)
    group.set_up()
    center = group.set_up(by=admin)
    list_as(make, group.organisation, post, second.email)
    with make.work(admin.actor, now=group.now) as work:
        matter = measuring.about_subject(work, group.organisation.id, "开户审核不严")
        text = MeasureText(StepCode.LETTER, "第十二条", "请抓紧办理。", skip_reason="情况紧急")
        measuring.propose(work, matter, text)
    told = {message.bot_id for message in group.waiting()}
    assert told == ({center.id} if post in {Post.FIRST_LEADER, Post.LEADER_IN_CHARGE} else set())


@pytest.mark.parametrize(("role", "more"), [(Role.INSPECTOR, {}), (Role.DISTRICT_OFFICER, {"district": "140106"})])
def test_nor_of_what_other_offices_are_told_and_neither_does_the_center(group, make, role, more):
    group.set_up()
    group.set_up(by=make.person(Role.CENTER_OFFICER))
    reader = make.person(role, **more)
    group.write(to=[reader.email])
    assert group.waiting() == []
    list_as(make, group.organisation, Post.LIAISON, reader.email)
    group.write(to=[reader.email])
    assert group.waiting() == []


def test_an_address_that_nobody_has_concerns_no_group(group, make):
    group.set_up()
    group.set_up(by=make.person(Role.CENTER_OFFICER))
    group.write(to=["nobody@example.org"])
    assert group.waiting() == []


def test_listing_anothers_liaison_as_a_leader_silences_nobody(group, make):
    bot = group.set_up()
    list_as(make, make.organisation("并州学校"), Post.FIRST_LEADER, group.liaison.email)
    group.write(organisation="")
    assert [message.bot_id for message in group.waiting()] == [bot.id]


def test_that_a_part_of_the_work_bears_ones_name_is_told_to_no_group(make, portal, other_side, loopback):
    ground = ground_of(make)
    action_id = ground.launch()
    [bank, *_], [liaison, *_] = ground.banks, ground.liaisons
    clerk = make.person(Role.STAFF, organisation=bank)
    group = Group(portal, make, other_side)
    group.set_up(by=liaison)
    with make.work(liaison.actor) as work:
        held = work.session.get_one(Assignment, ground.held(action_id)[bank.id].id)
        splitting.add(work, held, splitting.SubTaskText("城东支行", clerk.id))
    with make.work() as work:
        told = select(Letter.address).where(Letter.template == "assignment_told", Letter.address == clerk.email)
        assert work.session.scalars(told).all() == [clerk.email]
    assert group.waiting() == []
    group.write(template="assignment_told", to=[liaison.email], what="Reminder: this still waits for you")
    assert len(group.waiting()) == 1


@pytest.mark.parametrize(
    ("written", "urgent", "told"),
    [
        ("2026-09-28 22:00", False, "2026-09-29 08:00"),
        ("2026-09-29 07:59", False, "2026-09-29 08:00"),
        ("2026-09-28 22:00", True, "2026-09-28 22:00"),
        ("2026-09-28 19:59", False, "2026-09-28 19:59"),
    ],
)
def test_at_night_a_group_is_told_only_what_is_urgent(group, written, urgent, told):
    group.now = here(written)
    group.set_up()
    group.write(urgent=urgent)
    assert [message.due_at for message in group.waiting()] == [here(told)]
    if written != told:
        assert group.tell() == 0
    group.now = here(told)
    assert group.tell() == 1


def test_a_group_is_quiet_when_its_organisation_wants_it_quiet(group, make):
    group.now = here("2026-09-28 22:00")
    own = group.set_up()
    center = group.set_up(by=(officer := make.person(Role.CENTER_OFFICER)))
    with make.work() as work:
        hours = {"quiet_from": 23, "quiet_until": 6}
        work.session.add(LetterTerms(organisation_id=group.organisation.id, paces={}, changed_at=work.now, **hours))
    group.write(to=[group.liaison.email, officer.email])
    due = {message.bot_id: message.due_at for message in group.waiting()}
    assert due == {own.id: group.now, center.id: here("2026-09-29 08:00")}


@pytest.mark.parametrize(
    ("quiet_from", "quiet_until", "urgent", "told"),
    [
        (20, 10, False, "2026-09-30 10:00"),
        (20, 10, True, "2026-09-30 09:00"),
        (20, 9, False, "2026-09-30 09:00"),
        (9, 8, False, "2026-10-08 08:00"),  # the next eight o'clock lies in National Day
    ],
)
def test_what_is_bundled_for_nine_waits_for_the_end_of_longer_quiet_hours(
    group, make, quiet_from, quiet_until, urgent, told
):
    group.now = here("2026-09-29 15:00")
    group.set_up(at_once=False)
    with make.work() as work:
        hours = {"quiet_from": quiet_from, "quiet_until": quiet_until}
        work.session.add(LetterTerms(organisation_id=group.organisation.id, paces={}, changed_at=work.now, **hours))
    group.write(urgent=urgent)
    assert [message.due_at for message in group.waiting()] == [here(told)]


def test_whoever_acts_for_it_no_longer_tells_nobody(group, make):
    group.set_up()
    with make.work() as work:
        appointment = work.session.get_one(Appointment, group.liaison.appointment_id)
        appointment.ended_at = work.now
    group.write()
    assert group.waiting() == []


def test_a_paused_bot_and_a_suspended_organisation_are_told_nothing(group, make):
    bot = group.set_up()
    group.write()
    with make.work(group.liaison.actor) as work:
        keeping.pause(work, queries.find(work, bot.id))
    assert group.waiting() == []
    group.write("again")
    assert group.waiting() == []
    with make.work(group.liaison.actor) as work:
        keeping.resume(work, queries.find(work, bot.id))
    group.write("third")
    assert len(group.waiting()) == 1
    with make.work() as work:
        organisations.suspend(work, work.session.get_one(Organisation, group.organisation.id), "查实")
    assert group.waiting() == []
    group.write("fourth")
    assert group.waiting() == []


def test_an_organisation_that_has_left_keeps_no_bot(group, make):
    bot = group.set_up()
    group.write()
    with make.work() as work:
        organisations.release(work, work.session.get_one(Organisation, group.organisation.id), "退出")
    with make.work() as work:
        assert queries.find(work, bot.id) is None
    assert group.waiting() == []


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("2026-09-29 07:00", "2026-09-29 09:00"),
        ("2026-09-29 10:00", "2026-09-30 09:00"),
        ("2026-09-30 10:00", "2026-10-08 09:00"),  # behind National Day
    ],
)
def test_a_group_that_is_not_told_at_once_is_told_at_nine_on_a_working_day(group, written, told):
    group.now = here(written)
    group.set_up(at_once=False)
    group.write()
    group.write("又一件")
    group.now = here(told) - timedelta(seconds=1)
    assert group.tell() == 0
    group.later(seconds=2)
    assert group.tell() == 1
    [asked] = group.side.asked
    assert "2 条消息" in asked.said["text"]["content"]


def here(moment):
    return datetime.fromisoformat(moment).replace(tzinfo=LOCAL_ZONE)


def test_letters_to_many_tell_groups_in_a_few_statements(group, portal, make):
    group.set_up()
    words = {"path": "/initiatives/1", "title": "x", "office": "y"}
    many = [(f"reader{number}@example.org", words) for number in range(1_500)]
    with make.work() as work, Counted(portal) as asked:
        letters.write_all(work, "initiative_issued", [*many, (group.liaison.email, words)])
    assert len(group.waiting()) == 1
    assert asked.statements <= 12


def test_the_topics_to_choose_are_those_of_which_something_is_told():
    assert {TOPIC_OF[template] for template in SAYS} == set(TOPICS)


def test_a_contact_without_an_account_counts_as_the_organisation(group, make):
    bot = group.set_up(BotKind.FEISHU)
    with make.work() as work:
        address = contact_addresses(work, group.organisation.id)[0]
    group.write(to=[address])
    assert [message.bot_id for message in group.waiting()] == [bot.id]
