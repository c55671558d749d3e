"""The migrations make what the models say, and take it back with rows in it."""

from datetime import datetime

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import insert, inspect, select, text
from sqlalchemy.exc import DBAPIError, StatementError

from alliance.cases.fulltext_tables import in_models
from alliance.foundation.store import migrate
from alliance.journal.model import Entry
from alliance.models import Base
from alliance.organisations import commands
from alliance.organisations.model import District, Organisation


def test_the_migrations_make_what_the_models_say(portal):
    with portal.database.connect() as connection:
        options = {"compare_type": True, "render_as_batch": True, "include_object": in_models}
        context = MigrationContext.configure(connection, opts=options)
        assert compare_metadata(context, Base.metadata) == []


def test_down_and_up_again_with_rows_in_it(portal, make):
    organisation = make.organisation()
    make.seat(organisation)
    make.person(organisation=organisation)
    try:
        migrate.downgrade(portal.database, "base")
        assert [t for t in inspect(portal.database).get_table_names() if t != "alembic_version"] == []
    finally:
        migrate.upgrade(portal.database)
    with portal.database.connect() as connection:
        assert len(connection.execute(select(District.code)).all()) == 10


def test_members_of_before_are_found_and_counted_by_what_was_added_since(portal, make):
    organisation = make.organisation("甲银行（测试）")
    with make.work() as work:
        commands.rename(work, work.session.get_one(Organisation, organisation.id), "乙银行（测试）", "乙银行")
        before = work.session.get_one(Organisation, organisation.id).found_by
    migrate.downgrade(portal.database, "0010")
    migrate.upgrade(portal.database)
    with make.work() as work:
        after = work.session.get_one(Organisation, organisation.id).found_by
    assert {"甲银行(测试)", "乙银行(测试)", "乙银行"} <= set(after.split("\n")) <= set(before.split("\n"))


def test_the_database_itself_refuses_to_alter_the_journal(portal, make):
    make.organisation()
    for statement in ("UPDATE journal_entry SET event = 'x'", "DELETE FROM journal_entry"):
        with portal.database.connect() as connection, pytest.raises(DBAPIError, match="never changed"):
            connection.execute(text(statement))


def test_a_naive_moment_is_refused(make):
    naive = insert(Entry).values(number=9, at=datetime(2022, 7, 4))  # noqa: DTZ001 - it must be refused
    with make.work() as work, pytest.raises(StatementError, match="zone"):
        work.session.execute(naive)
