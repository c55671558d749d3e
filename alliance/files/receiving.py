"""Which doors take files: only their requests may be as large as files are."""

from collections.abc import Callable
from typing import Any, TypeVar

from .model import FILE_BYTES_MOST

REQUEST_BYTES_MOST = FILE_BYTES_MOST + 1_000_000
"""The files of one form, and what else stands in it."""
View = TypeVar("View", bound=Callable[..., Any])


def takes_files(view: View) -> View:
    """Let the requests to this view be as large as REQUEST_BYTES_MOST; it may stand above or below `@permit`."""
    vars(view)["takes_files"] = True
    return view


def takes(view: Callable[..., Any] | None) -> bool:
    return bool(getattr(view, "takes_files", False))
