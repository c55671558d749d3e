"""How often the suggested fraud types hold the right one: python bench/suggesting.py [FOLDER] [--misses].

Prints, for each concept, how many of the invented stories (bench/fraud_stories.txt) are suggested right at the first
place and among the three: for those by which the cues were tuned, and for those held out. With FOLDER, the same for
texts that carry a line 参考标签 and a body after 正文：, and whose label names a type.
"""

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from alliance.fraudtypes.suggesting import suggest  # noqa: E402 - the portal stands beside this folder

STORIES = HERE / "fraud_stories.txt"
LABELS = {
    "刷单": "task_rebate",
    "投资": "fake_investment",
    "电商": "fake_cs_ecommerce",
    "客服": "fake_cs_ecommerce",
    "征信": "fake_credit",
    "贷款": "fake_loan",
    "购物、服务": "fake_shopping",
    "购物服务": "fake_shopping",
    "公检法": "fake_authority",
    "领导": "fake_boss_friend",
    "婚恋": "romance",
    "游戏": "game_trade",
    "机票": "flight_refund",
    "军警": "fake_army_purchase",
    "网黑": "cyber_black",
    "其他": "other",
}


@dataclass(frozen=True)
class Story:
    """A labelled text; `held_out`: the cues were not tuned by it."""

    concept: str
    text: str
    held_out: bool = False


def stories() -> Iterator[Story]:
    """Lines of a concept in turn, to tune by and to hold out; those after ~ to tune by."""
    concept, number = "", 0
    for line in STORIES.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            concept, number = line.strip("[]"), 0
        elif line.startswith("~"):
            yield Story(concept, line.lstrip("~ "))
        elif line and not line.startswith("#"):
            yield Story(concept, line, held_out=bool(number % 2))
            number += 1


def labelled(folder: Path) -> Iterator[Story]:
    """The texts of `folder` whose reference label names a type."""
    for path in sorted(folder.glob("*.txt")):
        head, _, body = path.read_text(encoding="utf-8").partition("正文：")
        label = next((line for line in head.splitlines() if line.startswith("参考标签")), "").partition("：")[2]
        concept = next((code for words, code in LABELS.items() if words in label), None)
        if concept and not label.startswith("未注明"):
            yield Story(concept, body)


@dataclass(frozen=True)
class Score:
    told: int
    first: int
    among: int

    def __str__(self) -> str:
        return f"{self._of(self.first)} {self._of(self.among)} of {self.told}"

    def _of(self, count: int) -> str:
        return f"{count:>4} ({count / self.told:4.0%})"


def score(told: Sequence[Story]) -> Score:
    found = [[one.concept for one in suggest(story.text)] for story in told]
    right = [story.concept for story in told]
    first = sum(codes[:1] == [code] for codes, code in zip(found, right, strict=True))
    return Score(len(told), first, sum(code in codes for codes, code in zip(found, right, strict=True)))


def report(title: str, told: Sequence[Story]) -> None:
    print(f"\n{title}: first place, among three")
    for concept, group in groupby(sorted(told, key=lambda one: one.concept), key=lambda one: one.concept):
        print(f"  {concept:<20}{score(list(group))}")
    print(f"  {'all':<20}{score(told)}")


def misses(told: Sequence[Story]) -> None:
    for story in told:
        found = suggest(story.text)
        if story.concept not in {one.concept for one in found}:
            said = "; ".join(f"{one.concept} {one.score:g} {'/'.join(one.words)}" for one in found)
            print(f"  {story.concept}: {story.text.strip()[:80]} → {said}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--misses", action="store_true", help="print the texts whose type is not among the three")
    asked = parser.parse_args()
    told = list(stories())
    sets = {
        "stories to tune by": [story for story in told if not story.held_out],
        "stories held out": [story for story in told if story.held_out],
    }
    if asked.folder:
        sets[f"texts of {asked.folder.name}"] = list(labelled(asked.folder))
    for title, some in sets.items():
        report(title, some)
        if asked.misses:
            misses(some)


if __name__ == "__main__":
    main()
