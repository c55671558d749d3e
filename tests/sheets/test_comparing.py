"""What a row would change, beside what the portal holds."""

from dataclasses import replace
from uuid import uuid4

import pytest

from alliance.matrix.model import Advantage
from alliance.organisations.model import OrganisationState, Post
from alliance.organisations.queries import ContactLine
from alliance.sheets import comparing
from alliance.sheets.checking import check_rows
from alliance.sheets.comparing import Standing, compare, profile_of
from alliance.sheets.verdicts import Outcome, Verdict
from tests.factories import some_uscc
from tests.sheets.rows import WORDS, row

HELD = Standing(
    id=uuid4(),
    uscc=some_uscc(2),
    name="第2银行（测试）",
    short_name="甲银行",
    state=OrganisationState.MEMBER,
    sector_code="bank",
    district_code="140106",
    address="示例路1号",
    parent_name="甲集团",
    contacts={
        Post.FIRST_LEADER: ContactLine(Post.FIRST_LEADER, "主要负责人", "0351-1", "leader@example.org"),
        Post.LEADER_IN_CHARGE: ContactLine(Post.LEADER_IN_CHARGE, "分管负责人", "", ""),
        Post.LIAISON: ContactLine(Post.LIAISON, "联络员", "0351-5550001", "liaison@example.org"),
        Post.DEPUTY_LIAISON: ContactLine(Post.DEPUTY_LIAISON, "副联络员", "", ""),
    },
    capabilities={"outlets": 8, "lecturers": 2},
    seats={"police_bank": {"publicity_matrix": Advantage.VENUE, "governance_matrix": Advantage.FUNCTIONAL}},
)


def judged(*standing, **texts):
    return compare(check_rows([row(**texts)], WORDS), standing, WORDS.columns.values())


def verdict(*standing, **texts):
    line = judged(*standing, **texts).lines[0]
    return line.verdict, line.changed


def test_an_organisation_that_the_portal_does_not_hold_is_new():
    assert verdict() == (Verdict.NEW, ())


def test_a_row_that_says_what_the_portal_holds_is_the_same():
    assert verdict(HELD) == (Verdict.SAME, ())


def test_an_empty_cell_changes_nothing():
    empty = dict.fromkeys(["short_name", "leader_in_charge", "phone", "email", "outlets", "district_code"])
    assert verdict(HELD, **empty) == (Verdict.SAME, ())


@pytest.mark.parametrize(
    ("key", "text", "header"),
    [
        ("name", "甲银行新名", "单位全称"),
        ("short_name", "新名", "简称"),
        ("sector", "school", "单位类型"),
        ("alliances", "警银;综合", "所属联盟"),
        ("matrices", "治理", "所属矩阵"),
        ("address", "示例路2号", "地址"),
        ("first_leader", "另一负责人", "第一责任人"),
        ("leader_in_charge", "另一负责人", "分管负责人"),
        ("phone", "0351-5550002", "联络电话"),
        ("email", "other@example.org", "联络邮箱"),
        ("outlets", 9, "网点数"),
    ],
)
def test_a_changed_row_names_the_columns_that_differ(key, text, header):
    assert verdict(HELD, **{key: text}) == (Verdict.CHANGED, (header,))


def test_another_liaison_takes_telephone_and_address_along():
    outcome = judged(HELD, liaison="新联络员", phone=None, email=None)
    assert outcome.lines[0].changed == ("联络员", "联络电话", "联络邮箱")


def test_what_the_row_does_not_speak_of_stays():
    found = check_rows([row(first_leader="另一负责人", outlets=9)], WORDS)[0].roster_row
    profile = profile_of(found, HELD)
    assert profile.parent_name == "甲集团"
    assert profile.capabilities == {"outlets": 9, "lecturers": 2}
    assert profile.contacts[Post.DEPUTY_LIAISON].name == "副联络员"
    assert profile.contacts[Post.FIRST_LEADER].phone == ""
    assert profile.contacts[Post.LIAISON].phone == "0351-5550001"


@pytest.mark.parametrize(
    ("standing", "texts", "column", "words"),
    [
        (replace(HELD, state=OrganisationState.LEFT), {}, "统一社会信用代码", comparing.GONE),
        (replace(HELD, state=OrganisationState.MERGED), {}, "统一社会信用代码", comparing.GONE),
        (replace(HELD, state=OrganisationState.SUSPENDED), {"outlets": 9}, "统一社会信用代码", comparing.SUSPENDED),
        (replace(HELD, uscc=some_uscc(99)), {}, "单位全称", comparing.NAME_TAKEN),
    ],
)
def test_a_sound_row_may_still_not_fit_the_portal(standing, texts, column, words):
    outcome = judged(standing, **texts)
    assert outcome.lines[0].verdict is Verdict.FAULTY
    assert [(fault.column, fault.words) for fault in outcome.faults] == [(column, words)]


def test_a_suspended_organisation_may_be_listed_as_it_stands():
    assert verdict(replace(HELD, state=OrganisationState.SUSPENDED)) == (Verdict.SAME, ())


def test_an_outcome_is_kept_and_read_again_as_it_was():
    outcome = judged(HELD, outlets=9, email="x")
    assert Outcome.from_json(outcome.as_json()) == outcome
    assert Outcome.from_json(outcome.as_json()).digest == outcome.as_json()["digest"]
    assert judged(HELD, outlets=9).digest != outcome.digest
