"""The log in words, figures and pictures."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from flask import url_for
from flask_babel import format_date
from flask_babel import gettext as _

from ..foundation.kernel.words import N_
from ..foundation.web.language import in_chinese, moment, named
from ..organisations.queries import Term
from . import months
from .queries import FigureLine, OutreachFilter, OutreachLine
from .totals import Total, Totals
from .vocabulary import CountMethod

Row = tuple[Any, ...]
WIDTH, HEIGHT, GAP = 48, 100, 10
"""Of a picture, in its own units: each month this wide, the highest bar this high, this far from the next."""
GLANCE = 40
WAN, YI = 10_000, 100_000_000
SHEET = (
    *(N_("Month"), N_("Organisation"), N_("Channel"), N_("Material used"), N_("How many were reached")),
    *(N_("How they were counted"), N_("Figure before the correction"), N_("How it was done"), N_("Link that shows it")),
    N_("Told at"),
)


def figure(line: OutreachLine) -> str:
    """The figure; of a corrected one both, the earlier first."""
    if line.before is None or line.before == line.reach:
        return f"{line.reach:,}"
    return str(_("%(before)s → now %(reach)s", before=f"{line.before:,}", reach=f"{line.reach:,}"))


def rows(lines: Iterable[OutreachLine]) -> list[Row]:
    return [
        (
            url_for("outreach.report", outreach_id=line.id),
            (_channel(line), line.material or line.words[:GLANCE]),
            months.as_text(line.month),
            line.organisation,
            figure(line),
            _(line.method.label),
        )
        for line in lines
    ]


def own_rows(lines: Iterable[OutreachLine]) -> list[Row]:
    return [(url, channel, month, *rest) for url, channel, month, _organisation, *rest in rows(lines)]


def again_rows(lines: Iterable[OutreachLine]) -> list[Row]:
    """What was told of the month before: each is the beginning of a new report."""
    return [
        (
            url_for("outreach.new", like=line.id),
            (_channel(line), line.material or _("no material named")),
            f"{line.reach:,}",
            _(line.method.label),
        )
        for line in lines
    ]


def _channel(line: OutreachLine) -> str:
    return named(Term(line.channel_code, line.channel_zh, line.channel_en))


def facts(line: OutreachLine) -> list[dict[str, Any]]:
    return [
        {"key": _("Channel"), "value": _channel(line)},
        {"key": _("How many were reached"), "value": figure(line)},
        {"key": _("How they were counted"), "value": _(line.method.label)},
        {"key": _("Material used"), "value": line.material},
        {"key": _("How it was done"), "value": line.words},
    ]


def figure_rows(lines: Sequence[FigureLine]) -> list[Row]:
    """Every figure that was told; the newest counts."""
    return [
        (
            None,
            (f"{line.reach:,}", _("counts") if place == 0 else _("told earlier")),
            _(line.method.label),
            moment(line.told_at),
            _(line.office.label),
        )
        for place, line in enumerate(lines)
    ]


def total_cells(total: Total) -> tuple[str | None, ...]:
    """How many reports, and how many were reached by each method; None where there are none."""
    figures = (total.reports, *(total.by_method.get(method, 0) for method in CountMethod))
    return tuple(f"{one:,}" if one else None for one in figures)


def month_table(found: Mapping[date, Total], wanted: OutreachFilter) -> dict[str, Any]:
    """A column for each month, of which nothing was told too, under the bars of the same months."""
    shown = span(wanted)
    cells = [total_cells(found.get(one, Total())) for one in shown]
    names = [label for label, _kind in columns("")[1:]]
    rows = [(name, [row[place] for row in cells]) for place, name in enumerate(names)]
    return {"heads": [months.as_text(one) for one in shown], "rows": rows}


def term_rows(found: Iterable[tuple[Term, Total]], facet: str, kept: Mapping[str, str]) -> list[Row]:
    """Each with the way to its reports."""
    rows: list[Row] = []
    for term, total in found:
        asked: dict[str, Any] = {**kept, facet: term.code}
        rows.append((url_for("outreach.reports", **asked), named(term), *total_cells(total)))
    return rows


def span(wanted: OutreachFilter) -> list[date]:
    """Every month from the first to the last."""
    count = (wanted.until.year - wanted.since.year) * 12 + wanted.until.month - wanted.since.month
    return [months.before(wanted.until, back) for back in range(count, -1, -1)]


def charts(found: Mapping[date, Total], wanted: OutreachFilter) -> list[dict[str, Any]]:
    """A picture for people and one for impressions, each to its own scale; none where nothing was counted so."""
    named_figures = (
        (_("People reached, by month"), {one: total.people for one, total in found.items()}),
        (_("Times shown, read or sent, by month"), {one: total.impressions for one, total in found.items()}),
    )
    return [_chart(label, figures, span(wanted)) for label, figures in named_figures if any(figures.values())]


def _chart(label: str, figures: Mapping[date, int], shown: Sequence[date]) -> dict[str, Any]:
    most = max(figures.values())
    bars = [_bar(place, one, figures.get(one, 0), most) for place, one in enumerate(shown)]
    return {"label": label, "width": WIDTH * len(shown), "height": HEIGHT, "bar": WIDTH - GAP, "bars": bars}


def _bar(place: int, month: date, value: int, most: int) -> dict[str, Any]:
    """Whatever is more than nothing is seen."""
    high = max(round(HEIGHT * value / most), 1) if value else 0
    return {
        "x": place * WIDTH + GAP // 2,
        "middle": place * WIDTH + WIDTH // 2,
        "y": HEIGHT - high,
        "high": high,
        "figure": short(value) if value else "–",
        "month": format_date(month, "LLL"),
    }


def short(value: int) -> str:
    """A figure that fits over a bar: 12.3万, or 123k."""
    units = ((YI, "亿"), (WAN, "万")) if in_chinese() else ((1_000_000, "M"), (1_000, "k"))
    for size, unit in units:
        if value >= size:
            return f"{value / size:.1f}".removesuffix(".0") + unit
    return str(value)


def metrics(whole: Total) -> list[tuple[str, str]]:
    return [
        (_("Reports told"), f"{whole.reports:,}"),
        *((_(method.label), f"{whole.by_method.get(method, 0):,}") for method in CountMethod),
    ]


def columns(first: str) -> list[tuple[str, str]]:
    """The head of every table of totals."""
    return [(first, ""), (_("Reports told"), "number"), *((_(method.label), "number") for method in CountMethod)]


def tables(found: Totals, kept: Mapping[str, str]) -> list[tuple[str, Any, list[Row]]]:
    """The totals as tables: (caption, head, rows)."""
    return [
        (_("By channel"), columns(_("Channel")), term_rows(found.by_channel, "channel", kept)),
        (_("By alliance"), columns(_("Alliance")), term_rows(found.by_alliance, "alliance", kept)),
    ]


def sheet(lines: Iterable[OutreachLine]) -> list[Row]:
    return [
        (
            *(months.as_text(line.month), line.organisation, _channel(line), line.material, line.reach),
            *(_(line.method.label), line.before, line.words, line.link, moment(line.told_at)),
        )
        for line in lines
    ]
