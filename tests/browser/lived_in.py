"""The demonstration as it looks after some weeks of use: something waits on every desk, and every kind of page shows
something."""

from datetime import date
from email.message import EmailMessage
from pathlib import Path

from sqlalchemy import select

from alliance.attendance import codes
from alliance.audiences import commands as audiences
from alliance.audiences.terms import Term, Terms
from alliance.demonstration import publicising, story
from alliance.foundation.kernel.actor import NOBODY, Actor, Role
from alliance.foundation.web.portal import Portal
from alliance.journal.model import Letter
from alliance.mailbox.catcher import folder_of
from alliance.organisations import commands as organisations
from alliance.organisations.model import Organisation
from alliance.people import invitations, joining, password_changes
from alliance.people.model import Person
from alliance.publicity.model import PublicityEvent
from alliance.rosters import commands as rosters
from alliance.sheets import commands as sheets
from tests.factories import Make

FAULTY = Path(__file__).parents[1] / "sheets" / "data" / "roster-60-with-11-faults.xlsx"


def tell(portal: Portal) -> None:
    make = Make(portal)
    with make.work() as work:
        story.tell(work.session, work.now)
    officer = _officer(make)
    _papers(make, officer)
    _people(make)
    with make.work(officer) as work:
        suspended = work.session.scalars(select(Organisation).where(Organisation.short_name == "乙银行")).one()
        organisations.suspend(work, suspended, "未履行联盟职责")
    _caught_letter(folder_of(portal.config["SETTINGS"].instance))


def ways_by_letter(portal: Portal) -> list[str]:
    """Pages to which no other page leads: what a letter or an answered form leads to, for somebody who is nobody."""
    with Make(portal).work() as work:
        password_changes.ask_reset(work, "school@demo.example")
        work.session.flush()
        letter = work.session.scalars(select(Letter).where(Letter.template == "password_reset")).one()
        bank = work.session.scalars(select(Organisation.id).where(Organisation.short_name == "甲银行")).one()
        return [str(letter.params["path"]), f"/people/join/{bank}/asked", "/mailbox/1"]


def ways_of_a_volunteer(portal: Portal) -> list[str]:
    """What a letter offers, and what stands behind the code on the wall of a shift of today."""
    with Make(portal).work() as work:
        told = select(Letter).where(Letter.template.in_(["volunteer_shift", "volunteer_stand_in"]))
        paths = [str(one.params["path"]) for one in work.session.scalars(told)]
        offers = [path for path in paths if "/offers/" in path or "/answers/" in path]
        today = select(PublicityEvent.id).where(PublicityEvent.title == publicising.MONTH.title)
        code = codes.written(codes.carried(work.session.scalars(today).one(), work.now))
        return [*offers, f"/attendance/here/{code}"]


def ways_of_the_center(portal: Portal) -> list[str]:
    """The page before a suspended member stands again."""
    with Make(portal).work() as work:
        bank = work.session.scalars(select(Organisation.id).where(Organisation.short_name == "乙银行")).one()
        return [f"/directory/{bank}/resume"]


def _officer(make: Make) -> Actor:
    with make.work() as work:
        person = work.session.scalars(select(Person).where(Person.email == "officer@demo.example")).one()
        return Actor(person_id=person.id, name=person.name, role=Role.CENTER_OFFICER)


def _papers(make: Make, officer: Actor) -> None:
    with make.work(officer) as work:
        rosters.draft(work, rosters.RosterText("第二版名单", date(2026, 3, 1)))
        sheets.check(work, sheets.SheetUpload(FAULTY.name, FAULTY.read_bytes()))
        audiences.keep(work, audiences.KeepText("全部银行", Terms.of([Term(alliance="police_bank")])))


def _people(make: Make) -> None:
    with make.work(NOBODY) as work:
        bank = work.session.scalars(select(Organisation.id).where(Organisation.short_name == "甲银行")).one()
        joining.ask_to_join(work, bank, joining.JoinText("新同事岗", "colleague@example.org", "请批准"))
    with make.work() as work:
        text = invitations.InvitationText("staff@example.org", "业务岗", Role.STAFF, bank)
        invitations.invite(work, text)


def _caught_letter(folder: Path) -> None:
    letter = EmailMessage()
    letter["To"], letter["Subject"] = "liaison@example.org", "加入申请已受理"
    letter.set_content("您的申请已受理。\n\nhttp://127.0.0.1:8000/applications/follow\n")
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "000001.eml").write_bytes(bytes(letter))
