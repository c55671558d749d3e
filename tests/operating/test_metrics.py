"""The figures for Prometheus, the doors for machines, and who may pass them."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import create_engine, event

from alliance.console.administering import pulse_of
from alliance.foundation.kernel import clock
from alliance.foundation.kernel.actor import Role
from alliance.journal import letters
from alliance.journal.model import Letter
from alliance.journal.vocabulary import Manner
from tests.administration.waiting import add_bots_and_jobs

TOKEN = "a-token-that-only-the-tests-know-long-enough"
ABROAD = {"REMOTE_ADDR": "203.0.113.77"}


@pytest.fixture
def with_token(portal, monkeypatch):
    monkeypatch.setitem(portal.config, "SETTINGS", replace(portal.config["SETTINGS"], metrics_token=TOKEN))


@pytest.fixture
def behind_a_proxy(portal, monkeypatch):
    settings = replace(portal.config["SETTINGS"], base_url="https://localhost")
    monkeypatch.setitem(portal.config, "SETTINGS", settings)


def figure(text, name):
    """The value of one line of the figures, 0 where nothing was counted yet."""
    found = re.search(rf"^{re.escape(name)} (\S+)$", text, re.MULTILINE)
    return float(found[1]) if found else 0.0


def figures(client, **how):
    answer = client.get("/metrics", **how)
    assert answer.status_code == 200
    return answer.get_data(as_text=True)


def test_requests_are_counted_by_their_rule_and_never_by_their_address(make, browser):
    organisation, client = make.organisation(), browser().client
    shown = 'portal_requests_total{method="GET",rule="/directory/<uuid:organisation_id>",status="200"}'
    before = figure(figures(client), shown)
    assert client.get(f"/directory/{organisation.id}").status_code == 200
    client.get("/no/such/page")
    client.open("/", method="X13800138000")
    after = figures(client)
    assert figure(after, shown) == before + 1
    assert figure(after, 'portal_requests_total{method="GET",rule="none",status="404"}') >= 1
    for typed in (str(organisation.id), "such", "13800138000"):
        assert typed not in after


def test_the_outbox_and_the_devices_are_told_as_they_are(make, browser):
    now = clock.now()
    with make.work(now=now - timedelta(minutes=30)) as work:
        for number in range(3):
            letters.write(work, f"reader{number}@example.org", "invitation")
    with make.work() as work:
        first, second, _third = work.session.query(Letter).order_by(Letter.address)
        first.sent_at = now
        second.given_up_at = now
    told = figures(browser(make.person()).client)
    assert figure(told, "portal_letters_waiting") == 1
    assert 1800 <= figure(told, "portal_letters_oldest_seconds") < 3600
    assert figure(told, "portal_letters_given_up") == 1
    assert figure(told, "portal_devices") == 1
    assert figure(told, "portal_database_up") == 1


def test_bots_and_jobs_are_told_as_they_are(make, browser):
    add_bots_and_jobs(make, clock.now() - timedelta(minutes=30))
    told = figures(browser().client)
    for name, value in (
        ("portal_bot_messages_waiting", 2),
        ("portal_bots_stopped", 2),
        ("portal_jobs_waiting", 2),
        ("portal_jobs_running", 1),
        ("portal_jobs_failed", 2),
        ("portal_jobs_broken", 1),
    ):
        assert figure(told, name) == value
    assert 1800 <= figure(told, "portal_bot_messages_oldest_seconds") < 3600
    assert 1800 <= figure(told, "portal_jobs_oldest_seconds") < 3600


def test_where_nothing_waits_for_bots_and_jobs_nothing_has_an_age(browser):
    told = figures(browser().client)
    for name in ("bot_messages_waiting", "bot_messages_oldest_seconds", "jobs_waiting", "jobs_oldest_seconds"):
        assert f"portal_{name} 0.0" in told


def test_what_waits_for_a_morning_is_not_late(make, browser):
    with make.work() as work:
        letters.write(work, "reader@example.org", "invitation")
        work.session.query(Letter).update({"manner": Manner.BUNDLED, "due_at": work.now + timedelta(days=1)})
    assert figure(figures(browser().client), "portal_letters_waiting") == 0


def test_a_worker_that_lives_is_heard_of(portal, browser):
    assert "portal_worker_seconds" not in figures(browser().client)
    pulse_of(portal.database)()
    assert figure(figures(browser().client), "portal_worker_seconds") < 60


def test_an_empty_outbox_has_no_age(browser):
    told = figures(browser().client)
    assert (figure(told, "portal_letters_waiting"), figure(told, "portal_letters_oldest_seconds")) == (0, 0)


def test_a_failure_is_counted(portal, browser, monkeypatch):
    def fail(**_):
        raise RuntimeError

    monkeypatch.setitem(portal.view_functions, "home.front", fail)
    monkeypatch.setitem(portal.config, "PROPAGATE_EXCEPTIONS", False)
    client, name = browser().client, 'portal_failures_total{rule="/"}'
    before = figure(figures(client), name)
    assert client.get("/").status_code == 500
    assert figure(figures(client), name) == before + 1


@pytest.mark.parametrize("given", [None, "Bearer ", "Bearer " + TOKEN[:-1], "Basic " + TOKEN, TOKEN, "Bearer 密"])
def test_from_elsewhere_there_are_no_figures_without_the_token(browser, with_token, given):
    headers = {"Authorization": given.encode().decode("latin-1")} if given else {}
    answer = browser().client.get("/metrics", headers=headers, environ_base=ABROAD)
    assert answer.status_code == 404
    assert "portal_requests" not in answer.get_data(as_text=True)


def test_the_token_opens_them_from_everywhere(browser, with_token):
    figures(browser().client, headers={"Authorization": f"Bearer {TOKEN}"}, environ_base=ABROAD)


def test_where_no_token_is_set_none_opens_them(browser):
    for given in ("Bearer ", "Bearer"):
        answer = browser().client.get("/metrics", headers={"Authorization": given}, environ_base=ABROAD)
        assert answer.status_code == 404


def test_no_role_opens_them_from_elsewhere(make, browser):
    administrator = browser(make.person(Role.CENTER_ADMIN))
    assert administrator.client.get("/metrics", environ_base=ABROAD).status_code == 404


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded", "Via"])
def test_what_a_proxy_passes_on_is_not_from_this_machine(browser, header):
    assert browser().client.get("/metrics", headers={header: "127.0.0.1"}).status_code == 404


def test_behind_the_trusted_proxy_the_address_that_it_tells_counts(browser, behind_a_proxy):
    told = {"X-Forwarded-For": "127.0.0.1"}  # the proxy wrote it, and ProxyFix has taken the address from it
    figures(browser().client, headers=told, base_url="https://localhost")


@pytest.fixture
def database_away(portal, monkeypatch, tmp_path):
    away = create_engine(f"sqlite:///{tmp_path}/gone/alliance.db")
    event.listen(away, "before_cursor_execute", lambda *_: pytest.fail("it was reached"))
    monkeypatch.setattr(portal, "database", away)
    monkeypatch.delitem(portal.config, "DEMONSTRATION")


def test_while_the_database_is_away_the_doors_for_machines_say_so(make, browser, database_away):
    client = browser().client
    client.set_cookie("portal", "a visit that could not be looked up")
    assert (client.get("/healthz").status_code, client.get("/healthz").text) == (200, "ok\n")
    ready = client.get("/readyz")
    assert (ready.status_code, ready.text) == (503, "the database does not answer, or holds no schema\n")
    told = figures(client)
    assert figure(told, "portal_database_up") == 0
    assert "portal_letters_waiting" not in told


def test_the_proxy_in_front_numbers_requests_where_it_is_trusted(browser, behind_a_proxy):
    given = "0123456789abcdef0123456789abcdef"
    answer = browser().client.get("/healthz", headers={"X-Request-ID": given}, base_url="https://localhost")
    assert answer.headers["X-Request-ID"] == given


@pytest.mark.parametrize("given", ["13800138000", "0123456789ABCDEF0123456789ABCDEF", "a" * 33, "", "张三"])
def test_a_number_that_is_none_is_not_taken_over(browser, behind_a_proxy, given):
    sent = {"X-Request-ID": given.encode().decode("latin-1")}
    answer = browser().client.get("/healthz", headers=sent, base_url="https://localhost")
    assert re.fullmatch("[0-9a-f]{32}", answer.headers["X-Request-ID"])
    assert answer.headers["X-Request-ID"] != given


def test_without_a_trusted_proxy_nobody_numbers_a_request(browser):
    given = "0123456789abcdef0123456789abcdef"
    answer = browser().client.get("/healthz", headers={"X-Request-ID": given})
    assert answer.headers["X-Request-ID"] != given
