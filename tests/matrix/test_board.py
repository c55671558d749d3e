"""The board counts standing members, each once in every place, whatever their number."""

import re
from datetime import timedelta

from alliance.foundation.kernel.actor import Role
from alliance.foundation.kernel.clock import local_day
from alliance.journal.record import record
from alliance.matrix import board as boards
from alliance.matrix import commands
from alliance.matrix import events as matrix_events
from alliance.matrix.commands import SeatText
from alliance.matrix.model import Advantage, Alliance, Matrix, Seat, SeatRole
from alliance.organisations import commands as organisations
from alliance.organisations.model import Organisation
from alliance.people.events import SignedOut
from alliance.subjects import SUBJECTS
from tests.screenless import Counted

PUBLICITY, GOVERNANCE = "publicity_matrix", "governance_matrix"


def the_board(make):
    with make.work() as work:
        return boards.board(work)


def column(board, code):
    return next(side.organisations for side in board.matrices if side.code == code)


def row(board, code):
    return next(side for side in board.alliances if side.code == code)


def test_an_empty_board_shows_seven_alliances_and_three_matrices_without_members(make):
    board = the_board(make)
    assert [side.zh for side in board.alliances] == ["政务", "综合", "警银", "警信", "警媒", "警企", "警协"]
    assert [side.zh for side in board.matrices] == ["宣传", "打击", "治理"]
    assert (board.organisations, board.seats, board.cells) == (0, 0, {})
    assert board.heat("police_bank", PUBLICITY) == 0


def test_each_organisation_counts_once_in_a_cell_a_row_a_column_and_the_whole(make):
    twice, once = make.organisation(), make.organisation()
    make.seat(twice, "police_bank", PUBLICITY, GOVERNANCE)
    make.seat(twice, "police_enterprise", PUBLICITY)
    make.seat(once, "police_bank", PUBLICITY)
    board = the_board(make)
    assert board.cell("police_bank", PUBLICITY).organisations == 2
    assert board.cell("police_bank", GOVERNANCE).organisations == 1
    assert board.cell("police_enterprise", PUBLICITY).organisations == 1
    assert row(board, "police_bank").organisations == 2
    assert column(board, PUBLICITY) == 2
    assert (board.organisations, board.seats) == (2, 3)


def test_who_is_suspended_or_gone_does_not_count_and_keeps_its_seat(make):
    suspended, gone = make.organisation(), make.organisation()
    for one in (suspended, gone):
        make.seat(one, "police_bank", PUBLICITY)
    with make.work() as work:
        organisations.suspend(work, work.session.get_one(Organisation, suspended.id), "测试")
        organisations.release(work, work.session.get_one(Organisation, gone.id), "测试")
    assert the_board(make).organisations == 0
    with make.work() as work:
        organisations.resume(work, work.session.get_one(Organisation, suspended.id))
    assert the_board(make).cell("police_bank", PUBLICITY).organisations == 1


def test_an_ended_seat_an_ended_duty_and_what_has_closed_do_not_count(make):
    organisation = make.organisation()
    for alliance in ("police_bank", "police_telecom", "police_media"):
        make.seat(organisation, alliance, PUBLICITY, GOVERNANCE)
    with make.work() as work:
        today = local_day(work.now)
        seats = {seat.alliance_code: seat for seat in work.session.query(Seat)}
        commands.unseat(work, seats["police_bank"])
        commands.set_duties(work, seats["police_telecom"], {GOVERNANCE: Advantage.FUNCTIONAL})
        work.session.get_one(Alliance, "police_media").to_on = today
        work.session.get_one(Matrix, "crackdown_matrix").to_on = today + timedelta(days=1)
    board = the_board(make)
    assert {place: cell.organisations for place, cell in board.cells.items()} == {("police_telecom", GOVERNANCE): 1}
    assert board.seats == 1
    assert len(board.matrices) == 3


def test_the_board_names_the_lead_of_an_alliance_while_it_stands(make):
    lead = make.organisation()
    with make.work() as work:
        commands.seat(work, SeatText(lead.id, "police_bank", SeatRole.LEAD, {PUBLICITY: Advantage.VENUE}))
    board = the_board(make)
    assert row(board, "police_bank").lead == lead.short_name
    assert board.cell("police_bank", PUBLICITY).leads == 1
    with make.work() as work:
        organisations.suspend(work, work.session.get_one(Organisation, lead.id), "测试")
    assert row(the_board(make), "police_bank").lead is None


def test_the_fullest_cell_is_the_hottest_and_none_that_holds_somebody_is_cold(make):
    for _ in range(6):
        make.seat(make.organisation(), "police_bank", PUBLICITY)
    make.seat(make.organisation(), "police_media", PUBLICITY)
    board = the_board(make)
    assert board.heat("police_bank", PUBLICITY) == 5
    assert board.heat("police_media", PUBLICITY) == 1


def test_the_board_takes_two_statements_however_many_members_there_are(make, portal):
    for _ in range(2):
        for _ in range(4):
            make.seat(make.organisation(), "police_bank", PUBLICITY, GOVERNANCE)
        with Counted(portal) as counted:
            the_board(make)
        assert counted.statements == 2


def test_the_front_page_shows_every_change_at_once_and_counts_only_when_something_changed(make, browser):
    organisation = make.organisation()
    visitor = browser()

    def figures():
        page = visitor.get("home.front", queries=4)
        counted = visitor.queries
        visitor.get("home.front", queries=1)
        return [int(word) for word in re.findall(r'board-count">(\d+)<', page.html)], counted

    empty, _ = figures()
    with make.work() as work:
        text = SeatText(organisation.id, "police_bank", SeatRole.MEMBER, {PUBLICITY: Advantage.VENUE})
        seat_id = commands.seat(work, text).id
    seated, counted = figures()
    assert (sum(empty), sum(seated), counted) == (0, 4, 4)
    acts = [
        lambda work: commands.set_duties(
            work,
            work.session.get_one(Seat, seat_id),
            {PUBLICITY: Advantage.VENUE, GOVERNANCE: Advantage.VENUE},
        ),
        lambda work: organisations.suspend(work, work.session.get_one(Organisation, organisation.id), "测试"),
        lambda work: organisations.resume(work, work.session.get_one(Organisation, organisation.id)),
        lambda work: commands.unseat(work, work.session.get_one(Seat, seat_id)),
    ]
    shown = []
    for act in acts:
        with make.work() as work:
            act(work)
        shown.append(sum(figures()[0]))
    assert shown == [6, 0, 6, 0]


def test_what_has_nothing_to_do_with_the_board_lets_it_stand(make, browser):
    visitor, helper = browser(), make.person(Role.VOLUNTEER)
    visitor.get("home.front")
    with make.work(helper.actor) as work:
        record(work, SignedOut(helper.id, 1))
    visitor.get("home.front", queries=1)
    make.organisation()
    visitor.get("home.front", queries=4)
    assert visitor.queries == 4


def test_whatever_seats_organisations_and_public_cases_hang_on_is_counted_anew():
    rooms = {"organisation", "sector", "alliance", "matrix", "application", "roster", "roster_sheet", "plaque"}
    cases = {"typical_case", "edition", "fraud_type", "occurrence", "file"}
    assert set(SUBJECTS) - boards.ELSEWHERE == rooms | cases | {"kept_audience"}
    assert {one.about for one in vars(matrix_events).values() if hasattr(one, "about")} <= rooms


def test_the_front_page_takes_four_statements_however_many_members_there_are(make, browser):
    for _ in range(2):
        for _ in range(4):
            make.seat(make.organisation(), "police_bank", PUBLICITY, GOVERNANCE)
        browser().get("home.front", queries=4)
