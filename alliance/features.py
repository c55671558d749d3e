"""The features that have pages, in the order in which they build on each other."""

from .directory.views import bp as directory
from .home.views import bp as home
from .people.views import bp as people

BLUEPRINTS = (people, directory, home)
