"""A desk on which something of every kind waits: it leads to all of it, and costs no more than with less on it."""

from alliance.cases.visibility import audiences_reached
from alliance.foundation.kernel.actor import Role
from alliance.home import desk
from tests.home.busy import busy

OF_EACH_ORGANISATION = {
    "actions.assignment",
    "cases.case",
    "initiatives.initiative",
    "operations.log_form",
    "supervision.answering",
    "supervision.problem",
}
OF_THE_CENTER = {
    "applications.queue",
    "cases.queue",
    "directory.members",
    "initiatives.responses",
    "operations.stage",
    "people.staff",
    "plaques.issue_form",
    "plaques.plaques",
    "supervision.due_for",
    "supervision.measures",
    "supervision.problem_lists",
    "volunteers.team",
}
LEADS_TO = {
    Role.CENTER_ADMIN: OF_THE_CENTER,
    Role.CENTER_OFFICER: OF_THE_CENTER
    | {"actions.action", "cases.to_release", "operations.hotspot", "rosters.draft", "sheets.preview"},
    Role.DISTRICT_OFFICER: {
        "applications.queue",
        "directory.members",
        "learning.follows",
        "supervision.problem_lists",
    },
    Role.LIAISON: OF_EACH_ORGANISATION | {"learning.follows", "organisations.keep", "people.staff", "volunteers.team"},
    Role.STAFF: OF_EACH_ORGANISATION,
    Role.INSPECTOR: set(),
    Role.VOLUNTEER: {"volunteers.team"},
}
"""What only a second person decides does not wait for the administrator, who has begun it."""

NEAR_THE_MONTHS_END = {"outreach.ours"}
"""Waits for a liaison on some days only."""

STATEMENTS = {
    Role.CENTER_ADMIN: 6,
    Role.CENTER_OFFICER: 6,
    Role.DISTRICT_OFFICER: 3,
    Role.LIAISON: 7,
    Role.STAFF: 7,
    Role.INSPECTOR: 2,
    Role.VOLUNTEER: 3,
}


def taken(browser, readers):
    def statements(someone):
        visitor = browser(someone)
        visitor.get("home.desk", queries=8)
        return visitor.queries

    return {role: statements(someone) for role, someone in readers.items()}


def test_a_desk_leads_to_all_that_waits_in_few_statements_however_much_it_is(make, browser):
    scene = busy(make)
    readers = scene.readers
    for role, someone in readers.items():
        with make.work(someone.actor) as work:
            assert {
                one.endpoint for one in desk.waiting(work, audiences_reached(work))
            } - NEAR_THE_MONTHS_END == LEADS_TO[role], role
    assert taken(browser, readers) == STATEMENTS
    scene.more()
    assert taken(browser, readers) == STATEMENTS
