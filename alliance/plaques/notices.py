"""The letter that tells a member of its plaque."""

from sqlalchemy import select

from ..foundation.store.work import Work
from ..journal import letters
from ..organisations.model import Contact, Post
from .events import PlaqueIssued


def tell_of_issue(work: Work, event: PlaqueIssued) -> None:
    """To the liaison, where an address is known: where the plaque stands as a document, and where anybody checks it."""
    address = work.session.scalar(
        select(Contact.email).where(Contact.organisation_id == event.organisation_id, Contact.post == Post.LIAISON)
    )
    if address:
        path = f"/plaques/{event.serial}"
        letters.write(work, address, "plaque_issued", serial=event.serial, path=path, document_path=f"{path}/pdf")
