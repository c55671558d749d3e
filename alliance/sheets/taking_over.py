"""Rows become members: a new organisation is admitted and seated, of a known one only what differs is touched."""

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import select

from ..foundation.kernel.clock import local_day
from ..foundation.kernel.errors import Conflict
from ..foundation.store.work import Work
from ..matrix import commands as matrix
from ..matrix.model import Advantage, Seat, SeatRole
from ..matrix.queries import open_on, suggested
from ..organisations import commands as organisations
from ..organisations.queries import find
from .checking import RosterRow
from .comparing import Standing, profile_of, short_name_of


class TakingOver:
    """One sheet on its way into the portal. What the capabilities suggest is asked once for each set of them."""

    def __init__(self, work: Work) -> None:
        self.work = work
        self._suggested: dict[frozenset[str], Mapping[str, Advantage]] = {}

    def take(self, rows: Iterable[RosterRow], standing: Sequence[Standing]) -> None:
        """Raises Invalid where the portal has changed so that a row no longer fits."""
        held = {one.uscc: one for one in standing}
        for row in rows:
            if row.uscc in held:
                self._change(row, held[row.uscc])
            else:
                self._admit(row)

    def _admit(self, row: RosterRow) -> None:
        profile = profile_of(row, None)
        new = organisations.NewOrganisation(row.uscc, row.name, short_name_of(row, None), profile)
        organisation = organisations.admit(self.work, new)
        duties = self._duties(row, profile, {})
        for code in row.alliances:
            matrix.seat(self.work, matrix.SeatText(organisation.id, code, SeatRole.MEMBER, duties))

    def _change(self, row: RosterRow, standing: Standing) -> None:
        profile, short_name = profile_of(row, standing), short_name_of(row, standing)
        renamed = (row.name, short_name) != (standing.name, standing.short_name)
        if renamed or profile != standing.profile:
            organisation = find(self.work, standing.id)
            if organisation is None:
                raise Conflict()
            if renamed:
                organisations.rename(self.work, organisation, row.name, short_name)
            if profile != standing.profile:
                organisations.keep(self.work, organisation, profile)
        self._reseat(row, standing, profile)

    def _reseat(self, row: RosterRow, standing: Standing, profile: organisations.Profile) -> None:
        """Its seats are those of the row, each serving the row's matrices; whoever led an alliance still does."""
        added = [code for code in row.alliances if code not in standing.seats]
        ended = [code for code in standing.seats if code not in row.alliances]
        moved = [
            code for code, duties in standing.seats.items() if code not in ended and set(duties) != set(row.matrices)
        ]
        seats = self._seats(standing, [*ended, *moved]) if ended or moved else {}
        for code in moved:
            matrix.set_duties(self.work, seats[code], self._duties(row, profile, standing.seats[code]))
        for code in added:
            duties = self._duties(row, profile, {})
            matrix.seat(self.work, matrix.SeatText(standing.id, code, SeatRole.MEMBER, duties))
        for code in ended:
            matrix.unseat(self.work, seats[code])

    def _seats(self, standing: Standing, alliances: Sequence[str]) -> Mapping[str, Seat]:
        held = select(Seat).where(
            Seat.organisation_id == standing.id,
            Seat.alliance_code.in_(alliances),
            open_on(Seat, local_day(self.work.now)),
        )
        return {seat.alliance_code: seat for seat in self.work.session.scalars(held)}

    def _duties(
        self, row: RosterRow, profile: organisations.Profile, held: Mapping[str, Advantage]
    ) -> Mapping[str, Advantage]:
        """Matrix → why: as it was, else what the capabilities speak for, else what the organisation can do."""
        able = frozenset(code for code, amount in profile.capabilities.items() if amount)
        if able not in self._suggested:
            self._suggested[able] = suggested(self.work, able)
        reasons = {**self._suggested[able], **held}
        return {code: reasons.get(code, Advantage.FUNCTIONAL) for code in row.matrices}
