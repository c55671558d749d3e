"""What the tests of initiatives do: an officer who calls, banks that are called, and each step by its actor."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from alliance.audiences.terms import Term, Terms
from alliance.foundation.kernel.actor import Role
from alliance.foundation.store.work import Work
from alliance.initiatives import answering, drafting, fulfilling, issuing, reading
from alliance.initiatives.answering import ClauseText, PledgeText
from alliance.initiatives.drafting import AskText, InitiativeText
from alliance.initiatives.fulfilling import DoneText
from alliance.initiatives.model import Initiative, Response
from alliance.initiatives.reading import InitiativeReading
from alliance.initiatives.vocabulary import InitiativeState, ResponseState
from alliance.journal.model import Letter
from alliance.organisations.model import Organisation
from tests.factories import Make, Someone

BANKS = Terms.of([Term(alliance="police_bank")])
EVERYBODY = Terms.of([Term()])
CONTACT = AskText("与反诈中心保持密切联系")
TRAINING = AskText("参加反诈知识培训", indicator="参训人次", target=40, unit="人次")


TEXT = InitiativeText(
    title="致全体成员单位的倡议书",
    office="太原市反诈骗中心",
    dated_on=date(2022, 7, 4),
    text="各成员单位：为切实守护群众钱袋子，现发出以下倡议。",
    terms=BANKS,
    asks=(CONTACT, TRAINING),
)


@dataclass
class Ground:
    """`banks`: three members of 警银; `liaisons`: who speaks for each; `carrier`: a member to whom nothing is sent."""

    make: Make
    officer: Someone
    second: Someone
    banks: list[Organisation]
    liaisons: list[Someone]
    carrier: Organisation
    outsider: Someone

    def draft(self, **other: Any) -> UUID:
        with self.make.work(self.officer.actor) as work:
            return drafting.draft(work, replace(TEXT, **other)).id

    def issue(self, **other: Any) -> UUID:
        initiative_id = self.draft(**other)
        with self.center(initiative_id) as (work, initiative):
            issuing.issue(work, initiative)
        return initiative_id

    @contextmanager
    def center(self, initiative_id: UUID, who: Someone | None = None) -> Iterator[tuple[Work, Initiative]]:
        """The initiative as an officer holds it, to be changed."""
        with self.make.work((who or self.officer).actor) as work:
            yield work, work.session.get_one(Initiative, initiative_id)

    @contextmanager
    def member(self, initiative_id: UUID, number: int = 0) -> Iterator[tuple[Work, InitiativeReading]]:
        """The initiative as a bank reads it."""
        with self.make.work(self.liaisons[number].actor) as work:
            found = reading.reading(work, initiative_id)
            assert found is not None
            yield work, found

    def asks(self, initiative_id: UUID) -> list[UUID]:
        with self.make.work() as work:
            return [ask.id for ask in reading.asks(work, initiative_id)]

    def text_of_pledge(self, initiative_id: UUID, *positions: int, **other: Any) -> PledgeText:
        """A pledge of the asks at these positions, as the page would send it."""
        asks = self.asks(initiative_id)
        taken = {asks[one - 1]: ClauseText(50 if one == 2 else None, "我们这样做") for one in positions}
        return replace(PledgeText(taken, "王行长", "分管领导", name_shown=True), **other)

    def read(self, initiative_id: UUID, number: int = 0) -> None:
        with self.member(initiative_id, number) as (work, initiative):
            answering.read(work, initiative)

    def pledge(self, initiative_id: UUID, number: int = 0, *positions: int, **other: Any) -> None:
        text = self.text_of_pledge(initiative_id, *(positions or (1, 2)), **other)
        with self.member(initiative_id, number) as (work, initiative):
            answering.pledge(work, initiative, text)

    def decline(self, initiative_id: UUID, number: int = 0) -> None:
        with self.member(initiative_id, number) as (work, initiative):
            answering.decline(work, initiative, "人手不足")

    def tell(self, initiative_id: UUID, number: int = 0, position: int = 1) -> None:
        ask_id, done = self.asks(initiative_id)[position - 1], DoneText("已经完成", 50 if position == 2 else None)
        with self.member(initiative_id, number) as (work, initiative):
            response = answering.own_response(work, initiative)
            assert response is not None
            fulfilling.tell(work, response, ask_id, done)

    def confirm(self, initiative_id: UUID, number: int = 0, position: int = 1) -> None:
        ask_id = self.asks(initiative_id)[position - 1]
        with self.make.work(self.second.actor) as work:
            found = fulfilling.clause(work, initiative_id, self.banks[number].id, ask_id)
            assert found is not None
            fulfilling.confirm(work, found, found.told_at.isoformat() if found.told_at else "")

    def end(self, initiative_id: UUID, act: str = "close") -> None:
        with self.center(initiative_id) as (work, initiative):
            if act == "close":
                issuing.close(work, initiative)
            else:
                issuing.withdraw(work, initiative, "内容有误")

    def stored(self, initiative_id: UUID) -> Initiative:
        with self.make.work() as work:
            return work.session.get_one(Initiative, initiative_id)

    def response(self, initiative_id: UUID, number: int = 0) -> Response:
        with self.make.work() as work:
            own = (Response.initiative_id == initiative_id, Response.organisation_id == self.banks[number].id)
            return work.session.scalars(select(Response).where(*own)).one()

    def responses(self, initiative_id: UUID) -> dict[UUID, ResponseState]:
        with self.make.work() as work:
            asked = select(Response.organisation_id, Response.state).where(Response.initiative_id == initiative_id)
            return {row[0]: row[1] for row in work.session.execute(asked)}

    def letters(self, template: str) -> list[str]:
        """To whom letters of this kind have been written."""
        with self.make.work() as work:
            asked = select(Letter.address).where(Letter.template == template).order_by(Letter.address)
            return list(work.session.scalars(asked))

    def in_state(self, state: ResponseState) -> UUID:
        """An initiative whose first bank has answered so far."""
        initiative_id = self.issue()
        if state is ResponseState.READ:
            self.read(initiative_id)
        elif state is ResponseState.DECLINED:
            self.decline(initiative_id)
        elif state is not ResponseState.SENT:
            self.pledge(initiative_id, 0, 1)
        if state is ResponseState.FULFILLED:
            self.tell(initiative_id)
            self.confirm(initiative_id)
        return initiative_id

    def standing(self, state: InitiativeState) -> UUID:
        """An initiative in this state."""
        if state is InitiativeState.DRAFT:
            return self.draft()
        initiative_id = self.issue()
        if state is not InitiativeState.ISSUED:
            self.end(initiative_id, "close" if state is InitiativeState.CLOSED else "withdraw")
        return initiative_id


def ground_of(make: Make) -> Ground:
    banks = [make.organisation(f"{name}银行太原分行（测试）") for name in "甲乙丙"]
    for bank in banks:
        make.seat(bank)
    carrier = make.organisation("丁通信太原分公司（测试）", sector_code="carrier")
    return Ground(
        make=make,
        officer=make.person(Role.CENTER_OFFICER),
        second=make.person(Role.CENTER_OFFICER),
        banks=banks,
        liaisons=[make.person(Role.LIAISON, organisation=bank) for bank in banks],
        carrier=carrier,
        outsider=make.person(Role.LIAISON, organisation=carrier),
    )
