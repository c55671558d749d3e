"""Telephone numbers: mobile ones, landlines with and without an area code, and those of other countries.

Hotlines (96110, 12381), service numbers (400, 95588) and the ports of text messages (106…) are nobody's own.
"""

import re

from . import masks
from .chains import Number
from .found import Finding
from .kinds import PersonalKind
from .labels import label_before

MOBILE = re.compile(r"(?:(?:00)?86)?(1[3-9]\d{9})")
MOBILE_SHAPES = frozenset(
    {
        *((11,), (3, 4, 4), (3, 8), (7, 4), (3, 3, 5), (4, 4, 3), (4, 3, 4), (5, 6), (6, 5), (3, 5, 3), (5, 3, 3)),
        *((2, 3, 3, 3), (3, 2, 2, 2, 2), (1,) * 11),
    }
)
AREA = re.compile(r"(010|02\d|0[3-9]\d\d)([2-9]\d{6,7})")
AFTER_CHINA = re.compile(r"(10|2\d|[3-9]\d\d)([2-9]\d{6,7})")
LANDLINE_SHAPE = re.compile(r"(?:2,|3,|4,)?(?:7,|8,|3,4,|4,3,|4,4,)|9,|1[012],")
PARTS_MOST = 5
LOCAL = re.compile(r"(?!(?:19|20)\d\d(?:19|20)\d\d|20\d\d(?:0[1-9]|1[0-2])[0-3]\d)[2-8]\d{6,7}")
LOCAL_SHAPES = frozenset({(7,), (8,), (3, 4), (4, 4)})
FURTHER = re.compile(r" ?(?:[,、/;]|或者?|和|及) ?")
EXTENSION = re.compile(r"\s?(?:-|转|分机|ext\.?)\s?\d{1,5}(?!\d)", re.IGNORECASE)
COUNTRIES = "852|853|886|855|856|971|234|1|7|44|49|33|39|34|60|61|62|63|64|65|66|81|82|84|95|91|92|90|57|52|55"
ABROAD = re.compile(rf"({COUNTRIES})(\d{{7,11}})")
NOT_CALLED = re.compile(r"\s?(?:[万亿]|\.\d{1,2}(?!\d))|[a-z_]", re.IGNORECASE)
"""Behind a part of a sum or of a code. A comma parts two numbers; and no sum of yuan has eleven digits."""
CALLED_SO = re.compile(r"(?:tel|phone|mobile|mob|no|ph|vx?|wx|t|m|id|dh|sj|sjh|qq|call|wechat|weixin)", re.IGNORECASE)
LETTERS = re.compile(r"[A-Za-z_]+\Z")


def mobile_in(text: str, number: Number) -> Finding | None:
    """A mobile number, also behind +86."""
    groups, start = _without_china(text, number)
    match = MOBILE.fullmatch("".join(groups))
    if not match or (len(groups) > 1 and tuple(map(len, groups)) not in MOBILE_SHAPES):
        return None
    if NOT_CALLED.match(text, number.end) or _in_a_code(text, start) or label_before(text, start) == "code":
        return None
    return Finding(start, number.end, PersonalKind.MOBILE, masks.mobile(match[1]))


def _without_china(text: str, number: Number) -> tuple[tuple[str, ...], int]:
    """The groups without a 86 that stands before them, and where the number begins, with its + and bracket."""
    groups, start = number.groups, number.start
    while start and text[start - 1] in "+(":
        start -= 1
    if groups[0] in {"86", "0086"} and len(groups) > 1:
        return groups[1:], start
    return groups, start if text[start:].startswith(("+", "(+")) or groups[0][:1] == "0" else number.start


def _in_a_code(text: str, start: int) -> bool:
    """Whether letters stand before it that make it a part of a code, as in SF13800138000."""
    letters = LETTERS.search(text, max(0, start - 10), start)
    return letters is not None and CALLED_SO.fullmatch(letters.group()) is None


def landline_in(text: str, number: Number) -> Finding | None:
    """A landline with its area code; without one where a word says that it is a telephone."""
    groups, start = _without_china(text, number)
    shape = "".join(f"{len(group)}," for group in groups)
    if not LANDLINE_SHAPE.fullmatch(shape) or NOT_CALLED.match(text, number.end) or _in_a_code(text, start):
        return None
    local = tuple(map(len, groups)) in LOCAL_SHAPES and LOCAL.fullmatch("".join(groups))
    named = label_before(text, start)
    match = (AFTER_CHINA if groups != number.groups else AREA).fullmatch("".join(groups))
    if match and named not in {"code", "card"}:
        shown = masks.landline("0" + match[1].lstrip("0"), match[2])
    elif local and named == "phone":
        shown = masks.landline("", local.group())
    else:
        return None
    more = EXTENSION.match(text, number.end)
    return Finding(start, more.end() if more else number.end, PersonalKind.LANDLINE, shown)


def further_landline(text: str, number: Number, last: Finding) -> Finding | None:
    """A landline that only goes on behind another: 0351-7654321、7654322."""
    local = number.shape in LOCAL_SHAPES and LOCAL.fullmatch(number.digits)
    if last.kind is not PersonalKind.LANDLINE or not local or NOT_CALLED.match(text, number.end):
        return None
    if not FURTHER.fullmatch(text, last.end, number.start):
        return None
    return Finding(number.start, number.end, PersonalKind.LANDLINE, masks.landline("", local.group()))


def abroad_in(text: str, number: Number) -> Finding | None:
    """A number of another country, written with + or 00 and its code."""
    plus = text[max(0, number.start - 1) : number.start] == "+"
    nought = number.digits.startswith("00")
    match = ABROAD.fullmatch(number.digits, 2 if nought else 0)
    if not (plus or nought) or not match or len(number.groups) > PARTS_MOST:
        return None
    if label_before(text, number.start) in {"code", "card"} or NOT_CALLED.match(text, number.end):
        return None
    return Finding(number.start - plus, number.end, PersonalKind.MOBILE, masks.abroad(match[1], match[2]))
