"""One qualification together with the volunteer who holds it, as one actor reads them."""

from dataclasses import dataclass
from uuid import UUID

from ..foundation.store.work import Work
from . import queries
from .queries import QualificationLine, VolunteerReading


@dataclass(frozen=True, slots=True)
class HeldReading:
    volunteer: VolunteerReading
    line: QualificationLine

    @property
    def organisation_id(self) -> UUID | None:
        return self.line.organisation_id

    @property
    def of_own_team(self) -> bool:
        return self.volunteer.of_own_team

    @property
    def coordinated(self) -> bool:
        return self.volunteer.coordinated


def held(work: Work, volunteer_id: UUID, qualification_id: UUID) -> HeldReading | None:
    volunteer = queries.reading(work, volunteer_id)
    lines = queries.qualifications_of(work, volunteer_id) if volunteer else ()
    return next((HeldReading(volunteer, one) for one in lines if volunteer and one.id == qualification_id), None)
