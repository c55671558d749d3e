"""Who may read which version of a material: the one filter for lists, counts, files and errands.

It says in SQL what `Can.READ_MATERIAL` says of one version; a test holds the two together.
"""

from typing import Any

from sqlalchemy import ColumnElement, or_

from ..foundation.store.work import Work
from ..policy.can import Can
from ..policy.table import may
from .model import Material, MaterialVersion


def readable(work: Work, version: Any = MaterialVersion) -> ColumnElement[bool]:
    """The versions that the actor may read, in a statement that joins their `Material`. `version`: an alias."""
    approved = version.approved_at.is_not(None)
    open_to: list[ColumnElement[bool]] = [
        approved if may(work.actor, Can.SEE_MATERIALS_OF_MEMBERS) else approved & version.public
    ]
    if may(work.actor, Can.SEE_PROPOSED_MATERIALS):
        open_to += [Material.organisation_id.is_(None), version.submitted_at.is_not(None)]
    if may(work.actor, Can.SEE_OWN_MATERIALS):
        open_to.append(Material.organisation_id == work.actor.organisation_id)
    return or_(*open_to)
