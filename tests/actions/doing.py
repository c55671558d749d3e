"""What the tests of actions do: an officer who asks, three organisations that are asked, and each step by its actor."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from alliance.actions import answering, drafting, launching, reporting
from alliance.actions.drafting import ActionText
from alliance.actions.model import Assignment, JointAction
from alliance.actions.reporting import Told
from alliance.actions.vocabulary import AssignmentState
from alliance.audiences.terms import Term, Terms
from alliance.foundation.kernel.actor import Role
from alliance.foundation.store.work import Work
from alliance.journal.model import Letter
from alliance.organisations.model import Organisation
from tests.days import in_days
from tests.factories import Make, Someone

BANKS = Terms.of([Term(alliance="police_bank")])
DONE = Told("已完成，共播放 30 天。")


@dataclass
class Ground:
    """`banks`: three members of 警银; `liaisons`: who speaks for each; `carrier`: a member without a part."""

    make: Make
    officer: Someone
    second: Someone
    banks: list[Organisation]
    liaisons: list[Someone]
    carrier: Organisation

    def text(self, **other: Any) -> ActionText:
        said = ActionText(
            title="开展反诈宣传进网点",
            what="在每个营业网点播放宣传片，并向客户讲解。",
            terms=BANKS,
            receipt_due_on=in_days(2),
            due_on=in_days(20),
        )
        return replace(said, **other)

    def draft(self, text: ActionText | None = None, origins: Any = ()) -> UUID:
        with self.make.work(self.officer.actor) as work:
            return drafting.draft(work, text or self.text(), origins).id

    def launch(self, text: ActionText | None = None, origins: Any = ()) -> UUID:
        action_id = self.draft(text, origins)
        with self.action(action_id) as (work, action):
            launching.launch(work, action)
        return action_id

    @contextmanager
    def action(self, action_id: UUID, who: Someone | None = None) -> Iterator[tuple[Work, JointAction]]:
        with self.make.work((who or self.officer).actor) as work:
            yield work, work.session.get_one(JointAction, action_id)

    @contextmanager
    def assignment(
        self, action_id: UUID, number: int = 0, who: Someone | None = None
    ) -> Iterator[tuple[Work, Assignment]]:
        """The assignment of the bank `number`, acted on by its liaison, or by `who`."""
        with self.make.work((who or self.liaisons[number]).actor) as work:
            own = Assignment.organisation_id == self.banks[number].id
            yield work, work.session.scalars(select(Assignment).where(Assignment.action_id == action_id, own)).one()

    def held(self, action_id: UUID) -> dict[UUID, Assignment]:
        """Every assignment of the action, by organisation."""
        with self.make.work() as work:
            rows = work.session.scalars(select(Assignment).where(Assignment.action_id == action_id))
            return {one.organisation_id: one for one in rows}

    def stands(self, action_id: UUID, number: int = 0) -> AssignmentState:
        return self.held(action_id)[self.banks[number].id].state

    def report(self, action_id: UUID, number: int = 0, told: Told = DONE) -> None:
        """Report, signing for it first where that was not done."""
        with self.assignment(action_id, number) as (work, assignment):
            if assignment.state is AssignmentState.ASSIGNED:
                answering.receive(work, assignment)
            reporting.report(work, assignment, told)

    def receive(self, action_id: UUID, number: int = 0) -> None:
        with self.assignment(action_id, number) as (work, assignment):
            answering.receive(work, assignment)

    def late(self, action_id: UUID, number: int = 0, days: int = 3) -> None:
        """Let the days of one assignment have passed."""
        with self.make.work() as work:
            own = (Assignment.action_id == action_id, Assignment.organisation_id == self.banks[number].id)
            assignment = work.session.scalars(select(Assignment).where(*own)).one()
            assignment.receipt_due_on = assignment.due_on = in_days(-days)

    def letters(self, template: str) -> list[Letter]:
        with self.make.work() as work:
            return list(
                work.session.scalars(select(Letter).where(Letter.template == template).order_by(Letter.address))
            )

    def count(self, model: type[Any]) -> int:
        with self.make.work() as work:
            return work.session.scalar(select(func.count()).select_from(model)) or 0


def ground_of(make: Make) -> Ground:
    banks = [make.organisation(f"{name}银行（测试）") for name in ("甲", "乙", "丙")]
    for bank in banks:
        make.seat(bank, "police_bank", "governance_matrix")
    carrier = make.organisation("丁通信（测试）", sector_code="carrier")
    make.seat(carrier, "police_telecom", "governance_matrix")
    liaisons = [make.person(Role.LIAISON, organisation=bank) for bank in banks]
    return Ground(make, make.person(), make.person(Role.CENTER_ADMIN), banks, liaisons, carrier)
