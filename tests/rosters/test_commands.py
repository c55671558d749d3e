"""What is done to rosters, without a page."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from alliance.foundation.kernel import clock
from alliance.foundation.kernel.errors import Conflict, Invalid, MoveNotOpen
from alliance.journal.model import Entry
from alliance.matrix.model import Seat
from alliance.organisations import commands as organisations
from alliance.rosters import commands
from alliance.rosters.model import Roster, RosterLine, RosterState

from .conftest import TITLE

TEXT = commands.RosterText(TITLE, date(2022, 7, 4))


def lines_of(work, roster):
    chosen = select(RosterLine).where(RosterLine.roster_id == roster.id).order_by(RosterLine.position)
    return work.session.scalars(chosen).all()


def test_a_draft_copies_the_words_of_today(make, draft):
    with make.work() as work:
        lines = lines_of(work, draft)
        assert [line.name for line in lines] == ["甲银行太原分行", "甲银行太原分行", "乙银行", "丙电信公司"]
        assert [line.position for line in lines] == [1, 2, 3, 4]
        assert lines[2].matrices_zh == "宣传、治理"
        assert lines[2].matrices_en == "Publicity, Governance"
        assert (lines[2].sector_en, lines[2].district_zh) != ("", "")


def test_only_open_seats_of_standing_members_are_listed(make, seated, officer):
    ended, suspended = make.organisation(), make.organisation()
    seat_id = make.seat(ended)
    make.seat(suspended)
    with make.work(officer.actor) as work:
        seat = work.session.get_one(Seat, seat_id)
        seat.to_on = clock.local_day(work.now)
        organisations.suspend(work, work.session.merge(suspended), "核查")
        roster = commands.draft(work, TEXT)
        listed = {line.organisation_id for line in lines_of(work, roster)}
    assert listed == {organisation.id for organisation in seated}


def test_a_draft_of_nothing_is_refused_and_leaves_nothing(make, officer):
    with make.work(officer.actor) as work, pytest.raises(Invalid) as refusal, work.session.begin_nested():
        commands.draft(work, TEXT)
    assert refusal.value.field == "title"
    with make.work() as work:
        assert not work.session.scalar(select(func.count()).select_from(Roster))


def test_one_roster_is_worked_on_at_a_time(make, draft, officer):
    with make.work(officer.actor) as work, pytest.raises(Conflict):
        commands.draft(work, TEXT)


def test_redrawing_takes_the_seats_of_now(make, draft, officer):
    newcomer = make.organisation("丁保险公司")
    make.seat(newcomer)
    with make.work(officer.actor) as work:
        commands.redraw(work, work.session.merge(draft))
    with make.work() as work:
        assert newcomer.id in {line.organisation_id for line in lines_of(work, draft)}
        assert len(lines_of(work, draft)) == 5


def test_whoever_redraws_a_draft_cannot_approve_it_any_more(make, draft, second_officer):
    with make.work(second_officer.actor) as work:
        roster = work.session.merge(draft)
        commands.redraw(work, roster)
        assert roster.drafted_by_id == second_officer.id


def test_the_database_itself_refuses_one_person_in_both_parts(make, draft, officer):
    with make.work(officer.actor) as work, pytest.raises(IntegrityError), work.session.begin_nested():
        commands.approve(work, work.session.merge(draft))


def test_taking_an_approval_back_clears_who_gave_it(make, approved, officer):
    with make.work(officer.actor) as work:
        roster = work.session.merge(approved)
        commands.give_back(work, roster)
        assert (roster.state, roster.approved_by_id, roster.approved_at) == (RosterState.DRAFT, None, None)


def test_versions_are_numbered_from_1_without_a_gap(make, seated, publish):
    assert [publish().number for _ in range(3)] == [1, 2, 3]


def test_an_unapproved_roster_is_not_published(make, draft, officer):
    with make.work(officer.actor) as work, pytest.raises(MoveNotOpen):
        commands.publish(work, work.session.merge(draft))


def test_a_published_roster_is_neither_redrawn_nor_given_back_nor_published_again(make, seated, publish):
    published = publish()
    for act in (commands.redraw, commands.approve, commands.give_back, commands.publish):
        with make.work() as work, pytest.raises(MoveNotOpen):
            act(work, work.session.merge(published))


def test_every_act_leaves_one_entry_and_no_name_of_a_person(make, seated, officer, publish):
    published = publish()
    with make.work() as work:
        entries = work.session.scalars(
            select(Entry).where(Entry.subject_id == published.id).order_by(Entry.number)
        ).all()
    assert [entry.event for entry in entries] == ["RosterDrafted", "RosterApproved", "RosterPublished"]
    assert all(officer.actor.name not in str(entry.payload) for entry in entries)


def at_once(acts):
    """Each act in a thread of its own, all begun together: their results, or what they raised."""
    ready = Barrier(len(acts))

    def run(act):
        ready.wait()
        try:
            return act()
        except Exception as refused:
            return refused

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def statuses(browser, people, endpoint, roster):
    """The answers to `people` who press the same button at once."""
    browsers = [browser(person) for person in people]
    tokens = [one.csrf_token() for one in browsers]
    address = browsers[0].address(endpoint, roster_id=roster.id)

    def press(one, token):
        answer = one.client.post(address, data={"csrf_token": token}, headers={"Host": "localhost"})
        return answer.status_code

    return sorted(
        at_once([lambda one=one, token=token: press(one, token) for one, token in zip(browsers, tokens, strict=True)])
    )


def test_of_two_officers_who_approve_at_once_exactly_one_wins(make, browser, draft):
    officers = [make.person(), make.person()]
    assert statuses(browser, officers, "rosters.approve", draft) == [303, 409]


def test_of_two_officers_who_publish_at_once_exactly_one_wins(make, browser, approved):
    officers = [make.person(), make.person(), make.person()]
    assert statuses(browser, officers, "rosters.publish", approved) == [303, 409, 409]
    with make.work() as work:
        assert work.session.scalars(select(Roster.number)).all() == [1]
        published = select(func.count()).where(Entry.event == "RosterPublished")
        assert work.session.scalar(published) == 1


def test_publishing_beside_taking_back_lets_one_of_them_win(make, browser, approved):
    one, two = browser(make.person()), browser(make.person())
    tokens = {one: one.csrf_token(), two: two.csrf_token()}

    def press(who, endpoint):
        address = who.address(endpoint, roster_id=approved.id)
        return who.client.post(address, data={"csrf_token": tokens[who]}, headers={"Host": "localhost"}).status_code

    answers = at_once([lambda: press(one, "rosters.publish"), lambda: press(two, "rosters.give_back")])
    assert sorted(answers) == [303, 409]


def test_a_seat_taken_tomorrow_is_not_listed_today(make, seated, officer):
    late = make.organisation()
    make.seat(late, from_on=clock.local_day(clock.now()) + timedelta(days=1))
    with make.work(officer.actor) as work:
        roster = commands.draft(work, TEXT)
        assert late.id not in {line.organisation_id for line in lines_of(work, roster)}
