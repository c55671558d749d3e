"""Operations in the small world: one for everybody, one for somebody else alone, and a draft; each with its marks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from types import SimpleNamespace
from typing import Any

from alliance.actions.drafting import ActionText
from alliance.actions.launching import launch
from alliance.audiences.terms import Term, Terms
from alliance.foundation.kernel.clock import local_day
from alliance.operations import gating, hotspot_commands, running, staging, writing
from alliance.operations.hotspot_commands import HotspotText, LogText, PostingText
from alliance.operations.staging import StageText
from alliance.operations.vocabulary import Level
from alliance.operations.writing import OperationText
from alliance.organisations.commands import ContactText
from alliance.organisations.model import Post
from alliance.policy.can import Can
from tests.factories import Make

HERE, THERE = "140106", "140105"


def tell_of_operations(world: Any, make: Make) -> None:
    unwritten = {post: ContactText("联络员", "0351-5550000") for post in (Post.FIRST_LEADER, Post.LIAISON)}
    alone = make.organisation("无人机构", contacts=unwritten)
    telling = Telling(world, make)
    telling.operation("for all", Terms.of([Term()]))
    telling.operation("of others", Terms.of([Term(organisation=str(alone.id))]), addressed=False)
    telling.operation("drafted", Terms.of([Term()]), start=False)
    telling.action("for all")
    telling.hotspot("for all", "here", HERE)
    telling.hotspot("for all", "stationed", THERE, stationed=("a", "b"))
    telling.hotspot("for all", "proposed", HERE, propose=True)
    telling.hotspot("of others", "elsewhere", THERE)


@dataclass
class Telling:
    """Every text bears a mark that belongs to whoever may read that very operation."""

    world: Any
    make: Make

    def operation(self, label: str, terms: Terms, *, addressed: bool = True, start: bool = True) -> None:
        officer = self.world.people["officer"]
        thing = SimpleNamespace(id=None, started_at=None, addressed=addressed)
        name, reads = label.replace(" ", "-"), (Can.READ_OPERATION, thing)
        with self.make.work(officer.actor) as work:
            today = local_day(work.now)
            said = OperationText(
                title=self.world.mark(f"operation-{name}", reads),
                kind_code="special",
                level=Level.CITY,
                from_on=today,
                to_on=today + timedelta(days=30),
                terms=terms,
                document=self.world.mark(f"plan-{name}", reads),
            )
            operation = writing.draft(work, said)
            thing.id = operation.id
            title, goals = (self.world.mark(f"{part}-{name}", reads) for part in ("stage", "goals"))
            stage = staging.add(work, operation.id, StageText(title, goals=goals))
            if start:
                running.start(work, operation.id)
            thing.started_at = operation.started_at
        self.world.things[f"operation {label}"] = thing
        self.world.things[f"stage {label}"] = SimpleNamespace(**vars(thing) | {"id": stage.id})

    def action(self, label: str) -> None:
        """A joint action of the stage, launched to everybody."""
        stage = self.world.things[f"stage {label}"]
        with self.make.work(self.world.people["officer"].actor) as work:
            day = local_day(work.now) + timedelta(days=10)
            title = self.world.mark("action-of-stage", (Can.READ_OPERATION, stage))
            text = ActionText(title, "走访", Terms.of([Term()]), receipt_due_on=day, due_on=day)
            action = gating.draft_action(work, stage.id, text)
            launch(work, action)
            stage.action_id = action.id

    def hotspot(
        self, label: str, name: str, district: str, *, stationed: Sequence[str] = (), propose: bool = False
    ) -> None:
        operation, officer = self.world.things[f"operation {label}"], self.world.people["officer"]
        thing = SimpleNamespace(**vars(operation) | {"district_code": district, "stationed": bool(stationed)})
        thing.proposed_by_id = officer.id if propose else None
        reads = (Can.READ_OPERATION, operation)
        place, why, words = (self.world.mark(f"{part}-{name}", reads) for part in ("place", "listed-why", "log"))
        with self.make.work(officer.actor) as work:
            today = local_day(work.now)
            spot = hotspot_commands.list_hotspot(work, operation.id, HotspotText(district, place, why, today))
            thing.id = spot.id
            who = [self.world.things[one].organisation_id for one in stationed] or [None]
            for organisation_id in who:
                office = PostingText(self.world.mark(f"office-{name}", reads), today, None, organisation_id)
                thing.posting_id = hotspot_commands.station(work, spot.id, office).id
            hotspot_commands.write_log(work, spot.id, LogText(words))
            if propose:
                hotspot_commands.propose(work, spot.id, self.world.mark(f"proposal-{name}", reads))
        self.world.things[f"hotspot {name}"] = thing


def addresses(things: Any, missing: Any) -> dict[tuple[str, ...], list[tuple[dict[str, Any], Any]]]:
    """What the addresses of operations can name, by the names of their parts."""

    def every(kind: str, part: str) -> list[tuple[dict[str, Any], Any]]:
        found = [({part: thing.id}, thing) for name, thing in things.items() if name.startswith(f"{kind} ")]
        return [*found, ({part: missing}, None)]

    hotspots = [thing for name, thing in things.items() if name.startswith("hotspot ")]
    stage, elsewhere = things["stage for all"], things["stage of others"]
    return {
        ("operation_id",): every("operation", "operation_id"),
        ("stage_id",): every("stage", "stage_id"),
        ("hotspot_id",): every("hotspot", "hotspot_id"),
        ("hotspot_id", "posting_id"): [
            *(({"hotspot_id": one.id, "posting_id": one.posting_id}, one) for one in hotspots),
            ({"hotspot_id": hotspots[0].id, "posting_id": missing}, None),
        ],
        ("action_id", "stage_id"): [
            ({"stage_id": stage.id, "action_id": stage.action_id}, stage),
            ({"stage_id": elsewhere.id, "action_id": stage.action_id}, None),
        ],
    }
