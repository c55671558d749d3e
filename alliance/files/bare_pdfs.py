"""A pdf written anew without what it tells beside its pages: who, with what, when, and where its pictures were taken.

Only what the catalog leads to is written, so that former versions of a document that was saved again and again go too.
Pages, comments and the content of pictures stay as they are.
"""

import threading
from collections.abc import Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any

from . import pictures
from .faults import DAMAGED, UNREADABLE, no
from .packed import UNPACKED_MOST, inflated

if TYPE_CHECKING:
    from pikepdf import Pdf, Stream

OBJECTS_MOST = 200_000
SIGNS = b" \n\r\t\f\0[/(<"
"""One of them stands before nearly every value of a document."""
SIGNS_MOST = 3_000_000
"""A value takes up to 140 bytes of memory."""
NOTES = frozenset({"/Metadata", "/PieceInfo", "/LastModified", "/SpiderInfo"})
"""Of documents, pages, pictures and fonts: XMP, what programs keep for themselves, when that was, and from where."""
METADATA_TYPES = {"/Metadata", "/XML"}
PICTURE_FILTERS = frozenset({"/DCTDecode", "/DCT"})
PACKED = frozenset({"/FlateDecode", "/Fl"})
_one_at_a_time = threading.Lock()
"""The limits of the library hold for the whole process, and an opened document is large."""


def written_anew(content: bytes, texts: Sequence[bytes]) -> bytes:
    """The bare copy, the same for the same content; raises Invalid where it is damaged, or has too many parts.

    `texts`: in which its objects stand, unpacked, so that they are counted before memory is given to them.
    """
    import pikepdf

    if sum(text.count(sign) for text in texts for sign in SIGNS) > SIGNS_MOST:
        raise no(UNREADABLE)
    # Beside its own errors the library raises Python's, where an object is not of the kind that it should be.
    damage = (pikepdf.PdfError, ArithmeticError, AttributeError, LookupError, RuntimeError, TypeError, ValueError)
    try:
        with _one_at_a_time:
            _limit_memory()
            with pikepdf.Pdf.open(BytesIO(content)) as document:
                _bare(document)
                return _saved(document)
    except damage as damaged:
        raise no(DAMAGED) from damaged


def _limit_memory() -> None:
    from pikepdf.settings import set_qpdf_limits

    most = UNPACKED_MOST
    set_qpdf_limits(flate_max_memory=most, png_max_memory=most, tiff_max_memory=most, run_length_max_memory=most)


def _bare(document: "Pdf") -> None:
    from pikepdf import Dictionary, Stream

    if not len(document.pages):
        raise no(DAMAGED)
    if len(document.objects) > OBJECTS_MOST:
        raise no(UNREADABLE)
    for key in set(document.trailer.keys()) - {"/Root", "/Size"}:
        del document.trailer[key]
    for thing in document.objects:
        if isinstance(thing, Dictionary | Stream):
            for key in NOTES & set(thing.keys()):
                del thing[key]
        if isinstance(thing, Stream):
            _bare_stream(thing)


def _bare_stream(stream: "Stream") -> None:
    """XMP that is named from elsewhere is emptied; a jpg keeps its points and its colours."""
    import pikepdf

    if METADATA_TYPES & {str(stream.get("/Type", "")), str(stream.get("/Subtype", ""))}:
        stream.write(b"")
    filters = [str(one) for one in _listed(stream.get("/Filter"))]
    if not PICTURE_FILTERS & set(filters):
        return
    if filters[-1] not in PICTURE_FILTERS or len(filters) > 2 or not set(filters[:-1]) <= PACKED:
        raise no(UNREADABLE)
    parameters = _listed(stream.get("/DecodeParms"))
    picture = stream.read_raw_bytes()
    if len(filters) > 1:
        if any(isinstance(one, pikepdf.Dictionary) for one in parameters[:-1]):
            raise no(UNREADABLE)
        picture = inflated(picture, 0, UNPACKED_MOST)
    bare = pictures.without_notes(picture)
    if not pictures.is_bare_jpg(bare):
        raise no(UNREADABLE)
    if bare != picture:
        stream.write(bare, filter=pikepdf.Name.DCTDecode, decode_parms=parameters[-1] if parameters else None)


def _listed(value: Any) -> list[Any]:
    import pikepdf

    if value is None:
        return []
    return list(value) if isinstance(value, pikepdf.Array) else [value]


def _saved(document: "Pdf") -> bytes:
    from pikepdf import StreamDecodeLevel

    file = BytesIO()
    document.save(file, deterministic_id=True, stream_decode_level=StreamDecodeLevel.none, fix_metadata_version=False)
    return file.getvalue()
