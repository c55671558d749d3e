"""A member's own link to a material, and the count of how often it is opened."""

import secrets

from sqlalchemy import literal, select

from ..foundation.kernel.clock import local_day
from ..foundation.kernel.errors import MoveNotOpen, NotAllowed
from ..foundation.store.upsert import insert_or
from ..foundation.store.work import Work
from ..journal.record import record
from . import events
from .model import CODE_LENGTH, MaterialLink, MaterialLook, MaterialVersion
from .reading import VersionReading
from .vocabulary import VersionState

SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""None that is taken for another one when it is typed from paper."""


def take(work: Work, version: VersionReading) -> str:
    """The code of the own organisation's link to this material, made where there is none yet.

    Two colleagues who take it at once get the same one.
    """
    if work.actor.organisation_id is None:
        raise NotAllowed()
    if version.state is not VersionState.APPROVED:
        raise MoveNotOpen()
    code = "".join(secrets.choice(SIGNS) for _ in range(CODE_LENGTH))
    values = {"code": code, "material_id": version.material_id, "organisation_id": work.actor.organisation_id}
    made = insert_or(work.session, MaterialLink).values(**values, taken_at=work.now, taken_by_id=work.person_id)
    made = made.on_conflict_do_nothing(index_elements=["material_id", "organisation_id"]).returning(MaterialLink.code)
    if work.session.scalar(made) is None:
        own = (
            MaterialLink.material_id == version.material_id,
            MaterialLink.organisation_id == values["organisation_id"],
        )
        return work.session.scalars(select(MaterialLink.code).where(*own)).one()
    record(work, events.MaterialLinkTaken(version.material_id, work.actor.organisation_id, code))
    return code


def count_look(work: Work, code: str, number: int) -> None:
    """One more look at this version by this link, today: one statement, so that none is lost where many open it at
    once. What is withdrawn or for members only is not reach."""
    v, look = MaterialVersion, MaterialLook
    stands = (v.number == number, v.state == VersionState.APPROVED, v.public)
    found = (
        select(MaterialLink.code, v.number, literal(local_day(work.now), look.looked_on.type), literal(1))
        .join(v, v.material_id == MaterialLink.material_id)
        .where(MaterialLink.code == code, *stands)
    )
    first = insert_or(work.session, look).from_select(["code", "number", "looked_on", "looks"], found)
    again = {"looks": look.looks + 1}
    work.session.execute(first.on_conflict_do_update(index_elements=["code", "number", "looked_on"], set_=again))
