"""Fraud types as each visitor meets them."""

import pytest

from alliance.foundation.kernel.actor import Role
from alliance.fraudtypes import queries
from alliance.fraudtypes.suggesting import STORY_LENGTH
from alliance.policy.can import Can
from alliance.policy.table import may

STORY = "小周被拉进福利群做任务，点赞就有佣金，垫付本金后客服说是连单，提不出来。"
MERGED = "网上贷款要交解冻费，又说会影响征信，让他注销校园贷账户。"


@pytest.fixture
def teller(make, browser):
    return browser(make.person(Role.STAFF, organisation=make.organisation()))


@pytest.fixture
def known(make):
    with make.work() as work:
        return queries.catalogue(work)


def test_anybody_sees_all_lists_side_by_side(browser, known):
    page = browser().get("fraudtypes.crosswalk", queries=1)
    for listed in known.lists:
        assert listed.zh in page.text
        assert all(kind.zh in page.text for kind in listed.types)


def test_the_merged_heading_stands_in_both_lines_and_says_with_what(browser):
    page = browser().get("fraudtypes.crosswalk")
    assert page.text.count("贷款、征信类") == 2


def test_in_english_too(browser, known):
    visitor = browser()
    visitor.client.set_cookie("language", "en", domain="localhost")
    page = visitor.get("fraudtypes.crosswalk")
    assert page.title.startswith("Fraud types")
    assert all(kind.en in page.text for kind in known.list_called("mps-2025").types)


@pytest.mark.parametrize("code", ["mps-2022", "mps-2023", "mps-2024", "mps-2025", "platform-13"])
def test_anybody_opens_one_list(browser, known, code):
    page = browser().get("fraudtypes.one_list", list_code=code, queries=1)
    listed = known.list_called(code)
    assert listed.zh in page.title
    assert all(kind.zh in page.text for kind in listed.types)
    assert listed.issuer_zh in page.text


def test_a_list_of_2022_names_the_heading_of_2025(browser):
    page = browser().get("fraudtypes.one_list", list_code="mps-2022")
    assert "贷款、征信类 (2025)" in page.text


@pytest.mark.parametrize("code", ["no-such-list", "mps-1999", "x" * 400, "%00", "..%2F"])
def test_a_list_that_does_not_exist_is_not_there(browser, code):
    browser().get(f"/fraudtypes/{code}", status=404)


def test_every_page_leads_to_the_lists_from_its_foot(browser):
    assert "/fraudtypes/" in browser().get("home.front").links


def test_whoever_writes_cases_is_offered_types_with_the_words_that_spoke_for_them(teller, known):
    page = teller.post("fraudtypes.suggest", {"text": STORY, "fraud_type": ""}, status=200)
    rebate = known.heading_of("task_rebate")
    assert f'name="fraud_type" id="suggested-1" value="{rebate.id}"' in page.html
    assert "佣金" in page.text.split(rebate.zh)[1]
    assert page.html.count('type="radio"') <= 3


def test_two_concepts_under_one_heading_are_offered_once(teller, known):
    page = teller.post("fraudtypes.suggest", {"text": MERGED, "fraud_type": ""}, status=200)
    heading = known.heading_of("fake_credit")
    assert page.html.count(f'type="radio" name="fraud_type" id="suggested-1" value="{heading.id}"') == 1
    assert page.html.count(f'value="{heading.id}" data-sets') == 1


def test_a_suggestion_stands_before_the_select_so_that_it_counts_without_script(teller, known):
    chosen, other = known.heading_of("task_rebate"), known.heading_of("romance")
    sent = {"text": STORY, "fraud_type": [str(chosen.id), str(other.id)]}
    page = teller.post("fraudtypes.suggest", sent, status=200)
    assert page.html.index('type="radio"') < page.html.index('<select class="form-select"')
    assert page.form("/fraudtypes/suggest").values["fraud_type"] in ([str(chosen.id)], str(chosen.id))
    assert "checked" in page.html


def test_a_chosen_type_is_named_in_every_list(teller, known):
    chosen = known.heading_of("fake_loan")
    page = teller.post("fraudtypes.suggest", {"text": MERGED, "fraud_type": str(chosen.id)}, status=200)
    assert "虚假网络贷款" in page.text
    assert "贷款、代办信用卡类" in page.text


def test_a_text_that_says_nothing_is_answered_in_words(teller):
    page = teller.post("fraudtypes.suggest", {"text": "今天天气很好。", "fraud_type": ""}, status=200)
    assert 'type="radio"' not in page.html
    assert 'id="type-suggestions"' in page.html
    assert 'class="hint"' in page.html.split('id="type-suggestions"')[1].split("</div>")[0]


@pytest.mark.parametrize(
    "wrong",
    [
        {"text": ""},
        {"text": "字" * (STORY_LENGTH + 1)},
        {"text": "刷\u202e单"},
        {"fraud_type": "no-such-type"},
        {"fraud_type": "00000000-0000-0000-0000-000000000007"},
    ],
    ids=["nothing told", "too long", "hidden character", "no type", "unknown type"],
)
def test_a_faulty_form_comes_back_with_words(teller, wrong):
    page = teller.post("fraudtypes.suggest", {"text": STORY, "fraud_type": ""} | wrong, status=422)
    assert 'role="alert"' in page.html


def test_a_type_of_an_earlier_list_is_not_chosen_for_a_new_story(teller, known):
    old = known.list_called("mps-2022").types[0]
    teller.post("fraudtypes.suggest", {"text": STORY, "fraud_type": str(old.id)}, status=422)


def test_what_was_told_comes_back_and_is_not_kept(teller, portal):
    page = teller.post("fraudtypes.suggest", {"text": STORY, "fraud_type": ""}, status=200)
    assert STORY in page.html
    assert STORY not in teller.get("fraudtypes.tell", queries=4).html


def test_markup_in_a_story_is_shown_as_text(teller):
    page = teller.post("fraudtypes.suggest", {"text": "<nasty>刷单<script>", "fraud_type": ""}, status=200)
    assert "<nasty>" not in page.html


@pytest.mark.parametrize("role", [None, Role.INSPECTOR, Role.VOLUNTEER])
def test_whoever_writes_no_cases_is_not_offered_it(make, browser, role):
    person = make.person(role) if role else None
    visitor = browser(person)
    assert "/fraudtypes/suggest" not in visitor.get("fraudtypes.crosswalk").links
    visitor.get("fraudtypes.tell", status=403 if role else 303)
    visitor.post("fraudtypes.suggest", {"text": STORY}, status=403 if role else 303)


def test_those_who_write_cases_find_the_way(teller):
    assert "/fraudtypes/suggest" in teller.get("fraudtypes.crosswalk").links
    assert teller.get("fraudtypes.tell").forms


@pytest.mark.parametrize("role", list(Role))
def test_the_way_is_shown_to_those_whom_the_door_lets_in(make, role):
    person = make.person(role, district="140106" if role is Role.DISTRICT_OFFICER else None)
    writes = role not in {Role.INSPECTOR, Role.VOLUNTEER}
    assert may(person.actor, Can.SUGGEST_FRAUD_TYPE) is writes
