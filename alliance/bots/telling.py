"""From letters to messages: of all letters of one kind in one act, each group that is concerned is told once.

A group is concerned where a letter goes to a contact of its organisation who takes letters, or to somebody who acts
for it. Where one person does so for several organisations, the letter has to name the one that it is about: else no
group is told, for better none than another's. Whom an organisation names as its contact is its own word: what reaches
somebody of the center, of a district or of the inspection there is told to no organisation's group, whatever the letter
names. The letters themselves go out in any case.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, time
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Select, case, null, select, union_all

from ..foundation.kernel.actor import Role
from ..foundation.kernel.clock import LOCAL_ZONE, local_day
from ..foundation.kernel.ids import new_id
from ..foundation.store.upsert import insert_or
from ..foundation.store.work import Work
from ..journal.groups import Letters
from ..journal.terms import Terms, posting
from ..journal.vocabulary import TOPIC_OF, Topic
from ..organisations.model import Contact, Organisation, OrganisationState
from ..organisations.queries import takes_letters
from ..people.addresses import CENTER
from ..people.model import Appointment, Person
from ..people.queries import holds_on
from ..subscriptions.model import LetterTerms
from ..worktime.counting import Calendar
from ..worktime.queries import calendar
from .model import Bot, BotMessage
from .saying import SAYS, Sentence, sentence
from .vocabulary import BotState

AT_ONCE = 1_000
"""So many addresses are asked for in one statement."""
BUNDLES_AT = time(9)
"""When a group that is not told at once is told, on working days; later, where it is quiet for longer."""


class Party(NamedTuple):
    """For whom somebody reads: an organisation, or (None) the center or another office."""

    organisation_id: UUID | None
    name: str


OTHER_OFFICE = "-"
"""Of a district, or of the inspection: it has no group."""
THE_CENTER = Party(None, "")
OFFICES = (*CENTER, Role.DISTRICT_OFFICER, Role.INSPECTOR)


class Listener(NamedTuple):
    """A bot that wants to know. `terms`: when its organisation is quiet."""

    bot_id: UUID
    at_once: bool
    terms: Terms


def tell(work: Work, template: str, letters: Letters) -> None:
    """Let be said what these letters tell; see `Groups`."""
    listening = _listening(work, TOPIC_OF[template]) if template in SAYS else {}
    if not listening:
        return
    said = [(address, params, sentence(template, params)) for address, params in letters]
    parties = _parties(work, [address for address, _params, one in said if one], listening)
    days = calendar(work)
    morning = _next_morning(work.now, days)
    rows: dict[tuple[UUID, str], dict[str, Any]] = {}
    for address, params, one in said:
        party = _meant(parties.get(address, ()), params)
        if one and party:
            for listener in listening.get(party.organisation_id, ()):
                begins = work.now if listener.at_once else morning
                due_at = _loud(begins, template, params, listener.terms)
                due_at = due_at if listener.at_once else _on_working_day(due_at, days)
                row = _row(work, template, one) | {"bot_id": listener.bot_id, "due_at": due_at}
                rows[listener.bot_id, row["mark"]] = row
    if rows:
        work.session.execute(insert_or(work.session, BotMessage).on_conflict_do_nothing(), list(rows.values()))


def _loud(moment: datetime, template: str, params: Mapping[str, Any], terms: Terms) -> datetime:
    """In quiet hours a group is told only what is urgent, as its people are by letter."""
    when = posting(moment, template, bool(params.get("urgent")), terms)
    return when.due_at if when else moment


def _listening(work: Work, topic: Topic) -> Mapping[UUID | None, Sequence[Listener]]:
    """Bots in use that take the topic, by their organisation, if it is a member; None stands for the center."""
    asked = (
        select(Bot.id, Bot.organisation_id, Bot.topics, Bot.at_once, LetterTerms.quiet_from, LetterTerms.quiet_until)
        .outerjoin(Organisation, Organisation.id == Bot.organisation_id)
        .outerjoin(LetterTerms, LetterTerms.organisation_id == Bot.organisation_id)
        .where(Bot.state == BotState.WORKS, standing())
    )
    found = defaultdict(list)
    for bot_id, organisation_id, topics, at_once, *hours in work.session.execute(asked):
        if topic in topics:
            terms = Terms({}, *hours) if None not in hours else Terms()
            found[organisation_id].append(Listener(bot_id, at_once, terms))
    return found


def standing() -> ColumnElement[bool]:
    """The center's bots, and those of organisations that are members: who is suspended hears nothing."""
    return Bot.organisation_id.is_(None) | (Organisation.state == OrganisationState.MEMBER)


def _parties(work: Work, addresses: Iterable[str], listening: Iterable[UUID | None]) -> Mapping[str, set[Party]]:
    """For whom who reads at these addresses acts, where one of them listens."""
    wanted, heard = sorted(set(addresses)), set(listening)
    found: dict[str, set[Party]] = defaultdict(set)
    for at in range(0, len(wanted), AT_ONCE):
        for address, organisation_id, name in work.session.execute(_acting(work, wanted[at : at + AT_ONCE])):
            found[address].add(Party(organisation_id, name))
    return {address: its for address, its in found.items() if not heard.isdisjoint(one.organisation_id for one in its)}


def _acting(work: Work, addresses: Sequence[str]) -> Any:
    """(address, organisation or None for an office, its name): contacts, and whoever is appointed today."""
    contacts = select(Contact.email, Contact.organisation_id, Organisation.name)
    contacts = contacts.join(Organisation, Organisation.id == Contact.organisation_id)
    office = case((Appointment.role.in_(CENTER), THE_CENTER.name), else_=OTHER_OFFICE)
    return union_all(
        contacts.where(Contact.email.in_(addresses), takes_letters()),
        _appointed(work, addresses, Appointment.organisation_id, Organisation.name).join(
            Organisation, Organisation.id == Appointment.organisation_id
        ),
        _appointed(work, addresses, null(), office).where(Appointment.role.in_(OFFICES)),
    )


def _appointed(work: Work, addresses: Sequence[str], *columns: Any) -> Select[Any]:
    asked = select(Person.email, *columns).join(Appointment, Appointment.person_id == Person.id)
    return asked.where(Person.email.in_(addresses), Person.disabled_at.is_(None), holds_on(local_day(work.now)))


def _meant(parties: Iterable[Party], params: Mapping[str, Any]) -> Party | None:
    """The one party that a letter to somebody concerns, where that is sure. What an office is told, it is told as an
    office, whichever organisation has listed the address as its own."""
    its = list(parties)
    if any(one.organisation_id is None for one in its):
        return THE_CENTER if its == [THE_CENTER] else None
    if len(its) > 1:
        its = [one for one in its if one.name and one.name == params.get("organisation")]
    return its[0] if len(its) == 1 else None


def _row(work: Work, template: str, one: Sentence) -> dict[str, Any]:
    said = (template, one.path, one.words, *sorted(map(str, one.params.items())), work.now.isoformat())
    return {
        "id": new_id(),
        "template": template,
        "words": one.words,
        "params": dict(one.params),
        "path": one.path,
        "mark": hashlib.sha256("\0".join(said).encode()).hexdigest(),
        "trial": False,
        "written_at": work.now,
        "attempts": 0,
    }


def _on_working_day(moment: datetime, days: Calendar) -> datetime:
    """The same hour of the next working day, where quiet hours reach into a day off."""
    day = local_day(moment)
    return moment if days.works(day) else moment + (days.day_after(day, 1) - day)


def _next_morning(now: datetime, days: Calendar) -> datetime:
    """When what is bundled goes out."""
    today = local_day(now)
    morning = datetime.combine(today, BUNDLES_AT, LOCAL_ZONE)
    if now < morning and days.works(today):
        return morning
    return datetime.combine(days.day_after(today, 1), BUNDLES_AT, LOCAL_ZONE)
