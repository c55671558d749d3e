"""The joint actions of the small world: one that two organisations have got, one that is still a draft."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from sqlalchemy import select

from alliance.actions import answering, drafting, launching, reporting, splitting
from alliance.actions.drafting import ActionText
from alliance.actions.model import Assignment
from alliance.actions.reporting import Told
from alliance.actions.work_model import Evidence
from alliance.audiences.terms import Term, Terms
from alliance.files.checking import check
from alliance.foundation.kernel.actor import Actor
from alliance.foundation.kernel.clock import local_day
from alliance.policy.can import Can
from tests.factories import Make
from tests.files.sound import png


@dataclass
class ActionThing:
    """An action as the rules ask about it; whether it is `assigned` hangs on who reads it."""

    launched_at: datetime | None
    readers: set[UUID]
    id: UUID | None = None
    assigned: bool = False

    def read_by(self, actor: Actor) -> "ActionThing":
        return replace(self, assigned=actor.organisation_id in self.readers)


def tell_of_actions(world: Any, make: Make) -> None:
    officer, liaison = world.people["officer"], world.people["liaison"]
    readers = {world.things[one].organisation_id for one in ("a", "b")}
    shared, draft = ActionThing(datetime.now(UTC), readers), ActionThing(None, readers)
    with make.work(officer.actor) as work:
        action = drafting.draft(work, _text(world, "shared", readers, (Can.READ_ACTION, shared)))
        launching.launch(work, action)
        shared.id = action.id
        draft.id = drafting.draft(work, _text(world, "drafted", readers, (Can.READ_ACTION, draft))).id
    world.things |= {"action shared": shared, "action draft": draft}
    with make.work() as work:
        held = work.session.scalars(select(Assignment).where(Assignment.action_id == shared.id)).all()
        for assignment in held:
            label = next(one for one in "ab" if world.things[one].organisation_id == assignment.organisation_id)
            world.things[f"assignment of {label}"] = _thing(assignment)
    _work_on(world, make, liaison)


def _thing(assignment: Assignment) -> SimpleNamespace:
    return SimpleNamespace(
        id=assignment.id,
        action_id=assignment.action_id,
        organisation_id=assignment.organisation_id,
        district_code=assignment.district_code,
        reported_by_id=None,
        file_id=None,
    )


def _text(world: Any, label: str, readers: set[Any], *reads: tuple[Can, Any]) -> ActionText:
    today = local_day(datetime.now(UTC))
    return ActionText(
        title=world.mark(f"action-{label}", *reads),
        what=world.mark(f"what-{label}", *reads),
        terms=Terms.of(Term(organisation=str(one)) for one in readers),
        receipt_due_on=today + timedelta(days=3),
        due_on=today + timedelta(days=30),
    )


def _work_on(world: Any, make: Make, liaison: Any) -> None:
    """The first organisation has signed, told something, gathered a file that is not sent yet, and shared the work."""
    thing = world.things["assignment of a"]
    reads = (Can.READ_ASSIGNMENT, thing)
    with make.work(liaison.actor) as work:
        assignment = work.session.get_one(Assignment, thing.id)
        answering.receive(work, assignment)
        reporting.progress(work, assignment, Told(world.mark("progress", reads)))
        reporting.add_files(work, assignment, [check(png(), "proof.png")])
        part = splitting.SubTaskText(world.mark("part", (Can.ANSWER_ASSIGNMENT, thing)))
        thing.part_id = splitting.add(work, assignment, part).id
        work.session.flush()
        proof = work.session.scalars(select(Evidence)).one()
        thing.evidence_id, thing.file_id = proof.id, proof.file_id
