"""What waits because a quarter has begun, and where letters to an organisation go."""

from datetime import UTC, date, datetime

import pytest

from alliance.foundation.kernel.actor import NOBODY, Role
from alliance.organisations import commands, confirmation_queries, queries
from alliance.organisations.model import Organisation, Post
from alliance.questions import errands_of

JULY = datetime(2026, 7, 20, tzinfo=UTC)
OCTOBER = datetime(2026, 10, 20, tzinfo=UTC)


@pytest.mark.parametrize(
    ("moment", "first"),
    [
        (datetime(2026, 3, 31, 15, 59, tzinfo=UTC), date(2026, 1, 1)),
        (datetime(2026, 3, 31, 16, 0, tzinfo=UTC), date(2026, 4, 1)),
        (datetime(2026, 12, 31, 15, 0, tzinfo=UTC), date(2026, 10, 1)),
        (datetime(2026, 12, 31, 16, 0, tzinfo=UTC), date(2027, 1, 1)),
    ],
)
def test_a_quarter_begins_at_midnight_in_the_alliances_own_zone(moment, first):
    assert confirmation_queries.quarter_began(moment).date() == first


def test_a_liaison_is_asked_once_a_quarter_to_confirm_the_contacts(make):
    organisation = make.organisation(at=JULY)
    liaison = make.person(Role.LIAISON, organisation=organisation).actor
    with make.work(liaison, now=JULY) as work:
        assert errands_of(work, confirmation_queries.questions) == []
    with make.work(liaison, now=OCTOBER) as work:
        errand = errands_of(work, confirmation_queries.questions)[0]
        assert (errand.endpoint, errand.address) == ("organisations.keep", {"organisation_id": organisation.id})
        assert errand.due == date(2026, 10, 31)
        commands.confirm_contacts(work, work.session.get_one(Organisation, organisation.id))
    with make.work(liaison, now=OCTOBER) as work:
        assert errands_of(work, confirmation_queries.questions) == []


def test_officers_see_how_many_are_late_each_within_their_reach(make):
    for district in ("140105", "140106", "140106"):
        make.organisation(at=JULY, district_code=district)
    gone = make.organisation(at=JULY)
    with make.work() as work:
        commands.release(work, work.session.get_one(Organisation, gone.id), "单位撤销")
    center = make.person(Role.CENTER_OFFICER).actor
    district = make.person(Role.DISTRICT_OFFICER, district="140106").actor
    for actor, count, address in (
        (center, 3, {"contacts": "unconfirmed"}),
        (district, 2, {"contacts": "unconfirmed", "district": "140106"}),
    ):
        with make.work(actor, now=OCTOBER) as work:
            errand = errands_of(work, confirmation_queries.questions)[0]
            assert (errand.count, errand.address) == (count, address)


@pytest.mark.parametrize("role", [Role.INSPECTOR, Role.VOLUNTEER, None])
def test_contacts_wait_for_nobody_else(make, role):
    organisation = make.organisation(at=JULY)
    people = [NOBODY, make.person(role).actor, make.person(Role.STAFF, organisation=organisation).actor]
    for actor in people:
        with make.work(actor, now=OCTOBER) as work:
            assert errands_of(work, confirmation_queries.questions) == []


def test_letters_go_to_the_liaison_and_the_deputy_once_each(make):
    def text(address):
        return commands.ContactText("岗位", "", address)

    contacts = {
        Post.FIRST_LEADER: text("leader@example.org"),
        Post.LIAISON: text("liaison@example.org"),
        Post.DEPUTY_LIAISON: text("deputy@example.org"),
    }
    organisation = make.organisation(contacts=contacts)
    same = make.organisation(contacts=contacts | {Post.DEPUTY_LIAISON: text("liaison@example.org")})
    silent = make.organisation(contacts=contacts | {Post.LIAISON: text(""), Post.DEPUTY_LIAISON: text("")})
    with make.work() as work:
        assert queries.contact_addresses(work, organisation.id) == ["deputy@example.org", "liaison@example.org"]
        assert queries.contact_addresses(work, same.id) == ["liaison@example.org"]
        assert queries.contact_addresses(work, silent.id) == []
