"""Two at once: one wins, the other is told, and nothing is there twice."""

from concurrent.futures import ThreadPoolExecutor, wait
from threading import Barrier

import pytest
from sqlalchemy import func, select

from alliance.foundation.store.numbering import Numbering
from alliance.initiatives import answering, answers, fulfilling, issuing
from alliance.initiatives.fulfilling import DoneText
from alliance.initiatives.model import Clause, Pledge, Response
from alliance.initiatives.vocabulary import InitiativeState, ResponseState
from alliance.matrix import commands as matrix
from alliance.matrix.model import Advantage, SeatRole
from tests.applications.test_races import at_once
from tests.screenless import Browser

SIGNED = {"signer": "王行长", "signer_office": "分管领导", "words_1": "我们这样做", "words_2": ""}
BOTH = SIGNED | {"take_1": "y", "take_2": "y", "target_2": "60", "revision": "0"}


@pytest.fixture
def officers(portal, ground):
    return [Browser(portal, one) for one in (ground.officer, ground.second)]


@pytest.fixture
def colleagues(portal, ground):
    return [Browser(portal, ground.liaisons[0]) for _ in range(2)]


def count(ground, what):
    with ground.make.work() as work:
        return work.session.scalar(select(func.count()).select_from(what))


def test_an_initiative_issued_twice_at_once_is_issued_once_and_takes_one_number(ground, officers):
    address = {"initiative_id": ground.draft()}
    assert at_once(*((one, "initiatives.issue", {"version": "1"}, address) for one in officers)) == [303, 409]
    with ground.make.work() as work:
        last = work.session.scalar(select(Numbering.last).where(Numbering.series == "initiative"))
    assert (last, count(ground, Response)) == (1, len(ground.banks))
    assert len(ground.letters("initiative_issued")) == 2 * len(ground.banks)


def test_two_that_are_issued_at_once_are_numbered_without_a_gap(ground, officers):
    drafts = [ground.draft(), ground.draft()]
    posts = [
        (one, "initiatives.issue", {"version": "1"}, {"initiative_id": each})
        for one, each in zip(officers, drafts, strict=True)
    ]
    assert at_once(*posts) == [303, 303]
    assert {ground.stored(one).number for one in drafts} == {1, 2}


def test_a_pledge_sent_twice_at_once_by_two_colleagues_is_one_pledge(ground, colleagues):
    address = {"initiative_id": ground.issue()}
    assert at_once(*((one, "initiatives.pledge", BOTH, address) for one in colleagues)) == [303, 409]
    assert (count(ground, Pledge), count(ground, Clause)) == (1, 2)


def test_a_pledge_sent_twice_by_one_press_is_one_pledge_and_both_are_answered_alike(ground, colleagues):
    address, pressed = {"initiative_id": ground.issue()}, BOTH | {"idempotency_key": "p" * 32}
    colleagues[1].client.set_cookie("portal", colleagues[0].client.get_cookie("portal").value)
    assert at_once(*((one, "initiatives.pledge", pressed, address) for one in colleagues)) == [303, 303]
    assert count(ground, Pledge) == 1


def test_what_is_told_as_done_while_a_colleague_changes_the_pledge_is_not_lost(ground):
    initiative_id = ground.issue()
    ground.pledge(initiative_id)
    [ask, *_others] = ground.asks(initiative_id)
    with ThreadPoolExecutor(1) as pool:
        with ground.member(initiative_id) as (work, initiative):
            response = answering.own_response(work, initiative)
            fulfilling.tell(work, response, ask, DoneText("已完成", 60))
            changing = pool.submit(ground.pledge, initiative_id, revision=1)
            wait([changing], timeout=1)
        changing.result()
    with ground.member(initiative_id) as (work, initiative):
        [told] = [one for one in answers.own(work, initiative).pledge.clauses if one.ask_id == ask]
    assert told.account == "已完成"


def test_a_pledge_while_the_initiative_is_closed_is_given_before_or_not_at_all(ground, officers, colleagues):
    initiative_id = ground.issue()
    address = {"initiative_id": initiative_id}
    statuses = at_once(
        (colleagues[0], "initiatives.pledge", BOTH, address), (officers[0], "initiatives.close", {}, address)
    )
    assert statuses in ([303, 303], [303, 409])
    assert ground.stored(initiative_id).state is InitiativeState.CLOSED
    pledged = ground.response(initiative_id).state is ResponseState.PLEDGED
    assert pledged == (statuses == [303, 303])


def test_two_who_confirm_the_same_at_once_confirm_once(ground, officers):
    initiative_id = ground.issue()
    ground.pledge(initiative_id, 0, 1)
    ground.tell(initiative_id)
    bank = ground.banks[0].id
    shown = officers[0].get("initiatives.response", initiative_id=initiative_id, organisation_id=bank)
    form = shown.form("/confirm").values
    address = {"initiative_id": initiative_id, "organisation_id": bank, "ask_id": ground.asks(initiative_id)[0]}
    posts = [(one, "initiatives.confirm", {"shown": form["shown"]}, address) for one in officers]
    assert at_once(*posts) == [303, 409]
    assert ground.response(initiative_id).state is ResponseState.FULFILLED


def test_the_two_last_clauses_confirmed_at_once_fulfil_the_pledge(ground, officers):
    initiative_id = ground.issue()
    ground.pledge(initiative_id, 0, 1, 2)
    bank, posts = ground.banks[0].id, []
    for position, officer in enumerate(officers, 1):
        ground.tell(initiative_id, 0, position)
        ask_id = ground.asks(initiative_id)[position - 1]
        shown = officer.get("initiatives.response", initiative_id=initiative_id, organisation_id=bank)
        form = shown.form(f"/{ask_id}/confirm").values
        address = {"initiative_id": initiative_id, "organisation_id": bank, "ask_id": ask_id}
        posts.append((officer, "initiatives.confirm", {"shown": form["shown"]}, address))
    assert at_once(*posts) == [303, 303]
    assert ground.response(initiative_id).state is ResponseState.FULFILLED


def test_those_who_wait_are_reminded_once_by_two_at_once(ground, officers):
    address = {"initiative_id": ground.issue()}
    assert at_once(*((one, "initiatives.remind", {}, address) for one in officers)) == [303, 409]
    assert len(ground.letters("initiative_reminded")) == 2 * len(ground.banks)


def test_an_organisation_that_joins_while_it_is_issued_gets_it_once(ground):
    initiative_id, late = ground.draft(), ground.make.organisation("戊银行太原分行（测试）")
    ready = Barrier(2)

    def issue():
        ready.wait(10)
        with ground.center(initiative_id) as (work, initiative):
            issuing.issue(work, initiative)

    def join():
        ready.wait(10)
        with ground.make.work(ground.second.actor) as work:
            duties = {"governance_matrix": Advantage.FUNCTIONAL}
            matrix.seat(work, matrix.SeatText(late.id, "police_bank", SeatRole.MEMBER, duties))

    with ThreadPoolExecutor(2) as pool:
        for done in [pool.submit(issue), pool.submit(join)]:
            done.result()
    assert ground.responses(initiative_id)[late.id] is ResponseState.SENT
