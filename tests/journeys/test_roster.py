"""The center imports 138 organisations and publishes roster version 1; one is suspended; version 2 differs by that one,
and its plaque reads revoked."""

from io import BytesIO
from pathlib import Path

import pytest
from sqlalchemy import select

import alliance.demonstration
from alliance.foundation.kernel.actor import Role
from alliance.organisations.model import Organisation
from alliance.plaques.model import Plaque, PlaqueState
from tests.jobs.doing import do_all

ROSTER = Path(alliance.demonstration.__file__).with_name("roster-138.xlsx")
ONE = "甲银行太原分行（演示）"


@pytest.fixture
def officers(make, browser):
    return browser(make.person(Role.CENTER_OFFICER)), browser(make.person(Role.CENTER_ADMIN))


def import_roster(officer, portal):
    """As many members are taken over by the worker; the page that the officer is led to leads to what came of it."""
    form = officer.get("sheets.index").form("/sheets/")
    file = (BytesIO(ROSTER.read_bytes()), "成员单位名单.xlsx")
    preview = officer.follow(officer.post("sheets.upload", form.values | {"file": file}))
    assert "138" in preview.text
    take_over = preview.form("/take-over")
    watched = officer.post(take_over.action, take_over.values)
    do_all(portal)
    assert preview.response.request.path in officer.follow(watched).links


def publish(officer, second, title):
    form = officer.get("rosters.new_draft").form("/rosters/new")
    drawn = officer.follow(officer.post("rosters.draw_up", form.values | {"title": title}))
    address = drawn.response.request.path
    second.post(second.get(address).form("/approve").action)
    return officer.follow(officer.post(officer.get(address).form("/publish").action))


def hand_over_plaques(officer):
    officer.post("plaques.prepare_all")
    form = officer.get("plaques.issue_form").form("/plaques/issue")
    officer.post("plaques.issue", form.values | {"event": "启动仪式"})


def test_the_center_publishes_two_versions_that_differ_by_one_suspended_member(make, browser, officers, portal):
    officer, second = officers
    import_roster(officer, portal)
    with make.work() as work:
        bank = work.session.scalar(select(Organisation.id).where(Organisation.name == ONE))
    assert publish(officer, second, "第一版名单").response.request.path == "/rosters/1"
    hand_over_plaques(officer)
    with make.work() as work:
        held = select(Plaque.serial).where(Plaque.organisation_id == bank, Plaque.state == PlaqueState.ISSUED)
        serial = work.session.scalar(held)
    passer_by = browser()
    assert "tone-green" in passer_by.get("plaques.verdict", serial=serial).html

    warned = officer.get("directory.before_suspend", organisation_id=bank)
    form = warned.form("/suspend")
    officer.post(form.action, form.values | {"reason": "未履行联盟职责"})
    passer_by.get("directory.member", organisation_id=bank, status=404)
    revoked = passer_by.get("plaques.verdict", serial=serial)
    assert "已撤销" in revoked.text

    assert publish(officer, second, "第二版名单").response.request.path == "/rosters/2"
    difference = passer_by.get("rosters.compare", older=1, newer=2)
    assert ONE in difference.text
    assert difference.text.count("（演示）") == difference.text.count(ONE)
    assert ONE in passer_by.get("rosters.version", number=1).html + passer_by.get("rosters.paper", number=1).html
    assert ONE not in passer_by.get("rosters.paper", number=2).html
