"""A sheet is checked, looked at, and taken over whole or not at all."""

import threading
from collections import Counter

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from alliance.foundation.kernel.errors import Conflict, Invalid
from alliance.journal import queries as journal
from alliance.journal.model import Entry
from alliance.matrix import commands as matrix
from alliance.matrix.model import Advantage, Alliance, Seat, SeatDuty, SeatRole
from alliance.matrix.queries import seats_of
from alliance.organisations import commands as organisations
from alliance.organisations.model import Capability, Contact, Organisation, OrganisationName, Post
from alliance.organisations.queries import contacts
from alliance.sheets import commands, queries
from alliance.sheets.commands import SheetUpload
from alliance.sheets.model import RosterSheet, SheetState
from alliance.sheets.verdicts import Outcome, Verdict
from tests.factories import some_uscc
from tests.screenless import Counted
from tests.sheets.books import FAULTY, ROSTER, book, line, told_faults

SEATS = {
    "police_bank": 34,
    "general_alliance": 32,
    "gov_alliance": 20,
    "police_enterprise": 18,
    "police_association": 18,
    "police_media": 12,
    "police_telecom": 8,
}
WRITTEN = (Organisation, Contact, Capability, Seat, SeatDuty)


def check(make, content):
    with make.work() as work:
        sheet = commands.check(work, SheetUpload("名单.xlsx", content))
        return sheet.id, Outcome.from_json(sheet.outcome)


def take_over(make, sheet_id, seen=None):
    with make.work() as work:
        sheet = work.session.get_one(RosterSheet, sheet_id)
        commands.take_over(work, sheet, seen or sheet.outcome["digest"])
        return sheet


def imported(make, content):
    return take_over(make, check(make, content)[0])


def counts(outcome):
    return {str(verdict): number for verdict, number in outcome.count().items() if number}


def written(make):
    with make.work() as work:
        return [work.session.scalar(select(func.count()).select_from(table)) for table in WRITTEN]


def the_only(make, name="第1银行（测试）"):
    with make.work() as work:
        return work.session.scalars(select(Organisation).where(Organisation.name == name)).one()


def open_seats(make, organisation):
    with make.work() as work:
        return {
            seat.alliance_code: {duty.matrix_code: duty.advantage for duty in seat.duties if duty.to_on is None}
            for seat in seats_of(work, organisation.id)
            if seat.to_on is None
        }


def test_the_roster_of_138_is_new_and_then_the_same(make):
    sheet_id, outcome = check(make, ROSTER)
    assert (counts(outcome), list(outcome.faults)) == ({"new": 138}, [])
    assert written(make) == [0] * len(WRITTEN)
    with Counted(make.portal) as counted:
        sheet = take_over(make, sheet_id)
    assert counted.statements < 25 * 138
    assert (sheet.state, sheet.outcome["number"]) == (SheetState.TAKEN_OVER, 1)
    with make.work() as work:
        seated = Counter(work.session.scalars(select(Seat.alliance_code)).all())
        assert work.session.scalar(select(func.count()).select_from(Organisation)) == 138
        assert journal.verify(work.session).altered is None
    assert seated == SEATS
    before = written(make)
    sheet_id, outcome = check(make, ROSTER)
    assert counts(outcome) == {"same": 138}
    take_over(make, sheet_id)
    assert written(make) == before


@pytest.mark.parametrize("holds_the_138", [False, True])
def test_the_faulty_roster_has_its_eleven_faults_and_none_more(make, holds_the_138):
    if holds_the_138:
        imported(make, ROSTER)
    before = written(make)
    sheet_id, outcome = check(make, FAULTY)
    assert [(fault.row, fault.column) for fault in outcome.faults] == told_faults()
    assert counts(outcome) == {"faulty": 11, "same" if holds_the_138 else "new": 49}
    with pytest.raises(Conflict, match="faulty rows"):
        take_over(make, sheet_id)
    assert written(make) == before


def test_a_new_organisation_is_admitted_and_seated_with_what_its_capabilities_suggest(make):
    imported(make, book(line(alliances="警银;综合", matrices="宣传;治理", outlets=3)))
    organisation = the_only(make)
    duties = {"publicity_matrix": Advantage.VENUE, "governance_matrix": Advantage.FUNCTIONAL}
    assert open_seats(make, organisation) == {"police_bank": duties, "general_alliance": duties}
    with make.work() as work:
        people = {one.post: (one.name, one.phone, one.email) for one in contacts(work, organisation.id)}
    assert people == {
        Post.FIRST_LEADER: ("主要负责人", "", ""),
        Post.LEADER_IN_CHARGE: ("分管负责人", "", ""),
        Post.LIAISON: ("联络员", "0351-5550001", "liaison@example.org"),
    }


def test_a_new_organisation_without_a_short_name_gets_one(make):
    imported(make, book(line(short_name=None)))
    assert the_only(make).short_name == "第1银行（测试）"


def test_a_changed_row_touches_what_differs_and_nothing_else(make):
    imported(make, book(line(), line(2)))
    with make.work() as work:
        before = dict(work.session.execute(select(Organisation.name, Organisation.version)).all())
        entries = work.session.scalar(select(func.count()).select_from(Entry))
    _, outcome = check(make, book(line(outlets=9), line(2)))
    assert counts(outcome) == {"changed": 1, "same": 1}
    imported(make, book(line(outlets=9), line(2)))
    with make.work() as work:
        after = dict(work.session.execute(select(Organisation.name, Organisation.version)).all())
        happened = work.session.scalars(select(Entry.event).where(Entry.number > entries).order_by(Entry.number)).all()
    assert [name for name in after if after[name] != before[name]] == ["第1银行（测试）"]
    assert happened == ["SheetChecked", "SheetChecked", "OrganisationKept", "SheetTakenOver"]


def test_a_renamed_organisation_keeps_its_old_name_in_its_history(make):
    imported(make, book(line()))
    imported(make, book(line(name="甲银行新名")))
    with make.work() as work:
        borne = select(OrganisationName.name).where(OrganisationName.organisation_id == the_only(make, "甲银行新名").id)
        assert set(work.session.scalars(borne)) == {"甲银行新名", "第1银行（测试）"}


def test_seats_become_those_of_the_row(make):
    imported(make, book(line(alliances="警银;综合")))
    organisation = the_only(make)
    with make.work() as work:
        seat = work.session.scalars(select(Seat).where(Seat.alliance_code == "police_bank")).one()
        matrix.set_role(work, seat, SeatRole.LEAD)
    imported(make, book(line(alliances="警银;警企", matrices="治理;打击")))
    duties = {"governance_matrix": Advantage.FUNCTIONAL, "crackdown_matrix": Advantage.FUNCTIONAL}
    assert open_seats(make, organisation) == {"police_bank": duties, "police_enterprise": duties}
    with make.work() as work:
        leads = work.session.scalars(select(Seat.alliance_code).where(Seat.role == SeatRole.LEAD, Seat.to_on.is_(None)))
        assert leads.all() == ["police_bank"]


def test_the_reason_why_a_seat_serves_a_matrix_outlives_an_import(make):
    imported(make, book(line(matrices="治理")))
    organisation = the_only(make)
    with make.work() as work:
        seat = work.session.scalars(select(Seat)).one()
        matrix.set_duties(work, seat, {"governance_matrix": Advantage.VENUE})
    imported(make, book(line(matrices="治理;打击")))
    assert open_seats(make, organisation)["police_bank"]["governance_matrix"] is Advantage.VENUE


def test_what_changed_since_the_check_must_be_looked_at_again(make):
    sheet_id, seen = check(make, book(line()))
    with make.work() as work:
        organisations.admit(
            work,
            organisations.NewOrganisation(
                some_uscc(1),
                "第1银行（测试）",
                "甲",
                organisations.Profile(
                    "bank",
                    "140106",
                    "示例路1号",
                    contacts={
                        Post.FIRST_LEADER: organisations.ContactText("主要负责人"),
                        Post.LIAISON: organisations.ContactText("联络员"),
                    },
                ),
            ),
        )
    before = written(make)
    with pytest.raises(Conflict, match="Check it again"):
        take_over(make, sheet_id)
    assert written(make) == before
    with make.work() as work:
        sheet = work.session.get_one(RosterSheet, sheet_id)
        commands.check_again(work, sheet)
        again = Outcome.from_json(sheet.outcome)
    assert counts(again) == {"changed": 1}
    with pytest.raises(Conflict, match="Check it again"):
        take_over(make, sheet_id, seen=seen.digest)
    take_over(make, sheet_id, seen=again.digest)
    assert list(open_seats(make, the_only(make))) == ["police_bank"]


def test_an_alliance_that_closed_since_the_check_stops_the_sheet(make):
    sheet_id, _ = check(make, book(line()))
    with make.work() as work:
        alliance = work.session.get_one(Alliance, "police_bank")
        alliance.to_on = alliance.from_on
    with pytest.raises(Conflict):
        take_over(make, sheet_id)
    assert written(make) == [0] * len(WRITTEN)


def test_a_second_press_changes_nothing(make):
    sheet = imported(make, book(line()))
    before = written(make)
    take_over(make, sheet.id, seen="of another page")
    assert written(make) == before
    with make.work() as work, pytest.raises(Conflict):
        commands.check_again(work, work.session.get_one(RosterSheet, sheet.id))


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("名单.xlsx", "名单.xlsx"),
        ("C:\\Users\\某人\\名单.xlsx", "名单.xlsx"),
        ("../../etc/名单.xlsx", "名单.xlsx"),
        ("甲\u202exslx.\x00exe", "甲xslx.exe"),
        ("", "roster.xlsx"),
        ("长" * 500 + ".xlsx", "长" * 115 + ".xlsx"),
    ],
)
def test_a_file_name_is_kept_without_path_and_tricks(make, given, kept):
    with make.work() as work:
        assert commands.check(work, SheetUpload(given, book(line()))).file_name == kept


def test_what_cannot_be_read_is_not_kept(make):
    with make.work() as work, pytest.raises(Invalid):
        commands.check(work, SheetUpload("名单.xlsx", b"text"))
    with make.work() as work:
        assert not work.session.scalars(select(RosterSheet.id)).all()


def test_known_organisations_are_read_in_three_statements_for_any_number_of_rows(make):
    imported(make, ROSTER)
    taken = []
    for rows in (book(line()), ROSTER):
        with make.work() as work:
            vocabulary = queries.vocabulary(work)
            checked = commands.check_rows(commands.read(rows, vocabulary.columns), vocabulary)
            with Counted(make.portal) as counted:
                found = queries.standing(work, checked)
            taken.append((counted.statements, len(found)))
    assert taken == [(3, 0), (3, 138)]


def press_at_once(make, *sheets):
    """Each sheet is confirmed by a thread of its own at the same moment; what each was answered."""
    barrier, answers = threading.Barrier(len(sheets)), []

    def press(sheet_id):
        barrier.wait()
        try:
            take_over(make, sheet_id)
            answers.append("taken")
        except (Conflict, IntegrityError, StaleDataError):
            answers.append("refused")

    threads = [threading.Thread(target=press, args=(sheet_id,)) for sheet_id in sheets]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(answers)


def test_of_many_confirms_of_one_sheet_exactly_one_takes_over(make):
    sheet_id, _ = check(make, book(line(), line(2)))
    assert press_at_once(make, *[sheet_id] * 4) == ["taken"] * 4
    with make.work() as work:
        events = work.session.scalars(select(Entry.event)).all()
        sheet = work.session.get_one(RosterSheet, sheet_id)
    assert (events.count("SheetTakenOver"), events.count("OrganisationAdmitted")) == (1, 2)
    assert sheet.outcome["number"] == 1


def test_sheets_with_the_same_new_organisation_leave_nothing_half_written(make):
    one, _ = check(make, book(line(), line(2)))
    other, _ = check(make, book(line(3), line(1, name="同一代码的另一名称")))
    third, _ = check(make, book(line(4, name="第1银行（测试）"), line(5, name="同一代码的另一名称")))
    assert press_at_once(make, one, other, third) == ["refused", "refused", "taken"]
    with make.work() as work:
        held = set(work.session.scalars(select(Organisation.name)).all())
        taken = [
            sheet.id for sheet in work.session.scalars(select(RosterSheet)) if sheet.state is SheetState.TAKEN_OVER
        ]
        assert journal.verify(work.session).altered is None
    whole = {
        one: {"第1银行（测试）", "第2银行（测试）"},
        other: {"第3银行（测试）", "同一代码的另一名称"},
        third: {"第1银行（测试）", "同一代码的另一名称"},
    }
    assert held == whole[taken[0]]
    assert written(make)[3] == 2


def test_the_verdicts_of_a_sheet_are_as_many_as_its_rows(make):
    _, outcome = check(make, FAULTY)
    assert sum(outcome.count().values()) == len(outcome.lines) == 60
    assert [one.row for one in outcome.lines if one.verdict is Verdict.FAULTY] == [row for row, _ in told_faults()]
