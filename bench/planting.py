"""Personal data planted into texts of others: whole names where a report leaves them out, numbers too."""

import re
from collections.abc import Iterator
from pathlib import Path
from random import Random

from .planted import MADE, ONE, SURNAMES, TWO

BODY = re.compile(r"^正文：\n", re.MULTILINE)
ANONYMOUS = re.compile(
    rf"(?P<surname>{'|'.join(sorted(SURNAMES, key=len, reverse=True))})(?:(?P<title>先生|女士|师傅)|某某?)"
)
ROLE = re.compile(r"(?<=民警|柜员|司机|老人|财务)(?=[\u4e00-\u9fff])")
SUBJECT = re.compile(r"(?<=[。；])[她他](?=[下接把核按称说])")
SAID = (
    *(
        "，联系电话{mobile}",
        "，电话{mobile_spaced}",
        "，座机{landline}",
        "（身份证号{id_card}）",
        "，收款账号{bank_card}",
    ),
    *(
        "（卡号{bank_card_half}）",
        "，卡号{bank_card_spaced}",
        "，对方微信号{wechat}",
        "，对方QQ号{qq}",
        "，邮箱{email}",
    ),
    *(
        "，家住{address}",
        "，住{village}",
        "，驾驶{plate}到场",
        "，户名{name}，账号{bank_card}",
        "，联系人{name}，{mobile}",
    ),
)
PLACED = re.compile(r"\{(\w+)\}")


def bodies(folder: Path) -> Iterator[str]:
    """The texts of a folder, each a file; what stands above a line 正文： is about the text and left out."""
    for path in sorted(folder.glob("*.txt")):
        yield BODY.split(path.read_text(encoding="utf-8"))[-1].strip()


def planted(text: str, random: Random) -> str:
    """`text` with values between brackets: [[kind:value]]."""

    def given() -> str:
        return random.choice(TWO if random.random() < 0.6 else ONE)

    def whole(match: re.Match[str]) -> str:
        return f"[[name:{match['surname']}{given()}]]{match['title'] or ''}"

    def somebody(_match: re.Match[str]) -> str:
        return f"[[name:{random.choice(SURNAMES)}{given()}]]"

    def told(match: re.Match[str]) -> str:
        said = random.choice(SAID) if random.random() < 0.5 else ""
        return PLACED.sub(lambda place: _value(place[1], random), said) + match[0]

    text = SUBJECT.sub(somebody, ANONYMOUS.sub(whole, text))
    text = ROLE.sub(lambda match: somebody(match) if random.random() < 0.5 else "", text)
    return re.sub("。", told, text)


def _value(place: str, random: Random) -> str:
    kind, made = MADE[place]
    return f"[[{kind}:{made(random)}]]"
