"""What an officer does with an action before it is launched: draft, change, give roles, drop."""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from uuid import UUID

from sqlalchemy import delete, func, select
from sqlalchemy.orm.attributes import flag_modified

from ..audiences.commands import audience_of
from ..audiences.model import Audience
from ..audiences.queries import organisations_in
from ..audiences.terms import Terms
from ..foundation.kernel.clock import local_day
from ..foundation.kernel.errors import Conflict, Invalid, MoveNotOpen
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..journal.record import record
from . import events
from .model import ORGANISATIONS_MOST, ROLES_MOST, ActionLink, ActionRole, JointAction
from .signing import planned
from .vocabulary import ActionState, AssignmentRole, OriginKind, Priority, RollUpRule

LATE_RECEIPT = N_("The day to sign by does not come after the day it is due.")
PAST = N_("This day has passed.")


@dataclass(frozen=True, slots=True)
class ActionText:
    """What an action says. `target`: a whole number of `unit`, for each organisation. `rule_number`: see RollUpRule.
    Of `receipt_due_on` and `receipt_hours` one is given: see `signing`."""

    title: str
    what: str
    terms: Terms
    receipt_due_on: date | None
    due_on: date
    why: str = ""
    evidence_asked: str = ""
    indicator: str = ""
    target: int | None = None
    unit: str = ""
    default_role: AssignmentRole = AssignmentRole.ASSIST
    rule: RollUpRule = RollUpRule.ALL
    rule_number: int | None = None
    priority: Priority = Priority.NORMAL
    mandatory: bool = True
    matrix_code: str | None = None
    focus_area_code: str | None = None
    receipt_hours: int | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """What an action comes from. `title`: what it is called there; `drill`: it only practises."""

    kind: OriginKind
    thing_id: UUID
    title: str
    drill: bool = False


WRITTEN = tuple(one.name for one in fields(ActionText) if one.name != "terms")


def draft(work: Work, text: ActionText, origins: Sequence[Origin] = ()) -> JointAction:
    """A new draft, linked to what it comes from: nobody but the center sees it."""
    text = checked(work, text)
    action = JointAction(
        **{name: getattr(text, name) for name in WRITTEN},
        audience_id=audience_of(work, text.terms).id,
        drill=any(one.drill for one in origins),
        officer_id=work.person_id,
        drafted_at=work.now,
        state=ActionState.DRAFT,
        state_since=work.now,
    )
    work.session.add(action)
    work.session.flush()
    for one in origins:
        work.session.add(ActionLink(action_id=action.id, kind=one.kind, thing_id=one.thing_id, title=one.title))
    record(work, events.ActionDrafted(action.id, action.title, tuple(one.kind for one in origins)))
    return action


def rewrite(work: Work, action: JointAction, text: ActionText, version: int) -> None:
    """Change a draft. `version`: of the action as its page showed it; an older page is refused."""
    _check_draft(action, version)
    text = checked(work, text)
    for name in WRITTEN:
        setattr(action, name, getattr(text, name))
    action.audience_id = audience_of(work, text.terms).id
    work.session.flush()
    record(work, events.ActionRewritten(action.id))


def put_into(work: Work, action: JointAction, origin: Origin, version: int) -> None:
    """Let a draft belong to one thing more, of a kind that it has none of yet. `version`: see `rewrite`."""
    _check_draft(action, version)
    action.drill = action.drill or origin.drill
    _hold(work, action)
    if work.session.get(ActionLink, (action.id, origin.kind)) is not None:
        raise Conflict()
    work.session.add(ActionLink(action_id=action.id, kind=origin.kind, thing_id=origin.thing_id, title=origin.title))
    record(work, events.ActionPutInto(action.id, origin.kind, origin.thing_id))


def take_out(work: Work, action: JointAction, origin: Origin, version: int) -> None:
    """Let a draft no longer belong to this thing; what only practised for it is in earnest again."""
    _check_draft(action, version)
    action.drill = action.drill and not origin.drill
    _hold(work, action)
    link = work.session.get(ActionLink, (action.id, origin.kind))
    if link is None or link.thing_id != origin.thing_id:
        raise Conflict()
    work.session.delete(link)
    record(work, events.ActionTakenOut(action.id, origin.kind, origin.thing_id))


def _hold(work: Work, action: JointAction) -> None:
    """Mark the draft as changed, so that of two who put it somewhere, or launch it, at once the second is refused."""
    flag_modified(action, "drill")
    work.session.flush()


def checked(work: Work, text: ActionText) -> ActionText:
    """Refuse days that have passed or stand in the wrong order, and a rule without its number. Hours to sign within
    come with the day that they would end on, launched now."""
    today, signing = local_day(work.now), planned(work, text.receipt_due_on, text.receipt_hours)
    for field, day in (("receipt_due_on", signing.due_on), ("due_on", text.due_on)):
        if day < today:
            raise Invalid(field, PAST)
    if signing.due_on > text.due_on:
        raise Invalid("receipt_hours" if signing.at else "receipt_due_on", LATE_RECEIPT)
    _check_measure(text)
    return replace(text, receipt_due_on=signing.due_on)


def _check_measure(text: ActionText) -> None:
    if text.rule_number is not None and text.rule_number > ORGANISATIONS_MOST:
        raise Invalid("rule_number", N_("No action has so many organisations."))
    if text.rule is RollUpRule.COUNT and not text.rule_number:
        raise Invalid("rule_number", N_("Say how many organisations it takes."))
    if text.rule is RollUpRule.WEIGHTED and not 1 <= (text.rule_number or 0) <= 100:
        raise Invalid("rule_number", N_("Say how many percent it takes, from 1 to 100."))
    if text.target is not None and not text.indicator:
        raise Invalid("indicator", N_("Say what the target counts."))


def give_role(work: Work, action: JointAction, organisation_id: UUID, role: AssignmentRole, weight: int = 1) -> None:
    """Give one organisation of the audience a role or a weight of its own."""
    _hold_draft(work, action)
    if organisation_id not in organisations_in(work, terms_of(work, action)):
        raise Invalid("organisation", N_("This organisation does not belong to those for whom the action is."))
    counted = select(func.count()).select_from(ActionRole).where(ActionRole.action_id == action.id)
    if (work.session.scalar(counted) or 0) >= ROLES_MOST:
        raise Invalid("organisation", N_("At most %(most)d organisations have a role of their own."), most=ROLES_MOST)
    work.session.merge(ActionRole(action_id=action.id, organisation_id=organisation_id, role=role, weight=weight))
    work.session.flush()
    record(work, events.ActionRoleSet(action.id, organisation_id, role, weight))


def take_role(work: Work, action: JointAction, organisation_id: UUID) -> None:
    """The organisation has the same role and weight as the others again."""
    _hold_draft(work, action)
    own = (ActionRole.action_id == action.id, ActionRole.organisation_id == organisation_id)
    work.session.execute(delete(ActionRole).where(*own))
    record(work, events.ActionRoleSet(action.id, organisation_id, "", 1))


def drop(work: Work, action: JointAction) -> None:
    """A draft that was never launched goes."""
    _check_draft(action)
    for part in (ActionLink, ActionRole):
        work.session.execute(delete(part).where(part.action_id == action.id))
    work.session.delete(action)
    work.session.flush()
    record(work, events.ActionDropped(action.id))


def terms_of(work: Work, action: JointAction) -> Terms:
    """Whom the action is for, as terms."""
    return Terms.from_json(work.session.get_one(Audience, action.audience_id).terms)


def _hold_draft(work: Work, action: JointAction) -> None:
    """It stays a draft until the transaction ends: whoever launches it meanwhile waits."""
    work.hold(action)
    _check_draft(action)


def _check_draft(action: JointAction, version: int | None = None) -> None:
    if action.state is not ActionState.DRAFT:
        raise MoveNotOpen()
    if version is not None and version != action.version:
        raise Conflict()
