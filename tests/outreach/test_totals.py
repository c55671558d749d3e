"""The totals: each report once, each method apart, by month, channel and alliance, narrowed as asked."""

from alliance.outreach import shown, totals
from alliance.outreach.queries import OutreachFilter
from alliance.outreach.vocabulary import CountMethod
from tests.outreach.doing import HERE, month

YEAR = OutreachFilter(month(11), month())
ATTENDED, REGISTERED, IMPRESSIONS = CountMethod.ATTENDED, CountMethod.REGISTERED, CountMethod.IMPRESSIONS


def asked(ground, **other):
    with ground.make.work(ground.officer.actor) as work:
        return totals.totals(work, OutreachFilter(**{"since": month(11), "until": month()} | other))


def told(ground):
    ground.tell(reach=100)
    ground.tell(month=month(1), reach=50, method=REGISTERED)
    ground.tell(channel_code="text_message", reach=10_000, method=IMPRESSIONS)
    ground.tell(ground.outsider, reach=7)
    ground.tell(month=month(12), reach=999)


def test_each_report_counts_once_and_each_method_apart(ground):
    told(ground)
    whole = asked(ground).whole
    assert (whole.reports, whole.by_method) == (4, {ATTENDED: 107, REGISTERED: 50, IMPRESSIONS: 10_000})
    assert (whole.people, whole.impressions) == (157, 10_000)


def test_a_correction_counts_in_place_of_what_it_corrects(ground):
    ground.tell(reach=100)
    ground.tell(reach=140, revision=1)
    assert (asked(ground).whole.reports, asked(ground).whole.people) == (1, 140)


def test_by_month_by_channel_and_by_alliance(ground):
    told(ground)
    found = asked(ground)
    assert {one: total.people for one, total in found.by_month.items()} == {month(): 107, month(1): 50}
    assert [(term.code, total.reports) for term, total in found.by_channel] == [("text_message", 1), ("print", 3)]
    by_alliance = {term.code: (total.reports, total.people) for term, total in found.by_alliance}
    assert by_alliance == {"police_bank": (3, 150), "police_telecom": (1, 7), "police_enterprise": (1, 7)}


def test_filters_narrow_the_totals(ground):
    told(ground)
    assert asked(ground, channel="text_message").whole.people == 0
    assert asked(ground, alliance="police_bank").whole.reports == 3
    assert asked(ground, alliance="police_enterprise").whole.people == 7
    assert asked(ground, district=HERE).whole.reports == 3
    assert asked(ground, since=month(12), until=month(12)).whole.people == 999


def test_own_totals_are_of_the_own_organisation(ground):
    told(ground)
    with ground.make.work(ground.outsider.actor) as work:
        found = totals.own_totals(work, YEAR)
    assert {one: total.people for one, total in found.items()} == {month(): 7}


def test_a_picture_has_a_bar_for_each_month_and_shows_what_is_small(portal, ground):
    ground.tell(reach=1_000_000, method=IMPRESSIONS)
    ground.tell(month=month(1), reach=3, method=IMPRESSIONS)
    found = asked(ground)
    with portal.test_request_context():
        (chart,) = shown.charts(found.by_month, YEAR)
    heights = [bar["high"] for bar in chart["bars"]]
    assert (len(heights), heights[-1], heights[-2], sum(heights[:-2])) == (12, shown.HEIGHT, 1, 0)
    assert [bar["figure"] for bar in chart["bars"]][-3:] == ["–", "3", "100万"]


def test_figures_over_bars_are_short(portal):
    with portal.test_request_context():
        assert [shown.short(value) for value in (0, 9_999, 10_000, 123_456, 250_000_000)] == [
            *("0", "9999", "1万", "12.3万", "2.5亿"),
        ]
    with portal.test_request_context(headers={"Cookie": "language=en"}):
        assert [shown.short(value) for value in (999, 12_345, 2_000_000)] == ["999", "12.3k", "2M"]
