"""The closed words of reminding: its steps, in their order, and whom a step reaches. When each is taken is data."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

from ..actions.vocabulary import WORK
from ..foundation.kernel.words import N_, Labelled
from ..initiatives.vocabulary import CALL
from ..organisations.model import Post


class Nudge(Labelled):
    """A step, with what its letter says."""

    SIGN_SOON = "sign_soon", N_("Sign for it soon: the day is near")
    SIGN_LATE = "sign_late", N_("The day to sign for it is over")
    SIGN_LATE_DEPUTY = "sign_late_deputy", N_("It is still not signed for")
    SIGN_LATE_LEADER = "sign_late_leader", N_("Your organisation has still not signed for it")
    SIGN_LATE_CENTER = "sign_late_center", N_("In spite of reminders an organisation has not signed")
    DUE_SOON = "due_soon", N_("Report soon: the day is near")
    LATE = "late", N_("The day to report is over")
    LATE_DEPUTY = "late_deputy", N_("It is still not reported")
    LATE_LEADER = "late_leader", N_("Your organisation is late with its report")
    LATE_CENTER = "late_center", N_("In spite of reminders an organisation has not reported")
    ANSWER_SOON = "answer_soon", N_("Answer soon: the day is near")
    ANSWER_LATE = "answer_late", N_("The day to answer is over")
    ANSWER_LATE_LEADER = "answer_late_leader", N_("Your organisation has still not answered")
    ANSWER_LATE_CENTER = "answer_late_center", N_("In spite of reminders an organisation has not answered")
    MEND_SOON = "mend_soon", N_("Mend it soon: the day is near")
    MEND_LATE = "mend_late", N_("The day to mend it is over")
    MEND_LATE_LEADER = "mend_late_leader", N_("Your organisation has still not mended it")
    MEND_LATE_CENTER = "mend_late_center", N_("In spite of reminders an organisation has not mended a problem")
    REPLY_SOON = "reply_soon", N_("An initiative waits for your answer: its day is near")
    REPLY_LATE = "reply_late", N_("An initiative still waits for your answer: its day is over")
    KEEP_SOON = "keep_soon", N_("You have pledged it by a day that is near")
    KEEP_LATE = "keep_late", N_("You have pledged it by a day that is over")


class Duty(StrEnum):
    """What an organisation has to do by a day: an assignment, a measure, a problem, an initiative, a pledge. Of `WORK`,
    whatever an assignment still asks, and `CALL`, to answer an initiative at all, the center reminds by hand."""

    SIGN = "sign"
    REPORT = "report"
    ANSWER = "answer"
    MEND = "mend"
    REPLY = "reply"
    KEEP = "keep"
    WORK = WORK
    CALL = CALL


AHEAD: Mapping[Duty, Nudge] = {
    Duty.SIGN: Nudge.SIGN_SOON,
    Duty.REPORT: Nudge.DUE_SOON,
    Duty.ANSWER: Nudge.ANSWER_SOON,
    Duty.MEND: Nudge.MEND_SOON,
    Duty.REPLY: Nudge.REPLY_SOON,
    Duty.KEEP: Nudge.KEEP_SOON,
}
"""Taken before the day that they are about; all others after it."""

LADDERS: Mapping[Duty, Sequence[Nudge]] = {
    Duty.SIGN: (Nudge.SIGN_LATE, Nudge.SIGN_LATE_DEPUTY, Nudge.SIGN_LATE_LEADER, Nudge.SIGN_LATE_CENTER),
    Duty.REPORT: (Nudge.LATE, Nudge.LATE_DEPUTY, Nudge.LATE_LEADER, Nudge.LATE_CENTER),
    Duty.ANSWER: (Nudge.ANSWER_LATE, Nudge.ANSWER_LATE_LEADER, Nudge.ANSWER_LATE_CENTER),
    Duty.MEND: (Nudge.MEND_LATE, Nudge.MEND_LATE_LEADER, Nudge.MEND_LATE_CENTER),
    Duty.REPLY: (Nudge.REPLY_LATE,),
    Duty.KEEP: (Nudge.KEEP_LATE,),
}
"""Steps of which a higher one is never taken before a lower one. An initiative is a call, no order: nobody climbs."""

DUTY_OF: Mapping[Nudge, Duty] = {nudge: duty for duty in AHEAD for nudge in (AHEAD[duty], *LADDERS[duty])}
"""What each step is about."""


class Reached(Labelled):
    CONTACT = "contact", N_("The liaison")
    DEPUTY = "deputy", N_("The deputy liaison")
    LEADER = "leader", N_("The leader in charge")
    CENTER = "center", N_("The officer who answers for it")


POSTS: Mapping[Reached, Sequence[Post]] = {
    Reached.CONTACT: (Post.LIAISON, Post.DEPUTY_LIAISON),
    Reached.DEPUTY: (Post.DEPUTY_LIAISON, Post.LIAISON),
    Reached.LEADER: (Post.LEADER_IN_CHARGE, Post.FIRST_LEADER, Post.LIAISON),
    Reached.CENTER: (),
}
"""The first of them at whose address somebody reads; the officer is no post of the organisation."""
