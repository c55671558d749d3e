"""Every route, for everybody, with one's own things and with others': the policy table alone decides who gets in, and
no page shows a mark to whom the table does not allow it."""

from itertools import product
from re import sub

import pytest

from alliance.policy.gate import doors
from alliance.policy.table import may, public
from tests.screenless import Browser

from . import world
from .addresses import ANYTHING, every_address
from .visitors import Visitor, words_of

LET_IN = {200, 303, 400, 409, 413, 422}
GONE_INSIDE = {
    "actions.bulk_done",
    "actions.evidence_file",
    "actions.original_evidence",
    "attendance.settling",
    "cases.add_occurrence",
    "cases.case_file",
    "cases.detach",
    "cases.original_file",
    "cases.same_as",
    "certificates.verdict",
    "cover.answer",
    "cover.decline_by_letter",
    "cover.take_by_letter",
    "fraudtypes.add_heading",
    "fraudtypes.new_heading",
    "initiatives.tell",
    "initiatives.telling",
    "jobs.result",
    "mailbox.letter",
    "materials.code",
    "materials.code_sheet",
    "materials.file",
    "matrix.alliance",
    "matrix.matrix",
    "people.accept_invitation",
    "people.end_device",
    "people.invitation",
    "people.reset",
    "people.set_password",
    "people.switch_hat",
    "plaques.verdict",
    "publicity.file",
    "publicity.own_feed",
    "shifts.accept_offer",
    "shifts.decline_offer",
    "shifts.offer",
    "subscriptions.ask_to_stop",
    "subscriptions.stop",
    "supervision.answer_file",
    "supervision.detach_from_answer",
    "supervision.detach_from_problem",
    "supervision.letter",
    "supervision.letter_pdf",
    "supervision.problem_file",
}
"""Views that say for themselves that there is nothing: behind the address, or for this person."""
SLOW = {
    "certificates.document",
    "home.metrics",  # any number may turn up in what is counted, a mark too
    "operations.document",
    "plaques.document",
    "publicity.poster",
    "supervision.letter_pdf",
}
"""Drawn, or counted, in tests of their own; here only whoever is refused it asks for it."""
TELLING = {"volunteers.open_contact"}
"""Acts whose answer tells what no page shows."""
SIGN_IN = "/people/sign-in"
PARTS = 5
"""So many tests share the people, so that several processes share the walk."""


def expected(actor, door, thing):
    """`in`, `sign in`, 403 or 404, as the table has it."""
    sees = door.sees or door.permission
    hidden = door.about and (thing is None or not allowed(actor, sees, thing))
    if not hidden and allowed(actor, door.permission, thing if door.about else None):
        return "in"
    asked = sees if hidden else door.permission
    if not actor.known and not public(asked):
        return "sign in"
    return 404 if hidden else 403


def allowed(actor, can, thing):
    return may(actor, can, None if thing is ANYTHING else world.as_read_by(actor, thing))


def told(answer):
    """What an answer amounts to."""
    if answer.status_code == 303 and answer.headers["Location"] == SIGN_IN:
        return "sign in"
    return answer.status_code


def fits(address, wanted, got):
    if wanted != "in":
        return got == wanted
    if address.endpoint == "people.sign_out_everywhere":
        return got == "sign in"
    return got in LET_IN or (got == 404 and address.endpoint in GONE_INSIDE)


@pytest.fixture
def everything(portal, make):
    return world.build(make)


@pytest.mark.timeout(900)
@pytest.mark.parametrize("part", range(PARTS))
def test_the_table_decides_at_every_door_and_nobody_sees_what_is_not_for_them(portal, everything, part):
    every, people = list(every_address(portal, everything)), list(everything.people.items())[part::PARTS]
    assert {address.endpoint for address in every} == {endpoint for _, _, _, endpoint in doors(portal)}
    visitors = {who: Visitor(Browser(portal, someone)) for who, someone in people}
    rounds = [Round(who, visitor, everything) for who, visitor in visitors.items()]
    with world.nothing_kept(portal):
        for one in rounds:
            for address in every:
                one.knock(portal.view_functions[address.endpoint], address)
            one.compare_what_is_not_there()
    wrong = [words for one in rounds for words in one.wrong]
    assert not wrong, f"{len(wrong)}: " + "\n".join(wrong[:60])


def test_every_mark_is_shown_to_somebody(portal, everything):
    """One that nobody is shown would test nothing. Each in turn reads until nothing is left that they may see."""
    unseen = {secret.mark for secret in everything.secrets if secret.grants}
    every = [one for one in every_address(portal, everything) if one.endpoint not in SLOW]
    reads = [one for one in every if one.method == "GET" or one.endpoint in TELLING]
    rounds = [Round(who, Visitor(Browser(portal, one)), everything) for who, one in everything.people.items()]
    with world.nothing_kept(portal):
        for one, address in product(rounds, reads):
            if unseen & one.may_see:
                words = words_of(one.visitor.ask(address.method, address.path))
                unseen -= {mark for mark in unseen if mark in words}
    assert not unseen, f"these marks are shown to nobody: {unseen}"


class Round:
    """Somebody's way from door to door, and what was wrong on it."""

    def __init__(self, who, visitor, everything):
        self.who, self.visitor, self.actor = who, visitor, everything.actors[who]
        self.marks = [secret.mark for secret in everything.secrets]
        self.kept_from = {secret.mark for secret in everything.secrets if not secret.may_be_seen_by(self.actor)}
        self.may_see = set(self.marks) - self.kept_from
        self.wrong, self.not_there = [], {}

    def knock(self, door, address):
        wanted = "in" if address.endpoint == "static" else expected(self.actor, door, address.thing)
        if wanted == "in" and address.endpoint in SLOW:
            return
        answer = self.visitor.ask(address.method, address.path)
        if not fits(address, wanted, told(answer)):
            self.note(address, f"gave {told(answer)}, not {wanted}")
        elif wanted == 404 and not address.endpoint.startswith("applications.") and address.method == "GET":
            self.not_there.setdefault(bare(address, answer), address)
        self.look(address, answer)

    def look(self, address, answer):
        words = words_of(answer)
        shown = {mark for mark in self.marks if mark in words}
        for mark in shown & self.kept_from:
            self.note(address, f"shows {mark}")
        if world.MARKUP in words:
            self.note(address, "holds live markup")
        for name, value in ALWAYS.items():
            if value not in answer.headers.get(name, ""):
                self.note(address, f"lacks {name}: {value}")
        if address.endpoint != "static" and answer.headers["Cache-Control"] != "no-store":
            self.note(address, "may be kept by others")

    def compare_what_is_not_there(self):
        """Hidden things and missing things answer alike, byte for byte."""
        if len(self.not_there) > 1:
            labels = [address.label for address in self.not_there.values()]
            self.wrong.append(f"{self.who}: what is not there differs: {labels}")

    def note(self, address, words):
        self.wrong.append(f"{self.who}: {address.label} {words}")


ALWAYS = {
    "Content-Security-Policy": "default-src 'none'",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


def bare(address, answer):
    """The page without its own address, and without its CSRF tokens, which hold the moment."""
    return sub(rb'name="csrf_token" value="[^"]+"', b"", answer.get_data()).replace(address.path.encode(), b"")
