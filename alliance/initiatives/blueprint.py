"""The name under which the feature's pages are known."""

from flask import Blueprint

bp = Blueprint("initiatives", "alliance.initiatives.views", url_prefix="/initiatives")
ONE = "/<uuid:initiative_id>"
