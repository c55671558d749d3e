"""The parts of an initiative's page, as far as the actor may see and use each of them."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import url_for
from flask_babel import gettext as _

from ..cases.listed import file_row
from ..files import queries as files
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..journal.queries import timeline
from ..policy.can import Can
from ..policy.table import may
from . import answers, attaching, reading, shown, tallies
from .reading import InitiativeReading
from .tallies import AskTally
from .vocabulary import InitiativeState, ResponseState
from .workflow import INITIATIVE_WORKFLOW, RESPONSE_WORKFLOW

PAGES = {"issue": "initiatives.who_gets_it", "withdraw": "initiatives.withdrawing"}
"""Moves of an initiative that are made on a page of their own."""


def whole(work: Work, initiative: InitiativeReading) -> dict[str, Any]:
    """Everything that the page shows."""
    oversees = may(work.actor, Can.READ_RESPONSES, initiative) and initiative.issued_at is not None
    return {
        "initiative": initiative,
        "marks": shown.marks(initiative),
        "asks": shown.asks(reading.asks(work, initiative.id), _tallies(work, initiative)),
        "files": file_rows(work, initiative),
        "own": own(work, initiative),
        "tally": tallies.tally(work, initiative) if oversees else None,
        "moves": moves(work, initiative),
        "story": shown.story(timeline(work, initiative.id)) if may(work.actor, Can.WRITE_INITIATIVE) else [],
    }


def _tallies(work: Work, initiative: InitiativeReading) -> Mapping[UUID, AskTally]:
    return tallies.of_asks(work, initiative) if initiative.issued_at else {}


def file_rows(work: Work, initiative: InitiativeReading) -> list[dict[str, Any]]:
    lines = files.lines(work, attaching.of_initiative(initiative.id))
    return [file_row(line, "initiatives.file", initiative_id=initiative.id) for line in lines]


def own(work: Work, initiative: InitiativeReading) -> dict[str, Any] | None:
    """The answer of the actor's organisation, with the moves that are open to it; None for whoever has none to give."""
    if not may(work.actor, Can.ANSWER_INITIATIVE, initiative):
        return None
    found = answers.own(work, initiative)
    state = found.state if found else ResponseState.SENT
    running = initiative.state is InitiativeState.ISSUED
    names = {move.name for move in RESPONSE_WORKFLOW.open_to(state, lambda can: True)} if running else set()
    return {
        "answer": shown.answer(found) if found else None,
        "to_read": "read" in names,
        "links": [*_pledge_link(names, state, initiative), *_decline_link(names, initiative)],
        "may_tell": state is ResponseState.PLEDGED and initiative.state is not InitiativeState.WITHDRAWN,
    }


def _pledge_link(names: set[str], state: ResponseState, initiative: InitiativeReading) -> list[dict[str, str]]:
    if "pledge" not in names:
        return []
    again = state is ResponseState.PLEDGED
    label = _("Change the pledge") if again else _("Pledge, clause by clause")
    url = url_for("initiatives.pledging", initiative_id=initiative.id)
    return [{"label": label, "url": url, "kind": "secondary" if again else "primary"}]


def _decline_link(names: set[str], initiative: InitiativeReading) -> list[dict[str, str]]:
    url = url_for("initiatives.declining", initiative_id=initiative.id)
    return [{"label": _("Decline it"), "url": url, "kind": "quiet"}] if "decline" in names else []


def moves(work: Work, initiative: InitiativeReading) -> dict[str, list[dict[str, str]]]:
    """What the center may do with it now: `links` lead to a page, `buttons` act at once."""
    if not may(work.actor, Can.ISSUE_INITIATIVE):
        return {"links": [], "buttons": []}
    draft = initiative.state is InitiativeState.DRAFT
    links, buttons = [], []
    for move in INITIATIVE_WORKFLOW.open_to(initiative.state, lambda can: True):
        kind = "primary" if move.name == "issue" else "quiet" if move.name == "withdraw" else "secondary"
        way = {"label": _(move.label), "kind": kind}
        if move.name in PAGES:
            links.append(way | {"url": url_for(PAGES[move.name], initiative_id=initiative.id)})
        else:
            buttons.append(way | {"url": url_for("initiatives.close", initiative_id=initiative.id)})
    if draft:
        links[0]["label"] = _("See who will get it, and issue")
        links += [_link(label, endpoint, initiative) for endpoint, label in DRAFTING]
        buttons.append(_link(N_("Drop the draft"), "initiatives.drop", initiative) | {"kind": "quiet"})
    return {"links": links, "buttons": buttons}


DRAFTING = (("initiatives.edit", N_("Go on writing")), ("initiatives.files", N_("Files")))


def _link(label: str, endpoint: str, initiative: InitiativeReading) -> dict[str, str]:
    return {"label": _(label), "url": url_for(endpoint, initiative_id=initiative.id), "kind": "secondary"}
