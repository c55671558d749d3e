"""What is done as a job is what the page would have done at once: the same rows, the same record, the same refusals."""

from io import BytesIO

import pypdfium2
import pytest
from openpyxl import load_workbook
from sqlalchemy import func, select

from alliance.actions import board_long
from alliance.actions import long as actions
from alliance.actions.model import Assignment
from alliance.actions.vocabulary import ActionState, AssignmentState
from alliance.audiences.terms import Term
from alliance.cases import long as cases
from alliance.cases.model import Edition
from alliance.cases.releasing import withdraw
from alliance.cases.vocabulary import Tlp
from alliance.foundation.kernel.actor import Role
from alliance.initiatives import long as initiatives
from alliance.jobs.model import Job, JobState
from alliance.journal.model import Entry
from alliance.matrix.commands import unseat
from alliance.matrix.model import Seat
from alliance.organisations import commands as organisations
from alliance.organisations.model import Organisation
from alliance.outreach import long as outreach
from alliance.people import appointments
from alliance.people.model import Appointment
from alliance.plaques import pdf
from alliance.sheets import commands as sheets
from alliance.sheets import long as roster
from alliance.sheets.model import RosterSheet, SheetState
from tests.actions.doing import ground_of
from tests.cases.shelves import Shelves
from tests.initiatives import doing as initiatives_doing
from tests.outreach import doing as outreach_doing
from tests.sheets.books import book, line

from .doing import do_all, job_at

needs_font = pytest.mark.skipif(not pdf.chinese_font_present(), reason="no Chinese font: install fonts-noto-cjk")


@pytest.fixture
def everything_later(monkeypatch):
    """Even a single row is a job."""
    for module in (cases, board_long, outreach, roster, initiatives):
        monkeypatch.setattr(module, "AT_ONCE_MOST", 0)
    monkeypatch.setattr(actions, "LAUNCHED_AT_ONCE_MOST", 0)
    monkeypatch.setattr(actions, "ENDED_AT_ONCE_MOST", 0)


class Readers:
    """A bank that wrote, a carrier to whom editions are addressed, and who takes them along."""

    def __init__(self, make):
        self.shelves = Shelves(make)
        self.bank, self.carrier = make.organisation(), make.organisation(sector_code="carrier")
        make.seat(self.bank)
        self.seat_id = make.seat(self.carrier, "police_telecom")
        self.teller = make.person(Role.STAFF, organisation=self.bank)
        self.phone = make.person(Role.LIAISON, organisation=self.carrier)

    def share(self, title, tlp=Tlp.AMBER):
        named = [Term(organisation=str(self.carrier.id))] if tlp is Tlp.AMBER_STRICT else None
        terms = named or [Term(alliance="police_telecom")]
        return self.shelves.released(self.teller, terms=terms, title=title, tlp=tlp)


@pytest.fixture
def readers(make, everything_later):
    return Readers(make)


def cells(content):
    return [str(cell) for row in load_workbook(BytesIO(content)).active.values for cell in row if cell]


def events(make, name):
    with make.work() as work:
        return work.session.scalars(select(Entry).where(Entry.event == name).order_by(Entry.number)).all()


def result(visitor, address, status=200):
    return visitor.get(f"{address}/result", status=status)


def test_a_long_list_of_cases_is_the_one_that_its_reader_filtered(readers, browser, make, portal):
    readers.share("可带走的案例"), readers.share("严格案例", Tlp.AMBER_STRICT)
    readers.shelves.released(readers.teller, title="别家的案例")
    visitor = browser(readers.phone)
    answer = visitor.post("/cases/cases.xlsx?q=%E5%B1%8F%E5%B9%95&evil=1")
    do_all(portal)
    page = visitor.follow(answer)
    assert "屏幕" in page.text
    found = cells(result(visitor, answer.location).data)
    assert "可带走的案例" in found
    assert not [cell for cell in found if "严格案例" in cell or "别家" in cell]
    assert any("AMBER+STRICT" in cell for cell in found)
    [entry] = events(make, "CasesTakenAlong")
    assert (entry.actor_id, entry.organisation_id, entry.payload["editions"]) == (
        readers.phone.id,
        readers.carrier.id,
        1,
    )


def test_a_reader_who_lost_the_seat_meanwhile_gets_what_is_left(readers, browser, make, portal):
    readers.share("可带走的案例")
    visitor = browser(readers.phone)
    answer = visitor.post("cases.sheet")
    with make.work() as work:
        unseat(work, work.session.get_one(Seat, readers.seat_id))
    do_all(portal)
    assert not [cell for cell in cells(result(visitor, answer.location).data) if "可带走" in cell]
    [entry] = events(make, "CasesTakenAlong")
    assert entry.payload["editions"] == 0


def suspended(readers, make, edition):
    with make.work() as work:
        organisations.suspend(work, work.session.get_one(Organisation, readers.carrier.id), "核查中")


def withdrawn(readers, make, edition):
    with make.work(readers.shelves.officer.actor) as work:
        withdraw(work, work.session.get_one(Edition, edition.id), "事实有误")


def unseated(readers, make, edition):
    with make.work() as work:
        unseat(work, work.session.get_one(Seat, readers.seat_id))


def dismissed(readers, make, edition):
    with make.work() as work:
        appointments.end(work, work.session.get_one(Appointment, readers.phone.appointment_id))


@pytest.mark.parametrize("lose", [suspended, withdrawn, unseated, dismissed])
def test_what_its_owner_may_read_no_longer_is_not_handed_out(readers, browser, make, portal, lose):
    edition = readers.share("可带走的案例")
    visitor = browser(readers.phone)
    answer = visitor.post("cases.sheet")
    do_all(portal)
    assert result(visitor, answer.location).status_code == 200
    lose(readers, make, edition)
    page = result(visitor, answer.location, status=403)
    assert "可带走" not in page.text


def test_the_board_as_a_sheet_is_what_the_filters_leave(everything_later, browser, make, portal):
    ground = ground_of(make)
    ground.late(ground.launch())
    officer = browser(ground.officer)
    answer = officer.post("/actions/board.xlsx?light=red")
    do_all(portal)
    rows = load_workbook(BytesIO(result(officer, answer.location).data)).active.max_row
    assert rows == 2
    assert [one.payload["rows"] for one in events(make, "BoardTaken")] == [1]


def test_the_reports_of_everyday_publicity_as_a_sheet(everything_later, browser, make, portal):
    ground = outreach_doing.ground_of(make)
    ground.tell(words="网点发放折页")
    officer = browser(ground.officer)
    answer = officer.post("outreach.sheet")
    do_all(portal)
    assert ground.bank.name in cells(result(officer, answer.location).data)
    assert [one.payload["rows"] for one in events(make, "OutreachTaken")] == [1]


def test_an_officer_of_a_district_takes_that_district_along(everything_later, browser, make, portal):
    ground = outreach_doing.ground_of(make)
    ground.tell(), ground.tell(ground.outsider)
    visitor = browser(make.person(Role.DISTRICT_OFFICER, district=outreach_doing.HERE))
    answer = visitor.post("outreach.sheet")
    do_all(portal)
    assert [one.payload["rows"] for one in events(make, "OutreachTaken")] == [1]
    assert load_workbook(BytesIO(result(visitor, answer.location).data)).active.max_row == 2


def test_a_launch_is_one_act_and_the_form_launches_once(everything_later, browser, make, portal):
    ground = ground_of(make)
    action_id = ground.draft()
    officer = browser(ground.officer)
    sent = officer.get("actions.launching", action_id=action_id).form("/launch").values
    first = officer.post("actions.launch", sent, action_id=action_id)
    assert officer.post("actions.launch", sent, action_id=action_id).location == first.location
    assert ground.count(Job) == 1
    assert ground.held(action_id) == {}
    do_all(portal)
    assert set(ground.held(action_id)) == {bank.id for bank in ground.banks}
    assert f"/actions/{action_id}" in officer.follow(first).links


def test_a_draft_that_was_changed_meanwhile_is_not_launched(everything_later, browser, make, portal):
    ground = ground_of(make)
    action_id = ground.draft()
    officer = browser(ground.officer)
    sent = officer.get("actions.launching", action_id=action_id).form("/launch").values
    answer = officer.post("actions.launch", sent, action_id=action_id)
    with ground.action(action_id) as (_work, action):
        action.title = "另一个题目"
    do_all(portal)
    assert ground.held(action_id) == {}
    assert job_at(make, answer.location).state is JobState.FAILED
    assert "他人已作修改" in officer.follow(answer).text


def test_stopping_an_action_recalls_what_is_open_with_its_reason(everything_later, browser, make, portal):
    ground = ground_of(make)
    action_id = ground.launch()
    officer = browser(ground.officer)
    officer.post("actions.end", {"reason": ""}, action_id=action_id, act="stop", status=422)
    officer.post("actions.end", {"reason": ""}, action_id=action_id, act="close", status=422)
    answer = officer.post("actions.end", {"reason": "改期进行"}, action_id=action_id, act="stop")
    do_all(portal)
    assert {one.state for one in ground.held(action_id).values()} == {AssignmentState.RECALLED}
    with ground.action(action_id) as (_work, action):
        assert (action.state, action.reason) == (ActionState.STOPPED, "改期进行")
    assert job_at(make, answer.location).params == {}


def test_an_initiative_is_issued_to_all_and_all_are_reminded(everything_later, browser, make, portal):
    ground = initiatives_doing.ground_of(make)
    initiative_id = ground.draft()
    officer = browser(ground.officer)
    sent = officer.get("initiatives.who_gets_it", initiative_id=initiative_id).form("/issue").values
    answer = officer.post("initiatives.issue", sent, initiative_id=initiative_id)
    assert events(make, "InitiativeIssued") == []
    do_all(portal)
    assert "3 / 3" in officer.follow(answer).text
    answer = officer.post("initiatives.remind", initiative_id=initiative_id)
    do_all(portal)
    assert f"/initiatives/{initiative_id}/responses" in officer.follow(answer).links
    again = officer.post("initiatives.remind", initiative_id=initiative_id)
    do_all(portal)
    assert job_at(make, again.location).state is JobState.FAILED
    assert len(events(make, "InitiativeReminded")) == 1


def upload(make, officer, content):
    with make.work(officer.actor) as work:
        sheet = sheets.check(work, sheets.SheetUpload("名单.xlsx", content))
        return sheet.id, sheet.outcome["digest"]


def test_an_import_is_taken_over_in_whole(everything_later, browser, make, portal):
    officer = make.person()
    sheet_id, seen = upload(make, officer, book(line(1), line(2)))
    visitor = browser(officer)
    answer = visitor.post("sheets.take_over", {"seen": seen}, sheet_id=sheet_id)
    do_all(portal)
    assert f"/sheets/{sheet_id}" in visitor.follow(answer).links
    with make.work() as work:
        assert work.session.get_one(RosterSheet, sheet_id).state is SheetState.TAKEN_OVER
        assert work.session.scalar(select(func.count()).select_from(Organisation)) == 2
    assert len(events(make, "SheetTakenOver")) == 1


def test_an_import_whose_members_have_changed_says_so_and_takes_nothing(everything_later, browser, make, portal):
    officer = make.person()
    sheet_id, seen = upload(make, officer, book(line(1), line(2)))
    visitor = browser(officer)
    answer = visitor.post("sheets.take_over", {"seen": seen}, sheet_id=sheet_id)
    with make.work() as work:
        seen_last = work.session.get_one(RosterSheet, sheet_id).outcome["lines"][-1]
    make.organisation(seen_last[1])
    do_all(portal)
    assert job_at(make, answer.location).state is JobState.FAILED
    page = visitor.follow(answer)
    assert "成员单位" in page.text
    assert f"/sheets/{sheet_id}" in page.links
    with make.work() as work:
        assert work.session.scalar(select(func.count()).select_from(Organisation)) == 1


def test_what_another_sheet_brought_meanwhile_is_not_brought_again(everything_later, browser, make, portal):
    officer = make.person()
    sheet_id, seen = upload(make, officer, book(line(1), line(2)))
    other_id, other_seen = upload(make, officer, book(line(1)))
    answer = browser(officer).post("sheets.take_over", {"seen": seen}, sheet_id=sheet_id)
    with make.work(officer.actor) as work:
        sheets.take_over(work, work.session.get_one(RosterSheet, other_id), other_seen)
    do_all(portal)
    assert job_at(make, answer.location).state is JobState.DONE
    assert len(events(make, "OrganisationAdmitted")) == 2


def test_who_is_of_the_center_no_longer_imports_nothing(everything_later, browser, make, portal):
    officer = make.person()
    sheet_id, seen = upload(make, officer, book(line(1)))
    browser(officer).post("sheets.take_over", {"seen": seen}, sheet_id=sheet_id)
    with make.work() as work:
        appointments.end(work, work.session.get_one(Appointment, officer.appointment_id))
    do_all(portal)
    with make.work() as work:
        assert work.session.scalar(select(func.count()).select_from(Organisation)) == 0
        assert work.session.scalars(select(Job.state)).all() == [JobState.FAILED]


@needs_font
def test_all_plaques_of_a_list_are_one_document_a_page_each(browser, make, portal):
    members = [make.organisation(f"{name}银行太原分行") for name in "甲乙丙"]
    visitor = browser(make.person())
    form = visitor.get("plaques.plaques", state="prepared").form("/documents?state=prepared")
    answer = visitor.post(form.action, form.values)
    do_all(portal)
    assert "3 / 3" in visitor.follow(answer).text
    with pypdfium2.PdfDocument(result(visitor, answer.location).data) as document:
        assert len(document) == len(members)
        assert document.get_metadata_value("Title") == "牌匾"
        words = ["".join(page.get_textpage().get_text_range().split()) for page in document]
    assert all(any(member.name in text for text in words) for member in members)


def test_of_plaques_that_do_not_stand_there_is_no_document(browser, make):
    make.organisation()
    visitor = browser(make.person())
    visitor.post("/plaques/documents?state=revoked", status=409)
    visitor.post("/plaques/documents?state=nonsense", status=400)
    browser(make.person(Role.INSPECTOR)).post("/plaques/documents", status=403)


def test_short_lists_are_handed_out_at_once(browser, make):
    ground = ground_of(make)
    ground.launch()
    browser(ground.officer).post("actions.board_sheet", status=200)
    assert ground.count(Job) == 0
    assert ground.count(Assignment) == 3
