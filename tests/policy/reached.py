"""Everyday publicity in the small world: of one member a report with proof, corrected once, of another one a first."""

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from alliance.files.checking import check
from alliance.foundation.kernel.clock import local_day
from alliance.outreach import months, proving, telling
from alliance.outreach.telling import OutreachText
from alliance.outreach.vocabulary import CountMethod
from alliance.policy.can import Can
from tests.factories import Make
from tests.files.sound import png

Given = Mapping[str, Any]
MISSING = UUID(int=7)


def tell_of_outreach(world: Any, make: Make) -> None:
    _report(world, make, "a", "liaison")
    _report(world, make, "b", "liaison of another organisation")


def _report(world: Any, make: Make, label: str, who: str) -> None:
    """Every text and figure is a mark of whoever may read that very report."""
    of = world.things[label]
    thing = SimpleNamespace(organisation_id=of.organisation_id, district_code=of.district_code)
    reads = (Can.READ_OUTREACH, thing)
    words = world.mark(f"publicity-{label}", reads)
    with make.work(world.people[who].actor) as work:
        month = months.month_of(local_day(work.now))
        first = OutreachText("print", month, 7_100_000 + ord(label), CountMethod.ATTENDED, words=words)
        world.plain(f"{first.reach:,}", reads)
        telling.tell(work, first)
        second = OutreachText("print", month, 3, CountMethod.ATTENDED, words=words, revision=1)
        thing.id = telling.tell(work, second)
        proving.attach(work, thing.id, [check(png(), "picture.png")])
        thing.file_id = work.session.scalars(proving.files_of(thing.id)).one()
    world.things[f"outreach {label}"] = thing


def addresses(things: Mapping[str, Any]) -> dict[tuple[str, ...], list[tuple[Given, Any]]]:
    """What the addresses of the log can name."""
    known = [one for name, one in things.items() if name.startswith("outreach ")]
    files = [({"outreach_id": one.id, "file_id": one.file_id}, one) for one in known]
    return {
        ("outreach_id",): [*(({"outreach_id": one.id}, one) for one in known), ({"outreach_id": MISSING}, None)],
        ("file_id", "outreach_id"): [*files, ({"outreach_id": MISSING, "file_id": MISSING}, None)],
    }
