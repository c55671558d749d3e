"""Passing a place on and standing in, on a telephone."""

import pytest

from alliance.people.model import Person
from alliance.people.passwords import hashed
from tests.browser.examining import too_wide, violations
from tests.chromium import PHONE
from tests.cover.covering import crew_of
from tests.cover.test_exchanging import Pair
from tests.factories import PASSWORD


@pytest.fixture
def crew(portal, make):
    return crew_of(make)


def examined(window):
    assert not list(too_wide(window.page))
    assert not list(violations(window.page))


def test_the_way_from_one_who_cannot_come_to_one_who_comes(crew, windows, portal_address):
    asked = crew.roster.helpers(6)
    crew.seek()
    reached = next(one for one in asked if one.id in crew.asked())
    other = windows(portal_address, PHONE)
    other.open(crew.link(reached))
    examined(other)
    other.page.get_by_role("button", name="我来顶班").click()
    other.page.get_by_text("名额已归您").wait_for()
    assert crew.comes(reached)


def test_the_page_of_whoever_asks_fits_a_telephone(make, crew, windows, portal_address):
    with make.work() as work:
        work.session.get_one(Person, crew.first.id).password_hash = hashed(PASSWORD)
    crew.roster.helpers(6)
    crew.seek()
    crew.name("nobody@example.org")
    window = windows(portal_address, PHONE)
    window.sign_in(crew.first.email, PASSWORD)
    window.open(f"/cover/sign-ups/{crew.place}")
    examined(window)
    window.page.get_by_role("button", name="我还是能来").click()
    window.page.get_by_text("已不再请人顶班").wait_for()
    assert set(crew.states()) == {"over"}


def test_two_exchange_their_shifts_on_a_telephone(crew, windows, portal_address):
    pair = Pair(crew)
    other = windows(portal_address, PHONE)
    other.open(crew.link(pair.second))
    examined(other)
    other.page.get_by_label("我用来互换的班次").select_option(index=2)
    other.page.get_by_role("button", name="我来顶班").click()
    other.page.get_by_text("班次已互换").wait_for()
    assert pair.coming() == pair.after()
