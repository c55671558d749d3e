"""The shelf: everybody finds what is for them, by words and filters, page by page, and no count tells more."""

import re
from datetime import date
from io import BytesIO
from itertools import count

import pytest
from openpyxl import load_workbook
from sqlalchemy import func, select

from alliance.audiences.terms import Term
from alliance.cases import shelf as shelves
from alliance.cases import taking
from alliance.cases.fitting import ShelfFilter
from alliance.cases.found_model import SEARCHES_MOST, EditionKey, SavedSearch
from alliance.cases.model import Edition
from alliance.cases.releasing import withdraw
from alliance.cases.telling import Step
from alliance.cases.vocabulary import EditionKind, Order, Phase, Tlp
from alliance.foundation.kernel.actor import NOBODY, Role
from alliance.foundation.web import listing
from alliance.fraudtypes.queries import catalogue
from alliance.fraudtypes.vocabulary import Channel, VictimGroup
from alliance.journal.model import Entry
from tests import scanner
from tests.policy.nasty import NASTY

from .shelves import STORY, Shelves

CHANNEL = next(iter(Channel))


@pytest.fixture
def town(make):
    """A bank that wrote, a carrier that is addressed, media that read public editions only, and the center."""
    return Town(make)


class Town:
    def __init__(self, make):
        self.make, self.shelves = make, Shelves(make)
        self.bank = make.organisation("甲银行（测试）")
        self.carrier = make.organisation("丙通信（测试）", sector_code="carrier")
        self.media = make.organisation("丁日报（测试）", sector_code="media")
        make.seat(self.bank), make.seat(self.carrier, "police_telecom"), make.seat(self.media, "police_media")
        self.teller = make.person(Role.STAFF, organisation=self.bank)
        self.phone = make.person(Role.LIAISON, organisation=self.carrier)
        self.press = make.person(Role.LIAISON, organisation=self.media)

    def telecom(self, **told):
        return self.shelves.released(self.teller, terms=[Term(alliance="police_telecom")], **told)


def titles(page):
    return page.html.count('<li class="hit">')


def test_a_reader_finds_by_two_characters_and_sees_them_marked(town, browser):
    town.telecom(title="共享屏幕的骗局")
    page = browser(town.phone).get("cases.shelf", q="屏幕")
    assert "共享<mark>屏幕</mark>的骗局" in page.html
    assert "打开<mark>屏幕</mark>共享" in page.html
    assert browser(town.press).get("cases.shelf", q="屏幕").html.count("屏幕共享") == 0


def test_what_stands_only_in_the_steps_is_found_and_marked(town, browser):
    town.telecom(steps=(Step(Phase.LURE, "假称快递丢失理赔"),))
    assert "<mark>快递丢失</mark>" in browser(town.phone).get("cases.shelf", q="快递丢失").html


def test_counts_tell_only_of_what_the_reader_may_read(town, browser):
    for number in range(3):
        town.telecom(title=f"通信案例{number}")
    town.shelves.released(town.teller, kind=EditionKind.PUBLIC, tlp=Tlp.CLEAR, title="公开案例")
    told = [counted(browser(person).get("cases.shelf")) for person in (town.phone, town.press, None)]
    assert told == ["4", "1", "1"]


def counted(page):
    """How many the page says there are."""
    return re.search(r'id="counted"[^>]*>(\d[\d,+]*)', page.html)[1]


def test_a_withdrawn_or_replaced_edition_is_no_longer_found(town, make, browser):
    first = town.telecom(title="第一版说法")
    second = town.shelves.release(first.case_id, terms=[Term(alliance="police_telecom")])
    assert titles(browser(town.phone).get("cases.shelf", q="第一版说法")) == 1
    with make.work(town.shelves.admin.actor) as work:
        withdraw(work, work.session.get_one(Edition, second.id), "有误")
    assert titles(browser(town.phone).get("cases.shelf", q="第一版说法")) == 0
    with make.work() as work:
        assert work.session.scalar(select(func.count()).select_from(EditionKey)) == 0


@pytest.mark.parametrize(
    ("asked", "fits"),
    [
        ({"district": "140106"}, {"district_code": "140106"}),
        ({"victim_group": "elder"}, {"victim_group": VictimGroup.ELDER}),
        ({"channel": CHANNEL.value}, {"channel": CHANNEL}),
        ({"since": "2026-02-01", "until": "2026-02-28"}, {"happened_on": date(2026, 2, 10)}),
        ({"least": "100万"}, {"lost_fen": 100_000_000}),
        ({"most": "99.5"}, {"lost_fen": 9_950}),
    ],
)
def test_each_filter_finds_what_fits_and_nothing_else(town, browser, asked, fits):
    town.telecom(title="合适的案例", **fits)
    town.telecom(title="别的案例", happened_on=date(2025, 1, 1), lost_fen=500_000)
    page = browser(town.phone).get("cases.shelf", **asked)
    assert "合适的案例" in page.text
    assert "别的案例" not in page.text


def test_an_old_heading_finds_the_cases_of_a_new_one(town, browser, make):
    with make.work() as work:
        known = catalogue(work)
    pair = next(
        (one, other)
        for one in known.types.values()
        for other in known.types.values()
        if one.list_code != other.list_code and set(one.concepts) & set(other.concepts)
    )
    town.telecom(title="跨版本的案例", fraud_type_id=pair[0].id)
    assert "跨版本的案例" in browser(town.phone).get("cases.shelf", type=str(pair[1].id)).text
    apart = next(one for one in known.types.values() if not set(one.concepts) & set(pair[0].concepts))
    assert "跨版本的案例" not in browser(town.phone).get("cases.shelf", type=str(apart.id)).text


def test_the_alliance_is_that_of_the_name_that_an_edition_bears(town, browser):
    town.telecom(title="署名的案例")
    case_id = town.shelves.handed_in(town.teller, title="匿名的案例", in_center_name=True)
    town.shelves.release(case_id, terms=[Term(alliance="police_telecom")])
    page = browser(town.phone).get("cases.shelf", alliance="police_bank")
    assert "署名的案例" in page.text
    assert "匿名的案例" not in page.text
    assert "匿名的案例" in browser(town.phone).get("cases.shelf").text


def test_the_mark_is_a_filter(town, browser):
    town.telecom(title="琥珀案例")
    town.telecom(title="绿色案例", tlp=Tlp.GREEN)
    page = browser(town.phone).get("cases.shelf", tlp="green")
    assert "绿色案例" in page.text
    assert "琥珀案例" not in page.text


@pytest.mark.parametrize("name", ["type", "district", "order", "alliance", "victim_group", "channel", "tlp"])
def test_a_choice_that_nobody_can_make_is_refused(browser, name):
    browser().get("cases.shelf", status=400, **{name: "no-such-thing"})


@pytest.mark.parametrize("value", [value for value in NASTY if len(value) < 2_000 and value.strip()])
def test_nonsense_is_answered_in_words(browser, value):
    visitor = browser()
    for name in ("q", "least", "most", "since", "until", "type", "alliance", "after"):
        answer = visitor.client.get("/cases/", query_string={name: value}, headers={"Host": "localhost"})
        assert answer.status_code in ({200, 422} if name in {"q", "least", "most", "since", "until"} else {400}), name


@pytest.mark.parametrize(
    ("name", "typed", "said"),
    [("least", "五万", ""), ("q", "骗" * 300, "200"), ("q", "屏幕\u202e共享", "U+202E"), ("since", "昨天", "")],
)
def test_a_filter_that_was_mistyped_comes_back_with_everything_that_was_typed(browser, name, typed, said):
    page = browser().get("cases.shelf", status=422, **({"district": "140106", "most": "8万"} | {name: typed}))
    form = next(form for form in page.forms if "least" in form.values)
    assert {form.values[key] for key in (name, "most", "district")} == {typed, "8万", "140106"}
    assert page.html.count("field-error") == 1
    assert f'href="#{name}"' in page.html.partition('id="listing"')[2]
    assert said in page.text


def test_a_key_that_is_not_ours_is_refused(browser):
    for key in (["1"], ["x", "1"], ["1", "1", "1"], ["1", "9" * 30]):
        browser().get("cases.shelf", status=400, after=browser().mark("cases.shelf", *key))


@pytest.mark.parametrize("order", ["", "relevant"])
def test_page_after_page_shows_everything_once(town, make, order, monkeypatch):
    monkeypatch.setattr(shelves, "PAGE_ROWS", 3)
    for number in range(8):
        town.telecom(title=f"第{number}个", story=STORY + "屏幕" * (number % 3))
    wanted, found, after = ShelfFilter(q="屏幕", order=Order(order)), [], None
    with make.work(town.phone.actor) as work:
        for _turn in range(5):
            page = shelves.shelf(work, wanted, after)
            found += [line.release_number for line in page.lines]
            after = page.next_key
            if after is None:
                break
    assert len(found) == len(set(found)) == 8
    if not order:
        assert found == sorted(found, reverse=True)


def test_the_most_relevant_come_first(town, make):
    much = town.telecom(title="甲", story=STORY + "刷单" * 9)
    town.telecom(title="乙", story=STORY + "刷单")
    with make.work(town.phone.actor) as work:
        newest = shelves.shelf(work, ShelfFilter(q="刷单"))
        ranked = shelves.shelf(work, ShelfFilter(q="刷单", order=Order.RELEVANT))
    assert [line.title for line in newest.lines] == ["乙", "甲"]
    assert ranked.lines[0].release_number == much.release_number


def test_no_search_takes_more_than_three_statements_however_many_cases(town, browser):
    asked = [{}, {"q": "屏幕"}, {"q": "屏幕", "order": "relevant"}, {"alliance": "police_bank"}, {"least": "1"}]
    asked += [{"q": "没有的词"}, {"type": str(town.shelves.type_id("客服")), "district": "140106", "tlp": "amber"}]
    visitors = [browser(one) for one in (town.phone, town.press, town.teller, town.shelves.officer, None)]
    visitors.append(browser(town.make.person(Role.DISTRICT_OFFICER, district="140106")))
    visitors.append(browser(town.make.person(Role.INSPECTOR)))
    visitors[0].get("cases.shelf")
    for many in (1, 2):
        for number in range(2 * many):
            town.telecom(title=f"案例{many}{number}")
        for visitor in visitors:
            for one in asked:
                visitor.get("cases.shelf", queries=3, **one)


def test_the_portal_says_why_the_shelf_is_empty(town, browser):
    assert "people/sign-in" in browser().get("cases.shelf").html
    filtered, fresh = browser(town.phone).get("cases.shelf", q="没有"), browser(town.phone).get("cases.shelf")
    assert 'class="button button-primary" href="/cases/"' in filtered.html
    assert 'class="button button-primary" href="/cases/"' not in fresh.html
    assert 'class="nothing"' in fresh.html


def test_what_must_stay_in_the_portal_is_counted_and_not_taken_along(town, browser, make):
    town.telecom(title="可带走的案例")
    named = [Term(organisation=str(town.carrier.id))]
    town.shelves.released(town.teller, tlp=Tlp.RED, terms=named, title="红色案例")
    town.shelves.released(town.teller, tlp=Tlp.AMBER_STRICT, terms=named, title="严格案例")
    visitor = browser(town.phone)
    before = visitor.get("cases.taking_along", q="屏幕")
    assert "2" in before.text
    sheet = visitor.post("/cases/cases.xlsx?q=%E5%B1%8F%E5%B9%95", status=200)
    cells = [str(cell) for row in load_workbook(BytesIO(sheet.data)).active.values for cell in row if cell]
    assert "可带走的案例" in cells
    assert not [cell for cell in cells if "红色" in cell or "严格案例" in cell]
    assert any("2" in cell and "RED" in cell for cell in cells)
    paper = visitor.post("/cases/paper?q=%E5%B1%8F%E5%B9%95", status=200)
    assert "可带走的案例" in paper.text
    assert "红色案例" not in paper.text
    [read] = scanner.on_page(paper.html)
    assert read == "http://localhost/cases/?q=%E5%B1%8F%E5%B9%95"
    assert "可带走的案例" in visitor.get(scanner.path_of(read)).text
    with make.work() as work:
        entries = work.session.scalars(select(Entry).where(Entry.event == "CasesTakenAlong")).all()
    assert [(one.organisation_id, one.payload["editions"], one.payload["left_out"]) for one in entries] == [
        (town.carrier.id, 1, 2)
    ] * 2
    assert all("屏幕" in one.payload["asked"] and len(one.payload["releases"]) == 1 for one in entries)


def test_one_press_on_the_list_takes_along_what_it_shows(town, browser):
    town.telecom(title="可带走的案例")
    town.telecom(title="另一类案例", story="与检索无关的经过。")
    visitor = browser(town.phone)
    shelf, asked = visitor.get("cases.shelf", q="屏幕"), "q=%E5%B1%8F%E5%B9%95"
    sheet = visitor.post(shelf.form(f"/cases/cases.xlsx?{asked}").action, status=200)
    cells = {cell for row in load_workbook(BytesIO(sheet.data)).active.values for cell in row}
    assert "可带走的案例" in cells
    assert "另一类案例" not in cells
    assert "可带走的案例" in visitor.post(shelf.form(f"/cases/paper?{asked}").action, status=200).text
    assert "cases.xlsx" not in browser().get("cases.shelf").html


def test_whom_somebody_searched_for_is_not_in_the_journal(town, browser, make):
    browser(town.phone).post("/cases/cases.xlsx?q=13800138000", status=200)
    with make.work() as work:
        (entry,) = work.session.scalars(select(Entry).where(Entry.event == "CasesTakenAlong")).all()
    assert "13800138000" not in str(entry.payload)


def test_who_is_not_signed_in_takes_nothing_along(browser):
    visitor = browser()
    token = visitor.csrf_token()
    for path in ("/cases/cases.xlsx", "/cases/paper"):
        answer = visitor.client.post(path, data={"csrf_token": token}, headers={"Host": "localhost"})
        assert answer.headers["Location"].endswith("/people/sign-in")


def test_a_sheet_is_cut_with_words(town, make, monkeypatch):
    for number in range(3):
        town.telecom(title=f"案例{number}")
    monkeypatch.setitem(taking.MOST, taking.Manner.SHEET, 2)
    with make.work(town.phone.actor) as work:
        taken = taking.take(work, ShelfFilter(), taking.Manner.SHEET, "")
    assert (len(taken.lines), taken.fits) == (2, 3)


def test_a_search_is_kept_for_oneself_and_dropped(town, browser, make):
    mine, other = browser(town.phone), browser(town.teller)
    answer = mine.post("cases.keep_search", {"title": "屏幕", "address": "q=屏幕&after=x&evil=1&tlp=amber"})
    assert "evil" not in answer.headers["Location"]
    assert "after" not in answer.headers["Location"]
    page = mine.follow(answer)
    drop = next(form for form in page.forms if form.action.endswith("/drop"))
    assert "kept-head" in page.html
    assert "kept-head" not in other.get("cases.shelf").html
    other.post(drop.action, status=404)
    mine.post(drop.action)
    assert "kept-head" not in mine.get("cases.shelf").html


def test_a_search_is_kept_under_a_title_and_only_if_it_asks_for_something(town, browser, make):
    mine = browser(town.phone)
    mine.post("cases.keep_search", {"title": "", "address": "q=a"}, status=422)
    mine.post("cases.keep_search", {"title": "空", "address": "order="}, status=422)
    for address in ("q=one", "q=two"):
        mine.post("cases.keep_search", {"title": "同名", "address": address})
    with make.work() as work:
        assert work.session.scalars(select(SavedSearch.address)).all() == ["q=two"]


def test_at_most_thirty_searches_are_kept(town, browser):
    mine, numbers = browser(town.phone), count()
    for _turn in range(SEARCHES_MOST):
        mine.post("cases.keep_search", {"title": f"第{next(numbers)}个", "address": "q=a"})
    mine.post("cases.keep_search", {"title": "多一个", "address": "q=a"}, status=422)


def test_nobody_sees_only_what_is_public(town, make):
    town.telecom()
    town.shelves.released(town.teller, kind=EditionKind.PUBLIC, tlp=Tlp.CLEAR, title="公开案例")
    with make.work(NOBODY) as work:
        assert [line.title for line in shelves.shelf(work, ShelfFilter()).lines] == ["公开案例"]


def test_lists_have_fifty_rows():
    assert shelves.PAGE_ROWS == listing.PAGE_ROWS == 50
