"""Indicators: checked by kind, brought into one form, and shown so that nobody's whole number is read.

Sources: ISO/IEC 7812 (Luhn) for cards, the numbering plan of mainland China for telephones, WHATWG/IDNA for domains,
GB 11643 for identity cards, GB 32100 for companies, 3GPP TS 23.003 for devices.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from urllib.parse import urlsplit

from stdnum import luhn
from stdnum.cn import uscc

from ..foundation.kernel.words import N_, fold
from ..masking import masks
from ..masking.cards import checked_id
from ..masking.finding import masked
from . import wallets
from .vocabulary import IndicatorKind as K

CARD = re.compile(r"\d{12,19}")
HALF_CARD = re.compile(r"\d{4,6}[*x]{2,12}\d{3,4}")
PHONE = re.compile(r"(\+?\d{1,3}-?)?(1[3-9]\d{9}|0\d{2,3}-?\d{7,8}|[48]00-?\d{3}-?\d{4}|\d{5,12})")
DOMAIN = re.compile(r"([a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}")
ADDRESS = re.compile(r"\d{1,3}(\.\d{1,3}){3}")
ACCOUNT = re.compile(r"\S{3,60}")
WECHAT = re.compile(r"[a-z][a-z0-9_-]{5,19}")
QQ = re.compile(r"[1-9]\d{4,10}")
SERVICE = re.compile(r"(?:400|800)\d{7}|9[56]\d{3,6}|1\d{2}(?:\d{2})?")
"""400 and 800, the 95 and 96 of firms and authorities, and the short numbers of the networks and of emergencies."""
USUAL_PORTS = frozenset({None, 80, 443})
PARCEL = re.compile(r"[a-z0-9-]{8,32}", re.IGNORECASE)
ID_CARD = re.compile(r"\d{17}[\dX]")
USCC = re.compile(r"[0-9A-HJ-NPQRTUWXY]{18}")
PLATE = re.compile(
    "[京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][A-HJ-NP-Z][A-HJ-NP-Z0-9]{4,5}[A-HJ-NP-Z0-9挂学警港澳领]"
)
IMEI = re.compile(r"\d{15}")
PARTING = re.compile(r"[\s·.•-]+")
"""What people write between the parts of a plate or a number."""
PAYMENT = re.compile("[!-~]{4,200}")
CARD_LENGTH, MOBILE_LENGTH, LOCAL_LENGTH = 16, 11, 7
SPACES = re.compile(r"[\s　]+")
HXXP = re.compile(r"hxxp(?=s?:)", re.IGNORECASE)
DEFANGED = (("[.]", "."), ("(.)", "."), ("[:]", ":"), ("。", "."))


class NotThatKind(ValueError):
    """The text is no indicator of this kind; its only argument is a msgid."""


AS_WRITTEN = frozenset({K.WALLET, K.URL, K.APP, K.MERCHANT})
"""Kinds whose capitals are kept: a link with other letters leads elsewhere, and a name is read as it is written."""

COMPARED_AS = {K.SERVICE: K.PHONE, K.WECHAT: K.SOCIAL, K.QQ: K.SOCIAL}
"""Whoever tells a kind less exactly means the same account or number."""


def normal(kind: K, text: str) -> str:
    """`text` in the one form of its kind, so that equal ones are equal. Raises NotThatKind."""
    return _NORMAL[kind](unicodedata.normalize("NFKC", text).strip() if kind in AS_WRITTEN else fold(text))


def class_of(kind: K, value: str) -> K:
    """`kind`, but that the number of a service is told from a person's."""
    return K.SERVICE if kind is K.PHONE and SERVICE.fullmatch(value) else kind


def _matching(pattern: re.Pattern[str], words: str) -> Callable[[str], str]:
    def check(text: str) -> str:
        bare = SPACES.sub("", text)
        if not pattern.fullmatch(bare):
            raise NotThatKind(words)
        return bare

    return check


def _phone_number(text: str) -> str:
    """A number of a service has one form, with hyphens or without."""
    bare = _matching(PHONE, N_("This is not a telephone number."))(text)
    joined = bare.replace("-", "")
    return joined if SERVICE.fullmatch(joined) else bare


def _service(text: str) -> str:
    words = N_("The number of a service begins with 400, 800, 95 or 96, or is a short one such as 10086.")
    return _matching(SERVICE, words)(text.replace("-", ""))


def _wallet(text: str) -> str:
    address = wallets.one_form(text)
    if address is None:
        raise NotThatKind(N_("This is not a wallet's address."))
    return address


def _bank_account(text: str) -> str:
    """12 to 19 digits, or a half-redacted card. A failing check digit is no fault: company accounts have none."""
    bare = SPACES.sub("", text).replace("-", "")
    if not CARD.fullmatch(bare) and not HALF_CARD.fullmatch(bare):
        raise NotThatKind(N_("A card or account has 12 to 19 digits; hidden ones are written as *."))
    return bare


def _url(text: str) -> str:
    """A site without its defanging; the host in ASCII (IDNA), with the port where it is an unusual one."""
    bare = SPACES.sub("", text)
    for written, meant in DEFANGED:
        bare = bare.replace(written, meant)
    bare = HXXP.sub("http", bare)
    try:
        parts = urlsplit(bare if "://" in bare else f"//{bare}")
        host, port = (parts.hostname or "").encode("idna").decode(), parts.port
    except (ValueError, UnicodeError) as odd:
        raise NotThatKind(N_("This is not a website or a domain.")) from odd
    if parts.scheme not in {"", "http", "https"} or not (DOMAIN.fullmatch(host) or ADDRESS.fullmatch(host)):
        raise NotThatKind(N_("This is not a website or a domain."))
    behind = "" if port in USUAL_PORTS else f":{port}"
    return host + behind + parts.path.rstrip("/") + (f"?{parts.query}" if parts.query else "")


def _app(text: str) -> str:
    bare = " ".join(text.split())
    if not bare:
        raise NotThatKind(N_("Fill this in."))
    return bare


def _id_card(text: str) -> str:
    """18 characters with a real day of birth in them."""
    words = N_("An identity card has 18 characters, with a day of birth from the seventh on.")
    bare = _parted(ID_CARD, words)(text)
    try:
        date.fromisoformat(bare[6:14])
    except ValueError as odd:
        raise NotThatKind(words) from odd
    return bare


def _parted(pattern: re.Pattern[str], words: str) -> Callable[[str], str]:
    return lambda text: _matching(pattern, words)(PARTING.sub("", text).upper())


_NORMAL: Mapping[K, Callable[[str], str]] = {
    K.BANK_ACCOUNT: _bank_account,
    K.PHONE: _phone_number,
    K.SERVICE: _service,
    K.URL: _url,
    K.APP: _app,
    K.SOCIAL: _matching(ACCOUNT, N_("An account has 3 to 60 characters without spaces.")),
    K.WECHAT: _matching(WECHAT, N_("A WeChat ID begins with a letter: 6 to 20 letters, digits, hyphens, underscores.")),
    K.QQ: _matching(QQ, N_("A QQ number has 5 to 11 digits and does not begin with 0.")),
    K.WALLET: _wallet,
    K.PARCEL: _matching(PARCEL, N_("A parcel number has 8 to 32 letters and digits.")),
    K.ID_CARD: _id_card,
    K.USCC: _parted(USCC, N_("A unified social credit code has 18 digits and letters, without I, O, S, V and Z.")),
    K.PLATE: _parted(PLATE, N_("A licence plate is written like 晋A12345.")),
    K.IMEI: _parted(IMEI, N_("An IMEI has 15 digits.")),
    K.MERCHANT: _matching(PAYMENT, N_("A payment code or merchant number has 4 to 200 letters, digits and signs.")),
}


def checks_out(kind: K, value: str) -> bool:
    """False where its check digits fail: it is kept, and marked as doubtful."""
    check = _CHECKS.get(kind)
    return check is None or bool(check(value))


_CHECKS: Mapping[K, Callable[[str], bool]] = {
    K.WALLET: wallets.checks_out,
    K.BANK_ACCOUNT: lambda value: not CARD.fullmatch(value) or luhn.is_valid(value),
    K.ID_CARD: checked_id,
    K.USCC: uscc.is_valid,
    K.IMEI: luhn.is_valid,
}


def shown(kind: K, value: str) -> str:
    """How a normal value is shown: sites defanged, apps and companies as they are, all without what is personal in
    them; whatever could be a person's cut short."""
    return _SHOWN.get(kind, masks.account)(value)


def _defanged(value: str) -> str:
    host, slash, rest = masked(value).partition("/")
    return "hxxp://" + host.replace(".", "[.]") + slash + rest


def _account(value: str) -> str:
    return value if HALF_CARD.fullmatch(value) else f"{value[:6]}******{value[-_last(value) :]}"


def _last(account: str) -> int:
    """How many digits of an account stay at its end; of a short one too few are left for four."""
    return 4 if len(account) >= CARD_LENGTH else 2


def _phone(value: str) -> str:
    """The numbers of services stay, as all short ones; of one without prefix or area code only the last four do."""
    if len(value) < LOCAL_LENGTH or SERVICE.fullmatch(value):
        return value
    return f"{value[:3]}****{value[-4:]}" if len(value) >= MOBILE_LENGTH else f"****{value[-4:]}"


_SHOWN: Mapping[K, Callable[[str], str]] = {
    K.URL: _defanged,
    K.APP: masked,
    K.USCC: masked,
    K.ID_CARD: masks.id_card,
    K.PLATE: masks.plate,
    K.BANK_ACCOUNT: _account,
    K.PHONE: _phone,
    K.SERVICE: _phone,
    K.WALLET: lambda value: f"{value[:6]}…{value[-6:]}",
}
