"""The address space of shifts."""

from flask import Blueprint

bp = Blueprint("shifts", "alliance.shifts.views", url_prefix="/shifts")
EVENT = "/events/<uuid:event_id>"
ONE = "/<uuid:shift_id>"
OWN = "/sign-ups/<uuid:sign_up_id>"
OFFER = "/offers/<token>"
