"""The name under which the feature's pages are known, and the address of one event."""

from flask import Blueprint

bp = Blueprint("publicity", "alliance.publicity.views", url_prefix="/publicity")
ONE = "/<uuid:event_id>"
