"""The pages of cases as every role and in every state: what is hidden is not there, and what was typed is kept."""

import re

import pytest
from sqlalchemy import func, select

from alliance.cases.model import STORY_LENGTH, Edition, TypicalCase
from alliance.cases.vocabulary import AT_THE_CENTER, CaseState, EditionKind, EditionState
from alliance.foundation.kernel.actor import Role
from alliance.foundation.kernel.ids import new_id
from tests.cases.telling import case_in, edition_in
from tests.screenless import Browser

HERE, THERE = "140106", "140105"


@pytest.fixture
def visitors(desk, make, portal):
    people = {
        "teller": desk.teller,
        "colleague": make.person(Role.LIAISON, organisation=desk.bank),
        "officer": desk.officer,
        "administrator": desk.second,
        "inspector": make.person(Role.INSPECTOR),
        "district officer": make.person(Role.DISTRICT_OFFICER, district=HERE),
        "officer of another district": make.person(Role.DISTRICT_OFFICER, district=THERE),
        "another member": make.person(Role.LIAISON, organisation=make.organisation()),
        "volunteer": make.person(Role.VOLUNTEER),
    }
    return {who: Browser(portal, person) for who, person in people.items()}


def ask(visitor, path):
    return visitor.client.get(path, headers={"Host": "localhost"})


def without_itself(answer):
    """A page without its own address and its CSRF tokens, which hold the moment."""
    html = answer.get_data(as_text=True).replace(answer.request.path, "")
    return re.sub(r'name="csrf_token" value="[^"]+"', "", html)


OVERSEERS = {"officer", "administrator", "inspector"}


@pytest.mark.parametrize("state", list(CaseState))
def test_a_case_opens_to_its_member_and_once_handed_in_to_those_who_oversee(desk, visitors, state):
    case_id = case_in(desk, state)
    handed_in = state in AT_THE_CENTER | {CaseState.RETURNED, CaseState.SET_ASIDE}
    readers = {"teller", "colleague"} | (OVERSEERS if handed_in else set())
    for who, visitor in visitors.items():
        answer = ask(visitor, f"/cases/{case_id}")
        assert answer.status_code == (200 if who in readers else 404), who
        if who not in readers:
            nothing = ask(visitor, f"/cases/{new_id()}")
            assert without_itself(answer) == without_itself(nothing), who


def test_what_waits_for_its_release_is_listed_to_the_center_alone(desk, visitors):
    desk.prepare(desk.hand_in(), title="准备中的标题")
    for who, visitor in visitors.items():
        center = who in {"officer", "administrator"}
        answer = ask(visitor, "/cases/to-release")
        assert answer.status_code == (200 if center else 403), who
        assert ("准备中的标题" in answer.get_data(as_text=True)) == center, who
    assert not [link for link in visitors["inspector"].get("cases.queue").links if link.endswith("/to-release")]


def test_the_own_districts_officer_reads_a_case_and_another_districts_does_not(desk, visitors):
    case_id = desk.hand_in(district_code=HERE)
    assert ask(visitors["district officer"], f"/cases/{case_id}").status_code == 200
    assert ask(visitors["officer of another district"], f"/cases/{case_id}").status_code == 404


@pytest.mark.parametrize("state", list(EditionState))
@pytest.mark.parametrize("kind", list(EditionKind))
def test_an_edition_opens_to_its_readers_once_it_is_released(desk, visitors, state, kind):
    edition_id = edition_in(desk, state, kind=kind)
    case_id = desk.stored_edition(edition_id).case_id
    readers = set(visitors) - {"another member", "volunteer"} if kind is EditionKind.MEMBERS else set(visitors)
    readers = set() if state is EditionState.PREPARED else readers
    for who, visitor in visitors.items():
        path = f"/cases/{case_id}/{kind}"
        answer = ask(visitor, path)
        assert answer.status_code == (200 if who in readers else 404), who
        if who not in readers:
            assert without_itself(answer) == without_itself(ask(visitor, f"/cases/{new_id()}/{kind}")), who


@pytest.mark.parametrize("state", list(CaseState))
def test_every_way_that_a_page_offers_is_open(desk, visitors, state):
    case_id = case_in(desk, state)
    for who in ("teller", "officer", "administrator", "inspector"):
        answer = ask(visitors[who], f"/cases/{case_id}")
        if answer.status_code == 404:
            continue
        page = visitors[who].get("cases.case", case_id=case_id)
        for link in page.links:
            if link.startswith(f"/cases/{case_id}"):
                assert ask(visitors[who], link).status_code == 200, f"{who}: {link}"


@pytest.mark.parametrize("act", ["submit", "take-back", "return", "set-aside", "prepare/members", "autosave", "drop"])
def test_nothing_is_done_with_what_one_may_not_see(desk, visitors, act):
    case_id = desk.hand_in()
    for who in ("another member", "volunteer", "officer of another district"):
        visitors[who].post(f"/cases/{case_id}/{act}", status=404)
        visitors[who].post(f"/cases/{new_id()}/{act}", status=404)


@pytest.mark.parametrize("act", ["return", "set-aside", "prepare/members", "prepare/public", "original"])
def test_the_writer_does_not_do_the_centers_part_nor_the_inspector(desk, visitors, act):
    case_id = desk.hand_in()
    for who in ("teller", "inspector"):
        visitors[who].post(f"/cases/{case_id}/{act}", status=403)


def test_a_draft_begun_twice_with_one_key_is_begun_once(desk, make, visitors):
    answers = [visitors["teller"].post("cases.begin", {"idempotency_key": "b" * 32}) for _ in range(2)]
    assert answers[0].headers["Location"] == answers[1].headers["Location"]
    with make.work() as work:
        assert work.session.scalar(select(func.count()).select_from(TypicalCase)) == 1


def test_a_case_submitted_twice_with_one_key_is_submitted_once(desk, visitors):
    case_id = desk.draft()
    form = visitors["teller"].get("cases.check", case_id=case_id).form("/submit").values
    assert form["idempotency_key"]
    answers = [visitors["teller"].post("cases.submit", form, case_id=case_id) for _ in range(2)]
    assert answers[0].headers["Location"] == answers[1].headers["Location"]


def test_what_was_typed_comes_back_where_a_colleague_has_changed_the_case_meanwhile(desk, visitors):
    case_id = case_in(desk, CaseState.DRAFT)
    first, second = visitors["teller"], visitors["colleague"]
    opened = [one.get("cases.edit", case_id=case_id).form("/edit").values for one in (first, second)]
    first.post("cases.write", opened[0] | {"title": "先写的标题"}, case_id=case_id)
    first.post("cases.autosave", opened[0] | {"title": "旧页面"}, case_id=case_id, status=409)
    page = second.post("cases.write", opened[1] | {"title": "后写的标题"}, case_id=case_id, status=409)
    assert 'id="error-summary"' in page.html
    kept = page.form("/edit").values
    assert kept["title"] == "后写的标题"
    assert desk.stored(case_id).title == "先写的标题"
    second.post("cases.write", {name: said for name, said in kept.items() if name != "csrf_token"}, case_id=case_id)
    assert desk.stored(case_id).title == "后写的标题"


def test_an_edition_comes_back_as_it_was_typed_where_another_officer_has_prepared_one(desk, visitors):
    case_id = case_in(desk, CaseState.SUBMITTED)
    first, second, it = visitors["officer"], visitors["administrator"], {"case_id": case_id, "kind": "public"}
    opened = [one.get("cases.preparing", **it).form("/prepare/public").values for one in (first, second)]
    first.post("cases.prepare", opened[0] | {"title": "先拟的标题"}, **it)
    page = second.post("cases.prepare", opened[1] | {"title": "后拟的标题"}, status=409, **it)
    kept = page.form("/prepare/public").values
    assert (kept["title"], kept["version"]) == ("后拟的标题", "1")


def test_an_edition_prepared_twice_with_one_key_is_prepared_once(desk, make, visitors):
    address = {"case_id": desk.hand_in(), "kind": "members"}
    form = visitors["officer"].get("cases.preparing", **address).form("/prepare/members").values
    form |= {"tlp": "amber", "terms-0-how": "added", "terms-0-alliance": "police_bank"}
    assert form["idempotency_key"]
    answers = [visitors["officer"].post("cases.prepare", form, **address) for _ in range(2)]
    assert answers[0].headers["Location"] == answers[1].headers["Location"]
    with make.work() as work:
        assert work.session.scalar(select(func.count()).select_from(Edition)) == 1


def test_looking_who_will_see_it_prepares_nothing_and_keeps_what_was_typed(desk, make, visitors):
    address = {"case_id": desk.hand_in(), "kind": "members"}
    form = visitors["officer"].get("cases.preparing", **address).form("/prepare/members").values
    form |= {"terms-0-how": "added", "terms-0-alliance": "police_bank", "terms-act": "look", "title": "改过的标题"}
    for _ in range(2):
        page = visitors["officer"].post("cases.prepare", form, status=200, **address)
        assert desk.bank.name in page.text
        assert page.form("/prepare/members").values["title"] == "改过的标题"
    with make.work() as work:
        assert work.session.scalar(select(func.count()).select_from(Edition)) == 0


def test_a_story_of_a_hundred_thousand_characters_meets_a_stated_limit_and_is_kept(desk, visitors):
    case_id, story = desk.draft(), "客户被骗。" * 20_000
    fields = visitors["teller"].get("cases.edit", case_id=case_id).form("/edit").values | {"story": story}
    page = visitors["teller"].post("cases.write", fields, case_id=case_id, status=422)
    assert str(STORY_LENGTH) in page.text
    assert page.form("/edit").values["story"] == story
    saved = visitors["teller"].client.post(f"/cases/{case_id}/autosave", data=fields, headers={"Host": "localhost"})
    assert "saved-not" in saved.get_data(as_text=True)
    assert desk.stored(case_id).story == desk.text().story


WORD = '<p class="MsoNormal" style="color:red" onclick="nasty()"><o:p>客户</o:p><script>nasty()</script></p>'


def test_pasted_markup_stays_text_on_every_page(desk, visitors):
    case_id = desk.hand_in(story=WORD, title=WORD[:80])
    edition_id = desk.publish(case_id, story=WORD, title=WORD[:80])
    paths = (f"/cases/{case_id}", f"/cases/{case_id}/members", f"/cases/{case_id}/editions/{edition_id}", "/cases/")
    for path in paths:
        page = visitors["officer"].get(path)
        assert "<script>nasty" not in page.html
        assert "<p class=" + '"MsoNormal"' not in page.html


@pytest.mark.parametrize("after", ["A", "WzFd", "x" * 5_000])
def test_a_list_goes_on_from_no_damaged_place(visitors, after):
    for endpoint in ("cases.shelf", "cases.own", "cases.queue"):
        visitors["officer"].get(endpoint, after=after, status=400)
