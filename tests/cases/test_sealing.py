"""What is personal is caught at the door: nobody meets it again but an officer, for a reason and fifteen minutes."""

import sqlite3
from datetime import timedelta

import pytest
from sqlalchemy import inspect, select, text

from alliance.cases import sealing, writing
from alliance.cases.model import OPEN_MINUTES, Opening, SealedOriginal, TypicalCase
from alliance.cases.telling import Indicator, Step
from alliance.cases.vocabulary import EditionKind, IndicatorKind, Phase, Tlp
from alliance.foundation.kernel import clock
from alliance.foundation.kernel.actor import Role
from alliance.foundation.kernel.errors import Conflict
from alliance.masking.finding import findings
from tests.cases.telling import EVERYBODY
from tests.screenless import Browser

PERSONAL = {
    "13912345678": "客户手机号13912345678。",
    "5552468": "座机0351-5552468。",
    "110101199003070038": "身份证110101199003070038。",
    "4111111111111111": "转入卡号4111111111111111。",
    "晋A8K345": "车牌晋A8K345。",
    "zhangwei_88": "微信号zhangwei_88。",
    "74185296": "QQ号74185296。",
    "zhangwei@163.com": "邮箱zhangwei@163.com。",
    "3号楼2单元501": "家住平阳路18号3号楼2单元501室。",
    "张建国": "客户张建国先生报警。",
}
WHOLE = "".join(PERSONAL.values())
PRIVATE = (*PERSONAL, "13887654321")


@pytest.fixture
def planted(desk):
    """A case with a value of every kind in every text, published to everybody in both editions."""
    told = {
        "title": "客户张建国13912345678被骗",
        "story": WHOLE,
        "payment_path": WHOLE[:190],
        "district_code": "140106",
        "loopholes": WHOLE,
        "advice": WHOLE,
        "steps": (Step(Phase.LURE, WHOLE), Step(Phase.TRANSFER, WHOLE)),
    }
    number = Indicator(IndicatorKind.PHONE, "13887654321")
    case_id = desk.draft(None, number, **told)
    with desk.case(case_id, desk.teller) as (work, case):
        writing.submit(work, case)
    for kind in EditionKind:
        desk.publish(case_id, kind, terms=EVERYBODY, tlp=Tlp.GREEN, **told)
    return case_id


def whoever(make, desk):
    return {
        "nobody": None,
        "teller": desk.teller,
        "officer": desk.officer,
        "administrator": desk.second,
        "district officer": make.person(Role.DISTRICT_OFFICER, district="140106"),
        "inspector": make.person(Role.INSPECTOR),
        "another member": make.person(Role.LIAISON, organisation=make.organisation()),
    }


def pages_of(case_id):
    of_case = {"case_id": case_id}
    yield from (("cases.shelf", {}), ("cases.own", {}), ("cases.queue", {}), ("cases.to_release", {}))
    yield from ((name, of_case) for name in ("cases.case", "cases.edit", "cases.check", "cases.original"))
    for kind in EditionKind:
        yield "cases.edition_read", of_case | {"kind": kind}
        yield "cases.preparing", of_case | {"kind": kind}
        yield from ((name, of_case | {"kind": kind, "number": 1}) for name in ("cases.version", "cases.differing"))


def shown(html):
    return [one for one in PRIVATE if one in html]


def test_every_value_planted_here_is_one_that_is_found():
    assert len(findings(WHOLE)) == len(PERSONAL)


def test_no_page_shows_a_planted_value_to_anybody(desk, make, portal, planted):
    seen = 0
    for who, person in whoever(make, desk).items():
        visitor = Browser(portal, person)
        for endpoint, values in pages_of(planted):
            answer = visitor.client.get(visitor.address(endpoint, **values), headers={"Host": "localhost"})
            assert not shown(answer.get_data(as_text=True)), f"{who}: {endpoint}"
            seen += answer.status_code == 200
    assert seen > 30


def test_no_table_and_no_file_of_the_database_holds_a_planted_value(portal, planted):
    with portal.database.connect() as connection:
        for table in inspect(connection).get_table_names():
            if table.endswith("_bigrams"):  # it names pairs of signs only, and gives no text back
                continue
            rows = connection.execute(text(f'SELECT * FROM "{table}"')).all()
            dump = "".join(
                value.decode("latin-1") if isinstance(value, bytes) else str(value) for row in rows for value in row
            )
            assert not shown(dump), table
        assert connection.scalar(text("SELECT count(*) FROM sealed_original")) > 5
    if portal.database.dialect.name == "sqlite":
        path = portal.database.url.database
        with sqlite3.connect(path) as plain:
            plain.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        with open(path, "rb") as file:
            content = file.read()
        assert not [one for one in PRIVATE if one.encode() in content]


def open_it(portal, officer, case_id):
    visitor = Browser(portal, officer)
    visitor.post("cases.open_original", {"reason": "止付需要账号，回拨13800138000"}, case_id=case_id)
    return visitor.get("cases.original", case_id=case_id)


def test_the_very_officer_who_opened_it_reads_every_value(desk, portal, planted):
    page = open_it(portal, desk.officer, planted)
    assert set(shown(page.html)) == set(PRIVATE)
    other = Browser(portal, desk.second).get("cases.original", case_id=planted)
    assert not shown(other.html)
    assert other.form("/original")


def test_the_reason_is_masked_and_shown_to_the_center(desk, portal, planted):
    open_it(portal, desk.officer, planted)
    page = Browser(portal, desk.second).get("cases.case", case_id=planted)
    assert "止付需要账号" in page.text
    assert "13800138000" not in page.html


def test_it_is_opened_with_a_reason_only(desk, portal, planted):
    Browser(portal, desk.officer).post("cases.open_original", {"reason": " "}, case_id=planted, status=422)
    assert not shown(Browser(portal, desk.officer).get("cases.original", case_id=planted).html)


def test_after_fifteen_minutes_it_is_closed_again(desk, portal, make, planted):
    open_it(portal, desk.officer, planted)
    with make.work(desk.officer.actor, now=clock.now() + timedelta(minutes=OPEN_MINUTES, seconds=1)) as work:
        assert sealing.opening_of(work, planted) is None
    with make.work() as work:
        opening = work.session.scalars(select(Opening)).one()
        opening.until = clock.now() - timedelta(seconds=1)
    page = Browser(portal, desk.officer).get("cases.original", case_id=planted)
    assert not shown(page.html)
    assert page.form("/original")


def test_an_opening_is_for_one_case(desk, portal, planted):
    other = desk.hand_in(story=WHOLE)
    open_it(portal, desk.officer, planted)
    assert not shown(Browser(portal, desk.officer).get("cases.original", case_id=other).html)


@pytest.mark.parametrize("who", ["teller", "district officer", "inspector", "another member", "nobody"])
def test_nobody_else_gets_to_it_at_all(desk, make, portal, planted, who):
    person = whoever(make, desk)[who]
    status = {"another member": 404, "nobody": 303}.get(who, 403)
    if who == "nobody":
        answer = Browser(portal).client.get(f"/cases/{planted}/original", headers={"Host": "localhost"})
        assert answer.status_code == 303
        return
    visitor = Browser(portal, person)
    visitor.get("cases.original", case_id=planted, status=status)
    visitor.post("cases.open_original", {"reason": "想看"}, case_id=planted, status=status)
    with make.work() as work:
        assert work.session.scalar(select(Opening.id)) is None


def test_the_center_opens_nothing_of_a_draft_or_of_one_that_was_taken_back(desk, portal):
    case_id = desk.hand_in(story=WHOLE)
    with desk.case(case_id, desk.teller) as (work, case):
        writing.take_back(work, case)
    Browser(portal, desk.officer).get("cases.original", case_id=case_id, status=404)


def test_where_nothing_is_sealed_nothing_is_opened(desk):
    with desk.case(desk.hand_in(), desk.officer) as (work, case), pytest.raises(Conflict):
        sealing.open_original(work, case, "核实")


def typed(desk, case_id, *stories, field="story"):
    """The case saved after each of `stories`, as a page does that stays open; what is sealed, opened, by its field."""
    for story in stories:
        words = desk.text(**{field: story})
        with desk.case(case_id, desk.teller) as (work, case):
            writing.write(work, case, writing.Written(words, case.version))
    with desk.make.work() as work:
        return [value for name, value in sealing.originals(work, case_id) if name == field]


@pytest.mark.parametrize("story", [*PERSONAL.values(), WHOLE])
def test_a_text_that_is_saved_at_every_sign_leaves_one_sealed_original(desk, story):
    begun = [story[:end] for end in range(max(1, len(story) - 40), len(story) + 1)]
    assert typed(desk, desk.draft(), *begun) == [story]


def test_a_value_that_was_saved_earlier_is_never_lost(desk):
    case_id = desk.draft()
    kept = typed(desk, case_id, "手机13912345678。", "手机13800138000。", "没有号码。", "手机13700137000。")
    assert all(any(value in one for one in kept) for value in ("13912345678", "13800138000", "13700137000"))


def test_what_was_masked_and_is_saved_again_keeps_its_original(desk):
    case_id = desk.draft(story=WHOLE)
    masked = desk.stored(case_id).story
    assert typed(desk, case_id, masked, masked + "后来报警。") == [WHOLE]
    assert desk.stored(case_id).story == masked + "后来报警。"


def test_an_indicator_that_is_saved_while_it_is_typed_leaves_one_original_and_one_mark(desk, make):
    case_id = desk.draft()
    for end in range(5, 12):
        number = Indicator(IndicatorKind.PHONE, "13887654321"[:end])
        words = desk.text()
        with desk.case(case_id, desk.teller) as (work, case):
            writing.write(work, case, writing.Written(words, case.version, given=(number,)))
    with make.work() as work:
        assert [value for name, value in sealing.originals(work, case_id) if name == "indicator"] == ["13887654321"]
        assert len(work.session.get_one(TypicalCase, case_id).indicators) == 1


def test_an_indicator_that_the_case_keeps_is_not_forgotten_for_a_longer_one(desk, make):
    short, long = (Indicator(IndicatorKind.PHONE, number) for number in ("5552468", "55524689"))
    case_id = desk.draft(None, short)
    words = desk.text()
    with desk.case(case_id, desk.teller) as (work, case):
        marks = frozenset(one["mark"] for one in case.indicators)
        writing.write(work, case, writing.Written(words, case.version, kept=marks, given=(long,)))
    with make.work() as work:
        values = {value for _name, value in sealing.originals(work, case_id)}
        assert values == {short.value, long.value}


def test_what_is_dropped_goes_with_everything_that_was_sealed(desk, make):
    case_id = desk.draft(None, Indicator(IndicatorKind.PHONE, "13887654321"), story=WHOLE)
    with desk.case(case_id, desk.teller) as (work, case):
        writing.drop(work, case)
    with make.work() as work:
        assert work.session.scalar(select(SealedOriginal.id)) is None
