"""The address space of cover."""

from flask import Blueprint

bp = Blueprint("cover", "alliance.cover.views", url_prefix="/cover")
OWN = "/sign-ups/<uuid:sign_up_id>"
ASKED = "/requests/<uuid:stand_in_id>"
LINK = "/answers/<token>"
SHIFT = "/shifts/<uuid:shift_id>"
