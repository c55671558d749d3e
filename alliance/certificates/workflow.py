"""The way of a certificate as a table. Nobody presses these: the first follows from a correction, the other from asking
again."""

from ..foundation.kernel.words import N_
from ..foundation.kernel.workflow import Workflow, move
from ..policy.can import Can
from .vocabulary import CertificateState as C

CERTIFICATE_WORKFLOW = Workflow(
    (
        move("revoke", frm=[C.VALID], to=C.REVOKED, can=Can.KEEP_EVENT, label=N_("The hours fall below the rule")),
        move("replace", frm=[C.VALID], to=C.REPLACED, can=Can.TAKE_CERTIFICATE, label=N_("Ask again")),
    )
)
