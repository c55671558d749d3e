"""What is done to plaques, without a page."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime
from threading import Barrier
from uuid import uuid4

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from alliance.foundation.kernel.actor import PORTAL
from alliance.foundation.kernel.errors import Conflict, Invalid, MoveNotOpen
from alliance.journal.model import Entry, Letter
from alliance.organisations import commands as organisations
from alliance.organisations.model import Organisation, Post
from alliance.plaques import commands
from alliance.plaques.model import Plaque, PlaqueState
from alliance.rosters import commands as rosters
from tests.screenless import Counted

from .conftest import AT_LAUNCH, LAUNCH_DAY

S = PlaqueState


def states(plaques):
    return [plaque.state for plaque in plaques]


def suspend(make, organisation):
    with make.work() as work:
        organisations.suspend(work, work.session.merge(organisation), "核查")


def rename(make, organisation, name):
    with make.work() as work:
        organisations.rename(work, work.session.merge(organisation), name, name[:8])


def issue(make, officer, plaque, text=AT_LAUNCH):
    with make.work(officer.actor) as work:
        commands.issue(work, work.session.get_one(Plaque, plaque.id), text)


def test_an_admitted_organisation_has_a_plaque_prepared_in_its_name(member, plaques_of):
    (plaque,) = plaques_of(member)
    assert (plaque.state, plaque.name) == (S.PREPARED, member.name)


def test_serials_begin_anew_each_year_of_the_alliance_s_own_calendar(make):
    in_2022 = datetime(2022, 12, 31, 15, 59, tzinfo=UTC)
    in_2023 = datetime(2022, 12, 31, 16, 0, tzinfo=UTC)
    for moment in (in_2022, in_2022, in_2023):
        make.organisation(at=moment)
    with make.work() as work:
        serials = work.session.scalars(select(Plaque.serial).order_by(Plaque.serial)).all()
    assert serials == ["FZLM-2022-0001", "FZLM-2022-0002", "FZLM-2023-0001"]


def test_preparing_once_more_gives_the_plaque_that_waits(make, member, prepared):
    with make.work() as work:
        assert commands.prepare(work, member.id).serial == prepared.serial


@pytest.mark.parametrize("known", [True, False])
def test_nobody_but_a_standing_member_is_given_a_plaque(make, member, known):
    suspend(make, member)
    with make.work() as work, pytest.raises(Conflict):
        commands.prepare(work, member.id if known else uuid4())


def test_an_issued_plaque_bears_event_day_and_state(issued):
    assert (issued.state, issued.event, issued.issued_on) == (S.ISSUED, "启动仪式", LAUNCH_DAY)


def test_the_next_plaque_leaves_the_old_one_valid_until_it_is_issued(make, officer, member, issued, plaques_of):
    with make.work(officer.actor) as work:
        commands.prepare(work, member.id)
    assert states(plaques_of(member)) == [S.ISSUED, S.PREPARED]
    issue(make, officer, plaques_of(member)[1])
    old, new = plaques_of(member)
    assert states([old, new]) == [S.REPLACED, S.ISSUED]
    assert old.replaced_by_id == new.id


def test_a_waiting_plaque_with_an_old_name_is_replaced_when_the_next_is_prepared(
    make, officer, member, prepared, plaques_of
):
    rename(make, member, "甲银行（改名）")
    with make.work(officer.actor) as work:
        commands.prepare(work, member.id)
    old, new = plaques_of(member)
    assert states([old, new]) == [S.REPLACED, S.PREPARED]
    assert (old.replaced_by_id, new.name) == (new.id, "甲银行（改名）")


def test_a_plaque_with_an_old_name_is_not_issued(make, officer, member, prepared, plaques_of):
    rename(make, member, "甲银行（改名）")
    with pytest.raises(Conflict):
        issue(make, officer, prepared)
    assert states(plaques_of(member)) == [S.PREPARED]


def test_a_plaque_of_a_suspended_organisation_is_not_issued(make, officer, member, prepared):
    suspend(make, member)
    with pytest.raises(Conflict):
        issue(make, officer, prepared)


@pytest.mark.parametrize("state", ["issued", "revoked"])
def test_only_a_prepared_plaque_is_issued(make, officer, request, state):
    plaque = request.getfixturevalue(state)
    with pytest.raises(MoveNotOpen):
        issue(make, officer, plaque)


def test_the_day_of_issue_does_not_lie_ahead(make, officer, prepared):
    with pytest.raises(Invalid) as refusal:
        issue(make, officer, prepared, commands.IssueText("启动仪式", date(2999, 1, 1)))
    assert refusal.value.field == "issued_on"


def test_no_plaques_are_no_act(make, officer):
    with make.work(officer.actor) as work, pytest.raises(Invalid) as refusal:
        commands.issue_all(work, [], AT_LAUNCH)
    assert refusal.value.field == "serials"


def published_roster(make, officer):
    with make.work(officer.actor) as work:
        roster = rosters.draft(work, rosters.RosterText("名单", LAUNCH_DAY))
    with make.work(make.person().actor) as work:
        roster = work.session.merge(roster)
        rosters.approve(work, roster)
        rosters.publish(work, roster)
    return roster


def test_a_plaque_rests_on_a_roster_in_which_its_organisation_stands(make, officer, member, prepared, plaques_of):
    make.seat(member)
    roster = published_roster(make, officer)
    issue(make, officer, prepared, replace(AT_LAUNCH, roster_id=roster.id))
    assert plaques_of(member)[0].roster_id == roster.id


def test_a_roster_without_the_organisation_is_refused(make, officer, member, prepared):
    make.seat(make.organisation())
    roster = published_roster(make, officer)
    with pytest.raises(Invalid) as refusal:
        issue(make, officer, prepared, replace(AT_LAUNCH, roster_id=roster.id))
    assert refusal.value.field == "roster_id"
    assert refusal.value.params["name"] == member.name


def test_a_draft_of_a_roster_is_nothing_to_rest_on(make, officer, member, prepared):
    make.seat(member)
    with make.work(officer.actor) as work:
        draft = rosters.draft(work, rosters.RosterText("名单", LAUNCH_DAY))
    with pytest.raises(Invalid):
        issue(make, officer, prepared, replace(AT_LAUNCH, roster_id=draft.id))


@pytest.mark.parametrize("act", ["suspend", "release", "merge"])
@pytest.mark.parametrize("state", ["prepared", "issued"])
def test_who_no_longer_stands_has_its_plaque_revoked(make, member, plaques_of, request, act, state):
    request.getfixturevalue(state)
    into = make.organisation()
    more = {"suspend": ("核查",), "release": ("退出",), "merge": (into.id, "合并")}[act]
    with make.work() as work:
        getattr(organisations, act)(work, work.session.merge(member), *more)
    (plaque,) = plaques_of(member)
    assert (plaque.state, plaque.state_reason) == (S.REVOKED, more[-1])


def test_a_member_again_gets_a_new_plaque_and_the_old_one_stays_revoked(make, member, issued, plaques_of):
    suspend(make, member)
    with make.work() as work:
        organisations.resume(work, work.session.get_one(Organisation, member.id))
    assert states(plaques_of(member)) == [S.REVOKED, S.PREPARED]


def test_what_follows_by_rule_is_entered_as_the_portal_s_own_act(make, officer, member, issued):
    with make.work(officer.actor) as work:
        organisations.suspend(work, work.session.merge(member), "核查")
    with make.work() as work:
        entry = work.session.scalars(select(Entry).where(Entry.event == "PlaqueRevoked")).one()
        assert (entry.actor_id, entry.actor_role) == (None, PORTAL.name)


def test_revoking_twice_is_refused(make, officer, revoked):
    with make.work(officer.actor) as work, pytest.raises(MoveNotOpen):
        commands.revoke(work, work.session.merge(revoked), "再次")


def test_preparing_for_all_leaves_out_who_has_one(make, officer, member, revoked, plaques_of):
    make.organisation()
    gone = make.organisation()
    suspend(make, gone)
    with make.work(officer.actor) as work:
        assert commands.prepare_all(work) == 1
        assert commands.prepare_all(work) == 0
    assert states(plaques_of(member)) == [S.REVOKED, S.PREPARED]
    assert states(plaques_of(gone)) == [S.REVOKED]


def test_the_launch_hands_over_138_plaques_in_one_act(make, officer, portal):
    for _ in range(138):
        make.organisation()
    with make.work(officer.actor) as work:
        waiting = work.session.scalars(select(Plaque)).all()
        with Counted(portal) as counted:
            commands.issue_all(work, waiting, AT_LAUNCH)
            work.session.commit()
    assert counted.statements <= 7 * 138
    with make.work() as work:
        assert work.session.scalar(select(func.count()).where(Plaque.state == S.ISSUED)) == 138
        assert work.session.scalar(select(func.count()).where(Entry.event == "PlaqueIssued")) == 138
        assert work.session.scalar(select(func.count()).where(Letter.template == "plaque_issued")) == 138


def test_one_that_cannot_be_issued_holds_all_back(make, officer, member, prepared, plaques_of):
    other = make.organisation("乙银行")
    rename(make, other, "乙银行（改名）")
    with make.work(officer.actor) as work, pytest.raises(Conflict), work.session.begin_nested():
        commands.issue_all(work, work.session.scalars(select(Plaque)).all(), AT_LAUNCH)
    assert states(plaques_of(member)) == [S.PREPARED]


@pytest.mark.parametrize("state", ["prepared", "issued"])
def test_the_database_holds_one_plaque_of_a_state_per_organisation(make, member, request, state):
    plaque = request.getfixturevalue(state)
    double = Plaque(
        serial="FZLM-2022-9999",
        organisation_id=member.id,
        name=member.name,
        state=plaque.state,
        state_since=plaque.state_since,
    )
    with make.work() as work, pytest.raises(IntegrityError), work.session.begin_nested():
        work.session.add(double)


def pressed_at_once(browser, people, endpoint, data, **address):
    """The sorted answers to `people` who send the same form at once."""
    browsers = [browser(person) for person in people]
    tokens = [one.csrf_token() for one in browsers]
    url = browsers[0].address(endpoint, **address)
    ready = Barrier(len(browsers))

    def press(one, token):
        ready.wait()
        sent = {"csrf_token": token, **data}
        return one.client.post(url, data=sent, headers={"Host": "localhost"}).status_code

    with ThreadPoolExecutor(len(browsers)) as pool:
        return sorted(pool.map(press, browsers, tokens))


def test_of_two_officers_who_issue_at_once_exactly_one_wins(make, browser, prepared):
    sent = {"event": "启动仪式", "issued_on": "2022-07-04", "roster_id": "", "serials": [prepared.serial]}
    answers = pressed_at_once(browser, [make.person(), make.person()], "plaques.issue", sent)
    assert answers in ([303, 409], [303, 422])
    with make.work() as work:
        assert work.session.scalar(select(func.count()).where(Entry.event == "PlaqueIssued")) == 1


def test_of_two_officers_who_revoke_at_once_exactly_one_wins(make, browser, issued):
    answers = pressed_at_once(
        browser, [make.person(), make.person()], "plaques.revoke", {"reason": "遗失"}, serial=issued.serial
    )
    assert answers == [303, 409]


def test_two_officers_who_prepare_at_once_make_no_serial_twice(make, browser, member, revoked, plaques_of):
    make.organisation()
    answers = pressed_at_once(browser, [make.person(), make.person()], "plaques.prepare_all", {})
    assert answers in ([303, 303], [303, 409])
    assert states(plaques_of(member)) == [S.REVOKED, S.PREPARED]


def test_no_letter_is_written_where_no_address_is_known(make, officer, plaques_of):
    silent = make.organisation(
        contacts={
            Post.FIRST_LEADER: organisations.ContactText("主要负责人"),
            Post.LIAISON: organisations.ContactText("联络员", "0351-5550000"),
        }
    )
    issue(make, officer, plaques_of(silent)[0])
    with make.work() as work:
        assert not work.session.scalar(select(func.count()).select_from(Letter))
