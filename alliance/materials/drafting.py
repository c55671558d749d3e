"""Writing a version of a material before it is approved: begin, change, drop, begin the next one."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import delete, func, insert, select

from ..actions.reporting import site_of
from ..foundation.kernel.errors import Conflict, Invalid, MoveNotOpen
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..journal.record import record
from . import attaching, events, reading
from .model import Material, MaterialType, MaterialVersion
from .vocabulary import UNFINISHED, MaterialKind, VersionState

ANOTHER_IS_OPEN = N_(
    "Another version of this material is still being written or waits for approval. Finish that first."
)


@dataclass(frozen=True, slots=True)
class MaterialText:
    """What a version says. `version`: of the draft that the page showed."""

    kind: MaterialKind
    title: str
    words: str = ""
    changes: str = ""
    link: str = ""
    types: tuple[UUID, ...] = ()
    victim_groups: tuple[str, ...] = ()
    public: bool = False
    version: int = 0


def begin(work: Work, text: MaterialText) -> MaterialVersion:
    """A new material in its first version: the actor's organisation's, or the center's."""
    check(text, number=1)
    material = Material(organisation_id=work.actor.organisation_id, begun_at=work.now)
    work.session.add(material)
    work.session.flush()
    made = _version(work, material.id, 1, text.kind)
    _write(work, made, text)
    _begun(work, made)
    return made


def begin_next(work: Work, before: MaterialVersion) -> MaterialVersion:
    """The next version of a material as a draft that says what `before` says; its files are attached anew.

    One version is unfinished at a time: whoever begins a second one is refused.
    """
    v = MaterialVersion
    if work.session.scalar(select(func.count()).where(v.material_id == before.material_id, v.state.in_(UNFINISHED))):
        raise Conflict(ANOTHER_IS_OPEN)
    if before.approved_at is None:
        raise MoveNotOpen()
    last = select(func.max(v.number)).where(v.material_id == before.material_id)
    made = _version(work, before.material_id, (work.session.scalar(last) or 0) + 1, before.kind)
    for name in ("title", "words", "link", "victim_groups", "public"):
        setattr(made, name, getattr(before, name))
    work.session.add(made)
    work.session.flush()
    _speak_against(work, made, reading.types(work, before.id))
    _begun(work, made)
    return made


def change(work: Work, version: MaterialVersion, text: MaterialText) -> None:
    """Write the draft anew; refused where somebody else has changed it since the page was opened."""
    check_draft(version)
    if text.version != version.version:
        raise Conflict()
    check(text, version.number)
    work.session.execute(delete(MaterialType).where(MaterialType.version_id == version.id))
    _write(work, version, text)
    record(work, events.MaterialChanged(version.material_id, version.number))


def drop(work: Work, version: MaterialVersion) -> None:
    """A draft that will not be approved goes, with its files; a material without any version goes with it."""
    check_draft(version)
    attaching.detach_all(work, version)
    work.session.execute(delete(MaterialType).where(MaterialType.version_id == version.id))
    work.session.delete(version)
    work.session.flush()
    if version.number == 1:
        work.session.execute(delete(Material).where(Material.id == version.material_id))
    record(work, events.MaterialDropped(version.material_id, version.number, version.title))


def check_draft(version: MaterialVersion) -> None:
    if version.state is not VersionState.DRAFT:
        raise MoveNotOpen()


def check(text: MaterialText, number: int) -> None:
    """Each refusal names its field."""
    if text.link:
        site_of(text.link)
    if number > 1 and not text.changes:
        raise Invalid("changes", N_("Say what has changed since the version before."))


def _version(work: Work, material_id: UUID, number: int, kind: MaterialKind) -> MaterialVersion:
    return MaterialVersion(
        material_id=material_id,
        number=number,
        kind=kind,
        author_id=work.person_id,
        written_by_id=work.person_id,
        written_at=work.now,
        state=VersionState.DRAFT,
        state_since=work.now,
    )


def _write(work: Work, version: MaterialVersion, text: MaterialText) -> None:
    version.kind, version.title, version.words, version.changes = text.kind, text.title, text.words, text.changes
    version.link, version.public, version.victim_groups = text.link, text.public, list(text.victim_groups)
    version.written_by_id, version.written_at = work.person_id, work.now
    work.session.add(version)
    work.session.flush()
    _speak_against(work, version, text.types)


def _speak_against(work: Work, version: MaterialVersion, types: Collection[UUID]) -> None:
    if types:
        rows = [{"version_id": version.id, "fraud_type_id": one} for one in sorted(set(types))]
        work.session.execute(insert(MaterialType), rows)


def _begun(work: Work, version: MaterialVersion) -> None:
    record(work, events.MaterialBegun(version.material_id, version.number, version.title))
