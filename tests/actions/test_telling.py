"""Whom each turn of an assignment is told to: at once by a letter, in the summary of a morning, or to nobody."""

import pytest
from sqlalchemy import select

from alliance.actions import assignment_events, notices, splitting
from alliance.actions.work_model import SubTask
from alliance.consequences import CONSEQUENCES
from alliance.foundation.kernel.actor import Role
from tests.days import in_days
from tests.screenless import Browser

TOLD_BY_NOBODY = {"EvidenceAdded", "EvidenceRemoved", "SubTaskDone", "SubTaskDropped"}
"""What an organisation prepares, and how it divides its work, is its own."""
TOLD_IN_THE_MORNING = {"AssignmentReceived", "AssignmentAccepted", "ProgressTold"}


@pytest.mark.parametrize("event", sorted(name for name, it in vars(assignment_events).items() if hasattr(it, "words")))
def test_every_turn_writes_a_letter_or_comes_in_the_summary_of_a_morning(event):
    reactions = CONSEQUENCES.get(getattr(assignment_events, event), ())
    writes = any(reaction.__module__ == notices.__name__ for reaction in reactions)
    assert writes == (event not in TOLD_BY_NOBODY | TOLD_IN_THE_MORNING)


def part_of(ground, person_id):
    action_id = ground.launch()
    ground.receive(action_id)
    with ground.assignment(action_id) as (work, assignment):
        splitting.add(work, assignment, splitting.SubTaskText("印制宣传单", person_id, in_days(5)))
    return action_id


def parts_told(ground):
    return [one for one in ground.letters("assignment_told") if "part of the work" in one.params["what"]]


def test_whose_name_a_part_of_the_work_bears_is_told_and_finds_it_on_the_desk(portal, ground):
    colleague = ground.make.person(Role.STAFF, organisation=ground.banks[0])
    action_id = part_of(ground, colleague.id)
    assert [letter.address for letter in parts_told(ground)] == [colleague.email]
    desk = Browser(portal, colleague).get("home.desk").text
    assert "印制宣传单" in desk
    assert "印制宣传单" not in Browser(portal, ground.liaisons[0]).get("home.desk").text
    with ground.assignment(action_id) as (work, assignment):
        splitting.finish(work, assignment, work.session.scalars(select(SubTask.id)).one())
    assert "印制宣传单" not in Browser(portal, colleague).get("home.desk").text


def test_whoever_takes_a_part_gets_no_letter_about_it_and_of_a_part_of_nobody_s_neither(ground):
    part_of(ground, ground.liaisons[0].id)
    part_of(ground, None)
    assert parts_told(ground) == []
