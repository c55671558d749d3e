"""The moves that are open on a case or an edition, each with the page or the button that makes it."""

from typing import Any

from flask import url_for
from flask_babel import gettext as _

from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..policy.can import Can
from ..policy.table import may
from .queries import CaseReading
from .reading import EditionReading
from .vocabulary import AT_THE_CENTER, WITH_ITS_WRITER, CaseState, EditionKind
from .workflow import CASE_WORKFLOW, EDITION_WORKFLOW

PAGES = {"give_back": "cases.returning", "set_aside": "cases.setting_aside"}
"""Moves that ask for words have a page of their own."""

OF_EDITIONS = frozenset({Can.RELEASE_EDITION, Can.WITHDRAW_EDITION})
"""What these allow is asked of an edition: the case moves along with it."""


def tabs(work: Work, current: str) -> list[dict[str, Any]]:
    """The lists of cases that are open to this person, as tabs; `current`: the endpoint of the one that is shown."""
    ways = (
        (Can.FIND_CASES, "cases.shelf", N_("Shared with us")),
        (Can.WRITE_CASE, "cases.own", N_("Our cases")),
        (Can.SEE_CASES_HANDED_IN, "cases.queue", N_("Cases handed in")),
        (Can.PREPARE_EDITION, "cases.to_release", N_("Editions to release")),
    )
    shown = [
        {"label": _(label), "url": url_for(endpoint), "current": endpoint == current}
        for can, endpoint, label in ways
        if may(work.actor, can)
    ]
    return shown if len(shown) > 1 else []


def case_moves(work: Work, case: CaseReading) -> dict[str, list[dict[str, Any]]]:
    """`links` lead to a page, `buttons` act at once: what this person may do with the case now, the usual first."""

    def asked(can: Any) -> bool:
        return can not in OF_EDITIONS and may(work.actor, Can(can), case)

    links = [*_writers(case), *_drop(case)] if asked(Can.CHANGE_CASE) else []
    if asked(Can.REVIEW_CASE) and case.state in AT_THE_CENTER:
        links += [_prepare(case, kind) for kind in EditionKind]
    open_now = CASE_WORKFLOW.open_to(case.state, asked)
    links += [_link(PAGES[one.name], one.label, case) for one in open_now if one.name in PAGES]
    if asked(Can.OPEN_ORIGINAL):
        links.append(_link("cases.original", N_("Open what was masked"), case))
    buttons = [_button("cases.take_back", one.label, case) for one in open_now if one.name == "take_back"]
    return {"links": links, "buttons": buttons}


def _writers(case: CaseReading) -> list[dict[str, Any]]:
    if case.state not in WITH_ITS_WRITER:
        return []
    return [
        _link("cases.edit", N_("Go on writing"), case, "primary"),
        _link("cases.case_files", N_("Files"), case),
        _link("cases.check", N_("Check and submit"), case),
    ]


def _drop(case: CaseReading) -> list[dict[str, Any]]:
    if case.state is not CaseState.DRAFT or case.submitted_at is not None:
        return []
    return [_link("cases.before_drop", N_("Drop the draft"), case, "quiet")]


def _prepare(case: CaseReading, kind: EditionKind) -> dict[str, Any]:
    members = kind is EditionKind.MEMBERS
    label = _("Prepare the members' edition") if members else _("Prepare the public edition")
    url = url_for("cases.preparing", case_id=case.id, kind=kind)
    return {"label": label, "url": url, "kind": "primary" if members else "secondary"}


def _link(endpoint: str, label: str, case: CaseReading, kind: str = "secondary") -> dict[str, Any]:
    return {"label": _(label), "url": url_for(endpoint, case_id=case.id), "kind": kind}


def _button(endpoint: str, label: str, case: CaseReading) -> dict[str, Any]:
    return {"label": _(label), "url": url_for(endpoint, case_id=case.id), "kind": "secondary"}


def edition_moves(work: Work, edition: EditionReading) -> dict[str, list[dict[str, Any]]]:
    """The same for an edition: released at once, the rest on pages of their own."""
    open_now = EDITION_WORKFLOW.open_to(edition.state, lambda can: may(work.actor, Can(can), edition))
    names = {one.name for one in open_now}
    address: dict[str, Any] = {"case_id": edition.case_id, "edition_id": edition.id}
    links, buttons = [], []
    if "release" in names:
        buttons.append({"label": _("Release"), "url": url_for("cases.release", **address), "kind": "primary"})
    if "withdraw" in names:
        links.append({"label": _("Withdraw"), "url": url_for("cases.withdrawing", **address), "kind": "secondary"})
    if "rewrite" in names:
        again = url_for("cases.preparing", case_id=edition.case_id, kind=edition.kind)
        links.append({"label": _("Change its text or readers"), "url": again, "kind": "secondary"})
        buttons.append(
            {"label": _("Drop this edition"), "url": url_for("cases.drop_edition", **address), "kind": "quiet"}
        )
    return {"links": links, "buttons": buttons}
