"""Text that comes out of a word processor as HTML: its words are kept, in their lines, not how they look."""

import re
from collections.abc import Iterator, Sequence
from html import unescape

from ..foundation.web.forms import TextBlock

OF_A_WORD_PROCESSOR = re.compile(
    r"<!--\[if [^<>\]]*mso|<o:p\b|<[a-z][^<>]*(?:class=[\"']?Mso|\bmso-|xmlns:[ow]=)", re.I
)
"""Markup that no teller types; other angle brackets are words, of a phishing page perhaps, and stay."""

MARKUP = re.compile(r"(?P<opens><!--)|-->|<(?P<end>/?)(?P<tag>[a-z][a-z0-9:]*+)(?!\w)[^<>]*+>|<[!?][^<>]*+>", re.I)
"""Nothing of it is tried twice: whoever sends a megabyte of half a tag is answered at once."""
UNSAID = frozenset({"head", "style", "script", "xml"})
LINES = frozenset({"p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "table", "ul", "ol"})
BREAK, COMMENT = "\0", "<!--"


def plain(text: str) -> str:
    """The words of `text` if a word processor wrote it as HTML; else `text` itself."""
    if not OF_A_WORD_PROCESSOR.search(text):
        return text
    lines = (" ".join(line.split()) for line in "".join(_words(text)).split(BREAK))
    return "\n".join(line for line in lines if line)


def _words(text: str) -> Iterator[str]:
    """What stands between the tags, with a BREAK where a line ends; nothing from within comments and styles."""
    after, within = 0, ""
    for found in MARKUP.finditer(text):
        if not within:
            yield unescape(text[after : found.start()]).replace(BREAK, "")
        after, tag = found.end(), (found["tag"] or "").lower()
        if within:
            closed = found[0].endswith("-->") if within == COMMENT else found["end"] and tag == within
            within = "" if closed else within
        elif found["opens"]:
            within = COMMENT
        elif tag in UNSAID and not found["end"]:
            within = tag
        elif tag in LINES:
            yield BREAK
    if not within:
        yield unescape(text[after:]).replace(BREAK, "")


class PastedBlock(TextBlock):
    """Several lines of text into which people paste."""

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        super().process_formdata([plain(one) for one in valuelist])
