"""What the tests of everyday publicity do: two members in two districts, and what each of them tells."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select

from alliance.foundation.kernel import clock
from alliance.foundation.kernel.actor import Role
from alliance.foundation.kernel.clock import local_day
from alliance.journal.model import Entry
from alliance.materials import approving, drafting, linking, reading
from alliance.materials.drafting import MaterialText
from alliance.materials.model import MaterialVersion
from alliance.materials.vocabulary import MaterialKind
from alliance.organisations.model import Organisation
from alliance.outreach import months, telling
from alliance.outreach.model import Outreach
from alliance.outreach.telling import OutreachText
from alliance.outreach.vocabulary import CountMethod
from tests.factories import Make, Someone

HERE, THERE = "140106", "140105"


def month(back: int = 0) -> date:
    """The present month, or one so many months before."""
    return months.before(months.month_of(local_day(clock.now())), back)


def text(**other: Any) -> OutreachText:
    return replace(OutreachText("print", month(), 3_000, CountMethod.ATTENDED, words="网点发放折页"), **other)


@dataclass
class Ground:
    """`bank` sits in 警银, `carrier` in 警信 and 警企; each has a liaison, in another district."""

    make: Make
    officer: Someone
    bank: Organisation
    liaison: Someone
    carrier: Organisation
    outsider: Someone

    def tell(self, who: Someone | None = None, now: datetime | None = None, **other: Any) -> UUID:
        """The id of the report."""
        with self.make.work((who or self.liaison).actor, now) as work:
            return telling.tell(work, text(**other))

    def stored(self, outreach_id: UUID) -> Outreach:
        with self.make.work() as work:
            return work.session.get_one(Outreach, outreach_id)

    def events(self) -> list[str]:
        with self.make.work() as work:
            asked = select(Entry.event).where(Entry.subject == "outreach").order_by(Entry.number)
            return list(work.session.scalars(asked))

    def material(self, title: str = "刷单返利都是诈骗（折页）") -> UUID:
        """A public material to which the bank has taken a link."""
        second = self.make.person(Role.CENTER_OFFICER)
        said = MaterialText(MaterialKind.LEAFLET, title, link="https://example.org/", public=True)
        with self.make.work(self.officer.actor) as work:
            version = drafting.begin(work, said)
            approving.propose(work, version, version.version)
        with self.make.work(second.actor) as work:
            held = work.session.get_one(MaterialVersion, version.id)
            approving.approve(work, held, held.version)
        with self.make.work(self.liaison.actor) as work:
            found = reading.reading(work, version.material_id, 1)
            assert found is not None
            linking.take(work, found)
        return version.material_id


def ground_of(make: Make) -> Ground:
    bank = make.organisation("甲银行太原分行（测试）", district_code=HERE)
    carrier = make.organisation("丁通信太原分公司（测试）", sector_code="carrier", district_code=THERE)
    make.seat(bank)
    for alliance in ("police_telecom", "police_enterprise"):
        make.seat(carrier, alliance)
    return Ground(
        make=make,
        officer=make.person(Role.CENTER_OFFICER),
        bank=bank,
        liaison=make.person(Role.LIAISON, organisation=bank),
        carrier=carrier,
        outsider=make.person(Role.LIAISON, organisation=carrier),
    )
