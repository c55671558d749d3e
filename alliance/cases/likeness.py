"""Which texts tell nearly the same: MinHash over triples of signs, so that some other words do not hide it.

Two signatures have as many of their 96 values in common as the texts' triples overlap. Three values in a row make a
band: texts that are much alike share one almost surely, others seldom, so an index of bands finds the few to compare.
"""

import re
import struct
import unicodedata
from hashlib import blake2b

from rensa import RMinHash

VALUES = 96
BAND = 3
ALIKE = 0.4
"""From here on two texts are taken for the same case: every tenth sign may differ."""
SEED = 96110
VERSION = bytes([RMinHash.ALGORITHM_VERSION])
"""Begins every signature: those that another release of the library made by another rule are compared with none."""
LAYOUT = struct.Struct(f">{VALUES}I")
FIRST = len(VERSION)
WRITTEN = re.compile("[a-z0-9*]+")
NUMBERED = re.compile("[0-9*]")
UNSAID = re.compile(r"[\W_]+")
VALUE = "0"
TRIPLE = 3


def signature(text: str) -> bytes:
    """385 bytes to keep with `text`; none where it says nothing. The same in every process and on every machine."""
    said = _said(text)
    if not said.strip(VALUE):
        return b""
    sketch = RMinHash(num_perm=VALUES, seed=SEED)
    sketch.update([said[at : at + TRIPLE] for at in range(max(1, len(said) - TRIPLE + 1))])
    return VERSION + LAYOUT.pack(*sketch.digest())


def bands(signature: bytes) -> tuple[int, ...]:
    """32 numbers of 64 bits, signed, to keep in an index; texts that share one are worth comparing."""
    step = BAND * LAYOUT.size // VALUES
    return tuple(_number(at, signature) for at in range(FIRST, len(signature), step))


def likeness(one: bytes, other: bytes) -> float:
    """How much two signed texts have in common, 0 to 1; 0 where one says nothing."""
    if not one or not other or one[:FIRST] != other[:FIRST]:
        return 0.0
    pairs = zip(LAYOUT.unpack_from(one, FIRST), LAYOUT.unpack_from(other, FIRST), strict=True)
    return sum(1 for value, its in pairs if value == its) / VALUES


def _number(at: int, signature: bytes) -> int:
    band = signature[at : at + BAND * LAYOUT.size // VALUES]
    return int.from_bytes(blake2b(VERSION + at.to_bytes(2) + band, digest_size=8).digest(), signed=True)


def _said(text: str) -> str:
    """The signs that count: no case, width or punctuation; every amount, number or masked value is the same one."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    written = WRITTEN.sub(lambda run: VALUE if NUMBERED.search(run[0]) else run[0], plain)
    return re.sub(f"{VALUE}+", VALUE, UNSAID.sub("", written))
