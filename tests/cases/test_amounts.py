"""Amounts as people write them, as they are kept, and as they are doubted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alliance.cases.amounts import NotAnAmount, Unit, doubtful, fen_of, yuan
from alliance.cases.model import FEN_MOST
from tests.screenless import Browser

WRITTEN = (
    ("", None),
    ("0", 0),
    ("800", 80_000),
    ("4,999.5", 499_950),
    ("4，999.50", 499_950),
    ("２３００００", 23_000_000),
    ("230 000", 23_000_000),
    ("23万", 23_000_000),
    ("23万元", 23_000_000),
    ("23 万元", 23_000_000),
    ("2.3万", 2_300_000),
    ("２３万", 23_000_000),
    ("23w", 23_000_000),
    ("1亿", 10_000_000_000),
    ("3千", 300_000),
    ("¥800", 80_000),
    ("￥800", 80_000),
    ("800元", 80_000),
    ("0.01", 1),
    ("000800", 80_000),
    ("0" * 30, 0),
)
NO_AMOUNTS = (
    "-5",
    "－5",
    "+5",
    "nan",
    "NaN",
    "inf",
    "1e9",
    "0x10",
    "1_000",
    "١٢٣",
    "二十三万",
    "万",
    "元",
    ".",
    "1.2.3",
    "0.001",
    "1" + "0" * 30,
    "9" * 400,
    "23万万",
    "约23万",
)


@pytest.mark.parametrize(("text", "fen"), WRITTEN)
def test_an_amount_is_read_as_it_was_meant(text, fen):
    assert fen_of(text) == fen


@pytest.mark.parametrize("text", NO_AMOUNTS)
def test_what_is_no_amount_is_refused_in_words(text):
    with pytest.raises(NotAnAmount) as refusal:
        fen_of(text)
    assert str(refusal.value)


def test_the_unit_beside_the_field_is_taken_unless_the_text_names_its_own():
    assert fen_of("23", Unit.WAN) == fen_of("230000") == fen_of("23万", Unit.WAN) == fen_of("230000元", Unit.WAN)


def test_an_amount_beyond_every_case_is_refused_and_the_greatest_is_taken():
    assert fen_of(str(FEN_MOST // 100)) == FEN_MOST
    with pytest.raises(NotAnAmount):
        fen_of(f"{FEN_MOST // 100}.01")


def test_ten_thousand_times_the_usual_is_doubted():
    assert doubtful(fen_of("1亿"))
    assert not doubtful(fen_of("9999万"))
    assert not doubtful(None)


@given(st.integers(0, FEN_MOST))
def test_what_is_shown_is_read_back_as_the_same_amount(fen):
    assert fen_of(yuan(fen)) == fen


@given(st.text(max_size=40), st.sampled_from(list(Unit)))
def test_any_text_is_an_amount_or_refused(text, unit):
    try:
        fen = fen_of(text, unit)
    except NotAnAmount:
        return
    assert fen is None or 0 <= fen <= FEN_MOST


def test_a_doubtful_amount_asks_for_its_unit_and_is_taken_with_the_box(desk, portal):
    case_id, visitor = desk.draft(), Browser(portal, desk.teller)
    fields = visitor.get("cases.edit", case_id=case_id).form("/edit").values
    fields |= {"lost_fen": "230000", "lost_fen-unit": "wan"}
    asked = visitor.post("cases.write", fields, case_id=case_id, status=422)
    assert "2,300,000,000" in asked.text
    assert asked.form("/edit").values["lost_fen"] == "230000"
    assert asked.form("/edit").values["lost_fen-unit"] == "wan"
    visitor.post("cases.write", fields | {"lost_fen-sure": "1"}, case_id=case_id)
    assert desk.stored(case_id).lost_fen == 230_000 * 10_000 * 100


@pytest.mark.parametrize("typed", ["-5", "nan", "1e9", "9" * 40, "a\x00b"])
def test_what_is_no_amount_comes_back_at_its_field_and_what_was_kept_stays(desk, portal, typed):
    case_id, visitor = desk.draft(), Browser(portal, desk.teller)
    fields = visitor.get("cases.edit", case_id=case_id).form("/edit").values
    page = visitor.post("cases.write", fields | {"lost_fen": typed, "title": "新标题"}, case_id=case_id, status=422)
    assert page.form("/edit").values["title"] == "新标题"
    assert desk.stored(case_id).lost_fen == 23_000_000


def test_more_recovered_than_lost_is_refused(desk, portal):
    case_id, visitor = desk.draft(), Browser(portal, desk.teller)
    fields = visitor.get("cases.edit", case_id=case_id).form("/edit").values
    fields |= {"lost_fen": "100", "lost_fen-unit": "yuan", "recovered_fen": "200"}
    visitor.post("cases.write", fields, case_id=case_id, status=422)
    visitor.post("cases.write", fields | {"recovered_fen": "100"}, case_id=case_id)
