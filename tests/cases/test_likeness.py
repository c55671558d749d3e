"""Texts that tell nearly the same are found and told from others, whatever was masked or changed in them."""

import subprocess
import sys
from hashlib import sha256

import pytest

from alliance.cases.likeness import ALIKE, bands, likeness, signature
from alliance.demonstration.stories import retold, story
from tests.architecture.source import ROOT

TOLD = "受害人下载AnyDesk，开启屏幕共享，6月12日分三笔转出4.86万元，卡号6222021234567890128。"
GOLDEN = "7a6a3dba716c6205fa01da8d262397246708b4a8993c827e2608e8157e27d833"
STORIES = [story(number).text for number in range(1, 400)]
MANY = [story(number).text for number in range(1, 3_000)]


def alike(one, other):
    return likeness(signature(one), signature(other))


def share_a_band(one, other):
    return bool({*bands(signature(one))} & {*bands(signature(other))})


@pytest.mark.parametrize(("share", "recall"), [(0.05, 1.0), (0.10, 0.99)])
def test_a_story_that_was_typed_again_is_found(share, recall):
    again = [retold(text, share, number) for number, text in enumerate(STORIES)]
    pairs = list(zip(STORIES, again, strict=True))
    found = [share_a_band(*pair) and alike(*pair) >= ALIKE for pair in pairs]
    assert sum(found) >= recall * len(pairs)


def test_a_sentence_more_leaves_a_story_alike():
    assert alike(STORIES[0], STORIES[0] + "民警提示：凡是先垫钱的兼职都不可信，遇到陌生来电先停一停。") > 0.8


def test_other_stories_are_not_alike_even_of_the_same_kind():
    signed = [signature(text) for text in MANY]
    assert max(map(likeness, signed, signed[13:])) < ALIKE
    assert max(map(likeness, signed, signed[1:])) < ALIKE


def test_few_stories_are_worth_comparing():
    seen: dict[int, list[int]] = {}
    for number, text in enumerate(MANY):
        for band in bands(signature(text)):
            seen.setdefault(band, []).append(number)
    candidates = [{n for band in bands(signature(text)) for n in seen[band]} for text in MANY[:200]]
    assert sum(map(len, candidates)) / len(candidates) < len(MANY) / 100


@pytest.mark.parametrize(
    "same",
    [
        TOLD.replace("6222021234567890128", "6222***0128"),
        TOLD.replace("6222021234567890128", "6222 **** **** 0128"),
        TOLD.replace("4.86万", "３.1万").replace("6月12日", "7月1日"),
        TOLD.replace("，", " , ").replace("AnyDesk", "ＡＮＹＤＥＳＫ"),
    ],
    ids=["masked", "masked apart", "another amount", "otherwise typed"],
)
def test_numbers_masks_and_typing_make_no_difference(same):
    assert alike(TOLD, same) == 1.0


def test_an_empty_text_is_like_no_other():
    assert signature("") == signature("，。*** 123\n\x00") == b""
    assert bands(b"") == ()
    assert alike("", "") == alike("", TOLD) == alike(TOLD, "") == 0.0


def test_a_short_text_is_like_itself():
    assert alike("转", "转") == alike("转账", "“转账”") == alike("转账了", "转账了") == 1.0
    assert alike("转", "账") == alike("转账", "转") == 0.0


def test_a_text_of_any_signs_is_signed():
    assert len(signature("\ud800𠮷\x00" + "刷单" * 50_000)) == len(signature(TOLD)) == 385


def test_bands_fit_a_column_of_64_bits():
    every = [band for text in STORIES for band in bands(signature(text))]
    assert {len(bands(signature(text))) for text in STORIES} == {32}
    assert min(every) >= -(2**63)
    assert max(every) < 2**63
    assert min(every) < 0 < max(every)


def test_the_same_values_in_another_place_are_another_band():
    assert len(set(bands(bytes(385)))) == 32


def test_signatures_of_another_rule_are_compared_with_none():
    other = bytes([255]) + signature(TOLD)[1:]
    assert likeness(signature(TOLD), other) == 0.0


def test_a_signature_is_the_same_in_every_process_and_release():
    """Where this fails, the library signs by another rule: every kept text needs to be signed anew."""
    kept = signature(TOLD) + repr(bands(signature(TOLD))).encode()
    assert sha256(kept).hexdigest() == GOLDEN
    program = f"from alliance.cases.likeness import signature; print(signature({TOLD!r}).hex())"
    told = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert told.stdout.strip() == signature(TOLD).hex()
