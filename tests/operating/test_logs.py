"""The log: a line for each request with ids alone. What people typed, who they are and what they hold is in no line,
whatever fails."""

import io
import json
import logging
import re
import time

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from alliance.foundation.kernel import clock
from alliance.foundation.kernel.actor import Role
from alliance.foundation.store.engine import open_engine
from alliance.foundation.web.portal import Portal
from alliance.operating import logs, statements
from alliance.operating.doing import Doing, begin, end
from alliance.people.model import Person
from tests.screenless import Browser

NAME, PHONE, MAIL, TOKEN = "欧阳秘密", "13800138000", "planted@example.org", "tok-9f8e7d6c5b4a-planted"
PLANTED = (NAME, PHONE, MAIL, TOKEN, "203.0.113.77", "%E6%AC%A7%E9%98%B3")


class Log(io.StringIO):
    def lines(self):
        return [json.loads(line) for line in self.getvalue().splitlines()]

    def of_requests(self):
        return [line for line in self.lines() if line["event"] == "request"]


@pytest.fixture
def log():
    """What a portal in production would write, as JSON; afterwards the loggers are as they were."""
    written, root = Log(), logging.getLogger()
    levels = {name: logging.getLogger(name).level for name in ("", *logs.TALKATIVE)}
    handlers = root.handlers[:]
    logs.set_up(logs.JSON, stream=written)
    yield written
    root.handlers[:] = handlers
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)


def test_a_request_is_one_line_with_its_page_its_cost_and_ids_alone(make, browser, log):
    organisation = make.organisation()
    person = make.person(Role.LIAISON, organisation=organisation)
    answer = browser(person).client.get("/cases/?q=" + NAME)
    (line,) = log.of_requests()
    assert (line["method"], line["page"], line["rule"], line["status"]) == ("GET", "cases.shelf", "/cases/", 200)
    assert (line["person"], line["role"]) == (str(person.actor.person_id), "liaison")
    assert line["organisation"] == str(organisation.id)
    assert line["sql"] >= 1
    assert 0 < line["sql_ms"] < line["ms"]
    assert line["request"] == answer.headers["X-Request-ID"]
    assert NAME not in log.getvalue()


def test_whoever_is_not_signed_in_is_nobody_in_the_log(browser, log):
    browser().client.get("/directory/")
    (line,) = log.of_requests()
    assert not {"person", "role", "organisation"} & set(line)


def test_what_machines_ask_for_by_themselves_is_no_line_unless_it_fails(browser, log):
    client = browser().client
    for path in ("/healthz", "/readyz", "/static/css/portal.css"):
        with client.get(path) as answer:
            assert answer.status_code == 200
    assert log.of_requests() == []
    client.get("/static/no-such-file")
    assert [line["status"] for line in log.of_requests()] == [404]


def addresses(portal: Portal) -> list[tuple[str, str]]:
    """Every route, with what is planted in each part of its address that takes words."""
    found = []
    for rule in portal.url_map.iter_rules():
        path = re.sub(r"<uuid:\w+>", "00000000-0000-7000-8000-000000000001", rule.rule)
        path = re.sub(r"<(?:int|float)[^>]*>", "1", path)
        path = re.sub(r"<[^>]+>", TOKEN, path)
        found += [(method, path) for method in sorted((rule.methods or set()) & {"GET", "POST"})]
    return found


class Everything(dict):
    """A form that answers every field."""

    FIELDS = (
        *(
            "name",
            "phone",
            "email",
            "address",
            "password",
            "token",
            "code",
            "note",
            "reason",
            "text",
            "title",
            "summary",
        ),
        *("q", "story", "contact", "words", "answer", "organisation", "contact_name", "contact_phone", "surname"),
        *("given_name", "motive", "comment", "contact_email"),
    )

    def __init__(self, csrf_token):
        planted = f"{NAME} {PHONE} {MAIL} {TOKEN}"
        super().__init__(dict.fromkeys(self.FIELDS, planted))
        self |= {"csrf_token": csrf_token, "email": MAIL, "phone": PHONE, "name": NAME, "password": TOKEN * 2}


def test_what_is_planted_in_addresses_forms_and_headers_is_in_no_line(make, portal, browser, log):
    people = [None, make.person(Role.CENTER_ADMIN), make.person(Role.LIAISON, organisation=make.organisation())]
    headers = {
        "User-Agent": f"{NAME.encode().decode('latin-1')} {PHONE}",
        "Referer": f"http://localhost/{TOKEN}",
        "X-Request-ID": PHONE,
        "X-Forwarded-For": "203.0.113.77",
        "Authorization": f"Bearer {TOKEN}",
    }
    for person in people:
        visitor: Browser = browser(person)
        form = Everything(visitor.csrf_token())
        for method, path in addresses(portal):
            asked = f"{path}?q={NAME}&phone={PHONE}&token={TOKEN}"
            visitor.client.open(asked, method=method, data=form if method == "POST" else None, headers=headers).close()
    visitor.client.get(f"/nowhere/{TOKEN}/{NAME}", headers=headers)
    visitor.client.open("/", method=f"X{PHONE}")
    assert len(log.of_requests()) > 500
    assert {line["event"] for line in log.lines() if "failure" in line} == set()
    assert [word for word in PLANTED if word in log.getvalue()] == []


def boom() -> None:
    raise LookupError(f"no such person: {NAME}, {PHONE}")


@pytest.fixture
def failing(portal, monkeypatch):
    """A page that fails in a way of its own, with what somebody typed in every exception."""

    def fail(**_):
        try:
            boom()
        except LookupError as first:
            raise RuntimeError(f"{MAIL} {TOKEN}") from first

    fail.permission = "portal: visit"
    monkeypatch.setitem(portal.view_functions, "home.front", fail)
    monkeypatch.setitem(portal.config, "PROPAGATE_EXCEPTIONS", False)


def test_a_failure_tells_kinds_and_places_and_no_word_of_what_it_quotes(browser, log, failing):
    page = browser().get("home.front", status=500)
    failure, request = log.lines()
    assert [one["kind"] for one in failure["failure"]] == ["builtins.RuntimeError", "builtins.LookupError"]
    assert re.fullmatch(r"tests/operating/test_logs\.py:\d+ boom", failure["failure"][1]["at"][-1])
    assert (request["level"], request["status"]) == ("error", 500)
    assert failure["request"] == request["request"] == page.response.headers["X-Request-ID"]
    assert [word for word in PLANTED if word in log.getvalue()] == []


def test_whoever_meets_a_failure_can_name_it(browser, failing):
    page = browser().get("home.front", status=500)
    assert page.response.headers["X-Request-ID"] in page.text
    assert "本次请求编号" in page.text


def test_what_a_database_says_of_a_failure_is_told_without_the_row(make, portal, log):
    taken = make.person().actor.person_id
    again = Person(id=taken, name=NAME, email=MAIL, password_hash=TOKEN, joined_at=clock.now())
    with Session(portal.database) as session:
        session.add(again)
        with pytest.raises(IntegrityError) as refused:
            session.flush()
    assert MAIL not in str(refused.value)
    assert NAME not in str(refused.value)
    logging.getLogger("alliance").error("failure", exc_info=refused.value)
    (line,) = log.lines()
    assert line["failure"][0]["kind"] == "sqlalchemy.exc.IntegrityError"
    code = {"sqlite": "SQLITE_CONSTRAINT_PRIMARYKEY", "postgresql": "23505"}[portal.database.dialect.name]
    assert line["failure"][1]["code"] == code
    assert [word for word in (*PLANTED, str(taken)) if word in log.getvalue()] == []


def test_what_a_library_says_is_cut_before_what_it_quotes(log):
    library = logging.getLogger("gunicorn.error")
    library.warning(f"Invalid request from ip=203.0.113.77: Invalid HTTP header name: '{PHONE}'")
    library.error("Error handling request %s %s", "GET", f"/people/reset/{TOKEN}")
    logging.getLogger("weasyprint").info("a page about %s", NAME)
    assert [line["event"] for line in log.lines()] == [
        "Invalid request from ip",
        "Error handling request %s %s",
    ]
    assert [word for word in PLANTED if word in log.getvalue()] == []


def test_chinese_stays_readable_in_json(log):
    logging.getLogger("alliance").info("门户已启动")
    assert "门户已启动" in log.getvalue()


@pytest.fixture
def impatient(portal):
    """The same database, where more than 10 ms are too long; it can be asked to pause."""
    engine = open_engine(portal.database.url.render_as_string(hide_password=False))
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", lambda connection, _: connection.create_function("pg_sleep", 1, time.sleep))
    statements.watch(engine, 10)
    yield engine
    engine.dispose()


def test_a_slow_statement_is_a_line_with_the_pages_name_and_without_what_was_asked_for(impatient, log):
    begin(Doing("cases.shelf", "7" * 32))
    with impatient.connect() as connection:
        connection.execute(text("SELECT pg_sleep(0.05), :phone || ''"), {"phone": PHONE})
        connection.execute(text("SELECT 1"))
    end()
    (line,) = log.lines()
    assert (line["event"], line["page"], line["request"]) == ("slow statement", "cases.shelf", "7" * 32)
    assert line["ms"] >= 50
    assert "pg_sleep" in line["statement"]
    assert PHONE not in log.getvalue()
