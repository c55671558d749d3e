"""Files of a case: attached by its writer, handed out behind the door of what they are attached to, to nobody else."""

from io import BytesIO
from uuid import uuid4

import pytest
from PIL import Image
from sqlalchemy import func, select

from alliance.audiences.terms import Terms
from alliance.cases import attaching, reviewing, writing
from alliance.cases.model import EditionFile, TypicalCase
from alliance.cases.vocabulary import EditionKind, Tlp
from alliance.files.checking import check
from alliance.files.model import FILES_MOST, StoredFile
from alliance.foundation.kernel.actor import Role
from alliance.foundation.kernel.errors import Conflict, Invalid
from tests.cases.telling import BANKS
from tests.files.sound import exif, jpg, pdf, png, signed_pdf


@pytest.fixture
def taken_photo():
    """A photo that tells where and with what it was taken."""
    return jpg(exif=exif())


def attach(browser, case_id, *files):
    sent = {"files": [(BytesIO(content), name) for name, content in files]}
    return browser.post("cases.attach", sent, case_id=case_id, status=303)


def files_of(make, case_id):
    with make.work() as work:
        return list(work.session.scalars(attaching.of_case(case_id)))


def released(desk, make, case_id, *chosen):
    """A members' edition for the banks, with the chosen files."""
    said = reviewing.EditionText(desk.text(), Tlp.AMBER, BANKS, files=frozenset(chosen))
    with make.work(desk.officer.actor) as work:
        case = work.session.get_one(TypicalCase, case_id)
        edition_id = reviewing.prepare(work, case, EditionKind.MEMBERS, said).id
    desk.release(edition_id)
    return edition_id


def test_readers_get_the_chosen_files_as_copies_that_tell_no_place(desk, make, browser, taken_photo):
    draft = desk.draft()
    attach(browser(desk.teller), draft, ("photo.jpg", taken_photo), ("screen.png", png()))
    photo, screen = files_of(make, draft)
    browser(desk.teller).post("cases.submit", case_id=draft)
    with make.work() as work:
        name = {one.id: one.name for one in work.session.scalars(select(StoredFile))}
    photo, screen = sorted((photo, screen), key=name.get)
    released(desk, make, draft, photo)
    reader = browser(make.person(Role.STAFF, organisation=desk.bank))
    page = reader.get("cases.edition_read", case_id=draft, kind="members")
    assert "photo.jpg" in page.text
    assert "screen.png" not in page.text
    copy = reader.get("cases.edition_file", case_id=draft, kind="members", file_id=photo)
    assert copy.headers["Content-Disposition"].startswith("attachment")
    assert not Image.open(BytesIO(copy.get_data())).getexif()
    reader.get("cases.edition_file", case_id=draft, kind="members", file_id=screen, status=404)
    for stranger in (None, make.person(Role.STAFF, organisation=make.organisation(sector_code="media"))):
        browser(stranger).get("cases.edition_file", case_id=draft, kind="members", file_id=photo, status=404)


@pytest.mark.parametrize("damaged", ["", "x", "\0"])
def test_a_damaged_choice_of_files_is_refused_in_words(desk, browser, damaged):
    officer, address = browser(desk.officer), {"case_id": desk.hand_in(), "kind": "members"}
    fields = officer.get("cases.preparing", **address).form("/prepare/members").values
    readers = {"terms-0-how": "added", "terms-0-alliance": "police_bank", "tlp": "amber"}
    page = officer.post("cases.prepare", fields | readers | {"files": [damaged, str(uuid4())]}, status=422, **address)
    assert fields["title"] in page.html


def test_nobody_is_named_by_the_name_of_a_file(desk, make, browser):
    draft = desk.draft()
    sent = ("客户手机号13800138000.png", "截图_13912345678_2.png", "IMG_20221127_083045.png")
    attach(browser(desk.teller), draft, *((name, png()) for name in sent))
    with make.work() as work:
        names = set(work.session.scalars(select(StoredFile.name).where(StoredFile.id.in_(attaching.of_case(draft)))))
    assert names == {"客户手机号138____8000.png", "截图_139____5678_2.png", "IMG_20221127_083045.png"}


def test_a_draft_with_a_file_and_no_words_is_not_begun_a_second_time(desk, make, browser):
    teller = browser(desk.teller)
    with make.work(desk.teller.actor) as work:
        first = writing.begin(work).id
    attach(teller, first, ("photo.png", png()))
    with make.work(desk.teller.actor) as work:
        second = writing.begin(work).id
    assert files_of(make, second) == []


def test_a_file_is_found_only_through_the_case_that_it_is_attached_to(desk, make, browser):
    one, other = desk.draft(), desk.draft(None, title="另一个案例")
    attach(browser(desk.teller), one, ("a.png", png()))
    (file_id,) = files_of(make, one)
    browser(desk.teller).get("cases.case_file", case_id=one, file_id=file_id)
    browser(desk.teller).get("cases.case_file", case_id=other, file_id=file_id, status=404)
    browser(desk.teller).post("cases.detach", case_id=other, file_id=file_id, status=404)
    stranger = make.person(Role.STAFF, organisation=make.organisation())
    browser(stranger).get("cases.case_file", case_id=one, file_id=file_id, status=404)
    browser(stranger).post("cases.attach", {"files": []}, case_id=one, status=404)


def test_the_original_is_for_whoever_opened_it_with_a_reason(desk, make, browser, taken_photo):
    draft = desk.draft()
    attach(browser(desk.teller), draft, ("photo.jpg", taken_photo))
    (file_id,) = files_of(make, draft)
    browser(desk.teller).post("cases.submit", case_id=draft)
    officer = browser(desk.officer)
    asked = officer.client.get(officer.address("cases.original_file", case_id=draft, file_id=file_id))
    assert asked.headers["Location"].endswith("/original")
    officer.post("cases.open_original", {"reason": "核对现场"}, case_id=draft)
    original = officer.get("cases.original_file", case_id=draft, file_id=file_id)
    assert original.get_data() == taken_photo
    browser(desk.teller).get("cases.original_file", case_id=draft, file_id=file_id, status=403)
    second = browser(desk.second)
    assert second.client.get(second.address("cases.original_file", case_id=draft, file_id=file_id)).status_code == 303


def test_what_is_no_such_file_is_refused_in_words_and_nothing_is_kept(desk, make, browser):
    draft = desk.draft()
    svg = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    sent = {"files": [(BytesIO(png()), "good.png"), (BytesIO(svg), "picture.png")]}
    page = browser(desk.teller).post("cases.attach", sent, case_id=draft, status=422)
    assert "picture.png" in page.text
    assert files_of(make, draft) == []


def test_a_file_goes_with_its_draft_and_stays_with_those_who_got_it(desk, make, browser):
    draft = desk.draft()
    attach(browser(desk.teller), draft, ("a.png", png()))
    (file_id,) = files_of(make, draft)
    browser(desk.teller).post("cases.submit", case_id=draft)
    released(desk, make, draft, file_id)
    browser(desk.teller).post("cases.detach", case_id=draft, file_id=file_id, status=409)
    other = desk.draft(None, title="另一个案例")
    attach(browser(desk.teller), other, ("b.png", png()))
    browser(desk.teller).post("cases.drop", case_id=other)
    with make.work() as work:
        assert work.session.scalars(select(StoredFile.id)).all() == [file_id]
        assert work.session.scalar(select(func.count()).select_from(EditionFile)) == 1


def test_a_case_has_so_many_files_and_no_more(desk, make):
    draft = desk.draft()
    many = [check(png(), f"{number}.png") for number in range(FILES_MOST)]
    with desk.case(draft, desk.teller) as (work, case):
        attaching.attach(work, case, many)
    with desk.case(draft, desk.teller) as (work, case), pytest.raises(Invalid):
        attaching.attach(work, case, [check(png(), "more.png")])


def test_a_public_edition_begins_without_the_members_files(desk, make, browser):
    draft = desk.draft()
    attach(browser(desk.teller), draft, ("screen.png", png()))
    [screen] = files_of(make, draft)
    browser(desk.teller).post("cases.submit", case_id=draft)
    released(desk, make, draft, screen)
    officer = browser(desk.officer)
    members = officer.get("cases.preparing", case_id=draft, kind="members").form("/prepare/members").values
    public = officer.get("cases.preparing", case_id=draft, kind="public").form("/prepare/public").values
    assert str(screen) in str(members.get("files"))
    assert not public.get("files")
    made = officer.post("cases.prepare", public, case_id=draft, kind="public")
    assert "screen.png" not in officer.follow(made).text


@pytest.mark.parametrize("kind", EditionKind)
def test_what_the_center_tells_in_its_own_name_holds_no_signed_document(desk, make, browser, kind):
    """Its seal would break by a change, so author and dates stay in it; elsewhere the officer is told so."""
    draft = desk.draft(in_center_name=True)
    attach(browser(desk.teller), draft, ("letter.pdf", signed_pdf()), ("plain.pdf", pdf()))
    browser(desk.teller).post("cases.submit", case_id=draft)
    officer = browser(desk.officer)
    page = officer.get("cases.preparing", case_id=draft, kind=kind)
    assert page.text.count("带有电子签名") == 1
    with make.work() as work:
        ids = dict(work.session.execute(select(StoredFile.name, StoredFile.id)).all())
    public = kind is EditionKind.PUBLIC
    for name in ("letter.pdf", "plain.pdf"):
        marked = (Tlp.CLEAR, Terms()) if public else (Tlp.AMBER, BANKS)
        said = reviewing.EditionText(desk.text(), *marked, files=frozenset({ids[name]}))
        with make.work(desk.officer.actor) as work:
            case = work.session.get_one(TypicalCase, draft)
            if name == "plain.pdf":
                reviewing.prepare(work, case, kind, said)
                continue
            with pytest.raises(Invalid) as refused, work.attempt():
                reviewing.prepare(work, case, kind, said)
            assert refused.value.words == attaching.NAMES_SOMEBODY


def test_an_edition_that_was_prepared_before_with_such_a_document_is_not_released(desk, make, browser):
    draft = desk.draft(in_center_name=True)
    attach(browser(desk.teller), draft, ("plain.pdf", pdf()))
    browser(desk.teller).post("cases.submit", case_id=draft)
    [plain] = files_of(make, draft)
    said = reviewing.EditionText(desk.text(), Tlp.AMBER, BANKS, files=frozenset({plain}))
    with make.work(desk.officer.actor) as work:
        case = work.session.get_one(TypicalCase, draft)
        edition_id = reviewing.prepare(work, case, EditionKind.MEMBERS, said).id
    with make.work() as work:
        work.session.get_one(StoredFile, plain).sealed = True
    with pytest.raises(Conflict) as refused:
        desk.release(edition_id)
    assert refused.value.words == attaching.NAMES_SOMEBODY
