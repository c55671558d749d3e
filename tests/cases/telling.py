"""Cases and editions as a test needs them: told, handed in, prepared, released."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from alliance.audiences.terms import Term, Terms
from alliance.cases import releasing, reviewing, writing
from alliance.cases.model import Edition, TypicalCase
from alliance.cases.telling import CaseText, Indicator
from alliance.cases.vocabulary import CaseState, EditionKind, EditionState, Tlp
from alliance.foundation.kernel import clock
from alliance.foundation.kernel.actor import Role
from alliance.foundation.store.work import Work
from alliance.fraudtypes.model import FraudType
from tests.factories import Make, Someone

EVERYBODY = Terms.of([Term()])
BANKS = Terms.of([Term(alliance="police_bank")])
STORY = (
    "有人冒充客服，让客户打开屏幕共享，转走了存款。对方先说误开了会员，每月要扣八百元，再让客户下载会议软件，"
    "看着客户输入验证码。客户到网点要求提高限额，柜员发现手机一直亮着，问清之后才知道不对。"
)
TEXT = CaseText(title="屏幕共享转走存款", story=STORY, lost_fen=23_000_000)


def only(*organisations: Any) -> Terms:
    """These organisations, each by its name."""
    return Terms.of([Term(organisation=str(one.id)) for one in organisations])


@dataclass
class Desk:
    """Who takes part: a bank with its teller, an officer who prepares, another who releases."""

    make: Make
    bank: Any
    teller: Someone
    officer: Someone
    second: Someone

    @contextmanager
    def case(self, case_id: UUID, who: Someone, later: timedelta = timedelta()) -> Iterator[tuple[Work, TypicalCase]]:
        """The case as `who` holds it, to be changed."""
        with self.make.work(who.actor, now=clock.now() + later) as work:
            yield work, work.session.get_one(TypicalCase, case_id)

    @contextmanager
    def edition(self, edition_id: UUID, who: Someone) -> Iterator[tuple[Work, Edition]]:
        with self.make.work(who.actor) as work:
            yield work, work.session.get_one(Edition, edition_id)

    def text(self, **changes: Any) -> CaseText:
        with self.make.work() as work:
            some_type = work.session.scalar(select(FraudType.id).order_by(FraudType.id).limit(1))
        return replace(TEXT, **{"fraud_type_id": some_type} | changes)

    def draft(
        self, who: Someone | None = None, *given: Indicator, in_center_name: bool = False, **changes: Any
    ) -> UUID:
        """A draft in which all is filled in that is asked for; by the teller, unless `who` writes."""
        text = self.text(**changes)
        with self.make.work((who or self.teller).actor) as work:
            case = writing.begin(work)
            writing.write(work, case, writing.Written(text, case.version, in_center_name, given=given))
            return case.id

    def hand_in(self, who: Someone | None = None, **changes: Any) -> UUID:
        case_id = self.draft(who, **changes)
        with self.case(case_id, who or self.teller) as (work, case):
            writing.submit(work, case)
        return case_id

    def prepare(
        self,
        case_id: UUID,
        kind: EditionKind = EditionKind.MEMBERS,
        *,
        terms: Terms = BANKS,
        tlp: Tlp = Tlp.AMBER,
        who: Someone | None = None,
        **changes: Any,
    ) -> UUID:
        """An edition, prepared by the officer in words of the officer's own."""
        public = kind is EditionKind.PUBLIC
        words = {"story": "有人冒充客服，骗取屏幕共享。"} | changes
        note, version = words.pop("change_note", ""), words.pop("version", 0)
        text = self.text(**words)
        said = reviewing.EditionText(text, Tlp.CLEAR if public else tlp, Terms() if public else terms, note, version)
        with self.case(case_id, who or self.officer) as (work, case):
            return reviewing.prepare(work, case, kind, said).id

    def release(self, edition_id: UUID, who: Someone | None = None) -> None:
        with self.edition(edition_id, who or self.second) as (work, edition):
            releasing.release(work, edition)

    def publish(self, case_id: UUID | None = None, kind: EditionKind = EditionKind.MEMBERS, **said: Any) -> UUID:
        """Prepared by the officer, released by the second; the id of the edition."""
        edition_id = self.prepare(case_id or self.hand_in(), kind, **said)
        self.release(edition_id)
        return edition_id

    def withdraw(self, edition_id: UUID, reason: str = "内容有误") -> None:
        with self.edition(edition_id, self.second) as (work, edition):
            releasing.withdraw(work, edition, reason)

    def stored(self, case_id: UUID) -> TypicalCase:
        with self.make.work() as work:
            return work.session.get_one(TypicalCase, case_id)

    def stored_edition(self, edition_id: UUID) -> Edition:
        with self.make.work() as work:
            return work.session.get_one(Edition, edition_id)


def desk_of(make: Make) -> Desk:
    bank = make.organisation("甲银行（测试）")
    make.seat(bank)
    return Desk(make, bank, make.person(Role.STAFF, organisation=bank), make.person(), make.person(Role.CENTER_ADMIN))


def case_in(desk: Desk, state: CaseState) -> UUID:
    """A case that has come to `state` by the acts that lead there."""
    if state is CaseState.DRAFT:
        return desk.draft()
    case_id = desk.hand_in()
    if state in {CaseState.RETURNED, CaseState.SET_ASIDE}:
        act = reviewing.give_back if state is CaseState.RETURNED else reviewing.set_aside
        with desk.case(case_id, desk.officer) as (work, case):
            act(work, case, "请补充经过")
    if state is CaseState.REVIEWED:
        desk.prepare(case_id)
    if state in {CaseState.PUBLISHED, CaseState.WITHDRAWN}:
        edition_id = desk.publish(case_id)
        if state is CaseState.WITHDRAWN:
            desk.withdraw(edition_id)
    return case_id


def edition_in(desk: Desk, state: EditionState, case_id: UUID | None = None, **said: Any) -> UUID:
    """An edition that has come to `state`."""
    case_id = case_id or desk.hand_in()
    edition_id = desk.prepare(case_id, **said)
    if state is EditionState.PREPARED:
        return edition_id
    desk.release(edition_id)
    if state is EditionState.SUPERSEDED:
        desk.publish(case_id, **said)
    if state is EditionState.WITHDRAWN:
        desk.withdraw(edition_id)
    return edition_id
