"""What is read of applications, and by whom."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from alliance.applications import applying, queries, reviewing
from alliance.applications import queue as waiting
from alliance.applications.findings import WordsText
from alliance.applications.model import Application, ApplicationState
from alliance.foundation.kernel.actor import NOBODY, Actor, Role
from alliance.foundation.kernel.ids import new_id
from alliance.policy.can import Can
from alliance.policy.table import may
from alliance.questions import errands_of
from tests.applications import stories
from tests.applications.test_commands import SEAT

NOW = datetime(2026, 3, 1, 4, 0, tzinfo=UTC)
DISTRICTS = ("140105", "140106")


def one_of_each_state(make):
    """In both districts an application in every state."""
    from alliance.applications import admitting
    from alliance.applications.findings import AdmissionText

    acts = {
        ApplicationState.RETURNED: (reviewing.give_back, WordsText("请补充")),
        ApplicationState.REFUSED: (reviewing.refuse, WordsText("理由")),
        ApplicationState.ADMITTED: (admitting.admit, AdmissionText([SEAT])),
        ApplicationState.WITHDRAWN: (applying.withdraw,),
    }
    for district in DISTRICTS:
        stories.draft(make, stories.organisation_text(district_code=district))
        stories.hand_in(make, district_code=district)
        for state, (command, *texts) in acts.items():
            application_id = stories.hand_in(make, name=f"{state}{district}", district_code=district)
            with make.work() as work:
                command(work, work.session.get_one(Application, application_id), *texts)


def every_kind_of_actor():
    yield NOBODY
    yield Actor(person_id=new_id())
    for role in Role:
        yield Actor(person_id=new_id(), role=role, organisation_id=new_id())
    for district in (*DISTRICTS, "140110"):
        yield Actor(person_id=new_id(), role=Role.DISTRICT_OFFICER, district_code=district)


def test_the_row_filter_and_the_rule_agree_for_every_actor_and_state(make):
    one_of_each_state(make)
    with make.work() as work:
        everything = list(work.session.scalars(select(Application)))
        assert {one.state for one in everything} == set(ApplicationState)
        for actor in every_kind_of_actor():
            by_filter = set(work.session.scalars(select(Application.id).where(queries.visible_to(actor))))
            by_rule = {one.id for one in everything if may(actor, Can.READ_APPLICATION, one)}
            assert by_filter == by_rule, actor


def test_who_reviews_is_told_how_many_wait_and_since_when(make):
    stories.hand_in(make, now=NOW)
    stories.hand_in(make, now=NOW + timedelta(days=3), district_code="140105")
    officer, district = make.person(Role.CENTER_OFFICER), make.person(Role.DISTRICT_OFFICER, district="140105")
    with make.work(officer.actor, now=NOW + timedelta(days=12)) as work:
        [errand] = errands_of(work, queries.questions)
        assert (errand.count, errand.params["days"], errand.tone) == (2, 12, "amber")
    with make.work(district.actor, now=NOW + timedelta(days=12)) as work:
        [errand] = errands_of(work, queries.questions)
        assert (errand.count, errand.params["days"], errand.tone) == (1, 9, "blue")


@pytest.mark.parametrize("role", [Role.INSPECTOR, Role.LIAISON, Role.VOLUNTEER])
def test_who_does_not_review_is_not_bothered(make, role):
    stories.hand_in(make)
    with make.work(Actor(person_id=new_id(), role=role)) as work:
        assert errands_of(work, queries.questions) == []


def test_nothing_waits_is_no_errand(make):
    with make.work(make.person(Role.CENTER_OFFICER).actor) as work:
        assert errands_of(work, queries.questions) == []


def test_the_queue_goes_on_page_by_page_and_leaves_nobody_out(make, monkeypatch):
    monkeypatch.setattr(waiting, "PAGE_ROWS", 2)
    wanted = [stories.hand_in(make, now=NOW + timedelta(minutes=number // 2)) for number in range(5)]
    with make.work(make.person(Role.CENTER_OFFICER).actor) as work:
        seen, after = [], None
        while True:
            found = waiting.queue(work, waiting.QueueFilter(), after)
            seen += [line.id for line in found.lines]
            if found.next_key is None:
                break
            after = found.next_key
    assert sorted(seen) == sorted(wanted)
    since = [stories.stored(make, one).state_since for one in seen]
    assert since == sorted(since)


@pytest.mark.parametrize("q", ["SQ-2026-0002", "sq-2026-0002", "乙学", "%"])
def test_the_queue_is_searched_by_number_and_name_and_takes_signs_for_themselves(make, q):
    stories.hand_in(make, now=NOW)
    other = stories.hand_in(make, now=NOW, name="乙学校")
    with make.work(make.person(Role.CENTER_OFFICER).actor) as work:
        found = [line.id for line in waiting.queue(work, waiting.QueueFilter(q=q)).lines]
    assert found == ([] if q == "%" else [other])


def test_the_queue_shows_what_waits_unless_another_state_is_asked_for(make):
    one_of_each_state(make)
    with make.work(make.person(Role.CENTER_OFFICER).actor) as work:
        assert {line.state for line in waiting.queue(work, waiting.QueueFilter()).lines} == {ApplicationState.SUBMITTED}
        everything = waiting.queue(work, waiting.QueueFilter(state="all")).lines
        assert {line.state for line in everything} == set(ApplicationState) - {ApplicationState.DRAFT}
        returned = waiting.queue(work, waiting.QueueFilter(state="returned", district="140105")).lines
        assert [(line.state, line.district_code) for line in returned] == [(ApplicationState.RETURNED, "140105")]


def test_a_twin_is_seen_by_code_or_name_as_far_as_one_may_read(make):
    first = stories.hand_in(make, district_code="140105")
    member = make.organisation("甲银行")
    second = stories.hand_in(make)
    for actor, expected in (
        (make.person(Role.CENTER_OFFICER).actor, {first, member.id}),
        (make.person(Role.DISTRICT_OFFICER, district="140106").actor, {member.id}),
    ):
        with make.work(actor) as work:
            reading = queries.reading(work, second)
            assert {twin.id for twin in queries.twins(work, reading)} == expected


def test_the_applicant_reads_the_moves_and_not_the_inner_work(make):
    application_id = stories.hand_in(make)
    with make.work(make.person(Role.CENTER_OFFICER).actor) as work:
        reviewing.give_back(work, work.session.get_one(Application, application_id), WordsText("请补充"))
    with make.work() as work:
        told = [one.what for one in queries.steps_taken(work, application_id)]
        assert told == ["Given back with questions", "Application submitted"]
        read = [one.what for one in queries.happenings(work, application_id)]
        assert read == ["Given back with questions", "Application submitted", "Application begun"]
