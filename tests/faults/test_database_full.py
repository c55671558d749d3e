"""A database without room: what cannot be kept is refused in words, nothing is half there, and later it goes on.

SQLite is told how many pages it may have. A disk that is really full is tried by `bench/faults.py`, PostgreSQL's too.
"""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event, func, insert, select, text

from alliance.foundation.kernel.actor import Role
from alliance.foundation.store.numbering import Numbering
from alliance.journal import queries as journal
from alliance.journal.model import Letter
from alliance.people.model import Invitation

PAGES_LEFT = 3


@contextmanager
def without_room(database) -> Iterator[None]:
    """A few pages are left to each connection that is opened from now on."""
    with database.connect() as connection:
        pages = connection.execute(text("PRAGMA page_count")).scalar_one() + PAGES_LEFT

    def limit(connection, _record):
        connection.execute(f"PRAGMA max_page_count={pages}")

    event.listen(database, "connect", limit)
    database.dispose()
    try:
        yield
    finally:
        event.remove(database, "connect", limit)
        database.dispose()


@pytest.fixture
def admin(browser, make):
    return browser(make.person(Role.CENTER_ADMIN))


def invite(admin, number):
    form = {"name": "新同事", "email": f"writer-{number}@example.org", "role": "center_officer"}
    sent = form | {"csrf_token": admin.csrf_token()}
    return admin.client.post("/people/invite", data=sent, headers={"Host": "localhost"})


def written(make):
    with make.work() as work:
        counts = [work.session.scalar(select(func.count()).select_from(table)) for table in (Invitation, Letter)]
        return *counts, journal.verify(work.session)


def test_a_full_database_refuses_in_words_loses_nothing_and_goes_on_later(portal, make, admin, caplog):
    with without_room(portal.database):
        kept = 0
        while (answer := invite(admin, kept)).status_code == 303:
            kept += 1
        assert answer.status_code == 507
        page = answer.get_data(as_text=True)
        assert "存储空间不足" in page
        assert "未保存" in page
        assert "no room is left on the disk" in caplog.text
        assert admin.get("people.open_invitations").status == 200
        assert admin.get("home.desk").status == 200
        assert invite(admin, kept).status_code == 507
    invitations, letters, verdict = written(make)
    assert (invitations, letters, verdict.altered) == (kept, kept, None)
    assert invite(admin, kept).status_code == 303
    with portal.database.connect() as connection:
        assert connection.execute(text("PRAGMA integrity_check")).scalar_one() == "ok"
    assert written(make)[0] == kept + 1


def test_a_page_that_cannot_be_counted_is_shown(portal, make, browser, monkeypatch):
    counted = []

    def count(work):
        work.session.execute(insert(Numbering).values(series="looked at", last=1))
        work.session.execute(text("CREATE TABLE much AS SELECT randomblob(100000) AS words"))
        counted.append(work)

    monkeypatch.setattr(portal.view_functions["home.front"], "counts", count, raising=False)
    with without_room(portal.database):
        assert browser().get("home.front").status == 200
        assert counted == []
    browser().get("home.front")
    assert len(counted) == 1
