"""What a member tells of a month: the first report, and every correction after it."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from ..actions.reporting import site_of
from ..foundation.kernel.errors import Invalid, NotAllowed
from ..foundation.kernel.ids import new_id
from ..foundation.kernel.words import N_
from ..foundation.store.upsert import insert_or
from ..foundation.store.work import Work
from ..journal.record import record
from . import events, months
from .model import Outreach, OutreachFigure
from .vocabulary import CountMethod

ALREADY_TOLD = N_(
    "Your organisation has already told of this month for this channel and material: %(reach)s. Send it once more to"
    " correct that figure; both stay on record."
)
NOTHING_NEW = N_("This is what was told already.")
NOT_OPEN = N_("One tells of this month and of the twelve before it.")


@dataclass(frozen=True, slots=True)
class OutreachText:
    """What was done. `month`: its first day. `revision`: of the report that the page showed, 0 where it showed none."""

    channel_code: str
    month: date
    reach: int
    method: CountMethod
    material_id: UUID | None = None
    words: str = ""
    link: str = ""
    revision: int = 0


def tell(work: Work, text: OutreachText) -> UUID:
    """The id of the report. A second one for the same month, channel and material corrects the first; the refusal of
    whoever did not know of the first names its figure and `revision`, and the next attempt may carry that."""
    if work.actor.organisation_id is None or work.actor.role is None:
        raise NotAllowed()
    if text.month not in months.open_months(work.now):
        raise Invalid("month", NOT_OPEN)
    if text.link:
        site_of(text.link)
    made = _first(work, text)
    if made is not None:
        _figure(work, made, text, revision=1)
        said = (work.actor.organisation_id, text.channel_code, text.month, text.reach, text.method)
        record(work, events.OutreachLogged(made, *said))
        return made
    return _correct(work, _held(work, text), text)


def _first(work: Work, text: OutreachText) -> UUID | None:
    """The new row, or None where there is one already; two who tell at once wait for each other."""
    key = {"channel_code": text.channel_code, "month": text.month, "material_id": text.material_id}
    values = key | _told(work, text) | {"id": new_id(), "organisation_id": work.actor.organisation_id, "revision": 1}
    made: UUID | None = work.session.scalar(
        insert_or(work.session, Outreach).values(values).on_conflict_do_nothing().returning(Outreach.id)
    )
    return made


def _told(work: Work, text: OutreachText) -> dict[str, Any]:
    said = {"reach": text.reach, "method": text.method, "words": text.words, "link": text.link}
    return said | {"told_at": work.now, "told_by_id": work.person_id}


def _held(work: Work, text: OutreachText) -> Outreach:
    """The report that stands, locked until this one is done."""
    o = Outreach
    same = (o.organisation_id == work.actor.organisation_id, o.channel_code == text.channel_code)
    asked = select(o).where(*same, o.month == text.month, o.material_id.is_not_distinct_from(text.material_id))
    return work.session.scalars(asked.with_for_update()).one()


def _correct(work: Work, held: Outreach, text: OutreachText) -> UUID:
    if text.revision != held.revision:
        raise Invalid("reach", ALREADY_TOLD, reach=f"{held.reach:,}", revision=held.revision)
    told = _told(work, text)
    if all(getattr(held, name) == told[name] for name in ("reach", "method", "words", "link")):
        raise Invalid("reach", NOTHING_NEW)
    before, held.revision = held.reach, held.revision + 1
    for name, value in told.items():
        setattr(held, name, value)
    work.session.flush()
    _figure(work, held.id, text, held.revision)
    said = (held.revision, before, text.reach, text.method)
    record(work, events.OutreachCorrected(held.id, held.organisation_id, *said))
    return held.id


def _figure(work: Work, outreach_id: UUID, text: OutreachText, revision: int) -> None:
    work.session.add(
        OutreachFigure(
            outreach_id=outreach_id,
            revision=revision,
            reach=text.reach,
            method=text.method,
            told_at=work.now,
            told_by_id=work.person_id,
            office=work.actor.role,
        )
    )
    work.session.flush()
