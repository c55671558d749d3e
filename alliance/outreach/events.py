"""What happens to the log of everyday publicity."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar
from uuid import UUID

from ..foundation.kernel.words import N_


@dataclass(frozen=True, slots=True)
class OutreachLogged:
    outreach_id: UUID
    organisation_id: UUID
    channel: str
    month: date
    reach: int
    method: str
    about: ClassVar[str] = "outreach"
    words: ClassVar[str] = N_("Everyday publicity told")


@dataclass(frozen=True, slots=True)
class OutreachCorrected:
    """`before` and `reach`: the figure until then, and since."""

    outreach_id: UUID
    organisation_id: UUID
    revision: int
    before: int
    reach: int
    method: str
    about: ClassVar[str] = "outreach"
    words: ClassVar[str] = N_("Everyday publicity corrected")


@dataclass(frozen=True, slots=True)
class OutreachProofKept:
    """`files`: how many are attached now."""

    outreach_id: UUID
    files: int
    about: ClassVar[str] = "outreach"
    words: ClassVar[str] = N_("Proof of everyday publicity attached or taken away")


@dataclass(frozen=True, slots=True)
class OutreachTaken:
    """The log was taken along as a sheet: so many `rows`, of so many that `fit`."""

    person_id: UUID
    rows: int
    fit: int
    about: ClassVar[str] = "person"
    words: ClassVar[str] = N_("Log of everyday publicity taken along as a sheet")
