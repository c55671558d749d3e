"""Videos: boxes that fill the file without a gap; place, time and camera are wiped from the shared copy.

Wiped means overwritten in place, because what follows is found by its distance from the beginning.
Box names after ISO/IEC 14496-12.
"""

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from .faults import CUT_OFF, DAMAGED, FROM_ELSEWHERE, TWO_IN_ONE, no

TOP = frozenset({b"ftyp", b"moov", b"mdat", b"free", b"skip", b"wide", b"moof", b"mfra", b"sidx", b"styp", b"pdin"})
TOP_WIPED = frozenset({b"free", b"skip", b"wide", b"meta", b"uuid", b"udta"})
IN_MOVIE = frozenset({b"mvhd", b"trak", b"mvex", b"iods"})
IN_TRACK = frozenset({b"tkhd", b"mdia", b"edts", b"tref", b"load", b"tapt", b"clip", b"matt"})
DATED = frozenset({b"mvhd", b"tkhd", b"mdhd"})
SELF_CONTAINED = 0x1
BOXES_MOST = 20_000


@dataclass(frozen=True, slots=True)
class Box:
    """content[start:end], with what it holds from `body` on."""

    kind: bytes
    start: int
    body: int
    end: int


def begins(content: bytes, at: int) -> bool:
    return content.startswith(b"ftyp", at + 4)


def shared(content: bytes) -> bytes:
    """The video without notes and dates; raises Invalid where it is not whole, or more than a video."""
    if check(content, 0) < len(content):
        raise no(TWO_IN_ONE)
    wiped = bytearray(content)
    for box in _boxes(content, 0, len(content)):
        if box.kind in TOP_WIPED:
            _wipe(wiped, box)
        elif box.kind == b"moov":
            _wipe_movie(content, wiped, box)
    return bytes(wiped)


def check(content: bytes, at: int) -> int:
    """Walk the video that begins at `at`; the place where it ends. Raises Invalid."""
    found: list[bytes] = []
    end = at
    while end < len(content) and content[end + 4 : end + 8] in TOP | TOP_WIPED:
        box = next(_boxes(content, end, len(content)))
        found.append(box.kind)
        if box.kind == b"moov":
            _check_movie(content, box)
        end = box.end
        if len(found) > BOXES_MOST:
            raise no(DAMAGED)
    if 0 < len(content) - end < 8:
        raise no(CUT_OFF)
    if found.count(b"ftyp") != 1:
        raise no(TWO_IN_ONE)
    if found.count(b"moov") != 1 or not {b"mdat", b"moof"} & set(found):
        raise no(CUT_OFF)
    return end


def _boxes(content: bytes, start: int, end: int) -> Iterator[Box]:
    for _ in range(BOXES_MOST):
        if start == end:
            return
        if end - start < 8:
            raise no(CUT_OFF)
        size, kind, head = int.from_bytes(content[start : start + 4]), content[start + 4 : start + 8], 8
        if size == 1:
            size, head = int.from_bytes(content[start + 8 : start + 16]), 16
        elif size == 0:
            size = end - start
        if size < head:
            raise no(DAMAGED)
        if size > end - start:
            raise no(CUT_OFF)
        yield Box(kind, start, start + head, start + size)
        start += size
    raise no(DAMAGED)


def _within(content: bytes, box: Box, *path: bytes) -> Iterator[Box]:
    """The boxes at the end of a path of kinds below `box`."""
    first, *rest = path
    for inner in _boxes(content, box.body, box.end):
        if inner.kind == first and rest:
            yield from _within(content, inner, *rest)
        elif inner.kind == first:
            yield inner


def _check_movie(content: bytes, movie: Box) -> None:
    """Every track lies in this file, whole."""
    tables = (b"trak", b"mdia", b"minf")
    for references in _within(content, movie, *tables, b"dinf", b"dref"):
        for one in _boxes(content, references.body + 8, references.end):
            if not content[one.body + 3 : one.body + 4] or not content[one.body + 3] & SELF_CONTAINED:
                raise no(FROM_ELSEWHERE)
    for name, form in ((b"stco", "I"), (b"co64", "Q")):
        for table in _within(content, movie, *tables, b"stbl", name):
            if _furthest(content, table, form) >= len(content):
                raise no(CUT_OFF)


def _furthest(content: bytes, table: Box, form: str) -> int:
    """The largest of the distances from the beginning at which pieces of the track lie."""
    count = int.from_bytes(content[table.body + 4 : table.body + 8])
    if table.body + 8 + count * struct.calcsize(form) > table.end:
        raise no(DAMAGED)
    rows = memoryview(content)[table.body + 8 : table.body + 8 + count * struct.calcsize(form)]
    return max((place for (place,) in struct.iter_unpack(f">{form}", rows)), default=0)


def _wipe_movie(content: bytes, wiped: bytearray, movie: Box) -> None:
    for box in _boxes(content, movie.body, movie.end):
        if box.kind not in IN_MOVIE:
            _wipe(wiped, box)
        elif box.kind == b"trak":
            _wipe_track(content, wiped, box)
        elif box.kind in DATED:
            _wipe_dates(wiped, box)


def _wipe_track(content: bytes, wiped: bytearray, track: Box) -> None:
    for box in _boxes(content, track.body, track.end):
        if box.kind not in IN_TRACK:
            _wipe(wiped, box)
        elif box.kind in DATED:
            _wipe_dates(wiped, box)
    for header in _within(content, track, b"mdia", b"mdhd"):
        _wipe_dates(wiped, header)


def _wipe(wiped: bytearray, box: Box) -> None:
    wiped[box.start + 4 : box.start + 8] = b"free"
    wiped[box.body : box.end] = bytes(box.end - box.body)


def _wipe_dates(wiped: bytearray, box: Box) -> None:
    """When it was made and changed: twice four bytes behind version and flags, twice eight in version 1."""
    length = min(16 if wiped[box.body : box.body + 1] == b"\1" else 8, box.end - box.body - 4)
    wiped[box.body + 4 : box.body + 4 + length] = bytes(length)
