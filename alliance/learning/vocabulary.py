"""The closed lists of learning: to whom a comment speaks, and how far an organisation has come with an edition."""

from ..foundation.kernel.words import N_, Labelled


class ReadBy(Labelled):
    """To whom a comment speaks; its own organisation reads it in any case."""

    READERS = "readers", N_("All readers of this edition")
    CENTER = "center", N_("Only whoever wrote the case, and the center")


class Progress(Labelled):
    """How far an organisation has come with an edition."""

    RECEIVED = "received", N_("Signed for")
    READ = "read", N_("Read, not signed for")
    NEITHER = "neither", N_("Not yet read")
