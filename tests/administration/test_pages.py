"""The administrator's overview as its readers meet it."""

from datetime import timedelta

import pytest

from alliance.administration import gathering, listed, pulse
from alliance.administration.vocabulary import Kept, Looked
from alliance.console.administering import look_around, pulse_of
from alliance.foundation.kernel import clock
from alliance.foundation.kernel.actor import Role
from alliance.journal import letters
from alliance.journal.delivery import deliver
from tests.administration.waiting import add_bots_and_jobs


@pytest.fixture
def administrator(make):
    return make.person(Role.CENTER_ADMIN)


def test_before_the_worker_has_spoken_the_page_says_what_to_start(browser, administrator):
    page = browser(administrator).get("administration.overview", queries=5)
    assert "没有后台进程报到" in page.text
    assert "请启动后台任务进程" in page.text
    assert "1 项须立即处理" in page.text


def test_it_says_how_everything_stands_and_asks_no_more_with_more(browser, administrator, make, portal):
    pulse_of(portal.database)()
    look_around(portal.database, portal.config["SETTINGS"])
    visitor = browser(administrator)
    page = visitor.get("administration.overview", queries=5)
    for words in (
        "运行中 1 个",
        "为最新",
        "没有备份",
        "仅本机可访问",
        "Flask",
        "PostgreSQL" if _on(portal) else "SQLite",
    ):
        assert words in page.text
    few = visitor.queries
    with make.work() as work:
        for number in range(20):
            pulse.beat(work, pulse.Worker("node", number, clock.now()))
            letters.write(work, f"reader{number}@example.org", "invitation", path="/secret")
    visitor.get("administration.overview")
    assert visitor.queries == few


def _on(portal):
    return portal.database.dialect.name == "postgresql"


def test_a_letter_that_failed_is_seen_and_leads_to_its_page(browser, administrator, make, portal):
    with make.work() as work:
        letters.write(work, "reader@example.org", "invitation", path="/secret")

    def refuse(letter):
        raise ConnectionRefusedError("away")

    deliver(portal.database, clock.now, refuse)
    page = browser(administrator).get("administration.overview")
    assert "尚无信件成功发出" in page.text
    assert "重试 1 封" in page.text
    assert "/journal/letters?show=retried" in page.links


def test_what_waits_for_bots_and_jobs_is_told(browser, administrator, make):
    add_bots_and_jobs(make, clock.now() - timedelta(minutes=30))
    page = browser(administrator).get("administration.overview", queries=5)
    for words in (
        "待发消息 3 条，最早的已等待 30 分钟。发送受阻的机器人：1 个",
        "消息到时未发",
        "共 2 个，其中中心自己的 1 个",
        "排队 2 项，最早的已等待 30 分钟；办理中 1 项",
        "近 24 小时 2 项，其中因本平台故障 1 项",
    ):
        assert words in page.text
    assert "/bots/" in page.links
    assert "/bots/" not in browser(make.person(Role.INSPECTOR)).get("administration.overview", queries=5).links


def test_each_machine_that_stands_badly_is_named(browser, administrator, make, portal):
    full = {"database": {"taken": 1}, "files": {"free": 0, "total": 10**12}, "backups": {"free": 1, "total": 1}}
    with make.work() as work:
        pulse.beat(work, pulse.Worker("node-full", 7, work.now))
        gathering.keep(work, {Looked.DISKS: full}, "node-full")
    pulse_of(portal.database)()
    look_around(portal.database, portal.config["SETTINGS"])
    page = browser(administrator).get("administration.overview", queries=5)
    assert "附件所在磁盘（node-full，" in page.text
    assert "0.0 MB" in page.text


def test_that_mail_is_not_set_up_is_said_once(browser, administrator, make, portal):
    pulse_of(portal.database)()
    look_around(portal.database, portal.config["SETTINGS"])
    with make.work(now=clock.now() - timedelta(hours=2)) as work:
        letters.write(work, "reader@example.org", "invitation", path="/secret")
    page = browser(administrator).get("administration.overview")
    assert page.text.count("尚未配置邮件服务器：") == 1
    assert "配置邮件服务器后自动发出" in page.text
    assert "信件到时未发" not in page.text


def test_another_key_than_the_workers_is_told(browser, administrator, make):
    with make.work() as work:
        gathering.mark_key(work, "another key that is long enough, really")
    assert "密钥不一致" in browser(administrator).get("administration.overview").text


def test_what_the_worker_could_not_see_is_told(browser, administrator, make):
    with make.work() as work:
        gathering.keep(work, {Looked.SCANNER: {"trouble": "TimeoutError"}}, "node")
    assert "未能检查（TimeoutError）" in browser(administrator).get("administration.overview").text


@pytest.mark.parametrize("role", [Role.CENTER_OFFICER, Role.DISTRICT_OFFICER, Role.VOLUNTEER])
def test_it_is_for_administrators_and_inspectors(browser, make, role):
    browser(make.person(role, district="140106" if role is Role.DISTRICT_OFFICER else None)).get(
        "administration.overview", status=403
    )
    page = browser(make.person(Role.INSPECTOR)).get("administration.overview")
    assert "/people/" not in page.links
    assert "/journal/letters" in page.links


def test_the_lists_are_counted_and_lead_to_where_they_are_kept(browser, administrator, make):
    page = browser(administrator).get("administration.lists", queries=2)
    for link in ("/matrix/alliances", "/matrix/matrices", "/organisations/sectors/", "/fraudtypes/headings"):
        assert link in page.links
    with make.work() as work:
        counted = {line.kept: (line.standing, line.every) for line in listed.lists(work)}
    assert counted[Kept.ALLIANCES] == (7, 7)
    assert counted[Kept.FRAUD_TYPES][0] < counted[Kept.FRAUD_TYPES][1]
    browser(make.person(Role.CENTER_OFFICER)).get("administration.lists", status=403)
