"""Lists: filters that come from the address, and pages that go on from the last row (keyset).

The key of that row leaves the portal sealed: many a list runs by a number that counts what its reader may not see.
Equal keys have equal marks, all of numbers of one length, and only within a list: a page tells nothing but its rows.
"""

import base64
import binascii
import hashlib
import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlencode
from uuid import UUID

from flask import current_app, request, url_for
from flask_babel import ngettext
from wtforms import SelectField

from ..kernel.errors import Invalid, Refusal
from ..kernel.words import N_
from .forms import Form
from .language import in_chinese

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.ciphers.aead import AESSIV

PAGE_ROWS = 50
MARK_BYTES = 48
"""A key is filled up with blanks to a multiple of this, so that its length does not say how many digits it has."""
SMALL = re.compile("[0-9]{1,9}")
DAMAGED = N_("This list cannot go on from here. Open it from its beginning.")
Read = TypeVar("Read")


def small(text: str) -> int:
    """The whole number that `text` writes in at most nine digits, which every column holds; else ValueError."""
    if not SMALL.fullmatch(text):
        raise ValueError(text)
    return int(text)


@dataclass(frozen=True, slots=True)
class Pager:
    """Where a list goes on and how much of it is shown; an address is None where there is nothing."""

    next_url: str | None
    previous_url: str | None
    showing: str


def _cipher() -> "AESSIV":
    from cryptography.hazmat.primitives.ciphers.aead import AESSIV

    return AESSIV(hashlib.sha512(b"marks:" + current_app.config["SECRET_KEY"].encode()).digest())


def mark(endpoint: str, name: str, key: Sequence[Any]) -> str:
    """`key` sealed for this argument of this list: in no other does it open, nor look the same."""
    written = json.dumps([str(part) for part in key]).encode()
    sealed = _cipher().encrypt(written + b" " * (-len(written) % MARK_BYTES), [endpoint.encode(), name.encode()])
    return base64.urlsafe_b64encode(sealed).decode().rstrip("=")


def after(name: str = "after") -> tuple[str, ...] | None:
    """The sort key of the row that this page follows, as `next_key` gave it; None on the first page."""
    from cryptography.exceptions import InvalidTag

    shown = request.args.get(name)
    if not shown:
        return None
    try:
        sealed = base64.urlsafe_b64decode(shown.encode() + b"==")
        return tuple(json.loads(_cipher().decrypt(sealed, [str(request.endpoint).encode(), name.encode()])))
    except (binascii.Error, ValueError, InvalidTag) as damaged:
        raise Refusal(DAMAGED) from damaged


def read_key(reading: Callable[..., Read], name: str = "after") -> Read | None:
    """What `reading` makes of the parts of the key; refused where they are not what it takes."""
    key = after(name)
    try:
        return reading(*key) if key else None
    except (TypeError, ValueError, OverflowError) as damaged:
        raise Refusal(DAMAGED) from damaged


def after_row(name: str = "after") -> tuple[str, UUID] | None:
    """The same where the key is a text and the id of the row."""
    return read_key(lambda text, row_id: (text, UUID(row_id)), name)


def after_moment() -> tuple[datetime, UUID] | None:
    """The same where the key is a moment and the id of the row."""
    return read_key(lambda text, row_id: (datetime.fromisoformat(text).astimezone(UTC), UUID(row_id)))


def after_number() -> int | None:
    return read_key(small)  # so small that every database can take it


def address(endpoint: str, arguments: Mapping[str, Any]) -> str:
    """`endpoint` under what this address names, then `arguments`, which name no host or thing, however called."""
    path, asked = url_for(endpoint, **(request.view_args or {})), urlencode(arguments, doseq=True)
    return f"{path}?{asked}" if asked else path


def pager(next_key: Sequence[Any] | None, shown: int, name: str = "after") -> Pager:
    """Links to the next page and back to the first, with the filters of this one; `along`, of columns, begins anew."""
    arguments: dict[str, Any] = request.args.to_dict(flat=False)
    here, _columns = arguments.pop(name, None), arguments.pop("along", None)
    endpoint = str(request.endpoint)
    first_url = address(endpoint, arguments) if here else None
    showing = ngettext("%(num)d row on this page", "%(num)d rows on this page", shown)
    if next_key is None:
        return Pager(None, first_url, showing)
    return Pager(address(endpoint, arguments | {name: mark(endpoint, name, next_key)}), first_url, showing)


def chips(form: Form) -> list[dict[str, str]]:
    """The filters in use, each with the address of the list without it."""
    arguments: dict[str, Any] = {k: v for k, v in request.args.lists() if k not in {"after", "along"}}
    used = []
    for field in form:
        if field.data:
            rest = {name: value for name, value in arguments.items() if name != field.name}
            words = _chosen(field) if isinstance(field, SelectField) else field.data
            label = f"{field.label.text}{'：' if in_chinese() else ': '}{words}"
            used.append({"label": label, "url": address(str(request.endpoint), rest)})
    return used


def _chosen(field: SelectField) -> str:
    return str(next((choice.label for choice in field.iter_choices() if choice.selected), field.data))


def ask(form: Form) -> Form:
    """The filter form, judged: 400 where nobody could have chosen a filter, 422 with the form for what was typed."""
    if not form.validate():
        if request.method != "GET" or any(isinstance(one, SelectField) and one.errors for one in form):
            raise Refusal(N_("The address holds a filter that does not exist."))
        raise Invalid("", N_("A filter cannot be used as it was typed. Change it, and search again."), form=form)
    return form
