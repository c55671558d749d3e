"""Desks on which something of every kind waits: of a bank that is asked by all, and of those who wait for it."""

from dataclasses import dataclass
from itertools import count

from sqlalchemy import select

from alliance.actions import answering, extending
from alliance.cases.vocabulary import CaseState
from alliance.foundation.kernel.actor import NOBODY, Role
from alliance.fraudtypes.vocabulary import VictimGroup
from alliance.learning import following
from alliance.operations import hotspot_commands
from alliance.organisations import commands as organisations
from alliance.organisations.model import Organisation
from alliance.people import joining
from alliance.plaques import commands as plaques
from alliance.plaques.model import Plaque
from alliance.rosters import commands as rosters
from alliance.sheets import commands as sheets
from alliance.supervision.vocabulary import ProblemState
from tests.applications import stories
from tests.cases import telling
from tests.days import in_days, today
from tests.factories import Make, Someone
from tests.initiatives import doing as calling
from tests.operations import conducting
from tests.plaques.conftest import AT_LAUNCH
from tests.sheets.books import book, line
from tests.supervision import doing as supervising
from tests.volunteers import doing as volunteering

_sheets = count(7000)


@dataclass
class Busy:
    """`officer` answers for actions; what a second person decides, `admin` has begun. `district`: of the bank's."""

    make: Make
    desk: supervising.Desk
    carrier_liaison: Someone
    volunteer: Someone

    @property
    def officer(self) -> Someone:
        return self.desk.officer

    @property
    def liaison(self) -> Someone:
        return self.desk.liaison

    @property
    def readers(self) -> dict[Role, Someone]:
        """Everybody whose desk it is, by role."""
        desk, make = self.desk, self.make
        return {
            Role.CENTER_OFFICER: desk.officer,
            Role.CENTER_ADMIN: desk.admin,
            Role.DISTRICT_OFFICER: desk.district,
            Role.LIAISON: desk.liaison,
            Role.STAFF: make.person(Role.STAFF, organisation=desk.bank),
            Role.INSPECTOR: desk.inspector,
            Role.VOLUNTEER: self.volunteer,
        }

    def once(self) -> None:
        """What a person or the center has only one of: what is followed, and a roster that is worked on."""
        with self.make.work(self.desk.admin.actor) as work:
            rosters.draft(work, rosters.RosterText("名单", today()))
        for someone in (self.liaison, self.desk.district):
            with self.make.work(someone.actor) as work:
                following.follow(work, following.Follows(groups=frozenset(VictimGroup)))

    def more(self) -> None:
        """One more thing of every kind for each of them."""
        self._membership()
        self._sheet()
        self._cases()
        self._actions()
        self._initiatives()
        self._operations()
        self._supervision()
        self._volunteers()

    def _membership(self) -> None:
        stories.hand_in(self.make)
        orphan, renamed, bare = (self.make.organisation() for _ in range(3))
        for number, place in enumerate((orphan, self.desk.bank)):
            with self.make.work(NOBODY) as work:
                address = f"new{next(_sheets)}-{number}@example.org"
                joining.ask_to_join(work, place.id, joining.JoinText("新同事", address))
        with self.make.work(self.desk.admin.actor) as work:
            organisations.rename(work, work.session.get_one(Organisation, renamed.id), f"{renamed.name}新", "新名")
            plaque = work.session.scalars(select(Plaque).where(Plaque.organisation_id == bare.id)).one()
            plaques.issue(work, plaque, AT_LAUNCH)
            plaques.revoke(work, plaque, "遗失")

    def _sheet(self) -> None:
        with self.make.work(self.officer.actor) as work:
            number = next(_sheets)
            sheets.check(work, sheets.SheetUpload(f"名单{number}.xlsx", book(line(number))))

    def _cases(self) -> None:
        desk = telling.Desk(self.make, self.desk.bank, self.liaison, self.desk.admin, self.desk.third)
        desk.publish(victim_group=VictimGroup.ELDER)
        desk.prepare(desk.hand_in())
        desk.hand_in()
        telling.case_in(desk, CaseState.RETURNED)

    def _actions(self) -> None:
        ground = self.desk.ground
        action_id = ground.launch()
        ground.report(action_id, 1)
        for number, act in ((0, answering.ask_back), (2, answering.decline)):
            other = ground.launch()
            ground.receive(other, number)
            with ground.assignment(other, number) as (work, assignment):
                act(work, assignment, "请说明")
        asked = ground.launch()
        for number in (0, 1):
            with ground.assignment(asked, number) as (work, assignment):
                answering.receive(work, assignment)
                extending.ask(work, assignment, in_days(40), "设备未到")

    def _initiatives(self) -> None:
        desk = self.desk
        people = (desk.officer, desk.admin, desk.ground.banks, desk.ground.liaisons, desk.ground.carrier)
        ground = calling.Ground(self.make, *people, self.carrier_liaison)
        ground.issue()
        told = ground.issue(asks=(calling.AskText("按期报送", due_on=in_days(5)), calling.CONTACT))
        ground.pledge(told, 0, 1)
        ground.pledge(told, 1, 1)
        ground.tell(told, 1)

    def _operations(self) -> None:
        desk = self.desk
        staff = conducting.Staff(self.make, desk.admin, desk.third, desk.bank, desk.liaison, self.carrier_liaison)
        operation_id, _stage = staff.running()
        staff.open(staff.stage(operation_id, "打击", from_on=today(), to_on=in_days(2)))
        staff.station(staff.hotspot(operation_id), desk.bank)
        with self.make.work(desk.admin.actor) as work:
            hotspot_commands.propose(work, staff.hotspot(operation_id, "乙村"), "没有发案")

    def _supervision(self) -> None:
        desk = self.desk
        desk.late_assignment()
        desk.letter()
        desk.answer(desk.letter())
        desk.letter(1, approved=False)
        desk.list_problem()
        for state in (ProblemState.PLANNED, ProblemState.RECTIFIED):
            desk.problem_in(state)
        desk.recheck(desk.problem_in(ProblemState.RECTIFIED), desk.admin)

    def _volunteers(self) -> None:
        """One asks to join a team of the bank's, and one a team of the center's, which the volunteer leads."""
        desk, carrier = self.desk, self.desk.ground.carrier
        ground = volunteering.Ground(self.make, desk.admin, desk.bank, desk.liaison, carrier, self.carrier_liaison)
        ground.ask(ground.volunteer(), ground.team(self.liaison))
        blue = ground.team(self.desk.admin)
        ground.lead(self.volunteer, blue)
        ground.ask(ground.volunteer(), blue)


def busy(make: Make) -> Busy:
    desk = supervising.desk_of(make)
    carrier_liaison = make.person(Role.LIAISON, organisation=desk.ground.carrier)
    scene = Busy(make, desk, carrier_liaison, make.person(Role.VOLUNTEER))
    scene.once()
    scene.more()
    return scene
