"""Who may see what: random organisations, seats, audiences, editions and readers against a model in plain Python.

The model is told from the rules of sharing, not from the code. Whatever lists, finds, counts, exports or hints at
released editions joins `LISTINGS`: each is asked as every reader, and must answer with exactly what the model allows.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from alliance.audiences.terms import Term, Terms
from alliance.cases import reading, similar
from alliance.cases import shelf as shelves
from alliance.cases.fitting import ShelfFilter
from alliance.cases.model import Edition
from alliance.cases.vocabulary import KEPT_IN_THE_PORTAL, EditionKind, EditionState, Order, Tlp
from alliance.foundation.kernel.actor import Actor, Role
from alliance.foundation.kernel.errors import Refusal
from alliance.foundation.store.work import Work
from alliance.organisations import commands as organisations
from alliance.organisations.model import Organisation
from alliance.policy.can import Can
from alliance.policy.table import may
from tests.cases.telling import TEXT, Desk, desk_of
from tests.factories import Someone
from tests.screenless import Browser

HERE, THERE = "140105", "140106"
SECTORS = ("bank", "carrier", "media")
ALLIANCES = ("police_bank", "police_telecom")
MATRICES = ("governance_matrix", "publicity_matrix")
KINDS = tuple(EditionKind)
MARKS = (Tlp.GREEN, Tlp.AMBER, Tlp.AMBER_STRICT, Tlp.RED)
ROWS = 2
"""So few rows on a page that the shelf is read over several."""

Shown = set[tuple[UUID, EditionKind]]


@dataclass
class Member:
    """What the model knows of an organisation. `seats`: (alliance, matrices)."""

    id: UUID
    sector: str
    district: str
    seats: tuple[tuple[str, tuple[str, ...]], ...]
    stands: bool = True


@dataclass
class Told:
    """What the model knows of an edition that was released once. `named`: it bears the name of its source."""

    id: UUID
    case_id: UUID
    kind: EditionKind
    number: int
    tlp: Tlp
    terms: Terms
    source_id: UUID | None
    district: str
    named: bool
    state: EditionState = EditionState.RELEASED


@dataclass
class Reader:
    label: str
    person: Someone | None
    actor: Actor
    member: Member | None = None


@dataclass
class Scene:
    members: list[Member]
    told: list[Told]
    readers: list[Reader]


def meets(member: Member, term: Term) -> bool:
    plain = (
        (term.organisation, str(member.id)),
        (term.sector, member.sector),
        (term.district, member.district),
    )
    if any(asked and asked != its for asked, its in plain):
        return False
    if not term.alliance and not term.matrix:
        return True
    return any(
        term.alliance in ("", alliance) and (not term.matrix or term.matrix in matrices)
        for alliance, matrices in member.seats
    )


def addressed(member: Member, terms: Terms) -> bool:
    return any(meets(member, one) for one in terms.added) and not any(meets(member, one) for one in terms.taken)


def for_reader(reader: Reader, edition: Told) -> bool:
    """Whether the text is meant for the reader, wherever it stands."""
    role = reader.actor.role
    if edition.kind is EditionKind.PUBLIC:
        return True
    if role in {Role.CENTER_ADMIN, Role.CENTER_OFFICER, Role.INSPECTOR}:
        return True
    if role is Role.DISTRICT_OFFICER:
        return edition.tlp in {Tlp.GREEN, Tlp.AMBER} or edition.district == reader.actor.district_code
    if role not in {Role.LIAISON, Role.STAFF} or reader.member is None or reader.member.sector == "media":
        return False
    if edition.source_id == reader.member.id:
        return True
    return reader.member.stands and addressed(reader.member, edition.terms)


def allowed(scene: Scene, reader: Reader) -> Shown:
    live = [one for one in scene.told if one.state is EditionState.RELEASED]
    return {(one.case_id, one.kind) for one in live if for_reader(reader, one)}


def every_page(work: Work, wanted: ShelfFilter) -> Shown:
    """All pages of the shelf, no row twice, and as many as it counts."""
    found, after, counted = [], None, None
    while True:
        page = shelves.shelf(work, wanted, after)
        assert len(page.lines) <= ROWS
        counted = page.count if counted is None else counted
        found += [(line.case_id, line.kind) for line in page.lines]
        if page.next_key is None:
            break
        after = page.next_key
    assert len(found) == len(set(found)) == counted
    return set(found)


def on_the_shelf(work: Work, _scene: Scene) -> Shown:
    return every_page(work, ShelfFilter())


def by_words(work: Work, _scene: Scene) -> Shown:
    return every_page(work, ShelfFilter(q=TEXT.title[:4]))


def most_relevant_first(work: Work, _scene: Scene) -> Shown:
    return every_page(work, ShelfFilter(q=TEXT.title[:4], order=Order.RELEVANT))


def taken_along(work: Work, scene: Scene) -> Shown:
    """What may leave the portal, and of what may not, what is read there."""
    live = [one for one in scene.told if one.state is EditionState.RELEASED]
    stays = {
        (one.case_id, one.kind) for one in live if one.kind is EditionKind.MEMBERS and one.tlp in KEPT_IN_THE_PORTAL
    }
    found = {(line.case_id, line.kind) for line in shelves.to_take(work, ShelfFilter(), 100)}
    assert not found & stays
    return found | (on_the_shelf(work, scene) & stays)


def hinted_at(work: Work) -> Shown:
    """What a writer of the same story is told of; the best few only."""
    return {(line.case_id, line.kind) for line in similar.alike(work, TEXT.story)}


def by_the_rule(work: Work, scene: Scene) -> Shown:
    """What the door of an edition's page lets through."""
    asked = {(one.case_id, one.kind): reading.live(work, one.case_id, one.kind) for one in scene.told}
    return {
        key
        for key, edition in asked.items()
        if edition and edition.state is EditionState.RELEASED and may(work.actor, Can.READ_EDITION, edition)
    }


LISTINGS: Mapping[str, Callable[[Work, Scene], Shown]] = {
    "the shelf": on_the_shelf,
    "the search": by_words,
    "the search by relevance": most_relevant_first,
    "the list taken along": taken_along,
    "the rule": by_the_rule,
}
"""Whatever shows released editions: what it is called → the editions (case, kind) that it shows to whoever asks."""


terms_of_groups = st.builds(
    Term,
    alliance=st.sampled_from(("", *ALLIANCES)),
    matrix=st.sampled_from(("", *MATRICES)),
    sector=st.sampled_from(("", "", *SECTORS)),
    district=st.sampled_from(("", "", HERE, THERE)),
)
seats = st.lists(
    st.tuples(st.sampled_from(ALLIANCES), st.lists(st.sampled_from(MATRICES), min_size=1, max_size=2, unique=True)),
    max_size=2,
    unique_by=lambda seat: seat[0],
)


@dataclass
class Builder:
    """Makes a scene by the acts that lead there, as they are drawn; what the portal refuses is not part of it."""

    desk: Desk
    draw: Callable[[Any], Any]

    def scene(self) -> Scene:
        members = [self._member() for _ in range(self.draw(st.integers(2, 4)))]
        told: list[Told] = []
        for _ in range(self.draw(st.integers(1, 3))):
            told += self._case(members)
        for member in members:
            if self.draw(st.integers(0, 3)) == 0:
                self._suspend(member)
        return Scene(members, told, self._readers(members))

    def _member(self) -> Member:
        draw = self.draw
        sector, district = draw(st.sampled_from(SECTORS)), draw(st.sampled_from((HERE, THERE)))
        made = self.desk.make.organisation(sector_code=sector, district_code=district)
        held = tuple((alliance, tuple(matrices)) for alliance, matrices in draw(seats))
        for alliance, matrices in held:
            self.desk.make.seat(made, alliance, *matrices)
        return Member(made.id, sector, district, held)

    def _suspend(self, member: Member) -> None:
        with self.desk.make.work(self.desk.second.actor) as work:
            organisations.suspend(work, work.session.get_one(Organisation, member.id), "材料不实")
        member.stands = False

    def _case(self, members: list[Member]) -> list[Told]:
        whose = self.draw(st.sampled_from([*members, None]))
        teller = self.desk.officer if whose is None else self._teller(whose)
        hidden = self.draw(st.booleans())
        case_id = self.desk.hand_in(
            teller, in_center_name=hidden, district_code=self.draw(st.sampled_from((HERE, THERE)))
        )
        told: list[Told] = []
        for kind in KINDS:
            for _ in range(self.draw(st.integers(0, 2))):
                self._edition(case_id, kind, members, whose, told, named=not hidden)
        return told

    def _teller(self, whose: Member) -> Someone:
        with self.desk.make.work() as work:
            organisation = work.session.get_one(Organisation, whose.id)
        return self.desk.make.person(Role.STAFF, organisation=organisation)

    def _edition(
        self,
        case_id: UUID,
        kind: EditionKind,
        members: list[Member],
        whose: Member | None,
        told: list[Told],
        *,
        named: bool,
    ) -> None:
        """Prepared; most are released as well, and some of those withdrawn."""
        draw = self.draw
        tlp, terms, district = draw(st.sampled_from(MARKS)), self._terms(members), draw(st.sampled_from((HERE, THERE)))
        with self.desk.make.work() as work:
            already = work.session.query(Edition.id).filter_by(case_id=case_id, kind=kind, state="prepared").first()
        if already:
            return
        try:
            edition_id = self.desk.prepare(
                case_id,
                kind,
                story=TEXT.story,
                tlp=tlp,
                terms=terms,
                district_code=district,
                who=self.desk.make.person(),
            )
        except Refusal:
            return
        fate = draw(st.sampled_from(("released", "released", "released", "withdrawn", "prepared")))
        if fate == "prepared":
            return
        self.desk.release(edition_id, self.desk.second)
        for older in told:
            if older.kind is kind and older.state is EditionState.RELEASED:
                older.state = EditionState.SUPERSEDED
        at = self.desk.stored_edition(edition_id).number
        one = Told(edition_id, case_id, kind, at, tlp, terms, whose.id if whose else None, district, named)
        told.append(one)
        if fate == "withdrawn":
            self.desk.withdraw(edition_id)
            one.state = EditionState.WITHDRAWN

    def _terms(self, members: list[Member]) -> Terms:
        named = st.builds(Term, organisation=st.sampled_from([str(one.id) for one in members]))
        some = st.lists(st.one_of(terms_of_groups, named), max_size=2)
        added = self.draw(st.lists(st.one_of(named, named, terms_of_groups), min_size=1, max_size=3))
        return Terms.of(added, self.draw(some))

    def _readers(self, members: list[Member]) -> list[Reader]:
        make = self.desk.make
        readers = [Reader("nobody", None, Actor())]
        for role in (Role.CENTER_ADMIN, Role.CENTER_OFFICER, Role.INSPECTOR, Role.VOLUNTEER, None):
            person = make.person(role)
            readers.append(Reader(str(role), person, person.actor))
        for district in (HERE, THERE):
            person = make.person(Role.DISTRICT_OFFICER, district=district)
            readers.append(Reader(f"officer of {district}", person, person.actor))
        for number, member in enumerate(members):
            person = self._teller(member)
            actor = replace(person.actor, organisation_stands=member.stands)
            readers.append(Reader(f"member {number}", person, actor, member))
        return readers


steady = settings(
    derandomize=True,
    max_examples=80,
    deadline=None,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)


@pytest.fixture
def few_rows(monkeypatch):
    monkeypatch.setattr(shelves, "PAGE_ROWS", ROWS)


@steady
@given(data=st.data())
def test_every_listing_shows_each_reader_exactly_what_the_model_allows(few_rows, portal, make, freshener, data):
    freshener.refresh()
    scene = Builder(desk_of(make), data.draw).scene()
    for reader in scene.readers:
        wanted = allowed(scene, reader)
        with make.work(reader.actor) as work:
            for name, listing in LISTINGS.items():
                assert listing(work, scene) == wanted, f"{name}, {reader.label}"
            hinted = hinted_at(work)
            assert hinted <= wanted, f"similar cases, {reader.label}"
            assert hinted or not wanted, f"no similar case, {reader.label}"


@settings(steady, max_examples=30)
@given(data=st.data())
def test_the_pages_open_to_whom_the_model_allows(portal, make, freshener, data):
    freshener.refresh()
    scene = Builder(desk_of(make), data.draw).scene()
    for reader in data.draw(st.lists(st.sampled_from(scene.readers), min_size=4, max_size=4, unique_by=id)):
        visitor = Browser(portal, reader.person)
        for one in scene.told:
            newest = newest_of(scene, one)
            open_to = for_reader(reader, newest)
            address = {"case_id": one.case_id, "kind": one.kind}
            visitor.get("cases.edition_read", status=200 if open_to else 404, **address)
            standing = newest.state is EditionState.RELEASED and one.state is not EditionState.WITHDRAWN
            version = open_to and standing and for_reader(reader, one)
            for endpoint in ("cases.version", "cases.differing"):
                visitor.get(endpoint, status=200 if version else 404, number=one.number, **address)


def newest_of(scene: Scene, edition: Told) -> Told:
    """What stands at the address of an edition: the one released now, else the last that was."""
    same = [one for one in scene.told if (one.case_id, one.kind) == (edition.case_id, edition.kind)]
    same = [one for one in same if one.state is not EditionState.SUPERSEDED]
    return max(same, key=lambda one: (one.state is EditionState.RELEASED, one.number))
