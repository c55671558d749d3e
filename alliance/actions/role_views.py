"""The pages of a draft: parts of single organisations, and dropping it."""

from uuid import UUID

from flask import request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ..audiences.queries import found
from ..foundation.kernel.errors import NotThere
from ..foundation.store.work import Work
from ..foundation.web.answers import go, page
from ..policy.can import Can
from ..policy.gate import permit
from . import drafting, preparing, queries, shown
from .blueprint import bp
from .forms import FindForm, RoleForm
from .model import JointAction
from .queries import ActionReading
from .vocabulary import AssignmentRole

ROLES = "/<uuid:action_id>/roles"


@bp.get(ROLES)
@permit(Can.WRITE_ACTION, subject=queries.reading, sees=Can.READ_ACTION)
def roles(work: Work, action: ActionReading) -> Response:
    return _roles_page(work, action, RoleForm(formdata=None, data={"part": AssignmentRole.LEAD, "weight": 1}))


@bp.post(ROLES)
@permit(Can.WRITE_ACTION, subject=queries.find)
def give_role(work: Work, action: JointAction) -> Response:
    form = RoleForm()
    _offer(work, form)
    chosen = form.organisation.data
    if form.settle(work, lambda: drafting.give_role(work, action, chosen, form.part.data, form.weight.data)):
        return go("actions.roles", action_id=action.id, said=_("The organisation has a part of its own."))
    again = queries.reading(work, action.id)
    if again is None:
        raise NotThere()
    return _roles_page(work, again, form, status=422)


@bp.post(f"{ROLES}/<uuid:organisation_id>/take")
@permit(Can.WRITE_ACTION, subject=queries.find)
def take_role(work: Work, action: JointAction) -> Response:
    organisation_id: UUID = (request.view_args or {})["organisation_id"]
    drafting.take_role(work, action, organisation_id)
    return go("actions.roles", action_id=action.id, said=_("The organisation has the same part as the others."))


def _offer(work: Work, form: RoleForm) -> FindForm:
    """The organisations that the search has found, as the choices of the form."""
    search = FindForm(request.values)
    words = search.search.data if search.validate() else ""
    form.organisation.choices = [(one.id, one.name) for one in (found(work, words) if words else ())]
    return search


def _roles_page(work: Work, action: ActionReading, form: RoleForm, status: int = 200) -> Response:
    search = _offer(work, form)
    rows = shown.role_rows(preparing.roles(work, action))
    return page(
        "actions/roles.html",
        status,
        action=action,
        form=form,
        search=search,
        rows=rows,
        usual=_(action.default_role.label),
    )


@bp.get("/<uuid:action_id>/drop")
@permit(Can.WRITE_ACTION, subject=queries.reading, sees=Can.READ_ACTION)
def dropping(work: Work, action: ActionReading) -> Response:
    return page("actions/dropping.html", action=action)


@bp.post("/<uuid:action_id>/drop")
@permit(Can.WRITE_ACTION, subject=queries.find)
def drop(work: Work, action: JointAction) -> Response:
    drafting.drop(work, action)
    return go("actions.actions", said=_("The draft is gone."))
