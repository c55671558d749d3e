"""What must hold of the table itself: nothing open by accident, no rule that misleads `may` or the sign-in page."""

import inspect

import pytest

from alliance.foundation.kernel.actor import NOBODY, PORTAL, Actor, Role
from alliance.foundation.kernel.ids import new_id
from alliance.policy import publicity_rules, rules
from alliance.policy.can import Can
from alliance.policy.table import ABOUT_A_THING, OPEN_TO_ALL, TABLE, may, public

RULES = [
    rule
    for module in (rules, publicity_rules)
    for _, rule in inspect.getmembers(module, inspect.isfunction)
    if rule.__module__ == module.__name__
]


class Anything:
    """A thing that says yes to whatever a rule asks."""

    def __init__(self, actor):
        self.organisation_id, self.person_id = actor.organisation_id, actor.person_id
        self.district_code, self.rank, self.state = actor.district_code, -9, None
        self.drafted_by_id, self.published_at, self.submitted_at = None, object(), object()
        self.kind, self.tlp, self.addressed, self.source_id = None, None, True, actor.organisation_id
        self.author_id = self.written_by_id = self.told_by_id = None
        self.issued_at, self.public = object(), True
        self.started_at, self.stationed, self.proposed_by_id = object(), True, None
        self.rectified_by_id = self.rechecked_by_id = None
        self.approved_at, self.operating, self.announced = object(), True, True
        self.trusted = True


def test_no_clause_is_empty_for_an_empty_clause_is_open_to_all():
    assert all(clauses and all(clauses) for clauses in TABLE.values())


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_a_rule_that_asks_of_a_thing_says_so(rule):
    asks = "thing." in inspect.getsource(rule)
    assert asks == (rule in ABOUT_A_THING)


@pytest.mark.parametrize("rule", sorted(OPEN_TO_ALL, key=lambda rule: rule.__name__), ids=lambda rule: rule.__name__)
def test_what_is_open_to_all_does_not_look_at_who_asks(rule):
    assert "actor." not in inspect.getsource(rule)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_every_rule_is_used(rule):
    assert any(rule in clause for clauses in TABLE.values() for clause in clauses)


@pytest.mark.parametrize("can", Can)
def test_without_a_role_one_may_only_what_is_open_or_ones_own(can):
    """Neither nobody, nor somebody without a role, nor the portal itself slips through a clause about roles."""
    own = {
        Can.USE_ACCOUNT,
        Can.SEE_DESK,
        Can.READ_INBOX,
        Can.SEE_OWN_JOBS,
        Can.KEEP_OWN_JOB,
        Can.CHOOSE_LETTERS,
        Can.SEE_WORKTIME,
        Can.TAKE_DIRECTORY,
        Can.HAND_OVER,
        Can.READ_APPOINTMENT,
        Can.LOOK_FOR_PERSONAL,
        Can.ANSWER_OWN_SIGN_UP,
        Can.SEE_OWN_HOURS,
        Can.KEEP_OWN_HOURS,
        Can.FIND_COVER,
        Can.ANSWER_STAND_IN,
        Can.TAKE_CERTIFICATE,
        Can.READ_CERTIFICATE,
        Can.TAKE_CASES,
        Can.KEEP_SEARCH,
        Can.DROP_SEARCH,
    }
    for actor in (NOBODY, PORTAL, Actor(new_id(), "x")):
        thing = Anything(actor)
        assert not may(actor, can, thing) or public(can) or (actor.known and can in own)
        assert not may(actor, can) or public(can) or (actor.known and can in own)


@pytest.mark.parametrize("role", [Role.VOLUNTEER, Role.INSPECTOR, Role.STAFF, Role.LIAISON, Role.DISTRICT_OFFICER])
def test_what_decides_over_members_belongs_to_the_center(role):
    actor = Actor(new_id(), "x", role, organisation_id=new_id(), district_code="140106")
    for can in (
        Can.SUSPEND_ORGANISATION,
        Can.RESUME_ORGANISATION,
        Can.RELEASE_ORGANISATION,
        Can.MERGE_ORGANISATION,
        Can.RENAME_ORGANISATION,
        Can.PLACE_ORGANISATION,
    ):
        assert not may(actor, can, Anything(actor))


def test_a_thing_of_nobody_belongs_to_nobody():
    """An organisation or a district that is not set is nobody's own, even where both sides have none."""
    actor = Actor(new_id(), "x", Role.LIAISON)
    assert not may(actor, Can.KEEP_ORGANISATION, Anything(actor))
    officer = Actor(new_id(), "x", Role.DISTRICT_OFFICER)
    assert not may(officer, Can.READ_CONTACTS, Anything(officer))
