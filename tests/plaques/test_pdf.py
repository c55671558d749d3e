"""The plaque on paper: whose it is, what stands on it, where its code leads."""

import pypdfium2
import pytest

from alliance.foundation.kernel.actor import Role
from alliance.plaques import pdf
from tests import scanner

needs_font = pytest.mark.skipif(not pdf.chinese_font_present(), reason="no Chinese font: install fonts-noto-cjk")


@pytest.fixture
def no_font(monkeypatch, tmp_path):
    """A machine on which fontconfig finds nothing Chinese."""
    asked = tmp_path / "fc-list"
    asked.write_text("#!/bin/sh\n")
    asked.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))


def words_of(document):
    return "".join("".join(page.get_textpage().get_text_range() for page in document).split())


@needs_font
def test_the_document_holds_name_standing_serial_and_day_on_one_page(make, browser, officer, member, issued):
    answer = browser(officer).get("plaques.document", serial=issued.serial)
    assert answer.mimetype == "application/pdf"
    assert answer.headers["Content-Disposition"] == f'attachment; filename="plaque-{issued.serial}.pdf"'
    document = pypdfium2.PdfDocument(answer.data)
    assert len(document) == 1
    width, height = document[0].get_size()
    assert (round(width), round(height)) == (842, 595)
    words = words_of(document)
    for expected in (member.name, "反诈联盟成员单位", issued.serial, "2022年7月4日"):
        assert expected in words


@needs_font
def test_the_document_is_chinese_whatever_the_reader_s_language(browser, officer, issued):
    center = browser(officer)
    center.client.set_cookie("language", "en")
    document = pypdfium2.PdfDocument(center.get("plaques.document", serial=issued.serial).data)
    assert "反诈联盟成员单位" in words_of(document)


@needs_font
def test_the_longest_name_stays_on_the_page(make, browser, officer, plaques_of):
    long = make.organisation("太原市" + "联合反诈骗宣传治理" * 13)
    (plaque,) = plaques_of(long)
    document = pypdfium2.PdfDocument(browser(officer).get("plaques.document", serial=plaque.serial).data)
    assert len(document) == 1
    assert long.name in words_of(document)


@needs_font
def test_letters_are_embedded_from_a_chinese_font(browser, officer, issued):
    data = browser(officer).get("plaques.document", serial=issued.serial).data
    assert len(data) > 20_000
    assert b"/FontFile" in data or b"/ObjStm" in data


@needs_font
def test_the_code_leads_to_the_check_of_that_serial(browser, officer, issued):
    [read] = scanner.on_document(browser(officer).get("plaques.document", serial=issued.serial).data)
    assert read == "http://localhost" + browser().address("plaques.verdict", serial=issued.serial)
    assert issued.serial in browser().get(scanner.path_of(read)).text


@pytest.mark.parametrize(
    ("role", "own", "status"),
    [
        (Role.LIAISON, True, 200),
        (Role.STAFF, True, 200),
        (Role.LIAISON, False, 404),
        (Role.STAFF, False, 404),
        (Role.INSPECTOR, False, 404),
        (Role.DISTRICT_OFFICER, False, 404),
        (Role.VOLUNTEER, False, 404),
        (None, False, 303),
    ],
)
@needs_font
def test_the_document_is_the_center_s_and_the_organisation_s_own(make, browser, member, issued, role, own, status):
    other = make.organisation()
    belongs = {Role.LIAISON, Role.STAFF}
    organisation = (member if own else other) if role in belongs else None
    district = "140106" if role is Role.DISTRICT_OFFICER else None
    visitor = browser(make.person(role, organisation=organisation, district=district) if role else None)
    visitor.get("plaques.document", status=status, serial=issued.serial)


def test_the_organisation_finds_its_document_on_the_page_of_its_plaque(make, browser, member, issued):
    def documents(visitor):
        page = visitor.get("plaques.verdict", serial=issued.serial)
        return [link for link in page.links if link.endswith("/pdf")]

    assert documents(browser(make.person(Role.LIAISON, organisation=member)))
    assert not documents(browser(make.person(Role.LIAISON, organisation=make.organisation())))
    assert not documents(browser())


def test_the_organisation_has_no_document_before_the_plaque_is_issued(make, browser, member, prepared):
    liaison = browser(make.person(Role.LIAISON, organisation=member))
    liaison.get("plaques.document", status=404, serial=prepared.serial)


@needs_font
def test_the_center_prints_a_prepared_plaque_before_the_event(browser, officer, prepared):
    browser(officer).get("plaques.document", serial=prepared.serial)


def test_a_revoked_plaque_is_not_drawn_any_more(make, browser, officer, member, revoked):
    browser(officer).get("plaques.document", status=409, serial=revoked.serial)
    browser(make.person(Role.LIAISON, organisation=member)).get("plaques.document", status=404, serial=revoked.serial)


def test_without_a_chinese_font_the_page_says_so_instead_of_blanks(browser, officer, issued, no_font):
    assert not pdf.chinese_font_present()
    page = browser(officer).get("plaques.document", status=503, serial=issued.serial)
    assert "字体" in page.text or "font" in page.text


def test_without_fontconfig_no_font_is_taken_for_granted(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not pdf.chinese_font_present()


@pytest.mark.parametrize(
    "address",
    [
        "http://localhost/x.css",
        "https://static.invalid/../app.py",
        "https://static.invalid/%2e%2e/app.py",
        "https://static.invalid.example.org/css/plaque.css",
        "file:///etc/passwd",
        "data:text/css,x",
        "ftp://static.invalid/css/plaque.css",
    ],
)
def test_drawing_reads_no_file_but_those_of_the_portal(address):
    with pytest.raises((ValueError, OSError)):
        pdf._own_file(address)


def test_drawing_reads_the_portal_s_own_style_and_emblem():
    for name in ("css/plaque.css", "img/badge.svg"):
        assert pdf._own_file(pdf.OURS + name).read()
