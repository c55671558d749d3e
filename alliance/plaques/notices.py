"""The letter that tells a member of its plaque."""

from ..foundation.store.work import Work
from ..journal import letters
from . import queries
from .events import PlaqueIssued


def tell_of_issue(work: Work, event: PlaqueIssued) -> None:
    """To the liaison, where an address is known: where the plaque is had as a document, and where anybody checks it."""
    address = queries.liaison_address(work, event.organisation_id)
    if address:
        path = f"/plaques/{event.serial}"
        letters.write(work, address, "plaque_issued", serial=event.serial, path=path, document_path=f"{path}/pdf")
