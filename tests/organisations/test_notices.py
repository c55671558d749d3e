"""The letters that a liaison gets when the organisation's standing changes."""

import pytest
from flask import url_for
from sqlalchemy import select

from alliance.foundation.kernel.actor import Role
from alliance.journal.model import Letter
from alliance.journal.post import address_mail, compose
from alliance.organisations import commands
from alliance.organisations.model import Organisation


@pytest.fixture
def officer(make):
    return make.person(Role.CENTER_ADMIN).actor


def letters(portal, make):
    with make.work() as work:
        found = work.session.scalars(
            select(Letter).where(Letter.template.like("organisation%")).order_by(Letter.written_at, Letter.address)
        ).all()
    settings = portal.config["SETTINGS"]
    address_mail(portal, "smtp://localhost:25", settings)
    with portal.app_context():
        return [(letter, compose(portal, letter, settings)) for letter in found]


def do(make, officer, organisation, act):
    with make.work(officer) as work:
        act(work, work.session.get_one(Organisation, organisation.id))


def test_suspension_and_its_end_are_told_with_the_way_to_the_page(portal, make, officer):
    organisation = make.organisation("甲银行太原分行（测试）")
    do(make, officer, organisation, lambda work, one: commands.suspend(work, one, "材料不实"))
    do(make, officer, organisation, commands.resume)
    (first, suspended), (second, resumed) = letters(portal, make)
    assert (first.template, second.template) == ("organisation_suspended", "organisation_resumed")
    assert organisation.name in suspended.subject
    assert "材料不实" in suspended.body
    with portal.test_request_context():
        path = url_for("directory.member", organisation_id=organisation.id)
    assert f"http://localhost{path}" in suspended.body
    assert f"http://localhost{path}" in resumed.body


def test_a_departure_is_told_with_its_reason(portal, make, officer):
    organisation = make.organisation()
    do(make, officer, organisation, lambda work, one: commands.release(work, one, "单位撤销"))
    [(letter, message)] = letters(portal, make)
    assert letter.template == "organisation_left"
    assert "单位撤销" in message.body


def test_a_merger_is_told_to_both(portal, make, officer):
    small, large = make.organisation(), make.organisation()
    do(make, officer, small, lambda work, one: commands.merge(work, one, large.id, "机构整合"))
    told = letters(portal, make)
    assert len({letter.address for letter, _ in told}) == 2
    for _, message in told:
        assert small.name in message.subject
        assert large.name in message.subject


def test_an_act_that_is_refused_tells_nobody(portal, make, officer):
    organisation = make.organisation()
    with make.work(officer) as work, pytest.raises(commands.MoveNotOpen):
        commands.resume(work, work.session.get_one(Organisation, organisation.id))
    assert letters(portal, make) == []
