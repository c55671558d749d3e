"""The name under which the feature's pages are known."""

from flask import Blueprint

bp = Blueprint("outreach", "alliance.outreach.views", url_prefix="/outreach")
ONE = "/<uuid:outreach_id>"
