"""What a row would change: the row beside what the portal holds of the organisation today."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from ..foundation.kernel.errors import Invalid
from ..foundation.kernel.words import N_
from ..matrix.model import Advantage
from ..organisations.commands import ContactText, Profile
from ..organisations.model import SHORT_NAME_LENGTH, OrganisationState, Post
from ..organisations.queries import ContactLine
from .checking import Checked, RosterRow, fault_at
from .columns import Column
from .verdicts import Fault, Line, Outcome, Verdict

GONE = N_("This organisation has left the alliance or gone into another; a sheet does not bring it back.")
SUSPENDED = N_("This organisation is suspended; a sheet changes it only when it is a member again.")
NAME_TAKEN = N_("Another organisation, with another code, bears this name.")
GONE_STATES = frozenset({OrganisationState.LEFT, OrganisationState.MERGED})


@dataclass(frozen=True, slots=True)
class Standing:
    """An organisation as the portal holds it. `seats`: alliance → matrix → why, those of today."""

    id: UUID
    uscc: str
    name: str
    short_name: str
    state: OrganisationState
    sector_code: str
    district_code: str
    address: str
    parent_name: str
    contacts: Mapping[Post, ContactLine]
    capabilities: Mapping[str, int]
    seats: Mapping[str, Mapping[str, Advantage]]

    @property
    def profile(self) -> Profile:
        return Profile(
            sector_code=self.sector_code,
            district_code=self.district_code,
            address=self.address,
            parent_name=self.parent_name,
            contacts={post: ContactText(one.name, one.phone, one.email) for post, one in self.contacts.items()},
            capabilities=self.capabilities,
        )


def compare(checked: Iterable[Checked], standing: Sequence[Standing], columns: Iterable[Column]) -> Outcome:
    """The verdict on every row."""
    held = _Held({one.uscc: one for one in standing}, {one.name: one for one in standing}, tuple(columns))
    judged = [_judge(one, held) for one in checked]
    return Outcome([line for line, _ in judged], [fault for _, faults in judged for fault in faults])


@dataclass(frozen=True, slots=True)
class _Held:
    by_code: Mapping[str, Standing]
    by_name: Mapping[str, Standing]
    columns: Sequence[Column]


def _judge(checked: Checked, held: _Held) -> tuple[Line, Sequence[Fault]]:
    number, said, row = checked.row.number, checked.row.says, checked.roster_row
    if row is None:
        return Line(number, said("name"), said("uscc"), Verdict.FAULTY), checked.faults
    standing = held.by_code.get(row.uscc)
    changed = differences(row, standing, held.columns) if standing else ()
    wrong = _conflict(row, standing, held.by_name.get(row.name), changed)
    if wrong:
        column = next(column for column in held.columns if column.key == wrong.field)
        return Line(number, row.name, row.uscc, Verdict.FAULTY), [fault_at(checked.row, column, wrong)]
    verdict = Verdict.CHANGED if changed else Verdict.SAME if standing else Verdict.NEW
    return Line(number, row.name, row.uscc, verdict, changed), ()


def _conflict(
    row: RosterRow, standing: Standing | None, namesake: Standing | None, changed: Sequence[str]
) -> Invalid | None:
    """Why a row that is sound by itself may not be taken over."""
    if standing and standing.state in GONE_STATES:
        return Invalid("uscc", GONE)
    if namesake and namesake is not standing:
        return Invalid("name", NAME_TAKEN)
    if standing and changed and standing.state is OrganisationState.SUSPENDED:
        return Invalid("uscc", SUSPENDED)
    return None


def differences(row: RosterRow, standing: Standing, columns: Iterable[Column]) -> tuple[str, ...]:
    """The heads of the columns whose value the portal holds otherwise, in the order of the sheet."""
    wanted, held = profile_of(row, standing), standing.profile
    seated = [set(duties) for alliance, duties in standing.seats.items() if alliance in row.alliances]
    differs = {
        "name": row.name != standing.name,
        "short_name": row.short_name not in {None, standing.short_name},
        "sector": wanted.sector_code != held.sector_code,
        "alliances": set(row.alliances) != set(standing.seats),
        "matrices": any(duties != set(row.matrices) for duties in seated),
        "district": wanted.district_code != held.district_code,
        "address": wanted.address != held.address,
        **_contact_differences(wanted.contacts, held.contacts),
    }
    return tuple(
        column.header
        for column in columns
        if differs.get(column.key)
        or (column.capability and _amount(wanted, column.capability) != _amount(held, column.capability))
    )


def _contact_differences(wanted: Mapping[Post, ContactText], held: Mapping[Post, ContactText]) -> Mapping[str, bool]:
    nobody = ContactText("")
    liaison, present = wanted[Post.LIAISON], held.get(Post.LIAISON, nobody)
    posts = {
        "first_leader": Post.FIRST_LEADER,
        "leader_in_charge": Post.LEADER_IN_CHARGE,
        "liaison": Post.LIAISON,
    }
    names = {key: wanted.get(post, nobody).name != held.get(post, nobody).name for key, post in posts.items()}
    return {**names, "phone": liaison.phone != present.phone, "email": liaison.email != present.email}


def _amount(profile: Profile, capability: str) -> int | None:
    return profile.capabilities.get(capability)


def profile_of(row: RosterRow, standing: Standing | None) -> Profile:
    """What the organisation says of itself once the row is taken over; what the row leaves empty stays as it is."""
    held = standing.profile if standing else None
    return Profile(
        sector_code=row.sector_code,
        district_code=row.district_code,
        address=row.address,
        parent_name=held.parent_name if held else "",
        contacts=_contacts(row, held.contacts if held else {}),
        capabilities={**(held.capabilities if held else {}), **row.capabilities},
    )


def _contacts(row: RosterRow, held: Mapping[Post, ContactText]) -> Mapping[Post, ContactText]:
    """Telephone and address belong to the person: they go when another person comes."""
    named = {
        Post.FIRST_LEADER: row.first_leader,
        Post.LEADER_IN_CHARGE: row.leader_in_charge,
        Post.LIAISON: row.liaison,
    }
    contacts = dict(held)
    for post, name in named.items():
        if name is not None and (post not in held or held[post].name != name):
            contacts[post] = ContactText(name)
    liaison = contacts[Post.LIAISON]
    phone = liaison.phone if row.phone is None else row.phone
    email = liaison.email if row.email is None else row.email
    contacts[Post.LIAISON] = ContactText(liaison.name, phone, email)
    return contacts


def short_name_of(row: RosterRow, standing: Standing | None) -> str:
    if row.short_name is not None:
        return row.short_name
    return standing.short_name if standing else row.name[:SHORT_NAME_LENGTH]
