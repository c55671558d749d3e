"""The pages as officers meet them, and who gets which."""

import pytest

from alliance.applications.model import ApplicationState
from alliance.foundation.kernel.actor import Role
from alliance.foundation.kernel.ids import new_id
from tests.applications import stories

PAGES = ("reading", "checks", "returning", "refusal", "admission")
ACTS = {
    "grade": {"version": "1", "identity": "good"},
    "give_back": {"words": "请补充"},
    "refuse": {"words": "理由"},
    "admit": {
        "seat-police_bank": "y",
        "seat-police_bank-role": "member",
        "seat-police_bank-governance_matrix": "functional",
    },
}


@pytest.fixture
def application_id(make):
    return stories.hand_in(make)


def test_the_center_and_the_own_district_review(make, browser, application_id):
    for person in (make.person(Role.CENTER_OFFICER), make.person(Role.DISTRICT_OFFICER, district="140106")):
        officer = browser(person)
        assert "甲银行太原分行" in officer.get("applications.queue").text
        for page in PAGES:
            officer.get(f"applications.{page}", application_id=application_id)


def test_another_district_sees_nothing_of_it(make, browser, application_id):
    stranger = browser(make.person(Role.DISTRICT_OFFICER, district="140105"))
    assert "甲银行太原分行" not in stranger.get("applications.queue").text
    for page in PAGES:
        stranger.get(f"applications.{page}", application_id=application_id, status=404)
    for act, data in ACTS.items():
        stranger.post(f"applications.{act}", data, application_id=application_id, status=404)


def test_an_inspector_reads_and_decides_nothing(make, browser, application_id):
    inspector = browser(make.person(Role.INSPECTOR))
    page = inspector.get("applications.reading", application_id=application_id)
    assert not [link for link in page.links if link.endswith(("/admission", "/return", "/refusal", "/checks"))]
    for page in PAGES[1:]:
        inspector.get(f"applications.{page}", application_id=application_id, status=403)
    for act, data in ACTS.items():
        inspector.post(f"applications.{act}", data, application_id=application_id, status=403)


@pytest.mark.parametrize("role", [Role.LIAISON, Role.STAFF, Role.VOLUNTEER])
def test_others_are_not_shown_that_it_is_there(make, browser, application_id, role):
    other = browser(make.person(role, organisation=make.organisation()))
    other.get("applications.queue", status=403)
    for page in PAGES:
        other.get(f"applications.{page}", application_id=application_id, status=404)


def test_who_is_not_signed_in_is_asked_to(browser, application_id):
    assert browser().get("applications.queue", status=303).location.endswith("/people/sign-in")
    answer = browser().get("applications.reading", application_id=application_id, status=303)
    assert answer.location.endswith("/people/sign-in")


def test_a_draft_is_nobodys(make, browser):
    application_id = stories.draft(make, *stories.all_texts())
    officer = browser(make.person(Role.CENTER_ADMIN))
    officer.get("applications.reading", application_id=application_id, status=404)
    officer.post("applications.refuse", ACTS["refuse"], application_id=application_id, status=404)


def test_an_id_that_does_not_exist_is_not_there(make, browser):
    officer = browser(make.person(Role.CENTER_OFFICER))
    for page in PAGES:
        officer.get(f"applications.{page}", application_id=new_id(), status=404)


def test_the_check_list_is_filled_in_and_shown(make, browser, application_id):
    officer = browser(make.person(Role.CENTER_OFFICER))
    form = officer.get("applications.checks", application_id=application_id).form("/checks")
    given = form.values | {"identity": "good", "reachable": "doubt"}
    page = officer.post("applications.grade", given, application_id=application_id, status=422)
    assert "#reachable_note" in page.links
    assert page.form("/checks").values["identity"] == ["good"]
    officer.post("applications.grade", given | {"reachable_note": "电话未接通"}, application_id=application_id)
    assert "电话未接通" in officer.get("applications.reading", application_id=application_id).text
    again = officer.get("applications.checks", application_id=application_id).form("/checks")
    assert again.values["reachable"] == ["doubt"]
    assert again.values["reachable_note"] == "电话未接通"


@pytest.mark.parametrize("version", ["", "x", "99"])
def test_a_check_list_of_a_damaged_page_changes_nothing(make, browser, application_id, version):
    officer = browser(make.person(Role.CENTER_OFFICER))
    status = 409 if version == "99" else 422
    data = {"version": version, "identity": "good"}
    officer.post("applications.grade", data, application_id=application_id, status=status)
    assert stories.stored(make, application_id).checks == {}


@pytest.mark.parametrize("act", ["give_back", "refuse"])
@pytest.mark.parametrize("words", ["", " ", "请\x00补充", "补\u202e充", "充" * 10_000])
def test_words_that_cannot_be_sent_are_refused_and_nothing_happens(make, browser, application_id, act, words):
    officer = browser(make.person(Role.CENTER_OFFICER))
    page = officer.post(f"applications.{act}", {"words": words}, application_id=application_id, status=422)
    assert "#words" in page.links
    assert stories.stored(make, application_id).state is ApplicationState.SUBMITTED


def test_a_decision_from_a_stale_page_is_a_conflict(make, browser, application_id):
    officer = browser(make.person(Role.CENTER_OFFICER))
    officer.post("applications.refuse", ACTS["refuse"], application_id=application_id)
    for act in ("give_back", "refuse", "admit"):
        officer.post(f"applications.{act}", ACTS[act], application_id=application_id, status=409)


def test_admission_is_refused_at_the_seat_that_is_wrong(make, browser, application_id):
    officer = browser(make.person(Role.CENTER_OFFICER))
    page = officer.post("applications.admit", {}, application_id=application_id, status=422)
    assert "#seats" in page.links
    page = officer.post("applications.admit", {"seat-police_bank": "y"}, application_id=application_id, status=422)
    assert "#seat-police_bank" in page.links
    wrong = {"seat-police_bank": "y", "seat-police_bank-governance_matrix": "nonsense"}
    page = officer.post("applications.admit", wrong, application_id=application_id, status=422)
    assert "#seat-police_bank-governance_matrix" in page.links


def test_admission_with_a_bad_grade_is_refused_in_words(make, browser, application_id):
    officer = browser(make.person(Role.CENTER_OFFICER))
    form = officer.get("applications.checks", application_id=application_id).form("/checks")
    bad = form.values | {"identity": "bad", "identity_note": "代码不符"}
    officer.post("applications.grade", bad, application_id=application_id)
    page = officer.post("applications.admit", ACTS["admit"], application_id=application_id, status=422)
    assert "#checks" in page.links
    assert stories.stored(make, application_id).state is ApplicationState.SUBMITTED


def test_an_admission_pressed_twice_admits_once(make, browser, application_id):
    officer = browser(make.person(Role.CENTER_OFFICER))
    data = ACTS["admit"] | {"idempotency_key": "a" * 32}
    answers = [officer.post("applications.admit", data, application_id=application_id) for _ in range(2)]
    assert answers[0].location == answers[1].location
    officer.get("applications.reading", application_id=application_id)


def test_a_district_officer_admits_in_the_own_district(make, browser, application_id):
    officer = browser(make.person(Role.DISTRICT_OFFICER, district="140106"))
    officer.post("applications.admit", ACTS["admit"], application_id=application_id)
    assert stories.stored(make, application_id).state is ApplicationState.ADMITTED


def test_only_the_center_names_the_lead_of_an_alliance_on_admission(make, browser, application_id):
    leading = ACTS["admit"] | {"seat-police_bank-role": "lead"}
    officer = browser(make.person(Role.DISTRICT_OFFICER, district="140106"))
    assert 'value="lead"' not in officer.get("applications.admission", application_id=application_id).html
    page = officer.post("applications.admit", leading, application_id=application_id, status=422)
    assert "#seat-police_bank-role" in page.links
    browser(make.person(Role.CENTER_OFFICER)).post("applications.admit", leading, application_id=application_id)


def test_a_duplicate_is_pointed_out(make, browser, application_id):
    twin = stories.hand_in(make)
    page = browser(make.person(Role.CENTER_OFFICER)).get("applications.reading", application_id=application_id)
    assert f"/applications/{twin}" in page.links


def test_only_what_is_open_now_is_offered(make, browser, application_id):
    officer = browser(make.person(Role.CENTER_OFFICER))

    def offered():
        links = officer.get("applications.reading", application_id=application_id).links
        return {link.rsplit("/", 1)[1] for link in links if link.startswith(f"/applications/{application_id}/")}

    assert offered() == {"checks", "admission", "return", "refusal"}
    officer.post("applications.give_back", ACTS["give_back"], application_id=application_id)
    assert offered() == {"refusal"}
    officer.post("applications.refuse", ACTS["refuse"], application_id=application_id)
    assert offered() == set()


class TestTheQueue:
    def test_its_filters_stand_in_the_address(self, make, browser, application_id):
        officer = browser(make.person(Role.CENTER_OFFICER))
        assert "甲银行" in officer.get("applications.queue", district="140106", state="submitted").text
        assert "甲银行太原分行" not in officer.get("applications.queue", district="140105").text
        assert "甲银行太原分行" not in officer.get("applications.queue", state="refused").text
        assert "甲银行太原分行" in officer.get("applications.queue", state="all", q="甲银").text

    @pytest.mark.parametrize("wrong", [{"state": "nonsense"}, {"state": "draft"}, {"district": "1"}, {"after": "x"}])
    def test_an_address_that_nobody_could_have_chosen_is_not_understood(self, make, browser, wrong):
        browser(make.person(Role.CENTER_OFFICER)).get("applications.queue", **wrong, status=400)

    def test_it_takes_three_queries_however_many_wait(self, make, browser):
        officer = browser(make.person(Role.CENTER_OFFICER))
        stories.hand_in(make)
        officer.get("applications.queue", queries=3)
        for _ in range(4):
            stories.hand_in(make)
        officer.get("applications.queue", queries=3)

    def test_the_reading_page_takes_five_queries(self, make, browser, application_id):
        officer = browser(make.person(Role.CENTER_OFFICER))
        officer.get("applications.reading", application_id=application_id, queries=5)
        for _ in range(3):
            stories.hand_in(make)
        officer.get("applications.reading", application_id=application_id, queries=5)


def test_what_waits_for_review_stands_on_the_desk(make, browser, application_id):
    officer = browser(make.person(Role.CENTER_OFFICER))
    assert "/applications/" in officer.get("home.desk").links
    elsewhere = browser(make.person(Role.DISTRICT_OFFICER, district="140105"))
    assert elsewhere.get("home.desk").links.count("/applications/") == 1
    assert officer.get("home.desk").links.count("/applications/") == 2
