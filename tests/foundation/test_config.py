"""Settings: a wrong value is one clear line, and nothing starts."""

import os
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from alliance.config import read_settings
from alliance.config_values import Bucket, WrongSetting
from tests.objects import KEYS

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("ALLIANCE_PORT", "eighty"),
        ("ALLIANCE_PORT", "0"),
        ("ALLIANCE_PORT", "70000"),
        ("ALLIANCE_PORT", "８０００"),
        ("ALLIANCE_HOST", "no host"),
        ("ALLIANCE_HOST", "http://here"),
        ("ALLIANCE_DEMO", "yes"),
        ("ALLIANCE_DATABASE_URL", "mysql://localhost/x"),
        ("ALLIANCE_DATABASE_URL", "not a url"),
        ("ALLIANCE_REPLICA_URL", "not a url"),
        ("ALLIANCE_REPLICA_URL", "sqlite:///copy.db"),
        ("ALLIANCE_REPLICA_URL", "postgresql://beside/sqlite"),
        ("ALLIANCE_LIMITS_URL", "127.0.0.1:6379"),
        ("ALLIANCE_LIMITS_URL", "redis://"),
        ("ALLIANCE_QUEUE_URL", "memory://"),
        ("ALLIANCE_LIMITS_URL", "memcached://127.0.0.1"),
        ("ALLIANCE_BASE_URL", "portal.example.org"),
        ("ALLIANCE_BASE_URL", "https://portal.example.org/below"),
        ("ALLIANCE_SMTP_URL", "mail.example.org"),
        ("ALLIANCE_SECRET_KEY", "short"),
        ("ALLIANCE_CLAMD_URL", "127.0.0.1:3310"),
        ("ALLIANCE_CLAMD_URL", "tcp://127.0.0.1"),
        ("ALLIANCE_CLAMD_URL", "tcp://127.0.0.1:many"),
        ("ALLIANCE_CLAMD_URL", "tcp://127.0.0.1:3310/below"),
        ("ALLIANCE_CLAMD_URL", "unix:clamd.ctl"),
        ("ALLIANCE_CLAMD_URL", "http://127.0.0.1:3310"),
        ("ALLIANCE_LOG", "JSON"),
        ("ALLIANCE_LOG", "xml"),
        ("ALLIANCE_SLOW_MS", "0"),
        ("ALLIANCE_SLOW_MS", "60001"),
        ("ALLIANCE_METRICS_TOKEN", "short"),
        ("ALLIANCE_METRICS_TOKEN", "with a space and otherwise long enough"),
        ("ALLIANCE_METRICS_TOKEN", "密" * 40),
        ("ALLIANCE_FILES", "s3://"),
        ("ALLIANCE_FILES", "s3://A_Bucket/files"),
        ("ALLIANCE_FILES", "s3://files"),  # without keys
        ("ALLIANCE_TRAVEL_MINUTES", ""),
        ("ALLIANCE_TRAVEL_MINUTES", "half an hour"),
        ("ALLIANCE_TRAVEL_MINUTES", "-1"),
        ("ALLIANCE_TRAVEL_MINUTES", "601"),
        ("ALLIANCE_TRAVEL_MINUTES", "0000000009999"),
        ("ALLIANCE_OFFER_HOURS", "1.5"),
        ("ALLIANCE_OFFER_HOURS", "0"),
        ("ALLIANCE_OFFER_HOURS", "169"),
        ("ALLIANCE_OFFER_HOURS", "１２"),
        ("ALLIANCE_OFFER_HOURS", "9" * 5000),
    ],
)
def test_a_wrong_value_is_one_clear_line_that_names_it(tmp_path, name, value):
    with pytest.raises(WrongSetting) as wrong:
        read_settings({"ALLIANCE_INSTANCE": str(tmp_path), name: value})
    assert name in str(wrong.value)
    assert "\n" not in str(wrong.value)


def test_the_times_of_shifts_are_refused_in_words_and_taken_up_to_their_limits(tmp_path):
    kept = {"ALLIANCE_INSTANCE": str(tmp_path)}
    with pytest.raises(WrongSetting) as wrong:
        read_settings({**kept, "ALLIANCE_TRAVEL_MINUTES": "601"})
    assert str(wrong.value) == "ALLIANCE_TRAVEL_MINUTES is '601'; it must be a whole number from 0 to 600"
    with pytest.raises(WrongSetting) as wrong:
        read_settings({**kept, "ALLIANCE_OFFER_HOURS": "soon"})
    assert str(wrong.value) == "ALLIANCE_OFFER_HOURS is 'soon'; it must be a whole number from 1 to 168"
    for travel, offer in (("0", "1"), ("600", "168")):
        settings = read_settings({**kept, "ALLIANCE_TRAVEL_MINUTES": travel, "ALLIANCE_OFFER_HOURS": offer})
        assert (settings.travel_minutes, settings.offer_hours) == (int(travel), int(offer))


def test_the_start_stops_with_that_line_and_no_stack_trace(tmp_path):
    environment = {**os.environ, "ALLIANCE_INSTANCE": str(tmp_path), "ALLIANCE_PORT": "eighty"}
    command = [sys.executable, "-m", "flask", "--app", "app", "run-portal"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.strip() == "ALLIANCE_PORT is 'eighty'; it must be a number from 1 to 65535"


def test_a_database_that_cannot_be_opened_is_one_line_too(tmp_path):
    url = f"sqlite:///{tmp_path}/missing/alliance.db"
    environment = {**os.environ, "ALLIANCE_INSTANCE": str(tmp_path), "ALLIANCE_DATABASE_URL": url}
    command = [sys.executable, "-m", "flask", "--app", "app", "run-portal"]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "ALLIANCE_DATABASE_URL" in done.stderr
    assert "Traceback" not in done.stderr


def test_those_that_start_at_once_have_one_secret_among_them(tmp_path):
    for number in range(40):
        instance, start = tmp_path / str(number), threading.Barrier(4)

        def told(instance=instance, start=start):
            start.wait()
            return read_settings({"ALLIANCE_INSTANCE": str(instance)}).secret_key

        with ThreadPoolExecutor(4) as pool:
            keys = {one.result() for one in [pool.submit(told) for _ in range(4)]}
        assert len(keys) == 1
        assert len(keys.pop()) >= 48
        assert [path.name for path in instance.iterdir()] == ["secret"]


def test_a_secret_is_made_once_and_kept_for_its_owner_only(tmp_path):
    first = read_settings({"ALLIANCE_INSTANCE": str(tmp_path)})
    assert read_settings({"ALLIANCE_INSTANCE": str(tmp_path)}).secret_key == first.secret_key
    assert (tmp_path / "secret").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("url", ["", "tcp://127.0.0.1:3310", "tcp://[::1]:3310", "unix:/run/clamav/clamd.ctl"])
def test_a_scanner_is_named_in_two_ways_or_not_at_all(tmp_path, url):
    assert read_settings({"ALLIANCE_INSTANCE": str(tmp_path), "ALLIANCE_CLAMD_URL": url}).clamd_url == url


def test_a_replica_stands_beside_a_database_of_its_kind(tmp_path):
    given = {"ALLIANCE_INSTANCE": str(tmp_path), "ALLIANCE_DATABASE_URL": "postgresql://primary/portal"}
    assert read_settings(given).replica_url == ""
    replica = {"ALLIANCE_REPLICA_URL": "postgresql://replica/portal"}
    assert read_settings(given | replica).replica_url == "postgresql://replica/portal"


@pytest.mark.parametrize(
    "url", ["memory://", "redis://:word@127.0.0.1:6379/1", "rediss://r", "redis+unix:///run/r.sock"]
)
def test_limits_are_counted_in_memory_or_in_redis(tmp_path, url):
    assert read_settings({"ALLIANCE_INSTANCE": str(tmp_path), "ALLIANCE_LIMITS_URL": url}).limits_url == url


def test_files_lie_in_the_instance_folder_unless_told_otherwise(tmp_path):
    given = {"ALLIANCE_INSTANCE": str(tmp_path)}
    assert read_settings(given).files == tmp_path / "files"
    assert read_settings(given | {"ALLIANCE_FILES": "/srv/files"}).files == Path("/srv/files")


def test_files_lie_in_a_bucket_where_one_is_named_and_the_keys_are_there(tmp_path):
    given = {"ALLIANCE_INSTANCE": str(tmp_path), "ALLIANCE_FILES": "s3://anti-fraud/附件/2026/", **KEYS}
    assert read_settings(given).files == Bucket("anti-fraud", "附件/2026", "")
    endpoint = {"ALLIANCE_S3_ENDPOINT": "https://s3.example.org"}
    assert read_settings(given | endpoint).files == Bucket("anti-fraud", "附件/2026", "https://s3.example.org")
    for wrong, named in (({"ALLIANCE_S3_ENDPOINT": "s3.example.org"}, "ENDPOINT"), ({"AWS_ACCESS_KEY_ID": ""}, "AWS_")):
        with pytest.raises(WrongSetting, match=named):
            read_settings(given | wrong)


def test_letters_are_caught_only_where_nobody_else_can_come(tmp_path):
    def catches(**more):
        return read_settings({"ALLIANCE_INSTANCE": str(tmp_path), **more}).catches_mail

    assert catches()
    assert not catches(ALLIANCE_SMTP_URL="smtp://mail.example.org")
    assert not catches(ALLIANCE_HOST="0.0.0.0")
    assert not catches(ALLIANCE_BASE_URL="https://portal.example.org")


def test_the_log_is_for_machines_where_the_portal_is_for_others(tmp_path):
    def form(**more):
        return read_settings({"ALLIANCE_INSTANCE": str(tmp_path), **more}).log

    assert form() == "words"
    assert form(ALLIANCE_BASE_URL="https://portal.example.org") == "json"
    assert form(ALLIANCE_BASE_URL="https://portal.example.org", ALLIANCE_LOG="words") == "words"
    assert form(ALLIANCE_LOG="json") == "json"


def test_the_demonstration_does_not_come_by_itself_to_a_portal_for_others(tmp_path):
    def shows(**more):
        return read_settings({"ALLIANCE_INSTANCE": str(tmp_path), **more}).demo

    assert shows()
    assert not shows(ALLIANCE_BASE_URL="https://portal.example.org")
    assert shows(ALLIANCE_BASE_URL="https://portal.example.org", ALLIANCE_DEMO="1")
