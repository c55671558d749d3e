"""Two at once: one wins, the other is told."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import func, select

from alliance.applications.model import Application, ApplicationState
from alliance.foundation.kernel.actor import Role
from alliance.journal.model import Letter
from alliance.organisations.model import Organisation
from tests.applications import stories
from tests.screenless import Browser

ADMISSION = {
    "seat-police_bank": "y",
    "seat-police_bank-role": "member",
    "seat-police_bank-governance_matrix": "functional",
}


def at_once(*posts):
    """The statuses of these posts, each (browser, endpoint, data, address), sent together."""
    start = Barrier(len(posts))

    def send(post):
        visitor, endpoint, data, address = post
        sent = {"csrf_token": visitor.csrf_token(), **data}
        url = visitor.address(endpoint, **address)
        start.wait()
        return visitor.client.post(url, data=sent, headers={"Host": "localhost"}).status_code

    with ThreadPoolExecutor(len(posts)) as pool:
        return sorted(pool.map(send, posts))


def count(make, what):
    with make.work() as work:
        return work.session.scalar(select(func.count()).select_from(what))


@pytest.fixture
def officers(portal, make):
    return [Browser(portal, make.person(Role.CENTER_OFFICER)) for _ in range(2)]


def test_of_two_officers_who_decide_at_once_the_second_gets_409(make, officers):
    application_id = stories.hand_in(make)
    address = {"application_id": application_id}
    statuses = at_once(
        (officers[0], "applications.give_back", {"words": "请补充"}, address),
        (officers[1], "applications.refuse", {"words": "理由"}, address),
    )
    decided = stories.stored(make, application_id)
    # A refusal may follow a return; a return never follows a refusal.
    if statuses == [303, 303]:
        assert decided.state is ApplicationState.REFUSED
    else:
        assert statuses == [303, 409]
    with make.work() as work:
        sent = list(work.session.scalars(select(Letter.template)))
    assert len(sent) == 1 + statuses.count(303)


def test_of_two_officers_who_give_back_at_once_the_second_gets_409(make, officers):
    application_id = stories.hand_in(make)
    address = {"application_id": application_id}
    posts = [(one, "applications.give_back", {"words": f"{n}"}, address) for n, one in enumerate(officers)]
    assert at_once(*posts) == [303, 409]


def test_of_two_officers_who_admit_at_once_the_second_gets_409(make, officers):
    application_id = stories.hand_in(make)
    posts = [(one, "applications.admit", ADMISSION, {"application_id": application_id}) for one in officers]
    assert at_once(*posts) == [303, 409]
    assert count(make, Organisation) == 1


def test_of_two_check_lists_over_the_same_page_the_second_gets_409(make, officers):
    application_id = stories.hand_in(make)
    version = stories.stored(make, application_id).version
    data = {"version": version, "identity": "good"}
    posts = [(one, "applications.grade", data, {"application_id": application_id}) for one in officers]
    assert at_once(*posts) == [303, 409]


def test_a_submission_pressed_twice_at_once_submits_once(portal, make):
    visitor = Browser(portal)
    stories.fill_in(visitor)
    twin = Browser(portal)
    kept = visitor.client.get_cookie("portal")
    twin.client.set_cookie("portal", kept.value)
    posts = [(one, "applications.submit", {"idempotency_key": "s" * 32}, {}) for one in (visitor, twin)]
    assert at_once(*posts) == [303, 303]
    assert count(make, Letter) == 1


def test_of_two_applications_with_one_code_submitted_at_once_only_one_goes_through(portal, make):
    code = stories.organisation_text().uscc
    visitors = [Browser(portal), Browser(portal)]
    for visitor in visitors:
        stories.fill_in(visitor, uscc=code)
    posts = [(one, "applications.submit", {"idempotency_key": f"{n}" * 32}, {}) for n, one in enumerate(visitors)]
    statuses = at_once(*posts)
    assert statuses[0] == 303
    assert statuses[1] in {409, 422}
    with make.work() as work:
        states = sorted(work.session.scalars(select(Application.state)))
    assert states == [ApplicationState.DRAFT, ApplicationState.SUBMITTED]


def test_numbers_given_out_at_once_differ(portal, make):
    stories.hand_in(make)
    visitors = [Browser(portal) for _ in range(4)]
    for visitor in visitors:
        stories.fill_in(visitor)
    posts = [(one, "applications.submit", {"idempotency_key": f"{n}" * 32}, {}) for n, one in enumerate(visitors)]
    assert at_once(*posts) == [303] * 4
    with make.work() as work:
        numbers = list(work.session.scalars(select(Application.number)))
    assert len(set(numbers)) == 5
