"""What follows for certificates where hours are corrected."""

from sqlalchemy import func, select, update

from ..attendance.events import HoursCorrected
from ..foundation.store.work import Work
from ..journal.record import record
from . import events
from .model import Certificate, CertificateHours
from .vocabulary import CertificateState
from .workflow import CERTIFICATE_WORKFLOW


def recount(work: Work, event: HoursCorrected) -> None:
    """Certificates that count the corrected hours count the new figure from now on; never more than they say, because a
    higher one is asked for anew. Below the rule they are revoked."""
    h, c = CertificateHours, Certificate
    counts = select(h.certificate_id).where(h.sign_up_id == event.sign_up_id)
    standing = select(c).where(c.id.in_(counts), c.state == CertificateState.VALID).order_by(c.id).with_for_update()
    for certificate in work.session.scalars(standing.execution_options(populate_existing=True)).all():
        own = (h.certificate_id == certificate.id, h.sign_up_id == event.sign_up_id)
        work.session.execute(update(h).where(*own).values(minutes=event.minutes))
        total = work.session.scalar(select(func.sum(h.minutes)).where(h.certificate_id == certificate.id)) or 0
        _lower(work.as_portal(), certificate, int(total))


def _lower(work: Work, certificate: Certificate, total: int) -> None:
    if total >= certificate.minutes:
        return
    before, certificate.minutes = certificate.minutes, total
    if total >= certificate.least_minutes:
        record(work, events.CertificateLowered(certificate.id, before, total))
        return
    CERTIFICATE_WORKFLOW.apply(certificate, "revoke", work.now)
    said = (certificate.volunteer_id, certificate.number, total, certificate.least_minutes)
    record(work, events.CertificateRevoked(certificate.id, *said))
