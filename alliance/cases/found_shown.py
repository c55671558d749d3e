"""What was found in the words of its pages: hits with their marks, counts, what resembles, rows of a sheet."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from ..foundation.kernel.bigrams import phrases
from ..foundation.kernel.clock import local_day
from ..foundation.kernel.words import N_
from ..foundation.web.language import day, in_chinese
from .amounts import yuan
from .excerpt import LENGTH, MORE, excerpt
from .likeness import ALIKE
from .listed import TLP_SHORT, TLP_TONES, TONES, in_yuan
from .model import TITLE_LENGTH
from .occurrences import Figures, OccurrenceLine
from .shelf import COUNTED_MOST, KeptSearch, ShelfLine
from .similar import AlikeLine, TwinLine
from .vocabulary import EditionKind

SHEET = (
    N_("Case"),
    N_("Fraud type"),
    N_("Happened on"),
    N_("District"),
    N_("Amount lost"),
    N_("Source"),
    N_("May be passed on"),
    N_("Released on"),
    N_("Course of events"),
)


@dataclass(frozen=True, slots=True)
class Wording:
    """The words that stand on every card, looked up once for a page: `{}` is where a value goes."""

    released: str
    yuan: str
    center: str
    chinese: bool
    kinds: Mapping[EditionKind, str]

    @classmethod
    def of_today(cls) -> "Wording":
        kinds = {kind: _(kind.label) for kind in EditionKind}
        return cls(_("released %(day)s", day="{}"), _("%(yuan)s yuan", yuan="{}"), _("The center"), in_chinese(), kinds)


def hits(lines: Iterable[ShelfLine], q: str) -> list[dict[str, Any]]:
    say = Wording.of_today()
    return [_hit(line, q, say) for line in lines]


def _hit(line: ShelfLine, q: str, say: Wording) -> dict[str, Any]:
    """A card: title and text in pieces (words, whether they were asked for), the short facts, the mark."""
    released = say.released.replace("{}", day(local_day(line.released_at)))
    return {
        "url": url_for("cases.edition_read", case_id=line.case_id, kind=line.kind),
        "title": excerpt(line.title, q, TITLE_LENGTH) if q else ((line.title, False),),
        "text": _glance(line, q),
        "facts": [*_facts(line, say), released, say.kinds[line.kind]],
        "mark": (TLP_SHORT[line.tlp], TLP_TONES[line.tlp]),
    }


def _glance(line: ShelfLine, q: str) -> tuple[tuple[str, bool], ...]:
    """Where the words stand in the story or the advice, else in the steps, as they are searched."""
    asked = phrases(q)
    for text in (line.text, line.folded):
        plain = text.lower()
        at = min((plain.find(one) for one in asked if one in plain), default=-1)
        if at >= 0:
            return excerpt(text[max(0, at - LENGTH) : at + 2 * LENGTH], q)
    return ((line.text[:LENGTH], False), *[MORE] * (len(line.text) > LENGTH))


def _facts(line: ShelfLine, say: Wording) -> list[str]:
    kind, place = (line.type_zh, line.district_zh) if say.chinese else (line.type_en, line.district_en)
    amount = say.yuan.replace("{}", yuan(line.lost_fen)) if line.lost_fen is not None else ""
    facts = (kind, place, amount, day(line.happened_on), line.organisation or say.center)
    return [fact for fact in facts if fact]


def counted(count: int | None) -> str:
    """How many cases fit, as far as they were counted."""
    if count is None:
        return str(_("%(most)s+ cases", most=f"{COUNTED_MOST:,}"))
    return str(ngettext("%(num)d case", "%(num)d cases", count))


def kept(searches: Iterable[KeptSearch]) -> list[dict[str, str]]:
    shelf = url_for("cases.shelf")
    return [
        {
            "title": one.title,
            "url": f"{shelf}?{one.address}",
            "drop_url": url_for("cases.drop_search", search_id=one.id),
        }
        for one in searches
    ]


def sheet(lines: Iterable[ShelfLine]) -> list[tuple[Any, ...]]:
    """The rows of a sheet, under SHEET."""
    return [(*_cells(line), line.text) for line in lines]


def _cells(line: ShelfLine) -> tuple[Any, ...]:
    kind, place = (line.type_zh, line.district_zh) if in_chinese() else (line.type_en, line.district_en)
    source, released = line.organisation or _("The center"), day(local_day(line.released_at))
    amount, on = in_yuan(line.lost_fen), day(line.happened_on)
    return line.title, kind, on, place, amount, source, TLP_SHORT[line.tlp], released


def paper(lines: Iterable[ShelfLine]) -> list[dict[str, Any]]:
    say = Wording.of_today()
    return [
        {"title": one.title, "facts": _facts(one, say), "mark": TLP_SHORT[one.tlp], "text": one.text} for one in lines
    ]


def alike(lines: Iterable[AlikeLine], draft_id: Any = None) -> list[dict[str, Any]]:
    """Hints: how much is alike, in words. `draft_id`: of the case that its writer may add to one of them instead."""
    return [
        {
            "url": url_for("cases.edition_read", case_id=one.case_id, kind=one.kind),
            "title": one.title,
            "facts": [one.organisation or _("The center"), day(one.happened_on), in_yuan(one.lost_fen)],
            "share": _share(one.likeness, one.shared),
            "same_url": url_for("cases.same_as", case_id=draft_id, other_id=one.case_id, kind=one.kind)
            if draft_id
            else None,
        }
        for one in lines
    ]


def _share(likeness: float, shared: int) -> str:
    """How much is alike: 96% alike; 2 shared indicators. Of texts that are not, what they share alone."""
    percent = _("%(percent)d%% alike", percent=round(likeness * 100))
    if not shared:
        return str(percent)
    indicators = ngettext("%(num)d shared indicator", "%(num)d shared indicators", shared)
    return f"{percent} · {indicators}" if likeness >= ALIKE else str(indicators)


def twins(lines: Iterable[TwinLine]) -> list[dict[str, Any]]:
    return [
        {
            "url": url_for("cases.case", case_id=one.case_id),
            "title": one.title,
            "facts": [one.organisation or _("The center")],
            "share": _share(one.likeness, one.shared),
            "state": (_(one.state.label), TONES[one.state]),
        }
        for one in lines
    ]


def met_again(found: Figures) -> dict[str, str] | None:
    """How often members met the same, and for how much; None where none did."""
    if not found.count:
        return None
    times = ngettext("%(num)d further occurrence", "%(num)d further occurrences", found.count)
    return {"times": times, "lost": in_yuan(found.lost_fen)}


def occurrence_rows(lines: Iterable[OccurrenceLine]) -> list[tuple[Any, ...]]:
    return [
        (
            None,
            (one.organisation, one.district_zh if in_chinese() else one.district_en),
            day(one.happened_on),
            in_yuan(one.lost_fen),
            one.words or None,
        )
        for one in lines
    ]
