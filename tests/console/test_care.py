"""What the terminal tells: doors, the journal's state, what is missing."""

import json
from dataclasses import replace

from alliance.console import doctor
from alliance.foundation.kernel.actor import Role
from alliance.policy.can import Can
from tests.files.clamd import clamd
from tests.objects import KEYS, Service


def run(portal, *words):
    return portal.test_cli_runner().invoke(args=list(words))


def test_doors_lists_every_route_with_its_permission(portal):
    told = json.loads(run(portal, "doors", "--json").output)
    rules = {rule.rule for rule in portal.url_map.iter_rules()}
    assert {door["address"] for door in told} == rules
    assert {door["permission"] for door in told} <= {can.value for can in Can}


def test_verify_says_that_the_chain_holds(portal, make):
    make.organisation()
    done = run(portal, "journal", "verify")
    assert done.exit_code == 0
    assert "holds" in done.output


def test_deliver_says_that_no_mail_server_is_named(portal):
    done = run(portal, "deliver")
    assert done.exit_code == 1
    assert "ALLIANCE_SMTP_URL" in done.output


def test_the_doctor_names_what_is_missing_and_how_to_mend_it(portal, monkeypatch):
    monkeypatch.setenv("PATH", "")
    found = doctor.chinese_font()
    assert "apt-get install" in found.mend


def test_the_doctor_finds_this_portal_sound_but_for_its_mail(portal):
    with portal.app_context():
        findings = doctor.examine(portal.database, portal.config["SETTINGS"])
    unsound = {finding.what for finding in findings if finding.mend}
    assert unsound <= {"Chinese font", "Chinese words"}


def test_the_doctor_says_that_no_file_can_be_kept(portal, tmp_path):
    settings = portal.config["SETTINGS"]
    in_a_file = tmp_path / "a file"
    in_a_file.touch()
    assert not doctor.files(replace(settings, files=tmp_path / "not" / "yet" / "there")).mend
    assert "nothing can be kept" in doctor.files(replace(settings, files=in_a_file)).mend
    assert "nothing can be kept" in doctor.files(replace(settings, files=in_a_file / "files")).mend


def test_the_doctor_tries_the_bucket(portal, monkeypatch):
    for name, value in KEYS.items():
        monkeypatch.setenv(name, value)
    service = Service()
    bucket = service.bucket()
    settings = replace(portal.config["SETTINGS"], files=bucket)
    try:
        assert not doctor.files(settings).mend
        assert "Contents" not in service.client.list_objects_v2(Bucket=bucket.name)
    finally:
        service.stop()
    assert "nothing can be kept in s3://" in doctor.files(settings).mend


def test_the_doctor_says_that_the_scanner_is_away(portal):
    settings = portal.config["SETTINGS"]
    assert not doctor.scanner(settings).mend
    with clamd() as url:
        assert not doctor.scanner(replace(settings, clamd_url=url)).mend
    assert "clamd does not answer" in doctor.scanner(replace(settings, clamd_url=url)).mend


def test_the_first_administrator_gets_a_link_until_there_is_somebody(portal, browser, make):
    link = run(portal, "first-administrator").output.strip()
    assert link.startswith("http://localhost/people/invitations/")
    browser().get(link.removeprefix("http://localhost"))
    make.person(Role.CENTER_ADMIN)
    refused = run(portal, "first-administrator")
    assert refused.exit_code == 1
    assert "people already" in refused.output
