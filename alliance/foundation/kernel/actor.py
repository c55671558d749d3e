"""Who acts: one person under one appointment, or nobody, or the portal itself."""

from dataclasses import dataclass
from uuid import UUID

from .words import N_, Labelled


class Role(Labelled):
    CENTER_ADMIN = "center_admin", N_("Center administrator")
    CENTER_OFFICER = "center_officer", N_("Center officer")
    DISTRICT_OFFICER = "district_officer", N_("District officer")
    LIAISON = "liaison", N_("Liaison")
    STAFF = "staff", N_("Member staff")
    INSPECTOR = "inspector", N_("Inspector")
    VOLUNTEER = "volunteer", N_("Volunteer")


RANK = {
    Role.CENTER_ADMIN: 5,
    Role.CENTER_OFFICER: 4,
    Role.DISTRICT_OFFICER: 3,
    Role.LIAISON: 2,
    Role.STAFF: 1,
    Role.INSPECTOR: 0,
    Role.VOLUNTEER: 0,
}


@dataclass(frozen=True, slots=True)
class Actor:
    """A person wearing one hat, of an organisation (it may be suspended, or of the media) or of a district."""

    person_id: UUID | None = None
    name: str = ""
    role: Role | None = None
    organisation_id: UUID | None = None
    organisation_name: str = ""
    organisation_stands: bool = True
    of_the_media: bool = False
    district_code: str | None = None
    appointment_id: UUID | None = None

    @property
    def known(self) -> bool:
        return self.person_id is not None

    @property
    def rank(self) -> int:
        return RANK[self.role] if self.role else -1


NOBODY = Actor()
PORTAL = Actor(name="portal")
