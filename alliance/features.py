"""The features that have pages, in the order in which they build on each other."""

from .actions.views import bp as actions
from .administration.views import bp as administration
from .applications.views import bp as applications
from .attendance.views import bp as attendance
from .audiences.views import bp as audiences
from .bots.views import bp as bots
from .cases.views import bp as cases
from .certificates.views import bp as certificates
from .cover.views import bp as cover
from .directory.views import bp as directory
from .fraudtypes.views import bp as fraudtypes
from .home.views import bp as home
from .inbox.views import bp as inbox
from .initiatives.views import bp as initiatives
from .jobs.views import bp as jobs
from .journal.views import bp as journal
from .learning.views import bp as learning
from .mailbox.views import bp as mailbox
from .masking.views import bp as masking
from .materials.views import bp as materials
from .matrix.views import bp as matrix
from .operations.views import bp as operations
from .organisations.views import bp as organisations
from .outreach.views import bp as outreach
from .people.views import bp as people
from .plaques.views import bp as plaques
from .publicity.views import bp as publicity
from .quotas.views import bp as quotas
from .reminding.views import bp as reminding
from .rosters.views import bp as rosters
from .sheets.views import bp as sheets
from .shifts.views import bp as shifts
from .subscriptions.views import bp as subscriptions
from .supervision.views import bp as supervision
from .volunteers.views import bp as volunteers
from .worktime.views import bp as worktime

BLUEPRINTS = (
    masking,
    organisations,
    people,
    jobs,
    worktime,
    matrix,
    audiences,
    applications,
    sheets,
    rosters,
    plaques,
    fraudtypes,
    cases,
    learning,
    actions,
    initiatives,
    operations,
    supervision,
    reminding,
    publicity,
    materials,
    outreach,
    volunteers,
    shifts,
    quotas,
    cover,
    attendance,
    certificates,
    bots,
    inbox,
    subscriptions,
    directory,
    administration,
    journal,
    home,
)
LOCAL_BLUEPRINTS = (mailbox,)
"""Only where letters are caught, on a newcomer's own machine."""
