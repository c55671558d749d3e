"""The name under which the feature's pages are known."""

from flask import Blueprint

bp = Blueprint("directory", "alliance.directory.views", url_prefix="/directory")
