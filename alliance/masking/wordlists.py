"""The lists of words and characters by which names are told from other words; they stand as text in `words/`."""

import re
import subprocess
import sys
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parent / "words"
PRINT_PHRASES = (
    "from pypinyin.phrases_dict import phrases_dict;"
    "print('\\n'.join(words for words in phrases_dict if 2 <= len(words) <= 4))"
)
SECTION = re.compile(r"^\[([\w-]+)\]\n", re.MULTILINE)


@cache
def _sections(file: str) -> Mapping[str, str]:
    lines = (FOLDER / f"{file}.txt").read_text(encoding="utf-8").splitlines(keepends=True)
    _, *parts = SECTION.split("".join(line for line in lines if not line.startswith("#")))
    return dict(zip(parts[::2], parts[1::2], strict=True))


def words(file: str, section: str) -> Sequence[str]:
    """The words of a section, in their order."""
    return _sections(file)[section].split()


def characters(file: str, section: str) -> frozenset[str]:
    return frozenset("".join(words(file, section)))


def any_of(file: str, section: str) -> str:
    """A pattern for any of the words of a section, the longer before the shorter."""
    return "|".join(sorted(map(re.escape, words(file, section)), key=len, reverse=True))


def phrases(beginnings: frozenset[str]) -> frozenset[str]:
    """Ordinary words and sayings of two to four characters that begin so: from pypinyin's list, without their readings.

    Another process reads the list and hands over the words. Here it would leave 55 MB behind.
    """
    command = [sys.executable, "-X", "utf8", "-c", PRINT_PHRASES]
    listed = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True)  # noqa: S603 - ours
    return frozenset(words for words in listed.stdout.split() if words[0] in beginnings)
