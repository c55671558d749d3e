"""Invented personal data of every kind, made by a seeded generator, to be planted into the sentences of a bench."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random

from stdnum import luhn
from stdnum.cn import ric

_WORDS: defaultdict[str, list[str]] = defaultdict(list)
for _line in (Path(__file__).parent / "planted_words.txt").read_text(encoding="utf-8").splitlines():
    _list, _, _words = _line.partition(":")
    _WORDS[_list] += _words.split()
SURNAMES, TWO, ONE = (_WORDS[name] for name in ("surnames", "two", "one"))
RARE, COMPOUND, ETHNIC, TRADITIONAL = (_WORDS[name] for name in ("rare", "compound", "ethnic", "traditional"))
ROADS, ESTATES, VILLAGES = (_WORDS[name] for name in ("roads", "estates", "villages"))
AREAS = ["", *_WORDS["areas"]]
DISTRICTS, BINS, AREA_CODES = (_WORDS[name] for name in ("districts", "bins", "codes"))
DOMAINS, HANDLES = _WORDS["domains"], _WORDS["handles"]
PROVINCES = "晋京津沪冀豫云辽黑湘皖鲁苏浙赣鄂桂甘蒙陕吉闽贵粤青藏川宁琼渝新"
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"


def name(r: Random) -> str:
    return r.choice(SURNAMES) + (r.choice(TWO) if r.random() < 0.6 else r.choice(ONE))


def name_rare(r: Random) -> str:
    return r.choice(RARE) + (r.choice(TWO) if r.random() < 0.6 else r.choice(ONE))


def name_compound(r: Random) -> str:
    return r.choice(COMPOUND) + (r.choice(TWO) if r.random() < 0.5 else r.choice(ONE))


def digits(r: Random, count: int) -> str:
    return "".join(r.choice("0123456789") for _ in range(count))


def mobile(r: Random) -> str:
    return "1" + r.choice("3456789") + digits(r, 9)


def mobile_spaced(r: Random) -> str:
    number, sign = mobile(r), r.choice(" -")
    return sign.join((number[:3], number[3:7], number[7:]))


def mobile_full(r: Random) -> str:
    return "".join(chr(ord(digit) + 0xFEE0) for digit in mobile(r))


def mobile_spoken(r: Random) -> str:
    return "".join("零一二三四五六七八九"[int(digit)] for digit in mobile(r)).replace("一", r.choice("一幺"))


def mobile_intl(r: Random) -> str:
    return r.choice(("+86", "+86 ", "+86-", "0086")) + mobile(r)


def abroad(r: Random) -> str:
    return r.choice(("+852 ", "00852", "+95", "+1 ", "+855 ")) + r.choice("25679") + digits(r, r.choice((7, 8)))


def landline(r: Random) -> str:
    area, number = r.choice(AREA_CODES), r.choice("2345678") + digits(r, 7 if r.random() < 0.5 else 6)
    return r.choice(
        (f"{area}-{number}", f"{area}{number}", f"（{area}）{number}", f"({area}){number}", f"{area} {number}")
    )


def id_card(r: Random) -> str:
    born = f"{r.randint(1940, 2012)}{r.randint(1, 12):02}{r.randint(1, 28):02}"
    bare = r.choice(DISTRICTS) + born + digits(r, 3)
    code = bare + ric.calc_check_digit(bare + "0")
    return code.lower() if r.random() < 0.1 else code


def id_card_old(r: Random) -> str:
    return f"{r.choice(DISTRICTS)}{r.randint(40, 85)}{r.randint(1, 12):02}{r.randint(1, 28):02}{digits(r, 3)}"


def id_card_spaced(r: Random) -> str:
    code = id_card(r)
    return " ".join((code[:6], code[6:14], code[14:]))


def bank_card(r: Random) -> str:
    bare = r.choice(BINS)
    bare += digits(r, (16 if bare[0] == "4" else r.choice((16, 19))) - 1 - len(bare))
    return bare + luhn.calc_check_digit(bare)


def bank_card_spaced(r: Random) -> str:
    code = bank_card(r)
    return " ".join(code[place : place + 4] for place in range(0, len(code), 4))


def bank_card_half(r: Random) -> str:
    code, star = bank_card(r), r.choice("*＊x")
    head = r.choice((4, 6))
    return code[:head] + star * r.choice((3, 4, 6, 9)) + code[-r.choice((3, 4)) :]


def account_bad(r: Random) -> str:
    code = bank_card(r)
    return r.choice((code[:-1] + str((int(code[-1]) + 3) % 10), "1405" + digits(r, 14), "0502" + digits(r, 15)))


def plate(r: Random) -> str:
    place = r.choice(PROVINCES) + r.choice(LETTERS[:12])
    if r.random() < 0.3:
        return place + r.choice(("", "·")) + r.choice("DF") + digits(r, 5)
    return (
        place
        + r.choice(("", "·", " "))
        + r.choice((digits(r, 5), r.choice(LETTERS) + digits(r, 4), digits(r, 3) + "AB"))
    )


def wechat(r: Random) -> str:
    if r.random() < 0.15:
        return "wxid_" + "".join(r.choice("abcdefghijk0123456789") for _ in range(14))
    return r.choice(HANDLES) + r.choice(("", "_", "-")) + r.choice(HANDLES)[:3] + digits(r, r.choice((2, 3, 4, 6)))


def qq(r: Random) -> str:
    return r.choice("123456789") + digits(r, r.choice((5, 7, 8, 9)))


def email(r: Random) -> str:
    local = r.choice((digits(r, 9), r.choice(HANDLES) + r.choice((".", "_", "")) + r.choice(HANDLES) + digits(r, 2)))
    return f"{local}@{r.choice(DOMAINS)}"


def address(r: Random) -> str:
    building, unit, room = r.randint(1, 32), r.randint(1, 4), f"{r.randint(1, 28)}0{r.randint(1, 4)}"
    inside = r.choice(("{}号楼{}单元{}室", "{}栋{}单元{}", "{0}幢{2}室", "{}-{}-{}")).format(building, unit, room)
    street, estate = r.choice(ROADS) + f"{r.randint(1, 360)}号", r.choice(ESTATES) + inside
    return r.choice(AREAS) + r.choice((street, street + estate, estate, f"{street}院{building}号楼{room}室"))


def village(r: Random) -> str:
    return f"{r.choice(AREAS)}{r.choice(VILLAGES)}{r.choice(('3组', '第二村民小组', '五组', ''))}{r.randint(1, 180)}号"


MADE: Mapping[str, tuple[str, Callable[[Random], str]]] = {
    "name": ("name", name),
    "name_rare": ("name", name_rare),
    "name_compound": ("name", name_compound),
    "name_ethnic": ("name", lambda r: r.choice(ETHNIC)),
    "name_trad": ("name", lambda r: r.choice(TRADITIONAL)),
    "mobile": ("mobile", mobile),
    "mobile_spaced": ("mobile", mobile_spaced),
    "mobile_full": ("mobile", mobile_full),
    "mobile_spoken": ("mobile", mobile_spoken),
    "mobile_intl": ("mobile", mobile_intl),
    "abroad": ("mobile", abroad),
    "landline": ("landline", landline),
    "id_card": ("id_card", id_card),
    "id_card_old": ("id_card", id_card_old),
    "id_card_spaced": ("id_card", id_card_spaced),
    "bank_card": ("bank_card", bank_card),
    "bank_card_spaced": ("bank_card", bank_card_spaced),
    "bank_card_half": ("bank_card", bank_card_half),
    "account_bad": ("bank_card", account_bad),
    "plate": ("plate", plate),
    "wechat": ("wechat", wechat),
    "qq": ("qq", qq),
    "email": ("email", email),
    "address": ("address", address),
    "village": ("address", village),
}
"""{place in a sentence: (kind, what makes a value)}."""
