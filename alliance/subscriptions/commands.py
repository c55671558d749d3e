"""Choosing which letters come by mail, and how often."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import select

from ..foundation.kernel.ids import new_id
from ..foundation.store.upsert import insert_or
from ..foundation.store.work import Work
from ..journal.record import record
from ..journal.terms import QUIET_FROM, QUIET_UNTIL
from ..journal.vocabulary import Pace, Topic
from ..people.model import Person
from . import queries
from .events import LettersChosen, LettersOfMemberChosen, LettersStopped
from .model import LetterTerms


@dataclass(frozen=True, slots=True)
class Choice:
    """`quiet_from` and `quiet_until`: full hours of the local clock; equal ones are no quiet hours."""

    paces: Mapping[Topic, Pace]
    quiet_from: int = QUIET_FROM
    quiet_until: int = QUIET_UNTIL


def choose(work: Work, choice: Choice) -> None:
    """For oneself."""
    _keep(work, LetterTerms.person_id, work.person_id, choice)
    record(work, LettersChosen(work.person_id))


def choose_for_member(work: Work, organisation_id: UUID, choice: Choice) -> None:
    """For the offices of an organisation, and those of its people who have not chosen themselves."""
    _keep(work, LetterTerms.organisation_id, organisation_id, choice)
    record(work, LettersOfMemberChosen(organisation_id))


def stop(work: Work, person_id: UUID, topics: Sequence[Topic]) -> None:
    """By the link of a letter: nothing on these topics by mail, but for what is duty. All else stays as it held, chosen
    by the person or by the organisation; a link that was pressed before changes nothing."""
    work.session.execute(select(Person.id).where(Person.id == person_id).with_for_update())
    terms = queries.holding_for(work, person_id)
    if all(terms.pace(topic) is Pace.NEVER for topic in topics):
        return
    paces = dict(terms.paces) | dict.fromkeys(topics, Pace.NEVER)
    _keep(work, LetterTerms.person_id, person_id, Choice(paces, terms.quiet_from, terms.quiet_until))
    record(work, LettersStopped(person_id))


def _keep(work: Work, whose: Any, owner: UUID, choice: Choice) -> None:
    paces = {str(topic): str(pace) for topic, pace in choice.paces.items()}
    what = {"paces": paces, "quiet_from": choice.quiet_from, "quiet_until": choice.quiet_until, "changed_at": work.now}
    made = insert_or(work.session, LetterTerms).values(id=new_id(), **{whose.key: owner}, **what)
    work.session.execute(made.on_conflict_do_update(index_elements=[whose.key], set_=what))
