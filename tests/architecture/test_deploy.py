"""What lies in deploy/ names the same settings, commands, files and figures as the code."""

import configparser
import re

import pytest
import yaml
from click import Context
from prometheus_client import Metric

from alliance.administration.figures import Bots, Jobs
from alliance.operating import metrics
from alliance.operating.queries import Standing
from tests.architecture.source import ROOT
from tests.architecture.test_docs import settings_read

DEPLOY = ROOT / "deploy"
FILES = sorted(DEPLOY.iterdir())
PAGE = (DEPLOY / "README.md").read_text(encoding="utf-8")
DOCKERFILE = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
NGINX = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
MIGRATIONS = sorted((ROOT / "migrations" / "versions").glob("*.py"))
SERVICES = sorted(DEPLOY.glob("*.service"))
HARD = ("NoNewPrivileges", "ProtectSystem", "ProtectHome", "PrivateTmp", "PrivateDevices", "RestrictAddressFamilies")
TELL_TOO_MUCH = r"\$(request|request_uri|uri|args|query_string|remote_addr|http_\w+|cookie_\w+)\b"

TAKEN_AWAY = r"drop_column\(|drop_table\(|rename_table\(|new_column_name=|server_default=None"


class Unit(configparser.RawConfigParser):
    """A unit of systemd; of a key that stands several times the last one counts here."""

    optionxform = staticmethod(str)

    def __init__(self, path):
        super().__init__(strict=False, delimiters="=", comment_prefixes="#")
        self.read_string(path.read_text(encoding="utf-8"))


def gunicorn():
    """The settings of gunicorn.conf.py as text: the file would change the environment of whoever runs it."""
    return (DEPLOY / "gunicorn.conf.py").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_setting_that_is_named_is_one(path):
    named = set(re.findall(r"ALLIANCE_[A-Z0-9_]+", path.read_text(encoding="utf-8")))
    assert named <= set(settings_read())


def test_every_command_that_is_named_is_one(portal):
    units = "\n".join(path.read_text() for path in SERVICES)
    composed = {name: service["command"] for name, service in COMPOSE["services"].items() if "command" in service}
    named = re.findall(r"^ *(?:cd \S+ && )?portal ([a-z-]+)", PAGE, re.MULTILINE)
    named += re.findall(r"bin/flask --app app ([a-z-]+)", units) + re.findall(r" flask ([a-z-]+)", PAGE)
    named += [command[1] for command in composed.values() if command[0] == "flask"]
    assert {"migrate", "worker", "backup", "restore", "doctor"} <= set(named)
    assert set(named) <= set(portal.cli.list_commands(Context(portal.cli)))


def test_every_unit_is_put_in_its_place_by_the_page():
    copied = dict(re.findall(r"^cp /srv/portal/deploy/(\S+) (\S+)", PAGE, re.MULTILINE))
    units = [path.name for path in FILES if path.suffix in {".service", ".timer"}]
    assert set(units) | {"nginx.conf"} == set(copied)
    for name in units:
        assert copied[name] == ("portal.service" if name == "portal.service" else f"portal-{name}")
    enabled = re.search(r"enable --now (.+)", PAGE)[1].split()
    started = {name for name in units if Unit(DEPLOY / name).has_section("Install")}
    assert {copied[name].removesuffix(".service") for name in started} == set(enabled)


@pytest.mark.parametrize("path", SERVICES, ids=lambda path: path.name)
def test_a_service_runs_what_there_is_with_few_rights(path):
    service = Unit(path)["Service"]
    assert service["User"] == service["Group"] == "portal"
    assert service["EnvironmentFile"] == "/etc/portal/environment"
    assert all(service.get(key) for key in HARD)
    assert service["ProtectSystem"] == "strict"
    for line in re.findall(r"^ExecStart=(\S+)", path.read_text(), re.MULTILINE):
        assert line in {"/srv/portal/.venv/bin/gunicorn", "/srv/portal/.venv/bin/flask"}


def test_whoever_stops_gives_longer_than_what_runs_may_take():
    graceful = int(re.search(r"^graceful_timeout = (\d+)", gunicorn(), re.MULTILINE)[1])
    assert graceful < int(Unit(DEPLOY / "portal.service")["Service"]["TimeoutStopSec"])
    assert graceful < int(COMPOSE["services"]["web"]["stop_grace_period"].removesuffix("s"))
    assert "--config deploy/gunicorn.conf.py" in (DEPLOY / "portal.service").read_text()


def test_nginx_reaches_the_socket_and_numbers_requests_and_logs_nobody():
    socket = re.search(r'"GUNICORN_BIND", "unix:([^"]+)"', gunicorn())[1]
    assert f"server unix:{socket} " in NGINX
    assert socket in DOCKERFILE
    assert "proxy_set_header X-Request-ID $request_id;" in NGINX
    form = re.search(r"log_format portal .*?;\n", NGINX, re.DOTALL)[0]
    assert not re.search(TELL_TOO_MUCH, form)
    servers = NGINX.split("\nserver {\n")[1:]
    assert len(servers) == 5
    for server in servers:  # what one leaves open it takes from Debian, whose logs keep addresses and queries
        assert re.findall(r"access_log (.+);", server) in (["off"], ["/var/log/nginx/portal.log portal"])
        assert re.findall(r"error_log (.+);", server) == ["/var/log/nginx/portal-error.log crit"]


def servers():
    """The servers of nginx.conf, each as text."""
    return re.findall(r"^server \{\n(.*?)^\}", NGINX, re.MULTILINE | re.DOTALL)


def test_the_figures_are_handed_out_on_this_machine_alone():
    """Whoever comes from outside meets nginx first, whatever the portal itself would answer."""
    passing_on = [text for text in servers() if "proxy_pass" in text]
    outer = [text for text in passing_on if "location / {\n        return 404;" not in text]
    inner = [text for text in passing_on if text not in outer]
    assert (len(outer), len(inner)) == (1, 1)
    assert re.search(r"location = /metrics \{\s+deny all;\s+\}", outer[0])
    assert re.findall(r"listen (\S+);", inner[0]) == ["127.0.0.1:9180"]
    assert re.findall(r"location (.+?) \{", inner[0]) == ["= /metrics", "/"]
    assert "127.0.0.1:9180" in PAGE


def test_the_packages_are_those_that_the_portal_needs():
    wanted = set(re.search(r'^RUN_PACKAGES="(.+)"', (ROOT / "dev").read_text(), re.MULTILINE)[1].split())
    for text in (PAGE, DOCKERFILE):
        installed = set(
            re.search(r"apt-get install -y (?:--no-install-recommends )?(.+?)(?: \\)?$", text, re.M)[1].split()
        )
        assert wanted - {"ca-certificates"} <= installed


def test_the_containers_are_those_of_the_dockerfile_and_wait_for_the_schema():
    services, targets = COMPOSE["services"], set(re.findall(r"^FROM \S+ AS (\w+)", DOCKERFILE, re.MULTILINE))
    assert sorted(service["build"]["target"] for service in services.values() if "build" in service) == sorted(targets)
    for name in ("web", "worker"):
        assert services[name]["depends_on"]["schema"]["condition"] == "service_completed_successfully"
        assert services[name]["read_only"] is True
        assert services[name]["cap_drop"] == ["ALL"]
    for source in re.findall(r"^COPY (\S+) ", DOCKERFILE, re.MULTILINE):
        assert (ROOT / source).exists()


def test_the_page_tells_every_figure_and_no_other():
    waits = {"bots": Bots(*[0] * len(Bots._fields)), "jobs": Jobs(*[0] * len(Jobs._fields))}
    standing = metrics._Standing(Standing(True, 0, 0, 0, 0, 0, bots_seconds=0, jobs_seconds=0, **waits)).collect()
    counted = [metrics.REQUESTS, metrics.SECONDS, metrics.FAILURES, metrics.STATEMENTS, metrics.SLOW]
    told: list[Metric] = [*standing, *(one for figure in counted for one in figure.collect())]
    names = {f"{one.name}_total" if one.type == "counter" else one.name for one in told}
    assert set(re.findall(r"`(portal_\w+)`", PAGE)) == names


def test_the_page_tells_which_changes_of_the_schema_the_old_processes_would_not_bear():
    unborne = {path.name[:4] for path in MIGRATIONS if path.name[:4] > "0042" and takes_away(path.read_text())}
    assert set(re.findall(r"^\| a schema before (\d{4}) ", PAGE, re.MULTILINE)) == unborne


def takes_away(migration):
    """Whether it drops or renames what older code names, or asks for a value that older code does not give."""
    change = migration[migration.index("def upgrade") : migration.index("def downgrade")]
    return bool(re.search(TAKEN_AWAY, change)) or bool(re.search(r"alter_column\([^)]*nullable=False", change))
