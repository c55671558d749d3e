"""Who may read which initiative: for every kind of actor × state × audience, the SQL, the rule and a model in plain
Python say the same; and the lists, counts, walls, files and letters keep to it."""

from dataclasses import replace
from itertools import product

import pytest
from sqlalchemy import select

from alliance.audiences.terms import Term, Terms
from alliance.cases.visibility import audiences_reached
from alliance.files.checking import check
from alliance.foundation.kernel.actor import NOBODY, Role
from alliance.initiatives import attaching, issuing, queries, reading
from alliance.initiatives.model import Initiative
from alliance.initiatives.visibility import readable
from alliance.initiatives.vocabulary import InitiativeState
from alliance.organisations import commands as organisations
from alliance.organisations.model import Organisation
from alliance.policy.can import Can
from alliance.policy.table import may
from alliance.questions import errands_of
from tests.files.sound import png
from tests.initiatives.doing import BANKS, EVERYBODY, Ground

STATES = list(InitiativeState)


@pytest.fixture
def scene(ground: Ground):
    """Every state × public or not × audience; one bank is suspended after all was sent."""
    audiences = {
        "banks": BANKS,
        "everybody": EVERYBODY,
        "carrier": Terms.each([ground.carrier.id]),
        "all but the first bank": Terms.of([Term()], [Term(organisation=str(ground.banks[0].id))]),
    }
    told = {}
    for state, public, (name, terms) in product(STATES, (True, False), audiences.items()):
        initiative_id = ground.draft(terms=terms, public=public)
        with ground.center(initiative_id) as (work, initiative):
            attaching.attach(work, initiative, [check(png(), "附件.png")])
            if state is not InitiativeState.DRAFT:
                issuing.issue(work, initiative)
            if state is InitiativeState.CLOSED:
                issuing.close(work, initiative)
            if state is InitiativeState.WITHDRAWN:
                issuing.withdraw(work, initiative, "内容有误")
        told[initiative_id] = (state, public, name)
    with ground.make.work() as work:
        organisations.suspend(work, work.session.get_one(Organisation, ground.banks[2].id), "测试")
    return told


def readers(ground):
    """Label → (person, actor, the audiences that the reader belongs to)."""
    make = ground.make
    people = {str(role): make.person(role) for role in (Role.CENTER_ADMIN, Role.CENTER_OFFICER, Role.INSPECTOR)}
    people |= {"volunteer": make.person(Role.VOLUNTEER), "without a role": make.person(None)}
    people["district officer"] = make.person(Role.DISTRICT_OFFICER, district="140106")
    found = {label: (one, one.actor, set()) for label, one in people.items()} | {"nobody": (None, NOBODY, set())}
    first, second, suspended = ground.liaisons
    found["first bank"] = (first, first.actor, {"banks", "everybody"})
    found["second bank"] = (second, second.actor, {"banks", "everybody", "all but the first bank"})
    found["suspended bank"] = (suspended, replace(suspended.actor, organisation_stands=False), set())
    carrier = {"everybody", "carrier", "all but the first bank"}
    found["carrier"] = (ground.outsider, ground.outsider.actor, carrier)
    staff = make.person(Role.STAFF, organisation=ground.carrier)
    found["staff of the carrier"] = (staff, staff.actor, carrier)
    return found


def allowed(told, actor, audiences):
    """What the reader may read, told from the rules of the feature."""
    center = actor.role in {Role.CENTER_ADMIN, Role.CENTER_OFFICER}
    overseer = actor.role in {Role.INSPECTOR, Role.DISTRICT_OFFICER}
    return {
        initiative_id
        for initiative_id, (state, public, name) in told.items()
        if center or (state is not InitiativeState.DRAFT and (overseer or public or name in audiences))
    }


def test_sql_and_rule_and_lists_say_the_same_to_everybody(ground, scene):
    for label, (_person, actor, audiences) in readers(ground).items():
        wanted = allowed(scene, actor, audiences)
        with ground.make.work(actor) as work:
            by_sql = set(work.session.scalars(select(Initiative.id).where(readable(work, audiences_reached(work)))))
            by_rule = {one for one in scene if may(actor, Can.READ_INITIATIVE, reading.reading(work, one))}
            listed = {line.id for line in (*queries.issued(work, None).lines, *queries.drafts(work))}
        assert by_sql == wanted, label
        assert by_rule == wanted, label
        assert listed == wanted, label


def test_every_door_of_an_initiative_opens_to_the_same(ground, scene, browser):
    pages = ("initiatives.initiative", "initiatives.wall", "initiatives.paper")
    some = [one for number, one in enumerate(scene) if number % 3 == 0]
    for person, actor, audiences in readers(ground).values():
        visitor, wanted = browser(person), allowed(scene, actor, audiences)
        for initiative_id in some:
            status = 200 if initiative_id in wanted else 404
            for endpoint in pages:
                visitor.get(endpoint, initiative_id=initiative_id, status=status)
            with ground.make.work() as work:
                file_id = work.session.scalars(attaching.of_initiative(initiative_id)).one()
            visitor.get("initiatives.file", initiative_id=initiative_id, file_id=file_id, status=status)
            visitor.get("initiatives.ask", ask_id=ground.asks(initiative_id)[0], status=status)


def test_letters_go_to_those_who_may_read_and_to_all_of_them(ground, scene):
    liaisons = {one.email: one for one in (*ground.liaisons, ground.outsider)}
    for initiative_id, (state, _public, _name) in scene.items():
        if state is InitiativeState.DRAFT:
            continue
        with ground.make.work() as work:
            told = set(queries.addresses(work, reading.reading(work, initiative_id)))
        addressed = set()
        for email, person in liaisons.items():
            actor = replace(person.actor, organisation_stands=person is not ground.liaisons[2])
            with ground.make.work(actor) as work:
                if may(actor, Can.ANSWER_INITIATIVE, reading.reading(work, initiative_id)):
                    addressed.add(email)
        assert told & set(liaisons) == addressed


def test_errands_name_only_what_may_be_read(ground, scene):
    for label, (_person, actor, audiences) in readers(ground).items():
        with ground.make.work(actor) as work:
            errands = errands_of(work, queries.questions, audiences_reached(work))
        named = {one.address["initiative_id"] for one in errands}
        open_to = {
            one
            for one, (state, _public, name) in scene.items()
            if state is InitiativeState.ISSUED and name in audiences
        }
        assert named == open_to, label
