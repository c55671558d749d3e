"""Seventy values that went wrong somewhere, and a page that remembers every field of its forms."""

from werkzeug.test import TestResponse

from tests.screenless import Form, Page

DEEP = "W" * 20_000
NASTY = (
    "",
    " ",
    "\x00",
    "a\x00b",
    "\x08\x1b[31m",
    "\u202enasty\u202c",
    "\u200b\u200d\ufeff",
    "\ufffd\ufffe\uffff",
    "\U000e0001\U0010ffff",
    "\ue000",
    "\u2028\u2029",
    "e\u0301" * 40,
    "\ufdfa" * 250,
    "ﬃ" * 250 + "@example.org",
    "𠮷野家",
    "👩‍👩‍👧‍👦",
    "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢",
    "甲" * 10_000,
    "甲" * 120,
    "<nasty>",
    "</title><nasty>",
    '"><nasty>',
    "'><nasty>",
    '" onfocus="nasty()" autofocus="',
    "<script>nasty()</script>",
    "</textarea><nasty>",
    "<!--<nasty>",
    "javascript:nasty()",
    "data:text/html,<nasty>",
    "{{ 987654321 * 9 }}",
    "{% include 'nasty' %}",
    "${987654321*9}",
    "%(nasty)s",
    "%s%n%d",
    "{0.__class__}",
    "' OR '1'='1",
    "'; DROP TABLE person; --",
    "\\",
    "%",
    "_%_",
    "*",
    "../../../../etc/passwd",
    "..\\..\\windows",
    "//nasty.example/",
    "https://nasty.example/",
    "/\\nasty.example",
    "nasty\r\nX-Nasty: 1",
    "nasty\nBcc: nasty@example.org",
    "nasty\ttab",
    "=1+1",
    "＝1+1",
    "@nasty",
    "0",
    "-1",
    "1.5",
    "1e309",
    "NaN",
    "Infinity",
    "2147483648",
    "9223372036854775808",
    "9" * 5_000,
    "drop-" + "9" * 5_000,
    "١٢٣",
    "²",
    "0x1F",
    "1_000",
    "true",
    "null",
    "[]",
    "[" * 3_000,
    '{"a": 1}',
    "0000-00-00",
    "9999-12-31",
    "2022-02-30",
    "00000000-0000-0000-0000-000000000000",
    "not-a-uuid",
    "{6fa459ea-ee8a-3ca4-894e-db77e160355e}",
    "nasty@localhost",
    '"nasty nasty"@example.org',
    "nasty@例子.中国",
    "2022-01-01T00:00",
    "TWpBeU1nPT0=",
)
SHARP = ("<nasty>{{ 987654321 * 9 }}", "nasty\r\nX-Nasty: 1", "\ufdfa" * 30, "2147483648")
"""What a form may well take: then the command meets it, alone among fitting values."""


CHOSEN = {"checkbox", "radio", "submit"}


class Fields(Page):
    """The forms of a page with every field that they have, ticked, chosen and pressed where nothing is yet.

    `free`: the names of those into which one writes.
    """

    def __init__(self, response: TestResponse) -> None:
        self._spare: list[tuple[Form, str, str]] = []
        self.free: set[str] = set()
        super().__init__(response)
        for form, name, value in self._spare:
            form.values[name] = form.values.get(name) or value

    def _take_field(self, tag: str, values: dict[str, str]) -> None:
        super()._take_field(tag, values)
        name = self._select if tag == "option" else values.get("name")
        if name and (tag == "textarea" or (tag == "input" and values.get("type") not in CHOSEN)):
            self.free.add(name)
        if name and tag in {"option", "input", "button"}:
            self._spare.append((self.forms[-1], name, values.get("value", "")))
