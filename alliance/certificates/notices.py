"""The letter about a certificate that no longer stands."""

from ..foundation.store.work import Work
from ..journal import letters
from . import addressees, events


def tell_revoked(work: Work, event: events.CertificateRevoked) -> None:
    address = addressees.holder(work, event.volunteer_id)
    if address:
        letters.write(
            work,
            address,
            "certificate_revoked",
            number=event.number,
            minutes=event.minutes,
            least=event.least_minutes,
            path="/certificates/",
        )
