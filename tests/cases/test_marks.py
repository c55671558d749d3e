"""Marks lead to what fits: the shelf shows, counts and pages what a walk past every edition would."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from alliance.audiences.terms import Term
from alliance.cases import fulltext, indexing, marks
from alliance.cases import shelf as shelves
from alliance.cases.fitting import ShelfFilter
from alliance.cases.model import Edition
from alliance.cases.releasing import withdraw
from alliance.cases.visibility import audiences_reached, readable
from alliance.cases.vocabulary import EditionKind, Order, Tlp
from alliance.foundation.kernel.actor import NOBODY, Role
from alliance.foundation.kernel.bigrams import phrases, words
from alliance.foundation.store import migrate
from alliance.fraudtypes.vocabulary import Channel, VictimGroup

from .shelves import Shelves

CHANNEL = next(iter(Channel))
ROWS = 3
CLASS = st.integers(0, marks.CLASSES - 1)
LAST = date(2026, 3, 31)


@given(CLASS, CLASS, CLASS, st.sampled_from(((0, 0), (1, 0), (0, 1), (1, 1))))
def test_a_span_leads_to_its_classes_and_to_no_other(one, least, most, open_at):
    asked = marks.within("day", None if open_at[0] else least, None if open_at[1] else most)
    fits = (open_at[0] or least <= one) and (open_at[1] or one <= most)
    assert bool(set(asked) & set(marks._spans("day", one))) == bool(fits)
    assert len(asked) <= 2 * (marks.WIDER - 1) * (marks.SPANS + 1)


@given(st.integers(-1, 10**17), st.integers(-1, 10**17))
def test_more_is_never_of_a_lower_class(one, other):
    fen = [marks.fen_class(fen) for fen in sorted((one, other))]
    day = [marks.day_class(date.fromordinal(1 + abs(n) % date.max.toordinal())) for n in (one, other)]
    assert fen == sorted(fen)
    assert all(0 <= its < marks.CLASSES for its in (*fen, *day))


@pytest.mark.parametrize(("day", "its"), [(date.min, 0), (date(1990, 1, 2), 1), (date.max, marks.CLASSES - 1)])
def test_days_have_classes_of_their_own(day, its):
    assert marks.day_class(day) == its


@dataclass
class Many:
    """Fourteen editions of which the media read four, and the oldest is among them."""

    make: object
    readers: dict

    def listed(self, actor, wanted):
        """The release numbers that page after page shows, and the count of the first page."""
        found, after, count = [], None, None
        with self.make.work(actor) as work:
            while True:
                page = shelves.shelf(work, wanted, after)
                count = page.count if after is None else count
                found += [line.release_number for line in page.lines]
                after = page.next_key
                if after is None:
                    return found, count

    def walked(self, actor, wanted):
        """The same by the filter alone, past every edition."""
        with self.make.work(actor) as work:
            newest_first = select(Edition).order_by(Edition.release_number.desc())
            rows = work.session.scalars(newest_first.where(readable(work, audiences_reached(work))))
            return [one.release_number for one in rows if fits(one, wanted)]


def fits(edition, f):
    told = words(indexing.searched(edition))
    equal = ((edition.district_code, f.district), (edition.victim_group, f.victim_group), (edition.tlp, f.tlp))
    within = ((edition.happened_on, f.since, f.until), (edition.lost_fen, f.least_fen, f.most_fen))
    return (
        all(any(one in word for word in told) for one in phrases(f.q))
        and all(its == asked for its, asked in (*equal, (edition.channel, f.channel)) if asked)
        and (not f.types or edition.fraud_type_id in f.types)
        and all(low is None or (its is not None and its >= low) for its, low, _high in within)
        and all(high is None or (its is not None and its <= high) for its, _low, high in within)
    )


@pytest.fixture
def many(make, monkeypatch):
    monkeypatch.setattr(shelves, "PAGE_ROWS", ROWS)
    monkeypatch.setattr(fulltext, "NEAR", 2)
    made = Shelves(make)
    bank, carrier = make.organisation(), make.organisation(sector_code="carrier")
    media = make.organisation(sector_code="media")
    make.seat(bank), make.seat(carrier, "police_telecom"), make.seat(media, "police_media")
    teller = make.person(Role.STAFF, organisation=bank)
    for number in range(14):
        told = {"title": f"第{number}个骗局", "district_code": ("140105", "140106")[number % 2]}
        told |= {"lost_fen": 10 ** (number % 8), "victim_group": list(VictimGroup)[number % 3]}
        told |= {"happened_on": LAST - timedelta(days=9 * number), "channel": CHANNEL}
        if number % 4 == 0:
            made.released(teller, kind=EditionKind.PUBLIC, tlp=Tlp.CLEAR, **told)
        else:
            open_to, closed = (Tlp.AMBER, Term(alliance="police_telecom")), (Tlp.RED, Term(organisation=str(bank.id)))
            tlp, term = open_to if number % 2 else closed
            made.released(teller, tlp=tlp, terms=[term], **told)
    people = {"bank": teller, "officer": made.officer, "inspector": make.person(Role.INSPECTOR)}
    people["district"] = make.person(Role.DISTRICT_OFFICER, district="140106")
    people["carrier"] = make.person(Role.LIAISON, organisation=carrier)
    people["media"] = make.person(Role.LIAISON, organisation=media)
    return Many(make, {name: one.actor for name, one in people.items()} | {"nobody": NOBODY})


def test_whatever_is_asked_the_shelf_shows_what_a_walk_past_every_edition_shows(many):
    with many.make.work() as work:
        types = frozenset(work.session.scalars(select(Edition.fraud_type_id).limit(1)))
    asked = [
        ShelfFilter(),
        *(ShelfFilter(q=q) for q in ("骗局", "骗", "会议软件 屏幕", "龘", "§everybody", "everybody")),
    ]
    asked += [ShelfFilter(district="140106"), ShelfFilter(victim_group=VictimGroup.ELDER), ShelfFilter(tlp=Tlp.RED)]
    asked += [ShelfFilter(channel=CHANNEL, types=types), ShelfFilter(least_fen=100), ShelfFilter(most_fen=99_999)]
    asked += [ShelfFilter(since=date(2026, 1, 1)), ShelfFilter(until=date(2026, 2, 1)), ShelfFilter(least_fen=0)]
    asked += [ShelfFilter(since=LAST, until=date.min), ShelfFilter(q="。", district="140106")]
    asked += [ShelfFilter(q="骗局", district="140105", least_fen=10, tlp=Tlp.CLEAR)]
    for name, actor in many.readers.items():
        for wanted in asked:
            expected = many.walked(actor, wanted) if wanted.q != "。" else []
            assert many.listed(actor, wanted) == (expected, len(expected)), (name, wanted)


def test_a_reader_of_few_finds_the_oldest_beyond_what_is_for_others(many):
    found, count = many.listed(many.readers["media"], ShelfFilter(q="骗局"))
    assert (len(found), count) == (4, 4)
    ranked, _count = many.listed(many.readers["media"], ShelfFilter(q="骗局", order=Order.RELEVANT))
    assert set(ranked) == set(found)
    for wanted in (ShelfFilter(), ShelfFilter(q="骗局")):
        with many.make.work(many.readers["media"]) as work:
            assert len(shelves.to_take(work, wanted, 100)) == shelves.taken(work, wanted).leaves == 4


def test_an_alliance_leads_to_those_who_sit_in_it_today_and_without_any_to_nothing(many):
    named = many.walked(many.readers["officer"], ShelfFilter())
    assert many.listed(many.readers["officer"], ShelfFilter(alliance="police_bank")) == (named, len(named))
    assert many.listed(many.readers["officer"], ShelfFilter(alliance="police_port")) == ([], 0)


def test_a_mark_that_leads_to_too_much_shows_nothing_more(many, monkeypatch):
    """The filter of visibility judges what an index names, whatever the index believes."""
    expected = {name: many.walked(actor, ShelfFilter()) for name, actor in many.readers.items()}
    monkeypatch.setattr(marks, "READERS_MOST", 0)
    for name, actor in many.readers.items():
        for wanted in (ShelfFilter(), ShelfFilter(q="骗局"), ShelfFilter(channel=CHANNEL)):
            assert many.listed(actor, wanted) == (expected[name], len(expected[name])), name


def test_editions_of_before_are_found_by_their_marks(many, portal):
    before = {name: many.listed(actor, ShelfFilter(district="140106")) for name, actor in many.readers.items()}
    migrate.downgrade(portal.database, "0016")
    migrate.upgrade(portal.database)
    after = {name: many.listed(actor, ShelfFilter(district="140106")) for name, actor in many.readers.items()}
    assert after == before
    with many.make.work() as work:
        edition = work.session.scalars(select(Edition).where(Edition.district_code == "140106").limit(1)).one()
        gone = edition.release_number
        withdraw(work, edition, "有误")
    for name, actor in many.readers.items():
        kept = [number for number in before[name][0] if number != gone]
        assert many.listed(actor, ShelfFilter(district="140106")) == (kept, len(kept))
