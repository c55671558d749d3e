"""Fields into which people paste: what a word processor wrote as HTML is measured and kept as its words."""

from collections.abc import Sequence

from ..foundation.web.forms import TextBlock, TextLine
from ..masking.pasted import plain


class PastedLine(TextLine):
    """One line of text."""

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        super().process_formdata([plain(one) for one in valuelist])


class PastedBlock(TextBlock):
    """Several lines of text."""

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        super().process_formdata([plain(one) for one in valuelist])
