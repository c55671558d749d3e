"""Identity cards (GB 11643: district, day of birth, check digit) and bank cards (Luhn, or named as such).

The last four digits alone (尾号0128) name no card, and everybody may read them: they stay.
"""

import re
from datetime import date

from stdnum import luhn
from stdnum.cn import ric, uscc

from . import masks
from .chains import Number
from .found import Finding
from .kinds import PersonalKind
from .labels import label_before

PROVINCES = frozenset(
    str(region + number)
    for region, most in ((11, 5), (21, 3), (31, 7), (41, 6), (50, 5), (61, 5), (71, 1), (81, 3))
    for number in range(most)
)
ISSUED = re.compile(r"62|4|5[1-5]|2[2-7]\d\d|3[4-7]|60|68|69|8[1-7]|9[0-9]")
"""How the numbers of cards begin: UnionPay, the international ones, and the old ones of Chinese banks."""
CARD_SHAPE = re.compile(
    r"(?:4,){2,}[1-4],|6,(?:4,)*\d\d?,|(?:4,){2,}\d,|1[2-9],|2[0-5],|(?:1,){16,19}|8,(?:8|11),|5,5,5,4,"
)
SHORT_CARD = 16
PARTED_CARDS = frozenset({16, 19})
"""A card of which so many digits were parted by one space, wherever it stands."""


def id_card_in(text: str, number: Number) -> Finding | None:
    """An identity card: 18 characters whose check digit is right, or that are named so; or the 15 of an old one."""
    code = number.digits.upper()
    if len(code) not in {15, 18}:
        return None
    if code[:2] not in PROVINCES or not code[:-1].isdigit() or _beside_letters(text, number):
        return None
    named = label_before(text, number.start)
    if not (checked_id(code) or (named == "id" and len(code) == 18)):
        return None
    if len(code) == 15 and (named in {"card", "code"} or not code.isdigit()):
        return None
    return Finding(number.start, number.end, PersonalKind.ID_CARD, masks.id_card(code))


def checked_id(code: str) -> bool:
    """Whether the day of birth is one, and the check digit (which the old cards do not have) is right."""
    born = code[6:14] if len(code) == 18 else "19" + code[6:12]
    try:
        date(int(born[:4]), int(born[4:6]), int(born[6:]))
    except ValueError:
        return False
    return 1900 <= int(born[:4]) <= 2100 and (len(code) == 15 or ric.calc_check_digit(code) == code[-1])


def bank_card_in(text: str, number: Number) -> Finding | None:
    """A bank card or account: 12 to 19 digits with a right check digit, or up to 25 behind a word that says so."""
    code = number.digits
    shape = "".join(f"{size}," for size in number.shape)
    named = label_before(text, number.start)
    parted = named == "card" and number.shape[0] < SHORT_CARD and len(code) in PARTED_CARDS and len(number.shape) == 2
    if not 12 <= len(code) <= 25 or not code.isdigit() or not (parted or CARD_SHAPE.fullmatch(shape)):
        return None
    if named == "code" or _beside_letters(text, number) or _is_uscc(code):
        return None
    checked = len(code) <= 19 and luhn.is_valid(code)
    issued = ISSUED.match(code) is not None
    if named == "card" or (checked and issued and (len(code) >= SHORT_CARD or code[:2] == "62")):
        return Finding(number.start, number.end, PersonalKind.BANK_CARD, masks.bank_card(code[:6], code[-4:]))
    return None


def _is_uscc(code: str) -> bool:
    return len(code) == 18 and bool(uscc.is_valid(code))


def _beside_letters(text: str, number: Number) -> bool:
    """Whether it is a part of a longer code with letters (an order, a company's number)."""
    before, after = text[max(0, number.start - 4) : number.start], text[number.end : number.end + 1]
    joined = bool(before) and (before[-1] == "_" or (before[-1].isascii() and before[-1].isalpha()))
    prefix = joined and not before.lower().endswith(("no", "id", "card"))
    return prefix or (after.isascii() and after.isalpha()) or after == "_"
