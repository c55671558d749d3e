"""The frame: preferences, readiness, headers, refusals."""

from hashlib import sha256
from pathlib import Path

import pytest

from alliance.foundation.kernel.actor import Role
from tests.screenless import Page


def test_a_reader_chooses_english_and_large_type(browser):
    visitor = browser()
    visitor.post("home.preferences", {"language": "en"})
    visitor.post("home.preferences", {"care": "1"})
    page = visitor.get("directory.members")
    assert '<html lang="en" class="care">' in page.html
    assert page.headings == ["Members"]


@pytest.mark.parametrize("elsewhere", ["http://evil.example/", "//evil.example/", "http://localhost//evil.example", ""])
def test_preferences_never_lead_elsewhere(browser, elsewhere):
    visitor = browser()
    sent = {"csrf_token": visitor.csrf_token(), "care": "1"}
    answer = visitor.client.post("/preferences", data=sent, headers={"Referer": elsewhere})
    assert answer.headers["Location"] == "/"


def test_it_answers_that_it_is_healthy_and_ready(browser):
    assert browser().client.get("/healthz").get_data(as_text=True) == "ok\n"
    assert browser().client.get("/readyz").status_code == 200


def test_every_page_carries_the_strict_policy(browser):
    headers = browser().client.get("/directory/").headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Cache-Control"] == "no-store"


def test_another_host_is_refused(browser):
    answer = browser().client.get("/", headers={"Host": "evil.example"})
    assert answer.status_code == 400
    assert "evil" not in answer.get_data(as_text=True)


def test_a_post_without_a_token_is_refused(browser):
    assert browser().client.post("/preferences", data={"care": "1"}).status_code == 400


def test_a_wrong_method_is_405_and_an_unknown_page_404(browser):
    assert browser().client.get("/preferences").status_code == 405
    page = browser().get("/no-such-page", status=404)
    assert "Traceback" not in page.text


def test_a_failure_shows_nothing_of_the_inside(portal, browser, monkeypatch):
    def fail(**_):
        raise RuntimeError("secret of the inside")

    fail.permission = "portal: visit"
    monkeypatch.setitem(portal.view_functions, "home.healthz", fail)
    monkeypatch.setitem(portal.config, "PROPAGATE_EXCEPTIONS", False)
    page = browser().get("home.healthz", status=500)
    assert "secret" not in page.text


def test_a_form_that_makes_something_makes_it_once(browser, make):
    from sqlalchemy import func, select

    from alliance.people.model import JoinRequest

    organisation = make.organisation()
    visitor = browser()
    form = visitor.get("people.join", organisation_id=organisation.id).form("/people/join/" + str(organisation.id))
    sent = form.values | {"name": "新同事", "email": "new@example.org", "note": "柜台"}
    first = visitor.client.post(form.action, data=sent)
    again = visitor.client.post(form.action, data=sent)
    assert (first.status_code, again.status_code) == (303, 303)
    assert first.headers["Location"] == again.headers["Location"]
    with make.work() as work:
        assert work.session.scalar(select(func.count(JoinRequest.id))) == 1


def test_a_key_that_was_used_for_one_thing_says_nothing_of_another(make, browser):
    visitor, key = browser(), {"name": "甲", "email": "new@example.org", "idempotency_key": "k" * 32}
    for organisation in (make.organisation(), make.organisation()):
        answer = visitor.post("people.ask_to_join", key, organisation_id=organisation.id)
        assert str(organisation.id) in answer.headers["Location"]


def test_the_ways_that_find_no_room_in_the_row_stand_behind_one_more(make, browser):
    officer = browser(make.person())
    elsewhere, within = officer.get("home.desk"), officer.get("plaques.plaques")
    for page in (elsewhere, within):
        assert page.html.count(f'href="{officer.address("plaques.plaques")}"') >= 1
    assert '<summary aria-current="true">' in within.html
    assert '<summary aria-current="true">' not in elsewhere.html
    assert "更多" not in browser(make.person(None)).get("home.desk").text


PART = b'--edge\r\nContent-Disposition: form-data; name="text"\r\n\r\n'


@pytest.mark.parametrize(
    ("body", "kind", "most"),
    [
        (b"text=" + b"a" * 1_100_000, "application/x-www-form-urlencoded", 1),
        (PART + b"a" * 1_100_000 + b"\r\n--edge--", "multipart/form-data; boundary=edge", 1),
        (bytes(8_100_000), "multipart/form-data; boundary=edge", 8),
    ],
)
def test_what_is_too_large_is_refused_with_the_limit_in_the_frame_of_whoever_sent_it(make, browser, body, kind, most):
    clerk = browser(make.person(Role.STAFF))
    answer = clerk.client.post("/masking/look", data=body, content_type=kind, headers={"Host": "localhost"})
    assert answer.status_code == 413
    page = Page(answer)
    page.check()
    assert f"最多可提交 {most} MB" in page.text
    assert "退出登录" in page.text


@pytest.mark.parametrize("damaged", [b"%ED%A0%80", b"%FF", b"\xed\xa0\x80", b"a%C3"])
def test_a_form_whose_bytes_are_no_text_is_refused_in_words(make, browser, damaged):
    clerk = browser(make.person(Role.STAFF))
    begun = f"csrf_token={clerk.csrf_token()}&text=".encode()
    sent = {"content_type": "application/x-www-form-urlencoded", "headers": {"Host": "localhost"}}
    answer = clerk.client.post("/masking/look", data=begun + damaged, **sent)
    assert answer.status_code == 422
    assert "无法识别的字符" in answer.get_data(as_text=True)
    assert clerk.client.post("/masking/look", data=begun + b"%25ED%25A0%2580+%E7%94%B2", **sent).status_code == 200


def test_a_static_file_has_the_address_of_its_content(browser):
    page = browser().get("home.front")
    address = next(part for part in page.html.split('"') if part.startswith("/static/css/portal.css?v="))
    content = Path("static/css/portal.css").read_bytes()
    assert sha256(content).hexdigest().startswith(address.partition("=")[2])
    assert len(address.partition("=")[2]) == 12
