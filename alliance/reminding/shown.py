"""The steps in the words of their pages."""

from collections.abc import Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from ..foundation.kernel.words import N_
from ..foundation.web.language import day
from .steps import Step
from .vocabulary import DUTY_OF, Duty, Nudge

TITLES = {
    Nudge.SIGN_SOON: N_("Before the day to sign by"),
    Nudge.SIGN_LATE: N_("Not signed for: first step"),
    Nudge.SIGN_LATE_DEPUTY: N_("Not signed for: second step"),
    Nudge.SIGN_LATE_LEADER: N_("Not signed for: third step"),
    Nudge.SIGN_LATE_CENTER: N_("Not signed for: last step"),
    Nudge.DUE_SOON: N_("Before the day to report by"),
    Nudge.LATE: N_("Not reported: first step"),
    Nudge.LATE_DEPUTY: N_("Not reported: second step"),
    Nudge.LATE_LEADER: N_("Not reported: third step"),
    Nudge.LATE_CENTER: N_("Not reported: last step"),
    Nudge.ANSWER_SOON: N_("Before the day to answer a measure by"),
    Nudge.ANSWER_LATE: N_("Measure not answered: first step"),
    Nudge.ANSWER_LATE_LEADER: N_("Measure not answered: second step"),
    Nudge.ANSWER_LATE_CENTER: N_("Measure not answered: last step"),
    Nudge.MEND_SOON: N_("Before the day to mend a problem by"),
    Nudge.MEND_LATE: N_("Problem not mended: first step"),
    Nudge.MEND_LATE_LEADER: N_("Problem not mended: second step"),
    Nudge.MEND_LATE_CENTER: N_("Problem not mended: last step"),
    Nudge.REPLY_SOON: N_("Before the first day of an initiative"),
    Nudge.REPLY_LATE: N_("Initiative not answered"),
    Nudge.KEEP_SOON: N_("Before the day of a pledge"),
    Nudge.KEEP_LATE: N_("Pledge not told as done"),
}
DUTIES: Mapping[Duty, str] = {
    Duty.SIGN: N_("Signing for an assignment"),
    Duty.REPORT: N_("Reporting on an assignment"),
    Duty.ANSWER: N_("Answering a measure of supervision"),
    Duty.MEND: N_("Mending a problem"),
    Duty.REPLY: N_("Answering an initiative"),
    Duty.KEEP: N_("Telling of a pledge"),
}


def title(nudge: Nudge) -> str:
    return str(_(TITLES[nudge]))


def when(step: Step) -> str:
    if not step.taken:
        return str(_("Left out"))
    if step.ahead:
        return str(ngettext("%(num)d working day before", "%(num)d working days before", step.days))
    return str(ngettext("%(num)d working day after", "%(num)d working days after", step.days))


def groups(steps: Sequence[Step], today: date, *, keeps: bool) -> Sequence[dict[str, Any]]:
    """The steps, which come duty by duty, under the name of their duty."""
    return [
        {"name": _(DUTIES[duty]), "rows": [_row(step, today, keeps=keeps) for step in about]}
        for duty, about in groupby(steps, key=lambda step: DUTY_OF[step.nudge])
    ]


def _row(step: Step, today: date, *, keeps: bool) -> tuple[Any, ...]:
    """A step leads to its page where it may be changed, and is not followed by a change already."""
    opens = url_for("reminding.changing", nudge=step.nudge.value) if keeps and step.to_on is None else None
    if step.from_on > today:
        holds = _("from %(day)s on", day=day(step.from_on))
    else:
        holds = _("until the change on %(day)s", day=day(step.to_on)) if step.to_on else _("Now")
    return (
        opens,
        (title(step.nudge), _(step.nudge.label)),
        when(step),
        _(step.reaches.label) if step.taken else None,
        holds,
    )
