"""A file that somebody attached: what it is, and under which names its contents are kept."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, String, false
from sqlalchemy.orm import Mapped, mapped_column

from ..foundation.kernel.words import N_, Labelled
from ..foundation.store.base import Base, Identified

FILE_NAME_LENGTH = 80
"""In characters; in Chinese three times as many bytes, and a name on a disk may have 255."""
FILE_BYTES_MOST = 20_000_000
"""For one file and for all that one form sends; clamd looks at 25 MB, unless it is told otherwise."""
FILES_MOST = 10
CONTENT_NAME_LENGTH = 32
FIELD = "files"
"""Under this name a form asks for files, and refusals name it."""


class FileKind(Labelled):
    JPG = "jpg", N_("Picture (jpg)")
    PNG = "png", N_("Picture (png)")
    PDF = "pdf", N_("Document (pdf)")
    XLSX = "xlsx", N_("Sheet (xlsx)")
    DOCX = "docx", N_("Document (docx)")
    MP4 = "mp4", N_("Video (mp4)")


ENDINGS = {
    "jpg": FileKind.JPG,
    "jpeg": FileKind.JPG,
    "png": FileKind.PNG,
    "pdf": FileKind.PDF,
    "xlsx": FileKind.XLSX,
    "docx": FileKind.DOCX,
    "mp4": FileKind.MP4,
}
MEDIA_TYPES = {
    FileKind.JPG: "image/jpeg",
    FileKind.PNG: "image/png",
    FileKind.PDF: "application/pdf",
    FileKind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    FileKind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    FileKind.MP4: "video/mp4",
}


class ScanVerdict(Labelled):
    NOT_SCANNED = "not_scanned", N_("Not scanned")
    CLEAN = "clean", N_("Scanned, nothing found")


class StoredFile(Identified, Base):
    """`original` and `shared` name contents in the store, and are equal where nothing had to be taken out. The digests
    are SHA-256 in hex, the sizes bytes. `sealed`: a pdf whose shared copy tells author and dates, because a signature
    would break by a change, or because it was kept before copies were written anew."""

    __tablename__ = "stored_file"

    kind: Mapped[FileKind]
    name: Mapped[str] = mapped_column(String(FILE_NAME_LENGTH))
    original: Mapped[str] = mapped_column(String(CONTENT_NAME_LENGTH), unique=True)
    original_size: Mapped[int]
    original_sha256: Mapped[str] = mapped_column(String(64))
    shared: Mapped[str] = mapped_column(String(CONTENT_NAME_LENGTH), unique=True)
    shared_size: Mapped[int]
    shared_sha256: Mapped[str] = mapped_column(String(64))
    sealed: Mapped[bool] = mapped_column(default=False, server_default=false())
    scan: Mapped[ScanVerdict]
    kept_at: Mapped[datetime]
    kept_by_id: Mapped[UUID | None] = mapped_column(ForeignKey("person.id"))
