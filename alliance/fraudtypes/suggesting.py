"""Which fraud a text tells of: every concept has cues, the words by which such a story is told, and the text is weighed
by the cues it holds. What is suggested can therefore say which words of the text spoke for it.

The cues stand in `lexicon.toml`, in the order of the concepts. A cue is one or more patterns joined by `&`: all must be
somewhere in the text. Each counts once, however often it is said. What follows the advice at the end of a circular
(警方提示 …) counts half, for advice warns of frauds that the case is not about.
"""

import re
import tomllib
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

STORY_LENGTH = 20_000
SUGGESTED = 3
SHORT = 10
WEIGHTS = {"strong": 5.0, "good": 3.0, "weak": 1.0, "against": -4.0}
LEXICON = Path(__file__).with_name("lexicon.toml")
ADVICE = re.compile("(?:警方|民警|公安|反诈中心|温馨)(?:提示|提醒)|(?<=[。!])(?:提示|提醒)[:,]")
CLAUSE = re.compile("[,.。!?;:、()]+")
SILENT = re.compile(r"""[\s"'“”‘’「」『』《》【】*_]+""")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A concept that a text may tell of. `words`: those of the text that spoke for it, the weightiest first."""

    concept: str
    score: float
    words: Sequence[str]


@dataclass(frozen=True, slots=True)
class Cue:
    """What speaks for a concept, or against it, when all `patterns` are found."""

    weight: float
    patterns: Sequence[re.Pattern[str]]

    def found_in(self, text: str) -> Sequence[str]:
        """The words of `text` that the patterns meet; none unless all patterns do."""
        words: list[str] = []
        for pattern in self.patterns:
            hit = pattern.search(text)
            if hit is None:
                return ()
            words += _words(hit)
        return words


def _words(hit: re.Match[str]) -> Sequence[str]:
    """What a pattern met: the whole where it is short, else the words at the ends of its gap."""
    ends = [word for word in hit.groups() if word and len(word) > 1]
    clauses = CLAUSE.split(hit[0])
    return [hit[0]] if len(hit[0]) <= SHORT and len(clauses) == 1 else ends or [clauses[0]]


def suggest(text: str) -> tuple[Suggestion, ...]:
    """The three concepts that most speaks for, best first; fewer where the words of `text` speak for fewer."""
    return ranked(text)[:SUGGESTED]


def ranked(text: str) -> tuple[Suggestion, ...]:
    """Every concept for which more speaks than against it, best first; equals in the order of the lexicon."""
    story, advice = _parted(text)
    weighed = [_weighed(concept, cues, story, advice) for concept, cues in lexicon().items()]
    return tuple(sorted((one for one in weighed if one.score > 0), key=lambda one: -one.score))


def _parted(text: str) -> tuple[str, str]:
    """The text as the cues want it, NFKC, without quotes and white space: the story, and the advice after it."""
    plain = SILENT.sub("", unicodedata.normalize("NFKC", text[:STORY_LENGTH]).casefold())
    mark = ADVICE.search(plain)
    return (plain[: mark.start()], plain[mark.start() :]) if mark and mark.start() else (plain, "")


def _weighed(concept: str, cues: Sequence[Cue], story: str, advice: str) -> Suggestion:
    score, spoke = 0.0, dict[str, None]()
    for cue in cues:
        words = cue.found_in(story)
        share = 1.0 if words else 0.5
        words = words or (cue.found_in(advice) if advice else ())
        score += cue.weight * share if words else 0
        spoke |= dict.fromkeys(words) if cue.weight > 0 else {}
    return Suggestion(concept, score, _longest(spoke))


def _longest(words: Mapping[str, None]) -> Sequence[str]:
    """The words without those that are a part of others, in their order."""
    return tuple(word for word in words if not any(word != other and word in other for other in words))


@cache
def lexicon() -> Mapping[str, Sequence[Cue]]:
    """The cues of each concept, the weightiest first."""
    told = tomllib.loads(LEXICON.read_text(encoding="utf-8"))
    return {concept: [*_cues(levels)] for concept, levels in told.items()}


def _cues(levels: Mapping[str, Sequence[str]]) -> Sequence[Cue]:
    return [
        Cue(weight, [re.compile(pattern.strip()) for pattern in cue.split("&")])
        for level, weight in WEIGHTS.items()
        for cue in levels.get(level, ())
    ]
