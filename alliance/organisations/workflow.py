"""The life of an organisation as a table."""

from ..foundation.kernel.words import N_
from ..foundation.kernel.workflow import Workflow, move
from ..policy.can import Can
from .model import OrganisationState as S

GONE = frozenset({S.LEFT, S.MERGED})

ORGANISATION_WORKFLOW = Workflow(
    (
        move("suspend", frm=[S.MEMBER], to=S.SUSPENDED, can=Can.SUSPEND_ORGANISATION, label=N_("Suspend")),
        move("resume", frm=[S.SUSPENDED], to=S.MEMBER, can=Can.RESUME_ORGANISATION, label=N_("Resume")),
        move(
            "release",
            frm=[S.MEMBER, S.SUSPENDED],
            to=S.LEFT,
            can=Can.RELEASE_ORGANISATION,
            label=N_("Release from the alliance"),
        ),
        move(
            "merge",
            frm=[S.MEMBER, S.SUSPENDED],
            to=S.MERGED,
            can=Can.MERGE_ORGANISATION,
            label=N_("Merge into another"),
        ),
    )
)
