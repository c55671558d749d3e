"""gunicorn by deploy/gunicorn.conf.py: reloaded and stopped in the middle of work, nobody's request is lost."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
from collections import Counter
from threading import Event, Thread

import pytest

from tests.architecture.source import ROOT
from tests.running.processes import SECONDS, TOKEN, served, wait_until

VISITORS = 4
RELOADS = 2

pytestmark = pytest.mark.timeout(600)  # processes start slowly where others are at work


@pytest.fixture
def server(portal, tmp_path):
    with served(portal, tmp_path) as server:
        yield server


class Visitors:
    """They ask for pages of the database, one after the other, until they have had enough."""

    def __init__(self, server):
        self.server, self.enough = server, Event()
        self.answers, self.lost = Counter(), []
        self.threads = [Thread(target=self._visit) for _ in range(VISITORS)]

    def _visit(self):
        while not self.enough.is_set():
            try:
                status, text, _headers = self.server.ask("/directory/")
                self.answers[status if text.endswith("</html>") else "torn"] += 1
            except OSError as lost:
                self.lost.append(repr(lost))

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *_trouble):
        self.enough.set()
        for thread in self.threads:
            thread.join(SECONDS)


def test_a_reload_under_load_changes_the_workers_and_loses_no_request(server):
    with Visitors(server) as visitors:
        for _ in range(RELOADS):
            seen, before = visitors.answers[200], server.workers()
            server.send(signal.SIGHUP)
            wait_until(lambda old=before: len(server.workers()) == 2 and not server.workers() & old, "all are new")
            wait_until(lambda seen=seen: visitors.answers[200] > seen + 2 * VISITORS, "the new ones have answered")
    assert visitors.lost == []
    assert set(visitors.answers) == {200}


def test_told_to_stop_it_ends_the_request_that_has_begun(server):
    _status, page, headers = server.ask("/")
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)[1]
    cookie = headers["Set-Cookie"].partition(";")[0]
    body = f"csrf_token={token}&care=1".encode()
    head = (
        f"POST /preferences HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nCookie: {cookie}\r\nExpect: 100-continue\r\n"
        f"Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", server.port), SECONDS) as line:
        line.sendall(head.encode())
        assert line.recv(1024).startswith(b"HTTP/1.1 100")  # it has begun, and waits for the form
        server.send(signal.SIGTERM)
        wait_until(lambda: len(server.workers()) == 1, "only the worker that has it is left")
        line.sendall(body)
        answer = b"".join(iter(lambda: line.recv(4096), b"")).decode()
    assert answer.startswith("HTTP/1.1 303")
    assert "care=1" in answer
    assert server.process.wait(SECONDS) == 0


def test_no_line_of_any_process_tells_what_a_visitor_sent(server):
    planted = ("13800138000", "planted@example.org", "tok-9f8e7d6c")
    headers = {"User-Agent": planted[1], "Referer": f"http://x/{planted[2]}", "X-Forwarded-For": "203.0.113.77"}
    assert server.ask(f"/people/password-reset/{planted[2]}?phone={planted[0]}", headers)[0] == 404
    assert server.ask(f"/cases/?q={planted[0]}", headers)[0] == 200
    with socket.create_connection(("127.0.0.1", server.port), SECONDS) as line:
        line.sendall(f"GET /{planted[2]} HTTP/1.1\r\nHost: x\r\nBad {planted[0]}: {planted[1]}\r\n\r\n".encode())
        assert line.recv(1024).startswith(b"HTTP/1.1 400")
    server.send(signal.SIGTERM)
    assert server.process.wait(SECONDS) == 0
    told = server.lines()
    assert {"gunicorn.error", "alliance.requests"} == {line["logger"] for line in told}
    assert [line["rule"] for line in told if line["event"] == "request"] == [
        "/people/password-reset/<token>",
        "/cases/",
    ]
    assert "Invalid request from ip" in {line["event"] for line in told}
    text = server.log.read_text()
    assert [word for word in (*planted, "203.0.113.77", "127.0.0.1 - -") if word in text] == []


def test_the_figures_of_all_workers_are_summed_up_and_outlast_a_reload(server):
    asked = 1  # while it started

    def both_have_counted():
        nonlocal asked
        server.ask("/healthz")
        asked += 1
        return len(list(server.counts.glob("counter_*.db"))) >= 2

    wait_until(both_have_counted, "each worker has answered")
    before = server.workers()
    server.send(signal.SIGHUP)
    wait_until(lambda: len(server.workers()) == 2 and not server.workers() & before, "all are new")
    status, figures, headers = server.ask("/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
    assert status == 200
    assert headers["Content-Type"].startswith("text/plain")
    counted = re.search(r'^portal_requests_total\{method="GET",rule="/healthz",status="200"\} (\S+)$', figures, re.M)
    assert float(counted[1]) == asked
    assert f'portal_request_seconds_count{{rule="/healthz"}} {asked}.0' in figures
    assert "portal_letters_waiting 0.0" in figures


def test_workers_count_together_where_the_environment_names_no_folder_for_it():
    asked = {name: value for name, value in os.environ.items() if name != "PROMETHEUS_MULTIPROC_DIR"}
    settings = "import runpy; runpy.run_path('deploy/gunicorn.conf.py')"
    code = f"{settings}; from prometheus_client import values; print(values.ValueClass)"
    command = [sys.executable, "-c", code]
    told = subprocess.run(command, cwd=ROOT, env=asked, check=True, capture_output=True, text=True)
    assert "MmapedValue" in told.stdout


def test_a_worker_shows_the_templates_of_its_start_though_newer_ones_lie_there(portal, tmp_path):
    code = tmp_path / "code"
    for part in ("alliance", "deploy", "static", "templates", "migrations"):
        shutil.copytree(ROOT / part, code / part, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "app.py", code)
    with served(portal, tmp_path, code) as server:
        (code / "templates" / "directory" / "members.html").write_text("{{ url_for('newer.page') }}")
        assert server.ask("/directory/")[0] == 200
        server.send(signal.SIGHUP)
        wait_until(lambda: server.ask("/directory/")[0] == 500, "new workers show the new template")
