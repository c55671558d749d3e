"""The features that have pages, in the order in which they build on each other."""

from .applications.views import bp as applications
from .audiences.views import bp as audiences
from .cases.views import bp as cases
from .directory.views import bp as directory
from .fraudtypes.views import bp as fraudtypes
from .home.views import bp as home
from .journal.views import bp as journal
from .learning.views import bp as learning
from .mailbox.views import bp as mailbox
from .masking.views import bp as masking
from .matrix.views import bp as matrix
from .organisations.views import bp as organisations
from .people.views import bp as people
from .plaques.views import bp as plaques
from .rosters.views import bp as rosters
from .sheets.views import bp as sheets

BLUEPRINTS = (
    masking,
    organisations,
    people,
    matrix,
    audiences,
    applications,
    sheets,
    rosters,
    plaques,
    fraudtypes,
    cases,
    learning,
    directory,
    journal,
    home,
)
LOCAL_BLUEPRINTS = (mailbox,)
"""Only where letters are caught, on a newcomer's own machine."""
