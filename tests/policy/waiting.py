"""A job in the small world: what a liaison asked for and nobody has done yet."""

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from alliance.jobs import commands
from tests.factories import Make

Given = Mapping[str, Any]
MISSING = UUID(int=7)


def tell_of_jobs(world: Any, make: Make) -> None:
    """What was asked for is shown to whoever asked, and to nobody else, the center included."""
    owner = world.people["liaison"]
    asked = world.mark("job-asked", own=owner.id)
    with make.work(owner.actor) as work:
        job = commands.ask(work, commands.JobText("case_sheet", 3_000, "zh_Hans_CN", asked, params={"query": ""}))
        world.things["job"] = SimpleNamespace(id=job.id, person_id=owner.id)


def addresses(things: Mapping[str, Any]) -> dict[tuple[str, ...], list[tuple[Given, Any]]]:
    """What the addresses of jobs can name."""
    return {("job_id",): [({"job_id": things["job"].id}, things["job"]), ({"job_id": MISSING}, None)]}
