"""The steps of reminding, as data: which day each is about, how many working days from it, and whom it reaches."""

from collections.abc import Sequence
from dataclasses import dataclass

from ..foundation.kernel.words import N_, Labelled
from ..organisations.model import Post


class Nudge(Labelled):
    SIGN_SOON = "sign_soon", N_("Sign for it soon: the day is near")
    SIGN_LATE = "sign_late", N_("The day to sign for it is over")
    SIGN_LATE_DEPUTY = "sign_late_deputy", N_("It is still not signed for")
    SIGN_LATE_CENTER = "sign_late_center", N_("In spite of reminders an organisation has not signed")
    DUE_SOON = "due_soon", N_("Report soon: the day is near")
    LATE = "late", N_("The day to report is over")
    LATE_DEPUTY = "late_deputy", N_("It is still not reported")
    LATE_LEADER = "late_leader", N_("Your organisation is late with its report")
    LATE_CENTER = "late_center", N_("In spite of reminders an organisation has not reported")


@dataclass(frozen=True, slots=True)
class Step:
    """`signing`: about the day to sign by, else about the day to report by. `days`: working days after that day, or
    before it where negative. `posts`: the first of them at whose address somebody reads; none: the officer."""

    nudge: Nudge
    signing: bool
    days: int
    posts: Sequence[Post] = ()


CONTACT = (Post.LIAISON, Post.DEPUTY_LIAISON)
DEPUTY = (Post.DEPUTY_LIAISON, Post.LIAISON)
LEADER = (Post.LEADER_IN_CHARGE, Post.FIRST_LEADER, Post.LIAISON)

STEPS: Sequence[Step] = (
    Step(Nudge.SIGN_SOON, True, -1, CONTACT),
    Step(Nudge.SIGN_LATE, True, 1, CONTACT),
    Step(Nudge.SIGN_LATE_DEPUTY, True, 2, DEPUTY),
    Step(Nudge.SIGN_LATE_CENTER, True, 4),
    Step(Nudge.DUE_SOON, False, -2, CONTACT),
    Step(Nudge.LATE, False, 1, CONTACT),
    Step(Nudge.LATE_DEPUTY, False, 2, DEPUTY),
    Step(Nudge.LATE_LEADER, False, 3, LEADER),
    Step(Nudge.LATE_CENTER, False, 5),
)
