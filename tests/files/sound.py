"""Sound files of every kind, made by code, each with something in it that the shared copy must not tell."""

import zipfile
import zlib
from collections.abc import Mapping
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from PIL import Image
from PIL.PngImagePlugin import PngInfo

WRITER = "a writer's own name"
CAMERA = "a camera of some make"
PLACE = "+37.8706+112.5489/"
"""Latitude and longitude, as cameras write them into a video."""

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DOCX_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def points(width: int = 40, height: int = 20) -> Image.Image:
    """Red on the left, blue on the right: so that turning it shows."""
    picture = Image.new("RGB", (width, height), (200, 20, 20))
    picture.paste((20, 20, 200), (width // 2, 0, width, height))
    return picture


def exif(orientation: int = 1) -> Image.Exif:
    found = Image.Exif()
    found[0x0112], found[0x0110] = orientation, CAMERA
    found.get_ifd(0x8825).update({1: "N", 2: (37.0, 52.0, 14.0), 3: "E", 4: (112.0, 32.0, 56.0)})
    return found


def jpg(picture: Image.Image | None = None, **options: Any) -> bytes:
    file = BytesIO()
    (picture or points()).save(file, "JPEG", **({"exif": exif(), "comment": WRITER} | options))
    return file.getvalue()


def png(picture: Image.Image | None = None, **options: Any) -> bytes:
    words = PngInfo()
    words.add_text("Author", WRITER)
    file = BytesIO()
    (picture or points()).save(file, "PNG", **({"pnginfo": words, "exif": exif()} | options))
    return file.getvalue()


def pdf(*more: bytes, catalog: bytes = b"", trailer: bytes = b"", version: bytes = b"1.7") -> bytes:
    """A page with a line on it; `more` are objects from number 5 on."""
    text = b"BT /F1 12 Tf 20 100 Td (A page) Tj ET"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R" + catalog + b">>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R>>",
        b"<</Length %d>>\nstream\n%s\nendstream" % (len(text), text),
        *more,
    ]
    body, places = b"%PDF-" + version + b"\n%\xe2\xe3\xcf\xd3\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    end = b"trailer\n<</Size %d/Root 1 0 R%s>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, len(body))
    return body + head + table + end


def signed_pdf() -> bytes:
    """The same with a seal, which any change would break."""
    return pdf(b"<</FT/Sig/T(Seal)/V 6 0 R>>", b"<</Type/Sig/ByteRange[0 1 2 3]>>")


def object_stream(*objects: bytes, first_number: int = 20, entries: bytes = b"/Filter/FlateDecode") -> bytes:
    """Objects packed into one stream, as an object of `pdf`."""
    places = [sum(len(one) + 1 for one in objects[:number]) for number in range(len(objects))]
    pairs = b" ".join(b"%d %d" % (first_number + number, place) for number, place in enumerate(places)) + b"\n"
    packed = zlib.compress(pairs + b"\n".join(objects))
    told = b"<</Type/ObjStm/N %d/First %d/Length %d%s>>" % (len(objects), len(pairs), len(packed), entries)
    return told + b"\nstream\n" + packed + b"\nendstream"


def zipped(parts: Mapping[str, bytes | str]) -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def unzipped(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def ties(*of: tuple[str, str, bool]) -> str:
    """A part of relationships: (type, target, whether it lies outside)."""
    rows = ""
    for number, (kind, target, outside) in enumerate(of, start=1):
        said, mode = kind if ":" in kind else f"{OFFICE}/{kind}", "External" if outside else "Internal"
        rows += f'<Relationship Id="r{number}" Type="{said}" Target="{target}" TargetMode="{mode}"/>'
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="{PACKAGE}/relationships">{rows}</Relationships>'
    )


def types(main: str = DOCX_MAIN, more: str = "") -> str:
    ours = f"{PACKAGE}/content-types"
    core = "application/vnd.openxmlformats-package.core-properties+xml"
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><Types xmlns="{ours}">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/><Default Extension="jpeg" ContentType="image/jpeg"/>'
        f'<Override PartName="/word/document.xml" ContentType="{main}"/>'
        f'<Override PartName="/docProps/core.xml" ContentType="{core}"/>{more}</Types>'
    )


def docx_parts(body: str = "<w:p><w:r><w:t>A paragraph</w:t></w:r></w:p>") -> dict[str, bytes | str]:
    core = f'<c:coreProperties xmlns:c="{PACKAGE}/metadata/core-properties"><c:keywords>{WRITER}</c:keywords>'
    return {
        "[Content_Types].xml": types(),
        "_rels/.rels": ties(("officeDocument", "word/document.xml", False)),
        "docProps/core.xml": f"{core}</c:coreProperties>",
        "word/document.xml": f'<?xml version="1.0"?><w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>',
        "word/_rels/document.xml.rels": ties(
            ("hyperlink", "https://example.org/", True), ("image", "media/image1.jpeg", False)
        ),
        "word/media/image1.jpeg": jpg(),
    }


def docx(parts: Mapping[str, bytes | str] | None = None) -> bytes:
    """`parts` replace those of a small document, or join them."""
    return zipped(docx_parts() | dict(parts or {}))


def xlsx(formula: str = "=SUM(A1:A2)") -> bytes:
    workbook = Workbook()
    workbook.properties.creator = WRITER
    sheet = workbook.active
    for row in ([1], [2], [formula], ["说明"]):
        sheet.append(row)
    file = BytesIO()
    workbook.save(file)
    return file.getvalue()


def box(kind: bytes, *content: bytes) -> bytes:
    body = b"".join(content)
    return (8 + len(body)).to_bytes(4) + kind + body


def full_box(kind: bytes, *content: bytes, version: int = 0, flags: int = 0) -> bytes:
    return box(kind, version.to_bytes(1) + flags.to_bytes(3), *content)


def mp4(
    *,
    reference: bytes = full_box(b"url ", flags=1),
    piece_at: int = 40,
    in_movie: bytes = b"",
    media: bytes = b"pictures in motion",
    brand: bytes = b"isom",
) -> bytes:
    """A track of one piece, with a place, a camera and the dates on which it was made."""
    dates = (3_800_000_000).to_bytes(4) * 2
    where = full_box(b"dref", (1).to_bytes(4), reference)
    pieces = full_box(b"stco", (1).to_bytes(4), piece_at.to_bytes(4))
    inside = box(b"minf", box(b"dinf", where), box(b"stbl", pieces))
    media_box = box(b"mdia", full_box(b"mdhd", dates, bytes(12)), full_box(b"hdlr", bytes(20)), inside)
    track = box(b"trak", full_box(b"tkhd", dates, bytes(72), flags=3), media_box, box(b"udta", WRITER.encode()))
    notes = box(b"udta", box(b"\xa9xyz", bytes([0, len(PLACE), 0x15, 0xC7]), PLACE.encode()), CAMERA.encode())
    movie = box(b"moov", full_box(b"mvhd", dates, bytes(88)), track, notes, in_movie)
    head = box(b"ftyp", brand, bytes(4), b"isommp42")
    return head + box(b"free", CAMERA.encode()) + box(b"mdat", media) + movie


HONEST_FIELD = (
    '<w:p><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r><w:r><w:t>LINK to DDE </w:t></w:r></w:p>'
)

SOUND = {
    "photo.jpg": jpg(),
    "photo.JPEG": jpg(points().convert("L")),
    "scan-cmyk.jpg": jpg(points().convert("CMYK")),
    "progressive.jpg": jpg(progressive=True),
    "telephone-with-second-picture.jpg": jpg() + jpg(points(8, 8)),
    "telephone-with-motion.jpg": jpg() + mp4(),
    "telephone-with-directory.jpg": jpg() + b"block" + b"SEFH" + bytes(8) + (12).to_bytes(4, "little") + b"SEFT",
    "padded.jpg": jpg() + bytes(64),
    "屏幕截图 2026-11-24.png": png(),
    "transparent.png": png(points().convert("RGBA")),
    "few-colours.png": png(points().convert("P")),
    "black-and-white.png": png(points().convert("1")),
    "letter.pdf": pdf(),
    "old.pdf": pdf(version=b"1.3"),
    "begins-at-a-page.pdf": pdf(catalog=b"/OpenAction[3 0 R/XYZ null null 0]"),
    "turns-to-a-page.pdf": pdf(b"<</S/GoTo/D[3 0 R/Fit]>>", catalog=b"/OpenAction 5 0 R"),
    "packed.pdf": pdf(object_stream(b"<</S/GoTo/D[3 0 R/Fit]>>", b"(/JavaScrip t)"), catalog=b"/OpenAction 20 0 R"),
    "with-a-link.pdf": pdf(b"<</S/URI/URI(https://example.org/)>>"),
    "关于开展宣传活动的通知.docx": docx(),
    "with-a-field.docx": zipped(docx_parts(HONEST_FIELD)),
    "名单.xlsx": xlsx(),
    "with-a-pipe.xlsx": xlsx('=IF(A1="a|b!c",1,0)'),
    "video.mp4": mp4(),
    "video-of-another-brand.mp4": mp4(brand=b"mp42"),
    "报告v1.2.pdf": pdf(),
    "photo.jpg.jpg": jpg(),
}
