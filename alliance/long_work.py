"""What may take longer than a page can wait, feature by feature: the one list of the kinds of jobs."""

from .actions import board_long
from .actions import long as actions
from .cases import long as cases
from .initiatives import long as initiatives
from .jobs.kinds import Kinds
from .outreach import long as outreach
from .plaques import long as plaques
from .sheets import long as sheets


def compose() -> None:
    kinds = (
        *(sheets.TAKE_OVER, plaques.DOCUMENTS, cases.SHEET, outreach.SHEET),
        *(board_long.SHEET, actions.LAUNCH, actions.END, initiatives.ISSUE, initiatives.REMIND),
    )
    Kinds.known = {kind.name: kind for kind in kinds}
