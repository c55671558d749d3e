"""The rule: how many minutes a certificate takes, from a day on. What was given before keeps the rule of its day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import delete, select

from ..foundation.kernel.clock import local_day
from ..foundation.kernel.errors import Conflict, Invalid
from ..foundation.kernel.words import N_
from ..foundation.store.upsert import insert_or
from ..foundation.store.work import Work
from ..journal.record import record
from . import events
from .model import CertificateRule

BEGUN = N_("A rule holds for whole days, and none is changed afterwards. Choose tomorrow or a later day.")
TAKEN = N_("There is a rule from this day on already. Take it back first, or choose another day.")
SAME = N_("A certificate takes just as much before that day. Give another figure.")
HOLDS = N_("This rule has begun: it is not taken back any more. Make another from a later day on.")


@dataclass(frozen=True, slots=True)
class Rule:
    """It holds from `from_on` on; `to_on`: the first day on which another does, None where none follows."""

    from_on: date
    least_minutes: int
    to_on: date | None


@dataclass(frozen=True, slots=True)
class RuleText:
    least_minutes: int
    from_on: date


def rules(work: Work) -> Sequence[Rule]:
    """Those that held, the one that holds and those that will: the last day first."""
    r = CertificateRule
    found = work.session.execute(select(r.from_on, r.least_minutes).order_by(r.from_on.desc())).all()
    ends = [None, *(from_on for from_on, _least in found)]
    return [Rule(from_on, least, to_on) for (from_on, least), to_on in zip(found, ends, strict=False)]


def least_on(work: Work, day: date) -> int:
    """Of the rule that holds on that day."""
    r = CertificateRule
    asked = select(r.least_minutes).where(r.from_on <= day).order_by(r.from_on.desc()).limit(1)
    return work.session.scalars(asked).one()


def find(work: Work, day: str) -> CertificateRule | None:
    """Of an address; whether the actor may change it is asked at the door."""
    try:
        from_on = date.fromisoformat(day)
    except ValueError:
        return None
    return work.session.get(CertificateRule, from_on)


def set_rule(work: Work, text: RuleText) -> None:
    """Let a certificate take so many minutes from that day on, until another rule follows. Of two who give the same
    day at once the database takes one."""
    if text.from_on <= local_day(work.now):
        raise Invalid("from_on", BEGUN)
    if least_on(work, text.from_on - timedelta(days=1)) == text.least_minutes:
        raise Invalid("least_minutes", SAME)
    kept = insert_or(work.session, CertificateRule).values(from_on=text.from_on, least_minutes=text.least_minutes)
    made = work.session.scalar(kept.on_conflict_do_nothing().returning(CertificateRule.from_on))
    if made is None:
        raise Invalid("from_on", TAKEN)
    record(work, events.CertificateRuleSet(events.rule_id(text.from_on), text.from_on, text.least_minutes))


def take_back(work: Work, rule: CertificateRule) -> None:
    """As if it had never been meant; the one before it goes on."""
    if rule.from_on <= local_day(work.now):
        raise Conflict(HOLDS)
    r = CertificateRule
    gone = delete(r).where(r.from_on == rule.from_on).returning(r.from_on)
    if work.session.scalar(gone) is not None:
        record(work, events.CertificateRuleTakenBack(events.rule_id(rule.from_on), rule.from_on, rule.least_minutes))
