"""What a file is, told by its content: one of the kinds that are taken, or what else, so that the refusal can help."""

import zipfile
from io import BytesIO

import filetype

from ..foundation.kernel.words import N_
from . import office
from .faults import PAGE, PASSWORD, TWO_IN_ONE, no
from .model import FileKind

HEAD = 1024
"""Bytes: as far as readers of PDF and browsers look for a beginning that they know."""
BY_BEGINNING = {
    "image/jpeg": FileKind.JPG,
    "image/png": FileKind.PNG,
    "application/pdf": FileKind.PDF,
    "video/mp4": FileKind.MP4,
}
ARCHIVE = b"PK\x03\x04"
OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1")
ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")

TAKEN = N_("The portal takes jpg, png, pdf, xlsx, docx and mp4. This content is none of them, whatever the name says.")
HEIC = N_("This is a picture in the format of an iPhone (heic). Save it as jpg, or send a screenshot of it.")
MOVIE = N_("This is a video in another format than mp4. Save it as mp4 and send that.")
OLD = N_("This is a file of an old office program (.doc, .xls, .ppt). Save it as .docx, .xlsx or .pdf and send that.")

IN_OTHER_WORDS = {
    "image/heic": HEIC,
    "image/avif": HEIC,
    "video/quicktime": MOVIE,
    "video/x-m4v": MOVIE,
    "video/3gpp": MOVIE,
    "video/webm": MOVIE,
    "video/x-matroska": MOVIE,
    "video/x-msvideo": MOVIE,
}


def kind_of(content: bytes) -> FileKind:
    """The kind that the content begins as; raises Invalid where it is none of those taken, or two at once."""
    if content.startswith(OLD_OFFICE):
        raise no(PASSWORD if ENCRYPTED_STREAM in content else OLD)
    if content.startswith(ARCHIVE):
        _refuse_second_beginning(content)
        return office.kind_of(content)
    media_type = filetype.guess_mime(content[:8192])
    kind = BY_BEGINNING.get(str(media_type))
    if kind is None:
        raise no(IN_OTHER_WORDS.get(str(media_type), TAKEN))
    _refuse_second_beginning(content)
    if zipfile.is_zipfile(BytesIO(content)):
        raise no(TWO_IN_ONE)
    return kind


def _refuse_second_beginning(content: bytes) -> None:
    """Another reader may begin later than at the first byte: no document and no page may begin within this one."""
    head = content[:HEAD]
    if b"%PDF-" in head[1:] or PAGE.search(head):
        raise no(TWO_IN_ONE)
