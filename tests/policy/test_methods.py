"""HEAD and OPTIONS change nothing, and nothing is done without the token of a form."""

import pytest

from alliance.foundation.kernel.actor import Role
from tests.screenless import Browser

from . import world
from .addresses import every_address
from .visitors import Visitor

SIGNED = "subscriptions.stop"
"""Pressed by a mail program, which has no form of the portal: its address is signed."""

pytestmark = pytest.mark.timeout(600)


def test_nothing_is_done_without_the_token_of_a_form(portal, make):
    everything = world.build(make)
    visitor = Visitor(Browser(portal, everything.people["administrator"]))
    other = Visitor(Browser(portal, make.person(Role.CENTER_ADMIN)))
    posts = [address for address in every_address(portal, everything) if address.method == "POST"]
    acts = [address for address in posts if address.endpoint != SIGNED]
    for token in ("", "nonsense", other.token):
        for address in acts:
            answer = visitor.ask("POST", address.path, {"csrf_token": token})
            assert answer.status_code == 400, address.label


def test_asking_for_the_head_or_the_methods_of_an_address_does_nothing(portal, make):
    everything = world.build(make)
    visitor = Visitor(Browser(portal, everything.people["administrator"]))
    paths = {address.path: address for address in every_address(portal, everything)}
    for path, address in paths.items():
        if address.endpoint in {"plaques.document", "sheets.marked", "supervision.letter_pdf", "static"}:
            continue
        assert visitor.ask("OPTIONS", path).status_code == 200, address.label
        head = visitor.ask("HEAD", path)
        assert head.status_code < 500, address.label
        assert not head.get_data(), address.label
        for method in ("PUT", "PATCH", "DELETE", "TRACE"):
            assert visitor.ask(method, path).status_code in {400, 405}, address.label
