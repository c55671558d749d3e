"""Names are made safe, or refused where they disguise something."""

import pytest

from alliance.files.model import FILE_NAME_LENGTH, FileKind
from alliance.files.naming import check_ending, masked_name, safe_name, shown_name
from alliance.foundation.kernel.errors import Invalid


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("通知.pdf", "通知.pdf"),
        (" 通知.pdf ", "通知.pdf"),
        ("cafe\u0301.jpg", "caf\u00e9.jpg"),
        (".htaccess.jpg", "htaccess.jpg"),
        ("what? 10:30 <now>.png", "what_ 10_30 _now_.png"),
        ("CON.pdf", "_CON.pdf"),
        ("com1.pdf", "_com1.pdf"),
        ("console.pdf", "console.pdf"),
        ("zero\u200bwidth.pdf", "zerowidth.pdf"),
        ("photo.jpg. .", "photo.jpg"),
    ],
)
def test_a_name_is_made_safe(given, kept):
    assert safe_name(given) == kept


def test_a_long_name_keeps_its_ending():
    kept = safe_name("长" * 200 + ".docx")
    assert len(kept) == FILE_NAME_LENGTH
    assert kept.endswith("长.docx")


@pytest.mark.parametrize(
    "given", ["a/b.jpg", "..", "a\\b.jpg", "a\x00.jpg", "a\u202ejpg.exe", "a\n.jpg", "", " ", "...."]
)
def test_a_name_that_leads_elsewhere_or_hides_something_is_refused(given):
    with pytest.raises(Invalid):
        safe_name(given)


@pytest.mark.parametrize("name", ["a.jpg", "a.JPEG", "a.jpg.jpeg", "v1.2.jpg", "2026.11.24.jpg"])
def test_an_ending_that_fits_the_content_is_taken(name):
    check_ending(name, FileKind.JPG)


@pytest.mark.parametrize("name", ["a", "a.png", "a.exe", "a.jpg.exe", "a.exe.jpg", "a.png.jpg", "a.html.jpg", "a.jpg_"])
def test_an_ending_that_lies_is_refused(name):
    with pytest.raises(Invalid):
        check_ending(name, FileKind.JPG)


def test_a_refused_name_is_shown_without_its_disguise():
    assert shown_name("a\u202egpj.exe") == "a\ufffdgpj.exe"
    assert len(shown_name("a" * 500)) == FILE_NAME_LENGTH + 1


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("客户手机号13800138000.png", "客户手机号138____8000.png"),
        ("截图_13912345678_2.png", "截图_139____5678_2.png"),
        ("IMG_20221127_083045.png", "IMG_20221127_083045.png"),
        ("迎泽区宣传点平面图.png", "迎泽区宣传点平面图.png"),
        ("96110宣传海报.pdf", "96110宣传海报.pdf"),
    ],
)
def test_nobody_is_named_by_the_name_of_a_file(given, kept):
    assert masked_name(given) == kept
    assert masked_name(kept) == kept
