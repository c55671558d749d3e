"""What is done about one member of a team, or about somebody who asks to become one."""

from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ..foundation.store.work import Work
from ..foundation.web.answers import go
from ..policy.can import Can
from ..policy.gate import permit
from . import joining, team_queries, teams
from .blueprint import MEMBER, bp
from .team_queries import MemberReading


def _back(member: MemberReading, said: str) -> Response:
    return go("volunteers.team", team_id=member.team.id, said=said)


@bp.post(f"{MEMBER}/take-in")
@permit(Can.ANSWER_TEAM_REQUEST, subject=team_queries.member, sees=Can.READ_TEAM_MEMBERS)
def take_in(work: Work, member: MemberReading) -> Response:
    joining.take_in(work, member.team.id, member.volunteer_id)
    return _back(member, _("Taken in; a letter tells the volunteer."))


@bp.post(f"{MEMBER}/turn-down")
@permit(Can.ANSWER_TEAM_REQUEST, subject=team_queries.member, sees=Can.READ_TEAM_MEMBERS)
def turn_down(work: Work, member: MemberReading) -> Response:
    joining.turn_down(work, member.team.id, member.volunteer_id)
    return _back(member, _("Turned down; a letter tells the volunteer."))


@bp.post(f"{MEMBER}/put-out")
@permit(Can.KEEP_TEAM, subject=team_queries.member, sees=Can.READ_TEAM_MEMBERS)
def put_out(work: Work, member: MemberReading) -> Response:
    joining.put_out(work, member.team.id, member.volunteer_id)
    return _back(member, _("Taken out of the team; a letter tells the volunteer."))


@bp.post(f"{MEMBER}/coordinator")
@permit(Can.KEEP_TEAM, subject=team_queries.member, sees=Can.READ_TEAM_MEMBERS)
def name(work: Work, member: MemberReading) -> Response:
    teams.name_coordinator(work, member.team.id, member.volunteer_id)
    return _back(member, _("Named as coordinator, with rights on this team alone."))


@bp.post(f"{MEMBER}/coordinator/relieve")
@permit(Can.KEEP_TEAM, subject=team_queries.member, sees=Can.READ_TEAM_MEMBERS)
def relieve(work: Work, member: MemberReading) -> Response:
    teams.relieve_coordinator(work, member.team.id, member.volunteer_id)
    return _back(member, _("No longer coordinator, still a member."))
