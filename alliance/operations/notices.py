"""Letters about operations: to everybody who takes part when one starts, and to who is stationed at a hotspot."""

from ..foundation.store.work import Work
from ..journal import letters
from ..organisations.queries import contact_addresses
from . import addressees
from .events import OperationStarted, Stationed

OPERATION, HOTSPOT = "/operations/{}", "/operations/hotspots/{}"


def tell_started(work: Work, event: OperationStarted) -> None:
    """Three statements, however many there are."""
    operation = addressees.operation_of(work, event.operation_id)
    about = {
        "title": operation.title,
        "drill": operation.drill,
        "first": operation.from_on.isoformat(),
        "last": operation.to_on.isoformat(),
        "path": OPERATION.format(operation.id),
    }
    told = [(address, about | {"organisation": name}) for address, name in addressees.of_audience(work, operation)]
    letters.write_all(work, "operation_started", told)


def tell_stationed(work: Work, event: Stationed) -> None:
    """An office of the center knows it already."""
    if event.organisation_id is None:
        return
    operation, hotspot, posting = addressees.of_posting(work, event.posting_id)
    about = {
        "title": operation.title,
        "drill": operation.drill,
        "place": hotspot.place,
        "office": posting.office,
        "first": posting.from_on.isoformat(),
        "path": HOTSPOT.format(hotspot.id),
    }
    told = [(address, about) for address in contact_addresses(work, event.organisation_id)]
    letters.write_all(work, "hotspot_stationed", told)
