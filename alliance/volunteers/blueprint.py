"""The name under which the feature's pages are known."""

from flask import Blueprint

bp = Blueprint("volunteers", "alliance.volunteers.views", url_prefix="/volunteers")
ONE = "/people/<uuid:volunteer_id>"
TEAM = "/teams/<uuid:team_id>"
"""A person and a team; whatever is the reader's own is under `/mine`."""
MEMBER = f"{TEAM}/members/<uuid:volunteer_id>"
