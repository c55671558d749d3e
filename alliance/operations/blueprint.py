"""The name under which the feature's pages are known."""

from flask import Blueprint

bp = Blueprint("operations", "alliance.operations.views", url_prefix="/operations")
