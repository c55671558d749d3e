"""Requests to stand in, in the words of their pages."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from ..foundation.web.language import day, moment
from ..publicity.shown import hours
from ..volunteers.numbers import masked_name
from .queries import Asked, Round, ToGive
from .vocabulary import StandInState

State = tuple[str, str]
TONES = {
    StandInState.ASKED: "amber",
    StandInState.TAKEN: "green",
    StandInState.DECLINED: "grey",
    StandInState.LAPSED: "grey",
    StandInState.OVER: "grey",
}


def state(of: StandInState) -> State:
    return str(_(of.label)), TONES[of]


def facts(one: Asked) -> list[dict[str, Any]]:
    """Whom one would stand in for stands there as a partial name."""
    told: list[tuple[str, Any]] = [
        (_("When"), hours(one.starts_at, one.ends_at)),
        (_("Where"), f"{one.venue}, {one.point}" if one.point else one.venue),
    ]
    if one.by:
        told.append((_("In place of"), masked_name(one.by)))
    if one.in_return_on:
        told.append((_("Takes in return"), _("a shift of yours on %(day)s", day=day(one.in_return_on))))
    told.append((_("Please answer by"), moment(one.until)))
    return [{"key": key, "value": value} for key, value in told]


def to_give(places: Iterable[ToGive]) -> list[tuple[UUID, str]]:
    return [(one.id, f"{hours(one.starts_at, one.ends_at)} · {one.task} · {one.title}") for one in places]


def asked_columns() -> Sequence[tuple[str, str]]:
    return ((_("Task and event"), "pair"), (_("When"), ""), (_("Please answer by"), ""))


def asked_rows(lines: Iterable[Asked]) -> list[tuple[Any, ...]]:
    return [
        (
            url_for("cover.asked", stand_in_id=one.id),
            (one.task, one.title),
            hours(one.starts_at, one.ends_at),
            moment(one.until),
        )
        for one in lines
    ]


def round_columns() -> Sequence[tuple[str, str]]:
    return (
        *((_("Who was asked"), "pair"), (_("Asked at"), ""), (_("To answer by"), "")),
        (_("How it stands"), "status"),
    )


def round_rows(rounds: Iterable[Round]) -> list[tuple[Any, ...]]:
    """Numbers and times, no names."""
    return [
        (
            None,
            (_(one.kind.label), ngettext("%(num)d person", "%(num)d people", one.asked)),
            moment(one.asked_at),
            moment(one.until),
            _stands(one),
        )
        for one in rounds
    ]


def _stands(one: Round) -> State:
    if one.taken:
        return ngettext("%(num)d stands in", "%(num)d stand in", one.taken), "green"
    if one.still:
        return ngettext("%(num)d may still answer", "%(num)d may still answer", one.still), "amber"
    return _("nobody any more"), "grey"
