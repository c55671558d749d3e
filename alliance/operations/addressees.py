"""Whom letters about operations reach: the liaisons of the organisations concerned."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from ..audiences.queries import members_of
from ..foundation.kernel.clock import local_day
from ..foundation.store.work import Work
from ..organisations.model import Contact, Organisation
from ..organisations.queries import takes_letters
from .hotspot_model import Hotspot, Posting
from .model import Operation
from .queries import terms_of


def of_audience(work: Work, operation: Operation) -> Sequence[tuple[str, str]]:
    """(address, organisation) for everybody who belongs to the audience now, each address once. One statement."""
    belong = members_of(terms_of(work, operation.audience_id), local_day(work.now))
    rows = work.session.execute(
        select(Contact.email, Organisation.name)
        .join(Organisation, Organisation.id == Contact.organisation_id)
        .where(belong, takes_letters())
        .order_by(Organisation.pinyin, Contact.email)
    )
    return list({row.email: row.name for row in rows}.items())


def of_posting(work: Work, posting_id: UUID) -> tuple[Operation, Hotspot, Posting]:
    """What a letter to somebody who is stationed tells of."""
    posting = work.session.get_one(Posting, posting_id)
    hotspot = work.session.get_one(Hotspot, posting.hotspot_id)
    return work.session.get_one(Operation, hotspot.operation_id), hotspot, posting


def operation_of(work: Work, operation_id: UUID) -> Operation:
    return work.session.get_one(Operation, operation_id)
