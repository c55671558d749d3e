"""Every address of the portal in the world of the tests, with the thing that each is about."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from flask import url_for

from alliance.cases.vocabulary import EditionKind, EditionState, Tlp
from alliance.foundation.web.portal import Portal

from . import (
    attended,
    covered,
    grouped,
    handed_out,
    kept_places,
    operations_world,
    publicity_world,
    reached,
    supervised,
    volunteered,
    waiting,
)
from .world import World

MISSING = UUID(int=7)
PREPARING = {"cases.preparing", "cases.prepare"}
READING = {
    "cases.add_met",
    "cases.edition_read",
    "cases.met_too",
    "cases.edition_file",
    "cases.version",
    "cases.differing",
}
UNPREPARED = SimpleNamespace(
    case="case drafted",
    state=EditionState.PREPARED,
    kind=EditionKind.MEMBERS,
    tlp=Tlp.RED,
    addressed=False,
    source_id=None,
    district_code=None,
)


class Own:
    """Equal to whatever is the reader's own: the district, the organisation."""

    def __eq__(self, other: object) -> bool:
        return True

    def __hash__(self) -> int:
        return 0


OWN = SimpleNamespace(district_code=Own(), organisation_id=Own(), reported_by_id=None)
ON_THIS_MACHINE = SimpleNamespace(trusted=True)
"""Whoever knocks in a test does so from the portal's own machine."""
OF_ONESELF = {"actions.bulk_act", "actions.own_sheets", "actions.upload_sheet", "actions.sheet_template"}
"""Doors without a thing in their address: they are about the reader's own place."""
ACTS = {
    "actions.ending": "close",
    "actions.end": "stop",
    "actions.move": "receive",
    "actions.saying": "ask-back",
    "actions.say": "decline",
    "actions.steering": "waive",
    "actions.steer": "remind",
    "actions.judge": "verify",
    "actions.decide_time": "grant",
    "attendance.type_digits": "come",
}
"""Which of its acts an address names, where it names one."""
ANYTHING = object()
"""What an address is about where the rules ask nothing of it."""

Given = Mapping[str, Any]


@dataclass(frozen=True)
class Address:
    """`thing`: what stands behind it, None where nothing does."""

    endpoint: str
    method: str
    path: str
    thing: Any

    @property
    def label(self) -> str:
        return f"{self.method} {self.path} ({self.endpoint})"


def every_address(portal: Portal, world: World) -> Iterator[Address]:
    """Each route with each thing that its address can name."""
    known = _known(world)
    with portal.test_request_context():
        for rule in portal.url_map.iter_rules():
            names = tuple(sorted(rule.arguments))
            for given, thing in known[tuple(name for name in names if name != "act")]:
                for method in sorted((rule.methods or set()) & {"GET", "POST"}):
                    values = {name: value for name, value in given.items() if name in names}
                    values |= {"act": ACTS[rule.endpoint]} if "act" in names else {}
                    path = url_for(rule.endpoint, **values)
                    yield Address(rule.endpoint, method, path, _about(rule.endpoint, thing, world))


def _about(endpoint: str, thing: Any, world: World) -> Any:
    """Nobody here holds an application in the browser: the applicant's own pages have nothing behind them. An edition
    is prepared of a case, and read where it was released."""
    if endpoint in OF_ONESELF:
        return OWN
    if endpoint == "home.metrics":
        return ON_THIS_MACHINE
    if endpoint == "learning.leaflet":
        return _public_edition_of(thing, world)
    if endpoint in PREPARING and thing is not None:
        return world.things[thing.case]
    reads = endpoint in READING or endpoint.startswith("learning.")
    if reads and getattr(thing, "state", None) is EditionState.PREPARED:
        return None
    return None if endpoint.startswith("applications.") and thing is ANYTHING else thing


def _known(world: World) -> dict[tuple[str, ...], list[tuple[Given, Any]]]:
    t = world.things
    own, other = t["a"], t["b"]
    organisations = [({"organisation_id": t[name].organisation_id}, t[name]) for name in "absg"]
    liaison, colleague, elsewhere = (
        t[f"appointment of {name}"] for name in ("liaison", "staff", "liaison of another organisation")
    )
    offices = [
        t[f"appointment of {name}"]
        for name in ("liaison", "staff", "liaison of another organisation", "administrator", "inspector")
    ]
    at_own = {"organisation_id": own.organisation_id}
    return {
        (): [({}, ANYTHING)],
        ("organisation_id",): [*organisations, ({"organisation_id": MISSING}, None)],
        ("application_id",): [
            *(({"application_id": t[name].id}, t[name]) for name in _named(t, "application ")),
            ({"application_id": MISSING}, None),
        ],
        ("appointment_id",): [({"appointment_id": one.appointment_id}, one) for one in offices],
        ("appointment_id", "organisation_id"): [
            (at_own | {"appointment_id": liaison.appointment_id}, liaison),
            (at_own | {"appointment_id": colleague.appointment_id}, colleague),
            (at_own | {"appointment_id": elsewhere.appointment_id}, None),
            ({"organisation_id": other.organisation_id, "appointment_id": elsewhere.appointment_id}, elsewhere),
        ],
        ("organisation_id", "request_id"): [
            (at_own | {"request_id": t["request"].id}, t["request"]),
            ({"organisation_id": other.organisation_id, "request_id": t["request"].id}, None),
        ],
        ("organisation_id", "seat_id"): [
            (at_own | {"seat_id": t["seat"].id}, own),
            ({"organisation_id": other.organisation_id, "seat_id": t["seat"].id}, None),
        ],
        ("invitation_id",): [({"invitation_id": t[name].id}, t[name]) for name in _named(t, "invitation ")],
        ("person_id",): [
            ({"person_id": world.people["volunteer"].id}, SimpleNamespace(rank=0)),
            ({"person_id": MISSING}, None),
        ],
        ("device_id",): [({"device_id": t["device"].id}, ANYTHING)],
        ("letter_id",): [({"letter_id": t["letter"].id}, ANYTHING)],
        ("kept_id",): [({"kept_id": t["audience"].id}, ANYTHING), ({"kept_id": MISSING}, None)],
        ("sheet_id",): [({"sheet_id": t["sheet"].id}, ANYTHING), ({"sheet_id": MISSING}, None)],
        ("roster_id",): [({"roster_id": t["draft"].id}, t["draft"]), ({"roster_id": MISSING}, None)],
        ("number",): [({"number": 1}, t["version"]), ({"number": 999}, None)],
        ("serial",): [
            ({"serial": t["plaque"].serial}, t["plaque"]),
            ({"serial": t["revoked plaque"].serial}, t["revoked plaque"]),
            ({"serial": "FZLM-1999-0001"}, None),
        ],
        ("case_id",): [
            *(({"case_id": t[name].id}, t[name]) for name in _named(t, "case ")),
            ({"case_id": MISSING}, None),
        ],
        ("case_id", "kind"): [
            *(({"case_id": t[name].case_id, "kind": t[name].kind}, t[name]) for name in _named(t, "edition ")),
            ({"case_id": t["case drafted"].id, "kind": "members"}, UNPREPARED),
            ({"case_id": MISSING, "kind": "public"}, None),
        ],
        ("case_id", "kind", "number"): [
            *(
                ({"case_id": t[name].case_id, "kind": t[name].kind, "number": 1}, t[name])
                for name in _named(t, "edition ")
            ),
            ({"case_id": MISSING, "kind": "members", "number": 1}, None),
        ],
        ("case_id", "file_id"): [
            *(({"case_id": t[name].id, "file_id": t[name].file_id}, t[name]) for name in _named(t, "case ")),
            ({"case_id": MISSING, "file_id": t["case shared"].file_id}, None),
        ],
        ("case_id", "file_id", "kind"): [
            *(
                ({"case_id": t[name].case_id, "kind": t[name].kind, "file_id": t[name].file_id}, t[name])
                for name in _named(t, "edition ")
            ),
            ({"case_id": MISSING, "kind": "public", "file_id": t["case shared"].file_id}, None),
        ],
        ("case_id", "comment_id", "kind"): [
            ({"case_id": t["edition for a"].case_id, "kind": "members", "comment_id": MISSING}, None)
        ],
        ("case_id", "edition_id"): [
            *(({"case_id": t[name].case_id, "edition_id": t[name].id}, t[name]) for name in _named(t, "edition ")),
            ({"case_id": t["case drafted"].id, "edition_id": t["edition for a"].id}, None),
            ({"case_id": t["case shared"].id, "edition_id": MISSING}, None),
        ],
        ("case_id", "kind", "other_id"): [
            (
                {"case_id": t[name].id, "other_id": t["edition for all"].case_id, "kind": "public"},
                t[name],
            )
            for name in _named(t, "case ")
        ],
        ("action_id",): [
            *(({"action_id": t[name].id}, t[name]) for name in _named(t, "action ")),
            ({"action_id": MISSING}, None),
        ],
        ("action_id", "organisation_id"): [
            ({"action_id": t[name].id, "organisation_id": own.organisation_id}, t[name])
            for name in _named(t, "action ")
        ],
        ("assignment_id",): [
            *(({"assignment_id": t[name].id}, t[name]) for name in _named(t, "assignment ")),
            ({"assignment_id": MISSING}, None),
        ],
        **{
            ("assignment_id", name): [
                *(({"assignment_id": t[of].id, name: part}, t[of]) for of in _named(t, "assignment ")),
                ({"assignment_id": MISSING, name: part}, None),
            ]
            for name, part in (
                ("evidence_id", t["assignment of a"].evidence_id),
                ("part_id", t["assignment of a"].part_id),
                ("file_id", MISSING),
            )
        },
        ("initiative_id",): [
            *(({"initiative_id": t[name].id}, t[name]) for name in _named(t, "initiative ")),
            ({"initiative_id": MISSING}, None),
        ],
        ("file_id", "initiative_id"): [
            *(
                ({"initiative_id": t[name].id, "file_id": t[name].file_id}, t[name])
                for name in _named(t, "initiative ")
            ),
            ({"initiative_id": MISSING, "file_id": t["initiative for all"].file_id}, None),
        ],
        ("ask_id",): [
            *(({"ask_id": t[name].ask_id}, t[name]) for name in _named(t, "initiative ")),
            ({"ask_id": MISSING}, None),
        ],
        ("ask_id", "initiative_id"): [
            *(({"initiative_id": t[name].id, "ask_id": t[name].ask_id}, t[name]) for name in _named(t, "initiative ")),
            ({"initiative_id": MISSING, "ask_id": t["initiative for all"].ask_id}, None),
        ],
        ("initiative_id", "organisation_id"): [
            *(
                ({"initiative_id": t[name].initiative.id, "organisation_id": t[name].organisation_id}, t[name])
                for name in _named(t, "clause ")
            ),
            ({"initiative_id": t["initiative for others"].id, "organisation_id": own.organisation_id}, None),
        ],
        ("ask_id", "initiative_id", "organisation_id"): [
            *(
                (
                    {
                        "initiative_id": t[name].initiative.id,
                        "organisation_id": t[name].organisation_id,
                        "ask_id": t[name].initiative.ask_id,
                    },
                    t[name],
                )
                for name in _named(t, "clause ")
            ),
            (
                {
                    "initiative_id": t["clause for all"].initiative.id,
                    "organisation_id": t["clause for all"].organisation_id,
                    "ask_id": t["initiative for others"].ask_id,
                },
                None,
            ),
        ],
        ("search_id",): [({"search_id": t["search"].id}, t["search"]), ({"search_id": MISSING}, None)],
        ("bulk_id",): [({"bulk_id": t["bulk act"].id}, t["bulk act"]), ({"bulk_id": MISSING}, None)],
        ("report_sheet_id",): [
            ({"report_sheet_id": t["report sheet"].id}, t["report sheet"]),
            ({"report_sheet_id": MISSING}, None),
        ],
        ("sector_code",): [({"sector_code": "bank"}, ANYTHING), ({"sector_code": "no_such_sector"}, None)],
        ("list_code",): [({"list_code": "mps-2022"}, ANYTHING), ({"list_code": "no-such-list"}, None)],
        ("heading_id",): [({"heading_id": t["heading"].id}, ANYTHING), ({"heading_id": MISSING}, None)],
        ("day",): [({"day": "2020-01-01"}, ANYTHING), ({"day": "2020-01-02"}, None), ({"day": "no-day"}, None)],
        ("nudge",): [({"nudge": "no_such_step"}, None), ({"nudge": "due_soon"}, ANYTHING)],
        ("code",): [({"code": "no_such_code"}, None), ({"code": "letter"}, ANYTHING)],
        ("proof",): [({"proof": "no-such-code"}, ANYTHING), ({"proof": t["certificate"].code}, ANYTHING)],
        ("code", "kind"): [
            ({"kind": "alliances", "code": "police_bank"}, ANYTHING),
            ({"kind": "matrices", "code": "police_bank"}, None),
        ],
        ("kind",): [({"kind": "alliances"}, ANYTHING), ({"kind": "matrices"}, ANYTHING)],
        ("section",): [({"section": "people"}, ANYTHING)],
        ("token",): [({"token": "no-such-token"}, ANYTHING)],
        ("filename",): [({"filename": "css/portal.css"}, ANYTHING)],
        **operations_world.addresses(t, MISSING),
        **supervised.addresses(t),
        **publicity_world.addresses(t, MISSING),
        **handed_out.addresses(t),
        **reached.addresses(t),
        **grouped.addresses(t),
        **volunteered.addresses(t),
        **attended.addresses(t),
        **kept_places.addresses(t),
        **covered.addresses(t),
        **waiting.addresses(t),
    }


def _public_edition_of(case: Any, world: World) -> Any:
    editions = [thing for name, thing in world.things.items() if name.startswith("edition ")]
    public = [one for one in editions if one.kind is EditionKind.PUBLIC]
    return next((one for one in public if case is not None and one.case_id == case.id), None)


def _named(things: Mapping[str, Any], prefix: str) -> list[str]:
    return [name for name in things if name.startswith(prefix)]
