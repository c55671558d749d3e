"""The name under which the feature's pages are known, and which act an address names."""

from flask import Blueprint, request

bp = Blueprint("actions", "alliance.actions.views", url_prefix="/actions")


def act_asked() -> str:
    """The act that the address names, as its route has it."""
    act: str = (request.view_args or {})["act"]
    return act
