"""A certificate proves hours that both sides confirmed; what stands behind its code leaks nothing; it can fall."""

import re
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta

import pypdfium2
import pytest
from sqlalchemy import func, select

from alliance.attendance import hours, hours_queries
from alliance.attendance.hours import HoursText
from alliance.certificates.model import Certificate, CertificateLook, CertificateRule
from alliance.certificates.vocabulary import CertificateState
from alliance.foundation.kernel import clock
from alliance.foundation.kernel.clock import LOCAL_ZONE, local_day
from alliance.journal.model import Entry, Letter
from alliance.shifts.model import SignUp
from alliance.volunteers.model import Volunteer
from alliance.volunteers.vocabulary import VolunteerState
from tests import scanner
from tests.applications.test_races import at_once
from tests.days import in_days
from tests.screenless import Browser


def period(first=-30, last=0):
    """So many days from today, as the form sends them."""
    return {"from_on": in_days(first).isoformat(), "to_on": in_days(last).isoformat()}


@pytest.fixture
def helper(ground):
    return ground.volunteer("欧阳小明")


@pytest.fixture
def phone(helper, browser):
    return browser(helper.who)


def helped(ground, helper, minutes=150, **more):
    """Hours at a shift of four hours that is over, confirmed by both unless told otherwise."""
    begun = (clock.now() - timedelta(hours=5)).replace(second=0, microsecond=0)
    sign_up = ground.sign_up(helper, ground.shift(starts_at=begun, hours=4))
    both = {"own_confirmed_at": clock.now(), "kept_confirmed_at": clock.now()}
    ground.attend(sign_up, minutes, **both | more)
    return sign_up


def stored(ground):
    with ground.make.work() as work:
        return list(work.session.scalars(select(Certificate).order_by(Certificate.issued_at)))


def corrected(ground, sign_up, minutes):
    """By the liaison, to so many minutes from the beginning on."""
    with ground.make.work(ground.stage.liaison.actor) as work:
        held = ground.held(sign_up)
        shift_id = work.session.get_one(SignUp, sign_up).shift_id
        line = hours_queries.line(work, shift_id, sign_up)
        came = line.starts_at.astimezone(LOCAL_ZONE)
        left = came + timedelta(minutes=minutes)
        hours.correct(work, line, HoursText(came.time(), left.time(), "核对记录", held.revision))


def looks(ground):
    with ground.make.work() as work:
        return work.session.scalar(select(func.coalesce(func.sum(CertificateLook.looks), 0)))


@pytest.fixture
def issued(ground, helper, phone):
    sign_up = helped(ground, helper)
    phone.post("certificates.ask", period())
    return sign_up, stored(ground)[0]


def test_whoever_has_the_hours_asks_and_gets_it_at_once(ground, helper, phone):
    helped(ground, helper, 70)
    helped(ground, helper, 80)
    form = next(one for one in phone.get("certificates.mine", queries=8).forms if "from_on" in one.values)
    page = phone.follow(phone.post("certificates.ask", form.values | period()))
    assert "2 小时 30 分" in page.text
    (certificate,) = stored(ground)
    assert re.fullmatch(rf"ZYFW-{in_days(0).year}-00001", certificate.number)
    assert re.fullmatch(r"[2-9A-HJKMNP-Z]{16}", certificate.code)
    assert (certificate.minutes, certificate.least_minutes) == (150, 120)
    with ground.make.work() as work:
        payload = work.session.scalars(select(Entry.payload).where(Entry.event == "CertificateIssued")).one()
    assert helper.name not in str(payload)


@pytest.mark.parametrize("missing", ["own_confirmed_at", "kept_confirmed_at"])
def test_hours_that_one_side_has_not_confirmed_do_not_count(ground, helper, phone, missing):
    helped(ground, helper, 200, **{missing: None})
    page = phone.post("certificates.ask", period(), status=422)
    assert "经双方确认的时长为 0 分钟" in page.text
    assert stored(ground) == []


def test_a_minute_less_than_the_rule_is_not_enough(ground, helper, phone):
    helped(ground, helper, 119)
    page = phone.post("certificates.ask", period(), status=422)
    assert "119 分钟" in page.text
    with ground.make.work() as work:
        work.session.add(CertificateRule(from_on=in_days(-1), least_minutes=119))
        work.session.add(CertificateRule(from_on=in_days(1), least_minutes=1000))
    phone.post("certificates.ask", period())
    assert stored(ground)[0].least_minutes == 119


def test_the_period_bounds_what_counts(ground, helper, phone):
    begun = clock.now() - timedelta(days=40)
    sign_up = ground.sign_up(helper, ground.shift(starts_at=begun, hours=4))
    ground.attend(sign_up, 200, own_confirmed_at=clock.now(), kept_confirmed_at=clock.now())
    phone.post("certificates.ask", period(), status=422)
    day = local_day(begun).isoformat()
    phone.post("certificates.ask", {"from_on": day, "to_on": day})
    assert stored(ground)[0].minutes == 200


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        period(0, -1),
        period(0, 2),
        period() | {"from_on": "gestern"},
        {"from_on": date.min.isoformat(), "to_on": "9999-12-31"},
    ],
)
def test_a_period_that_cannot_be_is_refused(ground, helper, phone, wrong):
    helped(ground, helper)
    phone.post("certificates.ask", wrong, status=422)


def test_whoever_is_no_volunteer_has_nothing_to_prove(ground, browser):
    officer = browser(ground.stage.officer)
    officer.get("certificates.mine")
    officer.post("certificates.ask", period(), status=422)


def test_the_document_says_it_in_chinese_with_a_code(ground, helper, phone, issued):
    _sign_up, certificate = issued
    address = phone.address("certificates.document", certificate_id=certificate.id)
    answer = phone.client.get(address, headers={"Host": "localhost"})
    assert answer.mimetype == "application/pdf"
    text = pypdfium2.PdfDocument(answer.get_data())[0].get_textpage().get_text_range().replace("\r\n", "")
    text = text.replace(" ", "")
    for words in ("志愿服务记录证明", "欧阳小明", "2小时30分", certificate.number, "免费开具"):
        assert words in text, text
    assert helper.phone not in text
    assert helper.who.email not in text


def test_whoever_scans_the_document_sees_whether_it_is_valid(ground, phone, issued, browser):
    _sign_up, certificate = issued
    answer = phone.get("certificates.document", certificate_id=certificate.id)
    [read] = scanner.on_document(answer.get_data())
    assert read == f"http://localhost/certificates/check/{certificate.code}"
    assert "证明有效" in browser().get(scanner.path_of(read)).text
    assert looks(ground) == 1


def test_the_document_is_its_holders_alone(ground, issued, browser):
    _sign_up, certificate = issued
    for someone in (ground.volunteer().who, ground.stage.officer, ground.stage.liaison):
        browser(someone).get("certificates.document", certificate_id=certificate.id, status=404)
        assert certificate.number not in browser(someone).get("certificates.mine").text


def test_behind_the_code_stand_a_partial_name_the_hours_and_whether_it_is_valid(ground, helper, issued, browser):
    sign_up, certificate = issued
    page = browser().get("certificates.verdict", proof=certificate.code, queries=2)
    assert "证明有效" in page.text
    assert "欧阳*" in page.text
    assert "2 小时 30 分" in page.text
    for secret in (
        *("小明", helper.phone, helper.phone[-4:], helper.who.email, certificate.number),
        *(str(certificate.id), str(helper.id), str(sign_up), "引导岗", period()["from_on"], "甲银行"),
    ):
        assert secret not in page.html, secret


def test_each_look_is_counted_and_nothing_of_who_looked(ground, issued, browser, phone):
    _sign_up, certificate = issued
    visitor = browser()
    address = visitor.address("certificates.verdict", proof=certificate.code)
    for _turn in range(3):
        visitor.get(address)
    visitor.client.head(address, headers={"Host": "localhost"})
    assert looks(ground) == 3
    assert {column.name for column in CertificateLook.__table__.columns} == {"code", "looked_on", "looks"}
    assert "3" in phone.get("certificates.mine").text


def test_many_looks_at_once_are_all_counted(portal, ground, issued):
    _sign_up, certificate = issued

    def look(_number):
        visitor = Browser(portal)
        address = visitor.address("certificates.verdict", proof=certificate.code)
        return [visitor.client.get(address, headers={"Host": "localhost"}).status_code for _ in range(5)]

    with ThreadPoolExecutor(4) as pool:
        assert [status for answers in pool.map(look, range(4)) for status in answers] == [200] * 20
    assert looks(ground) == 20


@pytest.mark.parametrize("code", ["AAAAAAAAAAAAAAAA", "x", "%20", "甲"])
def test_a_code_that_is_none_is_not_there_and_not_counted(ground, issued, browser, code):
    browser().get("certificates.verdict", proof=code, status=404)
    assert looks(ground) == 0


def test_a_correction_below_the_rule_revokes_it_and_writes_a_letter(ground, helper, issued, browser, phone):
    sign_up, certificate = issued
    corrected(ground, sign_up, 60)
    assert stored(ground)[0].state is CertificateState.REVOKED
    page = browser().get("certificates.verdict", proof=certificate.code)
    assert "证明已撤销" in page.text
    phone.get("certificates.document", certificate_id=certificate.id, status=409)
    phone.post("certificates.ask", period(), status=422)
    with ground.make.work() as work:
        letter = work.session.scalars(select(Letter).where(Letter.template == "certificate_revoked")).one()
        entry = work.session.scalars(select(Entry).where(Entry.event == "CertificateRevoked")).one()
    assert letter.address == helper.who.email
    assert (letter.params["minutes"], letter.params["least"]) == (60, 120)
    assert entry.actor_role == "portal", "it follows by rule, not by anybody's will"


def test_it_is_given_anew_once_the_hours_suffice(ground, helper, issued, phone):
    sign_up, _certificate = issued
    corrected(ground, sign_up, 60)
    corrected(ground, sign_up, 180)
    phone.post("certificates.ask", period(), status=422)
    phone.post("attendance.confirm_own", {"revision": "3"}, sign_up_id=sign_up)
    phone.post("certificates.ask", period())
    old, new = stored(ground)
    assert (old.state, new.state) == (CertificateState.REVOKED, CertificateState.VALID)
    assert old.code != new.code
    assert new.minutes == 180


def test_fewer_hours_that_still_suffice_are_told_as_they_are(ground, issued, browser):
    sign_up, certificate = issued
    corrected(ground, sign_up, 130)
    page = browser().get("certificates.verdict", proof=certificate.code)
    assert "证明有效" in page.text
    assert "2 小时 10 分" in page.text


def test_more_hours_are_asked_for_anew_and_replace_it(ground, helper, issued, browser, phone):
    _sign_up, certificate = issued
    phone.post("certificates.ask", period())
    assert len(stored(ground)) == 1, "nothing new"
    helped(ground, helper, 60)
    phone.post("certificates.ask", period())
    old, new = stored(ground)
    assert (old.state, new.state, new.minutes) == (CertificateState.REPLACED, CertificateState.VALID, 210)
    assert "证明已更新" in browser().get("certificates.verdict", proof=certificate.code).text


def test_of_a_holder_who_has_left_no_name_is_shown_and_the_hours_stay(ground, helper, issued, browser):
    _sign_up, certificate = issued
    with ground.make.work() as work:
        gone = work.session.get_one(Volunteer, helper.id)
        gone.name, gone.phone, gone.email, gone.person_id = "", "", f"left-{gone.id}", None
        work.session.execute(
            Volunteer.__table__.update().where(Volunteer.id == helper.id).values(state=VolunteerState.LEFT)
        )
    page = browser().get("certificates.verdict", proof=certificate.code)
    assert "欧阳" not in page.text
    assert "已退出" in page.text
    assert "2 小时 30 分" in page.text


def test_asking_twice_at_once_gives_one(portal, ground, helper):
    helped(ground, helper)
    posts = [(Browser(portal, helper.who), "certificates.ask", period(), {}) for _turn in range(3)]
    assert at_once(*posts) == [303, 303, 303]
    assert len(stored(ground)) == 1


def test_asking_while_the_hours_are_corrected_never_ends_with_more_than_there_is(portal, ground, helper):
    sign_up = helped(ground, helper)
    with ThreadPoolExecutor(2) as pool:
        asked = pool.submit(lambda: at_once((Browser(portal, helper.who), "certificates.ask", period(), {})))
        pool.submit(corrected, ground, sign_up, 60).result()
        assert asked.result() in ([303], [422])
    assert not [one for one in stored(ground) if one.state is CertificateState.VALID]
