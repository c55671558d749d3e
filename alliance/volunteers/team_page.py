"""A team as its page shows it to one reader: its members only to whoever may see them."""

from functools import partial
from typing import Any
from uuid import UUID

from flask import url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ..foundation.store.work import Work
from ..foundation.web import listing
from ..foundation.web.answers import page
from ..policy.can import Can
from ..policy.table import may
from . import shown, team_queries
from .overview_views import key_of
from .team_queries import MemberLine, TeamReading
from .visibility import HERE
from .vocabulary import MembershipState
from .workflow import MEMBERSHIP_WORKFLOW

Move = tuple[str, str, str]
ANSWERS: tuple[Move, ...] = (("take_in", "take_in", "primary"), ("turn_down", "turn_down", "quiet"))
"""(move of the workflow, endpoint, kind of button)."""


def team_page(work: Work, team: TeamReading) -> Response:
    seen = may(work.actor, Can.READ_TEAM_MEMBERS, team)
    return page(
        "volunteers/team.html",
        team=team,
        place=shown.team_place(team),
        facts=shown.team_facts(team),
        keeps=may(work.actor, Can.KEEP_TEAM, team) and team.closed_at is None,
        seen=seen,
        own_moves=_own_moves(work, team),
        own_state=shown.own_state(team) if team.own in HERE else None,
        **(_members(work, team) if seen else {"asking": [], "members": [], "pager": None}),
    )


def _members(work: Work, team: TeamReading) -> dict[str, Any]:
    masked = not may(work.actor, Can.OPEN_VOLUNTEER_CONTACT, team)
    answers = may(work.actor, Can.ANSWER_TEAM_REQUEST, team) and team.closed_at is None
    keeps = may(work.actor, Can.KEEP_TEAM, team) and team.closed_at is None
    asking = team_queries.members(work, team.id, MembershipState.ASKED)
    found = team_queries.members(work, team.id, MembershipState.IN, listing.read_key(key_of))
    row = partial(shown.member_row, masked=masked)
    return {
        "asking": [row(one, asks=True) | {"moves": _answers(team, one) if answers else []} for one in asking.lines],
        "members": [row(one) | {"moves": _kept(team, one) if keeps else []} for one in found.lines],
        "pager": listing.pager(found.next_key, len(found.lines)),
    }


def _address(endpoint: str, team_id: UUID, line: MemberLine) -> str:
    return url_for(f"volunteers.{endpoint}", team_id=team_id, volunteer_id=line.volunteer_id)


def _answers(team: TeamReading, line: MemberLine) -> list[dict[str, str]]:
    return [
        {"label": _(MEMBERSHIP_WORKFLOW.moves[move].label), "url": _address(endpoint, team.id, line), "kind": kind}
        for move, endpoint, kind in ANSWERS
    ]


def _kept(team: TeamReading, line: MemberLine) -> list[dict[str, str]]:
    endpoint, label = "name", _("Name as coordinator")
    if line.coordinates:
        endpoint, label = "relieve", _("Relieve as coordinator")
    out = {"label": _("Take out of the team"), "url": _address("put_out", team.id, line), "kind": "quiet"}
    return [{"label": label, "url": _address(endpoint, team.id, line), "kind": "secondary"}, out]


def _own_moves(work: Work, team: TeamReading) -> list[dict[str, str]]:
    """What a volunteer may do herself: ask where she does not belong, leave where she does."""
    state = team.own or MembershipState.OUT
    addresses = {"ask": ("ask_team", "primary"), "quit": ("quit_team", "secondary")}
    joins = may(work.actor, Can.JOIN_TEAM, team)
    moves = MEMBERSHIP_WORKFLOW.open_to(state, lambda can: joins and can is Can.JOIN_TEAM)
    return [
        {"label": _(move.label), "url": url_for(f"volunteers.{addresses[move.name][0]}", team_id=team.id)}
        | {"kind": addresses[move.name][1]}
        for move in moves
    ]
