"""Who of an organisation is reached: the first of several posts at whose address somebody reads."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from ..actions.model import Assignment
from ..foundation.store.work import Work
from ..organisations.model import Contact, Post
from ..organisations.queries import has_an_address


def first_reached(work: Work, assignment_id: UUID, posts: Sequence[Post]) -> list[str]:
    """One address, or none where the organisation names none for any of these posts."""
    asked = (
        select(Contact.post, Contact.email)
        .join(Assignment, Assignment.organisation_id == Contact.organisation_id)
        .where(Assignment.id == assignment_id, Contact.post.in_(posts), has_an_address())
    )
    found: dict[Post, str] = {row.post: row.email for row in work.session.execute(asked)}
    return [next(found[post] for post in posts if post in found)] if found else []
