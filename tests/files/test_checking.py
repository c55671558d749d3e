"""What is sound is taken; whatever is dangerous, or not what it seems, is refused in words that help."""

import random

import pytest
from PIL import ImageFile

from alliance.files import instructions
from alliance.files.checking import check
from alliance.files.faults import CUT_OFF
from alliance.files.model import ENDINGS, FILE_BYTES_MOST
from alliance.foundation.kernel.errors import Invalid

from .dangerous import DANGEROUS
from .sound import SOUND, docx, jpg, mp4, pdf, png, xlsx

ONE_OF_EACH = {"a.jpg": jpg(), "a.png": png(), "a.pdf": pdf(), "a.docx": docx(), "a.xlsx": xlsx(), "a.mp4": mp4()}


@pytest.mark.parametrize("name", SOUND)
def test_a_sound_file_is_taken_as_it_was_sent(name):
    found = check(SOUND[name], name)
    assert (found.name, found.original) == (name, SOUND[name])
    assert found.kind is ENDINGS[name.rpartition(".")[2].lower()]


@pytest.mark.parametrize("case", DANGEROUS)
def test_a_dangerous_file_is_refused_in_words(case):
    name, content, words = DANGEROUS[case]
    with pytest.raises(Invalid) as refused:
        check(content, name)
    assert (refused.value.field, refused.value.words) == ("files", words)


def test_half_a_picture_is_refused_where_another_library_would_let_it_pass(monkeypatch):
    """Drawing a PDF tells Pillow, for the whole process, to take what is there of a picture."""
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)
    name, content, _words = DANGEROUS["a png with fewer rows than it tells"]
    with pytest.raises(Invalid):
        check(content, name)


@pytest.mark.parametrize("name", ONE_OF_EACH)
def test_a_file_cut_off_anywhere_is_refused(name):
    whole = ONE_OF_EACH[name]
    for length in range(1, len(whole) - 1, max(1, len(whole) // 150)):
        with pytest.raises(Invalid):
            check(whole[:length], name)


@pytest.mark.parametrize("name", ONE_OF_EACH)
def test_a_file_without_its_second_half_is_said_to_be_cut_off(name):
    with pytest.raises(Invalid) as refused:
        check(ONE_OF_EACH[name][: len(ONE_OF_EACH[name]) // 2], name)
    assert refused.value.words == CUT_OFF


@pytest.mark.filterwarnings("ignore::UserWarning")  # of Pillow, about notes that are not looked at
@pytest.mark.parametrize("name", ONE_OF_EACH)
def test_whatever_is_altered_in_a_file_it_is_taken_or_refused(name):
    """No content makes the check fail in another way than by its refusal."""
    chance, taken = random.Random(name), 0
    for _ in range(300):
        content = bytearray(ONE_OF_EACH[name])
        for _ in range(chance.randint(1, 8)):
            start = chance.randrange(len(content))
            content[start : start + chance.randint(0, 4)] = chance.randbytes(chance.randint(0, 4))
        try:
            taken += bool(check(bytes(content), name))
        except Invalid:
            continue
    assert taken < 300


def test_a_sheet_of_very_many_formulas_is_looked_through_once():
    """Two minutes would not do, if each formula were looked for in all that follow."""
    formulas = "\n".join(f"<f>A{row}+1</f>" for row in range(400_000))
    assert not instructions.fetch(f"<sheet>{formulas}</sheet>".encode())
    assert instructions.fetch(f"<sheet>{formulas}<f>cmd|'/C calc'!A0</f></sheet>".encode())


def test_a_file_may_be_as_large_as_is_told_and_no_larger():
    padding = bytes(FILE_BYTES_MOST - len(jpg()))
    assert check(jpg() + padding, "a.jpg").original == jpg() + padding
    with pytest.raises(Invalid, match="larger than 20 MB"):
        check(jpg() + padding + b"\0", "a.jpg")
