"""What waits about materials: for a second person of the center to approve, for their writers what was given back."""

from sqlalchemy import String, cast, func, select

from ..foundation.kernel.errand import Errand
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..policy.can import Can
from ..policy.table import may
from ..questions import Found, Question, columns, listed, single
from .model import Material, MaterialVersion
from .visibility import readable
from .vocabulary import VersionState

ERRANDS_MOST = 20


def questions(work: Work) -> list[Question]:
    if not may(work.actor, Can.WRITE_MATERIAL):
        return []
    proposed = [_to_approve(work)] if may(work.actor, Can.SEE_PROPOSED_MATERIALS) else []
    return [*proposed, _given_back(work)]


def _to_approve(work: Work) -> Question:
    """Those that the actor neither began nor changed."""
    v, me = MaterialVersion, work.actor.person_id
    others = (v.author_id != me, v.written_by_id != me)
    return single(select(*columns(count=func.count(v.id))).where(v.state == VersionState.PROPOSED, *others), _approve)


def _approve(found: Found) -> Errand:
    words, why = N_("Approve publicity materials"), N_("A second person of the center decides about them.")
    return Errand(words, why, "materials.materials", count=found.count, tone="amber")


def _given_back(work: Work) -> Question:
    """The drafts of the actor's own side that the center has given back."""
    v = MaterialVersion
    asked = (
        select(*columns(id=v.material_id, title=v.title, more=cast(v.number, String)))
        .join(Material, Material.id == v.material_id)
        .where(v.state == VersionState.DRAFT, v.reason != "", readable(work))
        .where(Material.organisation_id.is_not_distinct_from(work.actor.organisation_id))
    )
    return listed(asked, _mend, [v.state_since, v.id], ERRANDS_MOST)


def _mend(found: Found) -> Errand:
    words, why = N_("Mend the material: %(title)s"), N_("The center has given it back; its words stand on the page.")
    address = {"material_id": found.id, "number": int(found.more)}
    return Errand(words, why, "materials.material", address, {"title": found.title})
