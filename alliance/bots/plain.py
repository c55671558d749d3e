"""What somebody typed, put so that no chat program takes it for anything but words.

Each program has a markup of its own, and none keeps the escapes of the others: so every sign that one of them knows
(links, mentions of all, colours, emphasis) becomes its full-width twin, which reads alike in Chinese and does nothing.
An address that was typed does not become a link.
"""

import re

ACTIVE = "\\`*_{}[]()<>#!|~@&$"
TWINS = str.maketrans({sign: chr(ord(sign) + 0xFEE0) for sign in ACTIVE})
SCHEME = re.compile(r"(?<=[A-Za-z]):(?=//)")
DOTTED = re.compile(r"(?<=[\w-])\.(?=[^\W\d_])")
ELLIPSIS = "…"


def plain(text: str) -> str:
    """One line of words, and nothing but words."""
    line = " ".join(text.split()).translate(TWINS)
    return DOTTED.sub("．", SCHEME.sub("：", line))


def cut(text: str, most: int) -> str:
    """`text` in at most so many bytes of UTF-8: where it is longer, whole characters of it and an ellipsis."""
    raw = text.encode()
    if len(raw) <= most:
        return text
    return raw[: most - len(ELLIPSIS.encode())].decode(errors="ignore") + ELLIPSIS
