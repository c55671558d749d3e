"""The links of members: what stands behind one, and that each look is counted, once, with no word of who looked."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import select

from alliance.foundation.kernel import clock
from alliance.foundation.kernel.actor import NOBODY
from alliance.foundation.kernel.clock import local_day
from alliance.materials import linking, reach
from alliance.materials.model import MaterialLink, MaterialLook
from alliance.materials.reach import ReachFilter
from tests.applications.test_races import at_once
from tests.materials.doing import State
from tests.screenless import Browser

THREADS, EACH = 4, 8


@pytest.fixture
def handed_out(ground):
    """A public version, and the code of the bank's link to it."""
    version_id = ground.standing(file=True)
    return version_id, ground.link(version_id)


def test_opening_a_link_shows_the_material_and_is_counted_by_day(ground, handed_out, browser):
    _version_id, code = handed_out
    page = browser().get("materials.opened", code=code, number=1)
    assert "用于网点、社区发放。" in page.text
    assert any("/files/" in link for link in page.links)
    browser(ground.outsider).get("materials.opened", code=code, number=1)
    with ground.make.work() as work:
        rows = work.session.execute(select(MaterialLook.code, MaterialLook.number, MaterialLook.looks)).all()
        days = work.session.scalars(select(MaterialLook.looked_on)).all()
    assert rows == [(code, 1, 2)]
    assert days == [local_day(clock.now())]
    assert {column.name for column in MaterialLook.__table__.columns} == {"code", "number", "looked_on", "looks"}


def test_asking_for_the_head_is_no_look(ground, handed_out, browser):
    _version_id, code = handed_out
    visitor = browser()
    address = visitor.address("materials.opened", code=code, number=1)
    assert visitor.client.head(address, headers={"Host": "localhost"}).status_code == 200
    assert visitor.client.options(address, headers={"Host": "localhost"}).status_code == 200
    assert ground.looks(code) == 0


def test_what_is_not_there_is_not_counted(ground, handed_out, browser):
    _version_id, code = handed_out
    for nowhere in (
        {"code": code, "number": 2},
        {"code": "ZZZZZZZZ", "number": 1},
        {"code": code.lower(), "number": 1},
    ):
        browser().get("materials.opened", status=404, **nowhere)
    assert ground.looks(code) == 0


def test_a_withdrawn_version_says_so_at_its_link_and_names_the_newer_one(ground, handed_out, browser):
    first, code = handed_out
    ground.withdraw(first)
    page = browser().get("materials.opened", code=code, number=1)
    assert "该版本已撤回" in page.text
    assert "电话号码印错" in page.text
    assert "暂无新版本" in page.text
    assert not any("/files/" in link for link in page.links)
    ground.next_version(first, title="折页第二版")
    page = browser().get("materials.opened", code=code, number=1)
    newer = browser().address("materials.opened", code=code, number=2)
    assert newer in page.links, "by the same link, so that the look counts for the same organisation"
    assert ground.looks(code) == 0, "what is withdrawn is not reach"
    assert "折页第二版" in browser().get(newer).text
    assert ground.looks(code) == 1


def test_an_older_version_that_still_stands_names_the_newer_one(ground, handed_out, browser):
    first, code = handed_out
    ground.next_version(first)
    page = browser().get("materials.opened", code=code, number=1)
    assert "本物料已有新版本" in page.text
    assert browser().address("materials.opened", code=code, number=2) in page.links


def test_a_next_version_for_members_only_is_hidden_behind_the_same_link(ground, handed_out, browser):
    first, code = handed_out
    ground.next_version(first, public=False)
    assert "本物料已有新版本" not in browser().get("materials.opened", code=code, number=1).text
    browser().get("materials.opened", code=code, number=2, status=404)
    browser(ground.liaison).get("materials.opened", code=code, number=2)
    assert ground.looks(code) == 1, "the look at the public version alone"


@pytest.mark.parametrize("state", [State.DRAFT, State.PROPOSED])
def test_a_next_version_that_is_not_approved_is_hidden_behind_the_link(ground, handed_out, browser, state):
    first, code = handed_out
    second = ground.next_version(first, approve=False)
    if state is State.PROPOSED:
        ground.propose(second)
    browser().get("materials.opened", code=code, number=2, status=404)
    browser(ground.officer).get("materials.opened", code=code, number=2)
    assert ground.looks(code) == 0


def test_many_who_open_a_link_at_once_are_all_counted(portal, ground, handed_out):
    _version_id, code = handed_out

    def look(_number):
        visitor = Browser(portal)
        address = visitor.address("materials.opened", code=code, number=1)
        return [visitor.client.get(address, headers={"Host": "localhost"}).status_code for _ in range(EACH)]

    with ThreadPoolExecutor(THREADS) as pool:
        statuses = [status for answers in pool.map(look, range(THREADS)) for status in answers]
    assert statuses == [200] * (THREADS * EACH)
    assert ground.looks(code) == THREADS * EACH


def test_two_colleagues_who_take_the_link_at_once_get_one(portal, ground):
    version_id = ground.standing()
    colleagues = [Browser(portal, ground.liaison) for _ in range(2)]
    address = ground.address(version_id)
    assert at_once(*((one, "materials.take_link", {}, address) for one in colleagues)) == [303, 303]
    with ground.make.work() as work:
        assert len(work.session.scalars(select(MaterialLink.code)).all()) == 1


def test_two_next_versions_begun_at_once_are_one(portal, ground):
    address = ground.address(ground.standing())
    officers = [Browser(portal, one) for one in (ground.officer, ground.second)]
    assert at_once(*((one, "materials.begin_next", {}, address) for one in officers)) == [303, 409]


def test_a_version_approved_and_given_back_at_once_is_one_of_both(portal, ground):
    version_id = ground.standing(State.PROPOSED)
    address, third = ground.address(version_id), ground.make.person()
    approve = (Browser(portal, ground.second), "materials.approve", {"version": "2"}, address)
    back = (Browser(portal, third), "materials.give_back", {"reason": "请补充"}, address)
    assert at_once(approve, back) == [303, 409]
    assert ground.stored(version_id).state in {State.APPROVED, State.DRAFT}


def count(ground, code, days_ago, times):
    then = clock.now() - timedelta(days=days_ago)
    for _ in range(times):
        with ground.make.work(NOBODY, then) as work:
            linking.count_look(work, code, 1)


def test_the_center_sees_every_link_and_a_member_its_own(ground, browser):
    first, second = ground.standing(), ground.standing(title="养老诈骗（展板）")
    codes = [ground.link(first), ground.link(first, ground.outsider), ground.link(second, ground.outsider)]
    for code, times in zip(codes, (2, 5, 0), strict=True):
        count(ground, code, 1, times)
    count(ground, codes[0], 40, 3)
    with ground.make.work(ground.officer.actor) as work:
        found = reach.reach(work, ReachFilter())
        assert [(line.code, line.looks) for line in found.lines[:2]] == sorted(
            [(codes[0], 5), (codes[1], 5)], reverse=True
        )
        assert (found.lines[2].code, found.lines[2].looks, found.lines[2].last_on) == (codes[2], 0, None)
        assert (found.totals.materials, found.totals.organisations, found.totals.looks) == (2, 2, 10)
        since = reach.reach(work, ReachFilter(since=local_day(clock.now()) - timedelta(days=7)))
        assert {line.code: line.looks for line in since.lines} == dict(zip(codes, (2, 5, 0), strict=True))
        until = reach.reach(work, ReachFilter(until=local_day(clock.now()) - timedelta(days=7)))
        assert until.totals.looks == 3
        assert [line.code for line in reach.reach(work, ReachFilter(q="展板")).lines] == [codes[2]]
        assert len(reach.reach(work, ReachFilter(q="通信")).lines) == 2
        assert reach.reach(work, ReachFilter(q="%")).lines == []
    with ground.make.work(ground.liaison.actor) as work:
        own = reach.own_reach(work)
        assert [(line.code, line.looks) for line in own.lines] == [(codes[0], 5)]
        assert (own.totals.materials, own.totals.looks) == (1, 5)
    page = browser(ground.officer).get("materials.every_reach")
    assert "丁通信太原分公司（测试）" in page.text
    own = browser(ground.liaison).get("materials.ours")
    assert "丁通信" not in own.text
    browser(ground.liaison).get("materials.every_reach", status=403)
    browser(ground.officer).get("materials.ours", status=403)


def test_the_list_of_links_goes_on_where_it_stopped(ground, monkeypatch):
    monkeypatch.setattr(reach, "PAGE_ROWS", 2)
    codes = {}
    for times in range(5):
        codes[ground.link(ground.standing(title=f"物料{times}"))] = times // 2
    for code, times in codes.items():
        count(ground, code, 0, times)
    seen, key = [], None
    with ground.make.work(ground.officer.actor) as work:
        while True:
            found = reach.reach(work, ReachFilter(), key)
            seen += [(line.looks, line.code) for line in found.lines]
            key = found.next_key
            if key is None:
                break
    assert seen == sorted(((times, code) for code, times in codes.items()), reverse=True)
