"""The one way from bytes that somebody sent to a file that the portal may keep."""

from dataclasses import dataclass

from ..foundation.kernel.words import N_
from . import office, pdfs, pictures, videos
from .faults import no
from .model import FILE_BYTES_MOST, FileKind
from .naming import check_ending, safe_name
from .telling import kind_of

EMPTY = N_("This file is empty. Perhaps it was cut off on its way; send it again.")
TOO_LARGE = N_("This file is larger than %(megabytes)d MB. Make it smaller, or send it in parts.")

SHARED_COPY = {
    FileKind.JPG: pictures.shared_jpg,
    FileKind.PNG: pictures.shared_png,
    FileKind.PDF: pdfs.shared,
    FileKind.XLSX: office.shared,
    FileKind.DOCX: office.shared,
    FileKind.MP4: videos.shared,
}


@dataclass(frozen=True, slots=True)
class Checked:
    """A file that was found sound. `original`: as it was sent; `shared`: without what it told beside its content.
    `sealed`: a signature keeps `shared` as it was sent, author and dates included."""

    name: str
    kind: FileKind
    original: bytes
    shared: bytes
    sealed: bool = False


def check(content: bytes, name: str) -> Checked:
    """Look a file over and make its shared copy; raises Invalid, with words on what to do, for whatever is not sound.

    Only what a reader will open counts: the kind is told by content, and the name has to agree with it. Rules after
    the OWASP File Upload Cheat Sheet; each kind's own are told in its module.
    """
    fit = safe_name(name)
    if not content:
        raise no(EMPTY)
    if len(content) > FILE_BYTES_MOST:
        raise no(TOO_LARGE, megabytes=FILE_BYTES_MOST // 1_000_000)
    kind = kind_of(content)
    check_ending(fit, kind)
    shared = SHARED_COPY[kind](content)
    return Checked(fit, kind, content, shared, kind is FileKind.PDF and pdfs.is_sealed(content))
