"""What a reader does without words: open an edition, take a list along, sign for it, say whether it was useful."""

from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.exc import IntegrityError

from ..cases.events import CasesTakenAlong
from ..cases.model import Edition
from ..cases.reading import EditionReading
from ..cases.vocabulary import EditionState
from ..foundation.kernel.errors import Conflict, NotAllowed
from ..foundation.kernel.ids import new_id
from ..foundation.kernel.words import N_
from ..foundation.store.upsert import insert_or
from ..foundation.store.work import Work
from ..journal.record import record
from . import events
from .model import Receipt, Vote

REPLACED = N_("A newer version has taken the place of the one that you have read. Read it first.")
WITHDRAWN = N_("This edition is withdrawn.")
SIGNED = N_("Your organisation has signed for this version already.")
MOVED_ON = N_("One of these cases was withdrawn or replaced while the list was made. Take the list along again.")


def check_stands(edition: EditionReading) -> None:
    """Refuse where the edition is withdrawn."""
    if edition.state is not EditionState.RELEASED:
        raise Conflict(WITHDRAWN)


def check_shown(edition: EditionReading, shown_id: UUID | None) -> None:
    """Refuse where the version that the page showed is no longer the one that is read."""
    check_stands(edition)
    if shown_id != edition.id:
        raise Conflict(REPLACED)


def hold(work: Work, edition: EditionReading) -> None:
    """Refuse where the edition no longer stands; until the transaction ends nobody withdraws or replaces it, so that
    whoever does then knows of every reader."""
    held = select(Edition.state).where(Edition.id == edition.id).with_for_update(read=True)
    state = work.session.scalar(held)
    if state is not EditionState.RELEASED:
        raise Conflict(REPLACED if state is EditionState.SUPERSEDED else WITHDRAWN)


def read(work: Work, edition: EditionReading) -> None:
    """The actor's organisation has read this version; only the first time counts. Two at once leave one mark."""
    organisation_id = _own(work)
    hold(work, edition)
    receipt = Receipt(edition_id=edition.id, organisation_id=organisation_id, read_at=work.now)
    if _put(work, receipt):
        record(work, events.EditionRead(receipt.id, edition.id, organisation_id))


def take_along(work: Work, event: CasesTakenAlong) -> None:
    """Whose people take a list along hold its texts, so that organisation has read them: it hears of every correction
    and of every end."""
    if work.actor.organisation_id is None or not event.releases:
        return
    e = Edition
    standing = e.release_number.in_(event.releases), e.state == EditionState.RELEASED
    held = work.session.scalars(select(e.id).where(*standing).order_by(e.id).with_for_update(read=True)).all()
    if len(held) < len(event.releases):
        raise Conflict(MOVED_ON)
    its = {"organisation_id": work.actor.organisation_id, "read_at": work.now}
    rows = [{"id": new_id(), "edition_id": edition_id, **its} for edition_id in held]
    work.session.execute(insert_or(work.session, Receipt).on_conflict_do_nothing(), rows)


def receive(work: Work, edition: EditionReading) -> None:
    """The person who acts signs for their organisation. Of two at once, one does; the other is told so."""
    read(work, edition)
    organisation_id = _own(work)
    signed = work.session.scalar(
        update(Receipt)
        .where(
            Receipt.edition_id == edition.id,
            Receipt.organisation_id == organisation_id,
            Receipt.received_at.is_(None),
        )
        .values(received_at=work.now, received_by_id=work.person_id)
        .returning(Receipt.id)
    )
    if signed is None:
        raise Conflict(SIGNED)
    record(work, events.EditionReceived(signed, edition.id, organisation_id))


def judge(work: Work, edition: EditionReading, useful: bool) -> None:
    """Say whether it was useful, or change what one said."""
    hold(work, edition)
    vote = Vote(case_id=edition.case_id, kind=edition.kind, person_id=work.person_id, useful=useful, voted_at=work.now)
    if not _put(work, vote):
        own = (Vote.case_id == edition.case_id, Vote.kind == edition.kind, Vote.person_id == work.person_id)
        vote = work.session.scalars(select(Vote).where(*own).with_for_update()).one()
        vote.useful, vote.voted_at = useful, work.now
    record(work, events.EditionJudged(vote.id, edition.case_id, edition.kind, useful))


def _own(work: Work) -> UUID:
    """The organisation for which the actor speaks."""
    if work.actor.organisation_id is None:
        raise NotAllowed()
    return work.actor.organisation_id


def _put(work: Work, row: Receipt | Vote) -> bool:
    """Add the row; False where there is one already. The database's uniqueness decides who is first."""
    try:
        with work.session.begin_nested():
            work.session.add(row)
    except IntegrityError:
        return False
    return True
