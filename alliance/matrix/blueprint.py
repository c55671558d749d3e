"""The name under which the feature's pages are known."""

from flask import Blueprint

bp = Blueprint("matrix", "alliance.matrix.views", url_prefix="/matrix")
