"""The pages as the applicant meets them: the way through, and every wrong turn."""

import pytest
from sqlalchemy import func, select

from alliance.applications import applying, notices
from alliance.applications.answers import Answers
from alliance.applications.model import Application, ApplicationState
from alliance.foundation.kernel.actor import NOBODY, Role
from alliance.journal.model import Letter
from tests.applications import stories
from tests.factories import some_uscc

ONCE = {"idempotency_key": "s" * 32}


def held_draft(make, visitor) -> Application:
    """The one draft that there is."""
    with make.work() as work:
        return work.session.scalars(select(Application)).one()


def newest_code(make) -> str:
    with make.work() as work:
        newest = select(Letter.params).where(Letter.template == "application_code").order_by(Letter.written_at.desc())
        return work.session.scalars(newest).first()["code"]


def open_by_code(make, visitor, number="SQ-2026-0001"):
    visitor.post("applications.ask_code", {"number": number, "email": stories.MAIL})
    visitor.post("applications.open_with_code", {"code": newest_code(make)})


def number_of(make) -> str:
    with make.work() as work:
        return work.session.scalars(select(Application.number)).one()


class TestTheWayThrough:
    def test_an_organisation_applies_is_given_back_answers_and_is_admitted(self, make, browser):
        visitor, officer = browser(), browser(make.person(Role.CENTER_OFFICER))
        visitor.get("applications.begin")
        stories.fill_in(visitor)
        check = visitor.get("applications.check")
        assert "甲银行太原分行" in check.text
        sent = visitor.follow(visitor.post("applications.submit", check.form("/own/submit").values))
        number = number_of(make)
        assert number in sent.text
        assert number in visitor.get("applications.state").text
        row = officer.get("applications.queue").links
        reading = next(link for link in row if link.startswith("/applications/") and len(link) > 40)
        officer.post(f"{reading}/return", {"words": "请写明分管领导"})

        elsewhere = browser()
        open_by_code(make, elsewhere, number)
        assert "请写明分管领导" in elsewhere.get("applications.state").text
        people = stories.fields(stories.PEOPLE) | {"leader_in_charge_name": "分管领导"}
        back = elsewhere.post("applications.answer", people, section="people", back="check")
        assert "分管领导" in elsewhere.follow(back).text
        elsewhere.post("applications.submit", ONCE)

        proposal = officer.get(f"{reading}/admission").form("/admission")
        assert proposal.values["seat-police_bank"] == ["y"]
        assert proposal.values["seat-police_bank-publicity_matrix"] == "venue"
        assert proposal.values["seat-police_bank-governance_matrix"] == "functional"
        officer.post(f"{reading}/admission", proposal.values)
        assert "甲银行" in browser().get("directory.members", q="jyh").text
        admitted = elsewhere.get("applications.state")
        assert "已" in admitted.text or "member" in admitted.text

    def test_the_sections_are_filled_in_in_any_order_and_show_their_state(self, make, browser):
        visitor = browser()
        visitor.post("applications.start", ONCE)
        before = visitor.get("applications.tasks")
        visitor.post("applications.answer", stories.fields(stories.PLEDGE), section="pledge")
        after = visitor.get("applications.tasks")
        assert before.text != after.text
        assert not any(link.endswith("/own/check") for link in after.links)

    def test_what_was_said_stands_in_the_form_again(self, browser):
        visitor = browser()
        stories.fill_in(visitor)
        form = visitor.get("applications.section", section="capabilities").form("/own/capabilities")
        assert form.values["amount-outlets"] == "120"
        form = visitor.get("applications.section", section="organisation").form("/own/organisation")
        assert (form.values["name"], form.values["sector_code"]) == ("甲银行太原分行", "bank")
        form = visitor.get("applications.section", section="alliances").form("/own/alliances")
        assert form.values["codes"] == ["police_bank"]

    def test_a_change_from_the_check_page_leads_back_to_it(self, browser):
        visitor = browser()
        stories.fill_in(visitor)
        answer = visitor.post("applications.answer", stories.fields(stories.PLEDGE), section="pledge", back="check")
        assert answer.location.endswith("/applications/own/check")

    def test_a_draft_may_be_discarded(self, make, browser):
        visitor = browser()
        stories.fill_in(visitor)
        visitor.get("applications.withdrawal")
        visitor.post("applications.withdraw")
        with make.work() as work:
            assert work.session.scalar(select(func.count()).select_from(Application)) == 0
        visitor.get("applications.tasks", status=404)

    def test_a_submitted_application_may_be_withdrawn(self, make, browser):
        visitor = browser()
        stories.fill_in(visitor)
        visitor.post("applications.submit", ONCE)
        visitor.get("applications.withdrawal")
        visitor.post("applications.withdraw")
        visitor.get("applications.state")
        assert held_draft(make, visitor).state is ApplicationState.WITHDRAWN

    def test_a_browser_that_closes_it_shows_it_no_more(self, browser):
        visitor = browser()
        stories.fill_in(visitor)
        visitor.post("applications.submit", ONCE)
        visitor.post("applications.close")
        visitor.get("applications.state", status=404)

    def test_another_application_may_follow_the_first(self, make, browser):
        visitor = browser()
        stories.fill_in(visitor)
        visitor.post("applications.submit", ONCE)
        visitor.post("applications.start", {"idempotency_key": "t" * 32})
        visitor.get("applications.tasks")
        with make.work() as work:
            assert sorted(work.session.scalars(select(Application.state))) == ["draft", "submitted"]

    def test_pages_ask_the_database_a_steady_number_of_questions(self, browser):
        visitor = browser()
        stories.fill_in(visitor)
        visitor.get("applications.tasks", queries=1)
        visitor.get("applications.section", section="organisation", queries=3)
        visitor.get("applications.check", queries=2)
        visitor.post("applications.submit", ONCE)
        visitor.get("applications.state", queries=3)


class TestWrongTurns:
    def test_pressing_begin_twice_begins_once(self, make, browser):
        visitor = browser()
        key = visitor.get("applications.begin").form("/begin").values
        assert visitor.post("applications.start", key).location == visitor.post("applications.start", key).location
        held_draft(make, visitor)

    def test_pressing_submit_twice_submits_once_and_shows_the_same_page(self, make, browser):
        visitor = browser()
        stories.fill_in(visitor)
        answers = [visitor.post("applications.submit", ONCE) for _ in range(2)]
        assert answers[0].location == answers[1].location
        assert "SQ-" in visitor.follow(answers[1]).text

    def test_submitting_from_a_stale_page_is_a_conflict(self, browser):
        visitor = browser()
        stories.fill_in(visitor)
        visitor.post("applications.submit", ONCE)
        visitor.post("applications.submit", {"idempotency_key": "t" * 32}, status=409)
        visitor.post("applications.answer", stories.fields(stories.PEOPLE), section="people", status=409)

    def test_the_pages_of_a_submitted_application_lead_to_its_state(self, browser):
        visitor = browser()
        stories.fill_in(visitor)
        visitor.post("applications.submit", ONCE)
        for endpoint in ("applications.tasks", "applications.check"):
            assert visitor.get(endpoint, status=303).location.endswith("/own/state")
        assert visitor.get("applications.section", section="people", status=303).location.endswith("/own/state")

    def test_nothing_is_open_in_a_new_browser(self, browser):
        visitor = browser()
        for endpoint in ("tasks", "check", "sent", "state", "withdrawal"):
            visitor.get(f"applications.{endpoint}", status=404)
        visitor.get("applications.section", section="people", status=404)
        visitor.post("applications.answer", {}, section="people", status=404)
        visitor.post("applications.submit", {}, status=404)
        visitor.post("applications.withdraw", {}, status=404)

    def test_a_section_that_does_not_exist_is_not_there(self, browser):
        visitor = browser()
        visitor.post("applications.start", ONCE)
        visitor.get("applications.section", section="nonsense", status=404)
        visitor.post("applications.answer", {}, section="nonsense", status=404)

    def test_what_is_missing_is_named_with_the_way_to_it(self, browser):
        visitor = browser()
        visitor.post("applications.start", ONCE)
        visitor.post("applications.answer", stories.fields(stories.PLEDGE), section="pledge")
        page = visitor.post("applications.submit", {"idempotency_key": "t" * 32}, status=422)
        assert {"#organisation", "#people", "#alliances"} <= set(page.links)
        assert not {"#pledge", "#capabilities"} & set(page.links)

    def test_a_code_taken_meanwhile_is_told_at_the_check_page(self, make, browser):
        visitor, code = browser(), some_uscc()
        stories.fill_in(visitor, uscc=code)
        make.organisation()
        stories.hand_in(make, uscc=code)
        page = visitor.post("applications.submit", ONCE, status=422)
        assert "#organisation" in page.links

    def test_a_request_without_a_token_is_refused(self, browser):
        visitor = browser()
        answer = visitor.client.post("/applications/begin", headers={"Host": "localhost"})
        assert answer.status_code == 400


NASTY = {
    "NUL": "甲\x00银行",
    "right-to-left override": "甲\u202e银行",
    "replaced surrogate": "甲\ufffd银行",
    "10,000 characters": "甲" * 10_000,
    "nothing": "  ",
}


class TestBadInput:
    @pytest.mark.parametrize("text", NASTY.values(), ids=NASTY)
    @pytest.mark.parametrize(
        ("section", "field"),
        [
            ("organisation", "name"),
            ("organisation", "short_name"),
            ("organisation", "uscc"),
            ("organisation", "address"),
            ("people", "first_leader_name"),
            ("people", "liaison_phone"),
            ("people", "liaison_email"),
            ("alliances", "why"),
            ("pledge", "signed_by"),
        ],
    )
    def test_a_nasty_text_is_refused_at_its_field_and_the_rest_kept(self, make, browser, section, field, text):
        visitor = browser()
        visitor.post("applications.start", ONCE)
        given = dict(zip(stories.SECTIONS, map(stories.fields, stories.all_texts()), strict=True))[section]
        page = visitor.post("applications.answer", given | {field: text}, section=section, status=422)
        assert f"#{field}" in page.links
        form = page.form(f"/own/{section}")
        for name in set(given) - {field, "agreed"}:
            assert form.values[name] == given[name]
        assert held_draft(make, visitor).answers == {}

    def test_a_lone_surrogate_from_a_broken_client_is_refused(self, browser):
        visitor = browser()
        visitor.post("applications.start", ONCE)
        body = f"csrf_token={visitor.csrf_token()}&name=%ED%A0%80"
        answer = visitor.client.post(
            "/applications/own/organisation",
            data=body,
            headers={"Host": "localhost"},
            content_type="application/x-www-form-urlencoded",
        )
        assert answer.status_code == 422

    @pytest.mark.parametrize(
        ("section", "field", "value"),
        [
            ("organisation", "uscc", "91140106DEMT000010"),
            ("organisation", "uscc", "=1+1"),
            ("organisation", "sector_code", "nonsense"),
            ("organisation", "district_code", "110101"),
            ("organisation", "district_code", ""),
            ("people", "liaison_email", "liaison"),
            ("people", "liaison_email", "a@b"),
            ("people", "liaison_phone", "123"),
            ("people", "liaison_phone", "电话"),
            ("people", "deputy_liaison_phone", "<script>"),
            ("capabilities", "amount-outlets", "一百"),
            ("capabilities", "amount-outlets", "-5"),
            ("capabilities", "amount-outlets", "12.5"),
            ("capabilities", "amount-outlets", "9" * 30),
            ("capabilities", "amount-outlets", "100000001"),
            ("capabilities", "amount-outlets", "=1+1"),
            ("alliances", "codes", ["police_bank", "police_pirates"]),
            ("alliances", "codes", []),
            ("pledge", "agreed", ""),
        ],
    )
    def test_a_value_that_cannot_be_is_refused_at_its_field(self, browser, section, field, value):
        visitor = browser()
        visitor.post("applications.start", ONCE)
        given = dict(zip(stories.SECTIONS, map(stories.fields, stories.all_texts()), strict=True))[section]
        page = visitor.post("applications.answer", given | {field: value}, section=section, status=422)
        assert f"#{field}" in page.links
        if isinstance(value, str) and value and field not in {"sector_code", "district_code"}:
            assert page.form(f"/own/{section}").values[field] == value

    @pytest.mark.parametrize(("typed", "kept"), [("1,200", 1200), ("１２００", 1200), (" 12 ", 12), ("1，200", 1200)])
    def test_an_amount_is_taken_as_people_type_it(self, make, browser, typed, kept):
        visitor = browser()
        visitor.post("applications.start", ONCE)
        visitor.post("applications.answer", {"amount-outlets": typed}, section="capabilities")
        assert Answers.read(held_draft(make, visitor).answers).amounts() == {"outlets": kept}

    def test_a_number_without_its_person_is_refused_at_the_name(self, browser):
        visitor = browser()
        visitor.post("applications.start", ONCE)
        given = stories.fields(stories.PEOPLE) | {"leader_in_charge_phone": "0351-5550001"}
        page = visitor.post("applications.answer", given, section="people", status=422)
        assert "#leader_in_charge_name" in page.links

    def test_a_code_is_taken_in_small_letters_and_with_blanks(self, make, browser):
        visitor, code = browser(), some_uscc()
        visitor.post("applications.start", ONCE)
        spaced = f"{code[:8].lower()} {code[8:].lower()}"
        visitor.post(
            "applications.answer", stories.fields(stories.organisation_text(uscc=spaced)), section="organisation"
        )
        assert held_draft(make, visitor).uscc == code

    def test_markup_is_shown_as_it_was_typed(self, browser):
        visitor = browser()
        stories.fill_in(visitor, name="<b>甲</b>银行")
        page = visitor.get("applications.check")
        assert "<b>甲</b>银行" in page.text


class TestComingBack:
    def test_the_answer_is_the_same_whether_or_not_it_exists(self, make, browser):
        stories.hand_in(make)
        pages = []
        for number, email in (
            (number_of(make), stories.MAIL),
            (number_of(make), "stranger@example.org"),
            ("SQ-1999-0001", stories.MAIL),
        ):
            visitor = browser()
            answer = visitor.post("applications.ask_code", {"number": number, "email": email})
            pages.append((answer.location, visitor.follow(answer).text))
        assert pages[0] == pages[1] == pages[2]

    def test_a_wrong_code_says_the_same_as_no_application(self, make, browser):
        stories.hand_in(make)
        told = []
        for number in (number_of(make), "SQ-1999-0001"):
            visitor = browser()
            visitor.post("applications.ask_code", {"number": number, "email": stories.MAIL})
            code = "000000" if newest_code(make) != "000000" else "111111"
            told.append(visitor.post("applications.open_with_code", {"code": code}, status=422).text)
            visitor.get("applications.state", status=404)
        assert told[0] == told[1]

    def test_somebody_elses_number_opens_nothing(self, make, browser):
        stories.hand_in(make)
        visitor = browser()
        visitor.post("applications.ask_code", {"number": number_of(make), "email": "stranger@example.org"})
        visitor.post("applications.open_with_code", {"code": "123456"}, status=422)
        visitor.get("applications.state", status=404)

    def test_a_code_without_a_number_leads_to_the_beginning(self, browser):
        visitor = browser()
        assert visitor.get("applications.code", status=303).location.endswith("/follow")
        assert visitor.post("applications.open_with_code", {"code": "123456"}).location.endswith("/follow")

    @pytest.mark.parametrize("code", ["", "12345", "abcdef", "12345６７", "1" * 500])
    def test_what_is_no_code_is_refused_at_its_field(self, make, browser, code):
        visitor = browser()
        visitor.post("applications.ask_code", {"number": "SQ-2026-0001", "email": stories.MAIL})
        page = visitor.post("applications.open_with_code", {"code": code}, status=422)
        assert "#code" in page.links

    def test_it_closes_by_itself_after_an_hour(self, make, browser):
        stories.hand_in(make)
        visitor = browser()
        open_by_code(make, visitor, number_of(make))
        visitor.get("applications.state")
        with visitor.client.session_transaction() as cookie:
            cookie["application"] = [cookie["application"][0], 1]
        visitor.get("applications.state", status=404)

    def test_the_letters_lead_to_the_page(self, browser):
        assert browser().address("applications.follow") == notices.FOLLOW

    def test_a_draft_cannot_be_opened_by_code(self, make, browser):
        application_id = stories.draft(make, stories.PEOPLE)
        with make.work(NOBODY) as work:
            assert work.session.get_one(Application, application_id).number is None
        browser().post("applications.ask_code", {"number": "None", "email": stories.MAIL})
        with make.work() as work:
            assert work.session.scalar(select(func.count()).select_from(Letter)) == 0

    def test_a_withdrawn_application_is_told_so(self, make, browser):
        application_id = stories.hand_in(make)
        with make.work(NOBODY) as work:
            applying.withdraw(work, work.session.get_one(Application, application_id))
        visitor = browser()
        open_by_code(make, visitor, number_of(make))
        visitor.get("applications.state")
