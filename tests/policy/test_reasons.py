"""Whoever gives a reason may paste a number into it: it is masked before it is kept, told or sent."""

import inspect
from contextlib import contextmanager
from dataclasses import fields
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import get_type_hints

import pytest
from sqlalchemy import event, select, update
from sqlalchemy.orm import Session

from alliance.foundation.kernel.ids import new_id
from alliance.foundation.store.base import Base
from alliance.happenings import EVENTS
from alliance.journal import queries
from alliance.journal.model import Letter
from alliance.journal.post import address_mail, compose
from alliance.journal.record import Journal, record
from alliance.masking.finding import masked
from alliance.publicity.model import PublicityEvent
from alliance.publicity.vocabulary import EventState
from alliance.shifts.model import Shift, SignUp
from alliance.shifts.vocabulary import SignUpState
from tests.screenless import Browser

from . import world
from .addresses import every_address
from .nasty import Fields
from .test_nasty_values import SLOW, filled
from .visitors import Visitor, words_of

pytestmark = pytest.mark.timeout(900)
PERSONAL = ("13812345678", "11010519491231002X", "6222021234567890128")
TYPED = f"请致电{PERSONAL[0]}，身份证{PERSONAL[1]}，银行卡{PERSONAL[2]}"
SAFE = masked(TYPED)
TEXTS = (str, str | None, tuple[str, ...])
CODES = {
    *("changed", "concepts", "duties", "grades", "groups", "origins"),
    *("address_hash", "alliance_code", "by_serial", "cause", "channel", "code", "digest", "district_code", "event"),
    *("fault", "kind", "manner", "method", "number", "part", "qualification", "read_by", "rhythm", "role", "section"),
    *("reaches", "serial", "settlement", "sha256", "side", "state", "step", "tlp", "to_on", "topic", "way"),
}
"""What the portal itself writes, or what was chosen from a list."""
NAMES = {"name", "new_name", "office", "old_name", "source", "title", "venue"}
"""What things are called, as it stands on their pages. (`name` of a file is masked at its own door.)"""
MASKED_ELSEWHERE = {"asked"}
"""What was searched for when cases were taken along; see cases/taking.py."""


def event_classes():
    """Every event of the portal, and the names of its fields that hold text."""
    for module in EVENTS:
        for _name, one in inspect.getmembers(module, inspect.isclass):
            if hasattr(one, "words"):
                hints = get_type_hints(one)
                yield one, {field.name for field in fields(one) if hints[field.name] in TEXTS}


REASONED = [one for one, texts in event_classes() if "reason" in texts]


def made(one):
    """An event of this class, with what was typed for its reason and anything for the rest."""
    some = {"reason": TYPED, int: 1, bool: False, str: "x", datetime: datetime(2026, 1, 1, tzinfo=UTC)}
    hints = get_type_hints(one)
    return one(*(some.get(field.name, some.get(hints[field.name])) or new_id() for field in fields(one)))


def test_no_event_holds_what_somebody_typed_but_as_its_reason():
    """A field that is new here is a code, a name, or words. Words are called `reason`: those the journal masks."""
    every = set().union(*(texts for _one, texts in event_classes()))
    assert every - CODES - NAMES - MASKED_ELSEWHERE == {"reason"}


@pytest.mark.parametrize("one", REASONED, ids=lambda one: one.__name__)
def test_the_journal_and_whoever_is_told_get_the_masked_reason(make, monkeypatch, one):
    told = []
    monkeypatch.setattr(Journal, "reactions", {one: (lambda _work, what: told.append(what),)})
    with make.work() as work:
        happened = made(one)
        record(work, happened)
    with make.work() as work:
        subject = getattr(happened, fields(one)[0].name)
        assert [line.payload["reason"] for line in queries.timeline(work, subject)] == [SAFE]
        assert queries.verify(work.session).altered is None
    assert [what.reason for what in told] == [SAFE]


WALKERS = ("administrator", "liaison", "volunteer")
"""Between them they meet every form that asks for a reason."""
ASKING = {
    *("actions.end", "cases.open_original", "cases.withdraw", "directory.merge"),
    *("directory.release", "directory.suspend", "initiatives.decline", "initiatives.withdraw", "materials.give_back"),
    *("materials.withdraw", "operations.cancel", "operations.waive", "people.decline_join", "plaques.revoke"),
    *("publicity.cancel", "publicity.decline", "publicity.give_back", "shifts.call_off", "shifts.release"),
    *("shifts.set_places", "shifts.withdraw", "supervision.lift", "supervision.withdraw", "volunteers.revoke"),
    "worktime.set_day",
}


def forms_with_a_reason(portal, everything):
    """Every form that asks for a reason, before each visitor who meets it: visitor, endpoint, address, values."""
    pages = [one.path for one in every_address(portal, everything) if one.method == "GET" and one.endpoint not in SLOW]
    addresses, met = portal.url_map.bind("localhost"), set()
    for who in WALKERS:
        visitor = Visitor(Browser(portal, everything.people[who]))
        for path in pages:
            answer = visitor.ask("GET", path)
            if answer.status_code != 200 or 'name="reason"' not in words_of(answer):
                continue
            for form in Fields(answer).forms:
                target = form.action or path
                if "reason" in form.values and target not in met:
                    met.add(target)
                    yield visitor, addresses.match(target, method="POST")[0], target, form.values


@contextmanager
def left_behind():
    """What an act leaves in the database before its commit, as it takes place: every text of every row, and letters."""
    found = SimpleNamespace(cells=[], letters=[])

    def look(session):
        session.flush()
        for table in Base.metadata.sorted_tables:
            for row in session.execute(select(table)):
                found.cells += [(table.name, str(cell)) for cell in row if isinstance(cell, str | dict)]
        found.letters = session.execute(select(Letter.__table__).where(Letter.sent_at.is_(None))).all()

    event.listen(Session, "before_commit", look)
    yield found
    event.remove(Session, "before_commit", look)


def told_by(portal, visitor, path, values):
    """What is kept and sent when this form is sent: where, and the text. None where it is not taken."""
    settings = portal.config["SETTINGS"]
    with world.nothing_kept(portal), left_behind() as left:
        answer = visitor.ask("POST", path, values)
    if answer.status_code != 303:
        return None
    with portal.app_context():
        mails = [compose(portal, letter, settings) for letter in left.letters]
    return [*left.cells, *(("e-mail", f"{mail.subject} {mail.body}") for mail in mails)]


def put_forward(make):
    """In the world every shift is over and every event decided: now the shifts are at hand, and one event waits."""
    with make.work() as work:
        hour, waiting = timedelta(hours=1), EventState.PROPOSED
        at_hand = {"starts_at": work.now + hour, "ends_at": work.now + 3 * hour, "withdraw_until": work.now - hour}
        undecided = PublicityEvent.id.not_in(select(Shift.event_id))
        work.session.execute(update(Shift).values(taken=1, **at_hand))
        work.session.execute(update(SignUp).values(state=SignUpState.CONFIRMED))
        work.session.execute(update(PublicityEvent).where(undecided).values(state=waiting))


def test_what_is_personal_in_a_reason_is_neither_kept_nor_sent(portal, make):
    everything, taken, wrong = world.build(make), set(), set()
    put_forward(make)
    address_mail(portal, "smtp://localhost", portal.config["SETTINGS"])
    for visitor, endpoint, path, values in list(forms_with_a_reason(portal, everything)):
        told = told_by(portal, visitor, path, filled(values) | {"reason": TYPED}) or ()
        wrong |= {f"{endpoint}: {where}" for where, text in told if any(one in text for one in PERSONAL)}
        if any(SAFE in text for _where, text in told):
            taken.add(endpoint)
    assert not wrong, "\n".join(sorted(wrong))
    assert taken == ASKING
