"""The center brings a list in by its pages: template, upload, preview, confirmation, result."""

import threading
from io import BytesIO

import pytest
from openpyxl import load_workbook
from sqlalchemy import func, select

from alliance import UPLOAD_BYTES_MOST
from alliance.foundation.kernel.actor import NOBODY, PORTAL, Role
from alliance.foundation.kernel.ids import new_id
from alliance.organisations.model import Organisation
from alliance.policy.can import Can
from alliance.policy.table import may
from alliance.sheets import commands, long, queries
from alliance.sheets.model import SHEET_BYTES_MOST, SHEET_ROWS_MOST, RosterSheet
from alliance.sheets.workbook import MEDIA_TYPE
from tests.screenless import Page
from tests.sheets.books import FAULTY, KEYS, ROSTER, book, line, told_faults, with_part

KEY = "a key of twenty signs"
RELATIONS = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE_RELATIONS = b"http://schemas.openxmlformats.org/package/2006/relationships"


def file(content, name="名单.xlsx"):
    return {"file": (BytesIO(content), name)}


def uploaded(visitor, content):
    """The address of the preview."""
    return str(visitor.post("sheets.upload", file(content)).headers["Location"])


def send_large(visitor, content):
    """An upload whose body is one string: the test client would put it into a file of its own and leave that open."""
    parts = {b'name="csrf_token"': visitor.csrf_token().encode(), b'name="file"; filename="x.xlsx"': content}
    body = b"".join(b"--edge\r\nContent-Disposition: form-data; %s\r\n\r\n%s\r\n" % part for part in parts.items())
    headers = {"Host": "localhost", "Content-Type": "multipart/form-data; boundary=edge"}
    return visitor.client.post("/sheets/", data=body + b"--edge--\r\n", headers=headers)


def confirm(visitor, preview, status=303):
    page = visitor.get(preview)
    return visitor.post(f"{preview}/take-over", page.form("/take-over").values, status=status)


def count(make, table):
    with make.work() as work:
        return work.session.scalar(select(func.count()).select_from(table))


@pytest.fixture(autouse=True)
def taken_over_at_once(monkeypatch):
    """What the worker does with more rows is in the tests of jobs; here the page itself takes over what it shows."""
    monkeypatch.setattr(long, "AT_ONCE_MOST", 2_000)


@pytest.fixture
def officer(make, browser):
    return browser(make.person(Role.CENTER_OFFICER))


def test_the_center_imports_138_organisations(make, officer):
    preview = uploaded(officer, ROSTER)
    page = officer.get(preview, queries=3)
    assert page.html.count('<th scope="row"') == 50
    assert count(make, Organisation) == 0
    confirm(officer, preview)
    result = officer.get(preview)
    assert not [form for form in result.forms if form.action.endswith("/take-over")]
    assert count(make, Organisation) == 138
    again = officer.get(uploaded(officer, ROSTER))
    assert not [form for form in again.forms if form.action.endswith("/take-over")]


def test_a_long_preview_goes_on_page_by_page(officer):
    preview = uploaded(officer, ROSTER)
    rows, address = [], preview
    for _ in range(3):
        page = officer.get(address)
        rows.append(page.html.count('<th scope="row"'))
        address = next((link for link in page.links if "after=" in link), None)
    assert rows == [50, 50, 38]
    assert address is None


def test_faults_are_shown_by_row_column_and_reason_and_stop_the_import(make, officer):
    preview = uploaded(officer, FAULTY)
    page = officer.get(preview)
    assert page.html.count('<th scope="row"') == 11
    for row, column in told_faults():
        assert column in page.text
        assert f"{row}" in page.text
    assert "=HYPERLINK" in page.text
    officer.post(f"{preview}/take-over", {"seen": "of no page"}, status=409)
    assert count(make, Organisation) == 0
    assert officer.get(f"{preview}?show=new").html.count('<th scope="row"') == 49


def test_reasons_are_told_in_the_readers_language(officer):
    preview = uploaded(officer, book(line(email="x")))
    officer.client.set_cookie("language", "en")
    assert "Not an e-mail address." in officer.get(preview).text


@pytest.mark.parametrize("name", ["名单.xlsx", "名单.xls", "名单", "../x.pdf"])
def test_the_content_decides_what_a_file_is_not_its_name(officer, name):
    officer.post("sheets.upload", file(book(line()), name))
    officer.post("sheets.upload", file(b"text", name), status=422)


def test_a_refused_file_says_why_at_its_field(make, officer):
    page = officer.post("sheets.upload", file(b"text"), status=422)
    assert 'href="#file"' in page.html
    officer.post("sheets.upload", {}, status=422)
    assert count(make, RosterSheet) == 0


def test_a_file_that_is_too_large_is_answered_with_413(make, officer):
    for content in (ROSTER + bytes(SHEET_BYTES_MOST), bytes(UPLOAD_BYTES_MOST), bytes(20_000_000)):
        answer = send_large(officer, content)
        assert answer.status_code == 413
        Page(answer).check()
    assert count(make, RosterSheet) == 0


def test_limits_are_told_before_the_upload(officer):
    page = officer.get("sheets.index", queries=3)
    assert "5 MB" in page.text
    assert f"{SHEET_ROWS_MOST}" in page.text


def test_an_upload_sent_twice_is_kept_once(make, officer):
    first = officer.post("sheets.upload", file(ROSTER) | {"idempotency_key": KEY})
    second = officer.post("sheets.upload", file(ROSTER) | {"idempotency_key": KEY})
    assert first.headers["Location"] == second.headers["Location"]
    assert count(make, RosterSheet) == 1


def test_a_second_press_is_answered_as_the_first(make, officer):
    preview = uploaded(officer, book(line()))
    values = officer.get(preview).form("/take-over").values
    answers = [officer.post(f"{preview}/take-over", dict(values)) for _ in range(2)]
    answers.append(officer.post(f"{preview}/take-over", {"seen": values["seen"]}))
    assert {str(answer.headers["Location"]) for answer in answers} == {preview}
    assert count(make, Organisation) == 1


def test_a_stale_preview_is_refused_and_can_be_checked_again(make, officer):
    preview = uploaded(officer, book(line()))
    values = officer.get(preview).form("/take-over").values
    other = uploaded(officer, book(line(outlets=9)))
    confirm(officer, other)
    officer.post(f"{preview}/take-over", values, status=409)
    assert officer.get(f"{preview}?show=new").html.count('<th scope="row"') == 1
    officer.post(f"{preview}/check-again")
    page = officer.get(preview)
    assert page.html.count('<th scope="row"') == 1
    assert "网点数" in page.text
    confirm(officer, preview)


def test_two_officers_confirm_at_once_and_one_takes_over(make, browser):
    visitors = [browser(make.person(Role.CENTER_OFFICER)) for _ in range(2)]
    preview = uploaded(visitors[0], book(line(), line(2)))
    forms = [visitor.get(preview).form("/take-over").values for visitor in visitors]
    barrier, answers = threading.Barrier(2), []

    def press(visitor, values):
        barrier.wait()
        answers.append(visitor.client.post(f"{preview}/take-over", data=values, headers={"Host": "localhost"}))

    threads = [threading.Thread(target=press, args=pair) for pair in zip(visitors, forms, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [answer.status_code for answer in answers] == [303, 303]
    assert count(make, Organisation) == 2
    with make.work() as work:
        assert work.session.scalars(select(RosterSheet)).one().outcome["number"] == 1


def test_the_template_offers_the_terms_of_today_and_is_accepted_back(officer):
    answer = officer.get("sheets.template")
    assert answer.mimetype == MEDIA_TYPE
    workbook = load_workbook(BytesIO(answer.data))
    sheet = workbook.worksheets[0]
    for place, key in enumerate(KEYS, start=1):
        sheet.cell(2, place).value = line()[key]
    filled = BytesIO()
    workbook.save(filled)
    page = officer.get(uploaded(officer, filled.getvalue()))
    assert "第1银行（测试）" in page.text
    assert page.form("/take-over")


def test_the_faulty_file_comes_back_with_its_cells_marked(officer):
    answer = officer.get(uploaded(officer, FAULTY) + "/marked")
    assert answer.mimetype == MEDIA_TYPE
    assert "attachment" in answer.headers["Content-Disposition"]
    sheet = load_workbook(BytesIO(answer.data)).worksheets[0]
    marked = [(cell.row, sheet.cell(1, cell.column).value) for row in sheet for cell in row if cell.comment]
    assert marked == told_faults()


def test_a_file_that_cannot_be_written_again_says_so(officer):
    lost = b'<Relationship Id="r1" Type="%s/drawing" Target="../drawings/lost.xml"/>' % RELATIONS
    relations = b'<Relationships xmlns="%s">%s</Relationships>' % (PACKAGE_RELATIONS, lost)
    content = with_part(FAULTY, "xl/worksheets/_rels/sheet1.xml.rels", relations)
    officer.get(uploaded(officer, content) + "/marked", status=422)


@pytest.mark.parametrize("role", [None, *Role])
def test_only_the_center_meets_sheets(make, browser, officer, role):
    preview = uploaded(officer, book(line()))
    visitor = browser(make.person(role, organisation=make.organisation() if role is Role.LIAISON else None))
    center = role in {Role.CENTER_ADMIN, Role.CENTER_OFFICER}
    for address in ("sheets.index", "sheets.template"):
        visitor.get(address, status=200 if center else 403)
    for address in (preview, f"{preview}/marked"):
        visitor.get(address, status=200 if center else 404)
    if not center:
        visitor.post("sheets.upload", file(ROSTER), status=403)
        visitor.post(f"{preview}/take-over", {"seen": ""}, status=404)
        visitor.post(f"{preview}/check-again", status=404)


def test_somebody_not_signed_in_is_asked_to_sign_in(browser, officer):
    preview = uploaded(officer, book(line()))
    for address in ("/sheets/", preview):
        assert browser().get(address, status=303).headers["Location"] == "/people/sign-in"


def test_a_sound_list_waits_on_the_desk_of_who_uploaded_it_until_it_is_confirmed(make, browser, officer):
    preview = uploaded(officer, book(line()))
    uploaded(officer, book(line(email="x")))
    desk = officer.get("home.desk")
    assert preview in desk.links
    assert len([link for link in desk.links if link.startswith("/sheets/") and link != "/sheets/"]) == 1
    assert preview not in browser(make.person(Role.CENTER_OFFICER)).get("home.desk").links
    confirm(officer, preview)
    assert preview not in officer.get("home.desk").links


def test_a_sheet_that_is_not_there_is_404(officer):
    officer.get("sheets.preview", sheet_id=new_id(), status=404)
    officer.get("/sheets/not-an-id", status=404)


@pytest.mark.parametrize("query", ["show=other", "after=x"])
def test_an_address_that_nobody_could_have_chosen_is_400(officer, query):
    preview = uploaded(officer, book(line()))
    officer.get(f"{preview}?{query}", status=400)


@pytest.mark.parametrize("key", [["x"], ["1", "2"]])
def test_a_preview_goes_on_only_from_a_row(officer, key):
    preview = uploaded(officer, book(line()))
    officer.get(f"{preview}?after={officer.mark('sheets.preview', *key)}", status=400)


@pytest.mark.parametrize("key", [["x"], ["x", "y"]])
def test_the_list_of_sheets_goes_on_only_from_a_sheet(officer, key):
    officer.get("sheets.index", after=officer.mark("sheets.index", *key), status=400)


def test_the_list_of_sheets_shows_the_newest_first_and_goes_on(make, officer):
    for number in range(51):
        with make.work() as work:
            commands.check(work, commands.SheetUpload(f"名单{number}.xlsx", book(line())))
    page = officer.get("sheets.index")
    assert page.text.index("名单50") < page.text.index("名单49")
    rest = officer.get(next(link for link in page.links if "after=" in link))
    assert rest.html.count('<th scope="row"') == 1
    assert "名单0" in rest.text


def test_the_rule_and_the_filter_say_the_same(make):
    with make.work() as work:
        work.session.add(
            RosterSheet(
                file_name="x",
                content=b"",
                rows={},
                uploaded_at=work.now,
                state="checked",
                state_since=work.now,
                outcome={},
            )
        )
    actors = [NOBODY, PORTAL, *(make.person(role).actor for role in Role)]
    for actor in actors:
        with make.work(actor) as work:
            seen = work.session.scalar(select(func.count()).select_from(RosterSheet).where(queries.visible_to(actor)))
        assert bool(seen) is may(actor, Can.IMPORT_ROSTER), actor.role
