"""Amounts of money as people write them (23万, 4,999.5) and as they are kept: whole fen."""

from decimal import Decimal, InvalidOperation

from ..foundation.kernel.words import N_, Labelled, fold
from .model import FEN_MOST

USUAL_YUAN = 10_000
"""The order of what one case costs; it serves only to doubt amounts that are far from it."""

FAR_FROM_USUAL = 10_000


class Unit(Labelled):
    """In what an amount is entered."""

    YUAN = "yuan", N_("yuan")
    WAN = "wan", N_("ten thousand yuan")


YUAN_OF = {Unit.YUAN: 1, Unit.WAN: 10_000}
SIGNS = {"万": 10_000, "亿": 100_000_000, "千": 1_000, "w": 10_000}


IN_DIGITS = N_("Write the amount in digits, such as 230000 or 23万.")


class NotAnAmount(ValueError):
    """The text is not an amount of money; its only argument is a msgid."""


def fen_of(text: str, unit: Unit = Unit.YUAN) -> int | None:
    """`text` in fen: digits with separators, a decimal point, and 万 or 亿 behind it; None where it is empty.

    Where the text names its own unit (23万元), `unit` is not asked. Raises NotAnAmount.
    """
    written = fold(text).replace(",", "").replace(" ", "")
    if not written:
        return None
    bare = written.removesuffix("元").removeprefix("¥")
    if not bare:
        raise NotAnAmount(IN_DIGITS)
    times = YUAN_OF[unit]
    if bare[-1] in SIGNS:
        times, bare = SIGNS[bare[-1]], bare[:-1]
    elif written.endswith("元"):
        times = 1
    return _whole_fen(bare, times)


def _whole_fen(digits: str, times: int) -> int:
    if not digits.replace(".", "", 1).isdecimal() or not digits.isascii():
        raise NotAnAmount(IN_DIGITS)
    try:
        fen = Decimal(digits) * times * 100
    except InvalidOperation as odd:
        raise NotAnAmount(IN_DIGITS) from odd
    if fen != fen.to_integral_value():
        raise NotAnAmount(N_("An amount ends at the fen: two digits after the point, at most."))
    if fen > FEN_MOST:
        raise NotAnAmount(N_("No case has an amount as large as that."))
    return int(fen)


def doubtful(fen: int | None) -> bool:
    """Ten thousand times the usual: as if yuan had been entered as 万元."""
    return fen is not None and fen >= USUAL_YUAN * FAR_FROM_USUAL * 100


def yuan(fen: int | None) -> str:
    """The amount in full digits, in yuan: 230,000 or 4,999.50; empty where there is none."""
    if fen is None:
        return ""
    whole, rest = divmod(fen, 100)
    return f"{whole:,}.{rest:02d}" if rest else f"{whole:,}"


def plain(fen: int | None) -> str:
    """The same as a form takes it back: without separators."""
    return yuan(fen).replace(",", "")
