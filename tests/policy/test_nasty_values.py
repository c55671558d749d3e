"""Whatever is written into a field, an argument or an address: an answer in words, never a failure, nothing alive."""

from base64 import urlsafe_b64encode
from collections import Counter
from re import sub
from urllib.parse import quote, urlencode, urlsplit

import pytest
from sqlalchemy import select

from alliance.foundation.kernel.actor import NOBODY
from alliance.foundation.kernel.clock import local_day, now
from alliance.foundation.web import listing
from alliance.journal.model import Letter
from alliance.people import password_changes
from alliance.worktime.counting import Calendar
from tests.applications import stories
from tests.factories import PASSWORD, some_uscc
from tests.screenless import Browser

from . import world
from .addresses import every_address
from .nasty import NASTY, SHARP, Fields
from .visitors import Visitor, words_of

ANSWERS = {200, 303, 308, 400, 403, 404, 405, 409, 413, 422}
KEPT = {"csrf_token", "idempotency_key", "under"}
"""Fields without which no form is looked at; they have a test of their own."""
WORKDAY = Calendar().day_after(local_day(now()), 2)
FITTING = {
    "across": "",
    "again": "eine ganz neue Losung",
    "attendance": "9",
    "born_on": "1990-05-01",
    "code": "a_new_code",
    "current": PASSWORD,
    "day": WORKDAY.isoformat(),
    "district_code": "",
    "down": "",
    "email": "somebody.new@example.org",
    "ends_on": "",
    "focus_area_code": "",
    "heads": "9",
    "lead": "",
    "least": "1",
    "least_age": "18",
    "month": "2026-07",
    "most": "9",
    "number": "SQ-2026-0001",
    "organisation": "<nasty>机构a",
    "organisation_id": "",
    "parent_name": "",
    "password": "eine ganz neue Losung",
    "people": "9",
    "phone": "13800000000",
    "places": "9",
    "planned_attendance": "9",
    "serials": "",
    "since": "2022-07-01",
    "starts_on": "2099-01-01",
    "to_on": "",
    "works": "free",
}
VERSIONS = {"version", "revision", "seen", "shown", "edition_id"}
"""What a page says of the moment at which it was opened."""
SORTS = (
    *(("due_on", "2098-01-01"), ("until", "2099-01-01"), ("link", "https://example.org/proof")),
    *(
        ("until_on", "2099-01-01"),
        ("_phone", "0351-5550000"),
        ("_email", "liaison@example.org"),
        ("amount", "7"),
        ("_fen", "0"),
        ("_time", "09:30"),
        ("_on", "2022-07-04"),
    ),
)
"""What fits a field by a part of its name."""
ARGUMENTS = (
    *("terms-act", "terms-search", "serial", "alliance", "newer", "older", "terms-0-district"),
    *("like", "material"),
)
STRAYS = ("endpoint", "organisation_id", "kind", "code", "_scheme", "_external", "_anchor", "_method", "terms-0-how")
LISTS = {
    "applications.queue",
    "directory.members",
    "journal.entries",
    "materials.every_reach",
    "materials.materials",
    "matrix.alliance",
    "matrix.matrix",
    "operations.operations",
    "outreach.reports",
    "people.accounts",
    "people.open_invitations",
    "plaques.plaques",
    "publicity.events",
    "rosters.draft",
    "rosters.version",
    "rosters.versions",
    "sheets.index",
    "sheets.preview",
    "supervision.due_for",
    "supervision.measures",
    "supervision.problem_lists",
    "volunteers.teams",
    "volunteers.volunteers",
}
ASKING = {
    "audiences.trial",
    "directory.before_merge",
    "matrix.seats",
    "operations.new",
    "publicity.formation_members",
    "publicity.new",
    "publicity.new_host",
    "publicity.new_point",
    "outreach.new",
    "plaques.issue_form",
    "rosters.compare",
}
SLOW = {
    "certificates.document",
    "operations.document",
    "plaques.document",
    "publicity.poster",
    "sheets.marked",
    "sheets.template",
    "static",
    "supervision.letter_pdf",
}
ALIVE = (
    "<nasty",
    '" onfocus="nasty',
    "<script>nasty",
    "8888888889",
    *(f'{link}="{to}' for link in ("href", "action", "src") for to in ("javascript:", "data:text", "//nasty")),
)
STATE_FORBIDS = 409
"""The thing is no longer, or never was, where this step is taken: that says nothing of the fields."""
FILES = {"file", "files"}
"""What no words fit."""
PARTS = 4
"""So many tests share the forms, so that several processes share the walk."""
SHARE = 3
"""All fields of a form at once get every third of the values, the next form the ones beside them."""
WALKERS = ("administrator", "officer", "liaison", "nobody")

pytestmark = pytest.mark.timeout(1800)


class Trial:
    """What came of many requests: those answers that no request may be given."""

    def __init__(self):
        self.asked, self.wrong = Counter(), Counter()

    def look(self, what, answer):
        self.asked[answer.status_code] += 1
        target, words = urlsplit(answer.headers.get("Location", "")), words_of(answer)
        found = [f"shows {sign}" for sign in ALIVE if sign in words]
        if answer.status_code not in ANSWERS:
            found.append(f"gave {answer.status_code}")
        if target.netloc not in ("", "localhost") or target.scheme not in ("", "http"):
            found.append(f"leads to {target.geturl()[:80]}")
        if "X-Nasty" in answer.headers:
            found.append("writes a header")
        self.wrong.update(f"{what} {one}" for one in found)

    def verdict(self):
        assert not self.wrong, "\n".join(f"{count} × {what}" for what, count in self.wrong.most_common(80))


@pytest.fixture
def everything(portal, make):
    return world.build(make)


@pytest.fixture
def visitors(portal, everything):
    """Those before whom every form stands: nobody has an application open, and has asked for its code."""
    browsers = {who: Browser(portal, everything.people[who]) for who in WALKERS}
    stories.fill_in(browsers["nobody"])
    asked = {"number": everything.things["application here"].number, "email": "liaison@example.org"}
    browsers["nobody"].post("applications.ask_code", asked)
    return {who: Visitor(browser) for who, browser in browsers.items()}


@pytest.fixture
def pages(portal, make, everything):
    """Every address of a page, with those of an open invitation and of a link to a new password."""
    with make.work(NOBODY) as work:
        password_changes.ask_reset(work, everything.people["volunteer"].email)
        letter = work.session.scalars(select(Letter).where(Letter.template == "password_reset")).one()
    ways_in = (f"/people/invitations/{everything.things['invitation of staff'].token}", letter.params["path"])
    every = [(one.endpoint, one.path) for one in every_address(portal, everything) if one.method == "GET"]
    return [("", path) for path in ways_in] + [one for one in every if one[0] not in SLOW]


def forms_of(portal, visitors, pages):
    """Every form of the portal once, filled in as it should be, before the first of the visitors who meets it."""
    addresses, met = portal.url_map.bind("localhost"), {}
    for who, visitor in visitors.items():
        for _endpoint, path in pages:
            answer = visitor.ask("GET", path)
            if answer.status_code != 200 or answer.mimetype != "text/html":
                continue
            page = Fields(answer)
            for form in page.forms:
                action = urlsplit(form.action or path).path
                endpoint, _values = addresses.match(action, method=form.method.upper())
                known = (endpoint, frozenset(form.values))
                free = page.free & set(form.values) - KEPT
                met.setdefault(known, (who, endpoint, form.method.upper(), action, filled(form.values), free))
    return list(met.values())


def filled(values):
    """The values with a fitting one where the page left a field empty."""
    return {name: FITTING.get(name) or value or fitting(name) for name, value in values.items()}


def fitting(name):
    if name == "uscc":
        return some_uscc()
    return FITTING.get(name, next((value for part, value in SORTS if part in name), "甲"))


def send(visitor, method, path, values):
    if method == "POST":
        return visitor.ask("POST", path, values)
    return visitor.ask("GET", f"{path}?{urlencode(values, doseq=True)}")


@pytest.mark.parametrize("part", range(PARTS))
def test_every_field_of_every_form_answers_every_nasty_value(portal, visitors, pages, part):
    forms, trial, taken = forms_of(portal, visitors, pages)[part::PARTS], Trial(), Counter()
    with world.nothing_kept(portal):
        for number, (who, endpoint, method, path, values, free) in enumerate(forms):
            visitor, fields = visitors[who], [name for name in values if name not in KEPT]
            plain = send(visitor, method, path, values).status_code
            if plain != STATE_FORBIDS and not FILES & set(values):
                taken[plain in {200, 303}] += 1
            for turn in range(number % SHARE, len(NASTY), SHARE) if fields else ():
                worst = {name: NASTY[(turn + place) % len(NASTY)] for place, name in enumerate(fields)}
                trial.look(f"{endpoint}, {len(fields)} fields,", send(visitor, method, path, values | worst))
            for name in fields:
                without = {one: value for one, value in values.items() if one != name}
                answer = send(visitor, method, path, without)
                trial.look(f"{endpoint} without {name}", answer)
                if answer.status_code == STATE_FORBIDS != plain and name not in VERSIONS:
                    trial.wrong[f"{endpoint} without {name} is no conflict"] += 1
            for name in free:
                for value in SHARP if method == "POST" else NASTY:
                    trial.look(f"{endpoint}, {name}", send(visitor, method, path, values | {name: value}))
    trial.verdict()
    assert taken[True] > 4 * taken[False], f"{taken[False]} forms do not even take what fits"


def test_every_argument_answers_every_nasty_value(visitors, pages):
    trial, asking = Trial(), {endpoint: path for endpoint, path in reversed(pages) if endpoint in ASKING}
    for endpoint, path in asking.items():
        for turn in range(len(NASTY)):
            given = {name: NASTY[(turn + place) % len(NASTY)] for place, name in enumerate(ARGUMENTS)}
            trial.look(endpoint, send(visitors["administrator"], "GET", path, given))
    trial.verdict()


def test_no_argument_stands_for_a_part_of_the_address(visitors, pages):
    trial, every = Trial(), dict(reversed(pages))
    for endpoint, path in every.items():
        for value in ("javascript", "https://nasty.example", "1"):
            given = dict.fromkeys(STRAYS, value) | {"q": "甲"}
            trial.look(endpoint, send(visitors["administrator"], "GET", path, given))
    trial.verdict()


STRANGE = ("=", "A", "_" * 999, "W10", "WyIxIl0", "WyJhXHUwMDAwIl0", urlsafe_b64encode(b"\xff" * 64).decode())
"""Marks that no page has written, among them keys that are not sealed."""


def test_no_list_goes_on_from_a_nasty_place(portal, visitors, pages):
    trial, lists = Trial(), [one for one in pages if one[0] in LISTS]
    with portal.test_request_context():
        of_another_list = listing.mark("home.front", "after", ["1"])
    for endpoint, path in lists:
        for mark in (*filter(None, NASTY[:: len(NASTY) // 8]), *STRANGE, of_another_list):
            given = {"after": mark}
            trial.look(f"{endpoint} after {mark[:60]!r}", send(visitors["administrator"], "GET", path, given))
    trial.verdict()


def test_every_part_of_an_address_answers_every_nasty_value(portal, visitors):
    trial, rules = Trial(), list(portal.url_map.iter_rules())
    wanted = ("<code>", "<serial>", "<token>", "<section>", "<path:", "<int", "people/<uuid:person_id>")
    for rule in (rule for rule in rules if "GET" in rule.methods and any(part in rule.rule for part in wanted)):
        for value in NASTY:
            written = quote(value.encode("utf-8", "replace"), safe="")[:9_000]
            path = sub(
                "<[^>]*>",
                lambda _found, written=written: written,
                rule.rule.replace("<any(alliances, matrices):kind>", "alliances"),
            )
            trial.look(rule.endpoint, visitors["administrator"].ask("GET", path))
    trial.verdict()


def test_a_nasty_key_is_refused_or_taken_as_one(portal, visitors):
    trial = Trial()
    with world.nothing_kept(portal):
        for key in (*NASTY, *("0123456789abcdef" + value for value in NASTY)):
            trial.look(f"key {key[:20]!r}", visitors["nobody"].ask("POST", "/people/sign-in", {"idempotency_key": key}))
            trial.look(f"token {key[:20]!r}", visitors["nobody"].ask("POST", "/people/sign-in", {"csrf_token": key}))
    trial.verdict()


RAW = (
    (b"\xff\xfe=\xff&email=\xed\xa0\x80&password=%ED%A0%80%00", "application/x-www-form-urlencoded", 422),
    (b"email=a&email=b&email=%00&password=a&password=b", "application/x-www-form-urlencoded", 422),
    (b"email=" + b"a" * 1_100_000, "application/x-www-form-urlencoded", 413),
    (b"&".join(b"n%d=1" % number for number in range(200_000)), "application/x-www-form-urlencoded", 413),
    (b"x" * 9_000_000, "application/octet-stream", 413),
    (b"[" * 100_000, "application/json", 422),
    (b'{"email": {"$ne": null}}', "application/json", 422),
    (b"--edge\r\nContent-Disposition: form-data; name=email\r\n\r\n", "multipart/form-data; boundary=edge", 422),
    (b"--edge\r\n\r\n\r\n--edge--", "multipart/form-data; boundary=edge", 422),
    (b"", "multipart/form-data", 422),
    (b"email=a", "text/plain", 422),
)


@pytest.mark.parametrize(("body", "kind", "status"), RAW)
def test_a_damaged_body_is_answered_in_words(portal, body, kind, status):
    browser = Browser(portal)
    headers = {"Host": "localhost", "X-CSRFToken": browser.csrf_token()}
    answer = browser.client.post("/people/sign-in", data=body, content_type=kind, headers=headers)
    assert answer.status_code == status
    assert "<h1" in answer.get_data(as_text=True)
