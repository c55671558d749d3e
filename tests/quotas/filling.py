"""Quotas as a test needs them: a bank for which places of a shift are kept, and people whom it names."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select, update

from alliance.foundation.kernel.actor import NOBODY, Role
from alliance.organisations.model import Organisation
from alliance.organisations.queries import contact_addresses
from alliance.quotas import keeping, naming
from alliance.quotas.keeping import QuotaText
from alliance.quotas.naming import Filling, Named
from alliance.shifts import offers
from alliance.shifts.model import Quota, SignUp
from alliance.volunteers.model import Volunteer
from tests.factories import Make, Someone
from tests.shifts.doing import DAY, NOW, Roster, roster_of

HOUR = DAY - timedelta(hours=36)
"""When the places return, well before the shift."""


def people(count: int, start: int = 0) -> list[Named]:
    return [Named(f"员工{number}", f"staff{number}@bank.example") for number in range(start, start + count)]


@dataclass
class Bank:
    """`liaison`: hers are the lists of the bank; `other`: the liaison of another one."""

    make: Make
    roster: Roster
    organisation: Organisation
    liaison: Someone
    other: Someone

    def keep(self, shift_id: UUID, places: int = 2, returns_at: datetime = HOUR) -> UUID:
        with self.roster.work(self.roster.stage.officer) as work:
            return keeping.keep(work, shift_id, QuotaText(places, returns_at, self.organisation.id))

    def change(self, quota_id: UUID, places: int, returns_at: datetime = HOUR) -> None:
        quota = self.quota(quota_id)
        with self.roster.work(self.roster.stage.officer) as work:
            keeping.change(work, quota.shift_id, quota_id, QuotaText(places, returns_at, version=quota.version))

    def give_back(self, quota_id: UUID) -> None:
        with self.roster.work(self.roster.stage.officer) as work:
            keeping.give_back(work, self.quota(quota_id).shift_id, quota_id)

    def name(self, quota_id: UUID, named: Sequence[Named], now: datetime | None = None) -> Filling:
        with self.roster.work(self.liaison, now) as work:
            return naming.name_people(work, quota_id, named)

    def strike(self, quota_id: UUID, sign_up_id: UUID) -> None:
        with self.roster.work(self.liaison) as work:
            naming.strike(work, quota_id, sign_up_id)

    def quota(self, quota_id: UUID) -> Quota:
        with self.make.work() as work:
            return work.session.get_one(Quota, quota_id)

    def rows(self, quota_id: UUID) -> list[SignUp]:
        """In the order in which they were named."""
        with self.make.work() as work:
            asked = select(SignUp).where(SignUp.quota_id == quota_id).order_by(SignUp.number)
            return list(work.session.scalars(asked))

    def told(self) -> list[str]:
        """The headlines of the letters to the bank."""
        with self.make.work() as work:
            (address,) = contact_addresses(work, self.organisation.id)
        return self.roster.told(address)

    def volunteer(self, address: str) -> Someone:
        """Somebody who is a volunteer under that address."""
        someone = self.roster.helper()
        with self.make.work() as work:
            row = update(Volunteer).where(Volunteer.id == self.roster.ids[someone.id])
            work.session.execute(row.values(email=address))
        return someone

    def token(self, address: str) -> str:
        """Of the newest letter to the address that asks for an answer."""
        paths = [str(one.params["path"]) for one in self.roster.letters(address)]
        return [path for path in paths if "/offers/" in path][-1].rpartition("/")[2]

    def come(self, address: str, now: datetime | None = None) -> None:
        token = self.token(address)
        with self.make.work(NOBODY, now or NOW) as work:
            offers.accept_by_link(work, token)

    def stay_away(self, address: str, now: datetime | None = None) -> None:
        token = self.token(address)
        with self.make.work(NOBODY, now or NOW) as work:
            offers.decline_by_link(work, token)


def bank_of(make: Make) -> Bank:
    organisation, other = make.organisation(), make.organisation()
    liaisons = [make.person(Role.LIAISON, organisation=one) for one in (organisation, other)]
    return Bank(make, roster_of(make), organisation, *liaisons)
