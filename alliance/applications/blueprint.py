"""The name under which the feature's pages are known."""

from flask import Blueprint

bp = Blueprint("applications", "alliance.applications.views", url_prefix="/applications")
