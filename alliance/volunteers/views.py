"""Every page of the feature: signing up, one's own page, the center's lists, teams and their members."""

from . import member_views, overview_views, own_views, person_views, sign_up_views, team_views
from .blueprint import bp

__all__ = ["bp", "member_views", "overview_views", "own_views", "person_views", "sign_up_views", "team_views"]
