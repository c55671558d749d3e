"""Sheets and documents of office programs: parts that are looked through one by one, and packed anew for sharing.

The shared copy says nothing of who wrote it in its properties, and its pictures nothing of where they were taken.
Part and relationship names after ECMA-376.
"""

import re
import zipfile
import zlib
from collections.abc import Mapping
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit
from xml.etree.ElementTree import ParseError

from ..foundation.kernel.words import N_
from . import archives, instructions, pictures
from .faults import DAMAGED, FROM_ELSEWHERE, PAGE, TOO_MUCH, TWO_IN_ONE, no
from .model import FileKind

CONTENT_TYPES = "[Content_Types].xml"
MAIN_PARTS = {
    "spreadsheetml.sheet.main+xml": FileKind.XLSX,
    "wordprocessingml.document.main+xml": FileKind.DOCX,
}
ACTIVE_TYPES = re.compile(
    "vba|macro|oleobject|activex|webextension|dialogsheet|attachedtoolbars|keymapcustomizations|"
    "text/html|message/rfc822|application/rtf|application/x-msdownload"
)
FETCHING_TYPES = re.compile(r"externallink|connections\+xml|querytable")
ACTIVE_TIES = re.compile(
    "vbaproject|wordvbadata|oleobject|package|control|activexcontrolbinary|afchunk|subdocument|frame|"
    "xl(intl)?macrosheet|dialogsheet|webextension(taskpanes)?|extensibility|attachedtoolbars|"
    "keymapcustomizations|mailmerge(header)?source"
)
"""Relationships to what runs, or to a whole file within the file; by the last word of their type."""
FETCHING_TIES = re.compile("attachedtemplate|externallink(path)?|connections|querytable")
OPEN_SCHEMES = {"http", "https", "mailto", "tel", ""}
PROPERTIES = {
    "core-properties+xml": b"<cp:coreProperties xmlns:cp="
    b'"http://schemas.openxmlformats.org/package/2006/metadata/core-properties"/>',
    "extended-properties+xml": b"<Properties xmlns="
    b'"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>',
    "custom-properties+xml": b"<Properties xmlns="
    b'"http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"/>',
}
XML_ENDINGS = {".xml", ".rels", ".vml", ".svg"}
OTHER_ENDINGS = {".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".emf", ".wmf", ".wdp", ".odttf", ".fntdata"}
PRINTER_SETTINGS = re.compile(r"printersettings\d*\.bin$", re.IGNORECASE)
PROGRAM_OR_ARCHIVE = (b"PK\x03\x04", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"MZ", b"\x7fELF", bytes.fromhex("d0cf11e0"))
ENTITIES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
XML_BEGINNING = re.compile(rb"(?:\xef\xbb\xbf)?\s*<")
OTHER_ENCODING = re.compile(rb"^[^>]{0,60}encoding\s*=\s*[\"'](?!utf-8|us-ascii|ascii)", re.IGNORECASE)
LIST_MOST = 2_000_000
"""Bytes of a list of parts or relationships, which is read as a whole."""
PACKED_AT = (1980, 1, 1, 0, 0, 0)

NO_OFFICE = N_("This is an archive, but neither a docx nor an xlsx. Take the files out and send them one by one.")
MACROS = N_("This file holds macros or another file. Save it as .docx, .xlsx or .pdf without them and send that.")

# What comes of a damaged archive or of damaged XML; defusedxml refuses with ValueErrors.
DAMAGE = (EOFError, NotImplementedError, OSError, ParseError, RuntimeError, ValueError, zipfile.BadZipFile, zlib.error)


def kind_of(content: bytes) -> FileKind:
    """Which office file an archive is, after it was measured; raises Invalid."""
    archives.check_end(content)
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            archives.measure(content, archive)
            types = _types(archive)
    except DAMAGE as damaged:
        raise no(DAMAGED) from damaged
    _refuse_types(types)
    kinds = {kind for said in types.values() for name, kind in MAIN_PARTS.items() if said.endswith(name)}
    if len(kinds) != 1:
        raise no(TWO_IN_ONE if kinds else NO_OFFICE)
    return kinds.pop()


def shared(content: bytes) -> bytes:
    """The file packed anew without its properties; raises Invalid where a part acts, fetches, or is none of a file of
    this kind."""
    file = BytesIO()
    try:
        with zipfile.ZipFile(BytesIO(content)) as old, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as new:
            types = _types(old)
            for part in old.infolist():
                body = old.read(part)
                _check_part(part.filename, body)
                fresh = zipfile.ZipInfo(part.filename, PACKED_AT)
                new.writestr(fresh, _bare(f"/{part.filename}", body, types), zipfile.ZIP_DEFLATED)
    except DAMAGE as damaged:
        raise no(DAMAGED) from damaged
    return file.getvalue()


def _types(archive: zipfile.ZipFile) -> Mapping[str, str]:
    """Part, or `*.ending`, in lower case → content type."""
    if CONTENT_TYPES not in archive.namelist():
        raise no(NO_OFFICE)
    found = {}
    for entry in _parsed(archive.read(CONTENT_TYPES)):
        part = entry.get("PartName") or f"*.{entry.get('Extension', '')}"
        found[part.casefold()] = str(entry.get("ContentType", "")).casefold()
    return found


def _parsed(body: bytes) -> Any:
    from defusedxml.ElementTree import fromstring

    if len(body) > LIST_MOST:
        raise no(TOO_MUCH)
    return fromstring(body, forbid_dtd=True)


def _refuse_types(types: Mapping[str, str]) -> None:
    if any(ACTIVE_TYPES.search(said) for said in types.values()):
        raise no(MACROS)
    if any(FETCHING_TYPES.search(said) for said in types.values()):
        raise no(FROM_ELSEWHERE)


def _check_part(name: str, body: bytes) -> None:
    ending = f".{name.casefold().rpartition('.')[2]}"
    if name.endswith("/") and not body:
        return
    if ending in XML_ENDINGS:
        _check_xml(ending, body)
    elif ending not in OTHER_ENDINGS and not PRINTER_SETTINGS.search(name):
        raise no(MACROS)
    elif body.startswith(PROGRAM_OR_ARCHIVE):
        raise no(TWO_IN_ONE)


def _check_xml(ending: str, body: bytes) -> None:
    """It is read as UTF-8, so it must not be anything else to another reader."""
    if not XML_BEGINNING.match(body) or OTHER_ENCODING.search(body[:200]) or ENTITIES.search(body) or b"\0" in body:
        raise no(DAMAGED)
    if ending == ".rels":
        for tie in _parsed(body):
            _check_tie(tie)
    elif ending == ".svg" and (PAGE.search(body, body.find(b"<svg") + 1) or re.search(rb"\son\w+\s*=", body)):
        raise no(MACROS)
    elif instructions.fetch(body):
        raise no(FROM_ELSEWHERE)


def _check_tie(tie: Any) -> None:
    """A relationship: within the file, or a link that a person follows."""
    kind = str(tie.get("Type", "")).rpartition("/")[2].casefold()
    if ACTIVE_TIES.fullmatch(kind):
        raise no(MACROS)
    outside = str(tie.get("TargetMode", "")).casefold() == "external"
    link = kind == "hyperlink" and _may_be_followed(str(tie.get("Target", "")))
    if FETCHING_TIES.fullmatch(kind) or (outside and not link):
        raise no(FROM_ELSEWHERE)


def _may_be_followed(target: str) -> bool:
    return urlsplit(target).scheme.casefold() in OPEN_SCHEMES and "\\" not in target and not target.startswith("//")


def _bare(name: str, body: bytes, types: Mapping[str, str]) -> bytes:
    """A part without its properties or notes."""
    said = types.get(name.casefold(), "")
    for ending, empty in PROPERTIES.items():
        if said.endswith(ending):
            return empty
    return pictures.without_notes(body)
