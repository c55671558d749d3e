"""The blueprint of supervision, for the modules that hold its pages."""

from flask import Blueprint

bp = Blueprint("supervision", "alliance.supervision.views", url_prefix="/supervision")
