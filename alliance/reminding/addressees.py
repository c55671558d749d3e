"""Who of an organisation is reached: the first of several posts at whose address somebody reads."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import select

from ..foundation.store.work import Work
from ..organisations.model import Contact, Post
from ..organisations.queries import has_an_address


def first_reached(work: Work, thing: Any, thing_id: UUID, posts: Sequence[Post]) -> list[str]:
    """One address, or none where the organisation whose the thing is names none for any of these posts."""
    asked = (
        select(Contact.post, Contact.email)
        .join(thing, thing.organisation_id == Contact.organisation_id)
        .where(thing.id == thing_id, Contact.post.in_(posts), has_an_address())
    )
    found: dict[Post, str] = {row.post: row.email for row in work.session.execute(asked)}
    return [next(found[post] for post in posts if post in found)] if found else []
