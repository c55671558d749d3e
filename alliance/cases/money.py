"""A field for an amount of money: digits and their unit, kept as fen, shown in full digits, doubted when enormous."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from wtforms import Field, ValidationError
from wtforms.utils import unset_value

from ..foundation.kernel.words import tidy, unfit_character
from . import amounts
from .amounts import Unit

TYPED_MOST = 30


class MoneyField(Field):  # type: ignore[misc]
    """`data` is fen, or None where nothing is entered. `typed` and `unit` are what the person chose; `doubted`: the
    amount is so large that the unit is asked for, and taken once the box `sure` is ticked."""

    typed = ""
    unit = Unit.YUAN
    sure = False
    data: int | None

    def process(self, formdata: Any, data: Any = unset_value, extra_filters: Any = None) -> None:
        super().process(None, data, extra_filters)
        if formdata is not None and self.name in formdata:
            self._read(formdata)

    def process_data(self, value: int | None) -> None:
        self.data, self.typed = value, amounts.plain(value)

    def _read(self, formdata: Mapping[str, str]) -> None:
        self.typed = tidy(formdata.get(self.name, ""))
        self.unit = Unit.WAN if formdata.get(f"{self.name}-unit") == Unit.WAN else Unit.YUAN
        self.sure = formdata.get(f"{self.name}-sure") == "1"
        try:
            if len(self.typed) > TYPED_MOST or unfit_character(self.typed):
                raise amounts.NotAnAmount(amounts.IN_DIGITS)
            self.data = amounts.fen_of(self.typed, self.unit)
        except amounts.NotAnAmount as odd:
            self.data, self.typed = None, self.typed[:TYPED_MOST]
            self.process_errors = [_(str(odd))]

    @property
    def echo(self) -> str:
        """The amount in full digits, in yuan."""
        return amounts.yuan(self.data)

    @property
    def doubted(self) -> bool:
        return amounts.doubtful(self.data)

    def pre_validate(self, form: Any) -> None:
        if self.doubted and not self.sure:
            words = _("This is %(yuan)s yuan. Did you mean 万 or 元? If it is right, tick the box.", yuan=self.echo)
            raise ValidationError(words)
