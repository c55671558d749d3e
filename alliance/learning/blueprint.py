"""The name under which the feature's pages are known."""

from flask import Blueprint

bp = Blueprint("learning", "alliance.learning.views", url_prefix="/learning")
"""All pages of one edition begin with `EDITION`."""

EDITION = "/<uuid:case_id>/<any(members,public):kind>"
