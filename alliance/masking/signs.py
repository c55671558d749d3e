"""The signs by which a stretch of a text reads as a name, and the points with which each speaks for or against it."""

from collections.abc import Iterator, Mapping

from .found import TAKEN
from .surnames import is_han, is_ordinary, is_phrase
from .surroundings import ACTING, FOLLOWING, LISTING, SIGNS, TITLE, Hint, hint_at, is_inside_word
from .wordlists import words

POINTS: Mapping[str, int] = {
    "alone": -145,
    "pair": -105,
    "unfit": -38,
    "begins": 52,
    "pause": 43,
    "listed": 68,
    "role": 54,
    "leading": 43,
    "title": 60,
    "title of a family name": -80,
    "acts": 62,
    "sign": 62,
    "ends": 70,
    "word before": 18,
    "word behind": 45,
    "grown together before": -18,
    "grown together before, often": -48,
    "inside": -33,
    "grown together behind": -75,
    "grown together behind, often": -65,
    "word": -5,
    "word, often": -26,
    "whole word": -50,
    "ordinary": -54,
    "phrase": -88,
    "given word, often": -24,
    "word behind the surname": -45,
    "leads": -55,
    "leads to a name": -90,
    "twice": 20,
    "borne": 30,
}
"""Twenty times the natural logarithm of how much likelier each sign makes a name, rounded: reckoned from the texts of
the bench that may be read, where the words before and behind were half hidden, then weighed by hand."""
UNFIT = -2
"""A character with less is hardly one of a given name."""
MOSTLY_LEADS = frozenset("向和从由应随与对经")
STOPS = frozenset("。!?;\n\t")


def _bands(section: str) -> Mapping[str, int]:
    """Of each character its band, from lines such as `+5 丹佳侯`."""
    listed = words("likely", section)
    return {character: int(band) for band, said in zip(listed[::2], listed[1::2], strict=True) for character in said}


def _pairs(section: str) -> Mapping[str, str]:
    return {line[0]: line[1:] for line in words("pairs", section)}


SURNAME, FIRST, LAST = _bands("surname"), _bands("first"), _bands("last")
OFTEN, KNOWN = _pairs("often"), _pairs("known")
LONGER = frozenset(words("pairs", "longer"))
BORNE = frozenset(words("likely", "borne"))


def why(text: str, start: int, given: int, end: int) -> Mapping[str, int]:
    """What speaks for and against a name from `start` to `end`, each with its points."""
    return made_of(text, start, given, end) | _around(text, start, given, end)


def made_of(text: str, start: int, given: int, end: int) -> dict[str, int]:
    """What its characters say."""
    compound = given - start == 2
    surname = 8 if compound else SURNAME.get(text[start], 0)
    last = LAST.get(text[end - 1], 0)
    made = {"surname": _surname(surname), "last": 10 * last}
    if end - given == 1:
        return made | {"alone": POINTS["alone"], "unfit": POINTS["unfit"] * (last < UNFIT)}
    first = FIRST.get(text[given], 0)
    unfit = (first < UNFIT) + (last < UNFIT)
    return made | {"pair": POINTS["pair"], "first": 4 * first, "unfit": POINTS["unfit"] * unfit}


def _surname(band: int) -> int:
    return 6 * band if band > 0 else 9 * band


def _around(text: str, start: int, given: int, end: int) -> dict[str, int]:
    """What stands before and behind it, and which words its characters are part of."""
    said = [before_it(text, start), behind_it(text, end), *joined(text, start, given, end)]
    return {name: POINTS[name] for name in said if name}


def before_it(text: str, start: int) -> str:
    """The sign that stands before a name; none is empty."""
    before = text[start - 1 : start]
    if not before or before in STOPS:
        return "begins"
    if before == TAKEN:
        return ""
    hint = hint_at(text, start)
    if hint is Hint.LABEL or hint is Hint.ROLE:
        return "role"
    if not is_han(before):
        return "listed" if before in LISTING and text[start - 2 : start - 1] == TAKEN else "pause"
    return "leading" if hint is Hint.OPEN else ""


def behind_it(text: str, end: int) -> str:
    """The sign that stands behind a name; none is empty."""
    after = text[end : end + 1]
    if not is_han(after):
        return "ends"
    if TITLE.match(text, end):
        return "title of a family name" if SURNAME.get(text[end - 1], 0) > 0 else "title"
    if ACTING.match(text, end) or FOLLOWING.match(text, end):
        return "acts"
    return "sign" if after in SIGNS else ""


def joined(text: str, start: int, given: int, end: int) -> Iterator[str]:
    """Which words end, begin or go on at its edges and within."""
    before, surname, first, last = text[start - 1 : start], text[start], text[given], text[end - 1]
    after = text[end : end + 1]
    if before:
        yield _word(before, surname, "grown together before")
        yield "inside" if is_inside_word(text, start) else ""
        yield "word before" if _word(text[start - 2 : start - 1], before, "word") else ""
    if after:
        yield _word(last, after, "grown together behind")
        yield "word behind" if _word(after, text[end + 1 : end + 2], "word") else ""
    if given - start == 1:
        said = _word(surname, first, "word")
        yield said
        yield "whole word" if said and end == given + 1 else ""
        yield "ordinary" if is_ordinary(text, start) else ""
    if end - given == 2:
        yield _word_behind(first, last)
        yield "twice" if first == last else ""
    known = text[start : start + 3] in LONGER or text[start : start + 4] in LONGER or is_phrase(text, start)
    yield "phrase" if known else ""
    if surname in MOSTLY_LEADS and given - start == 1:
        yield "leads to a name" if SURNAME.get(first, 0) > 0 else "leads"


def _word_behind(first: str, last: str) -> str:
    """Whether the given name is a word by itself, and whether few given names are made so: 能修改, not 于海洋."""
    if first + last in BORNE:
        return "borne"
    known = _word(first, last, "given word")
    if known and FIRST.get(first, 0) + LAST.get(last, 0) < 2:
        return "word behind the surname"
    return known if known != "given word" else ""


def _word(one: str, other: str, name: str) -> str:
    """`name` where both are a word, and how well it is known."""
    if not one or not other:
        return ""
    if other in OFTEN.get(one, ""):
        return f"{name}, often"
    return name if other in KNOWN.get(one, "") else ""
