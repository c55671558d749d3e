"""Office files are archives: measured before anything in them is opened, and without a gap in which to hide."""

import re
import struct
import zipfile
from pathlib import PurePosixPath

from .faults import CUT_OFF, DAMAGED, PASSWORD, TOO_MUCH, TWO_IN_ONE, no

PARTS_MOST = 3_000
UNPACKED_MOST = 100_000_000
PART_MOST = 60_000_000
RATIO_MOST = 200
SMALL_PART = 1_000_000
"""Bytes, unpacked, up to which a part may be packed as tightly as it likes."""
END_RECORD = struct.Struct("<4s4H2LH")
END_SIGNATURE = b"PK\x05\x06"
LOCAL_HEADER = 30
DESCRIPTOR_LONGEST = 24
ENCRYPTED_BIT = 0x1
LINK, FILE_TYPE = 0o120000, 0o170000
METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
DRIVE = re.compile(r"[A-Za-z]:")


def measure(content: bytes, archive: zipfile.ZipFile) -> None:
    """Raises Invalid where the archive would unpack to too much, hides something, or leads out of itself.

    Sizes are those that the directory tells: reading stops there, and a lie about them is found then.
    """
    parts = archive.infolist()
    if len(parts) > PARTS_MOST or sum(part.file_size for part in parts) > UNPACKED_MOST:
        raise no(TOO_MUCH)
    if len({part.filename.casefold() for part in parts}) < len(parts):
        raise no(TWO_IN_ONE)
    for part in parts:
        _measure_part(part)
    _check_gaps(content, archive.start_dir, parts)


def check_end(content: bytes) -> None:
    """The archive ends where the file ends; raises Invalid."""
    end = content.rfind(END_SIGNATURE)
    if end < 0:
        raise no(CUT_OFF)
    if end + END_RECORD.size != len(content):
        raise no(CUT_OFF if end + END_RECORD.size > len(content) else TWO_IN_ONE)


def _measure_part(part: zipfile.ZipInfo) -> None:
    if part.flag_bits & ENCRYPTED_BIT:
        raise no(PASSWORD)
    if part.compress_type not in METHODS or (part.external_attr >> 16) & FILE_TYPE == LINK:
        raise no(DAMAGED)
    if part.file_size > max(SMALL_PART, part.compress_size * RATIO_MOST) or part.file_size > PART_MOST:
        raise no(TOO_MUCH)
    if _leads_out(part.orig_filename):
        raise no(TWO_IN_ONE)


def _leads_out(name: str) -> bool:
    unfit = "\0" in name or "\\" in name or name.startswith("/") or DRIVE.match(name)
    return bool(unfit) or ".." in PurePosixPath(name).parts


def _check_gaps(content: bytes, directory: int, parts: list[zipfile.ZipInfo]) -> None:
    """One part begins where the one before ends: none lies over another, and nothing lies between or before them."""
    at = 0
    for part in sorted(parts, key=lambda part: part.header_offset):
        if not 0 <= part.header_offset - at <= (DESCRIPTOR_LONGEST if at else 0):
            raise no(TWO_IN_ONE)
        if part.header_offset + LOCAL_HEADER > len(content):
            raise no(DAMAGED)
        name, extra = struct.unpack_from("<HH", content, part.header_offset + 26)
        at = part.header_offset + LOCAL_HEADER + name + extra + part.compress_size
    if not 0 <= directory - at <= DESCRIPTOR_LONGEST:
        raise no(TWO_IN_ONE)
