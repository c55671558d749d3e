"""Every route, for everybody, with one's own things and with others': the policy table alone decides who gets in, and
no page shows a mark to whom the table does not allow it."""

import pytest

from alliance.policy.gate import doors
from alliance.policy.table import may, public
from tests.screenless import Browser

from . import world
from .addresses import ANYTHING, every_address
from .visitors import Visitor, words_of

LET_IN = {200, 303, 400, 409, 413, 422}
GONE_INSIDE = {
    "mailbox.letter",
    "matrix.alliance",
    "matrix.matrix",
    "people.end_device",
    "people.invitation",
    "people.accept_invitation",
    "people.reset",
    "people.set_password",
    "people.switch_hat",
    "plaques.verdict",
}
"""Views that say for themselves that there is nothing: behind the address, or for this person."""
SLOW = {"plaques.document"}
"""Drawn in the tests of plaques; here only whoever is refused it asks for it."""
SIGN_IN = "/people/sign-in"


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
    return may(actor, can, None if thing is ANYTHING else thing)


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


@pytest.mark.timeout(600)
def test_the_table_decides_at_every_door_and_nobody_sees_what_is_not_for_them(portal, everything):
    every = list(every_address(portal, everything))
    assert {address.endpoint for address in every} == {endpoint for _, _, _, endpoint in doors(portal)}
    visitors = {who: Visitor(Browser(portal, someone)) for who, someone in everything.people.items()}
    wrong, seen = [], set()
    with world.nothing_kept(portal):
        for who, visitor in visitors.items():
            actor = everything.actors[who]
            kept_from = [secret.mark for secret in everything.secrets if not secret.may_be_seen_by(actor)]
            for address in every:
                door = portal.view_functions[address.endpoint]
                wanted = "in" if address.endpoint == "static" else expected(actor, door, address.thing)
                if wanted == "in" and address.endpoint in SLOW:
                    continue
                answer = visitor.ask(address.method, address.path)
                if not fits(address, wanted, told(answer)):
                    wrong.append(f"{who}: {address.label} gave {told(answer)}, not {wanted}")
                words = words_of(answer)
                if world.MARKUP in words and address.endpoint not in WORKBOOKS:
                    wrong.append(f"{who}: {address.label} holds live markup")
                wrong += [f"{who}: {address.label} shows {mark}" for mark in kept_from if mark in words]
                seen |= {secret.mark for secret in everything.secrets if secret.mark in words}
    assert not wrong, "\n".join(wrong[:60])
    unseen = {secret.mark for secret in everything.secrets if secret.grants} - seen
    assert not unseen, f"these marks are shown to nobody, so they test nothing: {unseen}"


WORKBOOKS = {"directory.sheet", "rosters.sheet", "sheets.marked", "sheets.template"}
