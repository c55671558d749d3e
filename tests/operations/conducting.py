"""Operations as a test needs them: drafted with stages, started, with actions and hotspots."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from alliance.actions import drafting
from alliance.actions.drafting import ActionText, Origin
from alliance.actions.launching import launch
from alliance.audiences.terms import Term, Terms
from alliance.foundation.kernel.actor import Role
from alliance.foundation.store.work import Work
from alliance.operations import gating, hotspot_commands, running, staging, writing
from alliance.operations.hotspot_commands import HotspotText, LogText, PostingText
from alliance.operations.staging import StageText
from alliance.operations.vocabulary import HotspotState, Level, OperationState, StageState
from alliance.operations.writing import OperationText
from tests.days import in_days, today
from tests.factories import Make, Someone

EVERYBODY = Terms.of([Term()])
BANKS = Terms.of([Term(alliance="police_bank")])
FIRST, LAST = in_days(-10), in_days(80)
HERE = "140106"


def text(**changes: Any) -> OperationText:
    said: dict[str, Any] = {
        "title": "打击治理专项行动",
        "kind_code": "special",
        "level": Level.CITY,
        "from_on": FIRST,
        "to_on": LAST,
        "terms": BANKS,
    }
    return OperationText(**said | changes)


def asked(title: str, **said: Any) -> ActionText:
    """What an action asks, due in twenty days."""
    due = in_days(20)
    words: dict[str, Any] = {"what": "走访", "terms": BANKS, "receipt_due_on": due, "due_on": due}
    return ActionText(title=title, **words | said)


@dataclass
class Staff:
    """Who conducts operations, and a bank that takes part; `outsider` does not."""

    make: Make
    officer: Someone
    second: Someone
    bank: Any
    liaison: Someone
    outsider: Someone

    @contextmanager
    def work(self, who: Someone | None = None) -> Iterator[Work]:
        with self.make.work((who or self.officer).actor) as work:
            yield work

    def draft(self, **changes: Any) -> UUID:
        with self.work() as work:
            return writing.draft(work, text(**changes)).id

    def stage(self, operation_id: UUID, title: str = "宣传", **said: Any) -> UUID:
        with self.work() as work:
            return staging.add(work, operation_id, StageText(title, **said)).id

    def start(self, operation_id: UUID) -> None:
        with self.work() as work:
            running.start(work, operation_id)

    def running(self, **changes: Any) -> tuple[UUID, UUID]:
        """An operation that runs, and its one stage."""
        operation_id = self.draft(**changes)
        stage_id = self.stage(operation_id)
        self.start(operation_id)
        return operation_id, stage_id

    def open(self, stage_id: UUID) -> None:
        with self.work() as work:
            gating.open_stage(work, stage_id)

    def close(self, stage_id: UUID) -> None:
        with self.work() as work:
            gating.close(work, stage_id)

    def action(self, stage_id: UUID, title: str = "入户宣传", *, launched: bool = True, **said: Any) -> UUID:
        with self.work() as work:
            action = gating.draft_action(work, stage_id, asked(title, **said))
            if launched:
                launch(work, action)
            return action.id

    def loose(self, title: str = "入户宣传", *origins: Origin, **said: Any) -> UUID:
        """A draft of an action that belongs to no stage."""
        with self.work() as work:
            return drafting.draft(work, asked(title, **said), origins).id

    def hotspot(self, operation_id: UUID, place: str = "甲村", listed_on: date | None = None) -> UUID:
        with self.work() as work:
            said = HotspotText(HERE, place, "本季度发案12起", listed_on or today())
            return hotspot_commands.list_hotspot(work, operation_id, said).id

    def station(self, hotspot_id: UUID, organisation: Any = None, **said: Any) -> UUID:
        days: dict[str, Any] = {"from_on": today()} | said
        with self.work() as work:
            posted = PostingText("工作专班组长", organisation_id=organisation.id if organisation else None, **days)
            return hotspot_commands.station(work, hotspot_id, posted).id

    def log(self, hotspot_id: UUID, who: Someone, words: str = "走访三十户", **figures: int) -> None:
        with self.work(who) as work:
            hotspot_commands.write_log(work, hotspot_id, LogText(words, **figures))

    def stored(self, model: Any, key: Any) -> Any:
        with self.make.work() as work:
            return work.session.get_one(model, key)

    def operation_in(self, state: OperationState, **changes: Any) -> UUID:
        """An operation that has come to `state` by the acts that lead there."""
        if state is OperationState.DRAFT:
            operation_id = self.draft(**changes)
            self.stage(operation_id)
            return operation_id
        operation_id, stage_id = self.running(**changes)
        if state is OperationState.FINISHED:
            self.open(stage_id), self.close(stage_id)
        with self.work() as work:
            if state is OperationState.FINISHED:
                running.finish(work, operation_id)
            if state is OperationState.CANCELLED:
                running.cancel(work, operation_id, "不再需要")
        return operation_id

    def stage_in(self, state: StageState) -> UUID:
        _operation_id, stage_id = self.running()
        if state is not StageState.PLANNED:
            self.open(stage_id)
        if state is StageState.CLOSED:
            self.close(stage_id)
        return stage_id

    def hotspot_in(self, state: HotspotState) -> UUID:
        hotspot_id = self.hotspot(self.running()[0])
        if state is not HotspotState.LISTED:
            with self.work() as work:
                hotspot_commands.propose(work, hotspot_id, "连续三个月没有发案")
        if state is HotspotState.DELISTED:
            with self.work(self.second) as work:
                hotspot_commands.delist(work, hotspot_id)
        return hotspot_id


def staff_of(make: Make) -> Staff:
    bank, other = make.organisation("甲银行（测试）"), make.organisation("乙通信（测试）", sector_code="carrier")
    make.seat(bank)
    make.seat(other, "police_telecom")
    return Staff(
        make,
        make.person(Role.CENTER_OFFICER),
        make.person(Role.CENTER_ADMIN),
        bank,
        make.person(Role.LIAISON, organisation=bank),
        make.person(Role.LIAISON, organisation=other),
    )
