"""Handing a file out: always to be saved, never shown, under its own name. The door stands before, in the feature that
the file is attached to; nothing here asks who may."""

import logging
from hashlib import sha256
from io import BytesIO
from typing import cast
from uuid import UUID

from flask import Response, request
from sqlalchemy import Select
from werkzeug.utils import send_file

from ..foundation.kernel.errors import NotThere, Refusal
from ..foundation.kernel.words import N_
from ..foundation.store.work import Work
from . import queries
from .keeping import Keeping
from .model import MEDIA_TYPES, StoredFile
from .queries import HeldFile

log = logging.getLogger("alliance")


class ContentLost(Refusal):
    """The row is there, its content is not, or is another one. A content that was not checked is never handed out."""

    status = 500
    words = N_("The content of this file is lost or was altered. Tell the center; there may be a copy in the backup.")


def held(work: Work, among: Select[UUID]) -> HeldFile:
    """The file that the address names, if `among` selects it; else NotThere."""
    found = queries.held(work, _asked(), among)
    if found is None:
        raise NotThere()
    return found


def to_discard(work: Work, among: Select[UUID]) -> StoredFile:
    """The same, to be taken away."""
    found = queries.find(work, _asked(), among)
    if found is None:
        raise NotThere()
    return found


def _asked() -> UUID:
    file_id: UUID = (request.view_args or {})["file_id"]
    return file_id


def shared_copy(file: HeldFile) -> Response:
    """The copy for every reader of the thing it is attached to."""
    return _hand_out(file, file.shared, file.shared_sha256)


def original(file: HeldFile) -> Response:
    """The file as it was sent, with all that it tells beside its content: for those only who may see the original."""
    return _hand_out(file, file.original, file.original_sha256)


def _hand_out(file: HeldFile, name: str, digest: str) -> Response:
    """`nosniff` and the sandbox come from the portal, for whatever is an attachment. Parts may be asked for (Range), so
    that a download that broke off goes on; nothing is left in a cache of the browser."""
    try:
        with Keeping.store.open(name) as kept:
            content = kept.read()
    except FileNotFoundError:
        content = b""
    if sha256(content).hexdigest() != digest:
        log.error("the content of file %s is lost or altered", file.id)
        raise ContentLost()
    answer = cast(
        Response,
        send_file(
            BytesIO(content),
            request.environ,
            mimetype=MEDIA_TYPES[file.kind],
            as_attachment=True,
            download_name=file.name,
            conditional=True,
            etag=digest,
            response_class=Response,
        ),
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer
