"""What office programs do by themselves when they open a file: fields of a document, formulas of a sheet.

Instructions are put together as the program would read them: a word may be spread over many pieces of a document.
"""

import re
from typing import Any
from xml.sax.handler import ContentHandler

QUICK_LOOK = re.compile(rb"instr|[<:]f[\s>]")
FIELD, FORMULA = "instrText", "f"
FETCHING_FIELD = re.compile(r"(?:^|\s)(?:DDEAUTO|DDE|INCLUDETEXT|INCLUDEPICTURE|LINK|IMPORT)\s", re.IGNORECASE)
FETCHING_FORMULA = re.compile(
    r"\b(?:WEBSERVICE|RTD|CALL|REGISTER(?:\.ID)?|EXEC)\s*\(|^=?[^!\"'\n]*\|[^!\n]*!", re.IGNORECASE | re.MULTILINE
)
"""The second is a call of another program: =cmd|' /C calc'!A0. It stands within one line: there may be very many."""


def fetch(body: bytes) -> bool:
    """Whether a part of an office file fetches something when it is opened; raises ValueError where it is damaged."""
    if not QUICK_LOOK.search(body):
        return False
    said = _Instructions()
    _parse(body, said)
    return bool(FETCHING_FIELD.search("".join(said.fields)) or FETCHING_FORMULA.search("".join(said.formulas)))


def _parse(body: bytes, said: ContentHandler) -> None:
    from xml.sax import SAXException

    from defusedxml.sax import parseString

    try:
        parseString(body, said, forbid_dtd=True)
    except SAXException as damaged:
        raise ValueError("damaged XML") from damaged


class _Instructions(ContentHandler):
    def __init__(self) -> None:
        super().__init__()
        self.fields: list[str] = []
        self.formulas: list[str] = []
        self._inside = ""

    def startElement(self, name: str, attrs: Any) -> None:
        self._inside = name.rpartition(":")[2]
        self.fields += [f" {value} " for key, value in attrs.items() if key.rpartition(":")[2] == "instr"]

    def characters(self, content: str) -> None:
        if self._inside == FIELD:
            self.fields.append(content)
        elif self._inside == FORMULA:
            self.formulas.append(content)

    def endElement(self, name: str) -> None:
        self._inside = ""
        if name.rpartition(":")[2] == FORMULA:
            self.formulas.append("\n")
