"""The number of a mobile phone, as it is kept and as others see it; and what others see of a name."""

import re
import unicodedata

from ..foundation.kernel.errors import Invalid
from ..foundation.kernel.words import N_
from ..masking import masks
from ..masking.surnames import COMPOUND

MOBILE = re.compile(r"1[3-9]\d{9}")
BETWEEN = re.compile(r"[\s\-－—()（）]")
TAIL = 4
"""So many digits at the end of a number, beside a masked name, tell people apart at a table."""


def mobile_number(text: str, field: str = "phone") -> str:
    """The eleven digits of a mainland mobile phone; Invalid where it is none."""
    digits = BETWEEN.sub("", unicodedata.normalize("NFKC", text)).removeprefix("+86").removeprefix("0086")
    if not MOBILE.fullmatch(digits) or not digits.isascii():
        raise Invalid(field, N_("Type the eleven digits of a mobile phone, such as 13800000000."))
    return digits


def masked_name(name: str) -> str:
    """张*, 欧阳*; empty where there is no name any more. Of two characters the second is always a given name."""
    surname = name[:2] if name[:2] in COMPOUND and len(name) > 2 else name[:1]
    return masks.name(surname) if name else ""


def tail_of(phone: str) -> str:
    return phone[-TAIL:]


def masked_phone(phone: str) -> str:
    return masks.mobile(phone) if phone else ""
