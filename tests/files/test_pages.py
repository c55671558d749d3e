"""Files through a form and out of the door, as a browser meets them."""

from io import BytesIO

import pytest
from sqlalchemy import select

from alliance.config_values import Bucket
from alliance.files import keeping
from alliance.files.keeping import Keeping
from alliance.files.model import FILES_MOST, StoredFile
from alliance.files.receiving import REQUEST_BYTES_MOST
from alliance.files.scanning import Scanner
from tests.screenless import Browser, Page

from .clamd import SICK, clamd
from .conftest import alter, in_both
from .sound import CAMERA, docx, jpg, mp4, pdf, png, xlsx

END = b"--edge--\r\n"
SOURCES = {"a.jpg": jpg(), "b.png": png(), "c.pdf": pdf(), "d.docx": docx(), "e.xlsx": xlsx()}


def sent(*files):
    return {"files": [(BytesIO(content), name) for name, content in files]}


def kept(make):
    with make.work() as work:
        return {file.name: file for file in work.session.scalars(select(StoredFile))}


def attach(visitor, *files, status=303, **more):
    return visitor.post("attachments.attach", sent(*files) | more, status=status)


def multipart(visitor, *files, told=""):
    """A body as one string: the test client would put a large one into a file of its own and leave that open."""
    parts = [(f'name="files"; filename="{name}"{told}'.encode(), content) for name, content in files]
    parts = [(b'name="csrf_token"', visitor.csrf_token().encode()), *parts]
    return b"".join(b"--edge\r\nContent-Disposition: form-data; %s\r\n\r\n%s\r\n" % part for part in parts)


def send(visitor, body, endpoint="attachments.attach", **more):
    headers = {"Host": "localhost", "Content-Type": "multipart/form-data; boundary=edge"}
    return visitor.client.post(visitor.address(endpoint), headers=headers, **({"data": body + END} | more))


def asked(visitor, make, name, endpoint="attachments.shared", **headers):
    address = visitor.address(endpoint, file_id=kept(make)[name].id)
    return visitor.client.get(address, headers={"Host": "localhost"} | headers)


def test_the_limits_are_told_before_anything_is_chosen(visitor):
    page = visitor.get("attachments.index")
    assert "jpg, png, pdf, xlsx, docx, mp4" in page.text
    assert "20 MB" in page.text
    assert f"{FILES_MOST}" in page.text
    assert 'accept="image/jpeg,image/png,application/pdf' in page.html


def test_a_telephone_may_take_a_photo_at_once(visitor):
    page = visitor.get("attachments.index")
    assert 'capture="environment"' in page.html
    assert page.html.count('name="files"') == 2, "what is chosen and what is photographed arrive together"


def test_several_files_are_attached_at_once(visitor, make):
    attach(visitor, *SOURCES.items())
    assert set(kept(make)) == set(SOURCES)
    assert all(name in visitor.get("attachments.index").text for name in SOURCES)


def test_every_refused_file_is_named_with_its_reason_and_none_is_kept(visitor, make):
    page = attach(visitor, ("good.jpg", jpg()), ("evil<b>.png", b"<svg>"), ("half.pdf", pdf()[:-60]), status=422)
    assert 'href="#files"' in page.html
    lines = page.html.split('class="field-error"')[1:]
    assert len(lines) == 2
    assert "evil&lt;b&gt;.png" in lines[0]
    assert "half.pdf" in lines[1]
    assert 'aria-invalid="true"' in page.html
    assert kept(make) == {}


def test_no_file_is_a_refusal_too(visitor, make):
    attach(visitor, status=422)
    attach(visitor, ("", b""), status=422)
    visitor.post("attachments.attach", {"files": "only words"}, status=422)
    assert kept(make) == {}


def test_a_file_without_a_name_is_not_lost_without_a_word(visitor, make):
    assert attach(visitor, ("", jpg()), status=422).text
    assert kept(make) == {}


def test_more_files_than_told_are_refused(visitor, make):
    attach(visitor, *((f"{number}.jpg", jpg()) for number in range(FILES_MOST + 1)), status=422)
    assert kept(make) == {}


def test_files_that_together_are_too_large_are_refused(visitor, make):
    half = jpg() + bytes(10_000_000)
    assert send(visitor, multipart(visitor, ("a.jpg", half), ("b.jpg", half))).status_code == 422
    assert kept(make) == {}


def test_a_door_for_files_takes_what_it_tells_and_other_doors_do_not(visitor, make):
    large = multipart(visitor, ("a.jpg", jpg() + bytes(19_000_000)))
    assert send(visitor, large).status_code == 303
    assert kept(make)["a.jpg"].original_size > 19_000_000
    too_large = multipart(visitor, ("a.jpg", bytes(REQUEST_BYTES_MOST)))
    for door, body in (("attachments.small", large), ("attachments.attach", too_large)):
        answer = send(visitor, body, door)
        assert answer.status_code == 413
        Page(answer).check()


def test_a_form_sent_twice_keeps_its_files_once(visitor, make):
    for _ in range(2):
        attach(visitor, ("a.jpg", jpg()), idempotency_key="a key of at least sixteen")
    assert len(kept(make)) == 1


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # what had come lies in an open file
@pytest.mark.parametrize("lost", ["the rest of the body", "the last edge", "both"])
def test_a_request_that_breaks_off_keeps_nothing(visitor, make, lost):
    body = multipart(visitor, ("a.jpg", jpg()))
    came = body if lost == "the last edge" else body[:-50]
    told = len(body) if lost == "the rest of the body" else len(came)
    answer = send(visitor, b"", data=None, input_stream=BytesIO(came), content_length=told)
    assert answer.status_code == 400
    assert Page(answer).check().text
    assert kept(make) == {}


def test_a_part_that_is_shorter_than_it_says_is_cut_off(visitor, make):
    body = multipart(visitor, ("a.jpg", jpg()), told=f"\r\nContent-Length: {len(jpg()) + 1}")
    assert send(visitor, body).status_code == 422
    assert kept(make) == {}


def test_a_sick_file_is_refused_at_its_field_and_a_missing_scanner_is_no_fault_of_the_file(visitor, make):
    with clamd() as url:
        Keeping.scanner = Scanner(url)
        page = attach(visitor, ("a.jpg", jpg(comment=SICK)), status=422)
        assert 'id="files-error"' in page.html
    attach(visitor, ("a.jpg", jpg()), status=503)
    assert kept(make) == {}


# Handing out


@pytest.mark.parametrize("name", SOURCES)
def test_a_file_is_handed_out_to_be_saved_and_never_to_be_shown(visitor, make, name):
    attach(visitor, (name, SOURCES[name]))
    for endpoint in ("attachments.shared", "attachments.original"):
        answer = asked(visitor, make, name, endpoint)
        assert answer.status_code == 200
        assert answer.headers["Content-Disposition"] == f"attachment; filename={name}"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert answer.headers["Cache-Control"] == "no-store"
        assert answer.headers["Cross-Origin-Resource-Policy"] == "same-origin"


@in_both
def test_the_shared_copy_tells_no_place_and_the_original_is_as_it_was_sent(visitor, make):
    attach(visitor, ("a.jpg", jpg()))
    shared, original = (asked(visitor, make, "a.jpg", f"attachments.{which}") for which in ("shared", "original"))
    assert original.data == jpg()
    assert CAMERA.encode() in original.data
    assert CAMERA.encode() not in shared.data
    assert shared.content_type == original.content_type == "image/jpeg"


@in_both
def test_a_chinese_name_arrives_whole(visitor, make):
    attach(visitor, ("关于“断卡”的通知 1.pdf", pdf()))
    told = asked(visitor, make, "关于“断卡”的通知 1.pdf").headers["Content-Disposition"]
    assert told.isascii()
    assert "filename*=UTF-8''%E5%85%B3%E4%BA%8E%E2%80%9C%E6%96%AD%E5%8D%A1" in told


@in_both
def test_a_part_may_be_asked_for_and_a_page_keeps_its_own_policy(visitor, make):
    attach(visitor, ("a.pdf", pdf()))
    part = asked(visitor, make, "a.pdf", Range="bytes=5-9")
    assert (part.status_code, part.data) == (206, pdf()[5:10])
    assert asked(visitor, make, "a.pdf", Range="bytes=999999999-").status_code == 416
    assert "sandbox" not in visitor.get("attachments.index").response.headers["Content-Security-Policy"]


def test_a_file_of_something_else_and_one_that_is_nowhere_are_the_same_404(visitor, make):
    attach(visitor, ("a.mp4", mp4()))
    video = asked(visitor, make, "a.mp4")
    nowhere = visitor.client.get("/attachments/00000000-0000-4000-8000-000000000000", headers={"Host": "localhost"})
    assert (video.status_code, nowhere.status_code) == (404, 404)


def test_who_is_not_signed_in_gets_no_file(visitor, with_attachments, make):
    attach(visitor, ("a.jpg", jpg()))
    assert asked(Browser(with_attachments), make, "a.jpg").status_code == 303


@in_both
def test_a_content_that_was_lost_or_altered_is_not_handed_out(visitor, make):
    attach(visitor, ("a.jpg", jpg()))
    file = kept(make)["a.jpg"]
    alter(file.shared, b"<html>")
    Keeping.store.remove(file.original)
    for endpoint in ("attachments.shared", "attachments.original"):
        answer = asked(visitor, make, "a.jpg", endpoint)
        assert answer.status_code == 500
        assert b"<html>" not in answer.data[:10]
        assert "Content-Disposition" not in answer.headers


def test_while_the_store_is_away_a_person_reads_what_to_do_and_nothing_is_kept(visitor, make):
    attach(visitor, ("a.jpg", jpg()))
    keeping.set_up(Bucket("files", "", "http://127.0.0.1:1"), "")
    page = attach(visitor, ("b.jpg", jpg()), status=503)
    assert "附件库" in page.text
    assert set(kept(make)) == {"a.jpg"}
    assert asked(visitor, make, "a.jpg").status_code == 503
