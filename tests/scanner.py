"""A scanner: what the codes say that a page, a picture or a document shows, read as a phone reads them."""

import re
from base64 import b64encode
from html import unescape
from io import BytesIO
from urllib.parse import urlsplit

import pypdfium2
import zxingcpp
from PIL import Image
from weasyprint import HTML

DRAWN = re.compile(r'src="(data:image/svg\+xml[^"]+)"')
DOTS_PER_POINT = 150 / 72


def _read(picture: Image.Image) -> list[str]:
    """Of QR codes alone: some drawings hold rows of modules that also pass for a bar code of another kind."""
    read = zxingcpp.read_barcodes(picture.convert("L"), formats=zxingcpp.BarcodeFormat.QRCode)
    return [code.text for code in read]


def on_picture(content: bytes) -> list[str]:
    """Of a file that shows pixels."""
    with Image.open(BytesIO(content)) as picture:
        return _read(picture)


def on_document(content: bytes) -> list[str]:
    """Of every sheet of a PDF, as a printer puts it on paper."""
    with pypdfium2.PdfDocument(content) as document:
        sheets = [sheet.render(scale=DOTS_PER_POINT).to_pil() for sheet in document]
    return [said for sheet in sheets for said in _read(sheet)]


def on_drawing(content: bytes) -> list[str]:
    """Of a file that is drawn by lines."""
    return _on_paper(f"data:image/svg+xml;base64,{b64encode(content).decode()}")


def on_page(html: str) -> list[str]:
    """Of each code that stands in the page itself."""
    return [said for drawn in DRAWN.findall(html) for said in _on_paper(unescape(drawn))]


def _on_paper(address: str) -> list[str]:
    return on_document(bytes(HTML(string=f'<img src="{address}" width="400">').write_pdf()))


def path_of(address: str) -> str:
    """Where a browser of the tests goes by a whole address of the portal."""
    parts = urlsplit(address)
    assert (parts.scheme, parts.netloc) == ("http", "localhost"), address
    return f"{parts.path}?{parts.query}" if parts.query else parts.path
