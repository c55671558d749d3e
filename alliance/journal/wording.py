"""Letters in words, in the language of the moment: whole, as one of several in a mail, and as HTML."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import current_app

LINK = "\u2060"
LEADS_ON = (":", "：")
"""How a line ends that stands before a link."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a letter says: its headline, its lines, and why one gets it."""

    headline: str
    lines: tuple[str, ...]
    why: str


def written(part: str, **values: Any) -> str:
    """A text of templates/mail, filled. No page stands around it, and an inbox asks for fifty of them."""
    return current_app.jinja_env.get_template(f"mail/{part}").render(**values)


def told(template: str, params: Mapping[str, Any]) -> Told:
    """The letter's own text; the way to its thing is its headline."""
    text = written(f"{template}.txt", base_url=LINK, site_name="", **params)
    headline, *rest = (line.strip() for line in text.splitlines() if line.strip())
    lines = [
        line
        for line, following in zip(rest, [*rest[1:], ""], strict=True)
        if LINK not in line and not (following.startswith(LINK) and line.endswith(LEADS_ON))
    ]
    return Told(headline, tuple(lines[:-1]), lines[-1] if lines else "")


def split(words: str) -> tuple[str, str]:
    """Subject and body of a text; its first line is the subject."""
    subject, _, body = words.strip().partition("\n")
    return subject.strip(), re.sub(r"\n{3,}", "\n\n", body.strip()) + "\n"


def paragraphs(body: str, base_url: str) -> Sequence[Sequence[tuple[str, bool]]]:
    """The body as paragraphs of (line, whether it is an address of the portal to follow)."""
    return [
        [(line.strip(), line.strip().startswith(base_url + "/")) for line in block.splitlines()]
        for block in re.split(r"\n\s*\n", body.strip())
    ]
