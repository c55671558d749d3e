"""Names in networks: WeChat IDs, QQ numbers, e-mail addresses."""

import re
from collections.abc import Iterator

from . import masks
from .found import Finding
from .kinds import PersonalKind

EMAIL = re.compile(
    r"(?<![A-Za-z0-9._%+*-])([A-Za-z0-9][A-Za-z0-9._%+-]{0,63})(?: ?@ ?|\[at\]|\(at\)|#(?=(?:qq|163|126|gmail)\.))"
    r"((?:[A-Za-z0-9-]{1,63}\.){1,4}[A-Za-z]{2,12})(?![A-Za-z0-9@-])",
    re.IGNORECASE,
)
_LINKS = (
    "号码|帐号|账号|群号|号|群|id|是|为|叫|我|搜|加|搜索|联系|添加|绑定|同号|备用|小号|大号|名|均|都|也|/电话|/手机"
)
BETWEEN = rf"(?P<between>(?: ?(?:{_LINKS})|[ \t]?[:=,>\-(\[\"'“”‘’「《、+#][ \t]?| ){{0,4}})"
WECHAT_WORD = (
    r"(?:[微薇威徽维崴v] ?[信❤♥♡💗芯xX] ?|卫星号?"
    r"|绿泡泡|绿色软件|wechat|weixin|(?<![a-z0-9])(?:vx|wx|wei)(?![a-z])"
    r"|[加\+➕搜][ 我他她]?(?:[vw](?![a-z0-9])|微)|(?<![a-z0-9])[vw](?=[:号])"
    r"|[我他她的]微(?=[: 是]?[a-z0-9])|[她他我的][vw](?=[: 是]|[a-z]{2}))"
)
_OWNED = r" ?(?:[(,:] ?)?(?:是|为)?(?:我的|他的|她的|对方的?|本人的?)?"
_NAME = "[a-z][a-z0-9_-]{5,19}"
WECHAT = re.compile(rf"{WECHAT_WORD}{BETWEEN}(?P<name>{_NAME}|[0-9]{{5,12}})(?![a-z0-9_@*-]|\.[a-z])", re.IGNORECASE)
WECHAT_BEHIND = re.compile(rf"(?<![a-z0-9_.@*-])(?P<name>{_NAME}){_OWNED}(?:微信|vx|wx)(?![a-z])", re.IGNORECASE)
WECHAT_OWN = re.compile(r"(?<![a-z0-9_@*-])(?P<name>wxid_[a-z0-9]{6,20})(?![a-z0-9_@*-])", re.IGNORECASE)
QQ_WORD = (
    r"(?:(?<![a-z0-9])q ?q(?![a-z])|扣扣|企鹅号?|秋秋|球球|抠抠|(?<![a-z0-9])q(?=[:号群我他她]|\d{6,})"
    r"|[加+] ?q(?![a-z])"
    r"|扣(?=号|[:是]? ?\d{7,})|群号|群(?=[:是]\d))"
)
QQ = re.compile(
    rf"{QQ_WORD}{BETWEEN}(?P<name>[1-9][0-9]{{4,10}}|[1-9][0-9]{{1,3}}(?:[ -][0-9]{{2,4}}){{1,3}})"
    r"(?![0-9a-z_@*]|\.[a-z0-9])",
    re.IGNORECASE,
)
QQ_BEHIND = re.compile(rf"(?<![a-z0-9_.@*-])(?P<name>[1-9][0-9]{{4,10}}){_OWNED}(?:q ?q(?![a-z])|扣扣)", re.IGNORECASE)
_AND = r" ?(?:[,、/;]|或者?|和|及) ?"
FURTHER = {
    PersonalKind.WECHAT: re.compile(
        rf"{_AND}(?P<name>{_NAME}|[1-9][0-9]{{4,10}})(?![a-z0-9_@*]|\.[a-z0-9])", re.IGNORECASE
    ),
    PersonalKind.QQ: re.compile(rf"{_AND}(?P<name>[1-9][0-9]{{4,10}})(?![a-z0-9_@*]|\.[a-z0-9])", re.IGNORECASE),
}
FURTHER_MOST = 20
COUNTED = re.compile(r" ?(?:元|万|亿|人|个|名|条|次|余|块|多|位|年|月|日|笔|起|w|%|美元|群成员)", re.IGNORECASE)
MOBILE = re.compile(r"1[3-9]\d{9}")
SURE = re.compile(r"号|id|[:=(\[\"“「]|加|搜", re.IGNORECASE)
ORDINARY = frozenset(
    {"android", "iphone", "windows", "wechat", "weixin", "group", "official", "huawei", "xiaomi", "douyin"}
)


def emails(text: str) -> Iterator[Finding]:
    for match in EMAIL.finditer(text):
        yield Finding(match.start(), match.end(), PersonalKind.EMAIL, masks.email(match[1], match[2]))


def wechat_names(text: str) -> Iterator[Finding]:
    """IDs beside the word WeChat, in any of its disguises. A mobile number there stays one."""
    for match in WECHAT.finditer(text):
        if _is_wechat(match):
            yield from _named(text, match, PersonalKind.WECHAT)
    for pattern in (WECHAT_OWN, WECHAT_BEHIND):
        for match in pattern.finditer(text):
            if match["name"].lower() not in ORDINARY:
                yield _finding(match, PersonalKind.WECHAT)


def _is_wechat(match: re.Match[str]) -> bool:
    name, word = match["name"], match.group()[: match.start("between") - match.start()]
    said = SURE.search(match["between"]) or not word.lower().endswith(("信", "wechat", "weixin"))
    return name.lower() not in ORDINARY and bool(said or re.search(r"[\d_-]", name))


def qq_numbers(text: str) -> Iterator[Finding]:
    for match in QQ.finditer(text):
        yield from _named(text, match, PersonalKind.QQ)
    for match in QQ_BEHIND.finditer(text):
        if not MOBILE.fullmatch(match["name"]):
            yield _finding(match, PersonalKind.QQ)


def _named(text: str, match: re.Match[str] | None, kind: PersonalKind) -> Iterator[Finding]:
    """The name that was found, and those listed behind it; neither sums nor mobile numbers."""
    for _turn in range(FURTHER_MOST):
        if match is None or COUNTED.match(text, match.end()):
            return
        if not MOBILE.fullmatch(match["name"]):
            yield _finding(match, kind)
        match = FURTHER[kind].match(text, match.end())


def _finding(match: re.Match[str], kind: PersonalKind) -> Finding:
    bare = re.sub("[ -]", "", match["name"]) if kind is PersonalKind.QQ else match["name"]
    return Finding(match.start("name"), match.end("name"), kind, masks.account(bare))
