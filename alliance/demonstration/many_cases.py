"""Released cases in any number, for a demonstration of size and for measuring: invented, and the same every time.

They stand as if they had been written, prepared and released one by one, with all that lets them be found, but they are
laid in by the thousand. Their editions go to several audiences, and one in ten to everybody.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random
from uuid import UUID, uuid5

from sqlalchemy import select, update

from ..audiences.commands import audience_of
from ..audiences.terms import Term, Terms
from ..cases import fulltext, indexing
from ..cases.found_model import CASE_SEARCH, EditionKey, EditionSignature
from ..cases.likeness import signature
from ..cases.marks import marks_of
from ..cases.model import CaseIndicator, Edition, TypicalCase
from ..cases.reviewing import without_media
from ..cases.sealing import digest
from ..cases.telling import PLAIN, TEXTS
from ..cases.vocabulary import CaseState, EditionKind, EditionState, HowFound, IndicatorKind, Phase, Tlp
from ..foundation.kernel.clock import local_day
from ..foundation.store.numbering import Numbering, next_number
from ..foundation.store.work import Work
from ..fraudtypes.queries import Catalogue, catalogue
from ..fraudtypes.vocabulary import AgeBand, Channel, ContactTool, VictimGroup
from ..people.model import Appointment, Person
from .laying import AlreadyMade, Row, lay_in
from .stories import Story, story

IDS = UUID("6f1d3a52-7c44-4e0b-9a51-2f0c96110000")
WRITERS = ("bank@demo.example", "carrier@demo.example", "didi@demo.example", "school@demo.example")
AT_ONCE = 5_000
KEYS_AT_ONCE = 20_000
MINUTES_APART = 30
WEEKS_DAYS = 28
INDICATOR_EACH = 3
HELD_BY = 4
"""So many of the cases with an indicator share it."""
PHASES = (Phase.LURE, Phase.TRUST, Phase.INDUCE, Phase.INDUCE, Phase.TRANSFER)


@dataclass(frozen=True, slots=True)
class Told:
    """Who tells the cases (person and organisation) and when; the first tells the story `first`. What happened lies
    within the weeks before."""

    writers: Sequence[tuple[UUID, UUID]]
    moments: Sequence[datetime]
    first: int


@dataclass(frozen=True, slots=True)
class Cast:
    """Who writes, who prepares and releases, and for whom. `told` is None where each story has its own day."""

    writers: Sequence[tuple[UUID, UUID]]
    officer: UUID
    admin: UUID
    shares: Sequence[tuple[Tlp, UUID | None]]
    types: Catalogue
    told: Told | None


def make(work: Work, count: int, told: Told | None = None) -> None:
    """Lay `count` released cases into a portal that holds the demonstration; the caller commits. Without `told` four of
    its accounts have written one each half hour."""
    if work.session.get(TypicalCase, uuid5(IDS, "case 0")):
        raise AlreadyMade("such cases are made once, into a demonstration that has none")
    cast = _cast(work, told)
    first = next_number(work.session, "edition")
    for begin in range(0, count, AT_ONCE):
        numbers = range(begin, min(count, begin + AT_ONCE))
        cases = [_case(work, cast, number, count) for number in numbers]
        lay_in(work, TypicalCase, cases)
        held = [{"case_id": case["id"], "digest": one["mark"]} for case in cases for one in case["indicators"]]
        lay_in(work, CaseIndicator, held)
        editions = [_edition(cast, case, number, first) for case, number in zip(cases, numbers, strict=True)]
        lay_in(work, Edition, editions)
        _index(work, editions)
    work.session.execute(update(Numbering).where(Numbering.series == "edition").values(last=first + count - 1))


def edition_id(number: int) -> UUID:
    """Of the edition that tells the story of this number; its release number says nothing of it."""
    return uuid5(IDS, f"edition {number}")


def _index(work: Work, rows: Iterable[Row]) -> None:
    """What lets them be found; keys in their order, so that the index grows at its end."""
    editions = [Edition(**row) for row in rows]
    numbers = [edition.release_number or 0 for edition in editions]
    signed = [signature(edition.story) for edition in editions]
    texts = dict(zip(numbers, map(indexing.searched, editions), strict=True))
    fulltext.put(work.session, CASE_SEARCH, texts, dict(zip(numbers, map(marks_of, editions), strict=True)))
    signatures = zip(numbers, signed, strict=True)
    lay_in(work, EditionSignature, [{"release_number": number, "signature": its} for number, its in signatures])
    stands = zip(editions, numbers, signed, strict=True)
    keys = sorted((key, number) for edition, number, its in stands for key in indexing.keys_of(edition, its))
    for begin in range(0, len(keys), KEYS_AT_ONCE):
        some = keys[begin : begin + KEYS_AT_ONCE]
        lay_in(work, EditionKey, [{"key": key, "release_number": number} for key, number in some])


def _accounts(work: Work) -> dict[str, tuple[UUID, UUID]]:
    p, a = Person, Appointment
    asked = select(p.email, p.id, a.organisation_id).join(a, a.person_id == p.id)
    rows = work.session.execute(asked.where(p.email.like("%@demo.example")))
    return {row.email: (row.id, row.organisation_id) for row in rows}


def writers_of(work: Work) -> Sequence[tuple[UUID, UUID]]:
    """The demonstration's writers: person and organisation."""
    people = _accounts(work)
    return [people[address] for address in WRITERS]


def _cast(work: Work, told: Told | None) -> Cast:
    people = _accounts(work)
    named = [Term(organisation=str(people[address][1])) for address in WRITERS]
    shared: list[tuple[Tlp, list[Term]]] = [
        *[(Tlp.AMBER, [Term(alliance="police_bank")])] * 3,
        *[(Tlp.AMBER, [Term(alliance="police_telecom"), Term(alliance="police_enterprise")])] * 2,
        (Tlp.GREEN, [Term()]),
        (Tlp.AMBER, [Term(district="140106")]),
        (Tlp.AMBER_STRICT, named[:2]),
        (Tlp.RED, named[1:2]),
    ]
    members = [(tlp, audience_of(work, without_media(Terms.of(terms))).id) for tlp, terms in shared]
    return Cast(
        writers=told.writers if told else writers_of(work),
        officer=people["officer@demo.example"][0],
        admin=people["center@demo.example"][0],
        shares=[(Tlp.CLEAR, None), *members],
        types=catalogue(work),
        told=told,
    )


def _case(work: Work, cast: Cast, number: int, count: int) -> Row:
    writer, organisation = cast.writers[number % len(cast.writers)]
    at = cast.told.moments[number] if cast.told else work.now - timedelta(minutes=MINUTES_APART * (count - number))
    kept = {"begun_at": at, "written_at": at, "submitted_at": at, "state": CaseState.PUBLISHED, "state_since": at}
    whose = {"organisation_id": organisation, "written_by_id": writer, "in_center_name": number % 7 == 0}
    told = _story(cast, number, at)
    return {"id": uuid5(IDS, f"case {number}"), "words": "", "version": 1} | whose | kept | _told(cast, number, told)


def _story(cast: Cast, number: int, at: datetime) -> Story:
    if cast.told is None:
        return story(number)
    return story(cast.told.first + number, day=local_day(at) - timedelta(days=1 + number % WEEKS_DAYS))


def _told(cast: Cast, number: int, told: Story) -> Row:
    chance = Random(number)  # noqa: S311 - nothing is kept secret by it
    heading = cast.types.heading_of(told.kind)
    return {
        "title": told.title,
        "story": told.text,
        "happened_on": told.happened_on,
        "district_code": told.district_code,
        "fraud_type_id": heading.id if heading else None,
        "victim_group": chance.choice(list(VictimGroup)),
        "age_band": chance.choice(list(AgeBand)),
        "channel": chance.choice(list(Channel)),
        "contact_tool": chance.choice(list(ContactTool)),
        "how_found": chance.choice(list(HowFound)),
        "lost_fen": told.lost_yuan * 100,
        "stopped_fen": None,
        "recovered_fen": told.recovered_yuan * 100,
        "payment_path": "",
        "loopholes": "",
        "advice": told.advice,
        "steps": _steps(told),
        "indicators": _indicators(number),
    }


def _steps(told: Story) -> list[Row]:
    return [{"phase": str(phase), "words": words} for phase, words in zip(PHASES, told.steps, strict=True)]


def _indicators(number: int) -> list[Row]:
    if number % INDICATOR_EACH:
        return []
    site = f"fraud-{number // INDICATOR_EACH // HELD_BY}.example"
    shown = "hxxp://" + site.replace(".", "[.]")
    mark = digest(IndicatorKind.URL, site)
    return [{"kind": str(IndicatorKind.URL), "shown": shown, "doubtful": False, "mark": mark}]


def _edition(cast: Cast, case: Row, number: int, first: int) -> Row:
    tlp, audience = cast.shares[number % len(cast.shares)]
    at = case["state_since"]
    texts = {name: case[name] for name in (*TEXTS, *PLAIN, "steps", "indicators")}
    return texts | {
        "id": edition_id(number),
        "case_id": case["id"],
        "kind": EditionKind.PUBLIC if audience is None else EditionKind.MEMBERS,
        "number": 1,
        "release_number": first + number,
        "organisation_id": None if case["in_center_name"] else case["organisation_id"],
        "source_id": case["organisation_id"],
        "tlp": tlp,
        "audience_id": audience,
        "prepared_for": [],
        "author_id": case["written_by_id"],
        "written_by_id": cast.officer,
        "written_at": at,
        "released_by_id": cast.admin,
        "released_at": at,
        "change_note": "",
        "reason": "",
        "state": EditionState.RELEASED,
        "state_since": at,
        "version": 1,
    }
