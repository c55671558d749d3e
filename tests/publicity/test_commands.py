"""What is done with events beyond their workflow: who decides, series, parts, letters."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from alliance.foundation.kernel.actor import Role
from alliance.foundation.kernel.clock import LOCAL_ZONE, local_day
from alliance.foundation.kernel.errors import Conflict, Invalid, NotAllowed
from alliance.journal.model import Entry, Letter
from alliance.organisations import commands as organisations
from alliance.organisations.model import Organisation
from alliance.organisations.queries import contact_addresses
from alliance.publicity import arranging, deciding, forming, placing, repeating, running, writing
from alliance.publicity.arranging import AgendaText
from alliance.publicity.forming import FormationText
from alliance.publicity.model import PublicityEvent
from alliance.publicity.parts import formations
from alliance.publicity.placing import CountText, PointText
from alliance.publicity.programme_model import Point
from alliance.publicity.repeating import SeriesText
from alliance.publicity.vocabulary import EventState, PointKind, Rhythm
from tests.publicity.planning import BANKS, NOW, TOMORROW, approve, on, place, text

E = EventState


def letters(stage, event_id=None):
    with stage.make.work() as work:
        rows = work.session.scalars(select(Letter).where(Letter.template == "publicity_event")).all()
        return [
            (one.params["headline"], one.address)
            for one in rows
            if event_id is None or str(event_id) in one.params["path"]
        ]


def test_whoever_prepared_it_for_an_organisation_does_not_decide_under_another_hat(stage):
    event_id = stage.draft()
    center = replace(stage.liaison.actor, role=Role.CENTER_OFFICER, organisation_id=None)
    colleague = stage.make.person(Role.STAFF, organisation=stage.bank)
    stage.act("propose", event_id, colleague)
    with stage.make.work(center) as work:
        for act in (approve, lambda w, e: deciding.give_back(w, e, "x"), lambda w, e: deciding.decline(w, e, "x")):
            with pytest.raises(NotAllowed), work.session.begin_nested():
                act(work, event_id)
    stage.act("approve", event_id)
    assert stage.stored(PublicityEvent, event_id).approved_by_id == stage.officer.id


def test_the_center_approves_its_own_by_its_drafter(stage):
    event_id = stage.event(E.APPROVED, stage.officer)
    stored = stage.stored(PublicityEvent, event_id)
    assert (stored.organisation_id, stored.proposed_by_id) == (None, stored.approved_by_id)
    assert letters(stage) == [("An event is proposed", stage.second.email)]


def test_what_would_begin_in_the_past_is_neither_sent_in_nor_approved(stage):
    draft, proposed = stage.draft(), stage.event(E.PROPOSED)
    for act, event_id in (("propose", draft), ("approve", proposed)):
        with pytest.raises(Conflict, match="past"):
            stage.act(act, event_id, now=on(TOMORROW))


def test_it_does_not_begin_before_its_day(stage):
    event_id = stage.event(E.OPEN)
    with pytest.raises(Conflict, match="Before that day"):
        stage.act("start", event_id, now=NOW)


def test_an_event_whose_last_invited_member_left_is_not_approved_unless_it_is_public(stage):
    alone = stage.event(E.PROPOSED, public=False, terms=BANKS)
    public = stage.event(E.PROPOSED, public=True, terms=BANKS)
    with stage.work() as work:
        organisations.release(work, work.session.get_one(Organisation, stage.bank.id), "已注销")
    with pytest.raises(Conflict, match="audience"):
        stage.act("approve", alone)
    stage.act("approve", public)


def test_hours_are_kept_in_utc_and_may_go_over_midnight(stage):
    late = TOMORROW.replace(hour=22)
    event_id = stage.draft(place=place(late, hours=4))
    stored = stage.stored(PublicityEvent, event_id)
    assert stored.starts_at.utcoffset() == timedelta(0)
    assert stored.starts_at.astimezone(LOCAL_ZONE).hour == 22
    assert local_day(stored.ends_at) == local_day(stored.starts_at) + timedelta(days=1)


def test_sixty_days_are_the_most(stage):
    stage.draft(place=place(hours=60 * 24))
    with stage.work(stage.liaison) as work, pytest.raises(Invalid) as refusal:
        writing.draft(work, text(place=place(hours=60 * 24 + 1)))
    assert refusal.value.field == "ends_on"


def test_letters_go_to_whom_it_concerns_and_say_why(stage):
    event_id = stage.event(E.OPEN, terms=BANKS)
    stage.host(event_id, stage.paper)
    with stage.work(stage.liaison) as work:
        writing.move(
            work, event_id, place(TOMORROW + timedelta(days=1)), work.session.get_one(PublicityEvent, event_id).version
        )
    stage.act("cancel", event_id)
    got = letters(stage, event_id)
    center = {stage.officer.email, stage.second.email}
    assert {address for headline, address in got if headline == "An event is proposed"} == center
    own = {address for headline, address in got if headline == "Your event is approved"}
    assert len(own) == 1
    for headline in ("Time or place is changed", "An event is cancelled"):
        told = {address for said, address in got if said == headline}
        assert own < told
        assert len(told) == 2, "the bank that it invites and the paper that hosts it, not the carrier"


def test_a_suspended_member_is_not_told(stage):
    event_id = stage.event(E.OPEN)
    with stage.work() as work:
        organisations.suspend(work, work.session.get_one(Organisation, stage.carrier.id), "整改")
    stage.act("cancel", event_id)
    told = [address for said, address in letters(stage, event_id) if said == "An event is cancelled"]
    assert len(told) == 2


def test_every_change_stands_in_the_journal(stage):
    event_id = stage.event(E.RUNNING)
    point_id = stage.point(event_id, 1, stage.bank)
    stage.formation(event_id, "银行方阵", stage.bank)
    stage.turn(event_id, point_id, "man")
    with stage.work() as work:
        placing.count(work, event_id, point_id, CountText(5, 2))
    with stage.make.work() as work:
        told = set(work.session.scalars(select(Entry.event).where(Entry.subject_id == event_id)))
    assert told >= {
        *("EventDrafted", "EventProposed", "EventApproved", "EventOpened", "EventStarted"),
        *("PointAdded", "FormationAdded", "FormationJoined", "PointTurned", "PointCounted"),
    }


@pytest.mark.parametrize(
    ("first", "rhythm", "until", "days"),
    [
        (date(2027, 1, 31), Rhythm.MONTHLY, date(2027, 5, 30), ["2027-02-28", "2027-03-31", "2027-04-30"]),
        (
            date(2027, 1, 31),
            Rhythm.MONTHLY,
            date(2027, 5, 31),
            ["2027-02-28", "2027-03-31", "2027-04-30", "2027-05-31"],
        ),
        (date(2027, 12, 30), Rhythm.MONTHLY, date(2028, 2, 29), ["2028-01-30", "2028-02-29"]),
        (date(2027, 2, 22), Rhythm.WEEKLY, date(2027, 3, 8), ["2027-03-01", "2027-03-08"]),
    ],
)
def test_a_series_falls_on_these_days(stage, first, rhythm, until, days):
    starts = TOMORROW.replace(year=first.year, month=first.month, day=first.day)
    event_id = stage.draft(place=place(starts))
    stage.host(event_id, office="示例街道")
    with stage.work(stage.liaison) as work:
        assert repeating.repeat(work, event_id, SeriesText(rhythm, until)) == len(days)
    with stage.make.work() as work:
        others = work.session.scalars(
            select(PublicityEvent).where(PublicityEvent.id != event_id).order_by(PublicityEvent.starts_at)
        ).all()
    assert [local_day(one.starts_at).isoformat() for one in others] == days
    assert {one.starts_at.astimezone(LOCAL_ZONE).hour for one in others} == {9}
    assert {(one.ends_at - one.starts_at, one.state) for one in others} == {(timedelta(hours=2.5), E.DRAFT)}


@pytest.mark.parametrize(("weeks", "copies"), [(59, 59), (60, None), (0, None)])
def test_a_series_has_sixty_events_at_most_and_two_at_least(stage, weeks, copies):
    event_id = stage.draft()
    said = SeriesText(Rhythm.WEEKLY, local_day(TOMORROW) + timedelta(weeks=weeks))
    with stage.work(stage.liaison) as work:
        if copies:
            assert repeating.repeat(work, event_id, said) == copies
            with pytest.raises(Conflict, match="series already"):
                repeating.repeat(work, event_id, said)
        else:
            with pytest.raises(Invalid):
                repeating.repeat(work, event_id, said)


def test_of_a_cancelled_series_one_letter_is_written(stage):
    event_id = stage.draft()
    with stage.work(stage.liaison) as work:
        repeating.repeat(work, event_id, SeriesText(Rhythm.WEEKLY, local_day(TOMORROW) + timedelta(weeks=5)))
        deciding.propose(work, event_id, series=True)
    with stage.work() as work:
        approve(work, event_id, series=True)
        running.cancel(work, event_id, "暂停", series=True)
    cancelled = [address for said, address in letters(stage) if said == "An event is cancelled"]
    assert len(cancelled) == len(set(cancelled)) == 3


def test_of_a_cancelled_series_whoever_takes_part_in_a_later_one_alone_is_told_of_that(stage):
    event_id = stage.draft(terms=BANKS)
    with stage.work(stage.liaison) as work:
        repeating.repeat(work, event_id, SeriesText(Rhythm.WEEKLY, local_day(TOMORROW) + timedelta(weeks=2)))
        deciding.propose(work, event_id, series=True)
    with stage.work() as work:
        approve(work, event_id, series=True)
        later = work.session.scalars(select(PublicityEvent.id).order_by(PublicityEvent.starts_at.desc())).first()
    stage.point(later, 1, stage.carrier)
    with stage.work() as work:
        running.cancel(work, event_id, "暂停", series=True)
        carrier = set(contact_addresses(work, stage.carrier.id))
    told = [address for said, address in letters(stage) if said == "An event is cancelled"]
    assert len(told) == len(set(told)) == 2
    assert carrier == {address for said, address in letters(stage, later) if said == "An event is cancelled"}


def test_the_center_learns_what_a_member_cancels(stage):
    event_id = stage.event(E.OPEN)
    stage.act("cancel", event_id, stage.liaison)
    told = [address for said, address in letters(stage, event_id) if said == "An event is cancelled"]
    assert {stage.officer.email, stage.second.email} < set(told)
    assert len(told) == len(set(told))


def test_formations_keep_their_order_when_they_are_moved_and_taken_away(stage):
    event_id = stage.draft()
    ids = [stage.formation(event_id, title) for title in ("甲", "乙", "丙")]

    def order():
        with stage.work() as work:
            return "".join(one.title for one in formations(work, event_id))

    with stage.work() as work:
        forming.shift(work, event_id, ids[2], -1)
    assert order() == "甲丙乙"
    with stage.work() as work:
        forming.remove(work, event_id, ids[0])
        forming.shift(work, event_id, ids[2], 1)
        with pytest.raises(Conflict):
            forming.shift(work, event_id, ids[2], 1)
        forming.add(work, event_id, FormationText("丁", 3))
    assert order() == "乙丙丁"


def test_a_joint_formation_holds_two_organisations(stage):
    event_id = stage.draft()
    stage.formation(event_id, "快递·滴滴", stage.bank, stage.carrier)
    with stage.work() as work:
        assert len(formations(work, event_id)[0].members) == 2


@pytest.mark.parametrize("state", [E.PROPOSED, E.DECLINED, E.HELD, E.SUMMARISED, E.CANCELLED])
def test_the_programme_stands_still_while_the_center_decides_and_when_all_is_over(stage, state):
    event_id = stage.event(state)
    tries = [
        lambda work: arranging.add_item(work, event_id, AgendaText(TOMORROW, "授牌")),
        lambda work: forming.add(work, event_id, FormationText("方阵", 3)),
        lambda work: placing.add(work, event_id, PointText(1, PointKind.PUBLICITY, "门口")),
    ]
    for act in tries:
        with stage.work() as work, pytest.raises(Conflict), work.session.begin_nested():
            act(work)


def test_nothing_is_counted_before_it_begins_and_never_below_nobody(stage):
    ahead, running_id = stage.event(E.OPEN), stage.event(E.RUNNING)
    for event_id, said in ((ahead, CountText(1)), (running_id, CountText(-1)), (running_id, CountText(0, -1))):
        point_id = stage.point(event_id, 1 if said.visitors else 2)
        with stage.work() as work, pytest.raises(Conflict):
            placing.count(work, event_id, point_id, said)
        assert stage.stored(Point, point_id).visitors == 0
