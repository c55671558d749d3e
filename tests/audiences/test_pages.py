"""Choosing an audience step by step, without script; and keeping it."""

import pytest

from alliance.audiences import kept_queries
from alliance.audiences.field import arguments
from alliance.audiences.terms import Term, Terms
from alliance.foundation.kernel.actor import Role

BANKS = {"terms-0-how": "added", "terms-0-alliance": "police_bank"}


@pytest.fixture
def officer(make, browser):
    return browser(make.person(Role.CENTER_OFFICER))


@pytest.fixture
def banks(make):
    made = [make.organisation("太原甲银行（示例）"), make.organisation("太原乙银行（示例）")]
    for one in made:
        make.seat(one, "police_bank")
    make.organisation("太原丙学校（示例）", sector_code="school")
    return made


def trial(officer, **said):
    return officer.get("/audiences/?" + "&".join(f"{name}={value}" for name, value in said.items()))


def names(page):
    return {name for name in ("太原甲银行（示例）", "太原乙银行（示例）", "太原丙学校（示例）") if name in page.text}


def test_nobody_is_meant_before_something_is_chosen(officer, banks):
    page = officer.get("audiences.trial")
    assert names(page) == set()
    assert not [form for form in page.forms if form.action.endswith("/keep")]


def test_a_group_means_its_members_and_every_member_means_all(officer, banks):
    assert names(trial(officer, **BANKS)) == {"太原甲银行（示例）", "太原乙银行（示例）"}
    assert len(names(trial(officer, **{"terms-everyone": "1"}))) == 3


def test_a_row_is_added_excepted_and_taken_away_by_its_button(officer, banks):
    page = trial(officer, **BANKS, **{"terms-act": "add"})
    assert page.form("/audiences/").values["terms-1-how"] == "added"
    page = trial(officer, **BANKS, **{"terms-act": "except"})
    sent = page.form("/audiences/").values | {"terms-1-sector": "bank", "terms-act": "look"}
    assert names(trial(officer, **sent)) == set()
    sent["terms-act"] = "drop-1"
    assert len(names(trial(officer, **sent))) == 2


def test_a_single_organisation_is_searched_added_and_taken_away(officer, banks):
    page = trial(officer, **{"terms-search": "tyyyh", "terms-act": "find"})
    assert f"added-{banks[1].id}" in page.html
    page = trial(officer, **{"terms-act": f"added-{banks[1].id}"}, **{"terms-search": ""})
    assert page.form("/audiences/").values["terms-0-organisation"] == str(banks[1].id)
    page = trial(officer, **BANKS, **{"terms-act": f"taken-{banks[1].id}"})
    assert page.form("/audiences/").values["terms-1-how"] == "taken"
    page = trial(officer, **page.form("/audiences/").values)
    assert "1 家单位" in page.text or "1 organisations" in page.text


@pytest.mark.parametrize(
    "said",
    [
        {"terms-0-how": "added", "terms-0-alliance": "nowhere"},
        {"terms-0-how": "added", "terms-0-alliance": "%00"},
        {"terms-0-how": "added", "terms-0-organisation": "not-an-id"},
        {"terms-act": "drop-99"},
        {"terms-act": "added-nonsense", "terms-search": "%E2%80%AE"},
        {"terms-act": "drop-²"},
    ],
)
def test_what_nobody_could_have_chosen_means_nobody(officer, banks, said):
    assert "太原甲银行（示例）</a>" not in trial(officer, **said).html


def test_an_audience_is_kept_as_it_was_seen_opened_and_dropped(officer, banks):
    form = trial(officer, **BANKS).form("/keep")
    page = officer.follow(officer.post("audiences.keep", {**form.values, "title": "全部银行"}))
    assert "警银联盟" in page.text
    assert len(names(page)) == 2
    assert "全部银行" in officer.get("audiences.trial").text
    kept = page.form("/drop")
    officer.post(kept.action)
    officer.post(kept.action, status=409)
    assert "全部银行" not in officer.get("audiences.trial").text.replace("常用", "")


@pytest.mark.parametrize("wrong", [{"title": ""}, {"title": "x" * 61}, {"terms-0-alliance": "police_media"}])
def test_keeping_nobody_or_without_a_title_is_refused_and_the_choice_stays(make, officer, banks, wrong):
    form = trial(officer, **BANKS).form("/keep")
    page = officer.post("audiences.keep", {**form.values, "title": "全部银行", **wrong}, status=422)
    assert page.title.startswith(("错误", "Error"))
    with make.work() as work:
        assert kept_queries.kept(work) == []


def test_a_choice_that_is_still_being_edited_keeps_nothing(make, officer, banks):
    form = trial(officer, **BANKS).form("/keep")
    officer.post("audiences.keep", {**form.values, "title": "全部银行", "terms-act": "add"}, status=200)
    with make.work() as work:
        assert kept_queries.kept(work) == []


def test_an_address_says_the_same_choice_again(officer, banks):
    terms = Terms.of([Term(alliance="police_bank")], [Term(organisation=str(banks[0].id))])
    assert names(trial(officer, **arguments(terms))) >= {"太原乙银行（示例）"}
    assert arguments(Terms.of([Term()])) == {"terms-everyone": "1"}


def test_audiences_are_the_centers_business(make, browser, banks):
    browser().get("audiences.trial", status=303)
    for person in (make.person(Role.LIAISON, organisation=banks[0]), make.person(Role.INSPECTOR)):
        browser(person).get("audiences.trial", status=403)
        browser(person).post("audiences.keep", {**BANKS, "title": "x"}, status=403)
