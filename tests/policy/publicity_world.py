"""Events in the small world: public, of others alone, of a member in each hand, a draft; each with its marks."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from sqlalchemy import select

from alliance.audiences.terms import Term, Terms
from alliance.files.checking import check
from alliance.foundation.kernel.actor import Actor
from alliance.organisations.commands import ContactText
from alliance.organisations.model import Post
from alliance.policy.can import Can
from alliance.publicity import arranging, attaching, deciding, forming, placing, running, telling, writing
from alliance.publicity.arranging import AgendaText, HostText, VenueText
from alliance.publicity.attaching import FilesText
from alliance.publicity.forming import FormationText
from alliance.publicity.model import EventFile, PublicityEvent
from alliance.publicity.placing import PointText
from alliance.publicity.telling import CoverageText
from alliance.publicity.vocabulary import EventFileKind, HostPart, PointKind
from alliance.publicity.writing import EventText, Place
from tests.factories import Make
from tests.files.sound import png

HERE = "140106"
PARTS = ("host_id", "item_id", "venue_id", "formation_id", "point_id", "coverage_id", "file_id")


def tell_of_events(world: Any, make: Make) -> None:
    unwritten = {post: ContactText("联络员", "0351-5550000") for post in (Post.FIRST_LEADER, Post.LIAISON)}
    alone = make.organisation("无人参与机构", contacts=unwritten)
    telling_ = Telling(world, make)
    everybody = Terms.of([Term()])
    telling_.event("public", everybody, "liaison", public=True)
    telling_.event("inner", everybody, "liaison of another organisation")
    telling_.event("of others", Terms.of([Term(organisation=str(alone.id))]), "officer", addressed=())
    telling_.event("drafted", everybody, "liaison", approve=False, addressed=())


class OfTheActor:
    """An event as it is read for one actor: whether its audience holds the actor's organisation, who operates."""

    def __init__(self, thing: SimpleNamespace, actor: Actor) -> None:
        self.__dict__ |= vars(thing)
        self.addressed = actor.organisation_id in thing.addressed_ids and actor.organisation_stands
        self.operating = actor.organisation_id is not None and actor.organisation_id == thing.operator_id


class Event(SimpleNamespace):
    def read_by(self, actor: Actor) -> OfTheActor:
        return OfTheActor(self, actor)


@dataclass
class Telling:
    """Every text bears a mark that belongs to whoever may read that very event."""

    world: Any
    make: Make

    def event(
        self,
        label: str,
        terms: Terms,
        proposer: str,
        *,
        public: bool = False,
        approve: bool = True,
        addressed: Any = ("a", "b", "s"),
    ) -> None:
        who, officer = self.world.people[proposer], self.world.people["administrator"]
        thing = Event(public=public, approved_at=None, organisation_id=who.actor.organisation_id)
        thing.proposed_by_id, thing.operator_id = who.id, self.world.things["a"].organisation_id
        thing.addressed_ids = {self.world.things[one].organisation_id for one in addressed}
        name = label.replace(" ", "-")
        mark = Marks(self.world, name, thing)
        with self.make.work(who.actor) as work:
            starts = work.now + timedelta(days=1)
            place = Place(starts, starts + timedelta(hours=3), HERE, mark("venue"))
            said = EventText(
                title=mark("event"),
                kind_code="lecture",
                place=place,
                terms=terms,
                public=public,
                description=mark("told"),
                materials=mark("things", Can.READ_EVENT_PAPERS),
                safety_plan=mark("safety", Can.READ_EVENT_PAPERS),
            )
            event = writing.draft(work, said)
            thing.id = event.id
            self._parts(work, thing, mark)
            if approve:
                deciding.propose(work, event.id)
        self.world.things[f"event {label}"] = thing
        if approve:
            with self.make.work(officer.actor) as work:
                deciding.approve(work, thing.id, work.session.get_one(PublicityEvent, thing.id).version)
                running.open_event(work, thing.id)
                thing.approved_at = work.now
                said = CoverageText(mark("medium"), mark("headline"), "https://example.org/", work.now.date())
                thing.coverage_id = telling.add_coverage(work, thing.id, said).id
        else:
            thing.coverage_id = UUID(int=7)

    def _parts(self, work: Any, thing: Event, mark: Any) -> None:
        host = arranging.name_host(work, thing.id, HostText(HostPart.HOST, None, mark("host")))
        starts = work.session.get_one(PublicityEvent, thing.id).starts_at
        item = arranging.add_item(work, thing.id, AgendaText(starts, mark("agenda")))
        thing.venue_id = arranging.add_venue(work, thing.id, VenueText(mark("place-of"))).id
        thing.formation_id = forming.add(work, thing.id, FormationText(mark("formation"), 9)).id
        operator = thing.operator_id if thing.operator_id in thing.addressed_ids else None
        if operator:
            forming.put_into(work, thing.id, thing.formation_id, operator)
        thing.operator_id = operator
        point = PointText(1, PointKind.PUBLICITY, mark("point"), organisation_id=operator, staff=mark("staff"))
        thing.point_id = placing.add(work, thing.id, point).id
        attaching.attach(
            work,
            thing.id,
            FilesText(EventFileKind.DOCUMENT, [check(png(), "document.png")], mark("paper", Can.READ_EVENT_PAPERS)),
        )
        work.session.flush()
        thing.host_id, thing.item_id = host.id, item.id
        thing.file_id = work.session.scalars(select(EventFile.file_id).where(EventFile.event_id == thing.id)).one()


@dataclass
class Marks:
    world: Any
    name: str
    thing: Event

    def __call__(self, part: str, can: Can = Can.READ_EVENT) -> str:
        marked: str = self.world.mark(f"{part}-{self.name}", (can, self.thing))
        return marked


def addresses(things: Mapping[str, Any], missing: UUID) -> dict[tuple[str, ...], list[tuple[dict[str, Any], Any]]]:
    """What the addresses of events can name, by the names of their parts."""
    every = [thing for name, thing in things.items() if name.startswith("event ")]
    first, other = every[:2]
    found: dict[tuple[str, ...], list[tuple[dict[str, Any], Any]]] = {
        ("event_id",): [*(({"event_id": one.id}, one) for one in every), ({"event_id": missing}, None)],
        ("event_id", "formation_id", "organisation_id"): [
            *(
                (
                    {
                        "event_id": one.id,
                        "formation_id": one.formation_id,
                        "organisation_id": one.operator_id or missing,
                    },
                    one,
                )
                for one in every
            ),
        ],
    }
    for name in PARTS:
        known = [
            ({"event_id": one.id, name: getattr(one, name)}, None if getattr(one, name) == missing else one)
            for one in every
        ]
        elsewhere = ({"event_id": first.id, name: getattr(other, name)}, None)
        found[tuple(sorted(("event_id", name)))] = [*known, elsewhere]
    return found
