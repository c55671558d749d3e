"""What happens to teams of volunteers and to the places in them."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from ..foundation.kernel.words import N_


@dataclass(frozen=True, slots=True)
class TeamFounded:
    team_id: UUID
    organisation_id: UUID | None
    kind: str
    about: ClassVar[str] = "volunteer_team"
    words: ClassVar[str] = N_("Volunteer team founded")


@dataclass(frozen=True, slots=True)
class TeamChanged:
    team_id: UUID
    about: ClassVar[str] = "volunteer_team"
    words: ClassVar[str] = N_("Volunteer team changed")


@dataclass(frozen=True, slots=True)
class TeamClosed:
    """`members`: how many belonged to it or asked to."""

    team_id: UUID
    members: int
    about: ClassVar[str] = "volunteer_team"
    words: ClassVar[str] = N_("Volunteer team closed")


@dataclass(frozen=True, slots=True)
class TeamAsked:
    team_id: UUID
    volunteer_id: UUID
    about: ClassVar[str] = "volunteer_team"
    words: ClassVar[str] = N_("A volunteer asks to join the team")


@dataclass(frozen=True, slots=True)
class TeamTookIn:
    team_id: UUID
    volunteer_id: UUID
    about: ClassVar[str] = "volunteer_team"
    words: ClassVar[str] = N_("A volunteer taken into the team")


@dataclass(frozen=True, slots=True)
class TeamTurnedDown:
    team_id: UUID
    volunteer_id: UUID
    about: ClassVar[str] = "volunteer_team"
    words: ClassVar[str] = N_("A request to join the team turned down")


@dataclass(frozen=True, slots=True)
class TeamQuit:
    team_id: UUID
    volunteer_id: UUID
    about: ClassVar[str] = "volunteer_team"
    words: ClassVar[str] = N_("A volunteer left the team")


@dataclass(frozen=True, slots=True)
class TeamPutOut:
    team_id: UUID
    volunteer_id: UUID
    about: ClassVar[str] = "volunteer_team"
    words: ClassVar[str] = N_("A volunteer taken out of the team")


@dataclass(frozen=True, slots=True)
class CoordinatorNamed:
    team_id: UUID
    volunteer_id: UUID
    about: ClassVar[str] = "volunteer_team"
    words: ClassVar[str] = N_("Coordinator of the team named")


@dataclass(frozen=True, slots=True)
class CoordinatorRelieved:
    team_id: UUID
    volunteer_id: UUID
    about: ClassVar[str] = "volunteer_team"
    words: ClassVar[str] = N_("No longer coordinator of the team")
