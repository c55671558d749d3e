"""What the center does to a member. Each act has a page before it, which says what it means and what it will touch."""

from typing import Any

from flask import request
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ..foundation.kernel.errors import MoveNotOpen
from ..foundation.store.work import Work
from ..foundation.web import listing
from ..foundation.web.answers import go, page
from ..foundation.web.forms import Form
from ..foundation.web.language import named
from ..organisations import commands
from ..organisations import queries as organisations
from ..organisations.model import Organisation
from ..organisations.workflow import GONE, ORGANISATION_WORKFLOW
from ..policy.can import Can
from ..policy.gate import permit
from . import queries
from .acts import ACTS, touched
from .blueprint import bp
from .forms import MergeForm, ReasonForm, RenameForm, ResumeForm, SearchForm

Asked = Organisation | organisations.OrganisationReading


@bp.get("/<uuid:organisation_id>/suspend")
@permit(Can.SUSPEND_ORGANISATION, subject=organisations.reading, sees=Can.READ_ORGANISATION)
def before_suspend(work: Work, organisation: Asked) -> Response:
    return _before(work, organisation, "suspend", ReasonForm(formdata=None))


@bp.post("/<uuid:organisation_id>/suspend")
@permit(Can.SUSPEND_ORGANISATION, subject=organisations.find, sees=Can.READ_ORGANISATION)
def suspend(work: Work, organisation: Organisation) -> Response:
    form = ReasonForm()
    if not form.settle(work, lambda: commands.suspend(work, organisation, form.reason.data)):
        return _before(work, organisation, "suspend", form)
    return _done(organisation, "suspend")


@bp.get("/<uuid:organisation_id>/resume")
@permit(Can.RESUME_ORGANISATION, subject=organisations.reading, sees=Can.READ_ORGANISATION)
def before_resume(work: Work, organisation: Asked) -> Response:
    return _before(work, organisation, "resume", ResumeForm(formdata=None))


@bp.post("/<uuid:organisation_id>/resume")
@permit(Can.RESUME_ORGANISATION, subject=organisations.find, sees=Can.READ_ORGANISATION)
def resume(work: Work, organisation: Organisation) -> Response:
    commands.resume(work, organisation)
    return _done(organisation, "resume")


@bp.get("/<uuid:organisation_id>/release")
@permit(Can.RELEASE_ORGANISATION, subject=organisations.reading, sees=Can.READ_ORGANISATION)
def before_release(work: Work, organisation: Asked) -> Response:
    return _before(work, organisation, "release", ReasonForm(formdata=None))


@bp.post("/<uuid:organisation_id>/release")
@permit(Can.RELEASE_ORGANISATION, subject=organisations.find, sees=Can.READ_ORGANISATION)
def release(work: Work, organisation: Organisation) -> Response:
    form = ReasonForm()
    if not form.settle(work, lambda: commands.release(work, organisation, form.reason.data)):
        return _before(work, organisation, "release", form)
    return _done(organisation, "release")


@bp.get("/<uuid:organisation_id>/merge")
@permit(Can.MERGE_ORGANISATION, subject=organisations.reading, sees=Can.READ_ORGANISATION)
def before_merge(work: Work, organisation: Asked) -> Response:
    return _before(work, organisation, "merge", MergeForm(formdata=None))


@bp.post("/<uuid:organisation_id>/merge")
@permit(Can.MERGE_ORGANISATION, subject=organisations.find, sees=Can.READ_ORGANISATION)
def merge(work: Work, organisation: Organisation) -> Response:
    form = MergeForm()
    if not form.settle(work, lambda: commands.merge(work, organisation, form.into_id.data, form.reason.data)):
        return _before(work, organisation, "merge", form)
    return _done(organisation, "merge")


@bp.get("/<uuid:organisation_id>/rename")
@permit(Can.RENAME_ORGANISATION, subject=organisations.reading, sees=Can.READ_ORGANISATION)
def before_rename(work: Work, organisation: Asked) -> Response:
    return _before(work, organisation, "rename", RenameForm(formdata=None, obj=organisation))


@bp.post("/<uuid:organisation_id>/rename")
@permit(Can.RENAME_ORGANISATION, subject=organisations.find, sees=Can.READ_ORGANISATION)
def rename(work: Work, organisation: Organisation) -> Response:
    form = RenameForm()
    if not form.settle(work, lambda: _rename_as_shown(work, organisation, form)):
        return _before(work, organisation, "rename", form)
    return _done(organisation, "rename")


def _rename_as_shown(work: Work, organisation: Organisation, form: RenameForm) -> None:
    commands.check_unchanged(work, organisation, form.version.data)
    commands.rename(work, organisation, form.name.data, form.short_name.data)


def _before(work: Work, organisation: Asked, name: str, form: Form) -> Response:
    """The page before an act, 422 where the form came back; 409 where the act is not open in this state."""
    move = ORGANISATION_WORKFLOW.moves.get(name)
    if organisation.state in GONE or (move and organisation.state not in move.frm):
        raise MoveNotOpen()
    act, called = ACTS[name], {"name": organisation.name}
    return page(
        "directory/act.html",
        422 if form.errors else 200,
        organisation_id=organisation.organisation_id,
        name=organisation.name,
        short_name=organisation.short_name,
        title=_(act.title, **called),
        means=[_(words) for words in act.means],
        button_label=_(act.button),
        kind="danger" if act.takes_away else "primary",
        action=listing.address(f"directory.{name}", request.args.to_dict()),
        touches=[_(touch.words, count=touch.count) for touch in touched(work, act, organisation.organisation_id)],
        form=form,
        **_search(work, organisation, form),
    )


def _search(work: Work, organisation: Asked, form: Form) -> dict[str, Any]:
    """For a merger, the search for the other member, and what it found as the choices of the form."""
    if not isinstance(form, MergeForm):
        return {"search": None}
    search = listing.ask(SearchForm(request.args))
    found = queries.candidates(work, organisation.organisation_id, search.q.data)
    form.into_id.choices = [(one.id, f"{one.name} · {named(one.district)}") for one in found]
    return {"search": search}


def _done(organisation: Organisation, name: str) -> Response:
    said = _(ACTS[name].done, name=organisation.name)
    return go("directory.member", organisation_id=organisation.organisation_id, said=said)
