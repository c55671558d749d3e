"""The number of a mobile phone, as it is kept and as others see it."""

import re
import unicodedata

from ..foundation.kernel.errors import Invalid
from ..foundation.kernel.words import N_
from ..masking import masks

MOBILE = re.compile(r"1[3-9]\d{9}")
BETWEEN = re.compile(r"[\s\-－—()（）]")


def mobile_number(text: str, field: str = "phone") -> str:
    """The eleven digits of a mainland mobile phone; Invalid where it is none."""
    digits = BETWEEN.sub("", unicodedata.normalize("NFKC", text)).removeprefix("+86").removeprefix("0086")
    if not MOBILE.fullmatch(digits) or not digits.isascii():
        raise Invalid(field, N_("Type the eleven digits of a mobile phone, such as 13800000000."))
    return digits


def masked_name(name: str) -> str:
    return masks.name(name[:1]) if name else ""


def masked_phone(phone: str) -> str:
    return masks.mobile(phone) if phone else ""
