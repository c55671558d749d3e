"""Places that lead to a person: licence plates, and addresses down to the house."""

import re
from collections.abc import Iterator

from . import masks
from .found import TAKEN, Finding
from .kinds import PersonalKind

PLATE = re.compile(
    r"(?<![A-Za-z0-9])([京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼])([A-HJ-NP-Z])[ ·.•*-]{0,2}"
    r"((?:[A-HJ-NP-Z0-9][ ·-]?){4,5}[A-HJ-NP-Z0-9挂学警港澳领])(?![A-Za-z0-9*])",
    re.IGNORECASE,
)
HAN = "\u4e00-\u9fff"
COUNT = r"(?:[A-Za-z]?\d{1,5}(?:-\d{1,4}){0,2}[A-Za-z]?|[一二三四五六七八九十百零]{1,5}|[A-Za-z甲乙丙丁东西南北])"
NOT_A_HOUSE = r"(?![线文令码公通口窗柜台选嫌楼令]|院士|航站)"
_HOUSE_PARTS = "号楼|栋|幢|座|#楼?|排|单元|门|层|楼|室|户|房间?|寝室|区|期"
_ROOM = r"\d{3,4}(?!\d)"
_SHORT = rf"\d{{1,2}}-\d{{1,2}}-{_ROOM}|\d{{1,2}}-{_ROOM}|-\d{{1,4}}"
PART = rf"(?: ?(?:第?{COUNT} ?(?:{_HOUSE_PARTS}|号院?{NOT_A_HOUSE})|附{COUNT}号|{_SHORT}))"
_ROOM_ALONE = r"\d{3,4}(?![\d年万元人个余多名家户块])"
_TOWER = r"[^\W\d_路街巷区县镇村]{0,8}?(?:大厦|大楼|广场|中心|公寓|国际|商厦)(?:[A-Za-z东西南北]座?)?"
_NAMED = r"(?:[^\W\d_路街巷区县镇村]|小区|铁路){0,8}?"
STREET = (
    rf"(?P<street>(?<![套思线网电铁一半问带回])路|(?<!街)大?街|大道|巷|弄|胡同|(?<![知说街报渠频隧轨通])道|里|坊|线)"
    rf"(?:[东南西北中一二三四五]{{1,2}}段|[东南西北中])? ?(?:甲|乙|附)? ?"
    rf"(?:{COUNT} ?排 ?)?{COUNT} ?(?:号院?|弄){NOT_A_HOUSE}"
    rf"(?:(?:之|附){COUNT}号?)?"
    rf"(?:(?: ?{_NAMED}| ?, ?){PART}{{1,5}}(?:{_ROOM})?|-\d{{1,4}}| ?{_TOWER} ?{_ROOM_ALONE}| ?{_ROOM_ALONE})?"
)
VILLAGE = (
    rf"(?P<village>村|庄|屯|寨|堡|坪|营|湾|坝|社区|嘎查|[镇乡](?=第?{COUNT} ?(?:村民)?(?:小组|组)))(?:委会)?"
    rf"(?:[{HAN}]{{0,3}}?[沟窑岭坡湾塬峪梁片庄屯堡头东西南北中区])?"
    rf"(?:第?{COUNT} ?(?:村民)?(?:小组|组|社|生产队|队|屯|排)[{HAN}]{{0,4}}?)?"
    rf"(?: ?{COUNT} ?号(?:附{COUNT}号)?{NOT_A_HOUSE}|(?<=组)(?=村民|居民|人|[,。;)\n]|\Z))"
)
ESTATE = (
    rf"(?P<estate>小区|校区|大学|学院|花园|家园|公寓|新村|新城|国际|大厦|广场|宿舍楼?|家属[院区楼]|大院|[苑城府湾庭邸园居郡里阁轩村院寓])"
    rf"(?:[A-Za-z东南西北一二三四五六七八九]?\d?[区期])? ?"
    rf"(?:{COUNT} ?(?:号楼|栋|幢|座|#楼?)(?: ?{PART}{{1,4}}(?:{_ROOM})?| ?-? ?{_ROOM})"
    rf"|{COUNT} ?(?:号?宿?舍楼?|斋|号公寓) ?\d{{3,4}}(?!\d) ?[室房]?|{COUNT} ?单元{PART}{{1,3}}"
    rf"|\d{{1,3}}-\d{{1,3}}-{_ROOM}|\d{{1,2}}-\d{{3,4}}(?![\d-])|\d{{3,4}} ?(?:室|房))"
)
LONE = (
    rf"(?P<lone>)(?<![\dA-Za-z-])(?:{COUNT} ?(?:号楼|栋|幢|座|#楼) ?(?:{COUNT} ?单元 ?)?(?:\d{{1,2}} ?[层楼] ?)?"
    rf"(?:\d{{3,4}}(?!\d) ?[室号户房]?|[东西南北中][门户])|(?<=[{HAN}])\d{{1,2}}-\d{{1,2}}-\d{{3,4}}(?![\d-]))"
)
ADDRESS = re.compile(f"{STREET}|{VILLAGE}|{ESTATE}|{LONE}")
LEAD = re.compile(
    r"敲开|推开|走进|冲进|进入|家在|租住|回到|找到|抵达|返回|赶往|奔赴|直奔|出门|[报地]址|住在|家住|现住|暂住|住址|地址|居住|户籍|位于|住于|送到|寄到|送至|寄至|寄往|赶到|前往|来到"
    r"|(?:住|在|到|至|往|于|是|为|的|从|由|将|把|去|了|和(?!平)|与|给)(?![镇县区乡市村洪都])"
)
HOME = re.compile("[住址籍]")
OTHER_NUMBER = re.compile(r"\d{4,}[\dXx]?")
"""No part of the name of a place."""
NAME_LONGEST = 26


def plates(text: str) -> Iterator[Finding]:
    """Plates of cars, with the eight places of new-energy ones too; at least two of the last are digits."""
    for match in PLATE.finditer(text):
        number = re.sub("[ ·-]", "", match[3]).upper()
        if sum(character.isdigit() for character in number) >= 2:
            whole = f"{match[1]}{match[2].upper()}{number}"
            yield Finding(match.start(), match.end(), PersonalKind.PLATE, masks.plate(whole))


def addresses(text: str) -> Iterator[Finding]:
    """Addresses that name a house: street and number, estate and building, village and number."""
    end = 0
    for match in ADDRESS.finditer(text):
        kept = match.end(str(match.lastgroup)) if match.lastgroup else match.start()
        start = _begin(text, max(end, kept - NAME_LONGEST - 14), match.start())
        if text[match.end() - 1] == "组" and not _is_home(text, start, match.end()):
            continue
        if match.lastgroup == "lone" or kept - start >= 2:
            yield Finding(start, match.end(), PersonalKind.ADDRESS, masks.address(text[start:kept]))
            end = match.end()


def _is_home(text: str, start: int, end: int) -> bool:
    """Whether somebody lives there, and it is no place where something happens: 住某村三组, 某村三组村民."""
    return text[end : end + 1] in {"村", "居", "人"} or HOME.search(text, max(0, start - 4), start) is not None


def _begin(text: str, least: int, suffix: int) -> int:
    """Where the name of the place begins whose last part is at `suffix`: behind the word that leads to it."""
    run = text[least:suffix]
    first = max((run.rfind(stop) + 1 for stop in '\n,。;:!?、()<>"“”|/\t *' + TAKEN), default=0)
    leads = [match.end() for match in (*LEAD.finditer(run, first), *OTHER_NUMBER.finditer(run, first))]
    return least + max([first, *leads, len(run) - NAME_LONGEST])
