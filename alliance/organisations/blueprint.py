"""The name under which the feature's pages are known."""

from flask import Blueprint

bp = Blueprint("organisations", f"{__package__}.views", url_prefix="/organisations")
