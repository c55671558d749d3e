"""What waits for one person, collected from every feature, with the ways that this person takes most."""

from collections.abc import Sequence, Set
from datetime import date
from typing import Any
from uuid import UUID

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from ..actions import waiting as actions
from ..applications import queries as applications
from ..attendance import waiting as attendance
from ..cases import editions as cases
from ..cases.visibility import audiences_reached
from ..cover import waiting as cover
from ..directory import shown
from ..foundation.kernel.clock import local_day
from ..foundation.kernel.errand import Errand
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..foundation.web.language import in_chinese
from ..initiatives import queries as initiatives
from ..journal import queries as journal
from ..learning import following as learning
from ..materials import waiting as materials
from ..operations import waiting as operations
from ..organisations import confirmation_queries as confirmations
from ..organisations import queries as organisations
from ..outreach import waiting as outreach
from ..people import queries as people
from ..plaques import waiting as plaques
from ..policy.can import Can
from ..policy.table import may
from ..publicity import waiting as publicity
from ..questions import Question, errands_of
from ..quotas import waiting as quotas
from ..rosters import queries as rosters
from ..sheets import queries as sheets
from ..shifts import waiting as shifts
from ..supervision import waiting as supervision
from ..supervision.due import Came
from ..volunteers import waiting as volunteers
from . import recent
from .recent import Recent

WAYS: Sequence[tuple[Can, str, str, str]] = (
    (Can.WRITE_EVENT, "attendance.shifts", N_("Check-in and hours of volunteers"), "clipboard-check"),
    (Can.SEE_OWN_VOLUNTEERING, "shifts.shifts", N_("Find a shift"), "calendar"),
    (Can.SEE_OWN_VOLUNTEERING, "volunteers.mine", N_("My page as a volunteer"), "heart"),
    (Can.SEE_OWN_ACTIONS, "actions.own", N_("Asked of us"), "checklist"),
    (Can.WRITE_ACTION, "actions.new", N_("New action"), "flag"),
    (Can.LOG_OUTREACH, "outreach.new", N_("Tell of everyday publicity"), "speakerphone"),
    (Can.WRITE_CASE, "cases.own", N_("Post a case"), "pencil"),
    (Can.SEE_OWN_QUOTAS, "quotas.own", N_("Places for our people"), "users"),
    (Can.FIND_CASES, "cases.shelf", N_("Find a case"), "file-search"),
    (Can.FOLLOW_CASES, "learning.follows", N_("What I follow"), "bell"),
    (Can.VISIT, "directory.members", N_("Find a member"), "search"),
    (Can.KEEP_WORKTIME, "worktime.year", N_("Working calendar"), "calendar"),
    (Can.DRAFT_ROSTER, "rosters.new_draft", N_("Draw up a roster"), "list-check"),
    (Can.KEEP_PLAQUES, "plaques.issue_form", N_("Issue plaques"), "certificate"),
    (Can.IMPORT_ROSTER, "sheets.index", N_("Import members from Excel"), "file-spreadsheet"),
    (Can.SEE_OWN_STAFF, "people.own_staff", N_("Our people"), "users"),
    (Can.INVITE_ANYONE, "people.invitation_form", N_("Invite somebody"), "user-plus"),
    (Can.READ_JOURNAL, "journal.entries", N_("Read the journal"), "history"),
    (Can.WRITE_INITIATIVE, "initiatives.begin", N_("Draft an initiative"), "message"),
    (Can.SEE_OWN_EVENTS, "publicity.events", N_("Prepare an event"), "map-pin"),
    (Can.SEE_OWN_JOBS, "jobs.jobs", N_("Jobs in the background"), "clock"),
    (Can.USE_ACCOUNT, "people.devices", N_("My devices"), "device-mobile"),
)
"""(permission, endpoint, label, icon): shown to whom the permission is given without asking of a certain thing."""

DAYS_NEAR = 3
RECENT_MOST = 6
TITLE_MOST = 48
FAR_OFF = date.max
URGENCY = {"red": 0, "amber": 1}
"""The tones that come before all others, in their order."""


def questions(work: Work, came: Sequence[Came]) -> list[Question]:
    """What each feature asks for those who look; `came`: of `supervision.waiting.facts`."""
    return [
        *confirmations.questions(work),
        *people.questions(work),
        *applications.questions(work),
        *rosters.questions(work),
        *plaques.questions(work),
        *sheets.questions(work),
        *cases.questions(work),
        *learning.questions(work),
        *actions.questions(work),
        *initiatives.questions(work),
        *operations.questions(work),
        *supervision.questions(work, came),
        *materials.questions(work),
        *outreach.questions(work),
        *volunteers.questions(work),
        *shifts.questions(work),
        *quotas.questions(work),
        *cover.questions(work),
        *attendance.questions(work),
    ]


def waiting(work: Work, reached: Set[UUID]) -> list[Errand]:
    """What waits, of every feature together: first what is late or urgent, then what is near, then the rest; within
    each by the day that it is due, what has no day last."""
    asked = errands_of(work, questions, reached, supervision.facts(work))
    errands, today = [*asked, *publicity.waiting_for(work)], local_day(work.now)
    return sorted(errands, key=lambda errand: (URGENCY.get(_tone(errand, today), len(URGENCY)), errand.due or FAR_OFF))


def summary(errands: Sequence[Errand], today: date) -> str:
    """The desk in one line."""
    late = sum(1 for errand in errands if errand.due and errand.due < today)
    waits = ngettext("%(num)d thing waits for you.", "%(num)d things wait for you.", len(errands))
    behind = ngettext("%(num)d of it is late.", "%(num)d of them are late.", late)
    gap = "" if in_chinese() else " "
    return gap.join([waits, behind] if late else [waits])


def lines(errands: Sequence[Errand], today: date) -> list[dict[str, Any]]:
    """The errands as the page shows them."""
    return [
        {
            "label": _(errand.words, **errand.params),
            "why": _(errand.why, **errand.params),
            "url": _address(errand),
            "due": _due(errand.due, today),
            "tone": _tone(errand, today),
            "count": errand.count,
        }
        for errand in errands
    ]


def _address(errand: Errand) -> str:
    values: dict[str, Any] = dict(errand.address)
    return url_for(errand.endpoint, **values)


def _due(due: date | None, today: date) -> Any:
    if due is None:
        return None
    days = (due - today).days
    if days < 0:
        return ngettext("%(num)d day late", "%(num)d days late", -days)
    return ngettext("%(num)d day left", "%(num)d days left", days) if days else _("Due today")


def _tone(errand: Errand, today: date) -> str:
    """Red when late or urgent, amber when near; otherwise as its feature says."""
    if errand.due is None or errand.tone == "red":
        return errand.tone
    days = (errand.due - today).days
    return "red" if days < 0 else "amber" if days <= DAYS_NEAR else errand.tone


def ways(work: Work) -> list[dict[str, str]]:
    return [
        {"label": _(label), "url": url_for(endpoint), "icon": icon}
        for can, endpoint, label, icon in WAYS
        if may(work.actor, can)
    ]


def changed_last(found: Sequence[Recent]) -> list[dict[str, Any]]:
    """What one changed or began last, each a way back to it."""
    lines = []
    for one in found:
        address: dict[str, Any] = {one.argument: one.id}
        title = one.title if len(one.title) <= TITLE_MOST else f"{one.title[:TITLE_MOST]}…"
        what = _(journal.thing_in_words(one.subject))
        line = {"label": title or _("Without a title"), "url": url_for(one.endpoint, **address)}
        lines.append(line | {"what": what, "at": one.at})
    return lines


def own_organisation(work: Work) -> dict[str, Any] | None:
    """The organisation that the person acts for: how it stands, and what happened to it lately."""
    if work.actor.organisation_id is None:
        return None
    own = organisations.reading(work, work.actor.organisation_id)
    if own is None:
        return None
    recent = journal.timeline(work, own.organisation_id, RECENT_MOST)
    return {
        "name": own.name,
        "state": _(own.state.label),
        "tone": shown.TONES[own.state],
        "url": url_for("directory.member", organisation_id=own.organisation_id),
        "trouble": shown.standing(own),
        "story": shown.story(recent, {}),
    }


QUIET = (
    (Can.SEAT_ORGANISATION, N_("Applications, rosters to approve and members who are late appear here by themselves.")),
    (Can.OVERSEE_MEMBERS, N_("What needs your look appears here by itself. The directory is open to you.")),
    (
        Can.SEE_OWN_VOLUNTEERING,
        N_("Places offered to you and hours to confirm appear here. Find a shift if you want to help."),
    ),
    (Can.SEE_DESK, N_("Requests of colleagues and the contacts to confirm every quarter appear here by themselves.")),
)
"""What would appear on the desk, by what one may do; the first that fits is said to whom nothing waits for."""

NO_ROLE = N_("You hold no role at present. Ask the liaison of your organisation, or the center, to invite you.")


def quiet(work: Work) -> str:
    if work.actor.role is None:
        return NO_ROLE
    return next(words for can, words in QUIET if may(work.actor, can))


def desk(work: Work) -> dict[str, Any]:
    """Everything that the page shows."""
    reached = audiences_reached(work)
    errands, today = waiting(work, reached), local_day(work.now)
    return {
        "summary": summary(errands, today) if errands else _("Nothing waits for you."),
        "errands": lines(errands, today),
        "quiet": _(quiet(work)),
        "ways": ways(work),
        "own": own_organisation(work),
        "recent": changed_last(recent.recent(work, reached)),
    }
