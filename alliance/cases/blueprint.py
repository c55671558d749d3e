"""The name under which the feature's pages are known."""

from flask import Blueprint

bp = Blueprint("cases", "alliance.cases.views", url_prefix="/cases")
