"""A plaque or a letter on paper: drawn from the project's own files alone, and never without Chinese letters."""

import mimetypes
import shutil
import subprocess
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from ..foundation.kernel.errors import Refusal
from ..foundation.kernel.words import N_

MEDIA_TYPE = "application/pdf"
STATIC = Path(__file__).parents[2] / "static"
OURS = "https://static.invalid/"


class NoChineseFont(Refusal):
    """Without one the letters would be missing from the page, and nothing would say so."""

    status = 503
    words = N_(
        "The document cannot be drawn: this server has no Chinese font. Ask whoever runs the portal to install one."
    )


def chinese_font_present() -> bool:
    """Whether fontconfig, which the drawing asks, knows a font for simplified Chinese."""
    fc_list = shutil.which("fc-list")
    if fc_list is None:
        return False
    asked = [fc_list, ":lang=zh-cn", "family"]
    found = subprocess.run(asked, capture_output=True, check=False, timeout=20)  # noqa: S603 - nothing in it is from outside
    return bool(found.stdout.strip())


def code(address: str) -> str:
    """The QR code of `address` as a picture for a page, which a quarter of damage leaves readable."""
    import segno

    return str(segno.make(address, error="q", micro=False).svg_data_uri(border=0, dark="#0b2559", unit="mm"))


def drawn(html: str) -> bytes:
    """`html` as a PDF; raises NoChineseFont."""
    return bytes(_page(html).write_pdf(pdf_variant="pdf/ua-1"))


def drawn_together(pages: Iterable[str], title: str, told: Callable[[int], None]) -> bytes:
    """Many pages as one PDF named `title`; `told`: after each, how many are drawn. Raises NoChineseFont."""
    documents = []
    for number, html in enumerate(pages, start=1):
        documents.append(_page(html).render())
        told(number)
    whole = documents[0].copy([page for document in documents for page in document.pages])
    whole.metadata.title = title
    return bytes(whole.write_pdf(pdf_variant="pdf/ua-1"))


def _page(html: str) -> Any:
    if not chinese_font_present():
        raise NoChineseFont()
    from weasyprint import HTML

    return HTML(string=html, base_url=OURS, url_fetcher=_own_file)


def _own_file(address: str) -> Any:
    """What the page asks for, out of static/ or out of the page itself; any other address is refused."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    if address.startswith("data:image/"):
        return URLFetcher(allowed_protocols={"data"}).fetch(address)
    file = (STATIC / unquote(urlsplit(address).path).lstrip("/")).resolve()
    if not address.startswith(OURS) or not file.is_relative_to(STATIC):
        raise ValueError(f"not a file of the portal: {address}")
    media_type = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
    return URLFetcherResponse(address, file.read_bytes(), {"Content-Type": media_type})
