"""Pictures: walked through to their last byte, and drawn anew without place, camera and words for the shared copy."""

import re
import struct
import threading
import zlib
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from ..foundation.kernel.errors import Invalid
from ..foundation.kernel.words import N_
from . import videos
from .faults import CUT_OFF, DAMAGED, PAGE, TWO_IN_ONE, no

PIXELS_MOST = 50_000_000
"""A telephone's picture has 12 to 50 million; decoded, one point takes four bytes of memory."""
JPG_QUALITY = 90
PARTS_MOST = 20_000
BEHIND_MOST = 20
"""Pictures and directories behind the first picture."""
TOO_MANY_PIXELS = N_("This picture has more than %(millions)d million points. Make it smaller and send it again.")

JPG_BEGIN, JPG_END, JPG_SCAN = b"\xff\xd8", 0xD9, 0xDA
JPG_FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
JPG_BARE = frozenset(range(0xD0, 0xD9)) | {0x01}
JPG_NOTES = (frozenset(range(0xE1, 0xF0)) - {0xEE}) | {0xFE}
"""Application data and comments; without JFIF (E0) and Adobe's colour transform (EE) the colours would be wrong."""
JPG_MARKER = re.compile(rb"\xff+([^\xff])", re.DOTALL)
JPG_AFTER_SCAN = re.compile(rb"\xff+[^\x00\xd0-\xd7\xff]")
PNG_BEGIN = b"\x89PNG\r\n\x1a\n"
PNG_NOTES = frozenset({b"eXIf", b"tEXt", b"zTXt", b"iTXt", b"tIME"})
SAMSUNG_END = b"SEFT"

# What Pillow raises on a damaged picture; it has no exception of its own for that.
DAMAGE = (ArithmeticError, EOFError, LookupError, OSError, SyntaxError, TypeError, ValueError, struct.error, zlib.error)
_one_at_a_time = threading.Lock()
"""Decoded pictures are large: a process holds one at a time."""


@dataclass(frozen=True, slots=True)
class Part:
    """A segment of a jpg or a chunk of a png: content[start:end], with what it holds from `body` on."""

    kind: Any
    start: int
    body: int
    end: int


def shared_jpg(content: bytes) -> bytes:
    """The picture drawn anew, upright; raises Invalid where it is not whole, or holds more than a picture."""
    parts = _jpg_parts(content, 0)
    _check_parts(content, parts, JPG_NOTES)
    _check_size(sum(_pixels_of_frame(content, part) for part in parts if part.kind in JPG_FRAMES))
    _check_rest(content, parts[-1].end)
    return _drawn_anew(content, "JPEG", quality=JPG_QUALITY)


def shared_png(content: bytes) -> bytes:
    """The same for a png, after whose end nothing may follow."""
    parts = _png_parts(content)
    _check_parts(content, parts, PNG_NOTES)
    _check_size(_pixels_of_header(content, parts[0]))
    if parts[-1].end < len(content):
        raise no(TWO_IN_ONE)
    return _drawn_anew(content, "PNG")


def without_notes(content: bytes) -> bytes:
    """A picture within a document, byte for byte but for its notes; what is no sound jpg or png stays as it is."""
    is_jpg = content.startswith(JPG_BEGIN)
    if not is_jpg and not content.startswith(PNG_BEGIN):
        return content
    try:
        parts = _jpg_parts(content, 0) if is_jpg else _png_parts(content)
    except Invalid:
        return content
    notes = JPG_NOTES if is_jpg else PNG_NOTES
    beginning = JPG_BEGIN if is_jpg else PNG_BEGIN
    return beginning + b"".join(content[part.start : part.end] for part in parts if part.kind not in notes)


def is_bare_jpg(content: bytes) -> bool:
    """Whether it reads as a jpg to its end, and none of its parts is a note."""
    try:
        parts = _jpg_parts(content, 0) if content.startswith(JPG_BEGIN) else []
    except Invalid:
        return False
    return bool(parts) and not any(part.kind in JPG_NOTES for part in parts)


def _jpg_parts(content: bytes, at: int) -> list[Part]:
    """The segments of the jpg that begins at `at`, the coded picture as part of its scan, to the end marker."""
    parts = [Part(0xD8, at, at, at + 2)]
    while parts[-1].kind != JPG_END:
        parts.append(_jpg_part(content, parts[-1].end))
        _check_number(parts)
    return parts[1:]


def _jpg_part(content: bytes, start: int) -> Part:
    marker = JPG_MARKER.match(content, start)
    if marker is None:
        raise no(CUT_OFF if not content[start:].strip(b"\xff") else DAMAGED)
    kind, body = marker[1][0], marker.end()
    if kind == JPG_END or kind in JPG_BARE:
        return Part(kind, start, body, body)
    end = body + int.from_bytes(content[body : body + 2])
    if end < body + 2 or end > len(content):
        raise no(CUT_OFF)
    if kind == JPG_SCAN:
        following = JPG_AFTER_SCAN.search(content, end)
        if following is None:
            raise no(CUT_OFF)
        end = following.start()
    return Part(kind, start, body + 2, end)


def _pixels_of_frame(content: bytes, part: Part) -> int:
    height, width = struct.unpack_from(">HH", content.ljust(part.body + 5, b"\0"), part.body + 1)
    return int(height * width)


def _png_parts(content: bytes) -> list[Part]:
    parts: list[Part] = []
    at = len(PNG_BEGIN)
    while not parts or parts[-1].kind != b"IEND":
        if at + 12 > len(content):
            raise no(CUT_OFF)
        body, end = at + 8, at + 12 + int.from_bytes(content[at : at + 4])
        if end > len(content):
            raise no(CUT_OFF)
        if zlib.crc32(content[at + 4 : end - 4]) != int.from_bytes(content[end - 4 : end]):
            raise no(DAMAGED)
        parts.append(Part(content[at + 4 : body], at, body, end))
        _check_number(parts)
        at = end
    return parts


def _pixels_of_header(content: bytes, header: Part) -> int:
    if header.kind != b"IHDR" or header.end - header.body < 12:
        raise no(DAMAGED)
    width, height = struct.unpack_from(">II", content, header.body)
    return int(width * height)


def _check_number(parts: list[Part]) -> None:
    if len(parts) > PARTS_MOST:
        raise no(DAMAGED)


def _check_parts(content: bytes, parts: list[Part], notes: frozenset[Any]) -> None:
    """What stands beside the picture is words and figures, not a page."""
    if any(PAGE.search(content, part.body, part.end) for part in parts if part.kind in notes):
        raise no(TWO_IN_ONE)


def _check_size(pixels: int) -> None:
    if pixels > PIXELS_MOST:
        raise no(TOO_MANY_PIXELS, millions=PIXELS_MOST // 1_000_000)


def _check_rest(content: bytes, at: int) -> None:
    """Telephones write further pictures, a moving picture or a directory of their own behind the first; nothing else
    may stand there. The shared copy holds none of it."""
    for _ in range(BEHIND_MOST):
        if not content[at:].strip(b"\0") or _is_samsung_directory(content, at):
            return
        if content.startswith(JPG_BEGIN, at):
            at = _jpg_parts(content, at)[-1].end
        elif videos.begins(content, at):
            at = videos.check(content, at)
        else:
            break
    raise no(TWO_IN_ONE)


def _is_samsung_directory(content: bytes, at: int) -> bool:
    """Blocks that a directory at the very end names (SEFH … SEFT), and no page among them."""
    directory = len(content) - 8 - int.from_bytes(content[-8:-4], "little")
    named = content.endswith(SAMSUNG_END) and directory >= at and content.startswith(b"SEFH", directory)
    return named and not PAGE.search(content, at)


def _drawn_anew(content: bytes, form: str, **options: Any) -> bytes:
    """Decoded and encoded again, so that nothing but the points of the picture remains; colours as in sRGB."""
    from PIL import Image, ImageFile, ImageOps

    # WeasyPrint, which draws the plaques, sets this for the whole process: half a picture would pass for one.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    file = BytesIO()
    try:
        with _one_at_a_time, Image.open(BytesIO(content), formats=(form,)) as picture:
            upright = _in_fitting_mode(ImageOps.exif_transpose(picture), form)
            upright.info = {}
            upright.save(file, form, **options)
    except DAMAGE as damaged:
        raise no(DAMAGED) from damaged
    return file.getvalue()


def _in_fitting_mode(picture: Any, form: str) -> Any:
    if form == "JPEG":
        return picture if picture.mode in {"L", "RGB"} else picture.convert("RGB")
    return picture.convert("RGBA") if "transparency" in picture.info else picture
