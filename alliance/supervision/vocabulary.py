"""The closed lists of supervision: the steps, and where a measure and a problem stand."""

from ..foundation.kernel.words import N_, Labelled


class StepCode(Labelled):
    """The steps in the field's own words. How they are called, and when they are due, the ladder says."""

    REMIND = "remind", N_("Reminder")
    NOTICE = "notice", N_("Notice")
    LETTER = "letter", N_("Supervision letter")
    INTERVIEW = "interview", N_("Interview")
    LISTED = "listed", N_("Listed supervision")


class MeasureState(Labelled):
    PROPOSED = "proposed", N_("Waits for approval")
    ISSUED = "issued", N_("Sent out")
    ANSWERED = "answered", N_("Answered")
    LIFTED = "lifted", N_("Lifted")
    WITHDRAWN = "withdrawn", N_("Withdrawn")


OPEN = (MeasureState.ISSUED, MeasureState.ANSWERED)
"""The organisation has been told of it, and it still stands."""


class LiftCause(Labelled):
    OFFICER = "officer", N_("Lifted by an officer")
    VERIFIED = "verified", N_("Lifted because the work is verified")
    NOTED = "noted", N_("Lifted because the work is signed for")
    WAIVED = "waived", N_("Lifted because the work is waived")
    RECALLED = "recalled", N_("Lifted because the work is recalled")


class ProblemState(Labelled):
    LISTED = "listed", N_("To be planned")
    PLANNED = "planned", N_("To be mended")
    RECTIFIED = "rectified", N_("To be checked again")
    RECHECKED = "rechecked", N_("To be written off")
    WRITTEN_OFF = "written_off", N_("Written off")


UNMENDED = (ProblemState.LISTED, ProblemState.PLANNED)
"""The organisation has still something to do."""
