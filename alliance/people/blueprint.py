"""The one blueprint of people; its views stand in files of their own, a noun each."""

from flask import Blueprint

bp = Blueprint("people", f"{__package__}.views", url_prefix="/people")
