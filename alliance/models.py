"""Every model, gathered: for the migrations and for whoever walks all mappers."""

from .actions import board_model as board
from .actions import model as actions
from .actions import work_model as work
from .administration import model as administration
from .applications import model as applications
from .attendance import model as attendance
from .audiences import model as audiences
from .bots import model as bots
from .cases import found_model as finding
from .cases import model as cases
from .certificates import model as certificates
from .cover import model as cover
from .files import model as files
from .foundation.store import numbering, once
from .foundation.store.base import Base
from .fraudtypes import model as fraudtypes
from .initiatives import model as initiatives
from .journal import model as journal
from .learning import model as learning
from .materials import model as materials
from .matrix import model as matrix
from .operations import hotspot_model as hotspots
from .operations import model as operations
from .organisations import model as organisations
from .outreach import model as outreach
from .people import model as people
from .plaques import model as plaques
from .publicity import model as publicity
from .publicity import programme_model as programmes
from .reminding import model as reminding
from .rosters import model as rosters
from .sheets import model as sheets
from .shifts import model as shifts
from .subscriptions import model as subscriptions
from .summaries import model as summaries
from .supervision import model as supervision
from .supervision import problem_model as problems
from .volunteers import model as volunteers
from .worktime import model as worktime

__all__ = [
    "Base",
    "actions",
    "administration",
    "applications",
    "attendance",
    "audiences",
    "board",
    "bots",
    "cases",
    "certificates",
    "cover",
    "files",
    "finding",
    "fraudtypes",
    "hotspots",
    "initiatives",
    "journal",
    "learning",
    "materials",
    "matrix",
    "numbering",
    "once",
    "operations",
    "organisations",
    "outreach",
    "people",
    "plaques",
    "problems",
    "programmes",
    "publicity",
    "reminding",
    "rosters",
    "sheets",
    "shifts",
    "subscriptions",
    "summaries",
    "supervision",
    "volunteers",
    "work",
    "worktime",
]
