"""What happens to materials: each event is about a material, and names the version where it concerns one."""

from dataclasses import dataclass
from typing import ClassVar
from uuid import UUID

from ..foundation.kernel.words import N_


@dataclass(frozen=True, slots=True)
class MaterialBegun:
    material_id: UUID
    number: int
    title: str
    about: ClassVar[str] = "material"
    words: ClassVar[str] = N_("Version of a material begun")


@dataclass(frozen=True, slots=True)
class MaterialChanged:
    material_id: UUID
    number: int
    about: ClassVar[str] = "material"
    words: ClassVar[str] = N_("Draft of a material changed")


@dataclass(frozen=True, slots=True)
class MaterialDropped:
    material_id: UUID
    number: int
    title: str
    about: ClassVar[str] = "material"
    words: ClassVar[str] = N_("Draft of a material dropped")


@dataclass(frozen=True, slots=True)
class MaterialFilesKept:
    """`files`: how many are attached now."""

    material_id: UUID
    number: int
    files: int
    about: ClassVar[str] = "material"
    words: ClassVar[str] = N_("Files of a material attached or taken away")


@dataclass(frozen=True, slots=True)
class MaterialProposed:
    material_id: UUID
    number: int
    about: ClassVar[str] = "material"
    words: ClassVar[str] = N_("Material proposed for approval")


@dataclass(frozen=True, slots=True)
class MaterialGivenBack:
    material_id: UUID
    number: int
    reason: str
    about: ClassVar[str] = "material"
    words: ClassVar[str] = N_("Material given back")


@dataclass(frozen=True, slots=True)
class MaterialApproved:
    material_id: UUID
    number: int
    public: bool
    about: ClassVar[str] = "material"
    words: ClassVar[str] = N_("Material approved")


@dataclass(frozen=True, slots=True)
class MaterialWithdrawn:
    material_id: UUID
    number: int
    reason: str
    about: ClassVar[str] = "material"
    words: ClassVar[str] = N_("Version of a material withdrawn")


@dataclass(frozen=True, slots=True)
class MaterialLinkTaken:
    material_id: UUID
    organisation_id: UUID
    code: str
    about: ClassVar[str] = "material"
    words: ClassVar[str] = N_("Link of an organisation to a material taken")
