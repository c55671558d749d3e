"""A job is done as its owner, by the rights that hold at that moment; and handed out while they still do."""

from dataclasses import replace
from typing import Any
from uuid import UUID

from ..foundation.kernel.actor import Actor
from ..foundation.kernel.errors import NotAllowed, NotThere
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..people.acting import actor_under, actor_without_role
from ..policy.table import REFUSED_WITH, may
from .kinds import Kind, Params

NO_LONGER = N_("The role under which you asked for this has ended, so it was not done.")
CHANGED = N_(
    "Your role, or what you may read, has changed since this was made: it is not handed out any more. Ask for it anew."
)


def as_owner(work: Work, person_id: UUID, appointment_id: UUID | None) -> Work:
    """The same work, done by the owner under the office of the job; NotAllowed where it holds no longer."""
    owner = actor_under(work, appointment_id) if appointment_id else actor_without_role(work, person_id)
    if owner is None or owner.person_id != person_id:
        raise NotAllowed(NO_LONGER)
    return replace(work, actor=owner)


def admit(work: Work, kind: Kind, params: Params) -> Any:
    """What the door of the page asks, once more; the thing that the job is about."""
    thing = kind.subject(work, params) if kind.subject else None
    if kind.subject and (thing is None or not may(work.actor, kind.sees or kind.can, thing)):
        raise NotThere()
    if not may(work.actor, kind.can, thing):
        raise NotAllowed(REFUSED_WITH.get(kind.can))
    return thing


def rights_of(actor: Actor) -> str:
    """All of an actor that rules and filters ask about."""
    asked = (actor.role, actor.organisation_id, actor.organisation_stands, actor.of_the_media, actor.district_code)
    return " ".join(str(one) for one in asked)
