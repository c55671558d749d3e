"""A portal in this very process, with the demonstration and cases by the thousand, for the figures of finding."""

import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from sqlalchemy import event, select
from sqlalchemy.orm import Session

from alliance import create_app
from alliance.demonstration import city, many_cases, story
from alliance.foundation.kernel import clock
from alliance.foundation.kernel.actor import NOBODY, PORTAL, Actor
from alliance.foundation.kernel.ids import hash_secret, new_secret
from alliance.foundation.store import migrate
from alliance.foundation.store.work import Work
from alliance.foundation.web.guard import limiter
from alliance.foundation.web.portal import Portal
from alliance.fraudtypes.queries import catalogue
from alliance.fraudtypes.vocabulary import Channel
from alliance.people.model import Appointment, Person, SignIn

from .databases import KEPT, Database, on_server, on_sqlite
from .processes import processor_seconds
from .served import BRACKETS


@dataclass(frozen=True)
class Filled:
    portal: Portal
    database: Database
    words: dict[str, str]

    @property
    def kind(self) -> str:
        return self.database.kind

    def worked(self) -> float:
        """What this process and those of its database have used of the processors so far, in seconds."""
        return time.process_time() + processor_seconds(self._serving)

    @cached_property
    def _serving(self) -> list[int]:
        return self.database.processes()

    def client(self, office: str) -> Any:
        """A browser of the demonstration's account of this office; of nobody without one."""
        client = self.portal.test_client()
        if office:
            token = new_secret()
            self._device(office, hash_secret(token))
            with client.session_transaction() as cookie:
                cookie["_user_id"], cookie["seen"] = token, 2_000_000_000_000
        return client

    def _device(self, office: str, token_hash: str) -> None:
        with Session(self.portal.database) as session:
            row = session.execute(_appointed(office)).one()
            now = clock.now()
            its = {"person_id": row.person_id, "appointment_id": row.id, "device": "Bench", "signed_in_at": now}
            session.add(SignIn(token_hash=token_hash, ends_at=now.replace(year=now.year + 1), **its))
            session.commit()

    def actor(self, office: str) -> Actor:
        """The same person as who acts."""
        if not office:
            return NOBODY
        with Session(self.portal.database) as session:
            row = session.execute(_appointed(office)).one()
        place = {"organisation_id": row.organisation_id, "district_code": row.district_code}
        return Actor(person_id=row.person_id, role=row.role, appointment_id=row.id, **place)

    def counted(self, act: Callable[[], Any]) -> tuple[Any, int]:
        """What `act` gives, and how many SQL statements it took."""
        texts: list[str] = []

        def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
            if not statement.startswith(BRACKETS):
                texts.append(statement)

        event.listen(self.portal.database, "before_cursor_execute", note)
        try:
            return act(), len(texts)
        finally:
            event.remove(self.portal.database, "before_cursor_execute", note)


def _appointed(office: str) -> Any:
    a = Appointment
    asked = select(a.id, a.person_id, a.role, a.organisation_id, a.district_code)
    return asked.join(Person, Person.id == a.person_id).where(Person.email == f"{office}@demo.example")


@contextmanager
def filled(cases: int, server: str) -> Iterator[Filled]:
    """A portal with so many cases, on a database of its own that goes afterwards."""
    with opened(f"cases-{cases}", server, lambda work: many_cases.make(work, cases)) as portal:
        yield portal


@contextmanager
def opened(name: str, server: str, lay: Callable[[Work], None]) -> Iterator[Filled]:
    """A portal with the demonstration and what `lay` puts into it; `name`: of the database where it is kept."""
    kept = os.environ.get(KEPT)
    database_of = on_server(server, name.replace("-", "_")) if server else on_sqlite()
    with database_of as database, tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(kept) / f'{name}.db'}" if kept and not server else database.url
        os.environ |= {"ALLIANCE_INSTANCE": folder, "ALLIANCE_DATABASE_URL": url, "ALLIANCE_TESTING": "1"}
        os.environ |= {"ALLIANCE_SECRET_KEY": "a key that only the figures know, long enough"}
        portal = create_app()
        limiter.enabled = False
        _fill(portal, lay)
        yield Filled(portal, Database(url, database.kind), _words(portal))
        portal.database.dispose()


def _fill(portal: Portal, lay: Callable[[Work], None]) -> None:
    migrate.upgrade(portal.database)
    with Session(portal.database, expire_on_commit=False) as session:
        if not story.is_empty(session):
            return
        story.tell(session, clock.now())
        lay(Work(PORTAL, clock.now(), session))
        session.commit()
    city.count_rows(portal.database)


def _words(portal: Portal) -> dict[str, str]:
    """What only the database or the code knows of the words in an address."""
    with Session(portal.database) as session:
        oldest = catalogue(Work(PORTAL, clock.now(), session)).lists[-1]
    return {"type": str(oldest.types[0].id), "channel": next(iter(Channel)).value}
