"""A small world in which everything that is private bears a mark of its own, and everything that is named, markup.

One organisation of each standing, somebody in every role, an application in each hand, a draft, an invitation, a
request, a sheet, a kept audience, a letter that does not arrive. `Secret` says of each mark who may see it.
"""

import smtplib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from flask import Flask
from sqlalchemy import select, update

from alliance.actions.board_model import BulkAct, ReportSheet
from alliance.actions.vocabulary import BulkKind
from alliance.applications import applying, findings, reviewing
from alliance.applications.model import Application, Grade, Point
from alliance.audiences import commands as audiences
from alliance.audiences.terms import Term, Terms
from alliance.cases import attaching, releasing, searches, writing
from alliance.cases import reviewing as preparing
from alliance.cases.model import Edition, TypicalCase
from alliance.cases.telling import CaseText
from alliance.cases.vocabulary import EditionKind, EditionState, Tlp
from alliance.files.checking import check
from alliance.foundation.kernel.actor import NOBODY, Actor, Role
from alliance.foundation.kernel.ids import hash_secret, new_secret
from alliance.foundation.web.portal import Portal
from alliance.fraudtypes.model import FraudType
from alliance.journal.delivery import deliver
from alliance.journal.model import Letter
from alliance.matrix import commands as matrix
from alliance.matrix.model import Advantage, SeatRole
from alliance.organisations import commands as organisations
from alliance.organisations.commands import ContactText
from alliance.organisations.model import Organisation, Post
from alliance.people import appointments, invitations, joining
from alliance.people.model import Invitation, JoinRequest, Person, SignIn
from alliance.plaques import commands as plaques
from alliance.plaques.model import Plaque
from alliance.policy.can import Can
from alliance.policy.table import may
from alliance.rosters import commands as rosters
from alliance.sheets import commands as sheets
from alliance.sheets.model import SheetState
from alliance.sheets.verdicts import Outcome
from tests.applications import stories
from tests.factories import Make, Someone
from tests.files.sound import png
from tests.policy.assigned import tell_of_actions
from tests.policy.attended import tell_of_attendance
from tests.policy.covered import tell_of_cover
from tests.policy.grouped import tell_of_bots
from tests.policy.handed_out import tell_of_materials
from tests.policy.kept_places import tell_of_quotas
from tests.policy.operations_world import tell_of_operations
from tests.policy.publicity_world import tell_of_events
from tests.policy.reached import tell_of_outreach
from tests.policy.volunteered import tell_of_volunteers
from tests.policy.waiting import tell_of_jobs
from tests.sheets.books import FAULTY

from . import calls, supervised

HERE, THERE = "140106", "140105"
MARKUP = "<nasty>"
TODAY = date(2022, 7, 4)


@dataclass(frozen=True)
class Secret:
    """A mark that no page may show but to whom one of `grants` (permission, thing) allows it, or to `own` person."""

    mark: str
    grants: Sequence[tuple[Can, Any]] = ()
    own: UUID | None = None

    def may_be_seen_by(self, actor: Actor) -> bool:
        oneself = self.own is not None and actor.person_id == self.own
        return oneself or any(may(actor, can, as_read_by(actor, thing)) for can, thing in self.grants)


def as_read_by(actor: Actor, thing: Any) -> Any:
    """The thing as the portal reads it for this actor, where what it is hangs on that."""
    return thing.read_by(actor) if hasattr(thing, "read_by") else thing


@dataclass
class World:
    """`actors`: who each one is at the door, whoever they once were. `things`: what the rules ask about, by name."""

    people: dict[str, Someone | None] = field(default_factory=dict)
    actors: dict[str, Actor] = field(default_factory=dict)
    things: dict[str, Any] = field(default_factory=dict)
    secrets: list[Secret] = field(default_factory=list)

    def mark(self, label: str, *grants: tuple[Can, Any], own: UUID | None = None) -> str:
        """A name that holds markup and a mark, private to those to whom it is granted."""
        return MARKUP + self.plain(f"mark-{label}.", *grants, own=own)

    def plain(self, text: str, *grants: tuple[Can, Any], own: UUID | None = None) -> str:
        self.secrets.append(Secret(text, grants, own))
        return text


def build(make: Make) -> World:
    world = World()
    _organisations(world, make)
    _people(world, make)
    _life(world, make)
    _seats_and_rosters(world, make)
    _ways_in(world, make)
    _applications(world, make)
    _papers(world, make)
    _cases(world, make)
    _followed(world, make)
    tell_of_actions(world, make)
    calls.initiatives(world, make)
    tell_of_operations(world, make)
    supervised.build(world, make)
    tell_of_events(world, make)
    tell_of_materials(world, make)
    tell_of_outreach(world, make)
    tell_of_volunteers(world, make)
    tell_of_attendance(world, make)
    tell_of_quotas(world, make)
    tell_of_cover(world, make)
    tell_of_bots(world, make)
    tell_of_jobs(world, make)
    _letter(world, make)
    return world


def _organisations(world: World, make: Make) -> None:
    for label, district in (("a", HERE), ("b", THERE), ("s", HERE), ("g", THERE)):
        thing = SimpleNamespace(organisation_id=None, district_code=district, state=None)
        reads = (Can.READ_CONTACTS, thing)
        contacts = {
            post: ContactText(
                world.mark(f"{post}-{label}", reads),
                world.plain(f"0351-77{number}{ord(label)}", reads),
                world.plain(f"{post}.{label}@marked.example", reads),
            )
            for number, post in enumerate(Post)
        }
        made = make.organisation(
            f"{MARKUP}机构{label}", contacts=contacts, district_code=district, capabilities={"outlets": 5}
        )
        thing.organisation_id, thing.state = made.id, made.state
        world.things[label] = thing


ROLES: Sequence[tuple[str, Role | None, Mapping[str, str]]] = (
    ("administrator", Role.CENTER_ADMIN, {}),
    ("officer", Role.CENTER_OFFICER, {}),
    ("district officer", Role.DISTRICT_OFFICER, {"district": HERE}),
    ("officer of another district", Role.DISTRICT_OFFICER, {"district": THERE}),
    ("liaison", Role.LIAISON, {"organisation": "a"}),
    ("staff", Role.STAFF, {"organisation": "a"}),
    ("liaison of another organisation", Role.LIAISON, {"organisation": "b"}),
    ("liaison of a suspended organisation", Role.LIAISON, {"organisation": "s"}),
    ("liaison of an organisation that left", Role.LIAISON, {"organisation": "g"}),
    ("inspector", Role.INSPECTOR, {}),
    ("inspector whose days are over", Role.INSPECTOR, {}),
    ("disabled administrator", Role.CENTER_ADMIN, {}),
    ("volunteer", Role.VOLUNTEER, {}),
    ("person without a role", None, {}),
)


def _people(world: World, make: Make) -> None:
    for number, (label, role, place) in enumerate(ROLES):
        at = world.things.get(place.get("organisation", ""))
        bound: dict[str, Any] = {"district": place.get("district")}
        if at:
            with make.work() as work:
                bound["organisation"] = work.session.get_one(Organisation, at.organisation_id)
        if label == "inspector whose days are over":
            bound["to_on"] = (datetime.now(UTC) - timedelta(days=2)).date()
        someone = make.person(role, email=f"person{number}.of@marked.example", **bound)
        world.people[label] = someone
        world.actors[label] = someone.actor
        held = SimpleNamespace(**_held(someone), rank=someone.actor.rank)
        world.things[f"appointment of {label}"] = held
        staff = [(Can.READ_STAFF, held), (Can.HAND_OVER, held)] if at else []
        grants = [(Can.READ_PEOPLE, None), (Can.READ_APPOINTMENT, held), *staff]
        world.plain(someone.email, *grants, own=someone.id)
        drafter = [(Can.DRAFT_ROSTER, None)] if label in {"administrator", "officer"} else []
        name = world.mark(f"person-{number}", *grants, *drafter, own=someone.id)
        with make.work() as work:
            work.session.execute(update(Person).where(Person.id == someone.id).values(name=name))
    world.people["nobody"], world.actors["nobody"] = None, NOBODY


def _held(someone: Someone) -> dict[str, Any]:
    return {
        "appointment_id": someone.appointment_id,
        "person_id": someone.id,
        "organisation_id": someone.actor.organisation_id,
        "district_code": someone.actor.district_code,
    }


def _without_role(someone: Someone) -> Actor:
    return Actor(person_id=someone.id, name=someone.actor.name)


def _life(world: World, make: Make) -> None:
    """One is suspended, renamed since; one has left; somebody is disabled."""
    center = world.people["administrator"]
    for label, act in (("s", organisations.suspend), ("g", organisations.release)):
        thing = world.things[label]
        reason = world.mark(f"reason-{label}", (Can.READ_ORGANISATION, thing), (Can.READ_PLAQUES, None))
        with make.work(center.actor) as work:
            gone = work.session.get_one(Organisation, thing.organisation_id)
            act(work, gone, reason)
            thing.state = gone.state
    hidden = world.things["s"]
    reads = ((Can.READ_ORGANISATION, hidden), (Can.READ_PLAQUES, None), (Can.READ_PEOPLE, None))
    with make.work(center.actor) as work:
        renamed = work.session.get_one(Organisation, hidden.organisation_id)
        organisations.rename(work, renamed, world.mark("new-name", *reads), world.mark("short", *reads))
        appointments.disable(work, work.session.get_one(Person, world.people["disabled administrator"].id))
    world.actors["disabled administrator"] = NOBODY
    for label in ("inspector whose days are over", "liaison of an organisation that left"):
        world.actors[label] = _without_role(world.people[label])
    suspended = "liaison of a suspended organisation"
    world.actors[suspended] = replace(world.actors[suspended], organisation_stands=False)


def _seats_and_rosters(world: World, make: Make) -> None:
    officer, center = world.people["officer"], world.people["administrator"]
    with make.work(officer.actor) as work:
        text = matrix.SeatText(
            world.things["a"].organisation_id, "police_bank", SeatRole.LEAD, {"governance_matrix": Advantage.FUNCTIONAL}
        )
        world.things["seat"] = matrix.seat(work, text)
        first = rosters.draft(work, rosters.RosterText("名单", TODAY))
        rosters.approve(replace(work, actor=center.actor), first)
        rosters.publish(replace(work, actor=center.actor), first)
        unpublished = SimpleNamespace(published_at=None, drafted_by_id=officer.id)
        title = world.mark("draft", (Can.READ_ROSTER, unpublished))
        unpublished.id = rosters.draft(work, rosters.RosterText(title, TODAY)).id
        world.things["version"] = SimpleNamespace(published_at=work.now)
        world.things["draft"] = unpublished
        own = work.session.scalars(
            select(Plaque).where(Plaque.organisation_id == world.things["a"].organisation_id)
        ).one()
        event = world.mark("event", (Can.READ_PLAQUES, None), (Can.READ_PLAQUE_PDF, own))
        plaques.issue(work, own, plaques.IssueText(event, TODAY))
        world.things["plaque"] = own
        world.things["revoked plaque"] = work.session.scalars(
            select(Plaque).where(Plaque.organisation_id == world.things["s"].organisation_id)
        ).one()


def _ways_in(world: World, make: Make) -> None:
    own = world.things["a"]
    liaison, center = world.people["liaison"], world.people["administrator"]
    for label, role, inviter in (("staff", Role.STAFF, liaison), ("inspector", Role.INSPECTOR, center)):
        place = own.organisation_id if role is Role.STAFF else None
        thing = SimpleNamespace(organisation_id=place, rank=1 if place else 0)
        grants = [(Can.KEEP_INVITATION, thing), (Can.INVITE_ANYONE, None), (Can.INVITE_STAFF, thing)]
        text = invitations.InvitationText(
            world.plain(f"invited.{label}@marked.example", *grants),
            world.mark(f"invited-{label}", *grants),
            role,
            place,
            None,
            None if place else date(2099, 1, 1),
        )
        with make.work(inviter.actor) as work:
            thing.token = invitations.invite(work, text)
            thing.id = work.session.scalars(select(Invitation.id).where(Invitation.role == role)).one()
        world.things[f"invitation of {label}"] = thing
    answers = [(Can.ANSWER_JOIN_REQUEST, own)]
    asked = joining.JoinText(
        world.mark("joiner", *answers),
        world.plain("joiner@marked.example", *answers),
        world.mark("note", *answers),
    )
    with make.work(NOBODY) as work:
        joining.ask_to_join(work, own.organisation_id, asked)
        request_id = work.session.scalars(select(JoinRequest.id)).one()
    world.things["request"] = SimpleNamespace(id=request_id, organisation_id=own.organisation_id)


def _applications(world: World, make: Make) -> None:
    for label, district in (("here", HERE), ("there", THERE), ("kept draft", HERE)):
        thing = SimpleNamespace(district_code=district, id=None, state=None)
        reads = () if label == "kept draft" else ((Can.READ_APPLICATION, thing),)
        said = _said(world, label.replace(" ", "-"), district, reads)
        thing.id = stories.draft(make, *said)
        with make.work(NOBODY) as work:
            application = work.session.get_one(Application, thing.id)
            if label != "kept draft":
                applying.submit(work, application)
            thing.state, thing.number = application.state, application.number
        if label == "here":
            note = world.mark("review-note", *reads)
            with make.work(world.people["officer"].actor) as work:
                application = work.session.get_one(Application, thing.id)
                marks = [findings.Mark(Point.IDENTITY, Grade.DOUBT, note)]
                reviewing.check(work, application, findings.CheckText(application.version, marks))
        world.things[f"application {label}"] = thing


def _said(world: World, label: str, district: str, reads: Sequence[tuple[Can, Any]]) -> list[Any]:
    """All sections, with a mark wherever somebody writes freely."""
    people = replace(
        stories.PEOPLE,
        first_leader_name=world.mark(f"leader-{label}", *reads),
        liaison_name=world.mark(f"liaison-{label}", *reads),
        liaison_email=world.plain(f"is.{label}@applicant.example", *reads),
    )
    organisation = stories.organisation_text(
        name=world.mark(f"applicant-{label}", *reads),
        address=world.mark(f"address-{label}", *reads),
        district_code=district,
    )
    alliances = replace(stories.ALLIANCES, why=world.mark(f"why-{label}", *reads))
    pledge = replace(stories.PLEDGE, signed_by=world.mark(f"signed-{label}", *reads))
    return [organisation, people, stories.CAPABILITIES, alliances, pledge]


def _cases(world: World, make: Make) -> None:
    """Of each member a draft, a case handed in, and one shared with its own and with another; one of the center."""
    telling = Telling(world, make)
    telling.case("drafted", "staff", hand_in=False)
    telling.case("handed in", "staff")
    telling.case("of another", "liaison of another organisation")
    telling.case("of the center", "officer", hand_in=False)
    telling.case("shared", "staff")
    telling.edition("for a", "shared", EditionKind.MEMBERS, ("a",))
    telling.edition("prepared", "handed in", EditionKind.MEMBERS, ("a",), release=False)
    telling.edition("for b", "of another", EditionKind.MEMBERS, ("b", "s"))
    telling.edition("for all", "of another", EditionKind.PUBLIC)


@dataclass
class Telling:
    """Tells the world's cases: every text bears a mark that belongs to whoever may read that very text."""

    world: World
    make: Make

    def case(self, label: str, who: str, *, hand_in: bool = True) -> None:
        writer, district = self.world.people[who], HERE
        thing = SimpleNamespace(
            id=None,
            organisation_id=writer.actor.organisation_id,
            written_by_id=writer.id,
            district_code=district,
            submitted_at=datetime.now(UTC) if hand_in else None,
        )
        name, reads = label.replace(" ", "-"), (Can.READ_CASE, thing)
        text = self._text(f"case-{name}", reads)
        with self.make.work(writer.actor) as work:
            case = writing.begin(work)
            writing.write(work, case, writing.Written(text, case.version))
            attaching.attach(work, case, [check(png(), "picture.png")])
            if hand_in:
                writing.submit(work, case)
            thing.id = case.id
            thing.file_id = work.session.scalars(attaching.of_case(case.id)).one()
        self.world.things[f"case {label}"] = thing

    def edition(
        self, label: str, case: str, kind: EditionKind, to: Sequence[str] = (), *, release: bool = True
    ) -> None:
        of, officer = self.world.things[f"case {case}"], self.world.people["officer"]
        readers = {self.world.things[one].organisation_id for one in to}
        thing = SimpleNamespace(case=f"case {case}", case_id=of.id, kind=kind, district_code=HERE)
        thing.source_id, thing.author_id, thing.written_by_id = of.organisation_id, of.written_by_id, officer.id
        thing.addressed, thing.tlp = False, Tlp.CLEAR if kind is EditionKind.PUBLIC else Tlp.RED
        thing.state = EditionState.RELEASED if release else EditionState.PREPARED
        addressed = [
            (Can.READ_EDITION, SimpleNamespace(**vars(thing) | {"addressed": True, "source_id": reader}))
            for reader in readers
        ]
        text = self._text(f"edition-{label.replace(' ', '-')}", (Can.READ_EDITION, thing), *addressed)
        terms = Terms.of(Term(organisation=str(one)) for one in readers)
        with self.make.work(officer.actor) as work:
            thing.file_id = of.file_id
            said = preparing.EditionText(text, thing.tlp, terms, files=frozenset({of.file_id}))
            thing.id = preparing.prepare(work, work.session.get_one(TypicalCase, of.id), kind, said).id
        if release:
            with self.make.work(self.world.people["administrator"].actor) as work:
                releasing.release(work, work.session.get_one(Edition, thing.id))
        self.world.things[f"edition {label}"] = thing

    def _text(self, label: str, *reads: tuple[Can, Any]) -> CaseText:
        with self.make.work() as work:
            some_type = work.session.scalar(select(FraudType.id).order_by(FraudType.id).limit(1))
        title, story = (self.world.mark(f"{part}-{label}", *reads) for part in ("title", "story"))
        return CaseText(title, story, district_code=HERE, fraud_type_id=some_type, lost_fen=100)


def _papers(world: World, make: Make) -> None:
    """An uploaded sheet, a kept audience, a device."""
    officer = world.people["officer"]
    with make.work(officer.actor) as work:
        name = world.mark("sheet.xlsx", (Can.IMPORT_ROSTER, None))
        world.things["sheet"] = sheets.check(work, sheets.SheetUpload(name, FAULTY))
        title = world.mark("audience", (Can.CHOOSE_AUDIENCE, None))
        everyone = Terms.of([Term()])
        world.things["audience"] = audiences.keep(work, audiences.KeepText(title, everyone))
        search = searches.keep(work, searches.SearchText(world.plain("mark-of-a-search.", own=officer.id), "q=x"))
        world.things["search"] = SimpleNamespace(id=search.id, person_id=officer.id)
    center = world.people["administrator"]
    make.device(center, hash_secret(new_secret()))
    with make.work() as work:
        device = work.session.scalars(select(SignIn).where(SignIn.person_id == center.id)).one()
        device.device = world.mark("device", own=center.id)
        world.things["device"] = device
        world.things["heading"] = work.session.scalars(select(FraudType).order_by(FraudType.code)).first()


def _followed(world: World, make: Make) -> None:
    """A sheet of reports that the organisation `a` has uploaded, and an act on many assignments by its officer."""
    with make.work() as work:
        sheet = ReportSheet(
            organisation_id=world.things["a"].organisation_id,
            file_name="",
            content=b"",
            uploaded_by_id=world.people["liaison"].id,
            uploaded_at=work.now,
            state=SheetState.CHECKED,
            state_since=work.now,
            outcome=Outcome([], []).as_json(),
        )
        own = SimpleNamespace(organisation_id=sheet.organisation_id)
        sheet.file_name = world.mark("reports.xlsx", (Can.ANSWER_ASSIGNMENT, own))
        act = BulkAct(person_id=world.people["officer"].id, kind=BulkKind.REMIND, at=work.now, outcome={})
        act.outcome = {"done": 0, "refused": []}
        work.session.add_all([sheet, act])
        work.session.flush()
        world.things["report sheet"] = SimpleNamespace(id=sheet.id, organisation_id=sheet.organisation_id)
        world.things["bulk act"] = SimpleNamespace(id=act.id)


def _letter(world: World, make: Make) -> None:
    """Every letter, as soon as it is loud again, is refused by the server, whose words name the addressee."""

    def refuse(letters: Sequence[Letter]) -> None:
        raise smtplib.SMTPRecipientsRefused({letters[0].address: (550, b"no such user")})

    deliver(make.portal.database, lambda: datetime.now(UTC) + timedelta(days=1), refuse)
    with make.work() as work:
        world.things["letter"] = work.session.scalars(select(Letter).order_by(Letter.address)).first()


@contextmanager
def nothing_kept(portal: Flask) -> Iterator[None]:
    """Whatever is done in this block is done in full and then forgotten: the commit takes it back."""
    assert isinstance(portal, Portal)
    dialect = portal.database.dialect
    kept = dialect.do_commit
    dialect.do_commit = dialect.do_rollback  # type: ignore[method-assign]
    try:
        yield
    finally:
        dialect.do_commit = kept  # type: ignore[method-assign]
