"""Hints: what a story resembles, for whoever may read that; a hidden twin changes nothing but the center's page."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import product
from threading import Barrier

import pytest
from sqlalchemy import func, select

from alliance.audiences.terms import Term
from alliance.cases import occurrences, reading, similar, writing
from alliance.cases.found_model import CaseBand, Occurrence
from alliance.cases.keys import readers_meant, readers_of
from alliance.cases.model import Edition, SealedOriginal, TypicalCase
from alliance.cases.occurrences import OccurrenceText
from alliance.cases.reviewing import set_aside
from alliance.cases.sealing import OCCURRENCE
from alliance.cases.visibility import audiences_reached, readable
from alliance.cases.vocabulary import EditionKind, IndicatorKind, Tlp
from alliance.demonstration.stories import retold, story
from alliance.foundation.kernel.actor import NOBODY, Role
from alliance.foundation.kernel.clock import local_day
from alliance.foundation.kernel.errors import MoveNotOpen, Refusal
from tests.cases.telling import only
from tests.screenless import Counted

from .shelves import Shelves

TOLD = story(7).text
SITE = (IndicatorKind.URL, "https://fraud.example/pay")


@pytest.fixture
def town(make):
    return Town(make)


class Town:
    """Two banks and a carrier; what one of them tells, another may have met."""

    def __init__(self, make):
        self.make, self.shelves = make, Shelves(make)
        self.bank, self.second = make.organisation("甲银行（测试）"), make.organisation("乙银行（测试）")
        self.carrier = make.organisation("丙通信（测试）", sector_code="carrier")
        make.seat(self.bank), make.seat(self.second), make.seat(self.carrier, "police_telecom")
        self.teller = make.person(Role.STAFF, organisation=self.bank)
        self.other = make.person(Role.STAFF, organisation=self.second)
        self.phone = make.person(Role.STAFF, organisation=self.carrier)

    def hints(self, someone, text=TOLD, marks=()):
        with self.make.work(someone.actor) as work:
            return similar.alike(work, text, marks)


def asked(visitor, case_id, text):
    """What the page of a draft is told while somebody writes: the bytes of the answer."""
    sent = {"csrf_token": visitor.csrf_token(), "story": text}
    path = visitor.address("cases.alike", case_id=case_id)
    answer = visitor.client.post(path, data=sent, headers={"Host": "localhost"})
    assert answer.status_code == 200
    return answer.get_data()


def test_nearly_the_same_story_is_found_and_another_is_not(town):
    mine = town.shelves.released(town.teller, story=TOLD)
    (one,) = town.hints(town.other, retold(TOLD, 0.05, 1))
    assert one.case_id == mine.case_id
    assert 0.5 < one.likeness <= 1
    assert town.hints(town.other, story(8).text) == []


def test_at_most_five_are_told_the_likest_first(town):
    for number in range(7):
        town.shelves.released(town.teller, story=retold(TOLD, 0.02 * number, number))
    found = town.hints(town.other)
    assert len(found) == 5
    assert [one.likeness for one in found] == sorted((one.likeness for one in found), reverse=True)
    assert found[0].likeness == 1


def test_a_shared_indicator_is_enough(town):
    mine = town.shelves.released(town.teller, story=story(3).text, given=[SITE])
    draft_id = town.shelves.begun(town.other, given=[(SITE[0], "hxxps://fraud[.]example/pay")])
    with town.make.work(town.other.actor) as work:
        marks = [one["mark"] for one in work.session.get_one(TypicalCase, draft_id).indicators]
        (one,) = similar.alike(work, "完全不同的另一件事情", marks)
    assert (one.case_id, one.shared) == (mine.case_id, 1)


def test_of_another_story_only_the_shared_indicator_is_told(town, browser):
    """“0% alike” would say that it is another case, though both name the same account."""
    town.shelves.released(town.teller, story=story(3).text, given=[SITE])
    draft_id = town.shelves.begun(town.other, story="完全不同的另一件事情", given=[SITE])
    page = browser(town.other).get("cases.check", case_id=draft_id).text
    assert "1 个相同线索" in page
    assert "0%" not in page


def test_a_case_in_two_editions_is_told_once(town):
    mine = town.shelves.released(town.teller, story=TOLD)
    town.shelves.release(mine.case_id, kind=EditionKind.PUBLIC, tlp=Tlp.CLEAR)
    (one,) = town.hints(town.other)
    assert one.kind is EditionKind.MEMBERS
    assert [one.kind for one in town.hints(town.phone)] == [EditionKind.PUBLIC]


def test_a_hidden_twin_changes_not_one_byte_and_not_one_statement(town, browser):
    draft = town.shelves.begun(town.phone, story=TOLD, given=[SITE])
    writer = browser(town.phone)

    def answer():
        with Counted(writer.portal) as counted:
            told = asked(writer, draft, TOLD)
        pages = [writer.get("cases.check", case_id=draft).html, writer.get("cases.case", case_id=draft).html]
        return told, len(counted.texts), [without_keys(one) for one in pages]

    before = answer()
    town.shelves.released(town.teller, story=TOLD, given=[SITE])
    town.shelves.released(town.teller, story=TOLD, tlp=Tlp.RED, terms=[Term(organisation=str(town.second.id))])
    town.shelves.handed_in(town.teller, story=TOLD, given=[SITE])
    assert answer() == before


def without_keys(html):
    import re

    return re.sub(r'name="(csrf_token|idempotency_key)" value="[^"]*"', "", html)


def test_what_a_reader_may_not_read_is_not_even_looked_up(town):
    """The keys that a reader tries lead to the very rows that the filter lets through: for each reader and edition."""
    red = [Term(organisation=str(town.second.id))]
    town.shelves.released(town.teller, story=TOLD)
    town.shelves.released(town.teller, story=TOLD, tlp=Tlp.GREEN, terms=[Term()], district_code="140106")
    town.shelves.released(town.teller, story=TOLD, tlp=Tlp.RED, terms=red, district_code="140106")
    town.shelves.released(town.other, story=TOLD, tlp=Tlp.AMBER_STRICT, terms=red, district_code="140105")
    town.shelves.released(town.other, story=TOLD, kind=EditionKind.PUBLIC, tlp=Tlp.CLEAR)
    people = [town.teller, town.other, town.phone, town.shelves.officer]
    people += [town.make.person(Role.INSPECTOR), town.make.person(Role.VOLUNTEER)]
    people += [town.make.person(Role.DISTRICT_OFFICER, district=code) for code in ("140105", "140106", None)]
    actors = [NOBODY, *(one.actor for one in people), replace(town.teller.actor, organisation_stands=False)]
    with town.make.work() as work:
        editions = work.session.scalars(select(Edition)).all()
    assert len(editions) == 5
    reached = 0
    for actor, edition in product(actors, editions):
        with town.make.work(actor) as work:
            audiences = audiences_reached(work)
            seen = work.session.scalar(select(Edition.id).where(Edition.id == edition.id, readable(work, audiences)))
            found = bool(set(readers_of(edition)) & set(readers_meant(work, audiences)))
        assert found == (seen is not None), (actor, edition.tlp, edition.kind)
        reached += found
    assert 0 < reached < len(actors) * len(editions)


def test_the_center_alone_is_told_of_the_twin_that_waits(town, browser):
    mine = town.shelves.handed_in(town.teller, story=TOLD, title="先交的")
    other = town.shelves.handed_in(town.other, story=retold(TOLD, 0.03, 2), title="后交的", given=[SITE])
    officer = browser(town.shelves.officer)
    assert "后交的" in officer.get("cases.case", case_id=mine).text
    assert "先交的" in officer.get("cases.case", case_id=other).text
    assert "先交的" not in browser(town.other).get("cases.case", case_id=other).text
    with town.make.work(town.shelves.officer.actor) as work:
        set_aside(work, work.session.get_one(TypicalCase, mine), "重复")
    assert "先交的" not in officer.get("cases.case", case_id=other).text


def test_what_no_longer_waits_is_no_twin(town, make):
    case_id = town.shelves.handed_in(town.teller, story=TOLD)
    with make.work() as work:
        assert work.session.scalar(select(func.count()).select_from(CaseBand)) > 0
    town.shelves.release(case_id)
    with make.work() as work:
        assert work.session.scalar(select(func.count()).select_from(CaseBand)) == 0


def test_the_check_page_tells_without_script(town, browser):
    town.shelves.released(town.teller, story=TOLD, title="已经写过的案例")
    draft = town.shelves.begun(town.other, story=retold(TOLD, 0.03, 4))
    page = browser(town.other).get("cases.check", case_id=draft)
    assert "已经写过的案例" in page.text
    assert any("/same-as/" in link for link in page.links)


def test_a_lookup_takes_the_same_statements_however_many_are_alike(town, browser):
    draft = town.shelves.begun(town.other, story=TOLD, given=[SITE])
    writer, counts = browser(town.other), set()
    for turn in (1, 2):
        for number in range(turn * 2):
            town.shelves.released(town.teller, story=retold(TOLD, 0.02, number), given=[SITE])
        with Counted(writer.portal) as counted:
            asked(writer, draft, TOLD)
        counts.add(len(counted.texts))
    assert len(counts) == 1


def test_a_story_that_is_too_long_is_refused_in_words(town, browser):
    draft, writer = town.shelves.begun(town.other), browser(town.other)
    sent = {"csrf_token": writer.csrf_token(), "story": "长" * 20_001}
    path = writer.address("cases.alike", case_id=draft)
    assert writer.client.post(path, data=sent, headers={"Host": "localhost"}).status_code == 422


def test_hints_are_for_whoever_writes_the_case(town, browser):
    draft = town.shelves.begun(town.other, story=TOLD)
    browser(town.teller).post("cases.alike", {"story": TOLD}, case_id=draft, status=404)


def added(town, someone, edition, draft_id, **said):
    with town.make.work(someone.actor) as work:
        live = reading.live(work, edition.case_id, edition.kind)
        text = OccurrenceText(**({"happened_on": work.now.date(), "lost_fen": 100} | said))
        return occurrences.add_instead_of(work, live, text, work.session.get_one(TypicalCase, draft_id)).id


def test_readers_learn_how_many_and_how_much_and_only_the_center_whose(town, browser):
    mine = town.shelves.released(town.teller, story=TOLD)
    for lost in (100_00, 250_00):
        added(town, town.other, mine, town.shelves.begun(town.other), lost_fen=lost)
    page = browser(town.teller).get("cases.edition_read", case_id=mine.case_id, kind="members")
    assert "350" in page.text
    assert "乙银行" not in page.text
    assert "乙银行" not in browser(town.teller).get("cases.case", case_id=mine.case_id).text
    assert "乙银行" in browser(town.shelves.officer).get("cases.case", case_id=mine.case_id).text


def test_what_is_personal_in_an_occurrence_is_masked_and_sealed(town, browser, make):
    mine = town.shelves.released(town.teller, story=TOLD)
    added(town, town.other, mine, town.shelves.begun(town.other), words="受害人电话13800138000，先后两次转账。")
    with make.work() as work:
        assert "13800138000" not in work.session.scalars(select(Occurrence.words)).one()
        assert work.session.scalars(select(SealedOriginal.field)).all() == [OCCURRENCE]
    assert "13800138000" not in browser(town.shelves.officer).get("cases.case", case_id=mine.case_id).html
    officer = browser(town.shelves.officer)
    officer.post("cases.open_original", {"reason": "止付"}, case_id=mine.case_id)
    assert "13800138000" in officer.get("cases.original", case_id=mine.case_id).text


def test_the_draft_goes_unless_the_center_has_seen_it(town, make):
    mine = town.shelves.released(town.teller, story=TOLD)
    fresh, seen = town.shelves.begun(town.other), town.shelves.handed_in(town.other)
    with make.work(town.other.actor) as work:
        writing.take_back(work, work.session.get_one(TypicalCase, seen))
    handed = town.shelves.handed_in(town.other)
    added(town, town.other, mine, fresh)
    with pytest.raises(MoveNotOpen):
        added(town, town.other, mine, handed)
    with make.work() as work:
        assert work.session.get(TypicalCase, fresh) is None
        assert work.session.get(TypicalCase, handed) is not None
        assert work.session.scalar(select(func.count()).select_from(Occurrence)) == 1


@pytest.mark.parametrize(
    "wrong",
    [
        *({"happened_on": ""}, {"happened_on": "2099-01-01"}, {"lost_fen": "x"}),
        *({"words": "长" * 1_001}, {"words": "另有细节" + "a@b.cn " * 140}),
    ],
)
def test_an_occurrence_that_cannot_be_is_refused_with_the_input_kept(town, browser, make, wrong):
    mine = town.shelves.released(town.teller, story=TOLD)
    draft, writer = town.shelves.begun(town.other), browser(town.other)
    address = {"case_id": draft, "other_id": mine.case_id, "kind": "members"}
    fields = writer.get("cases.same_as", **address).form("/members").values
    page = writer.post("cases.add_occurrence", fields | {"words": "另有细节"} | wrong, status=422, **address)
    assert wrong.get("words") or "另有细节" in page.html
    with make.work() as work:
        assert work.session.scalar(select(func.count()).select_from(Occurrence)) == 0
        assert work.session.get(TypicalCase, draft) is not None


def test_nobody_adds_to_what_it_may_not_read(town, browser):
    mine = town.shelves.released(town.teller, story=TOLD)
    draft = town.shelves.begun(town.phone)
    there = {"case_id": draft, "other_id": mine.case_id, "kind": "members"}
    browser(town.phone).get("cases.same_as", status=404, **there)
    browser(town.phone).post("cases.add_occurrence", {"lost_fen": "1"}, status=404, **there)
    not_there = there | {"other_id": draft}
    browser(town.phone).get("cases.same_as", status=404, **not_there)
    browser(town.other).get("cases.same_as", status=404, **there)


def at_once(*acts):
    ready = Barrier(len(acts))

    def run(act):
        ready.wait(10)
        try:
            act()
        except Refusal as refused:
            return refused.status
        except Exception as odd:
            return type(odd).__name__
        return "done"

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def test_two_organisations_that_add_at_once_are_both_counted(town, make):
    mine = town.shelves.released(town.teller, story=TOLD, terms=[Term(sector="bank"), Term(sector="carrier")])
    drafts = {one: town.shelves.begun(one) for one in (town.other, town.phone)}
    ends = at_once(*(lambda one=one, its=its: added(town, one, mine, its) for one, its in drafts.items()))
    assert ends == ["done", "done"]
    with make.work() as work:
        assert occurrences.figures(work, mine) == occurrences.Figures(2, 200)


def test_two_colleagues_who_add_from_one_draft_at_once_add_once(town, make, browser):
    mine = town.shelves.released(town.teller, story=TOLD)
    draft, colleague = town.shelves.begun(town.other), make.person(Role.LIAISON, organisation=town.second)
    address = {"case_id": draft, "other_id": mine.case_id, "kind": "members"}
    visitors = [browser(one) for one in (town.other, colleague)]
    forms = [one.get("cases.same_as", **address).form("/members").values for one in visitors]
    path, ready = visitors[0].address("cases.add_occurrence", **address), Barrier(2)

    def press(number):
        ready.wait(10)
        sent = forms[number] | {"csrf_token": tokens[number]}
        return visitors[number].client.post(path, data=sent, headers={"Host": "localhost"}).status_code

    tokens = [one.csrf_token() for one in visitors]
    with ThreadPoolExecutor(2) as pool:
        ends = sorted(pool.map(press, range(2)))
    assert ends[0] == 303
    assert ends[1] in {404, 409}
    with make.work() as work:
        assert work.session.scalar(select(func.count()).select_from(Occurrence)) == 1


def told_again(make, reader, edition_id):
    with make.work(reader.actor) as work:
        case_id = work.session.get_one(Edition, edition_id).case_id
        edition = reading.edition(work, case_id, edition_id)
        occurrences.add(work, edition, occurrences.OccurrenceText(local_day(work.now), 3_000_000))


def count_for(make, edition_id):
    with make.work() as work:
        case_id = work.session.get_one(Edition, edition_id).case_id
        return occurrences.figures(work, reading.edition(work, case_id, edition_id)).count


def test_what_members_told_of_their_edition_the_public_does_not_learn(desk, make, browser):
    """With one occurrence the sum would be one member's own loss."""
    case_id = desk.hand_in()
    members = desk.publish(case_id)
    public = desk.publish(case_id, EditionKind.PUBLIC)
    told_again(make, desk.teller, members)
    assert (count_for(make, members), count_for(make, public)) == (1, 0)
    assert "又发生" not in browser().get("cases.edition_read", case_id=case_id, kind="public").text
    told_again(make, desk.teller, public)
    assert (count_for(make, members), count_for(make, public)) == (2, 1)


def test_what_was_told_to_some_is_not_told_to_the_readers_of_a_wider_version(desk, make):
    case_id = desk.hand_in()
    first = desk.publish(case_id, terms=only(desk.bank), tlp=Tlp.AMBER_STRICT)
    told_again(make, desk.teller, first)
    wider = desk.publish(case_id)
    assert count_for(make, wider) == 0
    told_again(make, desk.teller, wider)
    again = desk.publish(case_id, story="改了一处。")
    assert count_for(make, again) == 1, "the same readers under the same mark"
