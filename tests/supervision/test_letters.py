"""Letters at every turn: to whom, and with the reason why one is told."""

import pytest

from alliance.foundation.kernel.actor import Role
from alliance.journal.model import Letter
from alliance.journal.post import address_mail, compose
from alliance.people import appointments
from alliance.people.addresses import GONE
from alliance.people.model import Person
from alliance.supervision import measuring, notices, problems
from alliance.supervision.vocabulary import ProblemState, StepCode
from tests.days import today
from tests.supervision.doing import WORDS


def addresses(desk):
    """Who of the center is written to, and the liaison's address that the bank has named."""
    center = {desk.officer.email, desk.admin.email, desk.third.email}
    with desk.make.work() as work:
        own = set(notices.contact_addresses(work, desk.bank.id))
    return center, own


def new(desk, before):
    return [one for one in desk.letters() if one not in before]


def test_a_proposal_is_told_everybody_who_may_approve_it_and_nobody_else(desk):
    center, _own = addresses(desk)
    desk.letter(approved=False)
    told = {address: why for address, _headline, why in desk.letters()}
    assert set(told) == center - {desk.admin.email}
    assert set(told.values()) == {notices.YOUR_OFFICE}


def test_a_measure_is_told_the_organisation_when_it_is_issued_and_when_it_ends(desk):
    _center, own = addresses(desk)
    measure_id = desk.take_free(StepCode.REMIND)
    assert {(one[0], one[2]) for one in desk.letters()} == {(address, notices.YOUR_ORGANISATION) for address in own}
    before = desk.letters()
    with desk.measure(measure_id, desk.officer) as (work, measure):
        measuring.lift(work, measure, "办结")
    assert {one[0] for one in new(desk, before)} == own


def test_an_answer_is_told_whoever_proposed_the_measure(desk):
    measure_id = desk.letter()
    before = desk.letters()
    desk.answer(measure_id)
    assert [(one[0], one[2]) for one in new(desk, before)] == [(desk.admin.email, notices.YOUR_PART)]


def test_whoever_is_disabled_or_no_longer_of_the_center_is_not_written_to(desk, make):
    gone, _other = make.person(Role.CENTER_OFFICER), make.person(Role.CENTER_ADMIN)
    with make.work(desk.admin.actor) as work:
        appointments.disable(work, work.session.get_one(Person, gone.id))
    measure_id = desk.letter(approved=False)
    assert gone.email not in {one[0] for one in desk.letters()}
    desk.approve(measure_id, desk.officer)
    with make.work(desk.officer.actor) as work:
        appointments.disable(work, work.session.get_one(Person, desk.admin.id))
    before = desk.letters()
    desk.answer(measure_id)
    told = {(address, why) for address, _headline, why in new(desk, before)}
    assert {why for _address, why in told} == {GONE}
    assert desk.officer.email in {address for address, _why in told}
    assert not {desk.admin.email, gone.email} & {address for address, _why in told}


def test_a_problem_is_told_of_at_every_turn(desk):
    center, own = addresses(desk)
    problem_id = desk.list_problem()
    turns = [
        (own, lambda: None),
        ({desk.officer.email}, lambda: desk.plan(problem_id)),
        ({desk.officer.email}, lambda: desk.rectify(problem_id)),
        (center - {desk.third.email}, lambda: desk.recheck(problem_id, desk.third)),
        (own, lambda: desk.write_off(problem_id)),
    ]
    before = []
    for wanted, act in turns:
        act()
        assert {one[0] for one in new(desk, before)} == wanted
        before = desk.letters()


@pytest.mark.parametrize(("state", "act"), [(ProblemState.RECTIFIED, "send_back"), (ProblemState.RECHECKED, "reopen")])
def test_what_is_sent_back_is_told_the_organisation(desk, state, act):
    _center, own = addresses(desk)
    problem_id = desk.problem_in(state)
    before = desk.letters()
    with desk.problem(problem_id, desk.third) as (work, problem):
        getattr(problems, act)(work, problem, "仍有缺失")
    assert {one[0] for one in new(desk, before)} == own


def test_a_letter_leads_to_the_page_and_holds_nothing_of_what_is_said(desk, portal):
    measure_id = desk.letter()
    settings = portal.config["SETTINGS"]
    address_mail(portal, "smtp://localhost", settings)
    with desk.make.work() as work:
        letters = work.session.query(Letter).filter(Letter.template == "supervision").all()
    with portal.app_context():
        messages = [compose(portal, letter, settings) for letter in letters]
    for message in messages:
        assert f"/supervision/measures/{measure_id}" in message.body
        assert WORDS not in message.body
        assert "您收到本邮件，是因为" in message.body
        assert "开户审核不严" in message.subject


def test_a_letter_about_a_problem_names_whose_it_is_and_its_days_and_none_of_its_words(desk, portal):
    problem_id, settings = desk.list_problem(words="柜员张三未核验"), portal.config["SETTINGS"]
    address_mail(portal, "smtp://localhost", settings)
    with desk.make.work() as work:
        [letter, *_more] = work.session.query(Letter).filter(Letter.template == "supervision_problem").all()
    with portal.app_context():
        message = compose(portal, letter, settings)
    assert f"/supervision/problems/{problem_id}" in message.body
    assert desk.bank.name in message.subject
    assert str(today()) in message.body
    assert "张三" not in message.subject + message.body
