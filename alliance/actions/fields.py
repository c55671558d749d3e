"""A field for a whole number as people write it: 30, 1,200, 1.2万, also in full-width digits."""

import re
import unicodedata
from typing import Any

from flask_babel import gettext
from wtforms import StringField, ValidationError

from .model import FIGURE_MOST

NUMBER = re.compile(r"(\d{1,15})(?:\.(\d{1,4}))?(万)?")
WAN = 10_000


class WholeNumberField(StringField):  # type: ignore[misc]
    """Its data is the number, or None where nothing was written; what cannot be read stays as it was typed."""

    typed = ""

    def process_data(self, value: int | None) -> None:
        self.data, self.typed = value, "" if value is None else str(value)

    def process_formdata(self, valuelist: list[Any]) -> None:
        self.typed = str(valuelist[0]).strip() if valuelist else ""
        self.data = whole(self.typed)

    def _value(self) -> str:
        return self.typed

    def pre_validate(self, form: Any) -> None:
        if self.typed and self.data is None:
            raise ValidationError(gettext("Write a whole number, such as 30 or 1.2万."))
        if self.data is not None and self.data > FIGURE_MOST:
            raise ValidationError(gettext("The figure lies between 0 and a million millions."))


def whole(text: str) -> int | None:
    """The whole number that `text` writes, or None."""
    plain = unicodedata.normalize("NFKC", text).replace(",", "").replace(" ", "")
    found = NUMBER.fullmatch(plain)
    if found is None:
        return None
    digits, decimals, wan = found.groups()
    if not wan:
        return int(digits) if decimals is None or not int(decimals) else None
    return int(digits) * WAN + int((decimals or "").ljust(4, "0"))
