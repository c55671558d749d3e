"""What an applicant says, section by section: as the forms make it, as commands take it, as it is kept."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Self

from ..foundation.kernel.words import N_
from .model import Section

PLEDGE = (
    N_("We use what we learn in the alliance for anti-fraud work only."),
    N_("We show it only to those of our people who need it for that work, and we tell them of this pledge."),
    N_("We pass on nothing that names or points to a victim, a suspect or a case under investigation."),
    N_("We report a leak to the anti-fraud center within one hour of learning of it."),
    N_("This pledge goes on to bind us after we have left the alliance."),
)


@dataclass(frozen=True, slots=True)
class OrganisationText:
    name: str
    short_name: str
    uscc: str
    sector_code: str
    district_code: str
    address: str
    parent_name: str = ""


@dataclass(frozen=True, slots=True)
class PeopleText:
    """Who answers for the organisation. The liaison's address is the applicant's own."""

    first_leader_name: str
    liaison_name: str
    liaison_phone: str
    liaison_email: str
    first_leader_phone: str = ""
    leader_in_charge_name: str = ""
    leader_in_charge_phone: str = ""
    deputy_liaison_name: str = ""
    deputy_liaison_phone: str = ""
    deputy_liaison_email: str = ""


@dataclass(frozen=True, slots=True)
class CapabilitiesText:
    """`amounts`: kind code → how many."""

    amounts: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AlliancesText:
    codes: Sequence[str]
    why: str


@dataclass(frozen=True, slots=True)
class PledgeText:
    """Who gives the pledge for the organisation, with office, and that it is given."""

    signed_by: str
    office: str
    agreed: bool


SectionText = OrganisationText | PeopleText | CapabilitiesText | AlliancesText | PledgeText

TEXTS: Mapping[Section, type[SectionText]] = {
    Section.ORGANISATION: OrganisationText,
    Section.PEOPLE: PeopleText,
    Section.CAPABILITIES: CapabilitiesText,
    Section.ALLIANCES: AlliancesText,
    Section.PLEDGE: PledgeText,
}
OPTIONAL = frozenset({Section.CAPABILITIES})


def section_of(text: SectionText) -> Section:
    return next(section for section, made in TEXTS.items() if isinstance(text, made))


def kept(text: SectionText) -> dict[str, Any]:
    """The form in which a section is kept in the application's row."""
    return asdict(text)


@dataclass(frozen=True, slots=True)
class Answers:
    """All sections; one that was not filled in yet is None."""

    organisation: OrganisationText | None = None
    people: PeopleText | None = None
    capabilities: CapabilitiesText | None = None
    alliances: AlliancesText | None = None
    pledge: PledgeText | None = None

    @classmethod
    def read(cls, rows: Mapping[str, Any]) -> Self:
        """The answers as the application's row keeps them."""
        said: dict[str, Any] = {one.value: TEXTS[one](**rows[one.value]) for one in Section if one in rows}
        return cls(**said)

    def of(self, section: Section) -> SectionText | None:
        text: SectionText | None = getattr(self, section)
        return text

    def amounts(self) -> Mapping[str, int]:
        return self.capabilities.amounts if self.capabilities else {}

    def missing(self) -> tuple[Section, ...]:
        """The sections that must be filled in before the application can be submitted."""
        return tuple(one for one in Section if one not in OPTIONAL and self.of(one) is None)
