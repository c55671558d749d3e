"""What is done with audiences: the one row of a value, and keeping one under a title."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError

from ..foundation.kernel.errors import Conflict, Invalid
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..journal.record import record
from . import events, queries
from .model import SINGLES_MOST, TERMS_MOST, Audience, KeptAudience
from .terms import Terms


def audience_of(work: Work, terms: Terms) -> Audience:
    """The audience of these terms: equal ones are one row, made when it is first asked for. An empty one is refused."""
    form = terms.canonical()
    if not form.added:
        raise Invalid("terms", N_("Choose whom it means: nobody is chosen yet."))
    _check_length(form)
    if queries.is_empty(work, form):
        raise Invalid("terms", N_("No organisation belongs to this choice today."))
    stored = select(Audience).where(Audience.digest == form.digest())
    found = work.session.scalar(stored)
    if found is not None:
        return found
    made = Audience(digest=form.digest(), terms=form.to_json())
    try:
        with work.session.begin_nested():
            work.session.add(made)
    except IntegrityError:
        return work.session.scalars(stored).one()
    return made


def _check_length(form: Terms) -> None:
    singles = sum(1 for term in (*form.added, *form.taken) if term.single)
    if len(form.added) + len(form.taken) - singles > TERMS_MOST:
        raise Invalid("terms", N_("At most %(most)d groups, please."), most=TERMS_MOST)
    if singles > SINGLES_MOST:
        raise Invalid("terms", N_("At most %(most)d single organisations, please."), most=SINGLES_MOST)


@dataclass(frozen=True, slots=True)
class KeepText:
    title: str
    terms: Terms


def keep(work: Work, text: KeepText) -> KeptAudience:
    """Keep the audience for later under a title that no other one bears."""
    audience = audience_of(work, text.terms)
    kept = KeptAudience(title=text.title, audience_id=audience.id, kept_by_id=work.person_id, kept_at=work.now)
    try:
        with work.session.begin_nested():
            work.session.add(kept)
    except IntegrityError as twice:
        raise Invalid("title", N_("Another kept audience bears this title.")) from twice
    record(work, events.AudienceKept(kept.id, kept.title, audience.digest))
    return kept


def drop(work: Work, kept_id: UUID) -> None:
    """Keep it no longer; what has been addressed to it stays addressed."""
    gone = work.session.execute(
        delete(KeptAudience).where(KeptAudience.id == kept_id).returning(KeptAudience.title, KeptAudience.audience_id)
    ).first()
    if gone is None:
        raise Conflict(N_("This audience is no longer kept."))
    digest = work.session.get_one(Audience, gone.audience_id).digest
    record(work, events.AudienceDropped(kept_id, gone.title, digest))
