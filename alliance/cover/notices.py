"""Letters about cover: to whoever is asked, to both once somebody stands in, to whoever asked where nobody does."""

from typing import Any

from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..foundation.web.language import moment
from ..journal import letters
from ..journal.record import Reaction
from ..shifts.addressees import about
from . import addressees, events
from .addressees import Reached
from .links import answer_path

ASKED = N_("Can you stand in at a shift?")
STANDS_IN = N_("Somebody stands in for you: you need not come")
YOU_STAND_IN = N_("You have the place: you stand in")
TAKES_YOURS = N_("You have exchanged: somebody else comes to this shift, you need not")
YOU_TAKE = N_("You have exchanged: you come to this shift instead")
NOBODY = N_("Nobody stands in for you so far: the place is still yours")
YOU_ASKED = N_("You get this letter because you asked for somebody to stand in for you.")
YOU_ARE_ASKED = N_("You get this letter as a volunteer. You need not answer it: whoever says yes first has the place.")
YOU_SAID_YES = N_("You get this letter because you said that you stand in.")
MINE, ASKING = "/shifts/mine", "/cover/sign-ups/{}"


def tell_asked(work: Work, event: events.StandInAsked) -> None:
    first = addressees.who_asked(work, event.stand_in_id)
    more = {"place_of": first.known_as if first else "", "until": moment(event.until)}
    to = addressees.who_was_asked(work, event.stand_in_id)
    _write(work, event, to, ASKED, path=answer_path(event.stand_in_id), page=MINE, why=YOU_ARE_ASKED, **more)


def tell_taken(work: Work, event: events.PlaceTakenOver) -> None:
    first = addressees.who_asked(work, event.stand_in_id)
    second = addressees.who_was_asked(work, event.stand_in_id)
    known_as = second.known_as if second else ""
    _write(work, event, first, STANDS_IN, path=MINE, why=YOU_ASKED, comes=known_as)
    place_of = first.known_as if first else ""
    _write(work, event, second, YOU_STAND_IN, path=MINE, why=YOU_SAID_YES, place_of=place_of)


def tell_given(work: Work, event: events.PlaceGivenInReturn) -> None:
    first, second = addressees.who_asked(work, event.stand_in_id), addressees.who_was_asked(work, event.stand_in_id)
    comes, place_of = (first.known_as if first else ""), (second.known_as if second else "")
    _write(work, event, second, TAKES_YOURS, path=MINE, why=YOU_SAID_YES, comes=comes)
    _write(work, event, first, YOU_TAKE, path=MINE, why=YOU_ASKED, place_of=place_of)


def tell_nobody(work: Work, event: events.NobodyStandsIn) -> None:
    to, path = addressees.who_signed_up(work, event.sign_up_id), ASKING.format(event.sign_up_id)
    _write(work, event, to, NOBODY, path=path, why=YOU_ASKED)


AboutAShift = events.StandInAsked | events.PlaceTakenOver | events.PlaceGivenInReturn | events.NobodyStandsIn


def _write(work: Work, event: AboutAShift, to: Reached | None, headline: str, **more: str) -> None:
    if to is None:
        return
    told = about(work, event.shift_id)
    words = {
        "headline": headline,
        "title": told.title,
        "role": told.role,
        "when": f"{moment(told.starts_at)} – {moment(told.ends_at)[11:]}",
        "where": told.point or told.venue,
        "place_of": "",
        "comes": "",
        "until": "",
    }
    letters.write_all(work, "volunteer_stand_in", [(to.address, words | more)])


TOLD: dict[type[Any], tuple[Reaction]] = {
    events.StandInAsked: (tell_asked,),
    events.PlaceTakenOver: (tell_taken,),
    events.PlaceGivenInReturn: (tell_given,),
    events.NobodyStandsIn: (tell_nobody,),
}
