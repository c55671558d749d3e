"""An application in words: its parts as a task list, its answers line by line, its state as the applicant reads it."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from ..foundation.kernel.words import N_
from ..foundation.web.language import in_chinese, named
from ..journal.queries import VISITOR, Happening
from ..organisations.queries import Unit
from .answers import (
    OPTIONAL,
    AlliancesText,
    Answers,
    CapabilitiesText,
    OrganisationText,
    PeopleText,
    PledgeText,
)
from .findings import Mark
from .model import ApplicationState, Grade, Section
from .queries import ApplicationReading, Twin, Vocabulary

Row = tuple[str, str | None]

TONES = {
    ApplicationState.DRAFT: "grey",
    ApplicationState.SUBMITTED: "blue",
    ApplicationState.RETURNED: "amber",
    ApplicationState.ADMITTED: "green",
    ApplicationState.REFUSED: "red",
    ApplicationState.WITHDRAWN: "grey",
}

GRADE_TONES = {Grade.GOOD: "green", Grade.DOUBT: "amber", Grade.BAD: "red"}

HINTS = {
    Section.ORGANISATION: N_("Name, code, sector, address"),
    Section.PEOPLE: N_("First leader, leader in charge, liaison and deputy"),
    Section.CAPABILITIES: N_("Outlets, screens, drivers, app users and the like"),
    Section.ALLIANCES: N_("One or more, and why"),
    Section.PLEDGE: N_("Read it and give it"),
}

TOLD = {
    ApplicationState.DRAFT: N_("It has not been submitted yet."),
    ApplicationState.SUBMITTED: N_("It is with the officers. A letter will tell you what they decide."),
    ApplicationState.RETURNED: N_("The officers have questions. Change your answers and submit again."),
    ApplicationState.ADMITTED: N_("Your organisation is a member. A letter shows the liaison the way to an account."),
    ApplicationState.REFUSED: N_("The officers have refused it. You may apply again when the reason no longer holds."),
    ApplicationState.WITHDRAWN: N_("You have withdrawn it. You may apply again at any time."),
}


def measured(unit: Unit) -> str:
    """A kind of capability with its unit: 网点（个）."""
    if in_chinese():
        return f"{unit.zh}（{unit.unit_zh}）"
    return unit.en


def tasks(answers: Answers) -> list[dict[str, Any]]:
    """The parts with their states; the last one opens when nothing is missing."""
    listed = [_task(section, answers) for section in Section]
    ready = not answers.missing()
    last = {
        "label": _("Check your answers and submit"),
        "url": url_for("applications.check") if ready else None,
        "state": _("Ready") if ready else _("Not open yet"),
        "tone": "blue" if ready else "grey",
        "hint": None if ready else _("Opens when the parts above are filled in"),
    }
    return [*listed, last]


def _task(section: Section, answers: Answers) -> dict[str, Any]:
    state, tone = (_("To do"), "blue")
    if answers.of(section) is not None:
        state, tone = (_("Filled in"), "green")
    elif section in OPTIONAL:
        state, tone = (_("Optional"), "grey")
    url = url_for("applications.section", section=section.value)
    return {"label": _(section.label), "url": url, "state": state, "tone": tone, "hint": _(HINTS[section])}


def cards(answers: Answers, words: Vocabulary, *, change: bool = False) -> list[dict[str, Any]]:
    """A card per section: id, title, rows for a summary list, each with the address of its change if wanted."""
    return [_card(section, answers, words, change) for section in Section]


def _card(section: Section, answers: Answers, words: Vocabulary, change: bool) -> dict[str, Any]:
    text = answers.of(section)
    rows = ROWS[section](text, words) if text else [(_(section.label), None)]
    url = url_for("applications.section", section=section.value, back="check") if change else None
    shown = [{"key": key, "value": value, "change_url": url} for key, value in rows]
    return {"id": section.value, "title": _(section.label), "rows": shown}


def _organisation(text: OrganisationText, words: Vocabulary) -> Sequence[Row]:
    return [
        (_("Full name of the organisation"), text.name),
        (_("Short name"), text.short_name),
        (_("Unified social credit code"), text.uscc),
        (_("Sector"), _term(words, "sector", text.sector_code)),
        (_("Parent organisation"), text.parent_name),
        (_("District"), _term(words, "district", text.district_code)),
        (_("Address"), text.address),
    ]


def _people(text: PeopleText, words: Vocabulary) -> Sequence[Row]:
    return [
        (_("First leader"), _contact(text.first_leader_name, text.first_leader_phone)),
        (_("Leader in charge"), _contact(text.leader_in_charge_name, text.leader_in_charge_phone)),
        (_("Liaison"), _contact(text.liaison_name, text.liaison_phone, text.liaison_email)),
        (
            _("Deputy liaison"),
            _contact(text.deputy_liaison_name, text.deputy_liaison_phone, text.deputy_liaison_email),
        ),
    ]


def _capabilities(text: CapabilitiesText, words: Vocabulary) -> Sequence[Row]:
    kinds = words["capability"]
    rows = [(named(kind), amount_of(kind, text.amounts[code])) for code, kind in kinds.items() if code in text.amounts]
    return rows or [(_("Capabilities"), None)]


def amount_of(kind: Unit, amount: int) -> str:
    return f"{amount:,} {kind.unit_zh if in_chinese() else kind.unit_en}"


def _alliances(text: AlliancesText, words: Vocabulary) -> Sequence[Row]:
    return [
        (_("Alliances"), "、".join(_term(words, "alliance", code) for code in text.codes)),
        (_("Why, and what you would do there"), text.why),
    ]


def _pledge(text: PledgeText, words: Vocabulary) -> Sequence[Row]:
    return [(_("Pledge given by"), _contact(text.signed_by, text.office))]


def _term(words: Vocabulary, facet: str, code: str) -> str:
    return named(words[facet].get(code)) or code


def _contact(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


ROWS: Mapping[Section, Callable[[Any, Vocabulary], Sequence[Row]]] = {
    Section.ORGANISATION: _organisation,
    Section.PEOPLE: _people,
    Section.CAPABILITIES: _capabilities,
    Section.ALLIANCES: _alliances,
    Section.PLEDGE: _pledge,
}


def story(happenings: Iterable[Happening]) -> list[dict[str, Any]]:
    """A timeline; who acts without an account is the applicant."""
    return [
        {"at": one.at, "what": _(one.what), "who": _("The applicant") if one.who == VISITOR else _(one.who)}
        for one in happenings
    ]


def district_of(application: ApplicationReading, words: Vocabulary) -> str:
    return _term(words, "district", application.district_code or "")


def marks(found: Iterable[Mark]) -> list[dict[str, Any]]:
    """The check list as it was filled in."""
    return [
        {"point": _(mark.point.label), "grade": _(mark.grade.label), "tone": GRADE_TONES[mark.grade], "note": mark.note}
        for mark in found
    ]


def twins(found: Iterable[Twin]) -> list[dict[str, str]]:
    """What looks like the same organisation, each with its page."""
    return [_twin(twin) for twin in found]


def _twin(twin: Twin) -> dict[str, str]:
    if twin.kind == "application":
        kind, url = _("Application"), url_for("applications.reading", application_id=twin.id)
    else:
        kind, url = _("Member organisation"), url_for("directory.member", organisation_id=twin.id)
    return {"label": f"{kind} · {twin.name} · {twin.mark}", "url": url}


def stages(state: ApplicationState) -> list[dict[str, str]]:
    """Where the application stands on its way: handed in, looked at, decided."""
    decided = state in {ApplicationState.ADMITTED, ApplicationState.REFUSED}
    review = _("With you again") if state is ApplicationState.RETURNED else _("Review")
    decision = _(state.label) if decided else _("Decision")
    return [
        {"label": _("Submitted"), "state": "done"},
        {"label": review, "state": "done" if decided else "current"},
        {"label": decision, "state": "current" if decided else "next"},
    ]
