"""Pages to which no link of the demonstration leads, because they ask for a state in which nothing there is: met in the
small world of the policy's tests, in which there is something in every state. And no page is met by nobody."""

import re

import pytest

from alliance.cases import reading
from alliance.demonstration.accounts import PASSWORD
from alliance.foundation.kernel.clock import local_day
from alliance.learning import commenting
from alliance.learning.commenting import CommentText
from alliance.learning.vocabulary import ReadBy
from alliance.supervision import problems
from alliance.supervision.problem_model import Problem
from alliance.supervision.problems import PlanText, RemedyText
from tests.browser.examining import SEND_EMPTY, too_wide, violations
from tests.browser.scouting import OWN, Scout, kind_of
from tests.policy import world
from tests.policy.addresses import every_address
from tests.screenless import Browser

ROLES = ("nobody", "center", "bank")
"""Who see the most in the demonstration."""
NOT_HERE = re.compile(
    r"applications\.|mailbox\.|people\.(invitation|reset|reset_sent|join_asked)$|learning\.panel$"
    r"|attendance\.(offline|go|here)$|shifts\.offer$|cover\.answer$|volunteers\.begin$"
    r"|jobs\.result$|subscriptions\.ask_to_stop$|static$|home\..*z$|.*(_file|\.file|_evidence|own_feed|marked_sheet)$"
)
"""Met by tests of their own, for they ask for the step before or for a letter; parts of pages; and what is no page."""


@pytest.fixture
def everything(make):
    """The small world, in which a problem is to be mended too, and somebody has commented on a case."""
    everything = world.build(make)
    with make.work(everything.people["liaison of another organisation"].actor) as work:
        plan = PlanText("保卫部", "负责人", [RemedyText("补贴提示", local_day(work.now))])
        problems.plan(work, work.session.get_one(Problem, everything.things["problem b"].id), plan)
    return everything


@pytest.fixture
def said(make, everything):
    """(who, where they may withdraw their comment)."""
    liaison, of = everything.people["liaison"], everything.things["edition for a"]
    with make.work(liaison.actor) as work:
        edition = reading.live(work, of.case_id, of.kind)
        comment = commenting.comment(work, edition, CommentText("已提醒网点", ReadBy.CENTER, edition.id))
        return "liaison", f"/learning/{of.case_id}/{of.kind}/comments/{comment.id}/withdrawal"


@pytest.fixture
def linked(demonstration):
    """The endpoints to which links of the demonstration lead, of each kind of page one."""
    found = set()
    for role in ROLES:
        scout, seen, waiting = Scout(demonstration), set(), ["/", "/desk"]
        if role != "nobody":
            scout.sign_in(f"{role}@demo.example", PASSWORD)
        for path in waiting:
            kind = kind_of(demonstration, path)
            if kind not in seen:
                seen.add(kind)
                waiting += scout.look_at(path).ways
        found |= {kind[0] for kind in seen if isinstance(kind, tuple)}
    return found


@pytest.mark.timeout(900)
def test_every_page_without_a_link_is_accessible_and_fits(portal, portal_address, everything, said, linked, windows):
    asked = [one for one in every_address(portal, everything) if one.method == "GET" and one.endpoint not in linked]
    doors = [(one.endpoint, one.path) for one in asked if not NOT_HERE.match(one.endpoint)]
    waiting, faults = {endpoint for endpoint, _path in doors}, []
    for who, person in everything.people.items():
        visitor, window = Browser(portal, person), windows(portal_address)
        if cookie := visitor.client.get_cookie("portal"):
            window.context.add_cookies([{"name": "portal", "value": cookie.value, "url": portal_address}])
        for endpoint, path in [*doors, ("learning.withdrawing", said[1])] if who == said[0] else doors:
            if endpoint in waiting and (kind := kind_of_answer(visitor, path)):
                waiting.remove(endpoint)
                faults += [f"{path}: {fault}" for fault in seen_in(window.page, path, kind)]
    assert not faults, "\n".join(faults)
    assert not waiting, f"nobody meets {sorted(waiting)}"


def kind_of_answer(visitor, path):
    """What comes back, where something does."""
    with visitor.client.get(path, headers=OWN) as answer:
        return answer.mimetype if answer.status_code == 200 else ""


def seen_in(page, path, kind):
    if kind != "text/html":
        return
    page.goto(path)
    yield from (*too_wide(page), *violations(page, frame=False))
    if page.evaluate(SEND_EMPTY):
        page.locator("#error-summary").wait_for()
        yield from (*too_wide(page), *violations(page, frame=False))
