"""PostgreSQL is restarted under load: answers are refused only while it is away, in words, and nobody is signed out."""

import pytest

from alliance import create_app
from alliance.config import read_settings
from alliance.files.keeping import Keeping
from alliance.foundation.kernel.actor import Role
from alliance.foundation.store import migrate
from bench.faulting import Web, Writer, outcome, restarted_while
from tests.databases import Server
from tests.factories import PASSWORD, Make

WRITERS, EACH = 4, 40
pytestmark = pytest.mark.timeout(300)


@pytest.fixture
def server():
    server = Server()
    try:
        server.start()
        yield server
    finally:
        server.stop()


@pytest.fixture
def own_portal(server, tmp_path, monkeypatch, portal):
    """A portal on the server that is restarted; what one process holds for all portals in it stays the other one's."""
    monkeypatch.setattr(Keeping, "store", Keeping.store)
    environment = {
        "ALLIANCE_DATABASE_URL": server.url.render_as_string(hide_password=False),
        "ALLIANCE_SECRET_KEY": portal.config["SECRET_KEY"],
        "ALLIANCE_INSTANCE": str(tmp_path),
    }
    own = create_app(read_settings(environment))
    migrate.upgrade(own.database)
    yield own, environment
    own.database.dispose()


def test_a_database_that_is_away_for_a_while_is_told_in_words_and_loses_nothing(own_portal, server):
    own, environment = own_portal
    people = [Make(own).person(Role.CENTER_ADMIN) for _ in range(WRITERS)]
    own.database.dispose()
    with Web(environment) as web:
        at_work = [Writer(web.port, f"writer{n}", (one.email, PASSWORD), EACH) for n, one in enumerate(people)]
        for writer in at_work:
            writer.sign_in()
        down = restarted_while(server, at_work, WRITERS * EACH // 4, away=1.5)
        found = outcome(own.database, at_work)
        print(f"{down}, {found}")
        assert [writer.failures for writer in at_work] == [[]] * WRITERS
        assert set(down.refused) == {503}
        assert (down.without_retry_after, down.late) == (0, 0)
        assert down.acknowledged_after > WRITERS
        assert found.acknowledged == WRITERS * EACH
        assert found.good
        assert all(writer.still_signed_in() for writer in at_work)
        words = {refused.text for writer in at_work for refused in writer.refused}
        assert all("系统繁忙或正在重启，未作任何更改" in text for text in words)
