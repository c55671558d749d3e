"""Who is written to about a material: whoever wrote it, and the members that hand it out."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import or_, select

from ..foundation.store.work import Work
from ..organisations.model import Contact, Organisation, OrganisationState, Post
from ..people.model import Person
from .model import MaterialLink, MaterialVersion


def writers_of(work: Work, material_id: UUID, number: int) -> Sequence[str]:
    """Who began the version and who changed it last."""
    v = MaterialVersion
    asked = (
        select(Person.email)
        .join(v, or_(v.author_id == Person.id, v.written_by_id == Person.id))
        .where(v.material_id == material_id, v.number == number, Person.disabled_at.is_(None))
        .distinct()
        .order_by(Person.email)
    )
    return work.session.scalars(asked).all()


def handing_out(work: Work, material_id: UUID) -> Sequence[str]:
    """The liaisons of the members that hold a link to it: one statement."""
    asked = (
        select(Contact.email)
        .join(MaterialLink, MaterialLink.organisation_id == Contact.organisation_id)
        .join(Organisation, Organisation.id == Contact.organisation_id)
        .where(MaterialLink.material_id == material_id, Organisation.state == OrganisationState.MEMBER)
        .where(Contact.post.in_((Post.LIAISON, Post.DEPUTY_LIAISON)), Contact.email != "")
        .distinct()
        .order_by(Contact.email)
    )
    return work.session.scalars(asked).all()


def title_of(work: Work, material_id: UUID, number: int) -> str:
    v = MaterialVersion
    return work.session.scalars(select(v.title).where(v.material_id == material_id, v.number == number)).one()
