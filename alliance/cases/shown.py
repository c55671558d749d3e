"""Cases in the words of their pages: states with their tones, facts line by line, rows of lists."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from flask_babel import gettext as _

from ..foundation.kernel.words import N_, Labelled
from ..foundation.web import listing
from ..foundation.web.language import day, in_chinese
from ..journal.queries import Happening
from ..masking.finding import findings
from ..masking.kinds import PersonalKind
from . import listed
from .difference import Change
from .labels import labels
from .queries import CaseReading, Place
from .reading import EditionReading, Reach
from .sealing import OCCURRENCE
from .telling import CaseText
from .vocabulary import OPEN_AMONG_MEMBERS, EditionKind, IndicatorKind, Tlp

LABELS = {
    "title": N_("Headline"),
    "story": N_("Course of events"),
    "happened_on": N_("Day"),
    "district_code": N_("District"),
    "fraud_type_id": N_("Fraud type"),
    "victim_group": N_("Victim group"),
    "age_band": N_("Age of the victim"),
    "channel": N_("How the victim was reached"),
    "contact_tool": N_("Contact tool"),
    "lost_fen": N_("Amount lost"),
    "stopped_fen": N_("Amount stopped"),
    "recovered_fen": N_("Amount recovered"),
    "payment_path": N_("Payment path"),
    "how_found": N_("How it was found"),
    "loopholes": N_("Loopholes"),
    "advice": N_("Prevention advice"),
    "steps": N_("Script, step by step"),
    "comment": N_("Comment"),
}
FACTS = (
    "fraud_type_id",
    "happened_on",
    "district_code",
    "lost_fen",
    "stopped_fen",
    "recovered_fen",
    "victim_group",
    "age_band",
    "channel",
    "contact_tool",
    "payment_path",
    "how_found",
)
ALWAYS = frozenset({"fraud_type_id", "lost_fen"})
"""Facts that are shown even where nothing is given."""

UNFOLDED_MOST = 12
"""So many people stand unfolded where it is read by no more."""


def facts(text: CaseText, place: Place) -> list[dict[str, Any]]:
    """The short facts as rows of a summary list; what is not given is left out, but for the two that matter most."""
    rows = [{"key": _(LABELS[name]), "value": _value(name, getattr(text, name), place), "name": name} for name in FACTS]
    return [row for row in rows if row["value"] or row["name"] in ALWAYS]


def _value(name: str, value: Any, place: Place) -> str:
    if name == "fraud_type_id":
        return place.type_zh if in_chinese() else place.type_en
    if name == "district_code":
        return place.district_zh if in_chinese() else place.district_en
    return plainly(value, money=name.endswith("_fen"))


def plainly(value: Any, *, money: bool = False) -> str:
    """A value of a case in words; empty where nothing is given."""
    if value is None or value == "":
        return ""
    if money:
        return listed.in_yuan(value)
    if isinstance(value, Labelled):
        return str(_(value.label))
    return day(value) if isinstance(value, date) else str(value)


def marks(edition: EditionReading) -> list[tuple[str, str]]:
    """How an edition stands and how far it may be passed on, each with its tone."""
    state, tlp = edition.state, edition.tlp
    return [(_(state.label), listed.EDITION_TONES[state]), (_(tlp.label), listed.TLP_TONES[tlp])]


def told(reading: CaseReading | EditionReading) -> dict[str, Any]:
    """What the component of the same name takes besides the text."""
    return {
        "facts": facts(reading.text, reading.place),
        "steps": steps(reading.text),
        "indicators": indicators(reading.indicators),
    }


def steps(text: CaseText) -> list[dict[str, str]]:
    return [{"phase": _(step.phase.label), "words": step.words} for step in text.steps]


def indicators(rows: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    return [
        {"kind": _(IndicatorKind(one["kind"]).label), "shown": one["shown"], "doubtful": one["doubtful"]}
        for one in rows
    ]


def sealed(found: Mapping[str, int]) -> str:
    """What was masked, kind by kind: 手机号 2、姓名 1."""
    known = dict((*labels(PersonalKind), *labels(IndicatorKind)))
    return "、".join(f"{known.get(kind, kind)} {count}" for kind, count in found.items())


def reached(found: Reach | None, tlp: Tlp) -> dict[str, Any] | None:
    """Who will see an edition, and how that has changed since it was prepared."""
    if found is None:
        return None
    return {
        "counted": found,
        "readers": found.readers,
        "unfolded": found.people <= UNFOLDED_MOST,
        "pager": listing.pager(found.readers.next_key, len(found.readers.lines)),
        "open_among_members": tlp in OPEN_AMONG_MEMBERS,
        "joined": "、".join(found.joined),
        "gone": "、".join(found.gone),
    }


def changes(found: Sequence[Change], before: Place, after: Place) -> list[dict[str, Any]]:
    """The fields that differ, each with what it said and says."""
    return [
        {
            "label": _(LABELS[one.field]),
            "before": _told(one.field, one.before, before),
            "after": _told(one.field, one.after, after),
            "pieces": one.pieces,
        }
        for one in found
    ]


def _told(name: str, value: Any, place: Place) -> str:
    if name == "steps":
        return "\n".join(f"{number}. {_(step.phase.label)}：{step.words}" for number, step in enumerate(value, 1))
    return _value(name, value, place)


def story(happenings: Sequence[Happening]) -> list[dict[str, Any]]:
    """The timeline of a case for those who may read it as it was written."""
    return [{"at": one.at, "what": _(one.what), "who": _(one.who)} for one in happenings]


def marks_for(kind: EditionKind) -> list[Tlp]:
    """The marks to choose from, the widest first."""
    return [mark for mark in Tlp if (mark is Tlp.CLEAR) == (kind is EditionKind.PUBLIC)]


def sealed_parts(originals: Iterable[tuple[str, str]]) -> list[dict[str, Any]]:
    """What was sealed, field by field, with what was found in it marked: pieces (text, kind in words or nothing)."""
    return [{"label": _field(field), "pieces": _marked(text)} for field, text in originals]


def _field(field: str) -> str:
    name, _space, number = field.partition(" ")
    if name == "step":
        return str(_("Step %(number)s", number=number))
    if name == OCCURRENCE:
        return str(_("Further occurrence"))
    return str(_("Indicator") if name == "indicator" else _(LABELS[name]))


def _marked(text: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    end = 0
    for one in findings(text):
        found += [(text[end : one.start], ""), (text[one.start : one.end], _(one.kind.label))]
        end = one.end
    return [piece for piece in [*found, (text[end:], "")] if piece[0]]
