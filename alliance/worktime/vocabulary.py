"""The closed words of the working calendar."""

from ..foundation.kernel.words import N_, Labelled


class DayKind(Labelled):
    WORKED = "worked", N_("Worked")
    FREE = "free", N_("Day off")


TONES = {DayKind.WORKED: "amber", DayKind.FREE: "green"}


def kind_of(*, works: bool) -> DayKind:
    return DayKind.WORKED if works else DayKind.FREE
