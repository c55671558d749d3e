"""Every kind of event, gathered: for the journal, which says each in words."""

import inspect
from collections.abc import Mapping, Sequence
from types import ModuleType

from .actions import assignment_events as assignments
from .actions import events as actions
from .applications import events as applications
from .attendance import events as attendance
from .audiences import events as audiences
from .bots import events as bots
from .cases import events as cases
from .certificates import events as certificates
from .cover import events as cover
from .files import events as files
from .fraudtypes import events as fraudtypes
from .initiatives import events as initiatives
from .jobs import events as jobs
from .journal import events as journal
from .learning import events as learning
from .materials import events as materials
from .matrix import events as matrix
from .operations import events as operations
from .organisations import events as organisations
from .outreach import events as outreach
from .people import events as people
from .plaques import events as plaques
from .publicity import events as publicity
from .publicity import programme_events as programmes
from .quotas import events as quotas
from .reminding import events as reminding
from .rosters import events as rosters
from .sheets import events as sheets
from .shifts import events as shifts
from .subscriptions import events as subscriptions
from .supervision import events as supervision
from .volunteers import events as volunteers
from .volunteers import team_events
from .worktime import events as worktime

EVENTS: Sequence[ModuleType] = (
    journal,
    organisations,
    people,
    worktime,
    matrix,
    applications,
    sheets,
    rosters,
    plaques,
    audiences,
    cases,
    fraudtypes,
    files,
    jobs,
    learning,
    actions,
    assignments,
    initiatives,
    operations,
    supervision,
    reminding,
    publicity,
    programmes,
    materials,
    outreach,
    subscriptions,
    jobs,
    *(volunteers, team_events, shifts, quotas, cover, attendance, certificates, bots),
)


def words() -> Mapping[str, str]:
    """What each event is called, by the name of its class."""
    return {
        name: event.words
        for module in EVENTS
        for name, event in inspect.getmembers(module, inspect.isclass)
        if hasattr(event, "words")
    }
