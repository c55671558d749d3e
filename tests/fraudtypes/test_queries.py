"""The lists of fraud types as they are read, and which headings mean the same."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from alliance.fraudtypes import queries
from alliance.fraudtypes.model import FraudType, FraudTypeCovers, FraudTypeList
from alliance.fraudtypes.suggesting import lexicon
from tests.screenless import Counted

SIZES = {"mps-2022": 5, "mps-2023": 10, "mps-2024": 10, "mps-2025": 10, "platform-13": 13}


@pytest.fixture
def known(make):
    with make.work() as work:
        return queries.catalogue(work)


def heading(known, list_code, code):
    return next(one for one in known.list_called(list_code).types if one.code == code)


def called(known, ids):
    return {(known.types[one].list_code, known.types[one].code) for one in ids}


def test_every_list_has_as_many_headings_as_its_issuer_gave_it(known):
    assert {listed.code: len(listed.types) for listed in known.lists} == SIZES


def test_the_list_of_today_comes_first_then_what_stands_beside_it_then_the_earlier_ones(known):
    assert [listed.code for listed in known.lists] == ["mps-2025", "platform-13", "mps-2024", "mps-2023", "mps-2022"]
    assert [listed.stands for listed in known.lists] == [True, True, False, False, False]


@pytest.mark.parametrize(
    ("day", "current"),
    [
        (date(2022, 7, 4), "mps-2022"),
        (date(2023, 6, 14), "mps-2022"),
        (date(2023, 6, 15), "mps-2023"),
        (date(2024, 12, 31), "mps-2024"),
        (date(2025, 6, 18), "mps-2025"),
    ],
)
def test_on_every_day_the_list_that_was_in_force_comes_first(make, day, current):
    with make.work(now=datetime(day.year, day.month, day.day, 4, tzinfo=UTC)) as work:
        assert queries.lists(work)[0].code == current


def test_headings_stand_in_the_words_of_their_own_list(known):
    words = {one.code: one.zh for one in known.list_called("mps-2022").types}
    assert words["fake_cs_ecommerce"] == "冒充客服"
    assert heading(known, "mps-2024", "fake_cs_ecommerce").zh == "冒充电商物流客服类"
    assert heading(known, "mps-2025", "loan_credit").zh == "贷款、征信类"
    assert [one.code for one in known.list_called("mps-2025").types][-1] == "flight_refund"


def test_every_concept_has_a_heading_to_choose_today(known):
    assert all(known.heading_of(concept.code) for concept in known.concepts)
    assert known.heading_of("fake_loan").list_code == "mps-2025"
    assert known.heading_of("other").list_code == "platform-13"
    assert known.heading_of("no_such_concept") is None


def test_a_case_of_2022_is_found_under_the_merged_heading_of_2025(known):
    same = called(known, known.same_under(heading(known, "mps-2025", "loan_credit").id))
    assert same == {
        ("mps-2022", "fake_loan"),
        ("mps-2023", "fake_loan"),
        ("mps-2023", "fake_credit"),
        ("mps-2024", "fake_loan"),
        ("mps-2024", "fake_credit"),
        ("mps-2025", "loan_credit"),
        ("platform-13", "fake_loan"),
        ("platform-13", "fake_credit"),
    }


def test_what_2024_keeps_apart_is_not_mixed_up_by_2025(known):
    loans = called(known, known.same_under(heading(known, "mps-2022", "fake_loan").id))
    assert ("mps-2025", "loan_credit") in loans
    assert ("mps-2024", "fake_credit") not in loans


def test_to_mean_the_same_is_mutual_and_holds_of_oneself(known):
    for one in known.types:
        assert one in known.same_under(one)
        assert all(one in known.same_under(other) for other in known.same_under(one))


def test_an_unknown_type_means_nothing(make, known):
    assert known.same_under(uuid4()) == frozenset()
    with make.work() as work:
        assert queries.types_of(work, "no-such-list") == ()
        assert queries.opened(work, "no-such-list") is None


def test_the_subquery_finds_what_the_catalogue_says(make, known):
    with make.work() as work:
        for one in known.types:
            found = work.session.scalars(select(FraudType.id).where(FraudType.id.in_(queries.meaning_the_same(one))))
            assert frozenset(found) == known.same_under(one) == queries.same_under(work, one)


def test_a_new_case_chooses_among_the_lists_that_stand_and_a_filter_among_all(make):
    with make.work() as work:
        assert list(queries.choices(work, standing=True)) == ["mps-2025", "platform-13"]
        assert set(queries.choices(work)) == set(SIZES)


def test_a_list_of_another_year_is_a_row(make):
    """It is chosen from on its first day, and found together with what the others call the same."""
    first_day = date(2026, 6, 1)
    with make.work(now=datetime(2026, 6, 1, 4, tzinfo=UTC)) as work:
        work.session.get_one(FraudTypeList, "mps-2025").to_on = first_day
        issuer = {"issuer_zh": "公安部", "issuer_en": "Ministry of Public Security", "official": True}
        listed = FraudTypeList(code="mps-2026", zh="2026年", en="2026", position=6, from_on=first_day, **issuer)
        kind = FraudType(list_code="mps-2026", code="loan", zh="网络借贷", en="Online lending", position=1)
        work.session.add(listed)
        work.session.flush()
        work.session.add(kind)
        work.session.flush()
        work.session.add(FraudTypeCovers(fraud_type_id=kind.id, concept_code="fake_loan"))
        work.session.flush()
        known = queries.catalogue(work)
    assert [one.code for one in known.lists if one.stands] == ["mps-2026", "platform-13"]
    assert known.heading_of("fake_loan").zh == "网络借贷"
    assert kind.id in known.same_under(heading(known, "mps-2022", "fake_loan").id)
    assert kind.id not in known.same_under(heading(known, "mps-2024", "fake_credit").id)


def test_the_whole_catalogue_takes_one_statement(portal, make):
    with make.work() as work, Counted(portal) as counted:
        queries.catalogue(work)
        assert counted.statements == 1


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: FraudType(list_code="mps-2025", code="task_rebate", zh="又一个", en="Again", position=99),
        lambda: FraudType(list_code="no-such-list", code="x", zh="某", en="x", position=1),
        lambda: FraudTypeCovers(fraud_type_id=uuid4(), concept_code="task_rebate"),
        lambda: FraudTypeList(
            code="backwards",
            zh="倒",
            en="Backwards",
            position=9,
            issuer_zh="某",
            issuer_en="X",
            official=False,
            from_on=date(2026, 1, 2),
            to_on=date(2026, 1, 1),
        ),
    ],
    ids=["a code twice in a list", "no such list", "no such type", "an end before its beginning"],
)
def test_the_database_itself_refuses_what_cannot_be(make, wrong):
    with make.work() as work:
        work.session.add(wrong())
        with pytest.raises(IntegrityError):
            work.session.flush()
        work.session.rollback()


def test_concepts_stand_in_the_order_of_the_lexicon(make, known):
    """Equally strong suggestions come in the order of the concepts, the most frequent first."""
    assert [concept.code for concept in known.concepts] == list(lexicon())
