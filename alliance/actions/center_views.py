"""The center's pages of an action: the lists, the draft, who will get it, the launch, how far it is, its end."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response

from ..audiences.queries import preview
from ..foundation.kernel.clock import local_day
from ..foundation.kernel.errors import NotThere
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..foundation.web import listing
from ..foundation.web.answers import go, page
from ..foundation.web.forms import SeenForm
from ..jobs.asking import later
from ..journal.queries import timeline
from ..policy.can import Can
from ..policy.gate import permit
from ..policy.table import may
from . import drafting, filling, launching, lists, long, moving, preparing, queries, shown
from .blueprint import act_asked, bp
from .forms import ActionForm, ClosingForm, OnlyForm, ReasonForm
from .model import JointAction
from .queries import ActionReading
from .signing import for_now
from .turning import needed
from .vocabulary import ActionState, Only

ONE = "/<uuid:action_id>"


@dataclass(frozen=True, slots=True)
class Ending:
    """A way in which an action ends, and what its page says; all words are msgids. `check`: raises Invalid where the
    reason does not do. `kind`: of the button."""

    check: Callable[[Work, JointAction, str], object]
    form: type[ClosingForm] | type[ReasonForm]
    title: str
    lead: str
    hint: str
    said: str
    kind: str = "primary"


ENDINGS = {
    "close": Ending(
        launching.check_reason,
        ClosingForm,
        N_("Close the action"),
        N_("How far it came is kept. Whoever is still open is waived and told."),
        N_("Needed where the action is not done. The organisations that are waived read it."),
        N_("The action is closed."),
    ),
    "stop": Ending(
        lambda _work, _action, reason: needed(reason, "reason"),
        ReasonForm,
        N_("Stop the action"),
        N_("It is not wanted any more: whatever is open is recalled, and the organisations are told."),
        N_("The organisations that are recalled read it."),
        N_("The action is stopped; what was open is recalled."),
        "danger",
    ),
}


@bp.get("/")
@permit(Can.SEE_BOARD)
def actions(work: Work) -> Response:
    shelf = _shelf(work)
    found = lists.actions(work, shelf, listing.after_moment())
    return page(
        "actions/actions.html",
        tabs=moving.tabs(work, shelf),
        shelf=shelf.value,
        rows=[shown.action_row(line) for line in found.lines],
        pager=listing.pager(found.next_key, len(found.lines)),
        links=moving.ways(work),
        may_draft=may(work.actor, Can.WRITE_ACTION),
    )


def _shelf(work: Work) -> lists.Shelf:
    """The list that the address names; drafts are no list to whoever may not draft."""
    asked = request.args.get("shelf", lists.Shelf.RUNNING)
    known = [one for one in lists.Shelf if one is not lists.Shelf.DRAFTS or may(work.actor, Can.WRITE_ACTION)]
    if asked not in known:
        raise NotThere()
    return lists.Shelf(asked)


@bp.get("/new")
@permit(Can.WRITE_ACTION)
def new(work: Work) -> Response:
    return _form_page(work, filling.new_form(work), None)


@bp.post("/new")
@permit(Can.WRITE_ACTION)
def draft(work: Work) -> Response:
    form = filling.posted(work, ActionForm())
    if form.terms.editing:
        return _form_page(work, form, None)
    if form.settle(work, lambda: drafting.draft(work, filling.text_of(form))):
        return go("actions.action", action_id=form.result.id, said=_("The action is drafted. Nobody has got it yet."))
    return _form_page(work, form, None, status=422)


@bp.get(f"{ONE}/edit")
@permit(Can.WRITE_ACTION, subject=queries.reading, sees=Can.READ_ACTION)
def edit(work: Work, action: ActionReading) -> Response:
    if action.state is not ActionState.DRAFT:
        return go("actions.action", action_id=action.id)
    return _form_page(work, filling.form_of(work, action), action.id)


@bp.post(f"{ONE}/edit")
@permit(Can.WRITE_ACTION, subject=queries.find)
def rewrite(work: Work, action: JointAction) -> Response:
    form = filling.posted(work, ActionForm())
    if form.terms.editing:
        return _form_page(work, form, action.id)
    version = form.version.data or 0
    if form.settle(work, lambda: drafting.rewrite(work, action, filling.text_of(form), version)):
        return go("actions.action", action_id=action.id, said=_("The draft is kept."))
    return _form_page(work, form, action.id, status=422)


def _form_page(work: Work, form: ActionForm, action_id: UUID | None, status: int = 200) -> Response:
    return page("actions/edit.html", status, form=form, action_id=action_id, who=preview(work, form.terms.data))


@bp.get(ONE)
@permit(Can.READ_ACTION, subject=queries.reading)
def action(work: Work, action: ActionReading) -> Response:
    """The page of whoever oversees actions; a member's people are led to their own assignment."""
    if not may(work.actor, Can.OVERSEE_ACTIONS, action):
        return go("actions.assignment", assignment_id=lists.own_assignment(work, action.id))
    return _action_page(work, action)


def _action_page(work: Work, action: ActionReading) -> Response:
    only, today = _only(), local_day(work.now)
    found = lists.assignments(work, action.id, only, listing.after_row())
    return page(
        "actions/action.html",
        action=action,
        number=shown.number(action.number),
        state=(_(action.state.label), shown.STATE_TONES[action.state]),
        marks=shown.marks(action.words),
        links=shown.links(queries.links(work, action.id)),
        facts=shown.facts(action.words),
        plan=shown.plan(action, own=action.officer_id == work.person_id),
        far=_far(work, action),
        only=only.value,
        tabs=shown.only_tabs(action, only),
        rows=[shown.assignment_row(line, today) for line in found.lines],
        pager=listing.pager(found.next_key, len(found.lines)),
        moves=moving.action_moves(work, action),
        story=shown.story(timeline(work, action.id)),
    )


def _only() -> Only:
    return Only(listing.ask(OnlyForm(request.args)).only.data)


def _far(work: Work, action: ActionReading) -> dict[str, object] | None:
    if action.launched_at is None:
        return None
    return shown.far(queries.standings(work, {action.id: (action.rule, action.rule_number)})[action.id])


@bp.get(f"{ONE}/launch", endpoint="launching")
@permit(Can.LAUNCH_ACTION, subject=queries.reading, sees=Can.READ_ACTION)
def launching_page(work: Work, action: ActionReading) -> Response:
    if action.state is not ActionState.DRAFT:
        return go("actions.action", action_id=action.id)
    return page(
        "actions/launching.html",
        action=action,
        reach=preparing.reach(work, action),
        roles=shown.role_rows(preparing.roles(work, action)),
        sign_by=_sign_by(work, action),
        plan=shown.plan(action, own=action.officer_id == work.person_id),
    )


def _sign_by(work: Work, action: ActionReading) -> str:
    return shown.launched_now(for_now(work, action.receipt_due_on, action.receipt_hours), action.receipt_hours)


@bp.post(f"{ONE}/launch")
@permit(Can.LAUNCH_ACTION, subject=queries.find)
def launch(work: Work, action: JointAction) -> Response:
    seen, addressed = SeenForm().version.data or 0, launching.count_addressed(work, action)
    if addressed > long.LAUNCHED_AT_ONCE_MOST:
        return later(work, long.LAUNCH, addressed, action.title, action_id=str(action.id), seen=seen)
    count = launching.launch(work, action, seen)
    return go(
        "actions.action", action_id=action.id, said=_("The action is launched to %(count)d organisations.", count=count)
    )


@bp.get(f"{ONE}/<any(close,stop):act>", endpoint="ending")
@permit(Can.LAUNCH_ACTION, subject=queries.reading, sees=Can.READ_ACTION)
def before_end(work: Work, action: ActionReading) -> Response:
    return _ending_page(work, action, ENDINGS[act_asked()].form(formdata=None))


@bp.post(f"{ONE}/<any(close,stop):act>")
@permit(Can.LAUNCH_ACTION, subject=queries.find)
def end(work: Work, action: JointAction) -> Response:
    ending = ENDINGS[act_asked()]
    form = ending.form()
    if (left := launching.count_left(work, action)) > long.ENDED_AT_ONCE_MOST:
        if form.settle(work, lambda: ending.check(work, action, form.reason.data)):
            its = {"action_id": str(action.id), "act": act_asked(), "reason": form.reason.data}
            return later(work, long.END, left, action.title, **its)
    elif form.settle(work, lambda: long.ENDS[act_asked()](work, action, form.reason.data)):
        return go("actions.action", action_id=action.id, said=_(ending.said))
    return _ending_page(work, _again(work, action.id), form, status=422)


def _ending_page(work: Work, action: ActionReading, form: Any, status: int = 200) -> Response:
    ending = ENDINGS[act_asked()]
    return page(
        "actions/ending.html",
        status,
        action=action,
        far=_far(work, action),
        form=form,
        url=url_for("actions.end", action_id=action.id, act=act_asked()),
        title=_(ending.title),
        lead=_(ending.lead),
        hint=_(ending.hint),
        kind=ending.kind,
    )


def _again(work: Work, action_id: UUID) -> ActionReading:
    found = queries.reading(work, action_id)
    if found is None:
        raise NotThere()
    return found
