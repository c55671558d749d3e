"""How much of the personal data in a text is found, and how much of what is found is personal: per kind, and in all.

    python bench/masking.py [--wrong] [--seed 1] [--texts FOLDER]

Six sets of sentences in the manner of bulletins, police reports, bank forms and chats. The first was there while the
search was made; its values are planted by a seeded generator. The second was written afterwards; what its first run
missed for a general reason has been mended since. The third and the fourth are halves of one set, full of seldom
names and of words that are names too: misses of the third were mended, those of the fourth have not been read. The
fifth, of names in sentences as people write them and of sentences that only tempt, was written before the second
stage of the search for names, and mended for general reasons afterwards; the sixth when most of that was done, and
nothing was mended for it. `--texts` names a folder with reports of cases, a file each: into these values are planted,
by the same generator, where a report leaves a name out and at the ends of its sentences; each text a dozen times. A
value counts as found where a finding of its kind covers it, and a finding as right where it lies at a value of its
kind.
"""

import argparse
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from random import Random
from time import process_time

sys.path.insert(0, str(Path(__file__).parents[1]))

from alliance.masking.finding import findings
from bench.planted import MADE
from bench.planting import bodies, planted

FOLDER = Path(__file__).parent
TURNS = 12
NATURAL = ("masking_fresh.txt", "masking_tempting.txt")
RECALL, PRECISION = 0.98, 0.95
PLACE = re.compile(r"\{(\w+)\}")
WRITTEN = re.compile(r"\[\[(\w+):(.*?)\]\]")


@dataclass(frozen=True)
class Labelled:
    """A text and its personal data: (start, end, kind)."""

    text: str
    values: tuple[tuple[int, int, str], ...]


def tuned(seed: int) -> Iterator[Labelled]:
    """Every sentence with places several times, each time with other values; the others once."""
    random = Random(seed)
    for line in _lines("masking_tuned.txt"):
        for _turn in range(TURNS if PLACE.search(line) else 1):
            yield _filled(line, PLACE, lambda match: (MADE[match[1]][0], MADE[match[1]][1](random)))


def reports(folder: Path, seed: int) -> Iterator[Labelled]:
    random = Random(seed)
    for text in bodies(folder):
        for _turn in range(TURNS):
            yield _filled(planted(text, random), WRITTEN, lambda match: (match[1], match[2]))


def written(*names: str) -> Iterator[Labelled]:
    for line in chain.from_iterable(map(_lines, names)):
        yield _filled(line.replace("\\n", "\n").replace("\\t", "\t"), WRITTEN, lambda match: (match[1], match[2]))


def _lines(name: str) -> list[str]:
    lines = (FOLDER / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("# ")]


def _filled(line: str, places: re.Pattern[str], value_at: Callable[[re.Match[str]], tuple[str, str]]) -> Labelled:
    """The line with a value at each of its places; `value_at` gives kind and value."""
    text, values, end = "", [], 0
    for match in places.finditer(line):
        text += line[end : match.start()]
        kind, value = value_at(match)
        values.append((len(text), len(text) + len(value), kind))
        text += value
        end = match.end()
    return Labelled(text + line[end:], tuple(values))


@dataclass
class Score:
    """Counts by kind."""

    planted: Counter[str]
    missed: Counter[str]
    found: Counter[str]
    wrong: Counter[str]


def judge(texts: Iterator[Labelled], *, tell: bool) -> Score:
    score = Score(Counter(), Counter(), Counter(), Counter())
    for one in texts:
        found = findings(one.text)
        for start, end, kind in one.values:
            score.planted[kind] += 1
            if not any(f.kind == kind and f.start <= start and f.end >= end for f in found):
                score.missed[kind] += 1
                if tell:
                    print(f"  missed {kind} {one.text[start:end]!r} in {one.text!r}")
        for f in found:
            score.found[f.kind] += 1
            if not any(f.kind == kind and f.start < end and f.end > start for start, end, kind in one.values):
                score.wrong[f.kind] += 1
                if tell:
                    print(f"  wrong {f.kind} {one.text[f.start : f.end]!r} in {one.text!r}")
    return score


def report(title: str, score: Score) -> None:
    print(f"\n{title}: goal recall ≥ {RECALL}, precision ≥ {PRECISION} (! missed)")
    print(f"{'kind':12} {'planted':>8} {'found':>8} {'recall':>8} {'precision':>10}")
    for kind in [*sorted(score.planted | score.found), "in all"]:
        counts = (score.planted, score.missed, score.found, score.wrong)
        planted, missed, found, wrong = (c.total() if kind == "in all" else c[kind] for c in counts)
        recall, precision = 1 - missed / max(planted, 1), 1 - wrong / max(found, 1)
        mark = " !" if recall < RECALL or precision < PRECISION else ""
        print(f"{kind:12} {planted:8} {found:8} {recall:8.3f} {precision:10.3f}{mark}")


def pace() -> float:
    """Milliseconds for 600 characters of what the sentences of the fifth set say; the best of five turns."""
    said = "".join(one.text for one in written(*NATURAL))
    texts = [said[start : start + 600] for start in range(0, len(said) - 600, 600)]
    spent = []
    for _turn in range(6):
        begun = process_time()
        for text in texts:
            findings(text)
        spent.append((process_time() - begun) / len(texts))
    return 1000 * min(spent)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--wrong", action="store_true", help="print what was missed and what was found in error")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--texts", type=Path, help="a folder with reports of cases, to plant values into")
    chosen = parser.parse_args()
    if chosen.texts:
        report("reports with planted values", judge(reports(chosen.texts, chosen.seed), tell=chosen.wrong))
    report("sentences with planted values", judge(tuned(chosen.seed), tell=chosen.wrong))
    report("sentences held out", judge(written("masking_held_out.txt"), tell=chosen.wrong))
    report("hard sentences, misses read", judge(written("masking_read.txt"), tell=chosen.wrong))
    report("hard sentences, misses never read", judge(written("masking_unread.txt"), tell=False))
    report("natural and tempting sentences, misses read", judge(written(*NATURAL), tell=chosen.wrong))
    report("natural sentences, measured once", judge(written("masking_once.txt"), tell=False))
    print(f"\n{pace():.1f} ms for 600 characters")


if __name__ == "__main__":
    main()
