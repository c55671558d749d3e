"""What a file is, told by its content before any of it is opened: a workbook of a bearable size, or what else."""

import re
import zipfile
import zlib
from io import BytesIO

from ..foundation.kernel.errors import Invalid, Refusal
from ..foundation.kernel.words import N_
from .model import SHEET_BYTES_MOST, SHEET_UNPACKED_MOST

PARTS_MOST = 500
TAGS_MOST = 600_000
"""XML tags in the whole workbook: what a sheet of the most rows needs, and a limit on the time that reading takes."""
RANGE_CELLS_MOST = 200_000

OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1")
ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
OLD_WORKBOOK_STREAMS = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
ENCRYPTED_BIT = 0x1

NOT_A_SHEET = N_("This is not an Excel workbook (.xlsx), whatever its name says. Save the list as .xlsx and send that.")
OLD_SHEET = N_("This is an old Excel file (.xls). Open it, save it as .xlsx and send that.")
ENCRYPTED = N_("This file is protected by a password. Take the password away and send it again.")
MACROS = N_("This workbook holds macros. Save it as .xlsx, without macros, and send that.")
BROKEN = N_("This file is damaged and cannot be opened. Save it again in Excel and send that.")
TOO_MUCH = N_("Unpacked, this file is far larger than any list of members. It was not opened.")

CONTENT_TYPES = "[Content_Types].xml"
WORKBOOK_TYPES = (b"spreadsheetml.sheet.main+xml", b"spreadsheetml.template.main+xml")
MACRO_TYPE = b"macroEnabled"
UTF_16 = (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")
WIDE_TAGS = re.compile(rb"<(?:\w+:)?(?:mergeCell|hyperlink)\s([^>]*)")
REFERENCE = re.compile(rb"""\bref\s*=\s*["']([^"']*)["']""")
CELL_RANGE = re.compile(rb"\$?([A-Za-z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Za-z]{1,3})\$?([0-9]{1,7}))?")


class SheetTooLarge(Refusal):
    status = 413
    words = N_("The file is larger than %(megabytes)d MB. Split the list, or send it without pictures.")


def measure(content: bytes) -> None:
    """Refuse whatever is not a workbook that may safely be opened; raises SheetTooLarge (413) or Invalid (422)."""
    if len(content) > SHEET_BYTES_MOST:
        raise SheetTooLarge(megabytes=SHEET_BYTES_MOST // 1_000_000)
    if content.startswith(OLD_OFFICE):
        raise Invalid("file", _kind_of_old_file(content))
    if not zipfile.is_zipfile(BytesIO(content)):
        raise Invalid("file", BROKEN if content.startswith(b"PK\x03\x04") else NOT_A_SHEET)
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            _measure_parts(archive)
            _tell_kind(archive)
            _measure_content(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as damaged:
        raise Invalid("file", BROKEN) from damaged


def _kind_of_old_file(content: bytes) -> str:
    if ENCRYPTED_STREAM in content:
        return ENCRYPTED
    return OLD_SHEET if any(stream in content for stream in OLD_WORKBOOK_STREAMS) else NOT_A_SHEET


def _measure_parts(archive: zipfile.ZipFile) -> None:
    """Trust what the directory says: reading stops at the size that it names, and a lie about it is found then."""
    parts = archive.infolist()
    if len(parts) > PARTS_MOST or sum(part.file_size for part in parts) > SHEET_UNPACKED_MOST:
        raise Invalid("file", TOO_MUCH)
    if any(part.flag_bits & ENCRYPTED_BIT for part in parts):
        raise Invalid("file", ENCRYPTED)


def _tell_kind(archive: zipfile.ZipFile) -> None:
    types = archive.read(CONTENT_TYPES) if CONTENT_TYPES in archive.namelist() else b""
    if MACRO_TYPE in types:
        raise Invalid("file", MACROS)
    if not any(kind in types for kind in WORKBOOK_TYPES):
        raise Invalid("file", NOT_A_SHEET)


def _measure_content(archive: zipfile.ZipFile) -> None:
    """Every part is held against the limits, because any of them may turn out to be a sheet."""
    tags = cells = 0
    for part in archive.infolist():
        content = archive.read(part)
        if content.startswith(UTF_16):
            raise Invalid("file", BROKEN)
        tags += content.count(b"<")
        cells += sum(_cells_of(found[1]) for found in WIDE_TAGS.finditer(content))
        if tags > TAGS_MOST or cells > RANGE_CELLS_MOST:
            raise Invalid("file", TOO_MUCH)


def _cells_of(attributes: bytes) -> int:
    """How many cells a merged range or a link covers; one that cannot be understood counts as too many."""
    reference = REFERENCE.search(attributes)
    found = reference and CELL_RANGE.fullmatch(reference[1])
    if not found:
        return RANGE_CELLS_MOST + 1
    left, top, right, bottom = found.groups()
    if right is None:
        return 1
    return (_column_number(right) - _column_number(left) + 1) * (int(bottom) - int(top) + 1)


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number
