"""An organisation applies, is given back, answers, is admitted to 警银 and the 治理 matrix, gets its plaque, and a
passer-by checks it."""

import pytest
from sqlalchemy import select

from alliance.foundation.kernel.actor import Role
from alliance.journal.model import Letter
from tests.applications import stories

NAME = "甲银行太原分行"
ADDRESS = "liaison@example.org"
QUESTION = "请补充网点数量。"


@pytest.fixture
def outbox(make):
    """What the newest letter of a kind says, and that it went to the liaison."""

    def newest(template):
        with make.work() as work:
            found = select(Letter.address, Letter.params).where(Letter.template == template)
            address, params = work.session.execute(found.order_by(Letter.written_at.desc())).first()
        assert address == ADDRESS
        return params

    return newest


def press(visitor, page, action, **typed):
    """Send the form that goes to `action`, and follow it to the page that it leads to."""
    form = page.form(action)
    return visitor.follow(visitor.post(form.action, form.values | typed))


def apply(visitor):
    """Fill in every section, look at the answers, hand in; the page that says the number."""
    tasks = press(visitor, visitor.get("applications.begin"), "/applications/begin")
    for section, text in zip(stories.SECTIONS, stories.all_texts(name=NAME), strict=True):
        assert f"/applications/own/{section}" in tasks.links
        tasks = press(visitor, visitor.get("applications.section", section=section), section, **stories.fields(text))
    checked = visitor.get("applications.check")
    assert NAME in checked.text
    return press(visitor, checked, "/applications/own/submit")


def find_waiting(officer):
    """The application, by way of the queue."""
    queue = officer.get("applications.queue")
    assert NAME in queue.text
    return officer.get(next(link for link in queue.links if link.count("-") == 4))


def give_back(officer, reading):
    returning = officer.get(next(link for link in reading.links if link.endswith("/return")))
    return press(officer, returning, "/return", words=QUESTION)


def come_back(visitor, outbox):
    """Open the application with its number and the code that goes to the liaison."""
    letter = outbox("application_returned")
    assert letter["words"] == QUESTION
    asked = press(visitor, visitor.get(letter["path"]), "/follow", number=letter["number"], email=ADDRESS)
    state = press(visitor, asked, "/follow/code", code=outbox("application_code")["code"])
    assert QUESTION in state.text
    return state


def answer(visitor):
    capabilities = visitor.get("applications.section", section="capabilities")
    press(visitor, capabilities, "capabilities", **{"amount-outlets": "130"})
    return press(visitor, visitor.get("applications.check"), "/applications/own/submit")


def grade(officer, reading):
    checks = officer.get(next(link for link in reading.links if link.endswith("/checks")))
    points = ("identity", "leader", "reachable", "capabilities", "fit", "pledge")
    return press(officer, checks, "/checks", **dict.fromkeys(points, "good"))


def admit(officer, reading):
    admission = officer.get(next(link for link in reading.links if link.endswith("/admission")))
    proposed = admission.form("/admission").values
    assert proposed["seat-police_bank"]
    return press(officer, admission, "/admission", **{"seat-police_bank-governance_matrix": "functional"})


def hand_over_plaque(officer):
    issuing = officer.get("plaques.issue_form")
    assert NAME in issuing.text
    return press(officer, issuing, "/plaques/issue", event="授牌仪式")


def test_an_organisation_applies_answers_is_admitted_and_anybody_checks_its_plaque(make, browser, outbox):
    applicant, passer_by = browser(), browser()
    officer = browser(make.person(Role.CENTER_OFFICER))
    sent = apply(applicant)
    number = outbox("application_received")["number"]
    assert number in sent.text

    give_back(officer, find_waiting(officer))
    elsewhere = browser()
    come_back(elsewhere, outbox)
    assert number in answer(elsewhere).text

    reading = grade(officer, find_waiting(officer))
    admitted = admit(officer, reading)
    assert "已批准加入" in admitted.text
    outbox("application_admitted")
    assert NAME in passer_by.get("directory.members", alliance="police_bank", matrix="governance_matrix").text

    liaison = browser()
    invited = liaison.get(outbox("invitation")["path"])
    password = "a sentence that only the liaison knows"
    press(liaison, invited, outbox("invitation")["path"], name="联络岗", password=password, again=password)

    hand_over_plaque(officer)
    plaque = outbox("plaque_issued")
    verdict = passer_by.get(plaque["path"])
    assert "tone-green" in verdict.html
    assert NAME in verdict.text
    assert plaque["serial"] in verdict.text
    assert ADDRESS not in verdict.html
    signed_in = browser()
    signed_in.post("people.sign_in", {"email": ADDRESS, "password": password})
    document = signed_in.get(plaque["document_path"])
    assert document.mimetype == "application/pdf"
    passer_by.get("plaques.verdict", serial="FZLM-2026-9999", status=404)
