"""Lists come from the replica, what one has just changed from the primary, and everything from it where need be."""

from dataclasses import replace

import pytest
from flask import g
from sqlalchemy import Engine, delete, event, make_url, select
from sqlalchemy.orm import Session

from alliance import create_app, replica
from alliance.config import read_settings
from alliance.console import together
from alliance.foundation.store.engine import WriteWhileReading
from alliance.foundation.web.portal import SqlWhileRendering
from alliance.journal import letters
from alliance.people.model import Person
from tests.initiatives import doing as calling
from tests.nodes.processes import await_that
from tests.nodes.standby import Standby, primary_folder
from tests.screenless import Browser, Page

FOR_EVER = 3_600


@pytest.fixture(scope="module")
def standby(portal):
    standby = Standby(primary_folder())
    try:
        standby.start()
        yield standby
    finally:
        standby.stop()


@pytest.fixture(scope="module")
def with_replica(portal, standby, tmp_path_factory):
    """A second portal on the same database, with the replica beside it."""
    settings = portal.config["SETTINGS"]
    environment = {
        "ALLIANCE_DATABASE_URL": settings.database_url,
        "ALLIANCE_REPLICA_URL": standby.url_of(settings.database_url),
        "ALLIANCE_INSTANCE": str(tmp_path_factory.mktemp("instance")),
        "ALLIANCE_SECRET_KEY": settings.secret_key,
        "ALLIANCE_BASE_URL": "http://localhost",
        "ALLIANCE_TESTING": "1",
    }
    second = create_app(read_settings(environment))
    second.config["DEMONSTRATION"] = False
    yield second
    second.extensions[replica.__name__].close()
    second.database.dispose()


@pytest.fixture
def reader(with_replica, standby, monkeypatch):
    """Makes readers, once the replica has caught up; from then on nobody looks how far it is."""

    def made(person=None):
        reader = Reader(with_replica, person)
        monkeypatch.setattr(replica, "SECONDS_BETWEEN_LOOKS", 0)
        await_that(lambda: Reader(with_replica).reads("directory.members").older)
        monkeypatch.setattr(replica, "SECONDS_BETWEEN_LOOKS", FOR_EVER)
        return reader

    yield made
    standby.resume()


class Reader(Browser):
    def reads(self, endpoint, **values):
        """A page, with `older` saying whether it came from the replica."""
        with self.client:
            response = self.client.get(self.address(endpoint, **values), headers={"Host": "localhost"})
            assert response.status_code == 200
            older = g.from_replica
        page = Page(response).check()
        page.older = older
        return page


def test_a_list_comes_from_the_replica_until_one_has_changed_something_oneself(make, standby, reader):
    ground = calling.ground_of(make)
    initiative_id = ground.draft(title="只在主库里的倡议")
    officer, other = reader(ground.officer), reader(ground.liaisons[0])
    standby.pause()
    seen = officer.get("initiatives.who_gets_it", initiative_id=initiative_id).form("/issue").values
    assert officer.reads("initiatives.overview").older
    officer.post("initiatives.issue", {"version": seen["version"]}, initiative_id=initiative_id)
    own, others = officer.reads("initiatives.overview"), other.reads("initiatives.overview")
    assert (own.older, "只在主库里的倡议" in own.text) == (False, True)
    assert (others.older, "只在主库里的倡议" in others.text) == (True, False)
    standby.resume()
    await_that(lambda: "只在主库里的倡议" in other.reads("initiatives.overview").text)
    assert other.reads("initiatives.overview").older


def test_after_a_while_one_is_sent_to_the_replica_again(make, reader, monkeypatch):
    officer = reader(make.person())
    officer.post("/preferences", {"care": "1"})
    assert not officer.reads("directory.members").older
    monkeypatch.setattr(replica, "SECONDS_AFTER_WRITING", 0)
    assert officer.reads("directory.members").older


def test_only_lists_are_older_and_nothing_that_is_changed_from_them(make, reader):
    officer = reader(make.person())
    assert officer.reads("directory.members").older
    for endpoint in ("desk", "inbox.inbox", "people.devices", "initiatives.begin", "people.sign_in"):
        assert not officer.reads(f"home.{endpoint}" if endpoint == "desk" else endpoint).older


def test_every_list_that_may_be_older_is_a_page_that_is_only_looked_at(portal):
    for endpoint in replica.LISTS:
        for rule in portal.url_map.iter_rules(endpoint):
            assert rule.methods == {"GET", "HEAD", "OPTIONS"}
            assert not rule.arguments


def test_who_was_signed_out_elsewhere_is_a_stranger_at_once(portal, make, standby, reader):
    person = make.person()
    officer = reader(person)
    assert "收件箱" in officer.reads("directory.members").html
    standby.pause()
    Browser(portal, person).post("people.sign_out_everywhere")
    page = officer.reads("directory.members")
    assert page.older
    assert "收件箱" not in page.html


def test_a_letter_leads_to_what_is_there_now(make, standby, reader):
    person = make.person()
    officer = reader(person)
    with make.work() as work:
        letters.write(work, person.email, "organisation_left", name="甲", path="/directory/")
    assert not officer.reads("directory.members").older


def test_a_replica_that_falls_behind_is_not_asked_until_it_has_caught_up(make, standby, reader, monkeypatch):
    officer = reader(make.person())
    monkeypatch.setattr(replica, "SECONDS_BETWEEN_LOOKS", 0)
    standby.pause()
    name = make.organisation().name
    await_that(lambda: not officer.reads("directory.members").older)
    assert name in officer.reads("directory.members").text
    standby.resume()
    await_that(lambda: officer.reads("directory.members").older)


@pytest.mark.parametrize("seconds", [0, FOR_EVER])
def test_when_the_replica_dies_pages_go_on_and_it_is_asked_again_when_it_is_back(
    make, standby, reader, monkeypatch, seconds
):
    officer = reader(make.person())
    monkeypatch.setattr(replica, "SECONDS_BETWEEN_LOOKS", seconds)
    standby.kill()
    try:
        assert not officer.reads("directory.members").older
        assert not officer.reads("directory.members").older
    finally:
        standby.follow()
    monkeypatch.setattr(replica, "SECONDS_BETWEEN_LOOKS", 0)
    await_that(lambda: officer.reads("directory.members").older)


def test_when_it_dies_in_the_middle_of_a_page_the_page_is_made_anew(make, standby, reader):
    name = make.organisation().name
    officer = reader(make.person())

    def die(connection, _cursor, statement, *_rest):
        if connection.engine.url == with_standby and "organisation" in statement:
            event.remove(Engine, "before_cursor_execute", die)
            standby.kill()

    with_standby = make_url(officer.portal.config["SETTINGS"].replica_url)
    event.listen(Engine, "before_cursor_execute", die)
    try:
        page = officer.reads("directory.members")
    finally:
        standby.follow()
    assert (page.older, name in page.text) == (False, True)


def test_what_holds_for_the_database_holds_for_the_replica(with_replica, make, reader):
    reader()
    asked = with_replica.extensions[replica.__name__]
    with with_replica.test_request_context(), with_replica.database.connect() as primary:
        session = Session(primary)
        assert asked.turn(session)
        with pytest.raises(WriteWhileReading):
            session.execute(delete(Person))
        g.sealed = True
        with pytest.raises(SqlWhileRendering):
            session.execute(select(1))
        session.close()


def test_the_doctor_tells_a_replica_from_another_database(with_replica, standby, reader):
    reader()
    settings = with_replica.config["SETTINGS"]
    assert not together.replica(with_replica.database, settings).mend
    no_replica = replace(settings, replica_url=settings.database_url)
    assert "no replica" in together.replica(with_replica.database, no_replica).mend
    standby.kill()
    try:
        assert "away" in together.replica(with_replica.database, settings).mend
    finally:
        standby.follow()
