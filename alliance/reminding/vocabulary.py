"""The closed words of reminding: its steps, in their order, and whom a step reaches. When each is taken is data."""

from collections.abc import Mapping, Sequence

from ..foundation.kernel.words import N_, Labelled
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


AHEAD = frozenset({Nudge.SIGN_SOON, Nudge.DUE_SOON})
"""Taken before the day that they are about; all others after it."""

LADDERS: Sequence[Sequence[Nudge]] = (
    (Nudge.SIGN_LATE, Nudge.SIGN_LATE_DEPUTY, Nudge.SIGN_LATE_LEADER, Nudge.SIGN_LATE_CENTER),
    (Nudge.LATE, Nudge.LATE_DEPUTY, Nudge.LATE_LEADER, Nudge.LATE_CENTER),
)
"""Steps of which a higher one is never taken before a lower one; the first ladder is about signing."""

SIGNING = frozenset({Nudge.SIGN_SOON, *LADDERS[0]})
"""About the day to sign by; all others about the day to report by."""


class Reached(Labelled):
    CONTACT = "contact", N_("The liaison")
    DEPUTY = "deputy", N_("The deputy liaison")
    LEADER = "leader", N_("The leader in charge")
    CENTER = "center", N_("The officer who answers for the action")


POSTS: Mapping[Reached, Sequence[Post]] = {
    Reached.CONTACT: (Post.LIAISON, Post.DEPUTY_LIAISON),
    Reached.DEPUTY: (Post.DEPUTY_LIAISON, Post.LIAISON),
    Reached.LEADER: (Post.LEADER_IN_CHARGE, Post.FIRST_LEADER, Post.LIAISON),
    Reached.CENTER: (),
}
"""The first of them at whose address somebody reads; the officer is no post of the organisation."""
