"""The blueprint of quotas, and the addresses that its files share."""

from flask import Blueprint

bp = Blueprint("quotas", "alliance.quotas.views", url_prefix="/quotas")

SHIFT = "/shifts/<uuid:shift_id>"
"""A shift, for whoever keeps its event."""
KEPT = f"{SHIFT}/<uuid:quota_id>"
ONE = "/<uuid:quota_id>"
"""A quota, for the member whose it is."""
NAMED = f"{ONE}/people/<uuid:sign_up_id>"
