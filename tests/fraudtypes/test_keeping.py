"""The headings of fraud types as an administrator keeps them: none is deleted, what is retired stays where it was
chosen, and whatever begins or ends does so with a day."""

from datetime import timedelta
from functools import partial
from uuid import UUID

import pytest
from sqlalchemy import select

from alliance.cases.reference import offered
from alliance.foundation.kernel import clock
from alliance.foundation.kernel.actor import Role
from alliance.fraudtypes import keeping, queries, shown
from alliance.fraudtypes.keeping import HeadingText, NewHeading
from alliance.fraudtypes.model import FraudType
from alliance.journal.model import Entry
from tests.days import in_days
from tests.shifts.doing import at_once

LIST = "mps-2025"
DAY = timedelta(days=1)


NEW = {"code": "voice_clone", "zh": "仿冒声音类", "en": "Cloned voices", "position": "60", "concepts": ["task_rebate"]}
NEW |= {"from_on": str(in_days(2))}
"""Still to come where midnight passes while tests run."""


@pytest.fixture
def acting(make, browser):
    return browser(make.person(Role.CENTER_ADMIN))


@pytest.fixture
def first(make):
    """The first heading of the list of today."""
    with make.work() as work:
        return next(one for one in keeping.headings(work) if one.list_code == LIST)


def catalogue(make, later=0):
    with make.work(now=clock.now() + DAY * later) as work:
        return queries.catalogue(work)


def codes(listed):
    return [one.code for one in listed]


def happened(make, heading_id):
    with make.work() as work:
        asked = select(Entry.event, Entry.payload).where(Entry.subject_id == heading_id).order_by(Entry.number)
        return [tuple(row) for row in work.session.execute(asked)]


def retire(make, line):
    """From tomorrow on."""
    with make.work() as work:
        keeping.keep(work, line.id, HeadingText(line.zh, line.en, line.position, in_days(1)))


def test_a_heading_is_added_and_chosen_from_its_day_on(make, acting):
    acting.get("fraudtypes.new_heading", list_code=LIST)
    page = acting.follow(acting.post("fraudtypes.add_heading", NEW, list_code=LIST))
    assert "仿冒声音类" in page.text
    assert "voice_clone" not in codes(catalogue(make).list_called(LIST).types)
    later = catalogue(make, later=2).list_called(LIST)
    [kind] = [one for one in later.standing if one.code == "voice_clone"]
    assert kind.concepts == ["task_rebate"]
    assert happened(make, kind.id) == [("HeadingAdded", {"code": "voice_clone"})]


@pytest.mark.parametrize(
    "wrong",
    [
        {"code": "Voice"},
        {"zh": ""},
        {"concepts": []},
        {"concepts": ["no_such_concept"]},
        {"from_on": str(in_days(0))},
        {"position": "zero"},
    ],
    ids=str,
)
def test_a_heading_that_cannot_be_is_refused(acting, wrong):
    acting.post("fraudtypes.add_heading", NEW | wrong, list_code=LIST, status=422)


def test_no_two_headings_of_a_list_bear_one_code_or_one_name(acting, first):
    acting.post("fraudtypes.add_heading", NEW | {"code": first.code}, list_code=LIST, status=422)
    acting.post("fraudtypes.add_heading", NEW | {"zh": first.zh}, list_code=LIST, status=422)


def test_a_list_that_has_ended_gets_no_more(acting):
    acting.get("fraudtypes.new_heading", list_code="mps-2022", status=404)
    acting.post("fraudtypes.add_heading", NEW, list_code="mps-2022", status=404)


def test_one_that_is_retired_is_offered_no_more_and_stays_readable(make, browser, portal, first):
    retire(make, first)
    assert first.code in codes(catalogue(make).list_called(LIST).standing)
    known = catalogue(make, later=1)
    listed = known.list_called(LIST)
    assert first.code not in codes(listed.standing)
    assert first.code in codes(listed.types)
    assert first.id in known.types
    with portal.test_request_context():
        chosen = [value for group in shown.select_choices(known).values() for value, _words in group]
        assert first.id not in chosen
        with make.work(now=clock.now() + DAY) as work:
            assert str(first.id) not in [value for group in offered(work).standing.values() for value, _ in group]
            assert str(first.id) in [value for group in offered(work).types.values() for value, _ in group]
    for concept in known.types[first.id].concepts:
        heading = known.heading_of(concept)
        assert heading is None or heading.id != first.id
    with portal.test_request_context():
        assert any("已停用" in row[1] for row in shown.list_rows(queries.Opened(listed, known)))


def test_it_is_renamed_and_stands_again(make, acting, first):
    retire(make, first)
    form = acting.get("fraudtypes.heading", heading_id=first.id).form(f"/headings/{first.id}")
    acting.post(form.action, form.values | {"zh": "新名称类", "to_on": ""})
    assert "新名称类" in acting.get("fraudtypes.headings", queries=3).text
    assert first.code in codes(catalogue(make, later=2).list_called(LIST).standing)
    kept = {"changed": ["to_on"]}, {"changed": ["zh", "to_on"]}
    assert happened(make, first.id) == [("HeadingKept", one) for one in kept]


def test_nothing_ends_before_tomorrow_nor_before_it_began(make, acting, first):
    form = acting.get("fraudtypes.heading", heading_id=first.id).form(f"/headings/{first.id}")
    acting.post(form.action, form.values | {"to_on": str(in_days(0))}, status=422)
    acting.post("fraudtypes.add_heading", NEW | {"from_on": str(in_days(9))}, list_code=LIST)
    with make.work() as work:
        added = work.session.scalars(select(FraudType.id).where(FraudType.code == "voice_clone")).one()
    form = acting.get("fraudtypes.heading", heading_id=added).form(f"/headings/{added}")
    acting.post(form.action, form.values | {"to_on": str(in_days(9))}, status=422)


def test_an_inspector_reads_and_others_do_not(make, browser, first):
    inspector = browser(make.person(Role.INSPECTOR))
    page = inspector.get("fraudtypes.headings")
    assert f"/fraudtypes/headings/{first.id}" not in page.links
    inspector.post("fraudtypes.add_heading", NEW, list_code=LIST, status=404)
    inspector.post("fraudtypes.keep_heading", NEW, heading_id=first.id, status=404)
    browser(make.person(Role.CENTER_OFFICER)).get("fraudtypes.headings", status=403)
    browser(make.person(Role.CENTER_ADMIN)).get("fraudtypes.heading", heading_id=UUID(int=7), status=404)


def test_of_many_who_add_the_same_code_at_once_one_does(make):
    def add(name):
        with make.work() as work:
            text = HeadingText(name, name, 60)
            keeping.add(work, LIST, NewHeading("voice_clone", text, in_days(1), ["task_rebate"]))

    assert sorted(at_once(*[partial(add, f"仿冒{n}") for n in range(4)])) == ["Invalid"] * 3 + ["done"]
