"""Static files: packed where that makes them smaller, and kept by the browser for as long as their address stays."""

import gzip
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from flask import Response, request, send_file

PACKABLE = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


@lru_cache(maxsize=64)
def _packed(path: Path, _changed: int) -> bytes:
    return gzip.compress(path.read_bytes(), mtime=0)


def packed(path: Path) -> Response | None:
    """The file in gzip, or None where it would gain nothing or the browser cannot read it."""
    if path.suffix not in PACKABLE or not request.accept_encodings.quality("gzip") or not path.is_file():
        return None
    state = path.stat()
    content = BytesIO(_packed(path, state.st_mtime_ns))
    mark = f"{state.st_mtime_ns:x}-{state.st_size:x}-gzip"
    answer = send_file(content, PACKABLE[path.suffix], etag=mark, last_modified=state.st_mtime, conditional=True)
    answer.content_encoding = "gzip"
    return answer


def keep(answer: Response, name: str) -> Response:
    """Tell caches what the answer depends on, and that an address with a version in it never changes its content."""
    if Path(name).suffix in PACKABLE:
        answer.vary.add("Accept-Encoding")
    if "v" in request.args:
        answer.cache_control.immutable = True
    return answer
