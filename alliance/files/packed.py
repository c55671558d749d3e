"""Unpacking what a document holds packed (deflate), never more than there is room for."""

import zlib

from .faults import DAMAGED, TOO_MUCH, no

UNPACKED_MOST = 50_000_000
PIECE = 65_536


def inflated(content: bytes, start: int, most: int) -> bytes:
    """What was packed from `start` on, read in pieces until it ends by itself."""
    unpacking, text = zlib.decompressobj(), bytearray()
    try:
        for at in range(start, len(content), PIECE):
            text += unpacking.decompress(content[at : at + PIECE], most - len(text) + 1)
            if len(text) > most:
                raise no(TOO_MUCH)
            if unpacking.eof:
                return bytes(text)
    except zlib.error as damaged:
        raise no(DAMAGED) from damaged
    raise no(DAMAGED)
