"""What stands in a text is found on both databases, whatever is asked; nothing else is."""

import pytest
from alembic.migration import MigrationContext
from alembic.operations import Operations
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import MetaData, false, inspect, literal, select, text
from sqlalchemy.orm import Session

from alliance.cases import fulltext
from alliance.cases.fulltext import mark, matching, newest, put, relevance, remove, search_index
from alliance.cases.fulltext_tables import add_marks, begin_anew, create_index, drop_index, drop_marks, in_models
from alliance.foundation.kernel.bigrams import QUERY_LONGEST, phrases, words

STORY = search_index("story_search", MetaData())
TEXTS = {
    1: "受害人下载AnyDesk，开启屏幕共享，向6222021234567890128转账。",
    2: "骗子要求安装屏幕共享App，验证码被看到。",
    3: "刷单返利：先垫付，后返利；客服说“操作失误”。",
    4: "共享单车押金退款，屏幕显示NEAR 3 km，OR价 5.5元。",
}
ASKED = {
    "屏幕共享": {1, 2},
    "屏幕 共享": {1, 2, 4},
    "anydesk": {1},
    "ＡｎｙＤｅｓｋ": {1},
    "desk 屏幕": {1},
    "6222": {1},
    "屏幕共享App": {2},
    "屏幕共享 app": {2},
    "返利": {3},
    "幕": {1, 2, 4},
    "利 ": {3},
    "。": set(),
    "": set(),
    "单返": {3},
    "后返利客": set(),
    '"屏幕共享"': {1, 2},
    '屏幕" OR "返利': set(),
    "屏幕*": {1, 2, 4},
    "NEAR(屏幕, 2)": set(),
    "near": {4},
    "-屏幕": {1, 2, 4},
    "^屏幕": {1, 2, 4},
    "bigrams:屏幕": set(),
    "屏幕 AND NOT 共享": set(),
    "屏\x00幕": {1, 2, 4},
    "屏幕\x00": {1, 2, 4},
    "%": set(),
    "_幕": {1, 2, 4},
    "屏幕 & ! | ( : * <-> '": {1, 2, 4},
    "\\屏幕'": {1, 2, 4},
    "\ud800屏幕": {1, 2, 4},
}
SIGNS = st.sampled_from("屏幕共享转账的aAＡbß19６é。，*\"'-:%_ \n\x00\u200b𠮷")
WRITTEN = st.text(SIGNS, max_size=60)


@pytest.fixture
def session(portal):
    """A session on a database with the index, in a transaction that is not kept."""
    with portal.database.connect() as connection:
        create_index(_operations(connection), STORY.name)
        add_marks(_operations(connection), STORY.name)
        begin_anew(_operations(connection), STORY.name, signs=True)
        with Session(connection, join_transaction_mode="create_savepoint") as session:
            yield session
        connection.rollback()


def _operations(connection):
    return Operations(MigrationContext.configure(connection))


def found(session, query):
    hits = matching(session, STORY, query)
    return session.scalars(select(hits.c.number).order_by(hits.c.number.desc())).all()


@pytest.mark.parametrize("query", ASKED, ids=ascii)
def test_all_words_of_a_query_stand_in_what_is_found(session, query):
    put(session, STORY, TEXTS)
    assert found(session, query) == sorted(ASKED[query], reverse=True)


def test_a_text_that_is_put_again_is_found_by_its_new_words_only(session):
    put(session, STORY, TEXTS)
    put(session, STORY, {2: "假冒客服", 5: "假冒领导"})
    assert found(session, "验证码") == []
    assert found(session, "屏幕共享") == [1]
    assert found(session, "假冒") == [5, 2]


def test_a_text_that_is_removed_is_not_found_and_may_come_back(session):
    put(session, STORY, TEXTS)
    remove(session, STORY, 1, 99)
    assert found(session, "屏幕共享") == [2]
    remove(session, STORY, 1)
    put(session, STORY, {1: TEXTS[1]})
    assert found(session, "屏幕共享") == [2, 1]
    assert found(session, "6222") == [1]


def test_nothing_at_all_may_be_put(session):
    put(session, STORY, {})
    put(session, STORY, {1: "", 2: "，。"})
    assert found(session, "屏幕") == []


def test_a_text_of_the_longest_is_found_by_its_end(session):
    signs = "".join(chr(0x4E00 + number * 7919 % 20_000) for number in range(100_000))
    put(session, STORY, {1: signs + "。" + "转账" * 5_000 + "完结了"})
    assert found(session, signs[-50:]) == [1]
    assert found(session, "转账完结了") == [1]
    assert found(session, "账转账完") == [1]
    assert found(session, "结完") == []


def test_a_long_query_of_many_words_is_no_trouble(session):
    put(session, STORY, {1: "".join(chr(0x4E00 + number) for number in range(3 * QUERY_LONGEST))})
    text_of_1 = "".join(chr(0x4E00 + number) for number in range(3 * QUERY_LONGEST))
    assert found(session, text_of_1) == [1]
    assert found(session, " ".join(text_of_1)) == [1]
    assert found(session, text_of_1[::-1]) == []


def test_the_most_relevant_text_says_it_in_its_head_or_often(session):
    put(session, STORY, {1: "转账一次", 2: "无关" * 40 + "转账转账", 3: "无关" * 40 + "转账", 4: "先转账，再转账"})
    hits = matching(session, STORY, "转账")
    rank = relevance(STORY, "转账")
    ranked = select(STORY.c.number, rank).join(hits, hits.c.number == STORY.c.number)
    assert session.execute(ranked.order_by(rank.desc())).all() == [(4, 12), (1, 11), (2, 2), (3, 1)]


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(written=st.lists(WRITTEN, min_size=1, max_size=4), query=WRITTEN)
def test_exactly_the_texts_in_which_every_word_stands_are_found(session, written, query):
    texts = dict(enumerate(written, 1))
    asked = phrases(query)
    expected = {n for n, one in texts.items() if asked and all(any(a in w for w in words(one)) for a in asked)}
    with session.begin_nested() as kept:
        put(session, STORY, texts)
        assert set(found(session, query)) == expected
        kept.rollback()


@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), written=st.text(SIGNS, min_size=2, max_size=60))
def test_whatever_stands_in_a_text_is_found(session, data, written):
    begin = data.draw(st.integers(0, len(written) - 2))
    part = written[begin : data.draw(st.integers(begin + 2, len(written)))]
    with session.begin_nested() as kept:
        put(session, STORY, {7: written})
        assert found(session, part) == ([7] if phrases(part) else [])
        kept.rollback()


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text() | st.text("\"'*^:-+(){}&|!<>\\\0 屏幕 NEAROTAD\ud800", max_size=30))
def test_no_query_is_an_error(session, query):
    found(session, query)


def test_the_database_takes_the_short_way_to_the_newest(session):
    """SQLite walks its index backwards and sorts nothing; PostgreSQL enters by its index alone."""
    put(session, STORY, TEXTS)
    hits = matching(session, STORY, "屏幕共享")
    plan = _plan(session, select(hits.c.number).order_by(hits.c.number.desc()).limit(20))
    if session.get_bind().dialect.name == "sqlite":
        assert "story_search_bigrams" in plan
        assert "TEMP B-TREE" not in plan
    else:
        assert "Function Scan on story_search_between" in plan
        for way in ("enable_seqscan", "enable_indexscan"):
            session.execute(text(f"SET LOCAL {way} = off"))
        inside = "SELECT number FROM story_search WHERE bigrams @@ '屏幕'::tsquery AND number + 0 >= 0"
        assert "Bitmap Index Scan on story_search_bigrams" in _plan(session, text(inside))


MARKS = {1: ["a", "b"], 2: ["b"], 3: ["a"], 4: []}
MARKED = (
    ("屏幕", [["a", "b"]], {1, 2}),
    ("屏幕", [["a"], ["b"]], {1}),
    ("屏幕", [[]], set()),
    ("屏幕", [["c"]], set()),
    (None, [["a"]], {1, 3}),
    (None, [["b", "c"], ["a", "b"]], {1, 2}),
    (None, [], set()),
    ("", [["a"]], set()),
    ("§b", [["a"]], set()),
    ("§", [], set()),
)


@pytest.mark.parametrize(("query", "marks", "expected"), MARKED)
def test_words_and_marks_are_met_together(session, query, marks, expected):
    put(session, STORY, TEXTS, {number: [mark(one) for one in its] for number, its in MARKS.items()})
    asked = [[mark(one) for one in some] for some in marks]
    hits = matching(session, STORY, query, asked)
    assert set(session.scalars(select(hits.c.number))) == expected


def test_marks_may_come_from_rows_of_which_there_may_be_none(session):
    put(session, STORY, TEXTS, {1: [mark("a")]})
    rows = select(literal(mark("a")))
    for asked, expected in ((rows, [1]), (rows.where(false()), [])):
        hits = matching(session, STORY, "屏幕", [asked])
        assert session.scalars(select(hits.c.number)).all() == expected


def test_marks_go_with_their_text(session):
    put(session, STORY, TEXTS, {number: [mark("a")] for number in TEXTS})
    put(session, STORY, {1: TEXTS[1]})
    remove(session, STORY, 2)
    hits = matching(session, STORY, None, [[mark("a")]])
    assert set(session.scalars(select(hits.c.number))) == {3, 4}


def test_a_mark_has_only_letters_and_digits_behind_its_sign():
    assert mark('"Police-Bank" OR *1') == "§policebankor1"


@pytest.mark.parametrize("near", [1, 3, 100])
def test_the_newest_come_first_however_few_are_near(session, monkeypatch, near):
    monkeypatch.setattr(fulltext, "NEAR", near)
    put(session, STORY, {number: "屏幕" if number % 3 else "别的" for number in range(1, 20)})

    def hits(span):
        return select(matching(session, STORY, "屏幕", (), span).c.number)

    expected = [number for number in range(19, 0, -1) if number % 3]
    assert session.scalars(newest(session, STORY, hits, 5)).all() == expected[:5]
    assert session.scalars(newest(session, STORY, hits, 99)).all() == expected
    assert session.scalars(newest(session, STORY, hits, 3, below=8)).all() == [7, 5, 4]


def _plan(session, asked):
    sql = asked.compile(dialect=session.get_bind().dialect, compile_kwargs={"literal_binds": True})
    how = "EXPLAIN QUERY PLAN" if session.get_bind().dialect.name == "sqlite" else "EXPLAIN"
    rows = session.connection().exec_driver_sql(f"{how} {sql}").all()
    return "\n".join(str(row[-1]) for row in rows)


def test_an_index_goes_without_trace(portal, session):
    put(session, STORY, TEXTS)
    drop_marks(_operations(session.connection()), STORY.name)
    drop_index(_operations(session.connection()), STORY.name)
    assert not [name for name in inspect(session.connection()).get_table_names() if STORY.name in name]


def test_only_the_bigrams_are_left_out_of_comparing_models_and_database():
    assert not in_models(None, "story_search_bigrams", "table", True, None)
    assert not in_models(None, "story_search_bigrams_data", "table", True, None)
    assert not in_models(None, "bigrams", "column", True, None)
    assert in_models(None, "story_search", "table", True, None)
    assert in_models(None, None, "table", True, None)
