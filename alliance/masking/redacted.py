"""Numbers that somebody has redacted by half, and numbers that are spelt out: 6222***0128, 幺三八零零…"""

import re
from collections.abc import Iterator

from stdnum import luhn

from . import masks
from .cards import ISSUED, PROVINCES, checked_id
from .found import Finding
from .kinds import PersonalKind
from .labels import label_before

MASKED = re.compile(r"\d{4} (?:\d\d|\*\*)\*\* \*{4} [\d*]{4}")
CROSSES = re.compile(
    r"(?<=\d)[xX]{2,}(?=[\d\sxX*-])|(?<=\d)…{1,4}(?=\d)|(?<=\d)\.{3,6}(?=\d)|(?<=\d)_{2,}(?=\d)|(?<=\d)#{2,}(?=\d)"
)
REDACTED = re.compile(
    r"(?<![0-9A-Za-z_*])(?P<head>\d{3,12}|\d{6}[ -]\d{2,6}|\d{4}[ -]\d{1,4}|\d{4}[ -]\d{4}[ -]\d{1,4})[ -]?"
    r"(?P<stars>\*+(?:[ -]\*+){0,4})(?P<tail>(?:[ -]?\d{1,6}[xX]?)?)(?![0-9A-Za-z_*@])"
)
NUMERALS = "零一二三四五六七八九幺壹贰叁肆伍陆柒捌玖两洞拐"
AS_DIGITS = str.maketrans(NUMERALS, "01234567891123456789207")
_N = rf"[{NUMERALS}\d]"
SPOKEN = re.compile(rf"(?<!{_N})(?:{_N}{{11,19}}|{_N}(?:[ ,、.-]?{_N}){{10,18}})(?!{_N})")
MOBILE = re.compile(r"1[3-9]\d{9}")


def redacted_numbers(text: str) -> Iterator[Finding]:
    """Half redacted cards always; other numbers where they still show more than their mask does."""
    starred = CROSSES.sub(lambda found: "*" * len(found.group()), text)
    for match in REDACTED.finditer(starred):
        head, stars, tail = (re.sub("[ -]", "", match[part]) for part in ("head", "stars", "tail"))
        if not MASKED.fullmatch(match.group()):
            found = _read(head, stars, tail, label_before(text, match.start()))
            if found and found[1] != match.group():
                yield Finding(match.start(), match.end(), *found)


def _read(head: str, stars: str, tail: str, named: str | None) -> tuple[PersonalKind, str] | None:
    whole = head + stars + tail
    if named == "code":
        return None
    if len(whole) == 11 and re.match("1[3-9]", head):
        shown = masks.mobile(whole)
        return (PersonalKind.MOBILE, shown) if len(head) + len(tail) > 7 or len(head) > 3 else None
    identity = named == "id" or (named != "card" and head[:2] in PROVINCES - {"62"} and len(head) >= 6)
    if len(whole) in {15, 18} and identity:
        return (PersonalKind.ID_CARD, masks.id_card(whole)) if len(head) > 6 or len(tail) > 4 else None
    issued = ISSUED.match(head) and len(head) >= 4 and len(stars) >= 3
    if tail and (named == "card" or (issued and named in {None, "phone"})):
        return PersonalKind.BANK_CARD, masks.bank_card(head, tail)
    return None


def spoken_numbers(text: str) -> Iterator[Finding]:
    """Numbers written in Chinese numerals, all or some of them."""
    for match in SPOKEN.finditer(text):
        digits = re.sub(r"\D", "", match.group().translate(AS_DIGITS))
        if re.search(f"[{NUMERALS}]", match.group()):
            kind_and_shown = _spoken(digits, label_before(text, match.start()))
            if kind_and_shown:
                yield Finding(match.start(), match.end(), *kind_and_shown)


def _spoken(digits: str, named: str | None) -> tuple[PersonalKind, str] | None:
    if named == "code":
        return None
    if MOBILE.fullmatch(digits):
        return PersonalKind.MOBILE, masks.mobile(digits)
    if len(digits) == 18 and digits[:2] in PROVINCES and checked_id(digits):
        return PersonalKind.ID_CARD, masks.id_card(digits)
    if len(digits) >= 16 and ISSUED.match(digits) and (named == "card" or luhn.is_valid(digits)):
        return PersonalKind.BANK_CARD, masks.bank_card(digits[:6], digits[-4:])
    return None
