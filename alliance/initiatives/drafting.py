"""Writing an initiative before it is issued: draft, change, drop."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, insert

from ..audiences.commands import audience_of
from ..audiences.terms import Terms
from ..foundation.kernel.clock import local_day
from ..foundation.kernel.errors import Conflict, Invalid, MoveNotOpen
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from ..journal.record import record
from . import attaching, events
from .model import Ask, Initiative
from .vocabulary import InitiativeState

PAST = N_("This day is past.")


@dataclass(frozen=True, slots=True)
class AskText:
    """What one ask says; `target` is None where nothing is measured."""

    words: str
    due_on: date | None = None
    indicator: str = ""
    target: int | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class InitiativeText:
    """What an initiative says. `version`: of the draft that the page showed."""

    title: str
    office: str
    dated_on: date
    text: str
    terms: Terms
    asks: tuple[AskText, ...]
    public: bool = False
    version: int = 0


def draft(work: Work, text: InitiativeText) -> Initiative:
    check_asks(work, text.asks)
    initiative = Initiative(
        title=text.title,
        office=text.office,
        dated_on=text.dated_on,
        text=text.text,
        audience_id=audience_of(work, text.terms).id,
        public=text.public,
        officer_id=work.person_id,
        drafted_at=work.now,
        state=InitiativeState.DRAFT,
        state_since=work.now,
    )
    work.session.add(initiative)
    work.session.flush()
    _write_asks(work, initiative, text.asks)
    record(work, events.InitiativeDrafted(initiative.id, initiative.title))
    return initiative


def change(work: Work, initiative: Initiative, text: InitiativeText) -> None:
    """Write the draft anew; refused where somebody else has changed it since the page was opened."""
    _check_draft(initiative)
    if text.version != initiative.version:
        raise Conflict()
    check_asks(work, text.asks)
    initiative.audience_id = audience_of(work, text.terms).id
    initiative.title, initiative.office, initiative.dated_on = text.title, text.office, text.dated_on
    initiative.text, initiative.public, initiative.state_since = text.text, text.public, work.now
    work.session.flush()
    work.session.execute(delete(Ask).where(Ask.initiative_id == initiative.id))
    _write_asks(work, initiative, text.asks)
    record(work, events.InitiativeRewritten(initiative.id))


def drop(work: Work, initiative: Initiative) -> None:
    """A draft that will not be issued goes, with its asks and files."""
    _check_draft(initiative)
    attaching.detach_all(work, initiative)
    work.session.execute(delete(Ask).where(Ask.initiative_id == initiative.id))
    work.session.delete(initiative)
    work.session.flush()
    record(work, events.InitiativeDropped(initiative.id, initiative.title))


def _check_draft(initiative: Initiative) -> None:
    if initiative.state is not InitiativeState.DRAFT:
        raise MoveNotOpen()


def check_asks(work: Work, asks: tuple[AskText, ...]) -> None:
    """Each refusal names the field of its row."""
    if not asks:
        raise Invalid("ask_0_words", N_("Write at least one thing that is asked."))
    for number, ask in enumerate(asks):
        if ask.due_on and ask.due_on < local_day(work.now):
            raise Invalid(f"ask_{number}_due_on", PAST)
        if ask.target is not None and not ask.unit:
            raise Invalid(f"ask_{number}_unit", N_("Say in which unit it is counted."))
        if (ask.unit or ask.indicator) and ask.target is None:
            raise Invalid(f"ask_{number}_target", N_("Say how much each organisation should reach, in digits."))


def _write_asks(work: Work, initiative: Initiative, asks: tuple[AskText, ...]) -> None:
    rows = [
        {
            "initiative_id": initiative.id,
            "position": position,
            "words": ask.words,
            "due_on": ask.due_on,
            "indicator": ask.indicator,
            "target": ask.target,
            "unit": ask.unit,
        }
        for position, ask in enumerate(asks, 1)
    ]
    work.session.execute(insert(Ask), rows)
