"""What the tests of materials do: a center of two persons, two members, and each step by its actor."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from alliance.files.checking import check
from alliance.foundation.kernel.actor import Role
from alliance.foundation.store.work import Work
from alliance.fraudtypes.queries import catalogue
from alliance.journal.model import Entry, Letter
from alliance.materials import approving, attaching, drafting, linking, reading
from alliance.materials.drafting import MaterialText
from alliance.materials.model import MaterialLook, MaterialVersion
from alliance.materials.reading import VersionReading
from alliance.materials.vocabulary import MaterialKind, VersionState
from alliance.organisations.model import Organisation
from tests.factories import Make, Someone
from tests.files.sound import png

TEXT = MaterialText(
    kind=MaterialKind.LEAFLET,
    title="刷单返利都是诈骗（折页）",
    words="用于网点、社区发放。",
    link="https://example.org/shuadan",
    victim_groups=("student",),
    public=True,
)
State = VersionState


@dataclass
class Ground:
    """`officer` and `second` are of the center; `bank` and `carrier` are members, each with its liaison."""

    make: Make
    officer: Someone
    second: Someone
    bank: Organisation
    liaison: Someone
    carrier: Organisation
    outsider: Someone

    def type_ids(self, number: int = 2) -> tuple[UUID, ...]:
        """Some headings of the list of today."""
        with self.make.work() as work:
            listed = next(one for one in catalogue(work).lists if one.stands)
            return tuple(kind.id for kind in listed.types[:number])

    def draft(self, who: Someone | None = None, *, file: bool = False, **other: Any) -> UUID:
        """The id of a first version, written by `who`: the officer, unless told otherwise."""
        with self.make.work((who or self.officer).actor) as work:
            version = drafting.begin(work, replace(TEXT, **other))
            if file:
                attaching.attach(work, version, [check(png(), "折页.png")])
            return version.id

    @contextmanager
    def version(self, version_id: UUID, who: Someone | None = None) -> Iterator[tuple[Work, MaterialVersion]]:
        """The version as somebody holds it, to be changed."""
        with self.make.work((who or self.officer).actor) as work:
            yield work, work.session.get_one(MaterialVersion, version_id)

    def propose(self, version_id: UUID, who: Someone | None = None) -> None:
        with self.version(version_id, who) as (work, version):
            approving.propose(work, version, version.version)

    def approve(self, version_id: UUID) -> None:
        with self.version(version_id, self.second) as (work, version):
            approving.approve(work, version, version.version)

    def withdraw(self, version_id: UUID) -> None:
        with self.version(version_id) as (work, version):
            approving.withdraw(work, version, "电话号码印错")

    def standing(self, state: State = State.APPROVED, who: Someone | None = None, **other: Any) -> UUID:
        """A version in this state."""
        version_id = self.draft(who, **other)
        if state is not State.DRAFT:
            self.propose(version_id, who)
        if state in {State.APPROVED, State.WITHDRAWN}:
            self.approve(version_id)
        if state is State.WITHDRAWN:
            self.withdraw(version_id)
        return version_id

    def next_version(self, version_id: UUID, *, approve: bool = True, **other: Any) -> UUID:
        with self.version(version_id) as (work, before):
            made = drafting.begin_next(work, before)
            text = replace(TEXT, changes="更正热线电话", version=made.version, **other)
            drafting.change(work, made, text)
        if approve:
            self.propose(made.id)
            self.approve(made.id)
        return made.id

    def address(self, version_id: UUID) -> dict[str, Any]:
        stored = self.stored(version_id)
        return {"material_id": stored.material_id, "number": stored.number}

    def stored(self, version_id: UUID) -> MaterialVersion:
        with self.make.work() as work:
            return work.session.get_one(MaterialVersion, version_id)

    def read(self, version_id: UUID, who: Someone | None = None) -> VersionReading:
        """The version as somebody reads it, whoever may."""
        with self.make.work((who or self.officer).actor) as work:
            found = reading.reading(work, **self.address(version_id))
            assert found is not None
            return found

    def link(self, version_id: UUID, who: Someone | None = None) -> str:
        with self.make.work((who or self.liaison).actor) as work:
            return linking.take(work, self.read(version_id, who or self.liaison))

    def looks(self, code: str) -> int:
        with self.make.work() as work:
            asked = select(func.coalesce(func.sum(MaterialLook.looks), 0)).where(MaterialLook.code == code)
            return work.session.scalar(asked)

    def letters(self) -> list[tuple[str, str]]:
        """(address, headline) of every letter about a material."""
        with self.make.work() as work:
            asked = select(Letter.address, Letter.params).where(Letter.template == "material")
            return sorted((address, params["headline"]) for address, params in work.session.execute(asked))

    def events(self) -> list[str]:
        with self.make.work() as work:
            asked = select(Entry.event).where(Entry.subject == "material").order_by(Entry.number)
            return list(work.session.scalars(asked))


def ground_of(make: Make) -> Ground:
    bank = make.organisation("甲银行太原分行（测试）")
    carrier = make.organisation("丁通信太原分公司（测试）", sector_code="carrier")
    return Ground(
        make=make,
        officer=make.person(Role.CENTER_OFFICER),
        second=make.person(Role.CENTER_OFFICER),
        bank=bank,
        liaison=make.person(Role.LIAISON, organisation=bank),
        carrier=carrier,
        outsider=make.person(Role.LIAISON, organisation=carrier),
    )
