"""The rule is data: it changes from a day on, never afterwards, and what was given keeps the rule of its day."""

from datetime import date, datetime, time

import pytest
from sqlalchemy import select

from alliance.certificates import issuing, ruling
from alliance.certificates.issuing import Period
from alliance.certificates.model import MINUTES_MOST, Certificate, CertificateRule
from alliance.certificates.ruling import RuleText
from alliance.certificates.vocabulary import CertificateState
from alliance.foundation.kernel import clock
from alliance.foundation.kernel.clock import LOCAL_ZONE
from alliance.foundation.kernel.errors import Conflict, Invalid
from alliance.journal.model import Entry
from tests.applications.test_races import at_once
from tests.certificates.test_certificates import corrected
from tests.days import in_days
from tests.screenless import Browser

FIRST = date(2020, 1, 1)


def moment(days, *at):
    return datetime.combine(in_days(days), time(*at), LOCAL_ZONE)


def set_rule(ground, minutes, from_on, now=None):
    with ground.make.work(ground.stage.second.actor, now) as work:
        ruling.set_rule(work, RuleText(minutes, from_on))


def take_back(ground, from_on, now=None):
    with ground.make.work(ground.stage.second.actor, now) as work:
        ruling.take_back(work, work.session.get_one(CertificateRule, from_on))


def kept(ground):
    with ground.make.work() as work:
        return [(one.from_on, one.least_minutes, one.to_on) for one in ruling.rules(work)]


def entries(ground):
    with ground.make.work() as work:
        about = select(Entry.event, Entry.payload).where(Entry.subject == "certificate_rule").order_by(Entry.number)
        return [tuple(row) for row in work.session.execute(about)]


def helped(ground, helper):
    """Two and a half hours of yesterday that both sides have confirmed."""
    sign_up = ground.sign_up(helper, ground.shift(starts_at=moment(-1, 9), hours=4))
    ground.attend(sign_up, 150, own_confirmed_at=clock.now(), kept_confirmed_at=clock.now())
    return sign_up


@pytest.fixture
def helper(ground):
    return ground.volunteer("欧阳小明")


@pytest.fixture
def admin(ground, browser):
    return browser(ground.stage.second)


def ask(ground, helper, now, first=-10):
    """The id of the certificate of the days since then, asked for at that moment."""
    with ground.make.work(helper.who.actor, now) as work:
        return issuing.ask(work, Period(in_days(first), in_days(-1)))


def stored(ground, certificate_id):
    with ground.make.work() as work:
        return work.session.get_one(Certificate, certificate_id)


def test_a_rule_holds_from_the_first_moment_of_its_day_and_not_before(ground, helper):
    helped(ground, helper)
    set_rule(ground, 151, in_days(3))
    before = ask(ground, helper, moment(2, 23, 59, 59))
    with pytest.raises(Invalid) as refusal:
        ask(ground, helper, moment(3, 0, 0), first=-11)
    assert refusal.value.params["least"] == 151
    set_rule(ground, 90, in_days(5))
    after = ask(ground, helper, moment(5, 0, 0), first=-12)
    assert [stored(ground, one).least_minutes for one in (before, after)] == [120, 90]


def test_what_was_given_is_judged_by_the_rule_of_its_day(ground, helper):
    """It stands, and falls only where the hours fall below the rule under which it was given."""
    sign_up = helped(ground, helper)
    set_rule(ground, 600, in_days(0), now=moment(-2, 9))
    given = ask(ground, helper, moment(-1, 20))
    assert ask(ground, helper, clock.now()) == given, "nothing new, so that no other rule is asked"
    corrected(ground, sign_up, 120)
    assert stored(ground, given).state is CertificateState.VALID
    corrected(ground, sign_up, 119)
    assert stored(ground, given).state is CertificateState.REVOKED


def test_a_lower_rule_does_not_raise_up_what_fell_under_the_higher_one(ground, helper):
    sign_up = helped(ground, helper)
    set_rule(ground, 60, in_days(0), now=moment(-2, 9))
    given = ask(ground, helper, moment(-1, 20))
    corrected(ground, sign_up, 119)
    assert stored(ground, given).state is CertificateState.REVOKED
    assert stored(ground, given).least_minutes == 120


def test_rules_follow_each_other_and_are_told_with_their_days(ground):
    set_rule(ground, 180, in_days(30))
    set_rule(ground, 150, in_days(7))
    days = [FIRST, in_days(7), in_days(30)]
    assert kept(ground) == [(days[2], 180, None), (days[1], 150, days[2]), (days[0], 120, days[1])]
    take_back(ground, days[1])
    assert kept(ground) == [(days[2], 180, None), (days[0], 120, days[2])]
    said = [(name, payload["from_on"], payload["least_minutes"]) for name, payload in entries(ground)]
    assert said == [
        ("CertificateRuleSet", days[2].isoformat(), 180),
        ("CertificateRuleSet", days[1].isoformat(), 150),
        ("CertificateRuleTakenBack", days[1].isoformat(), 150),
    ]


@pytest.mark.parametrize(
    ("minutes", "days", "field"),
    [
        (180, -1, "from_on"),
        (180, 0, "from_on"),
        (120, 3, "least_minutes"),
        (180, 7, "from_on"),
        (150, 8, "least_minutes"),
    ],
    ids=["a day that passed", "a day that has begun", "nothing new", "a day that has one", "nothing new after another"],
)
def test_what_would_change_nothing_or_the_past_is_refused(ground, minutes, days, field):
    set_rule(ground, 150, in_days(7))
    before = kept(ground)
    with pytest.raises(Invalid) as refusal:
        set_rule(ground, minutes, in_days(days))
    assert refusal.value.field == field
    assert kept(ground) == before
    assert len(entries(ground)) == 1


def test_a_rule_that_has_begun_stays(ground):
    set_rule(ground, 150, in_days(7))
    for from_on, now in ((FIRST, None), (in_days(7), moment(7, 0, 0))):
        with pytest.raises(Conflict):
            take_back(ground, from_on, now)
    assert len(kept(ground)) == 2
    take_back(ground, in_days(7), moment(6, 23, 59, 59))
    assert len(kept(ground)) == 1


def test_an_administrator_changes_it_on_its_page(ground, admin, helper, browser):
    page = admin.get("volunteers.volunteers")
    form = admin.get(next(link for link in page.links if link.endswith("/rule")), queries=3).form("/certificates/rule")
    said = {"least_minutes": "600", "from_on": in_days(1).isoformat()}
    page = admin.follow(admin.post(form.action, form.values | said))
    assert "自该日起按新规定执行" in page.text
    assert "10 小时" in page.text
    assert "尚未生效" in page.text
    back = page.form("/take-back")
    page = admin.follow(admin.post(back.action, back.values))
    assert "10 小时" not in page.text
    assert not [one for one in page.forms if one.action.endswith("/take-back")]
    admin.post("certificates.take_back_rule", day=FIRST.isoformat(), status=409)
    assert kept(ground) == [(FIRST, 120, None)]


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"least_minutes": ""}, "请填写整数"),
        ({"least_minutes": "0"}, str(MINUTES_MOST)),
        ({"least_minutes": str(MINUTES_MOST + 1)}, str(MINUTES_MOST)),
        ({"least_minutes": "两小时"}, ""),
        ({"from_on": ""}, "请填写此项"),
        ({"from_on": "2026-02-30"}, ""),
        ({"from_on": in_days(0).isoformat()}, "请选择明天或更晚的日期"),
        ({"from_on": "1999-01-01"}, "请选择明天或更晚的日期"),
        ({"from_on": "0001-01-01"}, "请选择明天或更晚的日期"),
        ({"least_minutes": "120"}, "此前已是"),
    ],
)
def test_a_faulty_rule_is_refused_in_words_and_keeps_what_was_typed(ground, admin, wrong, words):
    said = {"least_minutes": "180", "from_on": in_days(3).isoformat()} | wrong
    page = admin.post("certificates.set_rule", said, status=422)
    assert words in page.text
    assert page.form("/certificates/rule").values["least_minutes"] == said["least_minutes"]
    assert kept(ground) == [(FIRST, 120, None)]


def test_the_officers_see_it_and_nobody_else(ground, browser, helper):
    said = {"least_minutes": "180", "from_on": in_days(3).isoformat()}
    set_rule(ground, 150, in_days(7))
    officer = browser(ground.stage.officer)
    page = officer.get("certificates.rule")
    assert "2 小时 30 分" in page.text
    assert not [form for form in page.forms if "/certificates/rule" in form.action]
    officer.post("certificates.set_rule", said, status=403)
    officer.post("certificates.take_back_rule", status=403, day=in_days(7).isoformat())
    for someone in (helper.who, ground.stage.liaison):
        browser(someone).get("certificates.rule", status=403)
        browser(someone).post("certificates.set_rule", said, status=403)
        browser(someone).post("certificates.take_back_rule", status=404, day=in_days(7).isoformat())
    assert len(kept(ground)) == 2


def test_of_two_who_give_the_same_day_at_once_one_is_told(portal, ground):
    posts = [
        (
            Browser(portal, ground.stage.second),
            "certificates.set_rule",
            {"least_minutes": least, "from_on": in_days(3)},
            {},
        )
        for least in ("180", "240")
    ]
    assert at_once(*posts) == [303, 422]
    assert len(kept(ground)) == 2
    assert len(entries(ground)) == 1
