"""A city's years: as many of everything as asked for, laid in as if each had been done by its command."""

from random import Random

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.orm import Session

from alliance.actions.model import Assignment, JointAction
from alliance.actions.work_model import ActionReport
from alliance.attendance.model import Attendance
from alliance.cases.found_model import CASE_SEARCH, EditionSignature
from alliance.cases.model import Edition, TypicalCase
from alliance.demonstration import city, story
from alliance.demonstration.laying import AlreadyMade
from alliance.demonstration.years import until
from alliance.foundation.kernel import clock
from alliance.foundation.kernel.actor import PORTAL, Role
from alliance.foundation.kernel.clock import LOCAL_ZONE, local_day
from alliance.foundation.store.work import Work
from alliance.initiatives.model import Initiative
from alliance.journal.model import Entry
from alliance.organisations.model import Organisation
from alliance.people.model import Appointment, Person
from alliance.publicity.model import PublicityEvent
from alliance.shifts.model import SignUp
from alliance.volunteers.model import Volunteer
from bench.cases import Filled
from bench.databases import Database
from bench.plan import FIRST, tour
from bench.visitor import Inside

SMALL = city.Scale(
    organisations=142, accounts=150, volunteers=60, cases=40, actions=4, events=120, initiatives=2, entries=4_000
)
COUNTED = (TypicalCase, Edition, EditionSignature, CASE_SEARCH, JointAction, PublicityEvent, Initiative, Volunteer)
NEVER = {
    "a shift counts who holds a place": "SELECT s.id FROM shift s LEFT JOIN sign_up u ON u.shift_id = s.id AND u.state "
    "IN ('named', 'offered', 'confirmed') GROUP BY s.id, s.taken HAVING s.taken <> count(u.id)",
    "nobody helps at two places at once": "SELECT a.id FROM sign_up a JOIN shift s ON s.id = a.shift_id JOIN volunteer "
    "v ON v.id = a.volunteer_id AND v.email LIKE '%many.example' JOIN sign_up b ON b.volunteer_id = a.volunteer_id AND "
    "b.id <> a.id JOIN shift t ON t.id = b.shift_id WHERE a.state = 'confirmed' AND b.state = 'confirmed' AND "
    "s.starts_at < t.ends_at AND t.starts_at < s.ends_at",
    "whoever signs up is a volunteer already": "SELECT u.id FROM sign_up u JOIN volunteer v ON v.id = u.volunteer_id "
    "WHERE v.email LIKE '%many.example' AND u.signed_up_at < v.agreed_at",
    "hours are of those who came": "SELECT a.sign_up_id FROM attendance a JOIN sign_up u ON u.id = a.sign_up_id "
    "WHERE u.state NOT IN ('confirmed', 'named')",
    "a finished assignment says when": "SELECT id FROM assignment WHERE (state IN ('verified', 'noted', 'waived', "
    "'recalled')) <> (finished_at IS NOT NULL)",
    "what is verified was reported": "SELECT a.id FROM assignment a JOIN joint_action j ON j.id = a.action_id WHERE "
    "a.state = 'verified' AND a.revision = 0",
    "a closed action has nothing open": "SELECT a.id FROM assignment a JOIN joint_action j ON j.id = a.action_id WHERE "
    "j.state = 'closed' AND a.finished_at IS NULL",
    "who reports is of the organisation": "SELECT a.id FROM assignment a JOIN person p ON p.id = a.reported_by_id "
    "WHERE p.email LIKE '%many.example' AND NOT EXISTS (SELECT 1 FROM appointment x WHERE x.person_id = p.id AND "
    "x.organisation_id = a.organisation_id)",
    "a held event was approved": "SELECT id FROM publicity_event WHERE state IN ('held', 'summarised', 'running', "
    "'open') AND approved_at IS NULL",
    "a pledge is fulfilled when all its clauses are": "SELECT r.id FROM initiative_response r JOIN initiative_pledge p "
    "ON p.response_id = r.id AND p.revision = r.revision JOIN initiative_clause c ON c.pledge_id = p.id WHERE "
    "r.state = 'fulfilled' AND c.confirmed_at IS NULL",
    "invented accounts are marked": "SELECT id FROM person WHERE email LIKE '%many.example' AND NOT demonstration",
    "entries are in the order of time": "SELECT e.number FROM journal_entry e JOIN journal_entry f ON f.number = "
    "e.number + 1 WHERE e.number > (SELECT max(number) FROM journal_entry WHERE event = 'PlaquePrepared') "
    "AND e.event = 'SignedIn' AND f.event = 'SignedIn' AND e.at > f.at",
}


def live(portal, scale=SMALL, seed=1):
    with Session(portal.database, expire_on_commit=False) as session:
        if story.is_empty(session):
            story.tell(session, clock.now())
            session.commit()
        for _part in city.make(Work(PORTAL, clock.now(), session), scale, seed):
            session.commit()


def unanswered(portal):
    """Main pages that the measurements ask for and that do not answer, by role."""
    filled = Filled(portal, Database("", "this one"), {})
    for role in FIRST:
        visitor = Inside(filled.client("" if role == "nobody" else role))
        for request in tour(role, visitor):
            if not request.form and visitor.get(request.path).status != request.status and "roster" not in request.name:
                yield role, request.name, request.path


def count(make, thing, *those):
    with make.work() as work:
        return work.session.scalar(select(func.count()).select_from(thing).where(*those))


@pytest.mark.timeout(600)
def test_there_is_as_much_as_asked_for_nothing_that_no_command_could_have_done_and_the_chain_holds(portal, make):
    portal.test_cli_runner().invoke(args=["demo"])
    before = {thing: count(make, thing) for thing in COUNTED}
    live(portal)
    more = {thing: count(make, thing) - before[thing] for thing in COUNTED}
    assert {more[thing] for thing in COUNTED[:4]} == {SMALL.cases}
    assert [more[thing] for thing in COUNTED[4:]] == [4, SMALL.events, SMALL.initiatives, SMALL.volunteers]
    assert count(make, Organisation) == SMALL.organisations
    assert count(make, Assignment) >= SMALL.organisations * SMALL.actions
    assert count(make, ActionReport) > SMALL.organisations
    assert count(make, SignUp) > SMALL.volunteers
    assert count(make, Attendance) > SMALL.volunteers
    assert count(make, Entry) == SMALL.entries
    at_members = (Appointment.organisation_id.is_not(None), Appointment.role.in_([Role.LIAISON, Role.STAFF]))
    assert count(make, Appointment, *at_members) == SMALL.accounts
    verified = portal.test_cli_runner().invoke(args=["journal", "verify"])
    assert verified.exit_code == 0, verified.output
    assert f"{SMALL.entries} entries" in verified.output
    with make.work() as work:
        found = {words: work.session.execute(text(never)).first() for words, never in NEVER.items()}
        late = work.session.scalar(select(func.count()).where(Entry.at > clock.now()))
        phones = work.session.scalars(select(Volunteer.phone).join(Person).where(Person.email.like("%many.example")))
        assert all(phone.startswith("154") for phone in phones)
    assert not [words for words, row in found.items() if row]
    assert not late
    with pytest.raises(AlreadyMade):
        live(portal)
    assert not list(unanswered(portal))


def test_the_same_seed_gives_the_same_moments_which_are_of_working_days_for_the_most_part():
    years = until(clock.now())
    first, again, other = (years.moments(Random(seed), 500) for seed in (7, 7, 8))
    assert first == again != other
    assert first == sorted(first)
    assert all(years.first <= local_day(at) < years.last for at in first)
    assert sum(at.astimezone(LOCAL_ZONE).weekday() < 5 for at in first) > 450


def test_a_part_has_something_of_everything_and_a_province_as_many_assignments_times_seven():
    part, province = city.CITY.part(1_000_000), city.PROVINCE
    assert all(getattr(part, name) == 1 for name in part.__slots__)
    assert province.organisations * province.actions == 7 * city.CITY.organisations * city.CITY.actions
