"""What the worker leaves behind: its pulse, what it saw, since when the key is used; with real processes and a real
certificate."""

import os
import socket
import ssl
import subprocess
import sys
from contextlib import contextmanager, suppress
from datetime import UTC, datetime, timedelta
from threading import Thread

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from sqlalchemy import select

from alliance.administration import gathering, looking, pulse, queries
from alliance.administration.certifying import certificate
from alliance.administration.model import KeyMark, OperatingFact, WorkerPulse
from alliance.administration.vocabulary import Looked
from alliance.console import administering
from alliance.console.rounds import in_one
from alliance.foundation.kernel import clock

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
DAY = timedelta(days=1)


def worker(pid=7, host="node"):
    return pulse.Worker(host, pid, NOW)


def pulses(make):
    with make.work() as work:
        return sorted(work.session.scalars(select(WorkerPulse.pid)))


def gone():
    """The number of a process that has ended."""
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()
    return process.pid


def test_a_worker_says_again_and_again_that_it_lives(make):
    for moment in (NOW, NOW + timedelta(seconds=10)):
        with make.work(now=moment) as work:
            pulse.beat(work, worker())
    with make.work() as work:
        [row] = work.session.scalars(select(WorkerPulse)).all()
    assert (row.started_at, row.seen_at) == (NOW, NOW + timedelta(seconds=10))


def test_whoever_was_silent_for_a_week_is_forgotten(make):
    with make.work(now=NOW) as work:
        pulse.beat(work, worker(1))
    with make.work(now=NOW + 7 * DAY) as work:
        pulse.beat(work, worker(2))
    assert pulses(make) == [1, 2]
    with make.work(now=NOW + 7 * DAY + timedelta(seconds=1)) as work:
        pulse.beat(work, worker(2))
    assert pulses(make) == [2]


def test_whoever_was_told_to_stop_is_forgotten_as_soon_as_another_lives(make):
    with make.work(now=NOW) as work:
        for one in (worker(1), worker(2, "elsewhere")):
            pulse.beat(work, one)
        pulse.sign_off(work, worker(1))
    assert pulses(make) == [1, 2]
    with make.work(now=NOW) as work:
        pulse.beat(work, worker(2, "elsewhere"))
    assert pulses(make) == [2]


def test_the_last_one_that_was_told_to_stop_stays_and_lives_again(make):
    for act in (pulse.beat, pulse.sign_off, pulse.beat, pulse.beat):
        with make.work(now=NOW) as work:
            act(work, worker(1))
        assert pulses(make) == [1]


def test_a_worker_that_starts_takes_the_place_of_the_dead_on_its_machine_alone(make):
    dead, living = gone(), os.getppid()
    with make.work(now=NOW) as work:
        for one in (worker(dead), worker(living), worker(dead + 1, "elsewhere")):
            pulse.beat(work, one)
        pulse.beat(work, worker(9))
    assert dead in pulses(make)
    with make.work(now=NOW) as work:
        pulse.sign_on(work, worker(os.getpid()))
    assert set(pulses(make)) >= {living, os.getpid(), dead + 1}
    assert dead not in pulses(make)


def test_this_process_signs_on_once_and_goes_on_living(make, portal):
    live = administering.pulse_of(portal.database)
    live()
    with make.work() as work:
        first = work.session.scalars(select(WorkerPulse)).one()
    live()
    with make.work() as work:
        second = work.session.scalars(select(WorkerPulse)).one()
    assert (first.host, first.pid) == (socket.gethostname()[:120], os.getpid())
    assert first.started_at == second.started_at
    assert second.seen_at > first.seen_at


def test_the_worker_looks_at_everything_and_keeps_what_it_saw(make, portal):
    settings = portal.config["SETTINGS"]
    assert administering.look_around(portal.database, settings) == len(Looked)
    assert administering.look_around(portal.database, settings) == len(Looked)
    with make.work() as work:
        facts = {one.looked: one.details for one in work.session.scalars(select(OperatingFact))}
        [key] = work.session.scalars(select(KeyMark)).all()
    assert set(facts) == set(Looked)
    assert not [details for details in facts.values() if "trouble" in details]
    assert facts[Looked.DATABASE]["revision"] == facts[Looked.DATABASE]["newest"]
    assert facts[Looked.DISKS]["files"]["free"] > 0
    assert facts[Looked.VERSIONS]["libraries"]["Flask"]
    assert key.mark == gathering.mark_of(settings.secret_key)
    assert settings.secret_key not in str(facts)
    assert key.last_seen_at > key.first_seen_at


def test_a_look_that_fails_says_so_and_holds_up_no_other(make):
    def fails():
        raise OSError("no such disk")

    seen = gathering.look_at({Looked.DISKS: fails, Looked.FONTS: lambda: {"present": True}})
    assert seen == {Looked.DISKS: {"trouble": "OSError"}, Looked.FONTS: {"present": True}}
    with make.work() as work:
        assert gathering.keep(work, seen, "node") == 2


def test_each_machine_keeps_what_it_saw_and_one_that_is_gone_for_a_week_is_forgotten(make):
    for host, moment in (("one", NOW), ("two", NOW + DAY), ("one", NOW + DAY), ("two", NOW + 8 * DAY)):
        with make.work(now=moment) as work:
            gathering.keep(work, {Looked.FONTS: {"present": host == "one"}}, host)
    assert kept(make) == [("one", NOW + DAY, True), ("two", NOW + 8 * DAY, False)]
    with make.work(now=NOW + 8 * DAY) as work:
        assert [one.host for one in queries.overview(work).of(Looked.FONTS)] == ["two", "one"]
    later = NOW + 8 * DAY + timedelta(seconds=1)
    with make.work(now=later) as work:
        assert [one.host for one in queries.overview(work).of(Looked.FONTS)] == ["two"]
        gathering.keep(work, {}, "two")
    assert kept(make) == [("two", NOW + 8 * DAY, False)]


def kept(make):
    with make.work() as work:
        facts = work.session.scalars(select(OperatingFact).order_by(OperatingFact.host))
        return [(one.host, one.at, one.details["present"]) for one in facts]


def test_two_machines_keep_what_they_see_at_once(make, portal):
    seen = {looked: {"present": True} for looked in Looked}

    def look(host):
        for _ in range(20):
            in_one(portal.database, lambda work: gathering.keep(work, seen, host))

    machines = [Thread(target=look, args=(host,)) for host in ("one", "two", "two")]
    for machine in machines:
        machine.start()
    for machine in machines:
        machine.join()
    assert len(kept(make)) == 2 * len(Looked)


def test_the_space_of_a_folder_that_is_not_there_yet_is_that_of_its_disk(tmp_path):
    assert looking._space(tmp_path / "not" / "yet")["total"] > 0


# The certificate


def signed(until):
    """A certificate of localhost that nobody has signed but itself, with its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(until - DAY * 30)
        .not_valid_after(until)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return made.public_bytes(serialization.Encoding.PEM), private


@contextmanager
def shown(tmp_path, until):
    """A server that shows this certificate to two who ask; its address, and the file by which it is trusted."""
    paths = [tmp_path / name for name in ("certificate.pem", "key.pem")]
    for path, content in zip(paths, signed(until), strict=True):
        path.write_bytes(content)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*paths)
    with socket.create_server(("localhost", 0)) as server:

        def serve():
            with suppress(OSError):  # nobody asks a second time, and it is closed
                for _ in range(2):
                    line, _address = server.accept()
                    with line, suppress(OSError):  # whoever distrusts it hangs up
                        context.wrap_socket(line, server_side=True).close()

        Thread(target=serve, daemon=True).start()
        yield f"https://localhost:{server.getsockname()[1]}", paths[0]


def test_a_certificate_that_nobody_vouches_for_is_read_and_said_to_be_distrusted(tmp_path):
    until = clock.now().replace(microsecond=0) + DAY * 20
    with shown(tmp_path, until) as (address, _file):
        found = certificate(address)
    assert datetime.fromisoformat(found["until"]) == until
    assert "self-signed" in found["distrust"]


def test_a_certificate_that_is_trusted_is_read(tmp_path, monkeypatch):
    until = clock.now().replace(microsecond=0) + DAY * 20
    with shown(tmp_path, until) as (address, file):
        monkeypatch.setenv("SSL_CERT_FILE", str(file))
        found = certificate(address)
    assert found == {"needed": True, "until": until.isoformat(), "distrust": ""}


def test_an_address_where_nobody_answers_is_said_to_be_away():
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = f"https://127.0.0.1:{server.getsockname()[1]}"
    assert certificate(address) == {"needed": True, "away": "ConnectionRefusedError"}


@pytest.mark.parametrize(
    ("address", "is_open"), [("http://127.0.0.1:8000", False), ("http://portal.example.org", True)]
)
def test_an_address_without_https_has_none(address, is_open):
    assert certificate(address) == {"needed": False, "open": is_open}
