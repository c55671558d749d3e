"""Refusals: each is an exception with a status and words that a person can act on. One handler renders them all."""

from .words import N_


class Refusal(Exception):
    """An act that the portal will not do. `words` is a msgid; `params` fill it."""

    status = 400
    words = N_("This request cannot be understood.")

    def __init__(self, words: str | None = None, **params: object) -> None:
        self.words = words or self.words
        self.params = params
        super().__init__(self.words % params if params else self.words)


class NotThere(Refusal):
    status = 404
    words = N_("There is no page at this address.")


class NotAllowed(Refusal):
    status = 403
    words = N_("Your role does not include this.")


class Conflict(Refusal):
    """The thing is no longer as the page showed it."""

    status = 409
    words = N_("Somebody else has changed this since you opened the page. Open it again and look before you act.")


class MoveNotOpen(Conflict):
    words = N_("This step is not open now: the state has changed since you opened the page.")


class Invalid(Refusal):
    """A value that the form could not judge by itself; `field` names where the words belong."""

    status = 422

    def __init__(self, field: str, words: str, **params: object) -> None:
        self.field = field
        super().__init__(words, **params)


class TooMany(Refusal):
    status = 429
    words = N_("Too many tries. Wait a few minutes and try again.")
