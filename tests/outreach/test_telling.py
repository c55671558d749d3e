"""Telling and correcting: once for each month, channel and material, and both figures stay."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from alliance.files.checking import check
from alliance.foundation.kernel import clock
from alliance.foundation.kernel.clock import LOCAL_ZONE
from alliance.foundation.kernel.errors import Invalid, NotAllowed
from alliance.journal.model import Entry
from alliance.outreach import months, proving, queries, telling, waiting
from alliance.outreach.model import Outreach, OutreachFigure
from alliance.outreach.vocabulary import CountMethod
from alliance.questions import errands_of
from tests.applications.test_races import at_once
from tests.files.sound import png
from tests.outreach.doing import month, text
from tests.screenless import Browser

SENT = {"channel": "print", "reach": "5000", "method": "attended", "words": "", "link": "", "material": ""}


def count(ground, what):
    with ground.make.work() as work:
        return work.session.scalar(select(func.count()).select_from(what))


def test_a_report_is_kept_with_its_first_figure(ground):
    stored = ground.stored(ground.tell())
    assert (stored.organisation_id, stored.channel_code, stored.month) == (ground.bank.id, "print", month())
    assert (stored.reach, stored.revision) == (3_000, 1)
    assert ground.events() == ["OutreachLogged"]


def test_a_second_report_of_the_month_is_refused_with_the_first_and_then_corrects_it(ground):
    outreach_id = ground.tell()
    with pytest.raises(Invalid) as refused:
        ground.tell(reach=3_600)
    assert refused.value.params == {"reach": "3,000", "revision": 1}
    assert ground.tell(reach=3_600, revision=1) == outreach_id
    with ground.make.work(ground.liaison.actor) as work:
        line = queries.reading(work, outreach_id)
        assert (line.before, line.reach, line.revision) == (3_000, 3_600, 2)
        told = [(one.revision, one.reach, one.office) for one in queries.figures(work, outreach_id)]
    assert told == [(2, 3_600, "liaison"), (1, 3_000, "liaison")]
    assert ground.events() == ["OutreachLogged", "OutreachCorrected"]
    with ground.make.work() as work:
        said = work.session.scalars(select(Entry.payload).where(Entry.event == "OutreachCorrected")).one()
    assert (said["before"], said["reach"]) == (3_000, 3_600)


def test_what_changes_nothing_is_no_correction(ground):
    ground.tell()
    with pytest.raises(Invalid):
        ground.tell(revision=1)
    assert count(ground, OutreachFigure) == 1


def test_other_months_channels_materials_and_organisations_are_reports_of_their_own(ground):
    material = ground.material()
    ids = {
        ground.tell(),
        ground.tell(month=month(1)),
        ground.tell(channel_code="wechat"),
        ground.tell(material_id=material),
        ground.tell(ground.outsider),
    }
    assert len(ids) == 5
    with pytest.raises(Invalid):
        ground.tell(material_id=material, reach=1)


@pytest.mark.parametrize("back", [-1, 13])
def test_one_tells_of_this_month_and_the_twelve_before(ground, back):
    with pytest.raises(Invalid) as refused:
        ground.tell(month=month(back))
    assert refused.value.field == "month"
    ground.tell(month=month(12))


def test_a_link_is_honest(ground):
    with pytest.raises(Invalid) as refused:
        ground.tell(link="javascript:alert(1)")
    assert refused.value.field == "link"


def test_whoever_speaks_for_no_organisation_tells_nothing(ground):
    with pytest.raises(NotAllowed):
        ground.tell(ground.officer)


def test_the_method_may_be_corrected_too(ground):
    outreach_id = ground.tell()
    ground.tell(revision=1, method=CountMethod.REGISTERED)
    assert ground.stored(outreach_id).method is CountMethod.REGISTERED
    with ground.make.work(ground.liaison.actor) as work:
        told = [one.method for one in queries.figures(work, outreach_id)]
    assert told == [CountMethod.REGISTERED, CountMethod.ATTENDED]


def test_the_same_told_twice_at_once_is_one_report_and_the_second_is_told_of_it(portal, ground):
    colleagues = [Browser(portal, ground.liaison) for _ in range(2)]
    sent = SENT | {"month": months.as_text(month()), "revision": "0"}
    assert at_once(*((one, "outreach.tell", sent, {}) for one in colleagues)) == [303, 422]
    assert (count(ground, Outreach), count(ground, OutreachFigure)) == (1, 1)


def test_of_two_corrections_at_once_one_holds_and_the_other_is_shown_it(portal, ground):
    outreach_id = ground.tell()
    colleagues = [Browser(portal, ground.liaison) for _ in range(2)]
    sent = SENT | {"month": months.as_text(month()), "revision": "1"}
    posts = [(one, "outreach.tell", sent | {"reach": reach}, {}) for one, reach in zip(colleagues, "67", strict=True)]
    assert at_once(*posts) == [303, 422]
    stored = ground.stored(outreach_id)
    assert (stored.reach in {6, 7}, stored.revision, count(ground, OutreachFigure)) == (True, 2, 2)


def test_proof_is_attached_and_taken_away(ground):
    outreach_id = ground.tell()
    with ground.make.work(ground.liaison.actor) as work:
        proving.attach(work, outreach_id, [check(png(), "宣传屏.png")] * 2)
        assert len(work.session.scalars(proving.files_of(outreach_id)).all()) == 2
        with pytest.raises(Invalid):
            proving.attach(work, outreach_id, [check(png(), "宣传屏.png")] * 9)
    assert ground.events()[-1] == "OutreachProofKept"


def moment(day):
    """Noon of this day of the present month."""
    return clock.now().astimezone(LOCAL_ZONE).replace(day=day, hour=12)


def test_near_the_end_of_the_month_the_liaison_is_asked_unless_something_was_told(ground):
    def errands(who, day):
        with ground.make.work(who.actor, moment(day)) as work:
            return [(one.endpoint, one.due) for one in errands_of(work, waiting.questions)]

    asked = [("outreach.ours", months.last_day(month()))]
    assert errands(ground.liaison, 24) == []
    assert errands(ground.liaison, 25) == asked
    assert errands(ground.make.person("staff", organisation=ground.bank), 25) == []
    assert errands(ground.officer, 25) == []
    ground.tell(month=month(1))
    assert errands(ground.liaison, 25) == asked, "the month before does not count"
    ground.tell()
    assert errands(ground.liaison, 25) == []
    assert errands(ground.outsider, 25) == asked


def test_months_are_counted_over_the_years():
    assert months.before(date(2026, 1, 1)) == date(2025, 12, 1)
    assert months.before(date(2026, 11, 1), 23) == date(2024, 12, 1)
    assert months.last_day(date(2024, 2, 1)) == date(2024, 2, 29)
    assert months.last_day(date(2026, 12, 1)) == date(2026, 12, 31)


@pytest.mark.parametrize(("day", "back"), [(1, 1), (5, 1), (6, 0), (28, 0)])
def test_in_the_first_days_one_tells_of_the_month_before(day, back):
    assert months.usual(moment(day)) == month(back)


def test_what_was_told_last_month_and_not_yet_this_one_is_offered_again(ground):
    ground.tell(month=month(1))
    ground.tell(month=month(1), channel_code="wechat")
    ground.tell(channel_code="wechat")
    ground.tell(ground.outsider, month=month(1), channel_code="campus")
    with ground.make.work(ground.liaison.actor) as work:
        found = queries.still_to_tell(work, month(), month(1))
    assert [line.channel_code for line in found] == ["print"]


def test_the_form_begins_with_what_was_told_last(ground):
    yesterday = clock.now() - timedelta(days=1)
    ground.tell(now=yesterday)
    ground.tell(channel_code="wechat", reach=9)
    with ground.make.work(ground.liaison.actor) as work:
        assert queries.own_last(work).channel_code == "wechat"
        assert telling.tell(work, text(channel_code="campus")) is not None
