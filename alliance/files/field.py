"""A field in which files are attached, several at once. Its name in a form is `files`: refusals name it so.

Its data are checked files, ready for `commands.keep`. A browser forgets chosen files when a page is shown again: give
files a form of their own, beside the draft that they are attached to.
"""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext
from werkzeug.datastructures import FileStorage
from wtforms import MultipleFileField

from ..foundation.kernel.errors import Refusal
from ..foundation.kernel.words import N_
from .checking import Checked, check
from .faults import CUT_OFF, no
from .model import ENDINGS, FILE_BYTES_MOST, FILES_MOST, MEDIA_TYPES
from .naming import shown_name

MEGABYTES_MOST = FILE_BYTES_MOST // 1_000_000
ACCEPTED = ",".join([*MEDIA_TYPES.values(), *(f".{ending}" for ending in ENDINGS)])
NOTHING_CHOSEN = N_("Choose a file.")
TOO_MANY = N_("These are %(count)d files; at most %(most)d at once. Send the others afterwards.")
TOO_LARGE_TOGETHER = N_("Together these files are larger than %(megabytes)d MB. Send them one after the other.")


class FilesField(MultipleFileField):  # type: ignore[misc]
    data: Sequence[Checked]
    uploads: Sequence[FileStorage] = ()
    accepted = ACCEPTED

    def __init__(self, label: str = "", *, required: bool = True, **options: Any) -> None:
        super().__init__(label or lazy_gettext("Files"), **options)
        self.flags.required = required

    @property
    def limits(self) -> str:
        """What may be sent, to be read before anything is chosen."""
        kinds = "jpg, png, pdf, xlsx, docx, mp4"
        most = {"files": FILES_MOST, "megabytes": MEGABYTES_MOST}
        return str(_("%(kinds)s; up to %(files)d files, %(megabytes)d MB together.", kinds=kinds, **most))

    def process_data(self, value: Any) -> None:
        self.data = ()

    def process_formdata(self, valuelist: Sequence[Any]) -> None:
        self.uploads = [one for one in valuelist if isinstance(one, FileStorage) and _was_chosen(one)]

    def pre_validate(self, form: Any) -> None:
        """Check every file; each refused one gets its words, with its name before them."""
        try:
            contents = self._contents()
        except Refusal as refusal:
            self.errors.append(_(refusal.words, **refusal.params))
            return
        found = [self._checked(upload, content) for upload, content in zip(self.uploads, contents, strict=True)]
        self.data = [one for one in found if one]

    def _contents(self) -> Sequence[bytes]:
        if len(self.uploads) > FILES_MOST:
            raise no(TOO_MANY, count=len(self.uploads), most=FILES_MOST)
        if self.flags.required and not self.uploads:
            raise no(NOTHING_CHOSEN)
        contents = [upload.read() for upload in self.uploads]
        if len(contents) > 1 and sum(map(len, contents)) > FILE_BYTES_MOST:
            raise no(TOO_LARGE_TOGETHER, megabytes=MEGABYTES_MOST)
        return contents

    def _checked(self, upload: FileStorage, content: bytes) -> Checked | None:
        name = upload.filename or ""
        try:
            if upload.content_length not in (0, len(content)):
                raise no(CUT_OFF)
            return check(content, name)
        except Refusal as refusal:
            self.errors.append(f"{shown_name(name)}{_(': ')}{_(refusal.words, **refusal.params)}")
            return None


def _was_chosen(upload: FileStorage) -> bool:
    """A browser sends a field without a choice as a file without name and content."""
    if upload.filename:
        return True
    first = upload.stream.read(1)
    upload.stream.seek(0)
    return bool(first)
