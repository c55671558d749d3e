"""The suite runs on the database that was asked for, and that database keeps Chinese text."""

from sqlalchemy import create_engine, text

from tests.databases import kind


def test_the_database_is_the_one_that_was_asked_for(database_url):
    engine = create_engine(database_url)
    assert engine.dialect.name == kind()
    engine.dispose()


def test_the_database_keeps_chinese_text(database_url):
    engine = create_engine(database_url)
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT '反诈联盟' || '𠮷'")) == "反诈联盟𠮷"
        assert connection.scalar(text("SELECT length('反诈联盟')")) == 4
    engine.dispose()
