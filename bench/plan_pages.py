"""The other pages that each role opens often: at an address, or behind the first link of that kind on a page."""

from collections.abc import Iterator
from dataclasses import dataclass

from .visitor import Visitor

ID = "[0-9a-f-]{36}"
ACTION = rf"/actions/{ID}"
ASSIGNMENT = rf"/actions/assignments/{ID}"
EVENT = rf"/publicity/{ID}"
INITIATIVE = rf"/initiatives/{ID}"
SCREEN = "/cases/?q=%E5%B1%8F%E5%B9%95"


@dataclass(frozen=True)
class Page:
    """`link`: of which kind is the page that is meant, where `path` only leads to it."""

    name: str
    kind: str
    path: str
    link: str = ""
    beyond: str = ""

    def found(self, visitor: Visitor) -> str | None:
        """Where it is; None where nothing of its kind is there."""
        if not self.link:
            return self.path
        try:
            return visitor.get(self.path).link(self.link) + self.beyond
        except AssertionError:
            return None


CALENDAR = Page("calendar of events", "list", "/publicity/")
CALLS = Page("initiatives", "list", "/initiatives/")
CALL = Page("an initiative", "item", "/initiatives/", INITIATIVE)
INBOX = Page("inbox", "list", "/inbox/")
CASES = Page("cases, first page", "list", "/cases/")
FOUND = Page("cases, a frequent word", "search", SCREEN)
EVENTS = Page("events as a list", "list", "/publicity/events")
HELD = Page("an event", "item", "/publicity/events", EVENT)
TEAMS = Page("teams", "list", "/volunteers/teams")
BOARD = Page("board of assignments", "list", "/actions/board")
LEADER = Page("leader's page", "desk", "/actions/leader")
MEASURES = Page("measures of supervision", "list", "/supervision/measures")
PROBLEMS = Page("list of problems", "list", "/supervision/problems")
LATE = Page("who is late", "list", "/supervision/due")
LETTERS = Page("choice of letters", "form", "/subscriptions/")
JOBS = Page("jobs", "list", "/jobs/")
PAGES: dict[str, tuple[Page, ...]] = {
    "nobody": (
        *(CALENDAR, Page("an event in public", "item", "/publicity/", EVENT)),
        Page("calendar to subscribe to", "", "/publicity/calendar.ics"),
        *(CALLS, CALL, FOUND),
        Page("wall of pledges", "list", "/initiatives/", INITIATIVE, "/wall"),
        *(Page("materials", "list", "/materials/"), Page("fraud types", "list", "/fraudtypes/")),
    ),
    "bank": (
        *(INBOX, FOUND, CALLS, CALL, EVENTS, HELD, TEAMS),
        Page("own actions", "list", "/actions/own"),
        Page("own actions, finished", "list", "/actions/own?finished=1"),
        Page("an assignment", "item", "/actions/own", ASSIGNMENT),
        Page("form of a report", "form", "/actions/own", ASSIGNMENT, "/report"),
        Page("places kept for us", "list", "/quotas/"),
        Page("our outreach", "list", "/outreach/ours"),
        Page("own events and attendance", "list", "/attendance/"),
        *(LETTERS, JOBS, Page("bots of the organisation", "list", "/bots/")),
    ),
    "officer": (
        *(INBOX, CASES, FOUND, CALLS, CALL, EVENTS, HELD, TEAMS, BOARD, LEADER, MEASURES, PROBLEMS, LATE),
        Page("answers to an initiative", "list", "/initiatives/", INITIATIVE, "/responses"),
        Page("a members' edition", "item", "/cases/", rf"/cases/{ID}/members"),
        *(Page("actions", "list", "/actions/"), Page("an action", "item", "/actions/", ACTION)),
        Page("board as a list", "list", "/actions/board?show=list"),
        Page("board by alliance", "list", "/actions/board?show=alliances"),
        Page("operations", "list", "/operations/"),
        Page("an operation", "item", "/operations/", rf"/operations/{ID}"),
        *(Page("volunteers", "list", "/volunteers/"), Page("figures of volunteers", "list", "/volunteers/figures")),
        *(Page("outreach", "list", "/outreach/"), Page("reach of materials", "list", "/materials/reach")),
        *(Page("attendance", "list", "/attendance/"), LETTERS, JOBS),
    ),
    "center": (
        *(INBOX, CASES, BOARD, LEADER, JOBS),
        Page("invitations", "list", "/people/invited/"),
        Page("how the portal runs", "list", "/administration/"),
        Page("sectors and fraud types", "list", "/administration/lists"),
        Page("letters that did not arrive", "list", "/journal/letters"),
        Page("working calendar", "list", "/worktime/"),
        Page("reminder steps", "list", "/reminding/"),
    ),
    "district": (CASES, FOUND, BOARD, CALENDAR, INBOX),
    "inspector": (CASES, BOARD, LEADER, MEASURES, PROBLEMS, LATE),
    "volunteer": (
        *(INBOX, TEAMS, CALENDAR),
        *(Page("shifts", "list", "/shifts/"), Page("own shifts", "list", "/shifts/mine")),
        Page("a shift", "item", "/shifts/", rf"/shifts/{ID}"),
        *(Page("own page", "item", "/volunteers/mine"), Page("own attendance", "list", "/attendance/mine")),
        *(Page("certificates", "list", "/certificates/"), LETTERS),
    ),
}


def pages_of(role: str, visitor: Visitor) -> Iterator[tuple[Page, str]]:
    """Each page with its address; what this portal has none of is left out."""
    for page in PAGES[role]:
        path = page.found(visitor)
        if path is not None:
            yield page, path
