"""The cases of the demonstration: released to some or to all, waiting at the center, given back, and still a draft."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from ..audiences.terms import Term, Terms
from ..cases import releasing, reviewing, writing
from ..cases.model import TypicalCase
from ..cases.reviewing import EditionText
from ..cases.telling import CaseText, Indicator, Step, told
from ..cases.vocabulary import EditionKind, HowFound, IndicatorKind, Phase, Tlp
from ..cases.writing import Written
from ..foundation.kernel.actor import Actor
from ..foundation.kernel.clock import local_day
from ..foundation.store.work import Work
from ..fraudtypes.queries import catalogue
from ..fraudtypes.vocabulary import AgeBand, Channel, ContactTool, VictimGroup
from ..people.model import Appointment, Person
from .stories import Story, kinds, story

BANKS_AND_CARRIERS = Terms.of([Term(alliance="police_bank"), Term(alliance="police_telecom")])
EVERY_MEMBER = Terms.of([Term()])
CROWD = 12
GIVEN_BACK = "请补充对方让客户下载的软件名称，以及柜员是在哪一步发现的。"
SCREEN_TITLE = "冒充客服诱导屏幕共享，柜员当场劝阻保住23万元"
SCREEN_STORY = (
    "上午十时许，一名客户到网点要求临时提高手机银行转账限额。柜员发现她的手机一直亮着，屏幕上有会议软件正在共享。"
    "客户说接到“客服”电话，对方称她开通了百万保障会员，不取消每月要扣800元，让她下载会议软件并打开屏幕共享，"
    "照着提示输入验证码。\n柜员请她先退出共享、挂断电话，随即报警。反诈中心民警到场讲明套路，账户内23万元没有转出。"
)
SCREEN_ADVICE = (
    "官方客服不会让您下载软件、打开屏幕共享。屏幕一旦共享，验证码就等于交给了对方。"
    "凡是说“取消会员要操作”的，先挂断，拨打96110。"
)
SCREEN_STEPS = (
    Step(Phase.LURE, "来电自称平台客服，称误开会员，每月扣费。"),
    Step(Phase.TRUST, "报出客户的购物信息，显得像真客服。"),
    Step(Phase.INDUCE, "让客户下载会议软件、打开屏幕共享，到银行提高限额。"),
    Step(Phase.TRANSFER, "看着客户输入验证码，准备转走存款。"),
)
PUBLIC_STORY = (
    "近期有人接到“客服”电话，被告知误开了会员，不取消就要扣费。对方让受害人下载会议软件、打开屏幕共享，"
    "看着受害人输入密码和验证码，转走存款。"
)


def tell_of_cases(session: Session, now: datetime) -> None:
    """Cases of the last weeks, by the accounts of the demonstration."""
    acting = {name: actor_of(session, f"{name}@demo.example") for name in ("bank", "carrier", "officer", "center")}
    officer, center = (Work(acting[name], now - timedelta(days=9), session) for name in ("officer", "center"))
    bank, carrier = (Work(acting[name], now - timedelta(days=10), session) for name in ("bank", "carrier"))
    for number in range(CROWD):
        writer = (bank, carrier)[number % 2]
        case = _write(writer, _text_of(writer, story(number + 1, kinds()[number % len(kinds())])))
        green = EditionText(told(case), Tlp.GREEN, EVERY_MEMBER)
        releasing.release(center, reviewing.prepare(officer, case, EditionKind.MEMBERS, green))
    _tell_of_screen_sharing(bank, officer, center)
    later = replace(bank, now=now - timedelta(days=1))
    waiting, back = (_write(later, _text_of(later, story(number))) for number in (101, 102))
    reviewing.give_back(replace(officer, now=now - timedelta(hours=6)), back, GIVEN_BACK)
    _write(replace(carrier, now=waiting.written_at), _text_of(carrier, story(103)), submit=True)
    _write(replace(bank, now=now - timedelta(hours=2)), _text_of(later, story(104)), submit=False)


def _tell_of_screen_sharing(bank: Work, officer: Work, center: Work) -> None:
    """The case that everybody talks about: for banks and carriers in full, and for the public in short."""
    text = CaseText(
        title=SCREEN_TITLE,
        story=SCREEN_STORY,
        happened_on=local_day(bank.now),
        district_code="140106",
        fraud_type_id=_type_of(bank, "fake_cs_ecommerce"),
        victim_group=VictimGroup.ONLINE_SHOPPER,
        age_band=AgeBand.FROM_41,
        channel=Channel.CALL,
        contact_tool=ContactTool.MEETING_APP,
        lost_fen=0,
        stopped_fen=23_000_000,
        payment_path="手机银行",
        how_found=HowFound.BANK,
        loopholes="会议软件能在手机银行前台运行时继续共享屏幕。",
        advice=SCREEN_ADVICE,
        steps=SCREEN_STEPS,
    )
    case = _write(bank, text, (Indicator(IndicatorKind.URL, "hxxp://kefu-quxiao.example"),))
    members = EditionText(told(case), Tlp.AMBER, BANKS_AND_CARRIERS)
    releasing.release(center, reviewing.prepare(officer, case, EditionKind.MEMBERS, members))
    short = replace(told(case), story=PUBLIC_STORY, steps=(), loopholes="", happened_on=None, district_code=None)
    releasing.release(center, reviewing.prepare(officer, case, EditionKind.PUBLIC, EditionText(short, Tlp.CLEAR)))


def _write(work: Work, text: CaseText, given: Sequence[Indicator] = (), *, submit: bool = True) -> TypicalCase:
    case = writing.begin(work)
    writing.write(work, case, Written(text, case.version, given=tuple(given)))
    if submit:
        writing.submit(work, case)
    work.session.flush()
    return case


def _text_of(work: Work, told_so: Story) -> CaseText:
    return CaseText(
        title=told_so.title,
        story=told_so.text,
        happened_on=told_so.happened_on,
        district_code=told_so.district_code,
        fraud_type_id=_type_of(work, told_so.kind),
        lost_fen=told_so.lost_yuan * 100,
        recovered_fen=told_so.recovered_yuan * 100,
        advice=told_so.advice,
    )


def _type_of(work: Work, concept: str) -> UUID | None:
    heading = catalogue(work).heading_of(concept)
    return heading.id if heading else None


def actor_of(session: Session, email: str) -> Actor:
    """Who signs in with this address, as an actor."""
    person, held = session.execute(
        select(Person, Appointment).join(Appointment, Appointment.person_id == Person.id).where(Person.email == email)
    ).one()
    return Actor(
        person_id=person.id,
        name=person.name,
        role=held.role,
        organisation_id=held.organisation_id,
        appointment_id=held.id,
    )
