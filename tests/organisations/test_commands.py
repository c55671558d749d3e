"""What is done to organisations, each with its refusals and what it leaves behind."""

import threading
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import select

from alliance.foundation.kernel.actor import Role
from alliance.foundation.kernel.clock import local_day
from alliance.foundation.kernel.errors import Conflict, Invalid, MoveNotOpen
from alliance.foundation.kernel.ids import new_id
from alliance.journal.model import Entry
from alliance.organisations import commands, queries
from alliance.organisations.model import Contact, Organisation, OrganisationName, OrganisationState, Post
from tests.factories import LAUNCH, some_uscc

LEADER = commands.ContactText("主要负责人")
LIAISON = commands.ContactText("联络员", "0351-5550001", "liaison@example.org")


def profile(**changes):
    given = {
        "sector_code": "bank",
        "district_code": "140106",
        "address": "示例路1号",
        "contacts": {Post.FIRST_LEADER: LEADER, Post.LIAISON: LIAISON},
    }
    return commands.Profile(**(given | changes))


def new(**changes):
    given = {"uscc": some_uscc(), "name": "甲银行太原分行（测试）", "short_name": "甲银行", "profile": profile()}
    return commands.NewOrganisation(**(given | changes))


def loaded(work, organisation):
    return work.session.get_one(Organisation, organisation.id)


def entries(work, organisation, event):
    rows = select(Entry).where(Entry.subject_id == organisation.id, Entry.event == event).order_by(Entry.number)
    return list(work.session.scalars(rows))


@pytest.fixture
def officer(make):
    return make.person(Role.CENTER_ADMIN).actor


def test_an_admitted_organisation_is_a_member_with_its_name_from_today(make):
    with make.work(now=LAUNCH) as work:
        admitted = commands.admit(work, new())
        name = work.session.scalars(select(OrganisationName)).one()
    assert admitted.state is OrganisationState.MEMBER
    assert (admitted.joined_on, name.from_on, name.to_on) == (date(2022, 7, 4), date(2022, 7, 4), None)
    assert admitted.pinyin.startswith("jia yin hang")
    assert admitted.initials.startswith("jyh")


@pytest.mark.parametrize("wrong", ["", "91140106DEMT00001", "91140106DEMT000010", "not a code", "９１"])
def test_a_wrong_code_is_refused_at_its_field(make, wrong):
    with make.work() as work, pytest.raises(Invalid) as refused:
        commands.admit(work, new(uscc=wrong))
    assert refused.value.field == "uscc"


def test_a_code_or_a_name_that_is_taken_is_refused_at_its_field(make):
    there = make.organisation("甲银行太原分行（测试）")
    for changes, field in (({"uscc": there.uscc, "name": "乙银行"}, "uscc"), ({"name": there.name}, "name")):
        with make.work() as work, pytest.raises(Invalid) as refused:
            commands.admit(work, new(**changes))
        assert refused.value.field == field


@pytest.mark.parametrize("missing", [Post.FIRST_LEADER, Post.LIAISON])
def test_nobody_is_admitted_without_a_first_leader_and_a_liaison(make, missing):
    contacts = {post: LIAISON for post in (Post.FIRST_LEADER, Post.LIAISON) if post is not missing}
    with make.work() as work, pytest.raises(Invalid) as refused:
        commands.admit(work, new(profile=profile(contacts=contacts)))
    assert refused.value.field == missing.value


def test_keeping_the_page_says_which_fields_changed_and_never_whose_names(make, officer):
    organisation = make.organisation()
    with make.work(officer) as work:
        text = profile(address="示例路2号", capabilities={"outlets": 12})
        commands.keep(work, loaded(work, organisation), text)
    with make.work() as work:
        entry = entries(work, organisation, "OrganisationKept")[0]
        assert entry.payload == {"changed": ["address", "contacts", "capabilities"]}
        assert [line.amount for line in queries.capabilities(work, organisation.id)] == [12]


def test_keeping_the_same_contacts_is_no_change_but_confirms_them(make, officer):
    organisation = make.organisation(contacts={Post.FIRST_LEADER: LEADER, Post.LIAISON: LIAISON})
    moment = datetime(2026, 11, 1, tzinfo=UTC)
    with make.work(officer, now=moment) as work:
        commands.keep(work, loaded(work, organisation), profile())
    with make.work() as work:
        assert entries(work, organisation, "OrganisationKept")[0].payload == {"changed": []}
        assert loaded(work, organisation).confirmed_at == moment


def test_a_post_that_is_left_out_becomes_vacant(make, officer):
    both = {Post.FIRST_LEADER: LEADER, Post.LIAISON: LIAISON, Post.DEPUTY_LIAISON: LIAISON}
    organisation = make.organisation(contacts=both)
    with make.work(officer) as work:
        commands.keep(work, loaded(work, organisation), profile())
        left = work.session.scalars(select(Contact.post).where(Contact.organisation_id == organisation.id))
        assert set(left) == {Post.FIRST_LEADER, Post.LIAISON}


def test_a_new_name_holds_from_today_and_the_old_one_stays_in_its_history(make, officer):
    organisation = make.organisation("甲银行太原分行（测试）")
    day = datetime(2026, 3, 2, 4, tzinfo=UTC)
    with make.work(officer, now=day) as work:
        commands.rename(work, loaded(work, organisation), "乙银行太原分行（测试）", "乙银行")
    with make.work() as work:
        rows = select(OrganisationName).order_by(OrganisationName.from_on)
        old, new_name = work.session.scalars(rows)
        assert (old.name, old.to_on) == ("甲银行太原分行（测试）", local_day(day))
        assert (new_name.name, new_name.from_on, new_name.to_on) == ("乙银行太原分行（测试）", local_day(day), None)
        assert loaded(work, organisation).initials.startswith("yyh")


def test_a_name_of_another_or_its_own_is_refused(make, officer):
    one, other = make.organisation(), make.organisation()
    for name, short_name in ((other.name, "乙"), (one.name, one.short_name)):
        with make.work(officer) as work, pytest.raises(Invalid) as refused:
            commands.rename(work, loaded(work, one), name, short_name)
        assert refused.value.field == "name"


def test_suspension_keeps_its_reason_until_it_ends(make, officer):
    organisation = make.organisation()
    with make.work(officer) as work:
        commands.suspend(work, loaded(work, organisation), "材料不实")
    with make.work(officer) as work:
        suspended = loaded(work, organisation)
        assert (suspended.state, suspended.state_reason) == (OrganisationState.SUSPENDED, "材料不实")
        commands.resume(work, suspended)
        assert (suspended.state, suspended.state_reason) == (OrganisationState.MEMBER, "")


def test_who_leaves_leaves_today_and_cannot_come_back_by_a_move(make, officer):
    organisation = make.organisation()
    with make.work(officer) as work:
        commands.release(work, loaded(work, organisation), "单位撤销")
    with make.work(officer) as work:
        gone = loaded(work, organisation)
        assert (gone.state, gone.left_on) == (OrganisationState.LEFT, local_day(work.now))
        for act in (
            lambda: commands.resume(work, gone),
            lambda: commands.suspend(work, gone, "再次"),
            lambda: commands.keep(work, gone, profile()),
            lambda: commands.confirm_contacts(work, gone),
            lambda: commands.rename(work, gone, "丙银行", "丙"),
        ):
            with pytest.raises(MoveNotOpen):
                act()


def test_a_merger_points_to_the_member_that_stands_for_both(make, officer):
    small, large = make.organisation(), make.organisation()
    with make.work(officer) as work:
        commands.merge(work, loaded(work, small), large.id, "机构整合")
    with make.work() as work:
        merged = loaded(work, small)
        assert (merged.state, merged.merged_into_id) == (OrganisationState.MERGED, large.id)


def test_one_merges_only_into_another_that_stands(make, officer):
    organisation, suspended = make.organisation(), make.organisation()
    with make.work(officer) as work:
        commands.suspend(work, loaded(work, suspended), "材料不实")
    for into_id in (organisation.id, suspended.id, new_id()):
        with make.work(officer) as work, pytest.raises(Invalid) as refused:
            commands.merge(work, loaded(work, organisation), into_id, "机构整合")
        assert refused.value.field == "into_id"


def test_what_changed_since_the_page_was_shown_is_a_conflict(make, officer):
    organisation = make.organisation()
    with make.work(officer) as work:
        seen = loaded(work, organisation).version
        commands.check_unchanged(work, loaded(work, organisation), seen)
        commands.confirm_contacts(work, loaded(work, organisation))
    for version in (seen, None, seen + 7):
        with make.work(officer) as work, pytest.raises(Conflict):
            commands.check_unchanged(work, loaded(work, organisation), version)


def test_two_mergers_into_each_other_end_with_one_of_them(make, officer):
    one, other = make.organisation(), make.organisation()
    outcomes, gate = [], threading.Barrier(2)

    def merge(gone, into):
        gate.wait()
        try:
            with make.work(officer) as work:
                commands.merge(work, loaded(work, gone), into.id, "机构整合")
            outcomes.append("merged")
        except (Invalid, MoveNotOpen):
            outcomes.append("refused")

    threads = [threading.Thread(target=merge, args=pair) for pair in ((one, other), (other, one))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["merged", "refused"]


def test_confirming_is_recorded(make, officer):
    organisation = make.organisation()
    later = LAUNCH + timedelta(days=400)
    with make.work(officer, now=later) as work:
        commands.confirm_contacts(work, loaded(work, organisation))
    with make.work() as work:
        assert loaded(work, organisation).confirmed_at == later
        assert len(entries(work, organisation, "ContactsConfirmed")) == 1
