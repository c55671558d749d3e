"""The name under which the feature's pages are known, and the addresses of its things."""

from flask import Blueprint

bp = Blueprint("attendance", "alliance.attendance.views", url_prefix="/attendance")
EVENT = "/events/<uuid:event_id>"
SHIFT = "/shifts/<uuid:shift_id>"
OWN = "/mine/<uuid:sign_up_id>"
