"""The name under which the feature's pages are known."""

from flask import Blueprint

bp = Blueprint("materials", "alliance.materials.views", url_prefix="/materials")
NUMBER = "<int(max=9999):number>"
ONE = f"/<uuid:material_id>/{NUMBER}"
