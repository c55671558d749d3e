"""Cases by the thousand: they stand as released ones do, found by whom they are for, and the same every time."""

from sqlalchemy import func, select

from alliance.cases import shelf, similar
from alliance.cases.fitting import ShelfFilter
from alliance.cases.found_model import CASE_SEARCH, EditionSignature
from alliance.cases.model import Edition, TypicalCase
from alliance.cases.visibility import audiences_reached, readable
from alliance.demonstration import many_cases
from alliance.demonstration.stories import retold, story
from alliance.foundation.kernel.actor import NOBODY, Actor, Role
from alliance.foundation.store.numbering import next_number
from alliance.people.model import Appointment, Person
from bench.cases import Filled
from bench.databases import Database
from bench.similar import lookups

MANY = 30
TABLES = (TypicalCase, Edition, EditionSignature, CASE_SEARCH)


def run(portal, *words):
    return portal.test_cli_runner().invoke(args=["demo", *words])


def account(make, office):
    with make.work() as work:
        asked = select(Person.id, Appointment.role, Appointment.organisation_id).join(Appointment)
        row = work.session.execute(asked.where(Person.email == f"{office}@demo.example")).one()
    return Actor(person_id=row[0], role=row[1], organisation_id=row[2])


def counted(make):
    """How many rows each table holds, and how many editions each office may read."""
    with make.work() as work:
        found = {table: work.session.scalar(select(func.count()).select_from(table)) for table in TABLES}
    for office in ("officer", "bank", "carrier", "media", None):
        with make.work(account(make, office) if office else NOBODY) as work:
            listed = shelf.shelf(work, ShelfFilter())
            may = select(func.count()).select_from(Edition).where(readable(work, audiences_reached(work)))
            assert listed.count == work.session.scalar(may)
            found[office] = listed.count
    return found


def test_they_are_made_once_found_by_whom_they_are_for_and_numbered(portal, make):
    run(portal)
    before = counted(make)
    done = run(portal, "--cases", str(MANY))
    assert done.exit_code == 0, done.output
    after = counted(make)
    more = {name: after[name] - before[name] for name in before}
    assert all(more[table] == MANY for table in TABLES)
    with make.work() as work:
        assert next_number(work.session, "edition") == after[EditionSignature] + 1
    again = run(portal, "--cases", "1")
    assert again.exit_code == 1
    assert "once" in again.output
    assert more["officer"] == MANY
    assert 0 < more[None] == MANY // 10
    assert more["media"] == more[None] < more["carrier"] < MANY
    assert more[None] < more["bank"] < MANY


def test_each_of_them_is_found_again_by_its_story_and_indicator(portal, make):
    run(portal, "--cases", str(MANY))
    with make.work(account(make, "officer")) as work:
        for number in range(MANY):
            (first, *_others) = similar.alike(work, retold(story(number).text, 0.05, number))
            assert first.title == story(number).title
            assert first.case_id == work.session.get_one(Edition, many_cases.edition_id(number)).case_id
        marks = [one["mark"] for one in work.session.scalars(select(Edition.indicators)).first() or ()]
        shared = similar.alike(work, "", marks) if marks else ()
        assert all(one.shared for one in shared)


def test_they_are_the_same_every_time(portal, make, freshener):
    def told():
        run(portal, "--cases", "5")
        with make.work() as work:
            e = Edition
            return work.session.execute(
                select(e.id, e.title, e.story, e.tlp).order_by(e.release_number.desc()).limit(5)
            ).all()

    first = told()
    freshener.refresh()
    assert told() == first


def test_a_portal_in_use_is_left_alone(portal, make):
    make.person(Role.CENTER_ADMIN)
    done = run(portal, "--cases", "1")
    assert done.exit_code == 1
    assert "in use" in done.output


def test_the_figures_of_similar_cases_look_for_the_very_case_that_is_retold(portal, make):
    run(portal, "--cases", str(MANY))
    filled = Filled(portal, Database("", "this one"), {})
    for office in ("officer", "bank"):
        _statements, _times, found = lookups(filled, office, MANY, MANY)
        hints, readable_ones = map(int, found.split("/"))
        assert hints == readable_ones > 0
