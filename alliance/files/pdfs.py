"""Documents as pdf: whole, open to view, and still. Nothing in them acts by itself.

Words of the format after ISO 32000-2. Objects stand in the file or, packed, in its object streams; both are searched,
and what cannot be searched is refused. The shared copy is written anew, without what it tells beside its pages; of one
that bears an electronic seal it is the original, because a change would break the seal.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from ..foundation.kernel.words import N_
from .bare_pdfs import written_anew
from .faults import CUT_OFF, DAMAGED, PASSWORD, TWO_IN_ONE, UNREADABLE, no
from .packed import UNPACKED_MOST, inflated

BEGINNING = re.compile(rb"%PDF-(?:1\.[0-7]|2\.0)\s")
ENDING = re.compile(rb"startxref\s+(\d{1,10})\s+%%EOF[\s\0]*$")
END_MARK = b"%%EOF"
LOOKED_BACK = 2048
NAME = re.compile(rb"/[^\s\0()<>\[\]{}/%]*#[^\s\0()<>\[\]{}/%]*")
CODE = re.compile(rb"#([0-9A-Fa-f]{2})")
ACTIVE = re.compile(
    rb"/(?:JavaScript|Launch|EmbeddedFiles?|RichMedia|SubmitForm|ImportData|GoToE|Rendition)(?![A-Za-z0-9])"
    rb"|/XFA\s*[\[\d]|/URI\s*\(\s*(?i:javascript|vbscript|data|file):"
)
OPENING = re.compile(rb"/OpenAction(?![A-Za-z0-9])\s*(?:(\d{1,10})\s+\d+\s+R\b|(\[))?")
TURNS_TO_A_PAGE = re.compile(rb"\s*(?:\[|<<\s*(?:/Type\s*/Action\s*)?/S\s*/GoTo\s*/D\s*[\[(][^<>]{0,300}>>)")
SIGNED = re.compile(rb"/ByteRange\s*\[")
"""Which bytes a signature seals; a field that waits for one has none yet."""
ENCRYPTED = re.compile(rb"/Encrypt\s*(?:<<|\d)")
DICTIONARY = re.compile(rb"obj(?:\s|%[^\r\n]*)*<<")
BRACKET = re.compile(rb"<<|>>|[(<%]")
STRING_SIGN = re.compile(rb"\\.|[()]", re.DOTALL)
LINE_END = re.compile(rb"[\r\n]")
STREAM = re.compile(rb"\s*stream\r?\n")
HOLDS_OBJECTS = re.compile(rb"/(?:ObjStm|First)\b")
PLAINLY_PACKED = re.compile(rb"/Filter\s*\[?\s*/(?:FlateDecode|Fl)\s*(?:\]|/|>>)")
PARAMETERS = re.compile(rb"/(?:DecodeParms|DP|F)\b")
READ_OVER = 4
"""How many times, in all, the dictionaries of a file may be read over."""
OPENINGS_MOST = 20
"""A document has one; saved again and again, it keeps the former ones."""

FIRST = re.compile(rb"/First\s+(\d{1,8})")

ACTS = N_("This document acts by itself when it is opened, or carries other files. Print it to pdf and send that.")


@dataclass(frozen=True, slots=True)
class Packed:
    """An object stream, unpacked: pairs of number and place, then, from `first` on, the objects."""

    text: bytes
    first: int

    def starts(self, number: int) -> list[int]:
        """Where an object of this number begins."""
        pairs = [int(one) for one in self.text[: self.first].split() if one.isdigit()]
        return [self.first + place for of, place in zip(pairs[::2], pairs[1::2], strict=False) if of == number]


def shared(content: bytes) -> bytes:
    """The bare copy, or the content as it is where it is signed; raises Invalid where it is not whole, is encrypted, or
    acts."""
    if not BEGINNING.match(content):
        raise no(DAMAGED)
    _check_end(content)
    plain = _spelled_out(content)
    if ENCRYPTED.search(plain):
        raise no(PASSWORD)
    packed = list(_unpacked(content))
    texts = [plain, *(_spelled_out(one.text) for one in packed)]
    openings = [opening for text in texts for opening in islice(OPENING.finditer(text), OPENINGS_MOST + 1)]
    if any(ACTIVE.search(text) for text in texts) or len(openings) > OPENINGS_MOST:
        raise no(ACTS)
    if not all(_only_turns_to_a_page(opening, content, packed) for opening in openings):
        raise no(ACTS)
    return content if any(SIGNED.search(text) for text in texts) else written_anew(content, texts)


def is_sealed(content: bytes) -> bool:
    """Whether a sound document bears a signature, so that its shared copy is as it was sent."""
    return any(SIGNED.search(text) for text in (_spelled_out(content), *(one.text for one in _unpacked(content))))


def _check_end(content: bytes) -> None:
    ending = ENDING.search(content, max(0, len(content) - LOOKED_BACK))
    if ending is None:
        raise no(TWO_IN_ONE if END_MARK in content else CUT_OFF)
    if int(ending[1]) >= len(content):
        raise no(CUT_OFF)


def _spelled_out(content: bytes) -> bytes:
    """A name may be written in codes (/J#61vaScript): here it is not."""
    return NAME.sub(lambda name: CODE.sub(lambda code: bytes([int(code[1], 16)]), name[0]), content)


def _only_turns_to_a_page(opening: re.Match[bytes], content: bytes, packed: Sequence[Packed]) -> bool:
    """What is done first names a place to begin with, in itself or in every object of the number that it names."""
    if opening[1] is None:
        return opening[2] is not None
    starts = [(content, found.end()) for found in re.finditer(rb"\b%d\s+\d+\s+obj\b" % int(opening[1]), content)]
    starts += [(one.text, start) for one in packed for start in one.starts(int(opening[1]))]
    return bool(starts) and all(TURNS_TO_A_PAGE.match(text, start) for text, start in starts)


def _unpacked(content: bytes) -> Iterator[Packed]:
    """The object streams, each unpacked; one that is packed otherwise than plainly is refused."""
    room = UNPACKED_MOST
    for dictionary, start in _packed_objects(content):
        if not PLAINLY_PACKED.search(dictionary) or PARAMETERS.search(dictionary):
            raise no(UNREADABLE)
        text = inflated(content, start, room)
        room -= len(text)
        first = FIRST.search(dictionary)
        yield Packed(text, int(first[1]) if first else 0)


def _packed_objects(content: bytes) -> Iterator[tuple[bytes, int]]:
    """For each stream that holds objects: its dictionary, and where it starts. A dictionary may seem to begin within
    another; a file made of nothing else is not read to its end again and again."""
    patience = READ_OVER * len(content)
    for found in DICTIONARY.finditer(content):
        end = _end_of_dictionary(content, found.end())
        patience -= end - found.start()
        if patience < 0:
            raise no(UNREADABLE)
        stream = STREAM.match(content, end)
        dictionary = _spelled_out(content[found.end() - 2 : end]) if stream else b""
        if stream and HOLDS_OBJECTS.search(dictionary):
            yield dictionary, stream.end()


def _end_of_dictionary(content: bytes, at: int) -> int:
    """Behind the >> that closes the << before `at`; brackets within strings and comments count for nothing."""
    depth = 1
    while depth:
        bracket = BRACKET.search(content, at)
        if bracket is None:
            return len(content)
        at = bracket.end()
        if bracket[0] == b"(":
            at = _end_of_string(content, at)
        elif bracket[0] == b"%":
            line_end = LINE_END.search(content, at)
            at = line_end.end() if line_end else len(content)
        elif bracket[0] != b"<":
            depth += 1 if bracket[0] == b"<<" else -1
    return at


def _end_of_string(content: bytes, at: int) -> int:
    depth = 1
    for sign in STRING_SIGN.finditer(content, at):
        depth += {b"(": 1, b")": -1}.get(sign[0], 0)
        if not depth:
            return sign.end()
    return len(content)
