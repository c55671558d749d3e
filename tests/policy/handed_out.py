"""Materials in the small world: approved for all and for members, withdrawn, proposed, drafted; with their marks."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from alliance.files.checking import check
from alliance.materials import approving, attaching, drafting, linking, reading
from alliance.materials.drafting import MaterialText
from alliance.materials.model import MaterialVersion
from alliance.materials.vocabulary import MaterialKind
from alliance.policy.can import Can
from tests.factories import Make
from tests.files.sound import png

Given = Mapping[str, Any]
MISSING = UUID(int=7)


def tell_of_materials(world: Any, make: Make) -> None:
    telling = Telling(world, make)
    telling.material("for all", "officer", "propose", "approve")
    telling.material("for members", "officer", "propose", "approve", public=False)
    telling.material("withdrawn", "officer", "propose", "approve", "withdraw")
    telling.material("proposed", "staff", "propose")
    telling.material("drafted", "staff")
    telling.material("drafted elsewhere", "liaison of another organisation")
    telling.link("for all", "staff")


@dataclass
class Telling:
    """Every text bears a mark that belongs to whoever may read that very version."""

    world: Any
    make: Make

    def material(self, label: str, who: str, *acts: str, public: bool = True) -> None:
        writer, approver = self.world.people[who], self.world.people["administrator"]
        thing = SimpleNamespace(organisation_id=writer.actor.organisation_id, number=1, public=public, code="NOCODE")
        thing.author_id = thing.written_by_id = writer.id
        thing.submitted_at, thing.approved_at = (object() if act in acts else None for act in ("propose", "approve"))
        name, reads = label.replace(" ", "-"), (Can.READ_MATERIAL, thing)
        title, words = (self.world.mark(f"{part}-{name}", reads) for part in ("material", "use"))
        text = MaterialText(MaterialKind.POSTER, title, words, link="https://example.org/", public=public)
        with self.make.work(writer.actor) as work:
            version = drafting.begin(work, text)
            attaching.attach(work, version, [check(png(), "poster.png")])
            thing.id, thing.material_id = version.id, version.material_id
            thing.file_id = work.session.scalars(reading.files_of(version.id)).one()
            if "propose" in acts:
                approving.propose(work, version, version.version)
        with self.make.work(approver.actor) as work:
            version = work.session.get_one(MaterialVersion, thing.id)
            if "approve" in acts:
                approving.approve(work, version, version.version)
            if "withdraw" in acts:
                approving.withdraw(work, version, self.world.mark(f"reason-{name}", reads))
        self.world.things[f"material {label}"] = thing

    def link(self, label: str, who: str) -> None:
        thing = self.world.things[f"material {label}"]
        with self.make.work(self.world.people[who].actor) as work:
            version = reading.reading(work, thing.material_id, 1)
            assert version is not None
            thing.code = linking.take(work, version)


def addresses(things: Mapping[str, Any]) -> dict[tuple[str, ...], list[tuple[Given, Any]]]:
    """What the addresses of materials can name."""
    known = [one for name, one in things.items() if name.startswith("material ")]
    every = [({"material_id": one.material_id, "number": 1}, one) for one in known]
    handed_out = things["material for all"]
    nowhere = ({"material_id": MISSING, "number": 1}, None)
    return {
        ("material_id", "number"): [*every, nowhere],
        ("ending", "material_id", "number"): [(given | {"ending": "svg"}, one) for given, one in [*every, nowhere]],
        ("file_id", "material_id", "number"): [
            *((given | {"file_id": one.file_id}, one) for given, one in every),
            (nowhere[0] | {"file_id": MISSING}, None),
        ],
        ("code", "number"): [
            ({"code": handed_out.code, "number": 1}, handed_out),
            ({"code": handed_out.code, "number": 2}, None),
            ({"code": "NOCODE", "number": 1}, None),
        ],
    }
