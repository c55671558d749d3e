"""The shared copy shows what the original shows, and does not tell who, where and when."""

import zlib
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
from openpyxl import load_workbook
from pikepdf import Array, Dictionary, Name, ObjectStreamMode
from PIL import Image

from alliance.files.bare_pdfs import SIGNS_MOST
from alliance.files.checking import check
from alliance.files.faults import UNREADABLE
from alliance.files.pictures import without_notes
from alliance.foundation.kernel.errors import Invalid

from .sound import CAMERA, PLACE, WRITER, docx, exif, jpg, mp4, pdf, png, points, unzipped, xlsx


def opened(content):
    picture = Image.open(BytesIO(content))
    picture.load()
    return picture


@pytest.mark.parametrize(("name", "content"), [("a.jpg", jpg()), ("a.png", png())])
def test_a_picture_loses_place_camera_and_words(name, content):
    before, after = opened(content), opened(check(content, name).shared)
    assert before.getexif().get_ifd(0x8825), "the sample has a place to lose"
    assert (dict(after.getexif()), after.getexif().get_ifd(0x8825)) == ({}, {})
    assert not {"exif", "comment", "Author", "icc_profile", "photoshop", "xmp"} & set(after.info)
    assert CAMERA.encode() not in check(content, name).shared
    assert after.size == before.size


def test_a_picture_taken_sideways_is_turned_upright_before_it_forgets_how_it_was_held():
    sideways = jpg(points(40, 20), exif=exif(orientation=6))
    upright = opened(check(sideways, "a.jpg").shared)
    assert upright.size == (20, 40)
    red, _green, blue = upright.getpixel((10, 5))
    assert red > blue, "what was on the left is at the top"


def test_further_pictures_of_a_telephone_are_not_shared():
    second = jpg(points(9, 9))
    shared = check(jpg() + second + mp4(), "a.jpg").shared
    assert shared.count(b"\xff\xd8\xff") == 1
    assert b"ftyp" not in shared


@pytest.mark.parametrize("mode", ["RGBA", "P", "L", "1", "LA", "I;16"])
def test_a_png_keeps_its_points_and_its_transparency(mode):
    picture = points().convert(mode) if mode != "I;16" else Image.new(mode, (4, 4), 40_000)
    if mode == "P":
        picture.info["transparency"] = 0
    before = opened(png(picture))
    after = opened(check(png(picture), "a.png").shared)
    assert before.convert("RGBA").tobytes() == after.convert("RGBA").tobytes()


def test_a_document_loses_its_properties_and_its_pictures_their_notes():
    shared = unzipped(check(docx(), "a.docx").shared)
    assert set(shared) == set(unzipped(docx()))
    assert all(said.encode() not in content for content in shared.values() for said in (WRITER, CAMERA))
    assert opened(shared["word/media/image1.jpeg"]).getexif().get_ifd(0x8825) == {}
    assert shared["word/document.xml"] == unzipped(docx())["word/document.xml"]


def test_a_sheet_without_its_properties_is_still_a_sheet():
    shared = check(xlsx(), "a.xlsx").shared
    workbook = load_workbook(BytesIO(shared))
    assert workbook.properties.creator != WRITER
    assert [row[0] for row in workbook.active.iter_rows(values_only=True)] == [1, 2, "=SUM(A1:A2)", "说明"]


def test_a_video_loses_place_camera_and_dates_and_nothing_moves():
    content, shared = mp4(), check(mp4(), "a.mp4").shared
    assert all(said.encode() in content and said.encode() not in shared for said in (PLACE, CAMERA, WRITER))
    assert len(shared) == len(content)
    assert shared.index(b"mdat") == content.index(b"mdat")
    assert (3_800_000_000).to_bytes(4) in content
    assert (3_800_000_000).to_bytes(4) not in shared
    assert check(shared, "a.mp4").shared == shared


def written(*, packed=False, signed=False, picture_of=None):
    """A document by a program: who wrote it, with what, when; on its page a picture that tells place and camera."""
    document = pikepdf.new()
    page = document.add_blank_page(page_size=(200, 200))
    picture = document.make_stream(picture_of or jpg(points(40, 20)))
    picture.update({"/Type": Name.XObject, "/Subtype": Name.Image, "/Width": 40, "/Height": 20})
    picture.ColorSpace, picture.BitsPerComponent, picture.Filter = Name.DeviceRGB, 8, Name.DCTDecode
    if packed:
        picture.write(zlib.compress(jpg(points(40, 20))), filter=Array([Name.FlateDecode, Name.DCTDecode]))
    page.Resources = Dictionary(XObject=Dictionary(Im0=picture))
    page.PieceInfo = Dictionary(Program=Dictionary(Private=WRITER))
    page.Contents = document.make_stream(b"q 200 0 0 200 0 0 cm /Im0 Do Q")
    with document.open_metadata() as xmp:
        xmp["dc:creator"] = [WRITER]
    document.docinfo["/Author"], document.docinfo["/Producer"] = WRITER, CAMERA
    if signed:
        value = Dictionary(Type=Name.Sig, ByteRange=Array([0, 1, 2, 3]))
        field = Dictionary(FT=Name.Sig, T="Seal", V=value)
        document.Root.AcroForm = Dictionary(SigFlags=3, Fields=Array([document.make_indirect(field)]))
    file = BytesIO()
    document.save(file, object_stream_mode=ObjectStreamMode.generate if packed else ObjectStreamMode.disable)
    return file.getvalue()


def drawn(content):
    return pypdfium2.PdfDocument(content)[0].render(scale=1).to_pil().tobytes()


@pytest.mark.parametrize("packed", [False, True])
def test_a_pdf_loses_its_author_and_its_pictures_their_place_and_its_pages_look_the_same(packed):
    content = written(packed=packed)
    with pikepdf.open(BytesIO(content)) as before:
        assert str(before.docinfo["/Author"]) == WRITER
    shared = check(content, "a.pdf").shared
    for said in (WRITER, CAMERA):
        assert said.encode() not in shared
        assert said.encode("utf-16-be") not in shared
    with pikepdf.open(BytesIO(shared)) as after:
        assert "/Info" not in after.trailer
        assert "/Metadata" not in after.Root
        assert "/PieceInfo" not in after.pages[0]
        picture = after.pages[0].Resources.XObject.Im0.read_raw_bytes()
    assert opened(picture).getexif().get_ifd(0x8825) == {}
    assert drawn(shared) == drawn(content)


@pytest.mark.parametrize("odd", [jpg(points(40, 20))[:-2], b"\n" + jpg(points(40, 20))], ids=["no end", "byte before"])
def test_a_picture_in_a_pdf_that_cannot_be_read_to_its_end_is_refused_and_its_place_not_shared(odd):
    with pytest.raises(Invalid) as said:
        check(written(picture_of=odd), "a.pdf")
    assert said.value.words == UNREADABLE


def test_the_copy_of_a_pdf_is_the_same_each_time_and_its_own_copy():
    content = written()
    shared = check(content, "a.pdf").shared
    assert check(content, "a.pdf").shared == shared
    assert check(shared, "a.pdf").shared == shared


def test_what_was_before_in_a_pdf_that_was_saved_again_goes():
    before = pdf(b"(%s)" % WRITER.encode(), trailer=b"/Info 5 0 R")
    assert WRITER.encode() in before
    assert WRITER.encode() not in check(before, "a.pdf").shared


def test_a_signed_pdf_is_shared_as_it_is_so_that_its_seal_holds():
    content = written(signed=True)
    assert check(content, "a.pdf").shared == content


def test_a_pdf_with_more_parts_than_anybody_writes_is_refused_before_memory_is_given_to_it():
    with pytest.raises(Invalid) as said:
        check(pdf(b"[" + b"0 " * SIGNS_MOST + b"]"), "a.pdf")
    assert said.value.words == UNREADABLE


def test_what_is_no_picture_keeps_every_byte():
    for content in (b"<xml/>", b"\xff\xd8 no picture", b"\x89PNG\r\n\x1a\n no picture"):
        assert without_notes(content) == content
    bare = without_notes(png())
    assert opened(bare).tobytes() == opened(png()).tobytes()
    assert WRITER.encode() not in bare
