"""Teams: the list, one team, founding, changing and closing it; and joining or leaving it as a volunteer."""

from flask import url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ..foundation.store.work import Work
from ..foundation.web import listing
from ..foundation.web.answers import go, page
from ..organisations.queries import districts
from ..policy.can import Can
from ..policy.gate import permit
from ..policy.table import may
from . import joining, shown, team_queries
from . import teams as commands
from .blueprint import TEAM, bp
from .forms import TeamForm
from .team_page import team_page
from .team_queries import TeamReading


@bp.get("/teams")
@permit(Can.SEE_TEAMS)
def teams(work: Work) -> Response:
    found = team_queries.listed(work, listing.after_row())
    own = may(work.actor, Can.SEE_OWN_VOLUNTEERING)
    return page(
        "volunteers/teams.html",
        rows=shown.team_rows(found.lines, own=own),
        pager=listing.pager(found.next_key, len(found.lines)),
        own=own,
        founds=may(work.actor, Can.FOUND_TEAM),
        overseen=may(work.actor, Can.OVERSEE_VOLUNTEERS),
    )


@bp.get("/teams/new")
@permit(Can.FOUND_TEAM)
def new_team(work: Work) -> Response:
    return _form_page(_offered(work, TeamForm(formdata=None), None), None)


@bp.post("/teams/new")
@permit(Can.FOUND_TEAM)
def found_team(work: Work) -> Response:
    form = _offered(work, TeamForm(), None)
    if form.settle(work, lambda: commands.found(work, form.as_(commands.TeamText))):
        return go("volunteers.team", team_id=form.result, said=_("The team is founded: volunteers can ask to join it."))
    return _form_page(form, None, form.status)


def _offered(work: Work, form: TeamForm, team: TeamReading | None) -> TeamForm:
    organisation_id = team.organisation_id if team else work.actor.organisation_id
    form.offer(commands.kinds_for(organisation_id), districts(work))
    return form


def _form_page(form: TeamForm, team: TeamReading | None, status: int = 200) -> Response:
    if team is None:
        return page("volunteers/team_form.html", status, form=form, team=None, act=url_for("volunteers.found_team"))
    act = url_for("volunteers.change_team", team_id=team.id)
    return page("volunteers/team_form.html", status, form=form, team=team, act=act)


@bp.get(TEAM)
@permit(Can.READ_TEAM, subject=team_queries.reading)
def team(work: Work, found: TeamReading) -> Response:
    return team_page(work, found)


@bp.get(f"{TEAM}/edit")
@permit(Can.KEEP_TEAM, subject=team_queries.reading, sees=Can.READ_TEAM)
def edit_team(work: Work, found: TeamReading) -> Response:
    data = {"title": found.title, "kind": found.kind.value, "version": found.version}
    form = TeamForm(None, data=data | {"district_code": found.district.code if found.district else ""})
    return _form_page(_offered(work, form, found), found)


@bp.post(f"{TEAM}/edit")
@permit(Can.KEEP_TEAM, subject=team_queries.reading, sees=Can.READ_TEAM)
def change_team(work: Work, found: TeamReading) -> Response:
    form = _offered(work, TeamForm(), found)
    if form.settle(work, lambda: commands.change(work, found.id, form.as_(commands.TeamText))):
        return go("volunteers.team", team_id=found.id, said=_("Saved."))
    form.seen("version", found.version)
    return _form_page(form, found, form.status)


@bp.get(f"{TEAM}/close")
@permit(Can.KEEP_TEAM, subject=team_queries.reading, sees=Can.READ_TEAM)
def closing_team(work: Work, found: TeamReading) -> Response:
    return page("volunteers/closing_team.html", team=found)


@bp.post(f"{TEAM}/close")
@permit(Can.KEEP_TEAM, subject=team_queries.reading, sees=Can.READ_TEAM)
def close_team(work: Work, found: TeamReading) -> Response:
    commands.close(work, found.id)
    return go("volunteers.teams", said=_("The team is closed; its members are told by letter."))


@bp.post(f"{TEAM}/ask")
@permit(Can.JOIN_TEAM, subject=team_queries.reading, sees=Can.READ_TEAM)
def ask_team(work: Work, found: TeamReading) -> Response:
    joining.ask(work, found.id)
    return go("volunteers.team", team_id=found.id, said=_("You have asked. A letter tells you the answer."))


@bp.post(f"{TEAM}/quit")
@permit(Can.JOIN_TEAM, subject=team_queries.reading, sees=Can.READ_TEAM)
def quit_team(work: Work, found: TeamReading) -> Response:
    joining.quit_team(work, found.id)
    return go("volunteers.mine", said=_("You no longer belong to %(team)s.", team=found.title))
