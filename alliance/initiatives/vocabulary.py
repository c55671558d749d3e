"""The closed lists of initiatives: where an initiative and the answer of an organisation stand."""

from ..foundation.kernel.words import N_, Labelled


class InitiativeState(Labelled):
    DRAFT = "draft", N_("Draft")
    ISSUED = "issued", N_("Given out")
    CLOSED = "closed", N_("Ended")
    WITHDRAWN = "withdrawn", N_("Withdrawn")


class ResponseState(Labelled):
    SENT = "sent", N_("Not read yet")
    READ = "read", N_("Read, not answered")
    PLEDGED = "pledged", N_("Pledged")
    DECLINED = "declined", N_("Declined with a reason")
    FULFILLED = "fulfilled", N_("Fulfilled")


UNANSWERED = (ResponseState.SENT, ResponseState.READ)
PLEDGED = (ResponseState.PLEDGED, ResponseState.FULFILLED)

CALL = "initiative"
"""The duty to answer a call, as letters that remind of it name it."""
