"""The README's table of roles × permissions is the one that people read; here it is held to the policy table."""

import re
from dataclasses import replace
from itertools import product
from types import SimpleNamespace

import pytest

from alliance.cases.vocabulary import EditionKind, EditionState, Tlp
from alliance.foundation.kernel.actor import NOBODY, Actor, Role
from alliance.foundation.kernel.clock import now
from alliance.foundation.kernel.ids import new_id
from alliance.organisations.model import OrganisationState
from alliance.plaques.model import PlaqueState
from alliance.policy.can import Can
from alliance.policy.table import ABOUT_A_THING, may
from tests.architecture.source import ROOT

ALWAYS, SOMETIMES, NEVER = "●", "○", "–"
DISTRICT = "140106"


def actor_of(role):
    """Somebody who has everything that this role can have."""
    if role is None:
        return NOBODY
    own = new_id() if role in {Role.LIAISON, Role.STAFF} else None
    district = DISTRICT if role is Role.DISTRICT_OFFICER else None
    return Actor(person_id=new_id(), role=role, organisation_id=own, district_code=district)


ACTORS = {"Visitor": actor_of(None)} | {role.label: actor_of(role) for role in Role}


def things_for(actor):
    """Things as near to the actor as a thing can be, in every state that a rule asks for; and things far away."""
    states = [OrganisationState.MEMBER, PlaqueState.ISSUED, EditionState.RELEASED, None]
    for state, published_at, writer in product(states, [now(), None], [new_id(), actor.person_id]):
        yield SimpleNamespace(
            state=state,
            published_at=published_at,
            drafted_by_id=new_id(),
            rank=-1,
            person_id=actor.person_id,
            organisation_id=actor.organisation_id,
            district_code=actor.district_code,
            submitted_at=published_at,
            kind=EditionKind.PUBLIC,
            tlp=Tlp.GREEN,
            addressed=True,
            source_id=actor.organisation_id,
            author_id=new_id(),
            written_by_id=writer,
            launched_at=published_at,
            assigned=True,
            reported_by_id=new_id(),
            issued_at=published_at,
            public=True,
            told_by_id=new_id(),
            started_at=published_at,
            stationed=True,
            proposed_by_id=writer,
            rectified_by_id=new_id(),
            rechecked_by_id=new_id(),
            approved_at=published_at,
            operating=True,
            coordinated=True,
            of_own_team=True,
            closed_at=None,
            announced=True,
            trusted=True,
        )


def mark(actor, can):
    """● whatever the thing is, ○ for some things, – for none."""
    if may(actor, can):
        return ALWAYS
    of_the_media = [replace(actor, of_the_media=True)] if actor.organisation_id else []
    some = product([actor, *of_the_media], things_for(actor))
    return SOMETIMES if any(may(one, can, thing) for one, thing in some) else NEVER


def readme_table():
    """{permission: {column: mark}} as the README says."""
    lines = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith("| Permission "))
    head = cells(lines[start])
    table = {}
    for line in lines[start + 2 :]:
        if not line.startswith("|"):
            break
        permission, *marks = cells(line)
        assert permission not in table, f"{permission} stands twice"
        assert len(marks) == len(head) - 1, f"{permission} has {len(marks)} marks"
        table[permission] = dict(zip(head[1:], marks, strict=True))
    return table


def cells(line):
    return [cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip().strip("|"))]


def test_it_has_a_row_for_every_permission_in_their_order():
    assert list(readme_table()) == [can.value for can in Can]


def test_it_has_a_column_for_every_role_and_one_for_a_visitor():
    for permission, marks in readme_table().items():
        assert list(marks) == list(ACTORS), permission


@pytest.mark.parametrize("can", list(Can), ids=lambda can: can.name)
def test_it_says_what_the_policy_does(can):
    says = readme_table()[can.value]
    does = {column: mark(actor, can) for column, actor in ACTORS.items()}
    assert says == does


@pytest.mark.parametrize("rule", sorted(ABOUT_A_THING, key=lambda rule: rule.__name__), ids=lambda rule: rule.__name__)
def test_every_question_about_a_thing_can_be_answered_with_yes(rule):
    """Else a permission that hangs on it would pass for one that nobody has."""
    assert any(rule(actor, thing) for actor in ACTORS.values() for thing in things_for(actor))
