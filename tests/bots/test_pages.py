"""The pages of bots: set up, tried, changed, paused, removed by whose they are; nobody else knows of them; no page, not
even one that refuses, holds an address or a secret."""

from concurrent.futures import ThreadPoolExecutor, wait

import pytest
from sqlalchemy import select

from alliance.bots import keeping, queries
from alliance.bots.model import Bot
from alliance.bots.vocabulary import BotKind
from alliance.foundation.kernel.actor import Role
from alliance.foundation.kernel.errors import Invalid
from alliance.organisations import commands as organisations
from alliance.organisations.model import Organisation
from alliance.policy.can import Can
from alliance.policy.table import may
from tests.bots.conftest import KEY, PATHS, SECRET, WEBHOOK_SECRET

READ = ("bots.bot",)
KEEP_GET = ("bots.edit", "bots.removing")
KEEP_POST = ("bots.change", "bots.try_now", "bots.pause", "bots.resume", "bots.remove")


@pytest.fixture
def liaison(group, browser):
    return browser(group.liaison)


def typed(group, kind=BotKind.DINGTALK, **changes):
    secret = WEBHOOK_SECRET if kind is BotKind.WEBHOOK else SECRET
    said = {"name": "反诈工作群", "kind": str(kind), "topics": ["actions", "initiatives"], "at_once": "y"}
    return said | {"address": group.side.url + PATHS[kind], "secret": secret} | changes


def test_a_liaison_sets_up_tries_changes_pauses_and_removes_a_bot(group, liaison):
    page = liaison.get("bots.bots", queries=3)
    assert "还没有群机器人" in page.text
    form = liaison.get("bots.new").form("/bots/new")
    assert "actions" in form.values["topics"]
    page = liaison.follow(liaison.post("bots.set_up", typed(group)))
    bot_id = page.response.request.path.rpartition("/")[2]
    assert f"…{KEY[-4:]}" in page.text
    assert "使用中" in page.text
    page = liaison.follow(liaison.post("bots.try_now", bot_id=bot_id))
    assert "测试消息正在发送" in page.text
    group.side.says(200, {"errcode": 310000, "errmsg": "sign not match"})
    group.later(minutes=1)
    group.tell()
    page = liaison.get("bots.bot", bot_id=bot_id, queries=3)
    assert "签名不被接受" in page.text
    edit = liaison.get("bots.edit", bot_id=bot_id, queries=3).form("/edit")
    assert edit.values["address"] == edit.values["secret"] == ""
    liaison.post("bots.change", edit.values | {"name": "新群", "address": "", "secret": "SEC-another"}, bot_id=bot_id)
    group.side.says(200, {"errcode": 0})
    liaison.post("bots.try_now", bot_id=bot_id)
    group.later(minutes=1)
    group.tell()
    page = liaison.get("bots.bot", bot_id=bot_id)
    assert "已接收" in page.text
    assert "新群" in page.text
    page = liaison.follow(liaison.post("bots.pause", bot_id=bot_id))
    assert "已暂停" in page.text
    liaison.post("bots.pause", status=409, bot_id=bot_id)
    page = liaison.follow(liaison.post("bots.resume", bot_id=bot_id))
    assert "使用中" in page.text
    assert "单独删除" not in liaison.get("bots.removing", bot_id=bot_id, queries=3).text
    page = liaison.follow(liaison.post("bots.remove", bot_id=bot_id))
    assert "还没有群机器人" in page.text
    liaison.get("bots.bot", status=404, bot_id=bot_id)


@pytest.mark.parametrize(
    ("kind", "changes", "says"),
    [
        (
            BotKind.WECOM,
            {"address": "https://evil.example/send?key=0123456789"},
            "地址应以 https://qyapi.weixin.qq.com",
        ),
        (BotKind.WECOM, {"address": "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key="}, "地址不完整"),
        (BotKind.FEISHU, {"address": ""}, "请填写"),
        (BotKind.WEBHOOK, {"address": "http://hooks.example.org/a"}, "https://"),
        (BotKind.WEBHOOK, {"address": "https://10.0.0.1/a"}, "不允许访问的网络"),
        (BotKind.WEBHOOK, {"secret": ""}, "Webhook 必须签名"),
        (BotKind.WEBHOOK, {"secret": "whsec_c2hvcnQ="}, "24 至 64 字节"),
        (BotKind.WEBHOOK, {"secret": "not base64 at all, and long enough"}, "24 至 64 字节"),
        (BotKind.DINGTALK, {"topics": []}, "至少选择一项"),
        (BotKind.DINGTALK, {"name": ""}, "请填写"),
    ],
)
def test_what_cannot_be_right_is_refused_in_words_without_showing_it_again(group, liaison, kind, changes, says):
    page = liaison.post("bots.set_up", typed(group, kind, **changes), status=422)
    assert says in page.text
    for secret in (KEY, SECRET, WEBHOOK_SECRET, "c2hvcnQ", "0123456789", "not base64"):
        assert secret not in page.html
    assert page.form("/bots/new").values["name"] == typed(group, kind, **changes)["name"]


def test_no_page_holds_address_or_secret(group, liaison):
    bot = group.set_up(BotKind.DINGTALK)
    for endpoint, more in (("bots.bots", {}), ("bots.bot", {"bot_id": bot.id}), ("bots.edit", {"bot_id": bot.id})):
        html = liaison.get(endpoint, **more).html
        assert KEY not in html
        assert SECRET not in html
    stale = liaison.get("bots.edit", bot_id=bot.id).form("/edit").values
    del stale["idempotency_key"]
    liaison.post("bots.change", stale | {"name": "先改"}, bot_id=bot.id)
    page = liaison.post("bots.change", stale | typed(group), status=409, bot_id=bot.id)
    assert KEY not in page.html
    assert SECRET not in page.html


def test_another_address_takes_its_own_secret_and_none_stays_of_the_old(group, liaison):
    bot = group.set_up(BotKind.DINGTALK)
    said = typed(group, secret="") | {"version": str(bot.version)}
    liaison.post("bots.change", said, bot_id=bot.id)
    assert group.one(bot).sealed_secret is None


def test_a_member_has_at_most_ten(group, liaison):
    for number in range(10):
        group.set_up(name=f"第{number}个")
    assert "最多 10 个机器人" in liaison.post("bots.set_up", typed(group), status=422).text


@pytest.mark.parametrize("role", [Role.LIAISON, Role.CENTER_OFFICER])
def test_of_two_colleagues_who_set_one_up_at_once_the_second_is_counted_after_the_first(group, make, monkeypatch, role):
    """The very first of the center too, where no row of it stands yet."""
    monkeypatch.setattr(keeping, "BOTS_MOST", 1)
    its = {"organisation": group.organisation} if role is Role.LIAISON else {}
    first, second = make.person(role, **its), make.person(role, **its)
    with ThreadPoolExecutor(1) as pool:
        with make.work(first.actor) as work:
            keeping.set_up(work, group.text(BotKind.WECOM))
            other = pool.submit(group.set_up, by=second)
            wait([other], timeout=1)
        with pytest.raises(Invalid):
            other.result()
    with make.work() as work:
        assert len(work.session.scalars(select(Bot.id)).all()) == 1


def statuses(browser, bot):
    """What each door answers: seeing, keeping by GET and by POST."""
    said = {}
    for endpoint in (*READ, *KEEP_GET):
        said[endpoint] = browser.client.get(browser.address(endpoint, bot_id=bot.id)).status_code
    for endpoint in KEEP_POST:
        data = {"csrf_token": browser.csrf_token()}
        said[endpoint] = browser.client.post(browser.address(endpoint, bot_id=bot.id), data=data).status_code
    return said


def test_nobody_else_knows_of_a_bot(group, browser, make):
    bot = group.set_up()
    others = [
        make.person(Role.LIAISON, organisation=make.organisation()),
        make.person(Role.STAFF, organisation=group.organisation),
        make.person(Role.CENTER_ADMIN),
        make.person(Role.CENTER_OFFICER),
        make.person(Role.INSPECTOR),
        make.person(Role.DISTRICT_OFFICER, district="140106"),
        make.person(Role.VOLUNTEER),
    ]
    for other in others:
        assert set(statuses(browser(other), bot).values()) == {404}, other.actor.role
    assert set(statuses(browser(), bot).values()) <= {302, 303}
    for other, status in zip(others, (200, 403, 200, 200, 403, 403, 403), strict=True):
        page = browser(other).get("bots.bots", status=status)
        assert "反诈工作群" not in page.text
        browser(other).get("bots.new", status=status)


def test_the_list_shows_to_everybody_what_the_rule_allows_one_by_one(group, make):
    officer, other = make.person(Role.CENTER_OFFICER), make.person(Role.LIAISON, organisation=make.organisation())
    for keeper in (group.liaison, officer, other):
        group.set_up(by=keeper)
    watching = [make.person(role) for role in (Role.CENTER_ADMIN, Role.INSPECTOR, Role.VOLUNTEER)]
    watching.append(make.person(Role.STAFF, organisation=group.organisation))
    with make.work() as work:
        every = list(work.session.scalars(select(Bot)))
    for someone in (group.liaison, officer, other, *watching):
        with make.work(someone.actor) as work:
            listed = {line.id for line in queries.bots(work)}
        assert listed == {one.id for one in every if may(someone.actor, Can.READ_BOT, one)}, someone.actor.role


def test_the_liaison_of_a_suspended_organisation_sees_the_bot_and_may_do_nothing(group, browser, make):
    bot = group.set_up()
    with make.work() as work:
        organisations.suspend(work, work.session.get_one(Organisation, group.organisation.id), "查实")
    own = browser(group.liaison)
    said = statuses(own, bot)
    assert said.pop("bots.bot") == 200
    assert set(said.values()) == {403}
    own.get("bots.new", status=403)
    own.post("bots.set_up", typed(group), status=403)
    assert "反诈工作群" in own.get("bots.bots").text


def test_the_centers_bots_are_kept_by_anybody_of_the_center_and_seen_by_nobody_else(group, browser, make):
    officer, colleague = make.person(Role.CENTER_OFFICER), make.person(Role.CENTER_ADMIN)
    browser(officer).post("bots.set_up", typed(group, name="中心群"))
    page = browser(colleague).get("bots.bots", queries=3)
    assert "中心群" in page.text
    (link,) = [link for link in page.links if link.startswith("/bots/") and len(link) > 30]
    browser(group.liaison).get(link, status=404)
    assert "中心群" not in browser(group.liaison).get("bots.bots").text


def test_what_fails_and_what_is_stopped_is_said_on_the_pages(group, liaison):
    bot = group.set_up()
    group.write()
    group.side.says(500, None)
    group.tell()
    page = liaison.get("bots.bot", bot_id=bot.id)
    assert "起发送失败" in page.text
    assert "对方服务暂时故障" in page.text
    assert "1 条消息" in page.text
    assert "起发送失败" in liaison.get("bots.bots").text
    group.side.says(200, {"errcode": 93000, "errmsg": "invalid"})
    group.later(minutes=2)
    group.tell()
    page = liaison.get("bots.bot", bot_id=bot.id)
    assert "起已停用，不再向群里发消息" in page.text
    assert "这个地址没有机器人" in page.text
    assert [form.action.rpartition("/")[2] for form in page.forms if "/bots/" in form.action] == ["try", "resume"]
