"""Fields into which people paste: what a word processor wrote as HTML is measured and kept as its words."""

from collections.abc import Sequence

from wtforms import StringField

from ..foundation.web.forms import TextBlock, TextLine
from ..masking.pasted import plain


class _Pasted(StringField):
    def process_formdata(self, valuelist: Sequence[str]) -> None:
        super().process_formdata([plain(one) for one in valuelist])


class PastedLine(_Pasted, TextLine):
    """One line of text."""


class PastedBlock(_Pasted, TextBlock):
    """Several lines of text."""
