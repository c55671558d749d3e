"""Invented cases: many, each in its own words, the same for the same number, and nobody in them."""

import re
import subprocess
import sys

import pytest

from alliance.demonstration.stories import PLACES, kinds, retold, story
from alliance.organisations.model import District
from tests.architecture.source import ROOT

STORIES = [story(number) for number in range(2_000)]


def test_every_kind_of_fraud_is_told_of():
    assert len(kinds()) >= 11
    assert {one.kind for one in STORIES} == set(kinds())
    assert story(5, "romance").kind == "romance"


def test_no_two_stories_are_the_same():
    assert len({one.text for one in STORIES}) == len(STORIES)


def test_a_story_is_as_long_as_what_people_post():
    assert all(150 <= len(one.text) <= 700 for one in STORIES)
    assert all(5 <= len(one.title) <= 40 for one in STORIES)


def test_a_story_tells_its_place_and_its_tool():
    told = [one for one in STORIES if one.tool in one.text]
    assert len(told) > len(STORIES) * 0.7
    assert all(0 < one.recovered_yuan <= one.lost_yuan for one in STORIES)


def test_the_steps_stand_in_the_text():
    assert all(len(one.steps) == 5 and all(step in one.text for step in one.steps) for one in STORIES)


def test_nothing_is_left_to_fill_in():
    assert not [one for one in STORIES if re.search(r"[{}()/|]|\bNone\b", one.title + one.text + one.advice)]


def test_no_number_could_be_somebody_s():
    assert not [one for one in STORIES if re.search(r"[0-9]{8,}", one.text)]


def test_the_places_are_the_districts(make):
    with make.work() as work:
        assert {one.code: one.zh for one in work.session.query(District)} == PLACES


def test_a_number_tells_the_same_story_everywhere():
    program = "from alliance.demonstration.stories import story; print([story(n) for n in range(50)])"
    told = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True)
    assert told.stdout.strip() == str(STORIES[:50])


@pytest.mark.parametrize("share", [0.0, 0.05, 0.5])
def test_a_story_is_told_again_with_some_signs_changed(share):
    text = STORIES[3].text
    again = retold(text, share, 1)
    assert again == retold(text, share, 1)
    assert (again == text) is (share == 0)
    assert abs(len(again) - len(text)) <= share * len(text)
