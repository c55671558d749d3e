"""Every model, gathered: for the migrations and for whoever walks all mappers."""

from .applications import model as applications
from .audiences import model as audiences
from .cases import found_model as finding
from .cases import model as cases
from .files import model as files
from .foundation.store import numbering, once
from .foundation.store.base import Base
from .fraudtypes import model as fraudtypes
from .journal import model as journal
from .learning import model as learning
from .matrix import model as matrix
from .organisations import model as organisations
from .people import model as people
from .plaques import model as plaques
from .rosters import model as rosters
from .sheets import model as sheets

__all__ = [
    "Base",
    "applications",
    "audiences",
    "cases",
    "files",
    "finding",
    "fraudtypes",
    "journal",
    "learning",
    "matrix",
    "numbering",
    "once",
    "organisations",
    "people",
    "plaques",
    "rosters",
    "sheets",
]
