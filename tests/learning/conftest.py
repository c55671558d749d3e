"""What the tests of learning share: a bank that posts, a center that releases, and readers around them."""

from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import select

from alliance.audiences.terms import Term, Terms
from alliance.cases import reading, releasing, reviewing, writing
from alliance.cases.model import Edition, TypicalCase
from alliance.cases.telling import CaseText, told
from alliance.cases.vocabulary import EditionKind, Tlp
from alliance.cases.writing import Written
from alliance.foundation.kernel.actor import Role
from alliance.fraudtypes.model import FraudTypeCovers
from alliance.fraudtypes.vocabulary import VictimGroup
from alliance.journal.model import Letter
from tests.factories import Make

BANKS = Terms.of([Term(alliance="police_bank")])
REBATE = "task_rebate"


@pytest.fixture
def people(make: Make) -> SimpleNamespace:
    """A bank that writes, a bank that reads, a carrier and a press that do not; the center and others by office."""
    bank, reader = make.organisation("甲银行（测试）"), make.organisation("乙银行（测试）")
    carrier = make.organisation("丙通信（测试）", sector_code="carrier")
    press = make.organisation("丁日报（测试）", sector_code="media")
    make.seat(bank), make.seat(reader), make.seat(carrier, "police_telecom"), make.seat(press, "police_media")
    return SimpleNamespace(
        bank=bank,
        reader=reader,
        carrier=carrier,
        press=press,
        teller=make.person(Role.STAFF, organisation=bank),
        liaison=make.person(Role.LIAISON, organisation=reader),
        colleague=make.person(Role.STAFF, organisation=reader),
        outsider=make.person(Role.LIAISON, organisation=carrier),
        journalist=make.person(Role.LIAISON, organisation=press),
        officer=make.person(Role.CENTER_OFFICER),
        admin=make.person(Role.CENTER_ADMIN),
        district=make.person(Role.DISTRICT_OFFICER, district="140105"),
        inspector=make.person(Role.INSPECTOR),
        volunteer=make.person(Role.VOLUNTEER),
    )


Share = Callable[..., Edition]


@pytest.fixture
def type_of(make: Make) -> Callable[[str, int], Any]:
    """The headings that cover a concept, of every list."""

    def type_of(concept: str, place: int = 0) -> Any:
        with make.work() as work:
            asked = select(FraudTypeCovers.fraud_type_id).where(FraudTypeCovers.concept_code == concept)
            return sorted(work.session.scalars(asked))[place]

    return type_of


@pytest.fixture
def case(make: Make, people: SimpleNamespace, type_of: Callable[..., Any]) -> Callable[..., TypicalCase]:
    """A case that the teller has handed in."""

    def case(*, in_center_name: bool = False, **said: Any) -> TypicalCase:
        text = {
            "title": "刷单返利骗走存款",
            "story": "对方让客户先做小额任务，再要求垫付大额本金。",
            "advice": "1、不做需要垫资的任务。2、看到返利先怀疑。3、保存聊天记录。4、多问家人。",
            "fraud_type_id": type_of(REBATE),
            "victim_group": VictimGroup.STUDENT,
            "lost_fen": 100_00,
        } | said
        with make.work(people.teller.actor) as work:
            begun = writing.begin(work)
            writing.write(work, begun, Written(CaseText(**text), begun.version, in_center_name=in_center_name))
            writing.submit(work, begun)
            return begun

    return case


@pytest.fixture
def prepare(make: Make, people: SimpleNamespace) -> Share:
    """Prepares the next edition of the case: by default a members' one, TLP:GREEN, for the banks."""

    def prepare(case_id: UUID, kind: EditionKind = EditionKind.MEMBERS, **how: Any) -> Edition:
        public = kind is EditionKind.PUBLIC
        tlp, terms = how.pop("tlp", Tlp.GREEN), how.pop("terms", BANKS)
        with make.work(people.officer.actor) as work:
            row = work.session.get_one(TypicalCase, case_id)
            text = replace(told(row), **{"story": f"{row.story}（已脱敏）", **how})
            new = reviewing.EditionText(text, Tlp.CLEAR if public else tlp, Terms() if public else terms)
            return reviewing.prepare(work, row, kind, new)

    return prepare


@pytest.fixture
def share(make: Make, people: SimpleNamespace, prepare: Share) -> Share:
    """Prepares and releases it."""

    def share(case_id: UUID, kind: EditionKind = EditionKind.MEMBERS, **how: Any) -> Edition:
        prepared = prepare(case_id, kind, **how)
        with make.work(people.admin.actor) as work:
            edition = work.session.get_one(Edition, prepared.id)
            releasing.release(work, edition)
            return edition

    return share


@pytest.fixture
def released(case: Callable[..., TypicalCase], share: Share) -> Edition:
    """A members' edition, for the banks."""
    return share(case().id)


@pytest.fixture
def read_by(make: Make) -> Callable[..., Any]:
    """The edition as this person reads it."""

    def read_by(person: Any, edition: Edition, act: Callable[..., Any], *given: Any) -> Any:
        with make.work(person.actor) as work:
            return act(work, reading.live(work, edition.case_id, edition.kind), *given)

    return read_by


@pytest.fixture
def letters(make: Make) -> Callable[[], list[Letter]]:
    """The letters that lie in the outbox, without those of admission and appointment."""

    def letters() -> list[Letter]:
        ours = ("case_followed", "edition_replaced", "edition_withdrawn")
        with make.work() as work:
            return list(work.session.scalars(select(Letter).where(Letter.template.in_(ours)).order_by(Letter.address)))

    return letters


@pytest.fixture
def withdraw(make: Make, people: SimpleNamespace) -> Callable[[Edition], None]:
    def withdraw(edition: Edition) -> None:
        with make.work(people.admin.actor) as work:
            releasing.withdraw(work, work.session.get_one(Edition, edition.id), "事实有误")

    return withdraw
