"""The row filter and the rule agree: what a list shows to an actor is what the policy lets that actor read."""

from itertools import product

import pytest
from sqlalchemy import select

from alliance.directory import queries
from alliance.foundation.kernel.actor import NOBODY, PORTAL, Actor, Role
from alliance.foundation.kernel.ids import new_id
from alliance.organisations import commands
from alliance.organisations.model import Organisation, OrganisationState
from alliance.organisations.queries import reading, visible_to
from alliance.policy.can import Can
from alliance.policy.table import may

DISTRICTS = ("140105", "140106")
MOVES = {
    OrganisationState.MEMBER: lambda work, one, into: None,
    OrganisationState.SUSPENDED: lambda work, one, into: commands.suspend(work, one, "材料不实"),
    OrganisationState.LEFT: lambda work, one, into: commands.release(work, one, "单位撤销"),
    OrganisationState.MERGED: lambda work, one, into: commands.merge(work, one, into, "机构整合"),
}


@pytest.fixture
def organisations(make):
    """One of each state in each of two districts, and the one that others merged into."""
    into = make.organisation()
    made = []
    for state, district in product(MOVES, DISTRICTS):
        organisation = make.organisation(district_code=district)
        with make.work() as work:
            MOVES[state](work, work.session.get_one(Organisation, organisation.id), into.id)
        made.append(organisation)
    return [into, *made]


def actors(organisations):
    """Every role, of every organisation and every district, standing and suspended; and those without a role."""
    yield from (NOBODY, PORTAL, Actor(new_id(), "x"))
    for role in Role:
        yield Actor(new_id(), "x", role)
        yield from (Actor(new_id(), "x", role, district_code=district) for district in DISTRICTS)
        for organisation, stands in product(organisations, (True, False)):
            yield Actor(new_id(), "x", role, organisation_id=organisation.id, organisation_stands=stands)


def test_the_filter_shows_what_the_rule_allows_for_every_actor_and_every_state(make, organisations):
    with make.work() as work:
        everything = work.session.scalars(select(Organisation)).all()
        assert {one.state for one in everything} == set(OrganisationState)
        for actor in actors(organisations):
            shown = set(work.session.scalars(select(Organisation.id).where(visible_to(actor))))
            allowed = {one.id for one in everything if may(actor, Can.READ_ORGANISATION, one)}
            assert shown == allowed, actor


def test_list_sheet_page_and_merger_show_nothing_that_the_rule_hides(make, organisations):
    wanted = queries.DirectoryFilter(state=queries.ALL_STATES)
    for actor in actors(organisations):
        with make.work(actor) as work:
            allowed = {
                one.id for one in work.session.scalars(select(Organisation)) if may(actor, Can.READ_ORGANISATION, one)
            }
            assert {line.id for line in queries.members(work, wanted).lines} == allowed
            assert {line.id for line in queries.whole_list(work, wanted)} == allowed
            assert {one.id for one in queries.candidates(work, new_id(), "")} <= allowed
            assert {one.id for one in organisations if reading(work, one.id)} == allowed


def test_an_organisation_as_the_page_reads_it_gives_the_rules_the_same_answers(make, organisations):
    """The gate asks the rules of the row that a query made; it must not answer otherwise than the entity."""
    permissions = [can for can in Can if can.name.endswith(("_ORGANISATION", "_CONTACTS", "_HISTORY"))]
    center = Actor(new_id(), "x", Role.CENTER_ADMIN)
    with make.work(center) as work:
        pairs = [(one, reading(work, one.id)) for one in work.session.scalars(select(Organisation))]
        for actor, can in product(actors(organisations), permissions):
            assert all(may(actor, can, entity) == may(actor, can, row) for entity, row in pairs)
