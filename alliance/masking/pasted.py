"""Text that was pasted as HTML: its words are kept, in their lines, not how they look.

A tag that cuts a number or a name in two would hide it from every search for what is personal.
"""

import re
from collections.abc import Iterator
from html import unescape

OF_A_WORD_PROCESSOR = re.compile(
    r"<!--\[if [^<>\]]*mso|<o:p\b|<[a-z][^<>]*(?:class=[\"']?Mso|\bmso-|xmlns:[ow]=)", re.I
)
"""Markup that no teller types; other angle brackets are words, of a phishing page perhaps, and stay."""

MARKUP = re.compile(r"(?P<opens><!--)|-->|<(?P<end>/?)(?P<tag>[a-z][a-z0-9:]*+)(?!\w)[^<>]*+>|<[!?][^<>]*+>", re.I)
"""Nothing of it is tried twice: whoever sends a megabyte of half a tag is answered at once."""
LOOKS = re.compile(
    r"<(?P<end>/?)(?P<tag>strong|strike|small|span|font|mark|code|big|sub|sup|div|ins|del|em|h[1-6]|ul|ol|li|[biusp])"
    r"(?:\s++[a-z][\w:-]*+\s*+=\s*+(?:\"[^\"<>]*+\"|'[^'<>]*+'|[^\s\"'<>=]++))*+\s*+>|<(?P<br>br)\s*+/?>",
    re.I,
)
"""How words look, wherever they were copied: such a tag goes with its other half. One alone is meant, as in a<b>c."""
UNSAID = frozenset({"head", "style", "script", "xml"})
LINES = frozenset({"p", "div", "br", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "table", "ul", "ol"})
BREAK, COMMENT = "\0", "<!--"


def plain(text: str) -> str:
    """The words of `text` if a word processor wrote it as HTML; else `text` without tags that say how it looks."""
    if "<" not in text:
        return text
    if not OF_A_WORD_PROCESSOR.search(text):
        return _without_looks(text)
    lines = (" ".join(line.split()) for line in "".join(_words(text)).split(BREAK))
    return "\n".join(line for line in lines if line)


def as_kept(text: str) -> str:
    """The same for a text that may be of one line: none begins in it that did not before."""
    return plain(text) if "\n" in text else " ".join(plain(text).splitlines())


def _without_looks(text: str) -> str:
    """`text` without the tags of looks that come in halves; where a paragraph or a line of them ends, a line ends."""
    halves = {(found["end"], found["tag"].lower()) for found in LOOKS.finditer(text) if found["tag"]}
    whole = {tag for _end, tag in halves if {("", tag), ("/", tag)} <= halves}

    def left(found: re.Match[str]) -> str:
        tag = (found["tag"] or found["br"]).lower()
        if not found["br"] and tag not in whole:
            return found[0]
        return "\n" if tag in LINES and (found["br"] or found["end"]) else ""

    fresh = LOOKS.sub(left, text)
    return text if fresh == text else fresh.strip("\n")


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
